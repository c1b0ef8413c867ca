import { describe, expect, it } from 'vitest';
import { createAccessComparer } from '../../../src/core/inventory/access-diff.ts';
import { inventoryOf } from '../../../src/core/inventory/inventory.ts';
import {
  type ComparedAccount,
  comparedAccount,
  countsOf,
  diffAccount,
} from '../../../src/core/inventory/principal-diff.ts';
import type { AuthorizationDetails, RawManagedPolicy, RawRole, RawUser } from '../../../src/core/model/bundle.ts';
import type { Gap } from '../../../src/core/model/gap.ts';
import { accountId, catalog, partsWith, roleWith, settings } from '../evidence/account.ts';

const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const write = { Sid: 'Write', Effect: 'Allow', Action: 's3:PutObject', Resource: '*' };
const comparer = createAccessComparer(catalog.elevated, catalog);

function accountWith(details: Partial<AuthorizationDetails>, gaps: readonly Gap[] = []) {
  const parts = partsWith();
  const all = { ...parts, details: { ...parts.details, ...details }, gaps };
  return comparedAccount(all, inventoryOf(all, settings, catalog));
}

function diffOf(before: Partial<AuthorizationDetails> | undefined, after: Partial<AuthorizationDetails> | undefined) {
  return told(before && accountWith(before), after && accountWith(after));
}

/** What is told of an account, and how many principals became what. */
function told(before: ComparedAccount | undefined, after: ComparedAccount | undefined) {
  const outcomes = [...diffAccount(before, after, comparer)];
  const silent = ['unchanged', 'serviceLinked'];
  const entries = outcomes.filter(({ outcome }) => !silent.includes(outcome)).map(({ entry }) => entry);
  return { entries, counts: countsOf(outcomes) };
}

const none = countsOf([]);

function policy(name: string, statements: readonly object[]): RawManagedPolicy {
  return {
    id: name,
    arn: `arn:aws:iam::${accountId}:policy/${name}`,
    name,
    path: '/',
    attachmentCount: 1,
    boundaryUsageCount: 1,
    versions: [{ versionId: 'v1', isDefault: true, document: { Version: '2012-10-17', Statement: statements } }],
  };
}

const limit = policy('limit', [{ Effect: 'Allow', Action: ['s3:*', 'sqs:*'], Resource: '*' }]);
const narrow = policy('narrow', [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }]);
const user: RawUser = {
  id: 'AIDAUSER',
  arn: `arn:aws:iam::${accountId}:user/ana`,
  name: 'ana',
  path: '/',
  inlinePolicies: [],
  attachedPolicies: [],
  groups: ['readers'],
  tags: {},
};

function groupWith(statements: readonly object[]) {
  return {
    id: 'AGPAREADERS',
    arn: `arn:aws:iam::${accountId}:group/readers`,
    name: 'readers',
    path: '/',
    inlinePolicies: [{ name: 'own', document: { Version: '2012-10-17', Statement: statements } }],
    attachedPolicies: [],
  };
}

