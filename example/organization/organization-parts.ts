import { accountList, organization } from './accounts.ts';
import { cliDate, instantOf } from './calendar.ts';
import { policy } from './policy-language.ts';
import type { World } from './world.ts';

const { id, managementAccountId: management, rootId } = organization;
const arnOf = (kind: string, rest: string): string => `arn:aws:organizations::${management}:${kind}/${id}/${rest}`;

const units = [
  { Id: 'ou-tide-production', Name: 'Production' },
  { Id: 'ou-tide-nonproduction', Name: 'Non-production' },
  { Id: 'ou-tide-sandboxes', Name: 'Sandboxes' },
];

const regionDeny = policy({
  Sid: 'OnlyOurRegions',
  Effect: 'Deny',
  NotAction: [
    'budgets:*',
    'ce:*',
    'cloudfront:*',
    'iam:*',
    'organizations:*',
    'route53:*',
    'sts:*',
    'support:*',
    'account:*',
  ],
  Resource: '*',
  Condition: {
    StringNotEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] },
    ArnNotLike: {
      'aws:PrincipalARN': ['arn:aws:iam::*:role/AWSControlTowerExecution', 'arn:aws:iam::*:role/iam-drift-auditor'],
    },
  },
});

/** The answers about the organization, by file name. */
export function organizationPartsOf(world: World): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>([
    [
      'organization.json',
      {
        Organization: {
          Id: id,
          Arn: `arn:aws:organizations::${management}:organization/${id}`,
          FeatureSet: 'ALL',
          MasterAccountId: management,
          MasterAccountArn: arnOf('account', management),
        },
      },
    ],
    [
      'accounts.json',
      {
        Accounts: [
          accountAnswer(management, 'tidewater-management'),
          ...accountList.map((account) => accountAnswer(account.id, account.alias)),
        ],
      },
    ],
    [
      'organizational-units.json',
      {
        Roots: [
          {
            Id: rootId,
            Arn: arnOf('root', rootId),
            Name: 'Root',
            PolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
          },
        ],
        OrganizationalUnits: units.map((unit) => ({ ...unit, Arn: arnOf('ou', unit.Id), ParentId: rootId })),
        AccountParents: {
          ...Object.fromEntries(accountList.map((account) => [account.id, account.unit])),
          [management]: rootId,
        },
      },
    ],
    ['service-control-policies.json', { Policies: serviceControlPolicies() }],
    ['resource-control-policies.json', { Policies: [] }],
    ['permission-sets.json', { PermissionSets: world.permissionSets.map(permissionSetAnswer) }],
  ]);
}

function accountAnswer(accountId: string, name: string): unknown {
  return {
    Id: accountId,
    Arn: arnOf('account', accountId),
    Email: `aws+${name}@tidewater.example`,
    Name: name,
    Status: 'ACTIVE',
    State: 'ACTIVE',
    JoinedMethod: accountId === management ? 'INVITED' : 'CREATED',
    JoinedTimestamp: cliDate(instantOf(1950, 30_000)),
  };
}

function serviceControlPolicies(): readonly unknown[] {
  const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const all = [
    { TargetId: rootId, Arn: arnOf('root', rootId), Name: 'Root', Type: 'ROOT' },
    ...units.map((unit) => ({
      TargetId: unit.Id,
      Arn: arnOf('ou', unit.Id),
      Name: unit.Name,
      Type: 'ORGANIZATIONAL_UNIT',
    })),
    ...accountList.map((account) => ({
      TargetId: account.id,
      Arn: arnOf('account', account.id),
      Name: account.alias,
      Type: 'ACCOUNT',
    })),
  ];
  return [
    {
      Policy: {
        PolicySummary: {
          Id: 'p-FullAWSAccess',
          Arn: 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess',
          Name: 'FullAWSAccess',
          Description: 'Allows access to every operation',
          Type: 'SERVICE_CONTROL_POLICY',
          AwsManaged: true,
        },
        Content: JSON.stringify(everything),
      },
      Targets: all,
    },
    {
      Policy: {
        PolicySummary: {
          Id: 'p-tideregions',
          Arn: arnOf('policy', 'service_control_policy/p-tideregions'),
          Name: 'region-deny',
          Description: 'Only the regions we use',
          Type: 'SERVICE_CONTROL_POLICY',
          AwsManaged: false,
        },
        Content: JSON.stringify(regionDeny),
      },
      Targets: all.slice(0, 1),
    },
  ];
}

function permissionSetAnswer({ definition, arn }: World['permissionSets'][number]): unknown {
  return {
    Name: definition.name,
    PermissionSetArn: arn,
    Description: definition.description,
    CreatedDate: cliDate(instantOf(definition.createdDaysAgo, 29_000)),
    SessionDuration: 'PT8H',
    InlinePolicy: definition.inline === undefined ? '' : JSON.stringify(definition.inline),
    ManagedPolicies: definition.managedPolicies.map((name) => ({ Name: name, Arn: `arn:aws:iam::aws:policy/${name}` })),
    CustomerManagedPolicyReferences: definition.customerPolicies.map((name) => ({ Name: name, Path: '/' })),
    ProvisionedAccounts: definition.provisionedTo,
  };
}
