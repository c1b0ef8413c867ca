import { every } from './calendar.ts';
import { call, calls, listObjects, objectCall } from './calls.ts';
import type { Part, UserDefinition } from './definitions.ts';
import { allow, policy } from './policy-language.ts';
import { accessKeyId } from './random.ts';

const account = 'production';

const machineUsers: readonly UserDefinition[] = [
  {
    account,
    name: 'legacy-sync',
    createdDaysAgo: 1900,
    inline: { everything: policy(allow('*')) },
    keys: [{ isActive: true, rotatedDaysAgo: 1900 }],
    agent: 'aws-cli/1.22.34 Python/3.8.10 Linux/5.4.0 botocore/1.23.34',
    activity: [
      {
        days: every(2),
        calls: [listObjects('tidewater-warehouse'), objectCall('PutObject', 'tidewater-warehouse', 'stock.csv')],
      },
      {
        days: every(10, 115),
        calls: [
          call('ec2', 'StartInstances', { instancesSet: { items: [{ instanceId: 'i-03aa5d81c27fe9046' }] } }),
          call('ec2', 'StopInstances', { instancesSet: { items: [{ instanceId: 'i-03aa5d81c27fe9046' }] } }),
        ],
      },
    ],
    findings: [
      { detector: 'all-access-service-account' },
      {
        detector: 'unused-elevated-permission',
        include: ['iam:CreateAccessKey', 's3:PutBucketPolicy'],
        exclude: ['s3:PutObject', 'ec2:StartInstances'],
      },
    ],
    isAdvised: true,
    suggestion: {
      kind: 'narrow',
      removed: ['iam:CreateAccessKey', 's3:PutBucketPolicy', 'ec2:RunInstances'],
      kept: { 's3:PutObject': 'used', 's3:ListBucket': 'used', 'ec2:StartInstances': 'used' },
    },
    story:
      'The all-access service account: a key of five years, everything on everything, to copy one file and to start one machine.',
  },
  {
    account,
    name: 'ci-artifacts',
    createdDaysAgo: 900,
    inline: { artifacts: policy(allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::tidewater-artifacts/*')) },
    keys: [
      { isActive: true, rotatedDaysAgo: 340 },
      { isActive: true, rotatedDaysAgo: 200 },
    ],
    tags: { team: 'platform' },
    activity: [
      {
        days: every(5, 116),
        calls: [
          objectCall('GetObject', 'tidewater-artifacts', 'shop.tar'),
          objectCall('PutObject', 'tidewater-artifacts', 'shop.tar'),
        ],
      },
    ],
    findings: [{ detector: 'unused-access-key', key: 'key-2' }],
    story: 'A second key was made 200 days ago for a rotation that nobody finished; it was never used.',
  },
  {
    account,
    name: 'metrics-exporter',
    createdDaysAgo: 700,
    inline: { metrics: policy(allow(['cloudwatch:ListMetrics', 'cloudwatch:DescribeAlarms'])) },
    keys: [{ isActive: true, rotatedDaysAgo: 300 }],
    password: { changedDaysAgo: 700 },
    tags: { team: 'platform' },
    activity: [{ days: every(5, 117), calls: calls('monitoring', 'ListMetrics DescribeAlarms') }],
    findings: [{ detector: 'unused-console-password', key: 'password' }],
    story: 'A machine uses it by key; the console password that was set at its creation was never used.',
  },
  {
    account,
    name: 'backup-writer',
    createdDaysAgo: 650,
    inline: { backups: policy(allow('s3:PutObject', 'arn:aws:s3:::tidewater-backups/*')) },
    keys: [
      { isActive: true, rotatedDaysAgo: 380 },
      { isActive: true, rotatedDaysAgo: 12 },
    ],
    activity: [{ days: every(6, 118), calls: [objectCall('PutObject', 'tidewater-backups', 'nightly.tar')] }],
    story: 'Its second key is twelve days old: a rotation in progress.',
  },
  {
    account,
    name: 'jenkins',
    createdDaysAgo: 1500,
    inline: { deploy: policy(allow(['lambda:UpdateFunctionCode', 'iam:PassRole', 'ecs:UpdateService'])) },
    keys: [{ isActive: true, rotatedDaysAgo: 700, lastUsedDaysAgo: 212 }],
    earlierUse: { 'lambda:UpdateFunctionCode': 212 },
    findings: [{ detector: 'unused-user', include: ['lambda:UpdateFunctionCode'] }],
    suggestion: { kind: 'retire' },
    story:
      'Jenkins was replaced 212 days ago; its user and key stayed. One finding for the user, not another for the key.',
  },
];

const people: readonly UserDefinition[] = [
  {
    account,
    name: 'maria.keller',
    createdDaysAgo: 820,
    groups: ['finance-readonly'],
    password: { changedDaysAgo: 160 },
    hasMfa: true,
    isConsole: true,
    activity: [{ days: every(11, 119), calls: calls('ce', 'GetCostAndUsage GetDimensionValues') }],
    story: 'A person who signs in to see what things cost.',
  },
  {
    account,
    name: 'tom.becker',
    createdDaysAgo: 1100,
    groups: ['finance-readonly'],
    password: { changedDaysAgo: 400, lastUsedDaysAgo: 163 },
    hasMfa: true,
    earlierUse: { 'ce:GetCostAndUsage': 163 },
    findings: [{ detector: 'unused-user' }],
    suggestion: { kind: 'retire' },
    story: 'Left the company 163 days ago.',
  },
  {
    account,
    name: 'break-glass-admin',
    createdDaysAgo: 1000,
    attached: ['AdministratorAccess'],
    password: { changedDaysAgo: 360 },
    hasMfa: true,
    tags: { 'break-glass': 'true' },
    noSuggestion: 'not-touched',
    story: 'Break-glass: an unused password is as it should be.',
  },
];

/** The users and groups of production. */
export const productionPeople: Part = {
  users: [...machineUsers, ...people],
  groups: [
    {
      account,
      name: 'finance-readonly',
      createdDaysAgo: 1100,
      attached: ['finance-costs'],
      story: 'A group with members.',
    },
    {
      account,
      name: 'migration-team-2024',
      createdDaysAgo: 780,
      attached: ['PowerUserAccess'],
      findings: [{ detector: 'unused-group' }],
      story: 'Empty since the migration; whoever is added becomes a power user.',
    },
  ],
  policies: [
    {
      account,
      name: 'finance-costs',
      versions: [{ daysAgo: 1100, document: policy(allow(['ce:GetCostAndUsage', 'ce:GetDimensionValues'])) }],
      story: 'Attached to a group.',
    },
  ],
  changes: [
    {
      account,
      by: 'AWSReservedSSO_AdministratorAccess',
      daysAgo: 12,
      call: {
        ...call('iam', 'CreateAccessKey', { userName: 'backup-writer' }),
        response: {
          accessKey: {
            userName: 'backup-writer',
            accessKeyId: accessKeyId('AKIA', 'production/backup-writer/2'),
            status: 'Active',
          },
        },
      },
    },
  ],
};
