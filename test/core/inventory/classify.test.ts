import { describe, expect, it } from 'vitest';
import {
  classOfRole,
  classOfUser,
  environmentOfName,
  environmentOfTags,
  ownerOfTags,
} from '../../../src/core/inventory/classify.ts';
import { parsePolicy } from '../../../src/core/policy/parse.ts';
import { accountId, settings } from '../evidence/account.ts';

const provider = (host: string): object => ({ Federated: `arn:aws:iam::${accountId}:oidc-provider/${host}` });

function classOf(principal: object | string, over: object = {}): string {
  const trust = parsePolicy({ Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal } });
  const facts = { name: 'thing', path: '/', arn: `arn:aws:iam::${accountId}:role/thing`, accountId, tags: {}, ...over };
  return classOfRole(facts, trust, settings).class;
}

describe('classOfRole', () => {
  const own = { AWS: `arn:aws:iam::${accountId}:root` };
  const rows: readonly (readonly [string, object | string, object, string])[] = [
    ['a service', { Service: 'lambda.amazonaws.com' }, {}, 'workload-role'],
    ['a service of China', { Service: 'ec2.amazonaws.com.cn' }, {}, 'workload-role'],
    ['Pod Identity', { Service: 'pods.eks.amazonaws.com' }, {}, 'kubernetes-service-account'],
    ['a cluster', provider('oidc.eks.eu-west-1.amazonaws.com/id/ABC'), {}, 'kubernetes-service-account'],
    ['a dual-stack cluster', provider('oidc-eks.eu-west-1.api.aws/id/ABC'), {}, 'kubernetes-service-account'],
    ['GitHub', provider('token.actions.githubusercontent.com'), {}, 'ci-role'],
    ['a GitLab of one’s own', provider('gitlab.example.com'), {}, 'ci-role'],
    ['people of another identity provider', provider('accounts.google.com'), {}, 'federated-role'],
    ['SAML', { Federated: `arn:aws:iam::${accountId}:saml-provider/okta` }, {}, 'federated-role'],
    ['another account', { AWS: 'arn:aws:iam::999988887777:root' }, {}, 'cross-account-role'],
    ['another account by its number', { AWS: '999988887777' }, {}, 'cross-account-role'],
    ['its own account', own, {}, 'account-role'],
    ['nobody any more', { AWS: 'AROADELETED' }, {}, 'unclassified-role'],
    [
      'a service, on a service-linked path',
      { Service: 'x.amazonaws.com' },
      { path: '/aws-service-role/x.amazonaws.com/' },
      'service-linked-role',
    ],
    [
      'a service, on the path of ordinary service roles',
      { Service: 'lambda.amazonaws.com' },
      { path: '/service-role/' },
      'workload-role',
    ],
    [
      'SAML, on the path of Identity Center',
      { Federated: 'arn:aws:iam::1:saml-provider/AWSSSO' },
      { path: '/aws-reserved/sso.amazonaws.com/' },
      'sso-role',
    ],
    [
      'the management account, with a foundation name',
      { AWS: 'arn:aws:iam::999988887777:root' },
      { name: 'OrganizationAccountAccessRole' },
      'foundation-role',
    ],
    [
      'a service, with a foundation name',
      { Service: 'lambda.amazonaws.com' },
      { name: 'OrganizationAccountAccessRole' },
      'workload-role',
    ],
    [
      'CloudFormation, with the name of CDK',
      { Service: 'cloudformation.amazonaws.com' },
      { name: 'cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1' },
      'foundation-role',
    ],
    [
      'a build, with a name that begins like CDK',
      provider('token.actions.githubusercontent.com'),
      { name: 'cdk-deploy' },
      'ci-role',
    ],
    ['its own account, by a word', own, { name: 'BreakGlassAdmin' }, 'break-glass'],
    ['its own account, by two whole words', own, { name: 'prod_dr_operator' }, 'break-glass'],
    ['its own account, with the word inside another', own, { name: 'address-driver' }, 'account-role'],
    ['its own account, by a tag', own, { tags: { 'Break-Glass': 'true' } }, 'break-glass'],
    ['its own account, by a tag that denies it', own, { tags: { 'break-glass': 'false' } }, 'account-role'],
    ['its own account, by the value of a tag', own, { tags: { purpose: 'disaster recovery' } }, 'break-glass'],
    ['its own account, with a tag named like a method', own, { tags: { constructor: 'x' } }, 'account-role'],
  ];
  it.each(rows)('judges a role trusted by %s', (_, principal, over, expected) => {
    expect(classOf(principal, over)).toBe(expected);
  });

  it('takes configured patterns in place of the words', () => {
    const configured = { ...settings, breakGlass: { principals: ['*-firefighter'], tags: {} } };
    const trust = parsePolicy({
      Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } },
    });
    const facts = { path: '/', arn: 'arn', accountId, tags: {} };
    expect(classOfRole({ ...facts, name: 'net-firefighter' }, trust, configured).class).toBe('break-glass');
    expect(classOfRole({ ...facts, name: 'break-glass' }, trust, configured).class).toBe('workload-role');
  });
});

describe('classOfUser', () => {
  const facts = { name: 'u', path: '/', arn: 'arn', accountId, tags: {} };
  const key = { slot: 1, wasNeverUsed: true } as const;
  it.each([
    ['no report', undefined, 'user'],
    ['a key only', { keys: [key], hasMfa: false, isWhole: true }, 'machine-user'],
    ['a password', { password: { wasNeverUsed: true }, keys: [key], hasMfa: true, isWhole: true }, 'console-user'],
    ['neither', { keys: [], hasMfa: false, isWhole: true }, 'user'],
  ] as const)('judges a user with %s', (_, credentials, expected) => {
    expect(classOfUser(facts, credentials, settings)).toBe(expected);
  });
});

describe('the words of environments and owners', () => {
  it.each([
    ['acme-prod', 'production'],
    ['Acme Staging 2', 'staging'],
    ['products', undefined],
    ['prod-to-dev-bridge', undefined],
  ])('reads an account named %s', (name, expected) => {
    expect(environmentOfName(name)).toBe(expected);
  });

  it('reads tags in any letter case', () => {
    expect(environmentOfTags({ Env: 'PRD' })).toBe('production');
    expect(ownerOfTags({ Team: 'a', OWNER: 'b' }, ['owner', 'team'])).toBe('b');
    expect(ownerOfTags({ owner: ' ' }, ['owner'])).toBeUndefined();
  });
});
