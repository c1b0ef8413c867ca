import { accounts } from './accounts.ts';
import { every } from './calendar.ts';
import { call, calls, listObjects, objectCall } from './calls.ts';
import type { Part, RoleDefinition } from './definitions.ts';
import { allow, policy, trustSaml, trustService } from './policy-language.ts';

const account = 'sandbox';
const { id } = accounts.sandbox;
const instance = 'i-0e7d1fb2439ac8d56';

const roles: readonly RoleDefinition[] = [
  {
    account,
    name: 'developer-experiments',
    createdDaysAgo: 410,
    trust: trustService('ec2'),
    attached: ['AdministratorAccess'],
    boundary: 'developer-boundary',
    hasInstanceProfile: true,
    tags: { team: 'platform', environment: 'sandbox' },
    session: { via: 'service', service: 'ec2', name: instance },
    activity: [
      {
        days: every(8, 118),
        calls: [...calls('ec2', 'DescribeInstances DescribeImages'), ...calls('logs', 'DescribeLogGroups')],
      },
    ],
    story:
      'AdministratorAccess behind a boundary that leaves three permissions, all in use: what the boundary blocks is not granted.',
  },
  {
    account,
    name: 'ml-notebook',
    createdDaysAgo: 280,
    trust: trustService('ec2'),
    inline: { notebook: policy(allow(['s3:*', 'ec2:Describe*'])) },
    hasInstanceProfile: true,
    tags: { team: 'data', environment: 'sandbox' },
    session: { via: 'service', service: 'ec2', name: 'i-04fc8e16a2d7b3095' },
    activity: [
      {
        days: every(7, 119),
        calls: [
          listObjects('tidewater-sandbox-ml'),
          objectCall('GetObject', 'tidewater-sandbox-ml', 'train.parquet'),
          call('ec2', 'DescribeInstances'),
        ],
      },
    ],
    findings: [
      { detector: 'all-access-service-account' },
      {
        detector: 'unused-elevated-permission',
        include: ['s3:PutBucketPolicy', 's3:DeleteBucket'],
        exclude: ['s3:GetObject', 's3:ListBucket'],
      },
    ],
    isAdvised: true,
    suggestion: {
      kind: 'narrow',
      removed: ['s3:DeleteBucket'],
      kept: { 's3:GetObject': 'used', 'ec2:DescribeInstances': 'used' },
    },
    story: 'Everything on every bucket of the account, to read one file.',
  },
  {
    account,
    name: 'hackathon-2025',
    createdDaysAgo: 370,
    trust: trustService('lambda'),
    attached: ['AdministratorAccess'],
    tags: { environment: 'sandbox' },
    earlierUse: { 'lambda:ListFunctions': 366 },
    findings: [{ detector: 'unused-role' }],
    suggestion: { kind: 'retire' },
    story:
      'Two days of a hackathon a year ago, with AdministratorAccess. One finding, not another for being all access.',
  },
  {
    account,
    name: 'analyst',
    createdDaysAgo: 590,
    trust: trustSaml(accounts.sandbox, 'okta'),
    inline: {
      athena: policy(allow(['athena:StartQueryExecution', 'athena:GetQueryExecution', 'athena:GetQueryResults'])),
    },
    tags: { team: 'data' },
    session: { via: 'saml', provider: 'okta', person: 'lena.vogt@tidewater.example' },
    activity: [
      {
        days: every(9, 119),
        calls: [
          call('athena', 'StartQueryExecution', { queryString: '***OMITTED***', workGroup: 'primary' }),
          call('athena', 'GetQueryExecution', { queryExecutionId: '5a0c1c1e-5f6d-4a57-9c07-1d0b3f9c2f11' }),
          call('athena', 'GetQueryResults', { queryExecutionId: '5a0c1c1e-5f6d-4a57-9c07-1d0b3f9c2f11' }),
        ],
      },
    ],
    story: 'People of the old identity provider, who use what they have.',
  },
  {
    account,
    name: 'demo-resizer',
    createdDaysAgo: 150,
    trust: trustService('lambda'),
    attached: ['AWSLambdaBasicExecutionRole'],
    tags: { environment: 'sandbox' },
    session: {
      via: 'service',
      service: 'lambda',
      name: 'demo-resizer',
      inScopeOf: `arn:aws:lambda:us-east-1:${id}:function:demo-resizer`,
    },
    activity: [
      {
        days: every(10, 118),
        calls: [call('logs', 'CreateLogStream', { logGroupName: '/aws/lambda/demo-resizer', logStreamName: 'main' })],
      },
    ],
    unseenUse: { logs: 2 },
    isAdvised: true,
    silent: ['unused-elevated-permission', 'unused-role', 'all-access-service-account'],
    noSuggestion: 'not-touched',
    story:
      'The policy that every function gets; its log group exists already, so CreateLogGroup is unused. Advice, no more.',
  },
];

/** The sandbox account. */
export const sandbox: Part = {
  roles,
  users: [
    {
      account,
      name: 'intern-2025',
      createdDaysAgo: 450,
      inline: { experiments: policy(allow(['ec2:RunInstances', 'iam:PassRole', 's3:DeleteBucket'])) },
      keys: [{ isActive: true, rotatedDaysAgo: 450, lastUsedDaysAgo: 402 }],
      password: { changedDaysAgo: 450, lastUsedDaysAgo: 398 },
      findings: [{ detector: 'unused-user' }],
      suggestion: { kind: 'retire' },
      story: 'An internship that ended more than a year ago: one finding for user, key and password.',
    },
    {
      account,
      name: 'notebook-bot',
      createdDaysAgo: 300,
      inline: {
        notebooks: policy(allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::tidewater-sandbox-notebooks/*')),
      },
      keys: [{ isActive: true, rotatedDaysAgo: 300 }],
      activity: [
        {
          days: every(8, 117),
          calls: [
            objectCall('GetObject', 'tidewater-sandbox-notebooks', 'main.ipynb'),
            objectCall('PutObject', 'tidewater-sandbox-notebooks', 'main.ipynb'),
          ],
        },
      ],
      story: 'A machine user with two permissions, both in use.',
    },
  ],
  policies: [
    {
      account,
      name: 'developer-boundary',
      versions: [
        {
          daysAgo: 420,
          document: policy(allow(['ec2:DescribeInstances', 'ec2:DescribeImages', 'logs:DescribeLogGroups'])),
        },
      ],
      story: 'Attached to nobody, and in use as a boundary.',
    },
  ],
};
