import { namesOf } from '../catalog/action-names.ts';
import { difference, emptySet, intersection, intersects, isEmpty, sizeOf, union } from '../catalog/action-set.ts';
import type { AccountView, JudgedPrincipal } from '../evidence/account-evidence.ts';
import { isInUse, isJudgedAlone } from '../evidence/in-use.ts';
import { grantsOfActions, type Permissions } from '../inventory/permissions.ts';
import { type AttachedPolicy, type Grant, referenceOf } from '../inventory/principal.ts';
import { counted } from '../model/counted.ts';
import type { Observation } from '../model/finding.ts';
import { type Detector, type OrganizationView, subjectOf } from './detector.ts';
import { unusedOfPermissionSets, weakestOf } from './shared-roles.ts';
import { besideNotes, introductionOf, notSeenNotes, someOf, useNotes, whyElevated } from './wording.ts';

/** Elevated permissions that a principal in use holds and provably does not use. */
export const unusedElevatedPermission: Detector = {
  id: 'unused-elevated-permission',
  title: 'Elevated permissions granted and not used',
  severity: 'high',
  attack: ['T1078.004', 'T1098.003'],
  needs: ['usage'],
  *detect(account) {
    for (const judged of account.principals) {
      if (!isJudgedAlone(judged) || !isInUse(judged, account.window.from)) continue;
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
      ...stepsFor(grants, sizeOf(unused)),
      ...(isEmpty(used) ? [] : [`Keep what it uses: ${someOf(used, 5, catalog)}`]),
    ],
    evidence: [...notSeenNotes(unused, judged), ...useNotes(judged), ...besideNotes(judged, elevated, catalog)],
    ...(introduced === undefined ? {} : { introduced }),
    isAdministrator: isAdministrator(permissions, account),
  };
}

/**
 * Whether the principal holds everything on everything: `*` on `*`, without condition. The organization's guardrails do not change that; where
 * they leave less than half of all actions, it is an allow list and no administrator's access.
 */
export function isAdministrator({ unlimited, granted }: Permissions, { catalog }: AccountView): boolean {
  return sizeOf(unlimited) === catalog.size && 2 * sizeOf(granted) >= catalog.size;
}

/** What to do with each policy: AWS's own cannot be edited, and a group's or a shared one is others' too. */
function stepsFor(grants: readonly Grant[], count: number): readonly string[] {
  const policies = new Map(grants.map(({ policy }) => [`${policy.name} ${policy.group?.arn ?? ''}`, policy]));
  return [...policies.values()].map((policy) => stepFor(policy, count === 1 ? 'it' : 'them'));
}

function stepFor({ name, type, group, managed }: AttachedPolicy, them: string): string {
  const holder = group === undefined ? '' : ` of group ${group.name} (${counted(group.members.length, 'member')})`;
  if (type === 'aws-managed') {
    return `Replace ${name}${holder} by a policy of your own that leaves ${them} out: AWS's policies cannot be edited`;
  }
  const attached = managed?.attachmentCount ?? 0;
  const others = attached > 1 ? `; it is attached in ${attached} places, so look at the others first` : '';
  return `Take ${them} out of ${type === 'inline' ? 'the inline policy' : 'the policy'} ${name}${holder}${others}`;
}

function* permissionSets(view: OrganizationView): Generator<Observation> {
  for (const { name, subject, roles, elevated, grants, confidence } of unusedOfPermissionSets(view)) {
    if (isEmpty(elevated)) continue;
    yield {
      subject,
      key: '',
      confidence,
      permissions: namesOf(elevated, view.catalog),
      grants,
      summary: `Permission set ${name} gives ${counted(sizeOf(elevated), 'elevated permission')} that nobody used in the window, in ${placesPhrase(roles.length)}: ${someOf(elevated, 3, view.catalog)}`,
      why: `Everybody assigned to it holds them wherever it is provisioned: ${whyElevated(elevated, view.catalog)}.`,
      fix: [`Narrow permission set ${name} in IAM Identity Center; its roles cannot be changed in the accounts`],
      evidence: roles.map(({ arn }) => ({ source: 'iam', text: `provisioned as ${arn}` })),
    };
  }
}

function placesPhrase(accounts: number): string {
  return accounts === 1 ? 'its one account' : `any of its ${accounts} accounts`;
}

/** Advisory: a landing zone's roles are wide by design, and are told once a pattern. */
function* foundationPatterns({ foundationRoles, catalog }: OrganizationView): Generator<Observation> {
  const patterns = [...new Set(foundationRoles.map(({ of }) => of))].sort();
  for (const pattern of patterns) {
    const roles = foundationRoles
      .filter(({ of, unused, elevated }) => of === pattern && intersects(unused, elevated))
      .sort((a, b) => (a.arn < b.arn ? -1 : 1));
    const [first] = roles;
    if (first === undefined) continue;
    const unused = roles.reduce(
      (set, role) => union(set, intersection(role.unused, role.elevated)),
      emptySet(catalog.size),
    );
    yield {
      subject: { kind: 'role', arn: first.arn, id: first.id, accountId: first.accountId },
      key: `foundation ${pattern}`,
      confidence: weakestOf(roles),
      severity: 'info',
      permissions: namesOf(unused, catalog),
      grants: first.grants,
      summary: `${counted(roles.length, 'foundation role')} named ${pattern} ${roles.length === 1 ? 'holds' : 'hold'} elevated permissions that were not used in the window`,
      why: 'Landing zones and deployment tools need wide roles; who may assume them is what to look at.',
      fix: ['Check who may assume these roles; change them only by the tool that made them'],
      evidence: roles.map(({ arn }) => ({ source: 'iam', text: arn })),
    };
  }
}
