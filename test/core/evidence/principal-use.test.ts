import { describe, expect, it } from 'vitest';
import type { CredentialReportRow, RawUser } from '../../../src/core/model/bundle.ts';
import { accountId, daysAgo, judgedOf } from './account.ts';

const arn = `arn:aws:iam::${accountId}:user/ann`;
const user: RawUser = {
  id: 'AIDAANN',
  arn,
  name: 'ann',
  path: '/',
  createdAt: daysAgo(500),
  inlinePolicies: [
    { name: 'own', document: { Statement: { Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' } } },
  ],
  attachedPolicies: [],
  groups: [],
  tags: {},
};
const idle: CredentialReportRow = {
  user: 'ann',
  arn,
  passwordEnabled: true,
  passwordNeverUsed: true,
  passwordChangedAt: daysAgo(400),
  keys: [],
  isWhole: true,
};

describe('the use of a user', () => {
  const rows: readonly (readonly [string, Partial<CredentialReportRow>, object, string])[] = [
    ['with a password that was never used', {}, {}, 'unused'],
    ['whose password was used lately', { passwordLastUsedAt: daysAgo(3), passwordNeverUsed: false }, {}, 'used'],
    [
      'whose password was used lately and is taken away',
      { passwordEnabled: false, passwordLastUsedAt: daysAgo(3), passwordNeverUsed: false },
      {},
      'used',
    ],
    [
      'whose key was used lately and is inactive',
      { keys: [{ slot: 1, isActive: false, lastUsedAt: daysAgo(3), wasNeverUsed: false }] },
      {},
      'used',
    ],
    ['of whom the report does not tell all', { isWhole: false }, {}, 'unknown'],
    [
      'with a credential of a service',
      {},
      { serviceSpecificCredentials: [{ UserName: 'ann', Status: 'Active' }] },
      'unknown',
    ],
    [
      'of whose credentials of services the collector was not told',
      {},
      {
        gaps: [
          {
            service: 'iam',
            operation: 'ListServiceSpecificCredentials',
            account: '111122223333',
            errorCode: 'AccessDenied',
            message: 'not authorized',
          },
        ],
      },
      'unknown',
    ],
    [
      'with an inactive credential of a service',
      {},
      { serviceSpecificCredentials: [{ UserName: 'ann', Status: 'Inactive' }] },
      'unused',
    ],
  ];
  it.each(rows)('%s is judged by the credential report alone', (_, over, parts, expected) => {
    const details = { users: [user], roles: [], groups: [], policies: [], isComplete: true };
    const given = { logs: [], parts: { details, credentialReport: [{ ...idle, ...over }], ...parts } };
    expect(judgedOf(given).use.state).toBe(expected);
  });
});
