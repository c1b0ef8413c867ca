import { describe, expect, it } from 'vitest';
import { readOrganizationParts } from '../../../src/adapters/bundle/organization.ts';
import { type Content, writeBundle } from './write-bundle.ts';

function read(files: Readonly<Record<string, Content>>) {
  return writeBundle(
    Object.fromEntries(Object.entries(files).map(([name, content]) => [`organization/${name}`, content])),
  ).then(readOrganizationParts);
}

const content = '{"Version":"2012-10-17","Statement":[]}';
const scp = {
  Policy: {
    PolicySummary: { Id: 'p-1', Arn: 'arn:p-1', Name: 'deny', Type: 'SERVICE_CONTROL_POLICY' },
    Content: content,
  },
  Targets: [{ TargetId: 'r-1', Type: 'ROOT' }, { TargetId: '111122223333' }],
};

const whole: Readonly<Record<string, Content>> = {
  'organization.json': { Organization: { Id: 'o-1', MasterAccountId: '999900001111' } },
  'accounts.json': {
    Accounts: [
      { Id: '111122223333', Name: 'prod', Status: 'ACTIVE' },
      { Id: '444455556666', Name: 'old', State: 'SUSPENDED' },
    ],
  },
  'organizational-units.json': {
    Roots: [{ Id: 'r-1' }],
    OrganizationalUnits: [{ Id: 'ou-1', Name: 'apps', ParentId: 'r-1' }, { Id: 'ou-2' }],
    AccountParents: { '111122223333': 'ou-2', 'ou-2': 'ou-1' },
  },
  'service-control-policies.json': { Policies: [scp] },
  'resource-control-policies.json': {
    Policies: [{ Policy: { Policy: scp.Policy }, Targets: { Targets: scp.Targets } }],
  },
  'permission-sets.json': {
    PermissionSets: [
      {
        PermissionSetArn: 'arn:ps-1',
        Name: 'Admin',
        Description: 'all',
        CreatedDate: 1735693200,
        InlinePolicy: content,
        ManagedPolicies: [{ Name: 'AdministratorAccess', Arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
        CustomerManagedPolicyReferences: [{ Name: 'extra' }, { Name: 'more', Path: '/team/' }],
        PermissionsBoundary: { CustomerManagedPolicyReference: { Name: 'limit', Path: '/' } },
        ProvisionedAccounts: ['111122223333'],
      },
      {
        PermissionSetArn: 'arn:ps-2',
        Name: 'Read',
        InlinePolicy: '',
        ManagedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
        PermissionsBoundary: { ManagedPolicyArn: 'arn:b' },
        ProvisionedAccounts: [],
      },
    ],
  },
};

const policy = {
  id: 'p-1',
  arn: 'arn:p-1',
  name: 'deny',
  document: content,
  targets: ['r-1', '111122223333'],
};

describe('readOrganizationParts', () => {
  it('reads every part', async () => {
    expect(await read(whole)).toStrictEqual({
      id: 'o-1',
      managementAccountId: '999900001111',
      accounts: [
        { id: '111122223333', name: 'prod', status: 'ACTIVE' },
        { id: '444455556666', name: 'old', status: 'SUSPENDED' },
      ],
      parents: new Map([
        ['111122223333', 'ou-2'],
        ['ou-2', 'ou-1'],
        ['ou-1', 'r-1'],
      ]),
      serviceControlPolicies: [policy],
      resourceControlPolicies: [policy],
      permissionSets: [
        {
          arn: 'arn:ps-1',
          name: 'Admin',
          description: 'all',
          inlinePolicy: content,
          managedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'],
          customerManagedPolicies: [
            { name: 'extra', path: '/' },
            { name: 'more', path: '/team/' },
          ],
          permissionsBoundary: { name: 'limit', path: '/' },
          provisionedAccounts: ['111122223333'],
        },
        {
          arn: 'arn:ps-2',
          name: 'Read',
          description: '',
          managedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
          customerManagedPolicies: [],
          permissionsBoundary: { arn: 'arn:b' },
          provisionedAccounts: [],
        },
      ],
      gaps: [],
    });
  });

  it('tells each missing part in the order of the table', async () => {
    const parts = await read({});
    expect(Object.keys(parts)).toStrictEqual(['gaps']);
    expect(
      parts.gaps.map(({ service, operation, account, errorCode, path }) => [
        service,
        operation,
        account,
        errorCode,
        path,
      ]),
    ).toStrictEqual([
      ['organizations', 'DescribeOrganization', '', 'Missing', 'organization/organization.json'],
      ['organizations', 'ListAccounts', '', 'Missing', 'organization/accounts.json'],
      ['organizations', 'ListOrganizationalUnitsForParent', '', 'Missing', 'organization/organizational-units.json'],
      ['organizations', 'ListPolicies', '', 'Missing', 'organization/service-control-policies.json'],
      ['organizations', 'ListPolicies', '', 'Missing', 'organization/resource-control-policies.json'],
      ['sso', 'ListPermissionSets', '', 'Missing', 'organization/permission-sets.json'],
    ]);
  });

  it.each(Object.keys(whole))('reads the rest when %s is broken', async (name) => {
    const parts = await read({ ...whole, [name]: '<html>' });
    expect(parts.gaps).toMatchObject([{ errorCode: 'NotJson', path: `organization/${name}` }]);
    expect(Object.keys(parts).length).toBeGreaterThanOrEqual(6);
  });

  it('tells of a policy it cannot read, and of a unit whose parent nothing tells', async () => {
    const parts = await read({
      ...whole,
      'service-control-policies.json': { Policies: [{ Policy: { PolicySummary: { Id: 'p' } }, Targets: [] }, scp] },
      'organizational-units.json': { Roots: [], OrganizationalUnits: [{ Id: 'ou-9' }], AccountParents: {} },
    });
    expect(parts.serviceControlPolicies).toStrictEqual([policy]);
    expect(parts.gaps).toMatchObject([
      { errorCode: 'WrongShape', message: 'the parent of the unit `ou-9` is not told' },
      { errorCode: 'WrongShape', message: expect.stringContaining('`Policies[0].Policy`') },
    ]);
  });
});
