import { difference, intersection, isEmpty, sizeOf } from '../catalog/action-set.ts';
import type { AccountView, JudgedPrincipal } from '../evidence/account-evidence.ts';
import { grantsOfActions, type Permissions } from '../inventory/permissions.ts';
import { referenceOf } from '../inventory/principal.ts';
import type { Observation } from '../model/finding.ts';
import type { Confidence } from '../model/verdict.ts';
import { type Detector, isJudgedAlone, type OrganizationView, type SharedRole, subjectOf } from './detector.ts';
import { besideNotes, counted, introductionOf, namesOf, someOf, useNotes, whyElevated } from './wording.ts';

/** Elevated permissions that a principal in use holds and provably does not use. */
export const unusedElevatedPermission: Detector = {
  id: 'unused-elevated-permission',
  title: 'Elevated permissions granted and not used',
  severity: 'high',
  attack: ['T1078.004', 'T1098.003'],
  needs: ['usage'],
  *detect(account) {
    for (const judged of account.principals) {
      // A principal not used at all is one finding of its own.
      if (!isJudgedAlone(judged) || judged.use.state === 'unused') continue;
      const observation = observe(judged, account);
      if (observation !== undefined) yield observation;
    }
  },
  *detectAcross(organization) {
    yield* permissionSets(organization);
    yield* foundationPatterns(organization);
  },
};

/** The elevated actions that may be called unused: covered, granted all through, not seen, nor shortly before the window. */
export function unusedElevatedOf({ verdicts }: JudgedPrincipal, { elevated }: AccountView) {
  return difference(intersection(verdicts.unused, elevated), verdicts.usedJustBefore);
}

function observe(judged: JudgedPrincipal, account: AccountView): Observation | undefined {
  const { principal, permissions, verdicts } = judged;
  const { catalog, elevated } = account;
  const unused = unusedElevatedOf(judged, account);
  if (isEmpty(unused)) return undefined;
  const grants = grantsOfActions(permissions, unused);
  const used = intersection(verdicts.used, elevated);
  const introduced = introductionOf(judged, grants, unused, account);
  return {
    subject: subjectOf(judged),
    key: '',
    confidence: verdicts.confidence,
    permissions: namesOf(unused, catalog),
    grants: grants.map(referenceOf),
    summary: `${principal.name} holds ${counted(sizeOf(unused), 'elevated permission')} that it did not use in the window: ${someOf(unused, 3, catalog)}`,
    why: `Whoever takes over this ${principal.kind} can use them: ${whyElevated(unused, catalog)}.`,
    fix: [
      `Take these ${sizeOf(unused)} permissions out of ${policiesPhrase(grants)}`,
      isEmpty(used)
        ? 'None of its elevated permissions was used in the window'
        : `Keep what it uses: ${someOf(used, 5, catalog)}`,
    ],
    evidence: [...useNotes(judged), ...besideNotes(judged, elevated, catalog)],
    ...(introduced === undefined ? {} : { introduced }),
    isAdministrator: isAdministrator(permissions, account),
  };
}

/** Whether the principal holds everything on everything: `*` on `*`, without condition. */
export function isAdministrator({ unlimited }: Permissions, { catalog }: AccountView): boolean {
  return sizeOf(unlimited) === catalog.size;
}

function policiesPhrase(grants: readonly { readonly policy: { readonly name: string } }[]): string {
  const names = [...new Set(grants.map(({ policy }) => policy.name))];
  return names.length <= 2
    ? names.join(' and ')
    : `${names.slice(0, 2).join(', ')} and ${counted(names.length - 2, 'more policy').replace('policys', 'policies')}`;
}

/** A permission set's use is the union over the accounts it is provisioned to; one that was not read makes it unobservable. */
function* permissionSets({ organization, accountsRead, permissionSetRoles }: OrganizationView): Generator<Observation> {
  for (const set of organization.permissionSets ?? []) {
    const roles = permissionSetRoles.filter(({ of }) => of === set.name);
    const isRead =
      set.provisionedAccounts.length > 0 &&
      set.provisionedAccounts.every(
        (account) => accountsRead.has(account) && roles.some(({ accountId }) => accountId === account),
      );
    const [first] = roles;
    if (!isRead || first === undefined) continue;
    const unused = first.unusedElevated.filter((action) =>
      roles.every((role) => role.unusedElevated.includes(action) || !role.elevated.includes(action)),
    );
    if (unused.length === 0) continue;
    yield {
      subject: {
        kind: 'permission-set',
        arn: set.arn,
        id: set.arn.slice(set.arn.lastIndexOf('/') + 1),
        accountId: organization.managementAccountId ?? first.accountId,
      },
      key: '',
      confidence: weakest(roles),
      permissions: unused,
      grants: first.grants,
      summary: `Permission set ${set.name} gives ${counted(unused.length, 'elevated permission')} that nobody used in the window, in any of its ${counted(roles.length, 'account')}`,
      why: 'Everybody assigned to it holds them in every account it is provisioned to.',
      fix: [`Narrow permission set ${set.name} in IAM Identity Center; its roles cannot be changed in the accounts`],
      evidence: roles.map(({ arn }) => ({ source: 'iam', text: `provisioned as ${arn}` })),
    };
  }
}

/** Advisory: a landing zone's roles are wide by design, and are told once a pattern. */
function* foundationPatterns({ foundationRoles }: OrganizationView): Generator<Observation> {
  const patterns = [...new Set(foundationRoles.map(({ of }) => of))].sort();
  for (const pattern of patterns) {
    const roles = foundationRoles
      .filter(({ of, unusedElevated }) => of === pattern && unusedElevated.length > 0)
      .sort((a, b) => (a.arn < b.arn ? -1 : 1));
    const [first] = roles;
    if (first === undefined) continue;
    yield {
      subject: { kind: 'role', arn: first.arn, id: first.id, accountId: first.accountId },
      key: `foundation ${pattern}`,
      confidence: weakest(roles),
      severity: 'info',
      permissions: [...new Set(roles.flatMap(({ unusedElevated }) => unusedElevated))].sort(),
      grants: first.grants,
      summary: `${counted(roles.length, 'foundation role')} named ${pattern} ${roles.length === 1 ? 'holds' : 'hold'} elevated permissions that were not used in the window`,
      why: 'Landing zones and deployment tools need wide roles; who may assume them is what to look at.',
      fix: ['Check who may assume these roles; change them only by the tool that made them'],
      evidence: roles.map(({ arn }) => ({ source: 'iam', text: arn })),
    };
  }
}

function weakest(roles: readonly SharedRole[]): Confidence {
  return roles.every(({ confidence }) => confidence === 'certain') ? 'certain' : 'strong';
}
