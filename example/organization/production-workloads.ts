import { accounts } from './accounts.ts';
import { every } from './calendar.ts';
import { call, failed, forwardedKeyUse, getSecret, listObjects, objectCall, refused } from './calls.ts';
import type { Part, RoleDefinition } from './definitions.ts';
import { allow, policy, trustRole, trustService } from './policy-language.ts';

const account = 'production';
const id = accounts.production.id;
const mediaKey = `arn:aws:kms:us-east-1:${id}:key/0f6d2a44-5c1e-4d0f-9a55-1b7f4e2c9d10`;
const secretArn = (name: string): string => `arn:aws:secretsmanager:us-east-1:${id}:secret:${name}`;
const functionArn = (name: string): string => `arn:aws:lambda:us-east-1:${id}:function:${name}`;
const ecs = (name: string): NonNullable<RoleDefinition['session']> => ({ via: 'service', service: 'ecs-tasks', name });
const writeLogs = allow(
  ['logs:CreateLogStream', 'logs:PutLogEvents'],
  `arn:aws:logs:*:${id}:log-group:/tidewater/*`,
  'WriteLogs',
);
const newLogStream = call('logs', 'CreateLogStream', { logGroupName: '/tidewater/jobs', logStreamName: 'main' });

const checkoutNarrow = [
  allow(
    ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
    `arn:aws:dynamodb:*:${id}:table/checkout-*`,
    'Carts',
  ),
  allow('sqs:SendMessage', `arn:aws:sqs:*:${id}:checkout-*`, 'Orders'),
  allow('secretsmanager:GetSecretValue', secretArn('checkout/*'), 'PaymentProvider'),
];

