import { accounts } from './accounts.ts';
import { every } from './calendar.ts';
import { call, failed, getSecret, objectCall, refused } from './calls.ts';
import type { Part, RoleDefinition } from './definitions.ts';
import { allow, policy, trustService } from './policy-language.ts';
import { functionSession, newLogStream, secretArn, taskSession, writeLogs } from './production-shorthand.ts';

const account = 'production';
const { id } = accounts.production;

const roles: readonly RoleDefinition[] = [
  {
    account,
    name: 'invoice-quarterly',
    createdDaysAgo: 900,
    trust: trustService('lambda'),
    inline: {
      invoices: policy(
        allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], 'arn:aws:s3:::tidewater-invoices/*'),
        allow('secretsmanager:GetSecretValue', secretArn('invoices/signing-*')),
      ),
    },
    tags: { team: 'finance-systems', owner: 'finance-systems@tidewater.example', environment: 'production' },
    session: functionSession('invoice-quarterly'),
    activity: [
      {
        days: [96, 95],
        calls: [
          getSecret('invoices/signing-key'),
          objectCall('GetObject', 'tidewater-invoices', '2026-q2/ledger.csv'),
          objectCall('PutObject', 'tidewater-invoices', '2026-q2/invoices.zip'),
          objectCall('DeleteObject', 'tidewater-invoices', '2026-q2/work.tmp'),
        ],
      },
    ],
    noSuggestion: 'not-judged',
    story: 'The quarterly job: it last ran 95 days ago, five days before the window begins, and must not be flagged.',
  },
  {
    account,
    name: 'partner-feed',
    createdDaysAgo: 420,
    trust: trustService('lambda'),
    inline: {
      feed: policy(
        allow('s3:PutObject', 'arn:aws:s3:::tidewater-partner-feed/*'),
        allow('secretsmanager:GetSecretValue', secretArn('partners/*')),
        writeLogs,
      ),
    },
    tags: { team: 'partners', environment: 'production' },
    session: functionSession('partner-feed'),
    activity: [
      {
        days: every(7),
        region: 'eu-west-1',
        calls: [
          newLogStream,
          objectCall('PutObject', 'tidewater-partner-feed', 'feed.xml'),
          refused(
            getSecret('partners/sftp'),
            'AccessDeniedException',
            'secretsmanager:GetSecretValue',
            `arn:aws:secretsmanager:eu-west-1:${id}:secret:partners/sftp-Ab12Cd`,
            'with an explicit deny in a resource-based policy',
          ),
        ],
      },
    ],
    unseenUse: { logs: 1 },
    story: 'Its secret was asked for every week and always refused: a sign of demand, not an unused permission.',
  },
  {
    account,
    name: 'tenant-provisioner',
    createdDaysAgo: 380,
    trust: trustService('ecs-tasks'),
    inline: {
      provisioning: policy(
        allow(
          ['lambda:CreateFunction', 'lambda:DeleteFunction', 'lambda:GetFunction'],
          `arn:aws:lambda:*:${id}:function:tenant-*`,
        ),
        allow('iam:PassRole', `arn:aws:iam::${id}:role/tenant-function`),
      ),
    },
    tags: { team: 'platform', owner: 'platform@tidewater.example', environment: 'production' },
    session: taskSession('77c1de02ab6e4b3f8f13'),
    activity: [
      {
        days: every(9, 117),
        calls: [
          call('lambda', 'CreateFunction20150331', {
            functionName: 'tenant-0417',
            runtime: 'nodejs24.x',
            role: `arn:aws:iam::${id}:role/tenant-function`,
            handler: 'index.handler',
            code: {},
            packageType: 'Zip',
          }),
          call('lambda', 'GetFunction20150331v2', { functionName: 'tenant-0417' }),
          call('lambda', 'DeleteFunction20150331', { functionName: 'tenant-0398' }),
        ],
      },
    ],
    story: 'iam:PassRole leaves no event of its own: each CreateFunction carried it.',
  },
  {
    account,
    name: 'tenant-function',
    createdDaysAgo: 380,
    trust: trustService('lambda'),
    inline: {
      tenant: policy(
        allow(['dynamodb:GetItem', 'dynamodb:PutItem'], `arn:aws:dynamodb:*:${id}:table/tenants`),
        writeLogs,
      ),
    },
    session: functionSession('tenant-0417'),
    activity: [{ days: every(8), calls: [newLogStream] }],
    unseenUse: { dynamodb: 1, logs: 1 },
    story: 'The role that tenant-provisioner passes; used by the functions, on the data plane.',
  },
  {
    account,
    name: 'search-indexer',
    createdDaysAgo: 700,
    trust: trustService('ec2'),
    attached: ['AmazonSSMManagedInstanceCore'],
    hasInstanceProfile: true,
    tags: { team: 'search', environment: 'production' },
    session: { via: 'service', service: 'ec2', name: 'i-07be21c6a0f95d1e4' },
    activity: [
      {
        days: every(6, 115),
        calls: [
          call('ssm', 'UpdateInstanceInformation', { instanceId: 'i-07be21c6a0f95d1e4' }),
          call('ssm', 'ListInstanceAssociations', { instanceId: 'i-07be21c6a0f95d1e4' }),
          call('ssm', 'GetDocument', { name: 'AWS-GatherSoftwareInventory' }),
          call('ssm', 'GetParameter', { name: '/search/config', withDecryption: true }),
          call('ssm', 'GetParameters', { names: ['/search/shards'], withDecryption: true }),
        ],
      },
    ],
    unseenUse: { ssmmessages: 1, ec2messages: 1 },
    isAdvised: true,
    silent: ['unused-elevated-permission', 'unused-role'],
    noSuggestion: 'not-touched',
    story: 'An instance with the policy that Systems Manager requires; what it does not use of that is advice at most.',
  },
  {
    account,
    name: 'snapshot-cleaner',
    createdDaysAgo: 520,
    trust: trustService('lambda'),
    inline: { cleaning: policy(allow(['rds:DescribeDBSnapshots', 'rds:DeleteDBSnapshot'])) },
    tags: { team: 'platform' },
    session: functionSession('snapshot-cleaner'),
    activity: [
      {
        days: every(10, 116),
        calls: [
          call('rds', 'DescribeDBSnapshots'),
          failed(
            call('rds', 'DeleteDBSnapshot', { dBSnapshotIdentifier: 'orders-old' }),
            'DBSnapshotNotFound',
            'DBSnapshot orders-old not found.',
          ),
        ],
      },
    ],
    story: 'Its deletions always fail, because the snapshot is gone: a failed call is use, only a refused one is not.',
  },
];

/** Jobs and functions, each of which looks guilty of something. */
export const productionJobs: Part = {
  roles,
};
