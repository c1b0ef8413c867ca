import { accountList, organization } from './accounts.ts';
import { cliDate, instantOf } from './calendar.ts';
import type { Document } from './definitions.ts';
import { allow, policy } from './policy-language.ts';
import { hexOf, randomOf } from './random.ts';
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

/** Why the auditor was refused in one region. */
const frankfurtClosed = policy({
  Sid: 'NoClustersInFrankfurt',
  Effect: 'Deny',
  Action: 'eks:*',
  Resource: '*',
  Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } },
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
  const everything = policy(allow('*'));
  const root = { TargetId: rootId, Arn: arnOf('root', rootId), Name: 'Root', Type: 'ROOT' };
  const unitTargets = units.map((unit) => ({
    TargetId: unit.Id,
    Arn: arnOf('ou', unit.Id),
    Name: unit.Name,
    Type: 'ORGANIZATIONAL_UNIT',
  }));
  const accountTargets = accountList.map((account) => ({
    TargetId: account.id,
    Arn: arnOf('account', account.id),
    Name: account.alias,
    Type: 'ACCOUNT',
  }));
  return [
    policyAnswer('FullAWSAccess', 'Allows access to every operation', everything, [
      root,
      ...unitTargets,
      ...accountTargets,
    ]),
    policyAnswer('region-deny', 'Only the regions we use', regionDeny, [root]),
    policyAnswer('frankfurt-closed', 'No clusters in eu-central-1', frankfurtClosed, unitTargets.slice(0, 1)),
  ];
}

function policyAnswer(name: string, description: string, document: Document, targets: readonly unknown[]): unknown {
  const isAws = name === 'FullAWSAccess';
  const policyId = isAws ? 'p-FullAWSAccess' : `p-${hexOf(randomOf(`scp/${name}`), 8)}`;
  const arn = isAws
    ? `arn:aws:organizations::aws:policy/service_control_policy/${policyId}`
    : arnOf('policy', `service_control_policy/${policyId}`);
  return {
    Policy: {
      PolicySummary: {
        Id: policyId,
        Arn: arn,
        Name: name,
        Description: description,
        Type: 'SERVICE_CONTROL_POLICY',
        AwsManaged: isAws,
      },
      Content: JSON.stringify(document),
    },
    Targets: targets,
  };
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
