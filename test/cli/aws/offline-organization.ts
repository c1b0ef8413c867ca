import type { SeededWorld } from './seed-world.ts';

/** The files of a world's organization. */
export function organizationFiles({ accounts, organization }: SeededWorld): Readonly<Record<string, object>> {
  const { id, rootId, unitId, policy } = organization;
  const [management, member] = accounts.map((account) => account.id);
  const all = 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess';
  const everything = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  });
  const summary = { Type: 'SERVICE_CONTROL_POLICY', Description: '' };
  return {
    'organization/organization.json': { Organization: { Id: id, MasterAccountId: management, FeatureSet: 'ALL' } },
    'organization/accounts.json': {
      Accounts: [
        { Id: management, Name: 'master', Status: 'ACTIVE' },
        { Id: member, Name: 'member', Status: 'ACTIVE' },
      ],
    },
    'organization/organizational-units.json': {
      Roots: [{ Id: rootId, Name: 'Root' }],
      OrganizationalUnits: [{ Id: unitId, Name: 'workloads', ParentId: rootId }],
      AccountParents: { [`${management}`]: rootId, [`${member}`]: unitId },
    },
    'organization/service-control-policies.json': {
      Policies: [
        {
          Policy: {
            PolicySummary: { ...summary, Id: 'p-FullAWSAccess', Arn: all, Name: 'FullAWSAccess', AwsManaged: true },
            Content: everything,
          },
          Targets: [rootId, management, unitId, member].map((TargetId) => ({ TargetId })),
        },
        {
          Policy: {
            PolicySummary: { ...summary, Id: policy.id, Arn: policy.arn, Name: policy.name, AwsManaged: false },
            Content: policy.content,
          },
          Targets: [{ TargetId: unitId }],
        },
      ],
    },
    'organization/resource-control-policies.json': { Policies: [] },
    'organization/permission-sets.json': { PermissionSets: [] },
  };
}
