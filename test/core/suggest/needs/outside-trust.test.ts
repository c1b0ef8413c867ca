import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../../src/core/policy/parse.ts';
import { isTrustedOnlyOutside } from '../../../../src/core/suggest/needs/outside-trust.ts';
import { accountId } from '../../evidence/account.ts';

const vendor = 'arn:aws:iam::999988887777:root';
const sister = 'arn:aws:iam::222233334444:role/deploy';
const own = `arn:aws:iam::${accountId}:role/admin`;
const organization = new Set([accountId, '222233334444']);

function judge(statements: readonly object[], ownAccounts: ReadonlySet<string> | undefined = organization): boolean {
  const trust = parsePolicy({
    Statement: statements.map((over) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', ...over })),
  });
  return isTrustedOnlyOutside({ kind: 'role', trust }, ownAccounts, accountId);
}

describe('isTrustedOnlyOutside', () => {
  const rows: readonly (readonly [name: string, statements: readonly object[], is: boolean])[] = [
    ['a vendor', [{ Principal: { AWS: vendor } }], true],
    ['a vendor by its number', [{ Principal: { AWS: '999988887777' } }], true],
    ['a vendor in China', [{ Principal: { AWS: 'arn:aws-cn:iam::999988887777:root' } }], true],
    ['a vendor and somebody deleted', [{ Principal: { AWS: [vendor, 'AROADELETED'] } }], true],
    ['nobody any more', [{ Principal: { AWS: 'AROADELETED' } }], false],
    ['its own account', [{ Principal: { AWS: own } }], false],
    ['an account of the organization', [{ Principal: { AWS: sister } }], false],
    ['a vendor and its own account', [{ Principal: { AWS: vendor } }, { Principal: { AWS: own } }], false],
    ['a vendor and a service', [{ Principal: { AWS: vendor, Service: 'lambda.amazonaws.com' } }], false],
    [
      'a vendor’s identity provider',
      [{ Principal: { Federated: `arn:aws:iam::${accountId}:saml-provider/x` } }],
      false,
    ],
    ['everybody', [{ Principal: '*' }], false],
    [
      'everybody who knows an external id',
      [{ Principal: '*', Condition: { StringEquals: { 'sts:ExternalId': 'x' } } }],
      true,
    ],
    [
      'everybody of one’s own organization who knows an external id',
      [{ Principal: '*', Condition: { StringEquals: { 'sts:ExternalId': 'x', 'aws:PrincipalOrgID': 'o-1' } } }],
      false,
    ],
    [
      'a vendor, and a Deny for its own account',
      [{ Principal: { AWS: vendor } }, { Effect: 'Deny', Principal: { AWS: own } }],
      true,
    ],
    ['everybody but one', [{ NotPrincipal: { AWS: own } }], false],
  ];
  it.each(rows)('%s: judged from the trust policy', (_, statements, is) => expect(judge(statements)).toBe(is));

  it('takes every other account for outside where the organization was not read', () => {
    expect(judge([{ Principal: { AWS: sister } }], new Set())).toBe(true);
    const trust = parsePolicy({ Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: sister } } });
    expect(isTrustedOnlyOutside({ kind: 'role', trust }, undefined, accountId)).toBe(true);
    expect(isTrustedOnlyOutside({ kind: 'role', trust }, organization, accountId)).toBe(false);
  });

  it('says no of users and of roles whose trust is not known', () => {
    expect(isTrustedOnlyOutside({ kind: 'user' }, undefined, accountId)).toBe(false);
    expect(isTrustedOnlyOutside({ kind: 'role' }, undefined, accountId)).toBe(false);
  });
});
