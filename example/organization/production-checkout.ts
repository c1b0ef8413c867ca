import { accounts } from './accounts.ts';
import { every } from './calendar.ts';
import { call, getSecret, objectCall } from './calls.ts';
import type { Part, RoleDefinition } from './definitions.ts';
import { allow, policy, trustService } from './policy-language.ts';
import { functionArn, secretArn, taskSession } from './production-shorthand.ts';

const account = 'production';
const { id } = accounts.production;
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
    session: taskSession('4f1c0f0b9d2e4f6aa1c3'),
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
    suggestion: {
      kind: 'narrow',
      removed: ['lambda:UpdateFunctionCode', 's3:PutBucketPolicy', 'secretsmanager:PutResourcePolicy'],
      kept: {
        'secretsmanager:GetSecretValue': 'used',
        's3:PutObject': 'used',
        'dynamodb:PutItem': 'unobservable',
        'iam:PassRole': 'unobservable',
      },
    },
    story:
      'The API role that was broadened during integration testing and never narrowed: 200 days ago version 2 of its policy added the statement IntegrationTests. Each wildcard stops at the names of the checkout, so it is not all access. Its iam:PassRole is not called unused: calls of S3 that nobody can see may have carried it.',
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
    session: taskSession('e09e2d4de7f14d2f9c61'),
    activity: [{ days: every(4, 118), calls: [getSecret('payments/acquirer')] }],
    unseenUse: { sns: 1 },
    noSuggestion: 'not-judged',
    story: 'Keys for refunds were granted last week: too recent to be called unused.',
  },
  {
    account,
    name: 'orders-worker',
    path: '/workloads/',
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
    session: taskSession('b27aa3f0c1d24c1c8a54'),
    activity: [
      {
        days: every(3),
        calls: [
          call('sqs', 'GetQueueAttributes', { queueUrl: `https://sqs.us-east-1.amazonaws.com/${id}/checkout-orders` }),
        ],
      },
    ],
    unseenUse: { dynamodb: 1, sqs: 1 },
    noSuggestion: 'not-judged',
    story:
      'All its work is on the data plane of DynamoDB and SQS, which the trail does not record: not seen is not unused.',
  },
];

/** The checkout: the API that was broadened, and its neighbors. */
export const productionCheckout: Part = {
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
      name: 'refund-approvals',
      versions: [{ daysAgo: 9, document: policy(allow('states:SendTaskSuccess', '*')) }],
      createdBy: 'github-terraform',
      story: 'Made nine days ago and not attached yet.',
    },
  ],
};