const roles: readonly RoleDefinition[] = [
  {
    account,
    name: 'checkout-api',
    description: 'The API of the checkout',
    createdDaysAgo: 730,
    trust: trustService('ecs-tasks'),
    attached: ['checkout-api'],
    tags: { team: 'checkout', owner: 'checkout@tidewater.example', environment: 'production' },
    session: ecs('4f1c0f0b9d2e4f6aa1c3'),
    activity: [
      { days: every(4), calls: [getSecret('checkout/payment-provider')] },
      { days: every(15, 116), calls: [objectCall('PutObject', 'tidewater-checkout-receipts', 'receipts/latest.json')] },
    ],
    unseenUse: { dynamodb: 1, sqs: 1 },
    findings: [
      {
        detector: 'unused-elevated-permission',
        include: [
          'lambda:UpdateFunctionCode',
          's3:PutBucketPolicy',
          's3:DeleteBucket',
          'secretsmanager:PutResourcePolicy',
        ],
        exclude: ['secretsmanager:GetSecretValue', 's3:PutObject', 'dynamodb:PutItem', 'sqs:SendMessage'],
      },
    ],
    isAdvised: true,
    silent: ['all-access-service-account'],
    story:
      'The API role that was broadened during integration testing and never narrowed: 200 days ago version 2 of its policy added the statement IntegrationTests. Each wildcard stops at the names of the checkout, so it is not all access. Its iam:PassRole is not called unused: calls of S3 that nobody can see may have carried it.',
  },
  {
    account,
    name: 'orders-worker',
    createdDaysAgo: 610,
    trust: trustService('ecs-tasks'),
    inline: {
      'orders-worker': policy(
        allow(
          ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:Query'],
          `arn:aws:dynamodb:*:${id}:table/orders`,
        ),
        allow(
          ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
          `arn:aws:sqs:*:${id}:checkout-orders`,
        ),
      ),
    },
    tags: { team: 'orders', owner: 'orders@tidewater.example', environment: 'production' },
    session: ecs('b27aa3f0c1d24c1c8a54'),
    activity: [
      {
        days: every(3),
        calls: [
          call('sqs', 'GetQueueAttributes', { queueUrl: `https://sqs.us-east-1.amazonaws.com/${id}/checkout-orders` }),
        ],
      },
    ],
    unseenUse: { dynamodb: 1, sqs: 1 },
    story:
      'All its work is on the data plane of DynamoDB and SQS, which the trail does not record: not seen is not unused.',
  },
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
    session: {
      via: 'service',
      service: 'lambda',
      name: 'invoice-quarterly',
      inScopeOf: functionArn('invoice-quarterly'),
    },
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
    story: 'The quarterly job: it last ran 95 days ago, five days before the window begins, and must not be flagged.',
  },
  {
    account,
    name: 'image-resizer',
    createdDaysAgo: 500,
    trust: trustService('lambda'),
    inline: {
      images: policy(
        allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::tidewater-media/*'),
        allow(['kms:Decrypt', 'kms:GenerateDataKey'], mediaKey),
        writeLogs,
      ),
    },
    tags: { team: 'media', environment: 'production' },
    session: { via: 'service', service: 'lambda', name: 'image-resizer', inScopeOf: functionArn('image-resizer') },
    activity: [
      {
        days: every(5),
        calls: [
          newLogStream,
          objectCall('GetObject', 'tidewater-media', 'originals/lamp.jpg'),
          forwardedKeyUse('Decrypt', 's3.amazonaws.com', mediaKey, {
            'aws:s3:arn': 'arn:aws:s3:::tidewater-media/originals/lamp.jpg',
          }),
          objectCall('PutObject', 'tidewater-media', 'small/lamp.jpg'),
          forwardedKeyUse('GenerateDataKey', 's3.amazonaws.com', mediaKey, {
            'aws:s3:arn': 'arn:aws:s3:::tidewater-media/small/lamp.jpg',
          }),
        ],
      },
    ],
    unseenUse: { logs: 1 },
    story: 'It never calls KMS itself: S3 decrypts and encrypts on its behalf, and that is use.',
  },
  {
    account,
    name: 'media-library',
    createdDaysAgo: 800,
    trust: trustService('ec2'),
    inline: {
      bucket: policy(allow('s3:*', ['arn:aws:s3:::tidewater-media-library', 'arn:aws:s3:::tidewater-media-library/*'])),
    },
    tags: { team: 'media', environment: 'production' },
    hasInstanceProfile: true,
    session: { via: 'service', service: 'ec2', name: 'i-0a51c8f2e9d34b701' },
    activity: [
      {
        days: every(6),
        calls: [
          listObjects('tidewater-media-library'),
          objectCall('GetObject', 'tidewater-media-library', 'index.json'),
          objectCall('PutObject', 'tidewater-media-library', 'index.json'),
        ],
      },
    ],
    findings: [
      {
        detector: 'unused-elevated-permission',
        include: ['s3:PutBucketPolicy', 's3:DeleteBucket'],
        exclude: ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
      },
    ],
    isAdvised: true,
    silent: ['all-access-service-account'],
    story: 'Everything on one bucket is not all access; but it could publish or delete the bucket, and never did.',
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
    session: { via: 'service', service: 'lambda', name: 'partner-feed', inScopeOf: functionArn('partner-feed') },
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
    session: ecs('77c1de02ab6e4b3f8f13'),
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
    session: { via: 'service', service: 'lambda', name: 'tenant-0417', inScopeOf: functionArn('tenant-0417') },
    activity: [{ days: every(8), calls: [newLogStream] }],
    unseenUse: { dynamodb: 1, logs: 1 },
    story: 'The role that tenant-provisioner passes; used by the functions, on the data plane.',
  },
  {
    account,
    name: 'payments-api',
    createdDaysAgo: 640,
    trust: trustService('ecs-tasks'),
    inline: {
      payments: policy(
        allow('secretsmanager:GetSecretValue', secretArn('payments/*')),
        allow('sns:Publish', `arn:aws:sns:*:${id}:payments`),
      ),
      'refund-keys': policy(
        allow(
          ['kms:CreateGrant', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'],
          `arn:aws:kms:*:${id}:key/*`,
          'RefundKeys',
        ),
      ),
    },
    laterGrants: [{ policy: 'refund-keys', daysAgo: 6, by: 'github-terraform' }],
    tags: { team: 'payments', owner: 'payments@tidewater.example', environment: 'production' },
    session: ecs('e09e2d4de7f14d2f9c61'),
    activity: [{ days: every(4, 118), calls: [getSecret('payments/acquirer')] }],
    unseenUse: { sns: 1 },
    story: 'Keys for refunds were granted last week: too recent to be called unused.',
  },
  {
    account,
    name: 'recommendations-pilot',
    createdDaysAgo: 40,
    createdBy: 'github-terraform',
    trust: trustService('lambda'),
    inline: {
      pilot: policy(
        allow(
          ['s3:GetObject', 's3:PutBucketPolicy', 'lambda:UpdateFunctionCode'],
          ['arn:aws:s3:::tidewater-pilot*', functionArn('pilot-*')],
        ),
      ),
    },
    tags: { team: 'data', environment: 'production' },
    story: 'Made 40 days ago and not used yet: younger than the window.',
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
    story: 'An instance with the policy that Systems Manager requires; what it does not use of that is advice at most.',
  },
  {
    account,
    name: 'snapshot-cleaner',
    createdDaysAgo: 520,
    trust: trustService('lambda'),
    inline: { cleaning: policy(allow(['rds:DescribeDBSnapshots', 'rds:DeleteDBSnapshot'])) },
    tags: { team: 'platform' },
    session: {
      via: 'service',
      service: 'lambda',
      name: 'snapshot-cleaner',
      inScopeOf: functionArn('snapshot-cleaner'),
    },
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
  {
    account,
    name: 'upload-api',
    createdDaysAgo: 310,
    trust: trustService('ecs-tasks'),
    inline: { uploads: policy(allow('sts:AssumeRole', `arn:aws:iam::${id}:role/upload-session`)) },
    tags: { team: 'media' },
    session: ecs('0d3a77be61f04d2d9b21'),
    activity: [
      {
        days: every(9, 118),
        calls: [
          call('sts', 'AssumeRole', {
            roleArn: `arn:aws:iam::${id}:role/upload-session`,
            roleSessionName: 'upload',
            policyArns: [{ arn: `arn:aws:iam::${id}:policy/session-uploads` }],
          }),
        ],
      },
    ],
    story: 'Hands out sessions for uploads, narrowed by a session policy.',
  },
  {
    account,
    name: 'upload-session',
    createdDaysAgo: 310,
    trust: trustRole(`arn:aws:iam::${id}:role/upload-api`),
    inline: { uploads: policy(allow('s3:PutObject', 'arn:aws:s3:::tidewater-uploads/*')) },
    tags: { team: 'media' },
    session: { via: 'call', name: 'upload' },
    activity: [{ days: every(9, 118), calls: [objectCall('PutObject', 'tidewater-uploads', 'incoming/photo.jpg')] }],
    story: 'The role of those sessions.',
  },
  {
    account,
    name: 'legacy-batch',
    createdDaysAgo: 1400,
    trust: trustService('ec2'),
    inline: {
      batch: policy(
        allow([
          'ec2:RunInstances',
          'ec2:TerminateInstances',
          'iam:PassRole',
          'rds:DeleteDBInstance',
          's3:DeleteBucket',
        ]),
      ),
    },
    hasInstanceProfile: true,
    tags: { team: 'unknown', environment: 'production' },
    earlierUse: { 'ec2:RunInstances': 141, 'ec2:TerminateInstances': 141 },
    findings: [{ detector: 'unused-role', include: ['iam:PassRole', 's3:DeleteBucket'] }],
    story:
      'The batch system was switched off 141 days ago; its role can still start instances with any role and delete databases.',
  },
  {
    account,
    name: 'tmp-orders-backfill',
    description: 'Temporary, for INC-2291; remove after the backfill',
    createdDaysAgo: 118,
    createdBy: 'AWSReservedSSO_AdministratorAccess',
    trust: trustService('lambda'),
    inline: {
      backfill: policy(
        allow(
          ['dynamodb:BatchWriteItem', 'dynamodb:DeleteTable', 's3:GetObject'],
          [`arn:aws:dynamodb:*:${id}:table/orders*`, 'arn:aws:s3:::tidewater-exports/*'],
        ),
      ),
    },
    tags: { team: 'orders', environment: 'production', expires: '2026-07-15', ticket: 'INC-2291' },
    session: { via: 'service', service: 'lambda', name: 'orders-backfill', inScopeOf: functionArn('orders-backfill') },
    activity: [{ days: [118, 117, 116], calls: [objectCall('GetObject', 'tidewater-exports', 'orders-2026-06.csv')] }],
    unseenUse: { dynamodb: 116 },
    findings: [{ detector: 'unused-role', include: ['dynamodb:DeleteTable'] }],
    story:
      'Made by hand for an incident 118 days ago, to end on 15 July by its own tag, used for three days, and still there.',
  },
];

/** The services of production, with the grants that grew on them. */
export const productionWorkloads: Part = {
  roles,
  policies: [
    {
      account,
      name: 'checkout-api',
      versions: [
        { daysAgo: 730, document: policy(...checkoutNarrow) },
        {
          daysAgo: 200,
          document: policy(
            ...checkoutNarrow,
            allow(
              ['s3:*', 'sqs:*', 'secretsmanager:*', 'lambda:CreateFunction', 'lambda:UpdateFunctionCode'],
              [
                'arn:aws:s3:::tidewater-checkout-*',
                `arn:aws:sqs:*:${id}:checkout-*`,
                secretArn('checkout/*'),
                functionArn('checkout-*'),
              ],
              'IntegrationTests',
            ),
            allow('iam:PassRole', `arn:aws:iam::${id}:role/checkout-*`, 'IntegrationTestRoles'),
          ),
        },
      ],
      tags: { team: 'checkout' },
      story: 'Version 1 is narrow; version 2 was made by a person during integration testing.',
    },
    {
      account,
      name: 'old-migration-access',
      versions: [{ daysAgo: 410, document: policy(allow(['dms:*', 'rds:*'])) }],
      findings: [{ detector: 'unused-policy' }],
      story: 'Left over from a migration of databases; attached to nobody.',
    },
    {
      account,
      name: 'session-uploads',
      versions: [{ daysAgo: 300, document: policy(allow('s3:PutObject', 'arn:aws:s3:::tidewater-uploads/*')) }],
      story: 'Attached to nobody, but handed to sessions that upload: session policies leave no attachment.',
    },
    {
      account,
      name: 'refund-approvals',
      versions: [{ daysAgo: 9, document: policy(allow('states:SendTaskSuccess', '*')) }],
      createdBy: 'github-terraform',
      story: 'Made nine days ago and not attached yet.',
    },
  ],
};
