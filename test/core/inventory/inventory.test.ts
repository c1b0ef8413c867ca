import { describe, expect, it } from 'vitest';
import { inventoryOf } from '../../../src/core/inventory/inventory.ts';
import type { AuthorizationDetails, RawUser } from '../../../src/core/model/bundle.ts';
import { accountId, catalog, daysAgo, partsWith, roleWith, settings } from '../evidence/account.ts';

const user: RawUser = {
  id: 'AIDAANN',
  arn: `arn:aws:iam::${accountId}:user/ann`,
  name: 'ann',
  path: '/',
  createdAt: daysAgo(500),
  inlinePolicies: [],
  attachedPolicies: [],
  groups: ['admins'],
  tags: {},
};
const group = {
  id: 'AGPA',
  arn: `arn:aws:iam::${accountId}:group/admins`,
  name: 'admins',
  path: '/',
  createdAt: daysAgo(500),
  inlinePolicies: [{ name: 'all', document: { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } } }],
  attachedPolicies: [],
};

function inventoryWith(details: Partial<AuthorizationDetails>, over: object = {}) {
  return inventoryOf(
    partsWith({ details: { users: [], groups: [], roles: [], policies: [], isComplete: true, ...details }, ...over }),
    settings,
    catalog,
  );
}

describe('inventoryOf', () => {
  it('gives members their group’s policies, with the group they came by', () => {
    const { principals, groups } = inventoryWith({ users: [user], groups: [group] });
    expect(principals[0]?.policies.map(({ name, group: via }) => [name, via?.name])).toEqual([['all', 'admins']]);
    expect(groups[0]?.members).toEqual(['ann']);
  });

  it('parses a document once, however many hold it', () => {
    const document = { Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } };
    const roles = ['a', 'b'].map((name) =>
      roleWith([], {
        id: name,
        name,
        arn: `arn:${name}`,
        inlinePolicies: [{ name: 'own', document: structuredClone(document) }],
      }),
    );
    const [first, second] = inventoryWith({ roles }).principals.map(({ policies }) => policies[0]?.parsed);
    expect(first).toBe(second);
  });

  it('reports a document that it could not read, and keeps the principal', () => {
    const { principals, gaps } = inventoryWith({
      roles: [roleWith([], { inlinePolicies: [{ name: 'own', document: '{' }] })],
    });
    expect(principals).toHaveLength(1);
    expect(gaps.map(({ errorCode, message }) => [errorCode, message])).toEqual([
      ['Unparsed', expect.stringContaining('inline policy `own` of arn:aws:iam::111122223333:role/worker')],
    ]);
  });

  it('reports an attached policy that the answer lacks', () => {
    const { gaps } = inventoryWith({ roles: [roleWith([], { attachedPolicies: ['arn:aws:iam::aws:policy/Gone'] })] });
    expect(gaps[0]?.message).toContain('arn:aws:iam::aws:policy/Gone');
  });

  it('takes the default version of a policy, not the newest', () => {
    const document = (action: string): object => ({ Statement: { Effect: 'Allow', Action: action, Resource: '*' } });
    const policy = {
      id: 'ANPA',
      arn: 'arn:aws:iam::111122223333:policy/p',
      name: 'p',
      path: '/',
      attachmentCount: 1,
      boundaryUsageCount: 0,
      versions: [
        { versionId: 'v2', isDefault: false, createdAt: daysAgo(10), document: document('s3:PutObject') },
        { versionId: 'v1', isDefault: true, createdAt: daysAgo(300), document: document('s3:GetObject') },
      ],
    };
    const { policies } = inventoryWith({ policies: [policy] });
    expect(policies.get(policy.arn)?.current?.document.statements[0]?.actions.patterns).toEqual(['s3:GetObject']);
  });

  it('lets the account’s environment come before a tag, and a tag before nothing', () => {
    const roles = [roleWith([], { tags: { environment: 'test', Owner: 'team-a' } })];
    expect(inventoryWith({ roles }).principals[0]).toMatchObject({ environment: 'production', owner: 'team-a' });
    expect(inventoryWith({ roles }, { account: { id: accountId } }).principals[0]?.environment).toBe('test');
  });
});
