import { namesOf } from '../catalog/action-names.ts';
import { type ActionSet, difference, isEmpty, sizeOf } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { isInUse, isJudgedAlone } from '../evidence/in-use.ts';
import { grantsOfActions } from '../inventory/permissions.ts';
import { referenceOf } from '../inventory/principal.ts';
import { counted } from '../model/counted.ts';
import { actionPatternsOf } from '../policy/minimize.ts';
import { type Detector, subjectOf } from './detector.ts';
import { unusedOfPermissionSets } from './shared-roles.ts';
import { notSeenNotes, someOf, useNotes } from './wording.ts';

/** The unused permissions that are not elevated: one advisory finding a principal. */
export const unusedPermission: Detector = {
  id: 'unused-permission',
  title: 'Permissions granted and not used',
  severity: 'info',
  attack: [],
  needs: ['usage'],
  *detect({ principals, elevated, window, catalog }) {
    for (const judged of principals) {
      if (!isJudgedAlone(judged) || !isInUse(judged, window.from)) continue;
      const { principal, permissions, verdicts } = judged;
      const unused = difference(difference(verdicts.unused, elevated), verdicts.usedJustBefore);
      if (isEmpty(unused)) continue;
      const services = new Set(namesOf(unused, catalog).map((name) => name.split(':')[0]));
      yield {
        subject: subjectOf(judged),
        key: '',
        confidence: verdicts.confidence,
        permissions: listed(unused, catalog),
        grants: grantsOfActions(permissions, unused).map(referenceOf),
        summary: `${principal.name} did not use ${counted(sizeOf(unused), 'permission')} of ${counted(services.size, 'service')} in the window: ${someOf(unused, 3, catalog)}`,
        why: 'Each is small; together they are what an attacker explores first.',
        fix: ['Narrow its policies to what it uses when you next change them'],
        evidence: [...notSeenNotes(unused, judged), ...useNotes(judged)],
      };
    }
  },
  *detectAcross(view) {
    for (const { name, subject, roles, unused, elevated, grants, confidence } of unusedOfPermissionSets(view)) {
      const rest = difference(unused, elevated);
      if (isEmpty(rest)) continue;
      yield {
        subject,
        key: '',
        confidence,
        permissions: listed(rest, view.catalog),
        grants,
        summary: `Nobody used ${counted(sizeOf(rest), 'permission')} of permission set ${name} in the window: ${someOf(rest, 3, view.catalog)}`,
        why: 'Each is small; together they are what an attacker explores first.',
        fix: [`Narrow permission set ${name} in IAM Identity Center when you next change it`],
        evidence: roles.map(({ arn }) => ({ source: 'iam', text: `provisioned as ${arn}` })),
      };
    }
  },
};

/** More names than anybody reads: then whole services stand as `s3:*`. */
const mostNames = 1_000;

function listed(unused: ActionSet, catalog: Catalog): readonly string[] {
  return sizeOf(unused) <= mostNames ? namesOf(unused, catalog) : actionPatternsOf(unused, catalog, 'none');
}
