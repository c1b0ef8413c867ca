import { describe, expect, it } from 'vitest';
import { has, isEmpty } from '../../../src/core/catalog/action-set.ts';
import { inventoryOf } from '../../../src/core/inventory/inventory.ts';
import { grantsOfActions, permissionsOf } from '../../../src/core/inventory/permissions.ts';
import { referenceOf } from '../../../src/core/inventory/principal.ts';
import { quarantineSid } from '../../../src/core/inventory/quarantine.ts';
import type { RawManagedPolicy } from '../../../src/core/model/bundle.ts';
import { createAccessReasoner } from '../../../src/core/policy/effective-access.ts';
import { asOf, catalog, daysAgo, partsWith, roleWith, settings } from '../evidence/account.ts';

const allow = (
  action: string | readonly string[],
  resource: string | readonly string[] = '*',
  more: object = {},
): object => ({ Effect: 'Allow', Action: action, Resource: resource, ...more });
const deny = (
  action: string | readonly string[],
  resource: string | readonly string[] = '*',
  more: object = {},
): object => ({ Effect: 'Deny', Action: action, Resource: resource, ...more });

function boundaryWith(statements: readonly object[]): RawManagedPolicy {
  return {
    id: 'ANPABOUNDARY',
    arn: 'arn:aws:iam::111122223333:policy/boundary',
    name: 'boundary',
    path: '/',
    createdAt: daysAgo(700),
    attachmentCount: 0,
    boundaryUsageCount: 1,
    versions: [{ versionId: 'v1', isDefault: true, createdAt: daysAgo(700), document: { Statement: statements } }],
  };
}

function permissionsWith(statements: readonly object[], boundary?: readonly object[]) {
  const policies = boundary === undefined ? [] : [boundaryWith(boundary)];
  const role = roleWith(
    statements,
    boundary === undefined ? {} : { boundary: 'arn:aws:iam::111122223333:policy/boundary' },
  );
  const parts = partsWith({ details: { users: [], groups: [], roles: [role], policies, isComplete: true } });
  const [principal] = inventoryOf(parts, settings, catalog).principals;
  if (principal === undefined) throw new Error('the test wrote no role');
  return permissionsOf(principal, { organization: undefined, asOf, reasoner: createAccessReasoner(catalog) }, catalog);
}

const get = catalog.byName.get('s3:getobject')?.index ?? -1;
const put = catalog.byName.get('s3:putobject')?.index ?? -1;

