import { intersection } from '../catalog/action-set.ts';
import type { AccountView } from '../evidence/account-evidence.ts';
import { grantsOfActions } from '../inventory/permissions.ts';
import { referenceOf } from '../inventory/principal.ts';
import type { SharedRole } from './detector.ts';
import { unusedElevatedOf } from './unused-elevated-permission.ts';
import { introductionOf, namesOf } from './wording.ts';

/** The roles of one shared class, as the view across accounts needs them. */
export function sharedRolesOf(view: AccountView, kind: 'sso-role' | 'foundation-role'): readonly SharedRole[] {
  return view.principals
    .filter(({ principal }) => principal.class === kind)
    .map((judged) => {
      const { principal, permissions, verdicts } = judged;
      const unused = unusedElevatedOf(judged, view);
      const grants = grantsOfActions(permissions, unused);
      const introduced = introductionOf(judged, grants, unused, view);
      return {
        of: kind === 'sso-role' ? permissionSetNameOf(principal.name) : (principal.foundationPattern ?? principal.name),
        arn: principal.arn,
        id: principal.id,
        accountId: principal.accountId,
        unusedElevated: namesOf(unused, view.catalog),
        elevated: namesOf(intersection(permissions.granted, view.elevated), view.catalog),
        grants: grants.map(referenceOf),
        confidence: verdicts.confidence,
        ...(introduced === undefined ? {} : { introduced }),
      };
    });
}

/** `AWSReservedSSO_NAME_0123456789abcdef`: the set's name may hold underscores itself. */
function permissionSetNameOf(roleName: string): string {
  return roleName.replace(/^AWSReservedSSO_/, '').replace(/_[0-9a-f]{16}$/, '');
}
