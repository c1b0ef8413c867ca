import { type ActionSet, difference, intersection, isEmpty } from '../catalog/action-set.ts';
import type { AccountView } from '../evidence/account-evidence.ts';
import { referenceOf } from '../inventory/principal.ts';
import type { Observation } from '../model/finding.ts';
import type { Confidence } from '../model/verdict.ts';
import type { OrganizationView, SharedRole } from './detector.ts';

/** The roles of one shared class, as the view across accounts needs them. */
export function sharedRolesOf(view: AccountView, kind: 'sso-role' | 'foundation-role'): readonly SharedRole[] {
  return view.principals
    .filter(({ principal }) => principal.class === kind)
    .map(({ principal, permissions, verdicts }) => ({
      of: kind === 'sso-role' ? permissionSetNameOf(principal.name) : (principal.foundationPattern ?? principal.name),
      arn: principal.arn,
      id: principal.id,
      accountId: principal.accountId,
      granted: permissions.granted,
      unused: difference(verdicts.unused, verdicts.usedJustBefore),
      elevated: view.elevated,
      grants: permissions.grants.map(referenceOf),
      confidence: verdicts.confidence,
    }));
}

/** A permission set with its roles, and what none of them used. */
export interface UnusedOfPermissionSet {
  readonly name: string;
  readonly subject: Observation['subject'];
  readonly roles: readonly SharedRole[];
  /** Granted by the set, and unused in every account in which it is granted. */
  readonly unused: ActionSet;
  readonly elevated: ActionSet;
  readonly grants: Observation['grants'];
  readonly confidence: Confidence;
}

/**
 * What each permission set gives and nobody used: its use is the union over all accounts it is provisioned to, and an account that
 * was not read makes it unobservable, so such a set is left out.
 */
export function unusedOfPermissionSets(view: OrganizationView): readonly UnusedOfPermissionSet[] {
  const { organization, accountsRead, permissionSetRoles } = view;
  return (organization.permissionSets ?? []).flatMap((set) => {
    const roles = permissionSetRoles.filter(({ of }) => of === set.name);
    const isRead = set.provisionedAccounts.every(
      (account) => accountsRead.has(account) && roles.some(({ accountId }) => accountId === account),
    );
    const [first] = roles;
    if (!isRead || first === undefined) return [];
    const unused = roles.reduce((kept, role) => difference(kept, difference(role.granted, role.unused)), first.unused);
    if (isEmpty(unused)) return [];
    const id = set.arn.slice(set.arn.lastIndexOf('/') + 1);
    const accountId = organization.managementAccountId ?? first.accountId;
    return [
      {
        name: set.name,
        subject: { kind: 'permission-set' as const, arn: set.arn, id, accountId },
        roles,
        unused,
        elevated: intersection(unused, first.elevated),
        grants: first.grants,
        confidence: weakestOf(roles),
      },
    ];
  });
}

/** A statement over several roles is as sure as the least sure of them. */
export function weakestOf(roles: readonly SharedRole[]): Confidence {
  return roles.every(({ confidence }) => confidence === 'certain') ? 'certain' : 'strong';
}

/** `AWSReservedSSO_NAME_0123456789abcdef`: the set's name may hold underscores itself. */
function permissionSetNameOf(roleName: string): string {
  return roleName.replace(/^AWSReservedSSO_/, '').replace(/_[0-9a-f]{16}$/, '');
}
