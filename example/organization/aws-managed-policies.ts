import type { Document } from './definitions.ts';
import { allow, policy } from './policy-language.ts';

/** An AWS-managed policy as far as the example needs it. */
export interface AwsManagedPolicy {
  readonly path: string;
  readonly version: number;
  readonly createdAt: string;
  readonly document: Document;
}

const words = (text: string): readonly string[] => text.split(' ');

/** The AWS-managed policies that the example attaches, in AWS's own words. */
export const awsManagedPolicies: Readonly<Record<string, AwsManagedPolicy>> = {
  AdministratorAccess: { path: '/', version: 1, createdAt: '2015-02-06T18:39:46Z', document: policy(allow('*')) },
  PowerUserAccess: {
    path: '/',
    version: 12,
    createdAt: '2015-02-06T18:39:47Z',
    document: policy(
      { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
      allow(
        words(
          'account:GetAccountInformation account:GetGovCloudAccountInformation account:GetPrimaryEmail account:ListRegions iam:CreateServiceLinkedRole iam:DeleteServiceLinkedRole iam:ListRoles organizations:DescribeEffectivePolicy organizations:DescribeOrganization',
        ),
      ),
    ),
  },
  AWSLambdaBasicExecutionRole: {
    path: '/service-role/',
    version: 1,
    createdAt: '2015-04-09T15:03:43Z',
    document: policy(allow(words('logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents'))),
  },
  AmazonSSMManagedInstanceCore: {
    path: '/',
    version: 2,
    createdAt: '2019-03-15T17:22:12Z',
    document: policy(
      allow(
        words(
          'ssm:DescribeAssociation ssm:GetDeployablePatchSnapshotForInstance ssm:GetDocument ssm:DescribeDocument ssm:GetManifest ssm:GetParameter ssm:GetParameters ssm:ListAssociations ssm:ListInstanceAssociations ssm:PutInventory ssm:PutComplianceItems ssm:PutConfigurePackageResult ssm:UpdateAssociationStatus ssm:UpdateInstanceAssociationStatus ssm:UpdateInstanceInformation',
        ),
      ),
      allow(
        words(
          'ssmmessages:CreateControlChannel ssmmessages:CreateDataChannel ssmmessages:OpenControlChannel ssmmessages:OpenDataChannel',
        ),
      ),
      allow(
        words(
          'ec2messages:AcknowledgeMessage ec2messages:DeleteMessage ec2messages:FailMessage ec2messages:GetEndpoint ec2messages:GetMessages ec2messages:SendReply',
        ),
      ),
    ),
  },
  AmazonEKSWorkerNodePolicy: {
    path: '/',
    version: 3,
    createdAt: '2018-05-27T21:09:01Z',
    document: policy(
      allow(
        words(
          'ec2:DescribeInstances ec2:DescribeInstanceTypes ec2:DescribeRouteTables ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeVolumes ec2:DescribeVolumesModifications ec2:DescribeVpcs eks:DescribeCluster eks-auth:AssumeRoleForPodIdentity',
        ),
        '*',
        'WorkerNodePermissions',
      ),
    ),
  },
  AmazonEKS_CNI_Policy: {
    path: '/',
    version: 6,
    createdAt: '2018-05-27T21:07:42Z',
    document: policy(
      allow(
        words(
          'ec2:AssignPrivateIpAddresses ec2:AttachNetworkInterface ec2:CreateNetworkInterface ec2:DeleteNetworkInterface ec2:DescribeInstances ec2:DescribeTags ec2:DescribeNetworkInterfaces ec2:DescribeInstanceTypes ec2:DescribeSubnets ec2:DescribeSecurityGroups ec2:DetachNetworkInterface ec2:ModifyNetworkInterfaceAttribute ec2:UnassignPrivateIpAddresses',
        ),
        '*',
        'AmazonEKSCNIPolicy',
      ),
      allow(['ec2:CreateTags'], ['arn:aws:ec2:*:*:network-interface/*'], 'AmazonEKSCNIPolicyENITag'),
    ),
  },
  AmazonEC2ContainerRegistryReadOnly: {
    path: '/',
    version: 3,
    createdAt: '2015-12-21T17:04:15Z',
    document: policy(
      allow(
        words(
          'ecr:GetAuthorizationToken ecr:BatchCheckLayerAvailability ecr:GetDownloadUrlForLayer ecr:GetRepositoryPolicy ecr:DescribeRepositories ecr:ListImages ecr:DescribeImages ecr:BatchGetImage ecr:GetLifecyclePolicy ecr:GetLifecyclePolicyPreview ecr:ListTagsForResource ecr:DescribeImageScanFindings',
        ),
      ),
    ),
  },
  AWSOrganizationsServiceTrustPolicy: {
    path: '/aws-service-role/',
    version: 3,
    createdAt: '2017-10-10T23:04:07Z',
    document: policy(
      allow(
        ['iam:DeleteRole'],
        ['arn:aws:iam::*:role/aws-service-role/organizations.amazonaws.com/*'],
        'AllowDeletionOfServiceLinkedRoleForOrganizations',
      ),
      allow(['iam:CreateServiceLinkedRole'], '*', 'AllowCreationOfServiceLinkedRoles'),
      allow('iam:ListRoles', 'arn:aws:iam::*:role/aws-service-role/*', 'ListRolesSLR'),
    ),
  },
  // Shortened to the part on EC2 and load balancers: a service-linked role is never judged.
  AutoScalingServiceRolePolicy: {
    path: '/aws-service-role/',
    version: 10,
    createdAt: '2018-01-08T23:10:55Z',
    document: policy(
      allow(
        words(
          'ec2:CreateFleet ec2:CreateTags ec2:DeleteTags ec2:Describe* ec2:RunInstances ec2:StartInstances ec2:StopInstances ec2:TerminateInstances',
        ),
        '*',
        'EC2InstanceManagement',
      ),
      allow(
        words('elasticloadbalancing:Register* elasticloadbalancing:Deregister* elasticloadbalancing:Describe*'),
        '*',
        'ELBManagement',
      ),
    ),
  },
};