describe('diffAccount', () => {
  it('counts a principal that did not change and tells nothing of it', () => {
    const details = { roles: [roleWith([read])] };
    const { entries, counts } = diffOf(details, details);
    expect(entries).toEqual([]);
    expect(counts).toEqual({ ...none, unchanged: 1 });
  });

  it('tells what a changed role gains, by which policy', () => {
    const { entries, counts } = diffOf({ roles: [roleWith([read])] }, { roles: [roleWith([read, write])] });
    expect(counts).toEqual({ ...none, changed: 1 });
    expect(entries).toMatchObject([
      {
        principal: { name: 'worker', kind: 'role', accountId },
        status: 'kept',
        access: { relation: 'wider', gained: { parts: [{ through: { policy: 'own', statement: 'Write' } }] } },
      },
    ]);
    expect(entries[0]?.trust).toBeUndefined();
  });

  it('tells that a user gains by a group, and which', () => {
    const { entries } = diffOf(
      { users: [user], groups: [groupWith([read])] },
      { users: [user], groups: [groupWith([read, write])] },
    );
    expect(entries[0]?.access.gained.parts[0]?.through).toEqual({
      policy: 'own',
      type: 'inline',
      via: `arn:aws:iam::${accountId}:group/readers`,
      statement: 'Write',
    });
  });

  it('tells of a new role all it may do and who may assume it, and of one that is gone what it lost', () => {
    const added = diffOf({}, { roles: [roleWith([read])] });
    expect(added.counts.added).toBe(1);
    expect(added.entries[0]).toMatchObject({
      status: 'added',
      access: { relation: 'wider' },
      trust: { relation: 'wider', gained: { actions: ['sts:AssumeRole'] } },
    });
    const removed = diffOf({ roles: [roleWith([read])] }, undefined);
    expect(removed.counts.removed).toBe(1);
    expect(removed.entries[0]).toMatchObject({ status: 'removed', access: { relation: 'narrower' } });
  });

  it('tells who may assume a role that could not before', () => {
    const trustDocument = {
      Statement: { Effect: 'Allow', Principal: { AWS: '999988887777' }, Action: 'sts:AssumeRole' },
    };
    const { entries } = diffOf({ roles: [roleWith([read])] }, { roles: [roleWith([read], { trustDocument })] });
    expect(entries[0]).toMatchObject({
      access: { relation: 'equal' },
      trust: { relation: 'different', gained: { parts: [{ through: { policy: 'trust policy' } }] } },
    });
  });

  it('tells a boundary that was taken away as one that holds back less', () => {
    const { entries } = diffOf(
      { roles: [roleWith([read], { boundary: limit.arn })], policies: [limit] },
      { roles: [roleWith([read])], policies: [limit] },
    );
    expect(entries[0]?.boundary).toMatchObject({ relation: 'wider', before: limit.arn });
    expect(entries[0]?.boundary?.after).toBeUndefined();
  });

  it('tells a narrower boundary, and another one of the same meaning', () => {
    const policies = [limit, narrow, { ...limit, arn: `${limit.arn}-2`, name: 'limit-2' }];
    const change = (boundary: string) =>
      diffOf(
        { roles: [roleWith([read], { boundary: limit.arn })], policies },
        { roles: [roleWith([read], { boundary })], policies },
      ).entries[0]?.boundary;
    expect(change(narrow.arn)).toMatchObject({ relation: 'narrower', lost: { actions: ['sqs:*'] } });
    expect(change(`${limit.arn}-2`)).toMatchObject({ relation: 'equal', after: `${limit.arn}-2` });
    expect(change(limit.arn)).toBeUndefined();
  });

  it('does not judge a boundary whose document the bundle lacks', () => {
    const details = { roles: [roleWith([read], { boundary: limit.arn })] };
    const { entries, counts } = diffOf(details, details);
    expect(counts.undecided).toBe(1);
    expect(entries[0]?.boundary?.undecided).toContain(`the boundary ${limit.arn} is not in the bundle`);
  });

  it.each([
    ['an attached policy', { roles: [roleWith([read], { attachedPolicies: [limit.arn] })] }, limit.arn],
    ['a group', { users: [user] }, 'its group readers'],
    [
      'a policy of a group',
      { users: [user], groups: [{ ...groupWith([]), attachedPolicies: [limit.arn] }] },
      limit.arn,
    ],
  ])('is undecided where %s is not in the bundle', (_, details, named) => {
    const { entries, counts } = diffOf(details, details);
    expect(counts).toEqual({ ...none, undecided: 1 });
    expect(entries[0]?.access).toMatchObject({ relation: 'undecided', undecided: expect.stringContaining(named) });
  });

  it('is undecided where a policy was not wholly read, and still tells what it could', () => {
    const strange = { Effect: 'Allow', Action: 's3:*', Resource: '*', Surprise: true };
    const { entries } = diffOf({ roles: [roleWith([read])] }, { roles: [roleWith([read, write, strange])] });
    expect(entries[0]?.access).toMatchObject({ relation: 'undecided', gained: { actions: ['s3:PutObject'] } });
  });

  it('does not say for certain that a principal is gone from an account that was read in part', () => {
    const before = accountWith({ roles: [roleWith([read])] });
    const cut = accountWith({ isComplete: false });
    const malformed = accountWith({}, [
      {
        service: 'bundle',
        operation: 'parse',
        account: accountId,
        errorCode: 'WrongShape',
        message: 'a row',
        path: `accounts/${accountId}/authorization-details.json`,
      },
    ]);
    for (const after of [cut, malformed]) {
      expect(after.isWhole).toBe(false);
      const { entries, counts } = told(before, after);
      expect(counts).toEqual({ ...none, undecided: 1 });
      expect(entries[0]?.access.lost.parts).toEqual([]);
      expect(entries[0]?.access).toMatchObject({
        relation: 'undecided',
        undecided: `not all was read: account ${accountId} was read in part on the side that lacks the principal`,
      });
    }
  });

  it('tells a role that was deleted and made again', () => {
    const { entries, counts } = diffOf(
      { roles: [roleWith([read])] },
      { roles: [roleWith([read], { id: 'AROAOTHER' })] },
    );
    expect(counts.changed).toBe(1);
    expect(entries[0]?.notes).toEqual([
      'it was deleted and made again (AROAWORKER, now AROAOTHER): the same name, another role',
    ]);
  });

  it('counts service-linked roles that differ apart and tells nothing of them', () => {
    const linked = (statements: readonly object[]): RawRole =>
      roleWith(statements, {
        arn: `arn:aws:iam::${accountId}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
        name: 'AWSServiceRoleForECS',
        path: '/aws-service-role/ecs.amazonaws.com/',
      });
    const { entries, counts } = diffOf({ roles: [linked([read])] }, { roles: [linked([read, write])] });
    expect({ entries, counts }).toEqual({ entries: [], counts: { ...none, serviceLinked: 1 } });
  });

  it('says of a gain that a boundary may hold it back', () => {
    const { entries } = diffOf(
      { roles: [roleWith([read], { boundary: limit.arn })], policies: [limit] },
      { roles: [roleWith([read, write], { boundary: limit.arn })], policies: [limit] },
    );
    expect(entries[0]?.notes[0]).toContain(limit.arn);
  });
});
