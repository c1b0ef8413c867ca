import type { AccessChange, AccessDiff, AccessPart, Diff, DiffEntry } from '../../../src/core/model/diff.ts';

/** Nothing gained or lost. */
export const nothing: AccessChange = { actions: [], actionCount: 0, unlisted: false, elevated: [], parts: [] };

/** Both sides the same. */
export const same: AccessDiff = { relation: 'equal', gained: nothing, lost: nothing };

/** A part of a difference: deleting what lies in the billing buckets. */
export function accessPart(over: Partial<AccessPart> = {}): AccessPart {
  return {
    actions: ['s3:DeleteObject'],
    actionCount: 1,
    unlisted: false,
    elevated: ['s3:DeleteObject'],
    elevatedClass: 'data-destruction',
    resources: ['arn:aws:s3:::billing-*/*'],
    isNotResources: false,
    conditions: [],
    exceptions: ['with MFA'],
    through: { policy: 'new.json', statement: 'Billing' },
    witness: { action: 's3:DeleteObject', resource: 'arn:aws:s3:::billing-example/example' },
    ...over,
  };
}

/** What these parts come to. */
export function changeOf(parts: readonly AccessPart[]): AccessChange {
  return {
    actions: parts.flatMap(({ actions }) => actions),
    actionCount: parts.reduce((sum, { actionCount }) => sum + actionCount, 0),
    unlisted: parts.some(({ unlisted }) => unlisted),
    elevated: parts.flatMap(({ elevated }) => elevated),
    parts,
  };
}

/** An entry in which one part is gained. */
export function diffEntry(over: Partial<DiffEntry> = {}): DiffEntry {
  return {
    status: 'kept',
    access: { relation: 'wider', gained: changeOf([accessPart()]), lost: nothing },
    notes: [],
    ...over,
  };
}

/** Two policy files compared. */
export function policyDiff(over: Partial<Diff> = {}): Diff {
  return {
    before: { kind: 'policies', name: 'old.json', policies: ['old.json'] },
    after: { kind: 'policies', name: 'new.json', policies: ['new.json'] },
    relation: 'wider',
    entries: [diffEntry()],
    notes: [],
    ...over,
  };
}

/** Two bundles compared: one role gains by a group's policy and may be assumed by more, with all that a report can show. */
export function bundleDiff(over: Partial<Diff> = {}): Diff {
  const trusted = accessPart({
    actions: ['sts:AssumeRole'],
    elevated: ['sts:AssumeRole'],
    elevatedClass: 'privilege-escalation',
    resources: [],
    conditions: ['for 999988887777'],
    exceptions: [],
    through: { policy: 'trust policy', statement: '0' },
    witness: {
      action: 'sts:AssumeRole',
      resource: 'arn:aws:iam::111122223333:role/deploy',
      principal: { kind: 'role', arn: 'arn:aws:iam::999988887777:role/example' },
      context: { 'sts:ExternalId': 'example', 'aws:PrincipalTag/team': ['a', 'b'], 'aws:PrincipalArn': [] },
    },
  });
  const unlisted = accessPart({
    actions: [],
    actionCount: 0,
    unlisted: true,
    elevated: [],
    resources: ['arn:aws:s3:::secret/*'],
    isNotResources: true,
    freedFrom: { policy: 'arn:aws:iam::111122223333:policy/guard', type: 'managed', statement: 'Guard' },
    through: {
      policy: 'own',
      type: 'inline',
      statement: 'All',
      via: 'arn:aws:iam::111122223333:group/readers',
    },
  });
  return {
    before: { kind: 'bundle', name: 'september', collectedAt: Date.parse('2026-09-30T06:00:00Z') },
    after: { kind: 'bundle', name: 'october' },
    relation: 'undecided',
    counts: { added: 1, removed: 0, changed: 1, undecided: 1, unchanged: 1200, serviceLinked: 2 },
    entries: [
      diffEntry({
        principal: {
          kind: 'role',
          arn: 'arn:aws:iam::111122223333:role/deploy',
          name: 'deploy',
          accountId: '111122223333',
          class: 'ci-role',
          environment: 'production',
        },
        status: 'added',
        access: { relation: 'wider', gained: changeOf([accessPart(), unlisted]), lost: changeOf([accessPart()]) },
        trust: { relation: 'wider', gained: changeOf([trusted]), lost: nothing },
        notes: ['it was deleted and made again'],
      }),
      diffEntry({
        principal: {
          kind: 'user',
          arn: 'arn:aws:iam::111122223333:user/ana',
          name: 'ana',
          accountId: '111122223333',
          class: 'user',
        },
        access: { relation: 'undecided', undecided: 'not all was read: policy `own`', gained: nothing, lost: nothing },
        boundary: {
          relation: 'wider',
          gained: changeOf([accessPart()]),
          lost: nothing,
          before: 'arn:aws:iam::111122223333:policy/limit',
        },
      }),
    ],
    notes: ['account 444455556666 is only in october'],
    ...over,
  };
}

/** Names that try to break out of whatever holds them. */
export const hostile = '`|<img src=x onerror=alert(1)>](http://evil.example)\u001b[2J\u202e @admin #1\n# Heading';

/** A comparison in which every text from outside is hostile. */
export function hostileDiff(): Diff {
  const part = accessPart({
    resources: [hostile],
    conditions: [hostile],
    exceptions: [hostile],
    through: { policy: hostile, type: 'inline', statement: hostile, via: hostile },
    witness: { action: hostile, resource: hostile, context: { [hostile]: [hostile] } },
  });
  const entry = diffEntry({
    principal: { kind: 'role', arn: hostile, name: hostile, accountId: '111122223333', class: 'ci-role' },
    access: { relation: 'undecided', undecided: hostile, gained: changeOf([part]), lost: nothing },
    notes: [hostile],
  });
  return bundleDiff({
    before: { kind: 'bundle', name: hostile },
    after: { kind: 'policies', name: hostile, policies: [hostile] },
    entries: [entry],
    notes: [hostile],
  });
}
