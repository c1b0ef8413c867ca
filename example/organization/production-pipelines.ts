import { accounts } from './accounts.ts';
import { every } from './calendar.ts';
import { call, listObjects, objectCall } from './calls.ts';
import type { ChangeDefinition, Part, RoleDefinition } from './definitions.ts';
import { allow, policy, trustGithub, trustService } from './policy-language.ts';

const account = 'production';
const { id } = accounts.production;
const terraform = 'APN/1.0 HashiCorp/1.0 Terraform/1.13.1 (+https://www.terraform.io) terraform-provider-aws/6.9.0';

const roles: readonly RoleDefinition[] = [
  {
    account,
    name: 'github-deploy',
    description: 'Deploys the shop from GitHub Actions',
    createdDaysAgo: 560,
    trust: trustGithub(accounts.production, 'repo:tidewater/shop:ref:refs/heads/main'),
    attached: ['AdministratorAccess'],
    laterGrants: [{ policy: 'AdministratorAccess', daysAgo: 112, by: 'AWSReservedSSO_AdministratorAccess' }],
    inline: {
      deploy: policy(
        allow([
          'ecs:UpdateService',
          'ecs:DescribeServices',
          'ecs:RegisterTaskDefinition',
          'ecr:GetAuthorizationToken',
          'ecr:PutImage',
        ]),
      ),
    },
    tags: { team: 'platform', owner: 'platform@tidewater.example', environment: 'production' },
    session: { via: 'github', subject: 'repo:tidewater/shop:ref:refs/heads/main' },
    activity: [
      {
        days: every(2),
        calls: [
          call('ecr', 'GetAuthorizationToken'),
          call('ecr', 'PutImage', { registryId: id, repositoryName: 'shop', imageTag: 'main' }),
          call('ecs', 'RegisterTaskDefinition', {
            family: 'checkout-api',
            taskRoleArn: `arn:aws:iam::${id}:role/checkout-api`,
          }),
          call('ecs', 'UpdateService', { cluster: 'shop', service: 'checkout-api', forceNewDeployment: false }),
          call('ecs', 'DescribeServices', { cluster: 'shop', services: ['checkout-api'] }),
        ],
      },
    ],
    findings: [
      {
        detector: 'unused-elevated-permission',
        include: ['iam:CreateUser', 'iam:AttachRolePolicy', 's3:DeleteBucket'],
        exclude: ['ecs:RegisterTaskDefinition', 'ecr:PutImage'],
      },
      { detector: 'all-access-service-account' },
    ],
    isAdvised: true,
    suggestion: {
      kind: 'narrow',
      removed: ['iam:CreateUser', 'iam:AttachRolePolicy', 's3:DeleteBucket', 'ec2:RunInstances'],
      kept: {
        'ecr:PutImage': 'used',
        'ecs:RegisterTaskDefinition': 'used',
        'iam:PassRole': 'used',
        'ecs:DeregisterTaskDefinition': 'rollback',
      },
    },
    story:
      'The CI role got AdministratorAccess for a migration 112 days ago. The migration took a week; the policy stayed.',
  },
  {
    account,
    name: 'github-docs',
    createdDaysAgo: 450,
    trust: trustGithub(accounts.production, 'repo:tidewater/docs:ref:refs/heads/main'),
    inline: {
      publish: policy(
        allow(['s3:PutObject', 's3:DeleteObject'], 'arn:aws:s3:::tidewater-docs/*'),
        allow('s3:ListBucket', 'arn:aws:s3:::tidewater-docs'),
        allow('cloudfront:CreateInvalidation', `arn:aws:cloudfront::${id}:distribution/E1TIDEWATERDOC`),
      ),
    },
    tags: { team: 'docs' },
    session: { via: 'github', subject: 'repo:tidewater/docs:ref:refs/heads/main' },
    activity: [
      {
        days: every(6, 119),
        calls: [
          listObjects('tidewater-docs'),
          objectCall('PutObject', 'tidewater-docs', 'index.html'),
          objectCall('DeleteObject', 'tidewater-docs', 'old.html'),
          call('cloudfront', 'CreateInvalidation', {
            distributionId: 'E1TIDEWATERDOC',
            invalidationBatch: { paths: { quantity: 1, items: ['/*'] } },
          }),
        ],
      },
    ],
    story: 'A CI role as it should be: four permissions, all in use.',
  },
  {
    account,
    name: 'github-terraform',
    createdDaysAgo: 800,
    trust: trustGithub(accounts.production, 'repo:tidewater/infrastructure:ref:refs/heads/main'),
    inline: {
      'manage-iam': policy(
        allow([
          'iam:GetRole',
          'iam:CreateRole',
          'iam:TagRole',
          'iam:DeleteRole',
          'iam:PutRolePolicy',
          'iam:DeleteRolePolicy',
          'iam:AttachRolePolicy',
          'iam:DetachRolePolicy',
          'iam:CreatePolicy',
        ]),
        allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::tidewater-terraform-state/*'),
      ),
    },
    tags: { team: 'platform', owner: 'platform@tidewater.example' },
    session: { via: 'github', subject: 'repo:tidewater/infrastructure:ref:refs/heads/main' },
    agent: terraform,
    activity: [
      {
        days: every(5, 117, 2),
        calls: [
          objectCall('GetObject', 'tidewater-terraform-state', 'production.tfstate'),
          call('iam', 'GetRole', { roleName: 'checkout-api' }),
          objectCall('PutObject', 'tidewater-terraform-state', 'production.tfstate'),
        ],
      },
    ],
    story: 'The pipeline that changes IAM: its permissions are elevated, and it used every one of them.',
  },
];

/** A role that came and went inside the window, so that each permission of the pipeline has a use. */
const cameAndWent: readonly ChangeDefinition[] = [
  [
    85,
    'CreateRole',
    { roleName: 'preview-campaign', assumeRolePolicyDocument: JSON.stringify(trustService('lambda')) },
  ],
  [
    85,
    'PutRolePolicy',
    {
      roleName: 'preview-campaign',
      policyName: 'campaign',
      policyDocument: JSON.stringify(policy(allow('s3:GetObject', 'arn:aws:s3:::tidewater-campaign/*'))),
    },
  ],
  [
    85,
    'AttachRolePolicy',
    { roleName: 'preview-campaign', policyArn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole' },
  ],
  [
    55,
    'DetachRolePolicy',
    { roleName: 'preview-campaign', policyArn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole' },
  ],
  [55, 'DeleteRolePolicy', { roleName: 'preview-campaign', policyName: 'campaign' }],
  [55, 'DeleteRole', { roleName: 'preview-campaign' }],
].map(([daysAgo, name, parameters]) => ({
  account,
  by: 'github-terraform',
  daysAgo: Number(daysAgo),
  call: call('iam', String(name), parameters as Readonly<Record<string, unknown>>),
}));

/** The pipelines of production. */
export const productionPipelines: Part = { roles, changes: cameAndWent };
