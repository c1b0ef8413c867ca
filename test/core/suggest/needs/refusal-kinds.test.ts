import { describe, expect, it } from 'vitest';
import type { EventUsage } from '../../../../src/core/evidence/usage-ledger.ts';
import { createDocumentStore } from '../../../../src/core/inventory/documents.ts';
import type { Refusal } from '../../../../src/core/model/usage.ts';
import {
  type DeniedFacts,
  mayRemoveDenied,
  refusalsByAction,
} from '../../../../src/core/suggest/needs/refusal-kinds.ts';
import { catalog } from '../../evidence/account.ts';

const indexOf = (name: string): number => catalog.byName.get(name.toLowerCase())?.index ?? -1;
const createUser = indexOf('iam:CreateUser');

function facts(statements: readonly object[] = [], isGrantedAllThrough = true): DeniedFacts {
  const parsed = createDocumentStore(catalog).read({ Version: '2012-10-17', Statement: statements });
  return { policies: [{ name: 'own', type: 'inline', parsed }], isGrantedAllThrough };
}

const byIdentity: Refusal = { action: 'iam:CreateUser', layer: 'identity' };

function event(name: string, refusals: readonly Refusal[]): EventUsage {
  return {
    eventSource: 'iam.amazonaws.com',
    eventName: name,
    allowed: 0,
    denied: 1,
    failed: 0,
    detail: {
      callerKind: 'role',
      principalId: 'AROAWORKER',
      principalArn: '',
      principalAccountId: '',
      eventSource: 'iam.amazonaws.com',
      eventName: name,
      requestKeys: [],
      requestKeysKnown: true,
      invokedBy: [],
      passed: [],
      refusals,
      resources: [],
      resourcesCapped: false,
    },
  };
}

describe('mayRemoveDenied', () => {
  it('lets go what only the principal’s own policies refused', () => {
    expect(mayRemoveDenied(createUser, [byIdentity], facts(), catalog)).toBe(true);
    expect(mayRemoveDenied(createUser, [{ ...byIdentity, action: 'IAM:createuser' }], facts(), catalog)).toBe(true);
  });

  it.each(['resource', 'boundary', 'session', 'scp', 'rcp', 'vpc-endpoint', 'unknown'] as const)(
    'keeps what a layer %s refused once',
    (layer) => {
      const refusals: readonly Refusal[] = [byIdentity, { action: 'iam:CreateUser', layer }];
      expect(mayRemoveDenied(createUser, refusals, facts(), catalog)).toBe(false);
    },
  );

  it('keeps what no refusal names, and what a refusal without a name may be about', () => {
    expect(mayRemoveDenied(createUser, [], facts(), catalog)).toBe(false);
    expect(mayRemoveDenied(createUser, [{ action: 'iam:DeleteUser', layer: 'identity' }], facts(), catalog)).toBe(
      false,
    );
    expect(mayRemoveDenied(createUser, [byIdentity, { action: '', layer: 'unknown' }], facts(), catalog)).toBe(false);
  });

  it('does not mind how other actions were refused', () => {
    const other: Refusal = { action: 'iam:DeleteUser', layer: 'scp' };
    expect(mayRemoveDenied(createUser, [byIdentity, other], facts(), catalog)).toBe(true);
  });

  it('keeps what a Deny of its own refuses: a quarantine, whatever its condition', () => {
    const deny = { Effect: 'Deny', Action: 'iam:Create*', Resource: '*', Condition: { Bool: { 'aws:x': 'true' } } };
    expect(mayRemoveDenied(createUser, [byIdentity], facts([deny]), catalog)).toBe(false);
    const allow = { Effect: 'Allow', Action: 'iam:*', Resource: '*' };
    const other = { Effect: 'Deny', Action: 'iam:DeleteUser', Resource: '*' };
    expect(mayRemoveDenied(createUser, [byIdentity], facts([allow, other]), catalog)).toBe(true);
  });

  it('keeps what was granted, or freed of a Deny, inside the window: the grant may answer the refusal', () => {
    expect(mayRemoveDenied(createUser, [byIdentity], facts([], false), catalog)).toBe(false);
  });

  it.each(['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:GetObjectVersion'])('keeps %s always', (name) => {
    expect(mayRemoveDenied(indexOf(name), [{ action: name, layer: 'identity' }], facts(), catalog)).toBe(false);
  });

  it('judges S3 calls on buckets as others', () => {
    const refusal: Refusal = { action: 's3:DeleteBucket', layer: 'identity' };
    expect(mayRemoveDenied(indexOf('s3:DeleteBucket'), [refusal], facts(), catalog)).toBe(true);
  });
});

describe('refusalsByAction', () => {
  it('gives an action the refusals that name it, and the nameless ones of the calls that need it', () => {
    const nameless: Refusal = { action: '', layer: 'unknown' };
    const byAction = refusalsByAction(
      [event('CreateUser', [byIdentity]), event('DeleteUser', [nameless]), event('GetUser', [])],
      catalog,
    );
    expect(byAction.get(createUser)).toEqual([byIdentity]);
    expect(byAction.get(indexOf('iam:DeleteUser'))).toEqual([nameless]);
    expect(byAction.get(indexOf('iam:GetUser'))).toEqual([{ action: '', layer: 'unknown' }]);
    expect(byAction.get(indexOf('iam:ListUsers'))).toBeUndefined();
  });

  it('gives the refusal of a passed role to iam:PassRole, not to the call', () => {
    const refusal: Refusal = { action: 'iam:PassRole', layer: 'identity' };
    const byAction = refusalsByAction([event('AddRoleToInstanceProfile', [refusal])], catalog);
    expect(byAction.get(indexOf('iam:PassRole'))).toEqual([refusal]);
    expect(byAction.get(indexOf('iam:AddRoleToInstanceProfile'))).toBeUndefined();
  });
});
