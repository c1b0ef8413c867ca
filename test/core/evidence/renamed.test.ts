import { describe, expect, it } from 'vitest';
import { underTodaysNames } from '../../../src/core/evidence/renamed.ts';
import type { RawUser } from '../../../src/core/model/bundle.ts';
import { accountId, change, daysAgo, verdictsFor } from './account.ts';

const user: RawUser = {
  id: 'AIDAALICE',
  arn: `arn:aws:iam::${accountId}:user/alice`,
  name: 'alice',
  path: '/',
  createdAt: daysAgo(700),
  groups: [],
  inlinePolicies: [
    { name: 'own', document: { Statement: { Effect: 'Allow', Action: 'ec2:DeleteVpc', Resource: '*' } } },
  ],
  attachedPolicies: [],
  tags: {},
};

function verdict(changes: Parameters<typeof underTodaysNames>[0]): string | undefined {
  const parts = { details: { users: [user], roles: [], groups: [], policies: [], isComplete: true }, roles: [] };
  return verdictsFor(['ec2:DeleteVpc'], { parts, changes })['ec2:DeleteVpc'];
}

const put = (days: number, userName: string) => change(days, 'PutUserPolicy', { userName, policyName: 'own' });
const rename = (days: number, userName: string, newUserName: string) =>
  change(days, 'UpdateUser', { userName, newUserName });

describe('a user who was renamed', () => {
  it('has had a grant only since it was given to the earlier name', () => {
    expect(verdict([])).toBe('unused');
    expect(verdict([put(10, 'bob')])).toBe('unused');
    expect(verdict([put(10, 'bob'), rename(5, 'bob', 'alice')])).toBe('too-recent');
    expect(verdict([put(10, 'rob'), rename(7, 'rob', 'Bob'), rename(5, 'bob', 'alice')])).toBe('too-recent');
  });

  it('has nothing of what was given to an earlier holder of the name', () => {
    expect(verdict([put(10, 'alice'), rename(7, 'alice', 'carol'), rename(5, 'bob', 'alice')])).toBe('unused');
  });

  it('is not renamed by a refused call, or by a new path', () => {
    expect(verdict([put(10, 'bob'), { ...rename(5, 'bob', 'alice'), outcome: 'denied' }])).toBe('unused');
    expect(verdict([put(10, 'bob'), change(5, 'UpdateUser', { userName: 'alice', newPath: '/x/' })])).toBe('unused');
  });
});

describe('underTodaysNames', () => {
  it('knows groups too, and leaves all else as it is', () => {
    const added = change(10, 'AddUserToGroup', { userName: 'bob', groupName: 'ops' });
    const told = underTodaysNames([
      added,
      change(9, 'RunInstances', { userName: 'bob' }, 'ec2.amazonaws.com'),
      change(5, 'UpdateGroup', { groupName: 'ops', newGroupName: 'platform' }),
      change(4, 'AddUserToGroup', { userName: 'bob', groupName: 'ops' }),
    ]);
    expect(told.map(({ parameters }) => [parameters?.userName, parameters?.groupName])).toEqual([
      ['bob', 'platform'],
      ['bob', undefined],
      [undefined, 'platform'],
      ['bob', 'ops'],
    ]);
    expect(underTodaysNames([added])).toEqual([added]);
  });
});
