import { accounts, homeRegion } from './accounts.ts';
import { every } from './calendar.ts';
import { call, getSecret, listObjects, objectCall, refused } from './calls.ts';
import type { Activity, Document, Part, RoleDefinition, UserDefinition } from './definitions.ts';
import { allow, policy, trustService } from './policy-language.ts';
import { functionArn, functionSession, secretArn, taskSession } from './production-shorthand.ts';

const account = 'production';
const { id } = accounts.production;
const administrator = 'AWSReservedSSO_AdministratorAccess';
const stack = 'tidewater-thumbnails';
const thumbnails = 'arn:aws:s3:::tidewater-thumbnails';
const prices = 'arn:aws:s3:::tidewater-prices';
const quarantine = 'IamDriftQuarantine-20260921';

/** What a quarantine of iam-drift denies: everything that was unused when it was put. */
const quarantineDocument: Document = policy({
  Sid: 'IamDriftQuarantine20260921',
  Effect: 'Deny',
  Action: ['lambda:UpdateFunctionCode', 's3:DeleteBucket', 'secretsmanager:PutSecretValue'],
  Resource: '*',
});

const startTask = call('ecs', 'RunTask', {
  cluster: 'jobs',
  taskDefinition: 'export:31',
  overrides: { taskRoleArn: `arn:aws:iam::${id}:role/job-export` },
});
const describeTasks = call('ecs', 'DescribeTasks', { cluster: 'jobs', tasks: ['1f2e3d4c'] });

/** The two schedulers use the same of their common policy. */
const scheduling = (step: number, first: number): readonly Activity[] => [
  {
    days: every(step, first),
    calls: [
      getSecret('jobs/schedule'),
      startTask,
      describeTasks,
      call('ecs', 'StopTask', { cluster: 'jobs', task: '1f2e3d4c' }),
    ],
  },
];

const taskRunner = (name: string, session: string, activity: readonly Activity[], story: string): RoleDefinition => ({
  account,
  name,
  createdDaysAgo: 540,
  trust: trustService('ecs-tasks'),
  attached: ['job-runner'],
  tags: { team: 'platform', environment: 'production' },
  session: taskSession(session),
  activity,
  findings: [{ detector: 'unused-elevated-permission', include: ['lambda:UpdateFunctionCode'] }],
  isAdvised: true,
  story,
});

const roles: readonly RoleDefinition[] = [
  {
    account,
    name: `${stack}-HandlerRole-1K9X2M4P7Q0Z`,
    createdDaysAgo: 410,
    trust: trustService('lambda'),
    inline: {
      HandlerPolicy: policy(
        allow(['s3:GetObject', 's3:PutObject'], `${thumbnails}/*`, 'Objects'),
        allow(['s3:ListBucket', 's3:PutBucketPolicy', 's3:DeleteBucket'], thumbnails, 'Bucket'),
      ),
    },
    tags: {
      'aws:cloudformation:stack-name': stack,
      'aws:cloudformation:stack-id': `arn:aws:cloudformation:${homeRegion}:${id}:stack/${stack}/6f1d2c30-8a4b-11ef-9d3e-0e1a2b3c4d5f`,
      'aws:cloudformation:logical-id': 'HandlerRole',
      team: 'media',
    },
    session: functionSession(`${stack}-Handler`),
    activity: [
      {
        days: every(8, 118),
        calls: [
          listObjects('tidewater-thumbnails'),
          objectCall('GetObject', 'tidewater-thumbnails', 'in/lamp.jpg'),
          objectCall('PutObject', 'tidewater-thumbnails', 'out/lamp.jpg'),
        ],
      },
    ],
    findings: [
      {
        detector: 'unused-elevated-permission',
        include: ['s3:PutBucketPolicy', 's3:DeleteBucket'],
        exclude: ['s3:GetObject', 's3:ListBucket'],
      },
    ],
    suggestion: {
      kind: 'narrow',
      removed: ['s3:PutBucketPolicy', 's3:DeleteBucket'],
      kept: { 's3:GetObject': 'used', 's3:PutObject': 'used', 's3:ListBucket': 'used' },
    },
    story:
      'A role of a CloudFormation stack: it could publish or delete its bucket. The change belongs into the template.',
  },
  {
    ...taskRunner(
      'job-scheduler',
      '2b7e151628aed2a6abf7',
      scheduling(6, 118),
      'One of two schedulers that use the same of a common policy; nobody used the rest.',
    ),
    noSuggestion: 'not-touched',
  },
  {
    ...taskRunner(
      'job-retrier',
      '60d4e41bc0f94ad3a7ce',
      scheduling(9, 117),
      'The second scheduler; its role and the first are narrowed together, in the policy that they share.',
    ),
    noSuggestion: 'not-touched',
  },
  {
    ...taskRunner(
      'job-monitor',
      '9ac1b7d4e2f34c0a8d55',
      [{ days: every(6, 119), calls: [describeTasks] }],
      'It has the common policy of the schedulers to look at tasks; it gets a policy of its own, with that alone.',
    ),
    findings: [
      {
        detector: 'unused-elevated-permission',
        include: ['lambda:UpdateFunctionCode', 'iam:PassRole', 'secretsmanager:GetSecretValue'],
        exclude: ['ecs:DescribeTasks'],
      },
    ],
    suggestion: {
      kind: 'narrow',
      removed: ['ecs:RunTask', 'iam:PassRole', 'secretsmanager:GetSecretValue'],
      kept: { 'ecs:DescribeTasks': 'used' },
    },
  },
  {
    account,
    name: 'job-export',
    createdDaysAgo: 540,
    trust: trustService('ecs-tasks'),
    inline: { exports: policy(allow('s3:PutObject', 'arn:aws:s3:::tidewater-job-exports/*')) },
    tags: { team: 'platform' },
    session: taskSession('d51c9b7f02e84f6d9c31'),
    activity: [{ days: every(6, 118), calls: [objectCall('PutObject', 'tidewater-job-exports', 'day.csv')] }],
    story: 'The role that the schedulers pass to their tasks.',
  },
  {
    account,
    name: 'price-sync',
    createdDaysAgo: 620,
    trust: trustService('lambda'),
    inline: {
      sync: policy(
        allow(['s3:GetObject', 's3:PutObject'], `${prices}/*`, 'Prices'),
        allow('s3:DeleteBucket', prices, 'Setup'),
        allow(['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'], secretArn('prices/*'), 'Supplier'),
        allow('lambda:UpdateFunctionCode', functionArn('price-*'), 'SelfUpdate'),
      ),
      [quarantine]: quarantineDocument,
    },
    laterGrants: [{ policy: quarantine, daysAgo: 40, by: administrator }],
    tags: { team: 'pricing', owner: 'pricing@tidewater.example', environment: 'production' },
    session: functionSession('price-sync'),
    activity: [
      {
        days: every(6, 119, 2),
        calls: [
          getSecret('prices/supplier'),
          objectCall('GetObject', 'tidewater-prices', 'today.csv'),
          objectCall('PutObject', 'tidewater-prices', 'today.csv'),
        ],
      },
      {
        days: [6],
        calls: [
          refused(
            call('secretsmanager', 'PutSecretValue', { secretId: 'prices/supplier' }),
            'AccessDeniedException',
            'secretsmanager:PutSecretValue',
            `arn:aws:secretsmanager:${homeRegion}:${id}:secret:prices/supplier-Xy34Zw`,
            'with an explicit deny in an identity-based policy',
          ),
        ],
      },
    ],
    findings: [
      {
        detector: 'unused-elevated-permission',
        include: ['lambda:UpdateFunctionCode', 's3:DeleteBucket'],
        exclude: ['secretsmanager:PutSecretValue', 'secretsmanager:GetSecretValue'],
      },
    ],
    suggestion: {
      kind: 'narrow',
      removed: ['lambda:UpdateFunctionCode', 's3:DeleteBucket'],
      kept: { 'secretsmanager:PutSecretValue': 'denied-only', 's3:GetObject': 'used' },
    },
    story:
      'In quarantine since 21 September. Six days ago it was refused the yearly change of its secret: that permission stays, the other two go.',
  },
];