describe('permissionsOf', () => {
  const rows: readonly (readonly [string, readonly object[], readonly [get: boolean, put: boolean]])[] = [
    ['what is allowed', [allow('s3:GetObject')], [true, false]],
    ['actions in any letter case', [allow('S3:getobject')], [true, false]],
    ['everything but NotAction', [{ Effect: 'Allow', NotAction: 's3:PutObject', Resource: '*' }], [true, false]],
    [
      'nothing of a NotAction that names an unknown action only by mistake, but nearly everything',
      [{ Effect: 'Allow', NotAction: 's3:NoSuchAction', Resource: '*' }],
      [true, true],
    ],
    ['not what is denied on everything', [allow('s3:*'), deny('s3:PutObject')], [true, false]],
    [
      'what is denied under a condition',
      [allow('s3:*'), deny('s3:PutObject', '*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
      [true, true],
    ],
    [
      'what is denied on other resources',
      [allow('s3:*', 'arn:aws:s3:::a/*'), deny('s3:PutObject', 'arn:aws:s3:::b/*')],
      [true, true],
    ],
    [
      'what is denied on a part of its resources',
      [allow('s3:*', 'arn:aws:s3:::a/*'), deny('s3:PutObject', 'arn:aws:s3:::a/x/*')],
      [true, true],
    ],
    [
      'not what is denied on all of its resources',
      [
        allow('s3:*', ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*']),
        deny('s3:PutObject', ['arn:aws:s3:::a*', 'arn:aws:s3:::b/*']),
      ],
      [true, false],
    ],
    [
      'what another statement allows where the deny does not reach',
      [
        allow('s3:*', 'arn:aws:s3:::a/*'),
        allow('s3:PutObject', 'arn:aws:s3:::b/*'),
        deny('s3:PutObject', 'arn:aws:s3:::a/*'),
      ],
      [true, true],
    ],
    [
      'what a NotResource deny may spare',
      [allow('s3:*'), { Effect: 'Deny', Action: 's3:PutObject', NotResource: 'arn:aws:s3:::a/*' }],
      [true, true],
    ],
    [
      'not what a NotAction deny reaches',
      [allow('s3:*'), { Effect: 'Deny', NotAction: 's3:GetObject', Resource: '*' }],
      [true, false],
    ],
    [
      'nothing of a statement that has ended',
      [allow('s3:*', '*', { Condition: { DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } } })],
      [false, false],
    ],
    [
      'what a deny that has ended leaves',
      [
        allow('s3:*'),
        deny('s3:PutObject', '*', { Condition: { DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } } }),
      ],
      [true, true],
    ],
    [
      'what a dated quarantine of ours blocks',
      [allow('s3:*'), deny('s3:PutObject', '*', { Sid: `${quarantineSid}20261001` })],
      [true, true],
    ],
    ['nothing of empty lists', [allow([])], [false, false]],
  ];
  it.each(rows)('grants %s', (_, statements, [isGetGranted, isPutGranted]) => {
    const { granted } = permissionsWith(statements);
    expect([has(granted, get), has(granted, put)]).toEqual([isGetGranted, isPutGranted]);
  });

  it('keeps apart what is granted under a condition', () => {
    const { conditional, unlimited } = permissionsWith([
      allow('s3:GetObject'),
      allow(['s3:GetObject', 's3:PutObject'], '*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
    ]);
    expect([has(conditional, get), has(conditional, put)]).toEqual([false, true]);
    expect([has(unlimited, get), has(unlimited, put)]).toEqual([true, false]);
  });

  it('counts what only the boundary holds back as blocked, not as granted', () => {
    const { granted, blocked } = permissionsWith([allow('s3:*')], [allow('s3:Get*')]);
    expect([has(granted, get), has(granted, put)]).toEqual([true, false]);
    expect([has(blocked, get), has(blocked, put)]).toEqual([false, true]);
  });

  it('takes a deny of the boundary for a limit', () => {
    const { granted, blocked } = permissionsWith([allow('s3:*')], [allow('*'), deny('s3:PutObject')]);
    expect([has(granted, put), has(blocked, put)]).toEqual([false, true]);
  });

  it('is not limited by a boundary that could not be read', () => {
    const { granted, blocked } = permissionsWith([allow('s3:*')], [{ Effect: 'Allow' }]);
    expect(has(granted, put)).toBe(true);
    expect(isEmpty(blocked)).toBe(true);
  });

  it('tells the grants of an action with their statements', () => {
    const permissions = permissionsWith([
      allow('s3:GetObject', 'arn:aws:s3:::a/*', { Sid: 'Read' }),
      allow('s3:PutObject'),
    ]);
    const grants = grantsOfActions(permissions, catalog.matching('s3:GetObject'));
    expect(grants.map(referenceOf)).toEqual([
      { policy: 'own', type: 'inline', statement: 'Read', resources: ['arn:aws:s3:::a/*'] },
    ]);
  });

  it('grants nothing by an Allow that never holds for the principal', () => {
    const elsewhere = { Condition: { StringEquals: { 'aws:PrincipalAccount': '999988887777' } } };
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    const home = 'arn:aws:s3:::homes/${aws:username}/*';
    expect(isEmpty(permissionsWith([allow('s3:*', '*', elsewhere), allow('s3:*', home)]).granted)).toBe(true);
  });

  it.each([
    ['a Deny of all roles', 'iam:PutRolePolicy', deny('iam:PutRolePolicy', 'arn:aws:iam::*:role/*')],
    ['a Deny of all tables', 'dynamodb:DeleteItem', deny('dynamodb:*', 'arn:aws:dynamodb:*:*:*')],
    ['a Deny of all buckets', 's3:DeleteBucket', deny('s3:DeleteBucket', 'arn:aws:s3:::*')],
  ])('takes from everything by %s, as there is no other partition in the account', (_, action, denied) => {
    const { granted } = permissionsWith([allow('*'), denied]);
    expect(has(granted, catalog.byName.get(action.toLowerCase())?.index ?? -1)).toBe(false);
  });
});
