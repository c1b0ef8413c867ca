import { accounts } from './accounts.ts';
import { every } from './calendar.ts';
import { call, getSecret, objectCall } from './calls.ts';
import type { Part, RoleDefinition } from './definitions.ts';
import { allow, policy, trustGithub, trustService } from './policy-language.ts';

const account = 'staging';
const { id } = accounts.staging;
const administrator = 'AWSReservedSSO_AdministratorAccess';
const lambdaSession = (name: string): NonNullable<RoleDefinition['session']> => ({
  via: 'service',
  service: 'lambda',
  name,
  inScopeOf: `arn:aws:lambda:us-east-1:${id}:function:${name}`,
});
const nightly = policy(
  allow(['glue:StartJobRun', 'glue:GetJobRun']),
  allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::tidewater-staging-lake/*'),
);

const roles: readonly RoleDefinition[] = [
  {
    account,
    name: 'github-deploy-staging',
    createdDaysAgo: 520,
    trust: trustGithub(accounts.staging, 'repo:tidewater/shop:environment:staging'),
    attached: ['AdministratorAccess'],
    laterGrants: [{ policy: 'AdministratorAccess', daysAgo: 20, by: administrator }],
    inline: { deploy: policy(allow(['ecs:UpdateService', 'ecs:DescribeServices'])) },
    tags: { team: 'platform', environment: 'staging' },
    session: { via: 'github', subject: 'repo:tidewater/shop:environment:staging' },
    activity: [
      {
        days: every(3, 118),
        calls: [
          call('ecs', 'UpdateService', { cluster: 'shop', service: 'checkout-api' }),
          call('ecs', 'DescribeServices', { cluster: 'shop', services: ['checkout-api'] }),
        ],
      },
    ],
    findings: [{ detector: 'all-access-service-account' }],
    silent: ['unused-elevated-permission', 'unused-permission'],
    noSuggestion: 'not-judged',
    story: 'AdministratorAccess came 20 days ago: all access it is, but too recent to be called unused.',
  },
  {
    account,
    name: 'checkout-api',
    createdDaysAgo: 500,
    trust: trustService('ecs-tasks'),
    inline: {
      checkout: policy(
        allow(['dynamodb:GetItem', 'dynamodb:PutItem'], `arn:aws:dynamodb:*:${id}:table/checkout-*`),
        allow('secretsmanager:GetSecretValue', `arn:aws:secretsmanager:*:${id}:secret:checkout/*`),
      ),
    },
    tags: { team: 'checkout', environment: 'staging' },
    session: { via: 'service', service: 'ecs-tasks', name: '5e1d70b3a94c4c0db8a6' },
    activity: [{ days: every(6, 117), calls: [getSecret('checkout/payment-provider')] }],
    unseenUse: { dynamodb: 2 },
    story: 'The staging twin of the API, still narrow.',
  },
  {
    account,
    name: 'load-testing-service',
    createdDaysAgo: 330,
    trust: trustService('ecs-tasks'),
    inline: {
      load: policy(
        allow(['ecs:RunTask', 'ecs:StopTask'], '*'),
        allow('iam:PassRole', `arn:aws:iam::${id}:role/load-testing-task`),
      ),
    },
    tags: { team: 'quality', environment: 'staging' },
    session: { via: 'service', service: 'ecs-tasks', name: 'a0c5b6a9d8e74af0b6d4' },
    activity: [
      {
        days: every(5, 118),
        calls: [
          call('ecs', 'RunTask', {
            cluster: 'load',
            taskDefinition: 'load:7',
            overrides: { taskRoleArn: `arn:aws:iam::${id}:role/load-testing-task` },
          }),
          call('ecs', 'StopTask', { cluster: 'load', task: '1f2e3d4c' }),
        ],
      },
    ],
    story: 'A service whose name says testing, in steady use.',
  },
  {
    account,
    name: 'load-testing-task',
    createdDaysAgo: 330,
    trust: trustService('ecs-tasks'),
    inline: { results: policy(allow('s3:PutObject', 'arn:aws:s3:::tidewater-load-results/*')) },
    session: { via: 'service', service: 'ecs-tasks', name: '91d2f7c4470c4c5f' },
    activity: [{ days: every(5, 118), calls: [objectCall('PutObject', 'tidewater-load-results', 'run.json')] }],
    story: 'The role of the load tests themselves.',
  },
  {
    account,
    name: 'preview-builder',
    createdDaysAgo: 260,
    trust: trustService('codebuild'),
    inline: {
      preview: policy(
        allow(['lambda:CreateFunction', 'lambda:UpdateFunctionCode', 'lambda:ListFunctions', 'iam:PassRole'], '*'),
        allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::tidewater-previews/*'),
      ),
    },
    tags: { team: 'web', environment: 'staging' },
    session: { via: 'service', service: 'codebuild', name: 'AWSCodeBuild-3f0b6b41' },
    activity: [
      {
        days: every(6, 116),
        calls: [
          call('lambda', 'ListFunctions20150331'),
          objectCall('GetObject', 'tidewater-previews', 'source.zip'),
          objectCall('PutObject', 'tidewater-previews', 'site.zip'),
        ],
      },
    ],
    findings: [
      {
        detector: 'unused-elevated-permission',
        include: ['iam:PassRole', 'lambda:UpdateFunctionCode'],
        exclude: ['lambda:ListFunctions', 's3:PutObject'],
      },
    ],
    suggestion: {
      kind: 'narrow',
      removed: ['iam:PassRole', 'lambda:UpdateFunctionCode'],
      kept: { 'lambda:ListFunctions': 'used', 's3:PutObject': 'used' },
    },
    story: 'Previews moved to a bucket, but the builder can still make a function with any role of the account.',
  },
  {
    account,
    name: 'nightly-etl',
    createdDaysAgo: 55,
    createdBy: administrator,
    trust: trustService('lambda'),
    inline: { etl: nightly },
    tags: { team: 'data', environment: 'staging' },
    session: lambdaSession('nightly-etl'),
    activity: [
      {
        days: every(6, 118, 60),
        earlierId: 'nightly-etl',
        calls: [call('glue', 'StartJobRun', { jobName: 'nightly' }), call('iam', 'ListRoles')],
      },
      {
        days: every(6, 54),
        calls: [
          call('glue', 'StartJobRun', { jobName: 'nightly' }),
          call('glue', 'GetJobRun', { jobName: 'nightly', runId: 'jr_1' }),
        ],
      },
    ],
    noSuggestion: 'not-judged',
    story:
      'Deleted and made again 55 days ago: the calls of the old unique id are not its own, and it is younger than the window.',
  },
  {
    account,
    name: 'catalog-loader',
    createdDaysAgo: 94,
    createdBy: administrator,
    trust: trustService('lambda'),
    inline: { loader: nightly },
    tags: { team: 'data', environment: 'staging' },
    session: lambdaSession('catalog-loader'),
    activity: [
      {
        days: every(4, 119, 95),
        earlierId: 'catalog-loader',
        calls: [call('glue', 'StartJobRun', { jobName: 'catalog' })],
      },
    ],
    findings: [{ detector: 'unused-role' }],
    suggestion: { kind: 'retire' },
    story:
      'Deleted and made again 94 days ago, and not used since: the use of its predecessor of the same name does not count.',
  },
];

/** The staging account. */
export const staging: Part = {
  roles,
  users: [
    {
      account,
      name: 'qa-bot',
      createdDaysAgo: 600,
      inline: { results: policy(allow('s3:PutObject', 'arn:aws:s3:::tidewater-qa-results/*')) },
      keys: [
        { isActive: true, rotatedDaysAgo: 150 },
        { isActive: false, rotatedDaysAgo: 600, lastUsedDaysAgo: 151 },
      ],
      tags: { team: 'quality' },
      activity: [{ days: every(6, 119), calls: [objectCall('PutObject', 'tidewater-qa-results', 'report.xml')] }],
      story: 'Its old key is already switched off.',
    },
  ],
  groups: [
    {
      account,
      name: 'qa-engineers',
      createdDaysAgo: 640,
      attached: ['staging-logs'],
      findings: [{ detector: 'unused-group' }],
      story: 'Empty since people moved to Identity Center.',
    },
    {
      account,
      name: 'release-managers',
      createdDaysAgo: 10,
      createdBy: administrator,
      attached: [],
      story: 'Made ten days ago; its members are still to come.',
    },
  ],
  policies: [
    {
      account,
      name: 'staging-logs',
      versions: [{ daysAgo: 640, document: policy(allow(['logs:GetLogEvents', 'logs:DescribeLogGroups'])) }],
      story: 'Attached to a group.',
    },
    {
      account,
      name: 'staging-debug',
      versions: [{ daysAgo: 290, document: policy(allow(['ssm:StartSession', 'ecs:ExecuteCommand'])) }],
      findings: [{ detector: 'unused-policy' }],
      story: 'A policy for debugging, attached to nobody.',
    },
  ],
  changes: [
    {
      account,
      by: administrator,
      daysAgo: 56,
      call: call('iam', 'DeleteRolePolicy', { roleName: 'nightly-etl', policyName: 'etl' }),
    },
    { account, by: administrator, daysAgo: 56, call: call('iam', 'DeleteRole', { roleName: 'nightly-etl' }) },
    {
      account,
      by: administrator,
      daysAgo: 94,
      call: call('iam', 'DeleteRolePolicy', { roleName: 'catalog-loader', policyName: 'loader' }),
    },
    { account, by: administrator, daysAgo: 94, call: call('iam', 'DeleteRole', { roleName: 'catalog-loader' }) },
  ],
};
