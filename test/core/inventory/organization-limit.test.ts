import { describe, expect, it } from 'vitest';
import { has } from '../../../src/core/catalog/action-set.ts';
import { createDocumentStore } from '../../../src/core/inventory/documents.ts';
import { organizationLimitOf } from '../../../src/core/inventory/organization-limit.ts';
import type { OrganizationParts, OrganizationPolicy } from '../../../src/core/model/bundle.ts';
import { createAccessReasoner } from '../../../src/core/policy/effective-access.ts';
import { accountId, asOf, catalog } from '../evidence/account.ts';

const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
const levels = ['r-root', 'ou-team', accountId];

function policy(targets: readonly string[], ...statements: readonly object[]): OrganizationPolicy {
  return { id: 'p', arn: 'arn', name: 'p', document: { Version: '2012-10-17', Statement: statements }, targets };
}

function organization(...policies: readonly OrganizationPolicy[]): OrganizationParts {
  const parents = new Map([
    [accountId, 'ou-team'],
    ['ou-team', 'r-root'],
  ]);
  return { managementAccountId: '999988887777', parents, serviceControlPolicies: policies, gaps: [] };
}

function denyIam(condition: object): OrganizationPolicy {
  return policy(['ou-team'], { Effect: 'Deny', Action: 'iam:*', Resource: '*', Condition: condition });
}

const documents = createDocumentStore(catalog);
const reasoner = createAccessReasoner(catalog);
const [allow] = documents.read({ Version: '2012-10-17', Statement: everything }).compiled;
const known = new Map([['aws:principalarn', `arn:aws:iam::${accountId}:role/app`]]);

/** Whether the limit leaves an action of a role that is allowed everything; `undefined`: there is no limit. */
function leaves(parts: OrganizationParts, action: string): boolean | undefined {
  const limit = organizationLimitOf(accountId, parts, documents, asOf, catalog);
  if (limit === undefined || allow === undefined) return undefined;
  const { principals, resources } = limit;
  const layers = [...principals.levels, ...resources.levels];
  const left = reasoner.remaining({
    allow,
    denies: [principals.denies, resources.denies],
    layers,
    known,
    partition: 'aws',
  });
  return has(left.actions, catalog.byName.get(action)?.index ?? -1);
}

describe('organizationLimitOf', () => {
  const full = policy(levels, everything);
  const rows: readonly (readonly [string, OrganizationParts, boolean | undefined])[] = [
    ['where everything is allowed at every level', organization(full), true],
    [
      'where a level denies it on everything',
      organization(full, policy(['ou-team'], { Effect: 'Deny', Action: 'iam:*', Resource: '*' })),
      false,
    ],
    [
      'where a level denies it to all but another role',
      organization(full, denyIam({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/admin' } })),
      false,
    ],
    [
      'where a level denies it to all but the role itself',
      organization(full, denyIam({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app' } })),
      true,
    ],
    [
      'where a level denies it without MFA',
      organization(full, denyIam({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } })),
      true,
    ],
    [
      'where two levels deny it with and without MFA',
      organization(
        full,
        denyIam({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }),
        denyIam({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
      ),
      false,
    ],
    [
      'where denies of several resources leave none',
      organization(
        full,
        policy(['ou-team'], { Effect: 'Deny', Action: 'iam:*', Resource: 'arn:aws:iam::*:role/*' }),
        policy(['r-root'], { Effect: 'Deny', Action: 'iam:*', NotResource: 'arn:aws:iam::*:role/*' }),
      ),
      false,
    ],
    [
      'where a level denies it on some resources',
      organization(full, policy(['ou-team'], { Effect: 'Deny', Action: 'iam:*', Resource: 'arn:aws:iam::*:role/x' })),
      true,
    ],
    [
      'where another unit denies it',
      organization(full, policy(['ou-other'], { Effect: 'Deny', Action: 'iam:*', Resource: '*' })),
      true,
    ],
    [
      'where one level allows only something else',
      organization(
        policy(['r-root', accountId], everything),
        policy(['ou-team'], { Effect: 'Allow', Action: 's3:*', Resource: '*' }),
      ),
      false,
    ],
    [
      'where NotAction denies all but it',
      organization(full, policy(['r-root'], { Effect: 'Deny', NotAction: 'iam:*', Resource: '*' })),
      true,
    ],
    ['where a level lists no policy', organization(policy(['r-root'], everything)), true],
    ['where a policy could not be read', organization(full, policy(['r-root'], { Effect: 'Deny' })), true],
    [
      'of the management account',
      {
        ...organization(policy(levels, { Effect: 'Deny', Action: '*', Resource: '*' })),
        managementAccountId: accountId,
      },
      undefined,
    ],
    ['without the tree', { serviceControlPolicies: [full], gaps: [] }, undefined],
    ['without policies', { parents: organization().parents ?? new Map(), gaps: [] }, undefined],
  ];
  it.each(rows)('judges an action %s', (_, parts, expected) => {
    expect(leaves(parts, 'iam:putrolepolicy')).toBe(expected);
  });

  it('counts resource control policies for the services that they bind', () => {
    const rcp = policy([accountId], { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' });
    const parts = { ...organization(full), resourceControlPolicies: [{ ...full, targets: levels }, rcp] };
    expect(leaves(parts, 's3:getobject')).toBe(false);
    expect(leaves(parts, 'iam:putrolepolicy')).toBe(true);
  });
});
