import { accounts, cluster, clusterArn, vendors } from './accounts.ts';
import { every } from './calendar.ts';
import { call, calls, getSecret, listObjects, objectCall } from './calls.ts';
import type { ChangeDefinition, Part, RoleDefinition } from './definitions.ts';
import {
  allow,
  policy,
  trustAccount,
  trustAccountWithMfa,
  trustGithub,
  trustPods,
  trustService,
  trustServiceAccount,
} from './policy-language.ts';

const account = 'production';
const { id } = accounts.production;
const terraform = 'APN/1.0 HashiCorp/1.0 Terraform/1.13.1 (+https://www.terraform.io) terraform-provider-aws/6.9.0';
const instance = 'i-0c4d98e17b62fa350';

const continuousIntegration: readonly RoleDefinition[] = [
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

const kubernetes: readonly RoleDefinition[] = [
  {
    account,
    name: 'eks-cart',
    createdDaysAgo: 480,
    trust: trustServiceAccount('shop', 'cart'),
    inline: {
      cart: policy(
        allow(
          ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DescribeTable'],
          `arn:aws:dynamodb:*:${id}:table/carts`,
        ),
        allow('secretsmanager:GetSecretValue', `arn:aws:secretsmanager:us-east-1:${id}:secret:cart/*`),
      ),
    },
    tags: { team: 'checkout' },
    session: { via: 'irsa', namespace: 'shop', serviceAccount: 'cart' },
    activity: [
      {
        days: every(7, 119),
        calls: [call('dynamodb', 'DescribeTable', { tableName: 'carts' }), getSecret('cart/session')],
      },
    ],
    unseenUse: { dynamodb: 1 },
    story: 'A Kubernetes service account (IRSA) with just what it uses.',
  },
  {
    account,
    name: 'eks-pricing',
    createdDaysAgo: 200,
    trust: trustPods(),
    inline: { pricing: policy(allow(['s3:GetObject'], 'arn:aws:s3:::tidewater-prices/*')) },
    tags: { team: 'pricing' },
    session: { via: 'call', name: `eks-${cluster.name}-pricing-6b1d2c` },
    activity: [{ days: every(7, 118), calls: [objectCall('GetObject', 'tidewater-prices', 'eu.json')] }],
    story: 'A Kubernetes service account by EKS Pod Identity.',
  },
  {
    account,
    name: 'eks-external-secrets',
    createdDaysAgo: 470,
    trust: trustServiceAccount('kube-system', 'external-secrets'),
    inline: {
      secrets: policy(
        allow(
          [
            'secretsmanager:GetSecretValue',
            'secretsmanager:DescribeSecret',
            'secretsmanager:PutSecretValue',
            'secretsmanager:DeleteSecret',
            'secretsmanager:PutResourcePolicy',
          ],
          `arn:aws:secretsmanager:*:${id}:secret:*`,
        ),
      ),
    },
    tags: { team: 'platform' },
    session: { via: 'irsa', namespace: 'kube-system', serviceAccount: 'external-secrets' },
    activity: [
      {
        days: every(4, 119),
        calls: [
          call('secretsmanager', 'DescribeSecret', { secretId: 'checkout/payment-provider' }),
          getSecret('checkout/payment-provider'),
        ],
      },
    ],
    findings: [
      {
        detector: 'unused-elevated-permission',
        include: ['secretsmanager:PutResourcePolicy'],
        exclude: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      },
    ],
    silent: ['all-access-service-account', 'unused-role'],
    isAdvised: true,
    story: 'It reads secrets for the cluster, but could also overwrite, delete and share every one of them.',
  },
  {
    account,
    name: 'shop-eks-node',
    createdDaysAgo: 500,
    trust: trustService('ec2'),
    attached: ['AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy', 'AmazonEC2ContainerRegistryReadOnly'],
    hasInstanceProfile: true,
    tags: { team: 'platform' },
    session: { via: 'service', service: 'ec2', name: instance },
    activity: [
      {
        days: every(7, 118),
        calls: [
          call('eks-auth', 'AssumeRoleForPodIdentity', { clusterName: cluster.name }),
          call('eks', 'DescribeCluster', { name: cluster.name }),
          call('ecr', 'GetAuthorizationToken'),
          call('ecr', 'BatchGetImage', { repositoryName: 'shop', imageIds: [{ imageTag: 'main' }] }),
          call('ecr', 'GetDownloadUrlForLayer', { repositoryName: 'shop' }),
          call('ec2', 'CreateNetworkInterface', { subnetId: 'subnet-0aa11bb22cc33dd44' }),
          call('ec2', 'CreateTags', {
            resourcesSet: { items: [{ resourceId: 'eni-0aa11bb22cc33dd44' }] },
            tagSet: { items: [{ key: 'cluster.k8s.amazonaws.com/name', value: cluster.name }] },
          }),
          call('ec2', 'AttachNetworkInterface', {
            networkInterfaceId: 'eni-0aa11bb22cc33dd44',
            instanceId: instance,
            deviceIndex: 1,
          }),
          call('ec2', 'ModifyNetworkInterfaceAttribute', { networkInterfaceId: 'eni-0aa11bb22cc33dd44' }),
          call('ec2', 'AssignPrivateIpAddresses', {
            networkInterfaceId: 'eni-0aa11bb22cc33dd44',
            secondaryPrivateIpAddressCount: 8,
          }),
          call('ec2', 'UnassignPrivateIpAddresses', { networkInterfaceId: 'eni-0aa11bb22cc33dd44' }),
          call('ec2', 'DetachNetworkInterface', { attachmentId: 'eni-attach-0aa11bb22cc33dd44' }),
          call('ec2', 'DeleteNetworkInterface', { networkInterfaceId: 'eni-0aa11bb22cc33dd44' }),
          ...calls('ec2', 'DescribeInstances DescribeNetworkInterfaces'),
        ],
      },
    ],
    isAdvised: true,
    silent: ['unused-elevated-permission', 'unused-role'],
    story: 'A node of the cluster with the policies that EKS requires.',
  },
];

const others: readonly RoleDefinition[] = [
  {
    account,
    name: 'vendor-monitoring',
    createdDaysAgo: 620,
    trust: trustAccount(vendors.monitoring, 'tidewater-7f3c2e'),
    inline: {
      read: policy(
        allow(['cloudwatch:DescribeAlarms', 'cloudwatch:ListMetrics', 'ec2:DescribeInstances', 'tag:GetResources']),
      ),
    },
    tags: { team: 'platform', vendor: 'Lighthouse Monitoring' },
    session: { via: 'account', accountId: vendors.monitoring, name: 'lighthouse' },
    activity: [
      {
        days: every(4, 119),
        calls: [
          call('monitoring', 'ListMetrics'),
          call('monitoring', 'DescribeAlarms'),
          call('ec2', 'DescribeInstances'),
          call('tagging', 'GetResources'),
        ],
      },
    ],
    story: 'A vendor with an external id, who uses what it was given.',
  },
  {
    account,
    name: 'vendor-backup-audit',
    createdDaysAgo: 700,
    trust: trustAccount(vendors.backupAudit, 'tidewater-audit-2025'),
    inline: {
      audit: policy(
        allow([
          'backup:ListBackupVaults',
          'backup:DeleteBackupVault',
          'backup:PutBackupVaultAccessPolicy',
          'rds:DescribeDBSnapshots',
          'rds:ModifyDBSnapshotAttribute',
        ]),
      ),
    },
    tags: { vendor: 'Harbour Audit' },
    earlierUse: { 'backup:ListBackupVaults': 301, 'rds:DescribeDBSnapshots': 301 },
    findings: [{ detector: 'unused-role', include: ['rds:ModifyDBSnapshotAttribute'] }],
    story: 'The audit ended 301 days ago; the auditor could still share every snapshot of a database.',
  },
  {
    account,
    name: 'ops-runbook',
    createdDaysAgo: 390,
    trust: trustAccountWithMfa(id),
    inline: { runbook: policy(allow(['ecs:DescribeServices', 'ecs:ListTasks', 'ecs:StopTask'])) },
    tags: { team: 'platform' },
    session: { via: 'call', name: 'nadia.berg' },
    activity: [
      {
        days: every(12, 118),
        calls: [
          call('ecs', 'ListTasks', { cluster: 'shop' }),
          call('ecs', 'StopTask', { cluster: 'shop', task: '8c1f6a0d' }),
          call('ecs', 'DescribeServices', { cluster: 'shop', services: ['checkout-api'] }),
        ],
      },
    ],
    story: 'People of the account assume it for the runbook; all of it is in use.',
  },
  {
    account,
    name: 'emergency-access',
    createdDaysAgo: 860,
    trust: trustAccountWithMfa(id),
    attached: ['AdministratorAccess'],
    tags: { purpose: 'break-glass' },
    story: 'Break-glass: not being used is its normal state.',
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

/** What builds, runs and watches production. */
export const productionPlatform: Part = {
  roles: [...continuousIntegration, ...kubernetes, ...others],
  changes: cameAndWent,
};

/** The associations of EKS Pod Identity. */
export const podIdentityAssociations = [
  {
    clusterName: cluster.name,
    namespace: 'shop',
    serviceAccount: 'pricing',
    roleArn: `arn:aws:iam::${id}:role/eks-pricing`,
    associationArn: `${clusterArn.replace(':cluster/', ':podidentityassociation/')}/a-1x2c3v4b5n6m7k8j9`,
    associationId: 'a-1x2c3v4b5n6m7k8j9',
    tags: {},
  },
] as const;
