import { accounts, cluster, clusterArn } from './accounts.ts';
import { every } from './calendar.ts';
import { call, calls, getSecret, objectCall } from './calls.ts';
import type { Part, RoleDefinition } from './definitions.ts';
import { allow, policy, trustPods, trustService, trustServiceAccount } from './policy-language.ts';

const account = 'production';
const { id } = accounts.production;
const instance = 'i-0c4d98e17b62fa350';

const roles: readonly RoleDefinition[] = [
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
    suggestion: {
      kind: 'narrow',
      removed: ['secretsmanager:PutSecretValue', 'secretsmanager:DeleteSecret'],
      kept: { 'secretsmanager:GetSecretValue': 'used' },
    },
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
    noSuggestion: 'not-touched',
    story: 'A node of the cluster with the policies that EKS requires.',
  },
];

/** The cluster of production: its node and its service accounts. */
export const productionCluster: Part = { roles };

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
