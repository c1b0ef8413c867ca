import { type Account, accountList, accounts, organization, ssoProviderName } from './accounts.ts';
import { every } from './calendar.ts';
import { call, calls } from './calls.ts';
import type { Activity, Part, PermissionSetDefinition, RoleDefinition } from './definitions.ts';
import { allow, policy, trustIdentityCenter } from './policy-language.ts';
import { hexOf, randomOf } from './random.ts';

const ids = (of: readonly Account[]): readonly string[] => of.map((account) => account.id);

const permissionSets: readonly PermissionSetDefinition[] = [
  {
    name: 'AdministratorAccess',
    description: 'Administrators of an account',
    createdDaysAgo: 900,
    managedPolicies: ['AdministratorAccess'],
    customerPolicies: [],
    provisionedTo: ids(accountList),
    findings: [
      {
        detector: 'unused-elevated-permission',
        include: ['iam:CreateUser', 'iam:CreateLoginProfile'],
        exclude: ['iam:CreateRole', 'iam:PutRolePolicy'],
      },
    ],
    isAdvised: true,
    silent: ['unused-role', 'all-access-service-account'],
    suggestion: {
      kind: 'narrow',
      removed: ['iam:CreateUser', 's3:DeleteBucket'],
      kept: { 'iam:CreateRole': 'used', 'ec2:DescribeInstances': 'used' },
    },
    story:
      'Administrators in three accounts: one subject. What somebody used in one account is used; most of it nobody did in any.',
  },
  {
    name: 'Developer',
    description: 'Developers, in staging and the sandbox',
    createdDaysAgo: 700,
    managedPolicies: ['PowerUserAccess'],
    customerPolicies: [],
    provisionedTo: ids([accounts.staging, accounts.sandbox]),
    findings: [
      {
        detector: 'unused-elevated-permission',
        include: ['s3:PutBucketPolicy', 'kms:PutKeyPolicy'],
        exclude: ['lambda:UpdateFunctionCode'],
      },
    ],
    isAdvised: true,
    silent: ['unused-role', 'all-access-service-account'],
    suggestion: {
      kind: 'narrow',
      removed: ['s3:PutBucketPolicy', 'kms:PutKeyPolicy'],
      kept: { 'lambda:UpdateFunctionCode': 'used', 'lambda:GetFunction': 'used' },
    },
    story: 'Power users, who used three services. In the sandbox nobody signed in with it: that is no unused role.',
  },
  {
    name: 'ReadOnly',
    description: 'Looking, not touching',
    createdDaysAgo: 700,
    managedPolicies: [],
    customerPolicies: ['tidewater-read-only'],
    provisionedTo: ids(accountList),
    isAdvised: true,
    silent: ['unused-elevated-permission', 'unused-role'],
    story: 'A long list of permissions to read, hardly any in use, none of them elevated: advice, no more.',
  },
  {
    name: 'ReleaseManager',
    description: 'Releases by hand, in production and staging',
    createdDaysAgo: 500,
    managedPolicies: [],
    customerPolicies: [],
    inline: policy(
      allow(['ecs:DescribeServices', 'ecs:UpdateService'], '*', 'Release'),
      allow(['ecr:SetRepositoryPolicy', 'ecr:DeleteRepository'], '*', 'Images'),
    ),
    provisionedTo: ids([accounts.production, accounts.staging]),
    findings: [
      {
        detector: 'unused-elevated-permission',
        include: ['ecr:SetRepositoryPolicy', 'ecr:DeleteRepository'],
        exclude: ['ecs:UpdateService', 'ecs:DescribeServices'],
      },
    ],
    suggestion: {
      kind: 'narrow',
      removed: ['ecr:SetRepositoryPolicy', 'ecr:DeleteRepository'],
      kept: { 'ecs:UpdateService': 'used', 'ecs:DescribeServices': 'used' },
    },
    silent: ['unused-role'],
    story:
      'In production somebody released, in staging somebody only looked: both permissions are in use. Of the images nobody shared or deleted any, in either account.',
  },
  {
    name: 'BillingAdministrator',
    description: 'Costs, budgets and the reports of both',
    createdDaysAgo: 600,
    managedPolicies: [],
    customerPolicies: [],
    inline: policy(
      allow(['ce:*', 'budgets:*', 'cur:*']),
      allow(['s3:PutBucketPolicy', 's3:DeleteBucket'], 'arn:aws:s3:::tidewater-cost-reports'),
    ),
    provisionedTo: [accounts.production.id, organization.managementAccountId],
    noSuggestion: 'not-judged',
    story: 'Provisioned to the management account too, which was not read: nothing of it can be called unused.',
  },
  {
    name: 'OnCall',
    description: 'Assigned to whoever is on call',
    createdDaysAgo: 250,
    managedPolicies: [],
    customerPolicies: ['oncall-diagnostics'],
    provisionedTo: [],
    story: 'Provisioned nowhere at the moment, and it names a customer policy.',
  },
];

const lambdaWork: Activity['calls'] = [
  call('lambda', 'ListFunctions20150331'),
  call('lambda', 'GetFunction20150331v2', { functionName: 'preview' }),
  call('lambda', 'UpdateFunctionCode20150331v2', { functionName: 'preview', publish: false, dryRun: false }),
  call('cloudformation', 'DescribeStacks'),
];

const consoleReading = calls('ec2', 'DescribeInstances DescribeSecurityGroups');

