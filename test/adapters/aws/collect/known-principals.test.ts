import { describe, expect, it } from 'vitest';
import { attachedPoliciesIn, digestOf, principalsIn } from '../../../../src/adapters/aws/collect/known-principals.ts';

const policyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const policies = [{ Arn: policyArn, PolicyId: 'ANPA1', DefaultVersionId: 'v1' }];
const group = { GroupName: 'staff', GroupId: 'AGPA1', GroupPolicyList: [{ PolicyName: 'g', PolicyDocument: 'x' }] };

const user = (over: object = {}) => ({
  Arn: 'arn:aws:iam::111122223333:user/ana',
  UserId: 'AIDA1',
  UserName: 'ana',
  AttachedManagedPolicies: [{ PolicyArn: policyArn }],
  GroupList: ['staff'],
  ...over,
});

const grantsOf = (...pages: readonly unknown[]) => principalsIn(pages.map(digestOf))[0]?.grants;
const known = grantsOf({ UserDetailList: [user()], GroupDetailList: [group], Policies: policies });

describe('principalsIn', () => {
  it('joins what lies on several pages', () => {
    expect(grantsOf({ UserDetailList: [user()] }, { Policies: policies }, { GroupDetailList: [group] })).toBe(known);
    expect(known).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['a version of a policy', { Policies: [{ ...policies[0], DefaultVersionId: 'v2' }] }],
    ['a policy that was made again', { Policies: [{ ...policies[0], PolicyId: 'ANPA2' }] }],
    [
      "a group's policy",
      { GroupDetailList: [{ ...group, GroupPolicyList: [{ PolicyName: 'g', PolicyDocument: 'y' }] }] },
    ],
    ['a group that was made again', { GroupDetailList: [{ ...group, GroupId: 'AGPA2' }] }],
    ['an inline policy', { UserDetailList: [user({ UserPolicyList: [{ PolicyName: 'p', PolicyDocument: 'x' }] })] }],
    ['the id', { UserDetailList: [user({ UserId: 'AIDA2' })] }],
    ['a group', { UserDetailList: [user({ GroupList: [] })] }],
  ])('tells grants apart by %s', (_, over) => {
    const grants = grantsOf({ UserDetailList: [user()], GroupDetailList: [group], Policies: policies, ...over });
    expect(grants).toMatch(/^[0-9a-f]{64}$/);
    expect(grants).not.toBe(known);
  });

  it('does not say what grants are of which a part is not told', () => {
    expect(grantsOf({ UserDetailList: [user()], Policies: policies })).toBeUndefined();
    expect(grantsOf({ UserDetailList: [user()], GroupDetailList: [group] })).toBeUndefined();
  });

  it('takes the path from the ARN where it is not told', () => {
    const Arn = 'arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/R';
    expect(principalsIn([digestOf({ RoleDetailList: [{ Arn }] })])[0]?.path).toBe('/aws-service-role/x.amazonaws.com/');
  });

  it.each([[undefined], [[]], ['text'], [{ RoleDetailList: 'no list' }], [{ RoleDetailList: [null, 7, {}] }]])(
    'finds nobody in %j',
    (page) => {
      expect(principalsIn([digestOf(page)])).toEqual([]);
    },
  );
});

describe('attachedPoliciesIn', () => {
  it('names customer managed policies of every partition, AWS managed ones not', () => {
    const arns = [
      'arn:aws-cn:iam::111122223333:policy/team/a',
      'arn:aws:iam::aws:policy/b',
      'arn:aws:iam::111122223333:policy/c',
    ];
    const Policies = arns.map((Arn) => ({ Arn, AttachmentCount: 1 }));
    expect(attachedPoliciesIn([digestOf({ Policies }), digestOf({ Policies: [{}] })])).toEqual([arns[0], arns[2]]);
  });
});