const releaseEngineer = (name: string, createdDaysAgo: number, first: number): UserDefinition => ({
  account,
  name,
  createdDaysAgo,
  groups: ['release-engineers'],
  password: { changedDaysAgo: 120 },
  hasMfa: true,
  isConsole: true,
  activity: [
    {
      days: every(12, first),
      calls: [
        call('ecs', 'DescribeServices', { cluster: 'shop', services: ['checkout-api'] }),
        call('ecs', 'UpdateService', { cluster: 'shop', service: 'checkout-api', forceNewDeployment: true }),
      ],
    },
  ],
  findings: [
    {
      detector: 'unused-elevated-permission',
      include: ['ecr:SetRepositoryPolicy'],
      exclude: ['ecs:UpdateService'],
    },
  ],
  story: 'She releases by hand; of the permissions of her group she never used one, and neither did the other member.',
});

/** What suggestions have to show: a stack's role, a shared policy with a fork, a group, a quarantine in force. */
export const productionReleases: Part = {
  roles,
  users: [releaseEngineer('olga.petrova', 700, 119), releaseEngineer('ines.duarte', 520, 116)],
  groups: [
    {
      account,
      name: 'release-engineers',
      createdDaysAgo: 720,
      attached: ['release-tools'],
      suggestion: {
        kind: 'narrow',
        removed: ['ecr:SetRepositoryPolicy'],
        kept: { 'ecs:UpdateService': 'used', 'ecs:DescribeServices': 'used' },
      },
      story: 'A group of two; its policy can share a repository with anybody, and neither of them ever did.',
    },
  ],
  policies: [
    {
      account,
      name: 'release-tools',
      versions: [
        {
          daysAgo: 720,
          document: policy(
            allow(['ecs:DescribeServices', 'ecs:UpdateService'], '*', 'Release'),
            allow('ecr:SetRepositoryPolicy', `arn:aws:ecr:*:${id}:repository/*`, 'ShareImages'),
          ),
        },
      ],
      story: 'Attached to that group.',
    },
    {
      account,
      name: 'job-runner',
      versions: [
        {
          daysAgo: 540,
          document: policy(
            allow(['ecs:RunTask', 'ecs:StopTask', 'ecs:DescribeTasks'], '*', 'Tasks'),
            allow('iam:PassRole', `arn:aws:iam::${id}:role/job-*`, 'TaskRoles'),
            allow('secretsmanager:GetSecretValue', secretArn('jobs/*'), 'Schedule'),
            allow(['lambda:UpdateFunctionCode', 'lambda:GetFunction'], functionArn('job-*'), 'OldJobs'),
          ),
        },
      ],
      suggestion: {
        kind: 'narrow',
        removed: ['lambda:UpdateFunctionCode', 'lambda:GetFunction'],
        kept: { 'ecs:RunTask': 'used', 'iam:PassRole': 'used', 'secretsmanager:GetSecretValue': 'used' },
      },
      story: 'Shared by three roles: what none of them uses goes for all; what the schedulers use stays.',
    },
  ],
};