/** What people did with a permission set, by account. */
const work: Readonly<Record<string, { readonly person: string; readonly activity: readonly Activity[] }>> = {
  'AdministratorAccess/production': {
    person: 'nadia.berg',
    activity: [
      {
        days: every(12, 118),
        calls: [
          call('sts', 'AssumeRole', {
            roleArn: `arn:aws:iam::${accounts.production.id}:role/ops-runbook`,
            roleSessionName: 'nadia.berg',
          }),
        ],
      },
      { days: every(14, 113), calls: [...calls('ec2', 'DescribeInstances'), ...calls('iam', 'ListRoles ListUsers')] },
    ],
  },
  'AdministratorAccess/staging': {
    person: 'nadia.berg',
    activity: [{ days: every(17, 112), calls: calls('iam', 'ListRoles') }],
  },
  'AdministratorAccess/sandbox': {
    person: 'jonas.weiss',
    activity: [{ days: every(19, 111), calls: calls('ec2', 'DescribeInstances RunInstances') }],
  },
  'Developer/staging': { person: 'amara.osei', activity: [{ days: every(6, 117), calls: lambdaWork }] },
  'ReadOnly/production': { person: 'amara.osei', activity: [{ days: every(9, 119), calls: consoleReading }] },
  'ReadOnly/staging': {
    person: 'pia.lund',
    activity: [{ days: every(15, 116), calls: calls('ec2', 'DescribeInstances') }],
  },
  'ReleaseManager/production': {
    person: 'jonas.weiss',
    activity: [{ days: every(10, 117), calls: calls('ecs', 'DescribeServices UpdateService') }],
  },
  'ReleaseManager/staging': {
    person: 'amara.osei',
    activity: [{ days: every(16, 115), calls: calls('ecs', 'DescribeServices') }],
  },
  'BillingAdministrator/production': {
    person: 'pia.lund',
    activity: [{ days: every(13, 119), calls: calls('ce', 'GetCostAndUsage') }],
  },
};

function roleOf(set: PermissionSetDefinition, account: Account): RoleDefinition {
  const done = work[`${set.name}/${account.key}`];
  return {
    account: account.key,
    name: `AWSReservedSSO_${set.name}_${hexOf(randomOf(`sso-role/${set.name}/${account.key}`), 16)}`,
    path: '/aws-reserved/sso.amazonaws.com/',
    createdDaysAgo: set.createdDaysAgo,
    trust: trustIdentityCenter(account),
    attached: [...set.managedPolicies, ...set.customerPolicies],
    ...(set.inline === undefined ? {} : { inline: { AwsSSOInlinePolicy: set.inline } }),
    permissionSet: set.name,
    agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
    ...(done === undefined
      ? {}
      : {
          session: { via: 'saml', provider: ssoProviderName(account), person: `${done.person}@tidewater.example` },
          activity: done.activity,
        }),
    story: set.story,
  };
}

const readOnly = policy(
  allow([
    'ec2:DescribeInstances',
    'ec2:DescribeVolumes',
    'ec2:DescribeSnapshots',
    'ec2:DescribeImages',
    'ec2:DescribeVpcs',
    'ec2:DescribeSubnets',
    'ec2:DescribeRouteTables',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeNetworkAcls',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeAddresses',
    's3:ListAllMyBuckets',
    's3:GetBucketLocation',
    's3:GetBucketVersioning',
    's3:GetBucketTagging',
    's3:GetEncryptionConfiguration',
    'rds:DescribeDBInstances',
    'rds:DescribeDBClusters',
    'rds:DescribeDBSnapshots',
    'rds:DescribeEvents',
    'ecs:DescribeClusters',
    'ecs:DescribeServices',
    'ecs:DescribeTasks',
    'ecs:ListClusters',
    'ecs:ListServices',
    'ecs:ListTasks',
    'eks:DescribeCluster',
    'eks:ListClusters',
    'eks:ListNodegroups',
    'lambda:ListFunctions',
    'lambda:ListEventSourceMappings',
    'dynamodb:ListTables',
    'dynamodb:DescribeTable',
    'sns:ListTopics',
    'cloudwatch:ListMetrics',
    'cloudwatch:DescribeAlarms',
    'logs:DescribeLogGroups',
    'logs:DescribeLogStreams',
    'cloudformation:ListStacks',
    'cloudformation:DescribeStacks',
    'autoscaling:DescribeAutoScalingGroups',
    'elasticloadbalancing:DescribeLoadBalancers',
    'elasticloadbalancing:DescribeTargetGroups',
    'iam:ListRoles',
    'iam:ListUsers',
    'iam:ListGroups',
    'iam:ListPolicies',
  ]),
);

/** IAM Identity Center: permission sets, their roles and what people did with them. */
export const identityCenter: Part = {
  permissionSets,
  roles: permissionSets.flatMap((set) =>
    accountList.filter(({ id }) => set.provisionedTo.includes(id)).map((account) => roleOf(set, account)),
  ),
  policies: [
    ...accountList.map(({ key }) => ({
      account: key,
      name: 'tidewater-read-only',
      versions: [{ daysAgo: 710, document: readOnly }],
      story: 'Attached to the role of the permission set ReadOnly.',
    })),
    {
      account: 'production',
      name: 'oncall-diagnostics',
      versions: [{ daysAgo: 250, document: policy(allow(['logs:DescribeLogGroups', 'ecs:ExecuteCommand'])) }],
      story: 'Attached to nobody, and named by the permission set OnCall.',
    },
  ],
};
