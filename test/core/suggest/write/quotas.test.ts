import { describe, expect, it } from 'vitest';
import { quotasOf, sizeOfDocument } from '../../../../src/core/suggest/write/quotas.ts';
import { accountId, partsWith } from '../../evidence/account.ts';

function policy(arn: string) {
  const name = arn.split('/').at(-1) ?? '';
  return { id: name, arn, name, path: '/', attachmentCount: 0, boundaryUsageCount: 0, versions: [] };
}

describe('quotasOf', () => {
  it("takes AWS's defaults where the account's own are not in the bundle", () => {
    const { summary: _, ...parts } = partsWith();
    expect(quotasOf(parts)).toEqual({
      policySize: 6144,
      inlineSize: { role: 10_240, user: 2048, group: 5120 },
      attached: { role: 10, user: 10, group: 10 },
      versions: 5,
      policiesLeft: 1500,
    });
  });

  it("takes the account's own, each by its name", () => {
    const summary = {
      PolicySizeQuota: 1,
      RolePolicySizeQuota: 2,
      UserPolicySizeQuota: 3,
      GroupPolicySizeQuota: 4,
      AttachedPoliciesPerRoleQuota: 5,
      AttachedPoliciesPerUserQuota: 6,
      AttachedPoliciesPerGroupQuota: 7,
      VersionsPerPolicyQuota: 8,
      PoliciesQuota: 90,
      Policies: 80,
    };
    expect(quotasOf(partsWith({ summary }))).toEqual({
      policySize: 1,
      inlineSize: { role: 2, user: 3, group: 4 },
      attached: { role: 5, user: 6, group: 7 },
      versions: 8,
      policiesLeft: 10,
    });
  });

  it("counts the customer's policies itself where the account does not say, AWS's own aside", () => {
    const policies = [
      policy(`arn:aws:iam::${accountId}:policy/a`),
      policy('arn:aws-cn:iam::aws:policy/ReadOnlyAccess'),
    ];
    const parts = partsWith({ details: { users: [], roles: [], groups: [], policies, isComplete: true } });
    expect(quotasOf(parts).policiesLeft).toBe(1499);
  });
});

describe('sizeOfDocument', () => {
  it('counts characters without blanks between, and those inside texts', () => {
    expect(sizeOfDocument({ a: [1, 2] })).toBe('{"a":[1,2]}'.length);
    expect(sizeOfDocument({ a: 'b c' })).toBe('{"a":"b c"}'.length);
    expect(sizeOfDocument({ a: 'ä' })).toBe(9);
  });
});
