/** Why an AWS-managed policy is not to be replaced by one of the customer's. */
export interface ServiceRequirement {
  /** Who needs it, as AWS names the service. */
  readonly service: string;
  /** A sentence. */
  readonly why: string;
  /** The page that says so. */
  readonly source: string;
}

interface Row {
  readonly service: string;
  readonly why: string;
  readonly source: string;
  /** Names without path, separated by blanks. */
  readonly policies: string;
}

const guide = 'https://docs.aws.amazon.com';
const reference = `${guide}/aws-managed-policy/latest/reference`;
const eks = `${guide}/eks/latest/userguide`;

/**
 * AWS-managed policies with the path `/` that a service's own software or role runs on. AWS adds to them when the software needs more; a copy would stay
 * behind, and what agents call is mostly not recorded.
 *
 * Left out on purpose: policies for people (`…FullAccess`, `…ReadOnlyAccess`, `…User`), `CloudWatchAgentAdminPolicy` and the installation policies of the
 * migration agents (AWS says to take them away after the set-up), `AmazonSSMFullAccess`, `AmazonEC2ContainerRegistryPowerUser`.
 * `AmazonEC2ContainerRegistryReadOnly` serves others than nodes too; it holds nothing elevated, so that it stays everywhere.
 */
const rows: readonly Row[] = [
  {
    service: 'Amazon EKS',
    why: 'EKS nodes do not join their cluster, give pods addresses or pull images without it.',
    source: `${eks}/create-node-role.html`,
    policies:
      'AmazonEKSWorkerNodePolicy AmazonEKS_CNI_Policy AmazonEC2ContainerRegistryReadOnly AmazonEC2ContainerRegistryPullOnly',
  },
  {
    service: 'Amazon EKS',
    why: 'It is the policy of the node role of EKS Auto Mode.',
    source: `${eks}/auto-learn-iam.html`,
    policies: 'AmazonEKSWorkerNodeMinimalPolicy',
  },
  {
    service: 'Amazon EKS',
    why: 'The EKS control plane works with it.',
    source: `${eks}/auto-cluster-iam-role.html`,
    policies:
      'AmazonEKSClusterPolicy AmazonEKSComputePolicy AmazonEKSBlockStoragePolicy AmazonEKSBlockStoragePolicyV2 AmazonEKSLoadBalancingPolicy AmazonEKSNetworkingPolicy',
  },
  {
    service: 'Amazon EKS',
    why: 'The EKS control plane works with it.',
    source: `${eks}/security-iam-awsmanpol.html`,
    policies: 'AmazonEKSServicePolicy AmazonEKSVPCResourceController AmazonEKSLocalOutpostClusterPolicy',
  },
  {
    service: 'Amazon EKS',
    why: 'Pods on Fargate do not start without it.',
    source: `${eks}/pod-execution-role.html`,
    policies: 'AmazonEKSFargatePodExecutionRolePolicy',
  },
  {
    service: 'Amazon EBS CSI driver',
    why: 'The storage driver of Kubernetes clusters works with it.',
    source: `${reference}/AmazonEBSCSIDriverEKSClusterScopedPolicy.html`,
    policies: 'AmazonEBSCSIDriverEKSClusterScopedPolicy AmazonEBSCSIDriverPolicyV2',
  },
  {
    service: 'AWS Systems Manager',
    why: 'The Systems Manager agent on a machine works with it.',
    source: `${guide}/systems-manager/latest/userguide/setup-instance-permissions.html`,
    policies:
      'AmazonSSMManagedInstanceCore AmazonSSMManagedEC2InstanceDefaultPolicy AmazonSSMDirectoryServiceAccess AmazonSSMPatchAssociation',
  },
  {
    service: 'Amazon CloudWatch',
    why: 'The CloudWatch agent on a machine works with it.',
    source: `${guide}/AmazonCloudWatch/latest/monitoring/create-iam-roles-for-cloudwatch-agent.html`,
    policies: 'CloudWatchAgentServerPolicy',
  },
  {
    service: 'Amazon CloudWatch',
    why: 'The network flow monitor agent cannot publish without it.',
    source: `${reference}/CloudWatchNetworkFlowMonitorAgentPublishPolicy.html`,
    policies: 'CloudWatchNetworkFlowMonitorAgentPublishPolicy',
  },
  {
    service: 'Amazon CloudWatch',
    why: 'The Lambda Insights or Application Signals extension of a function works with it.',
    source: `${reference}/CloudWatchLambdaInsightsExecutionRolePolicy.html`,
    policies: 'CloudWatchLambdaInsightsExecutionRolePolicy CloudWatchLambdaApplicationSignalsExecutionRolePolicy',
  },
  {
    service: 'AWS X-Ray',
    why: 'The X-Ray daemon works with it.',
    source: `${reference}/AWSXRayDaemonWriteAccess.html`,
    policies: 'AWSXRayDaemonWriteAccess',
  },
  {
    service: 'AWS Elastic Beanstalk',
    why: 'The machines of a Beanstalk environment work with it.',
    source: `${guide}/elasticbeanstalk/latest/dg/iam-instanceprofile.html`,
    policies: 'AWSElasticBeanstalkWebTier AWSElasticBeanstalkWorkerTier AWSElasticBeanstalkMulticontainerDocker',
  },
  {
    service: 'AWS Elastic Beanstalk',
    why: 'Managed updates of an environment are made with it.',
    source: `${reference}/AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy.html`,
    policies: 'AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy',
  },
  {
    service: 'Amazon ECS',
    why: 'ECS manages load balancers, networks or machines of its services with it.',
    source: `${reference}/AmazonECSInfrastructureRolePolicyForLoadBalancers.html`,
    policies:
      'AmazonECSInfrastructureRolePolicyForLoadBalancers AmazonECSInfrastructureRolePolicyForManagedInstances AmazonECSInfrastructureRolePolicyForVpcLattice AmazonECSInstanceRolePolicyForManagedInstances',
  },
  {
    service: 'AWS CodeDeploy',
    why: 'CodeDeploy changes ECS services with it.',
    source: `${guide}/AmazonECS/latest/developerguide/codedeploy_IAM_role.html`,
    policies: 'AWSCodeDeployRoleForECS AWSCodeDeployRoleForECSLimited',
  },
  {
    service: 'AWS Backup',
    why: 'AWS Backup backs buckets up and restores them with it; a restore may be needed without having been seen.',
    source: `${reference}/AWSBackupServiceRolePolicyForS3Restore.html`,
    policies: 'AWSBackupServiceRolePolicyForS3Backup AWSBackupServiceRolePolicyForS3Restore',
  },
  {
    service: 'AWS Cloud9',
    why: 'Cloud9 reaches its machines with it.',
    source: `${reference}/AWSCloud9SSMInstanceProfile.html`,
    policies: 'AWSCloud9SSMInstanceProfile',
  },
  {
    service: 'EC2 Image Builder',
    why: 'The machines on which images are built work with it.',
    source: `${guide}/imagebuilder/latest/userguide/security-iam-awsmanpol.html`,
    policies: 'EC2InstanceProfileForImageBuilder EC2InstanceProfileForImageBuilderECRContainerBuilds',
  },
  {
    service: 'Amazon EMR',
    why: 'EMR places the machines of a cluster with it.',
    source: `${guide}/emr/latest/APIReference/API_PlacementGroupConfig.html`,
    policies: 'AmazonElasticMapReducePlacementGroupPolicy',
  },
  {
    service: 'AWS Deadline Cloud',
    why: 'The workers of a farm work with it.',
    source: `${guide}/deadline-cloud/latest/userguide/security-iam-awsmanpol.html`,
    policies: 'AWSDeadlineCloud-FleetWorker AWSDeadlineCloud-WorkerHost',
  },
  {
    service: 'AWS App Mesh',
    why: 'The Envoy proxies of a mesh read their configuration with it.',
    source: `${guide}/app-mesh/latest/userguide/security-iam-awsmanpol.html`,
    policies: 'AWSAppMeshEnvoyAccess',
  },
  {
    service: 'Amazon EC2',
    why: 'Snapshots of Windows machines that keep applications consistent are made with it.',
    source: `${guide}/AWSEC2/latest/WindowsGuide/vss-iam-reqs.html`,
    policies: 'AWSEC2VssSnapshotPolicy',
  },
  {
    service: 'Amazon RDS Custom',
    why: 'RDS Custom manages its database machines with it.',
    source: `${reference}/AmazonRDSCustomInstanceProfileRolePolicy.html`,
    policies: 'AmazonRDSCustomInstanceProfileRolePolicy',
  },
  {
    service: 'AWS Application Migration Service',
    why: 'The replication agent on a machine works with it.',
    source: `${guide}/mgn/latest/ug/security-iam-awsmanpol-AWSApplicationMigrationServiceEc2InstancePolicy.html`,
    policies: 'AWSApplicationMigrationServiceEc2InstancePolicy',
  },
  {
    service: 'AWS',
    why: 'AWS attached it because an access key leaked; it is for the owner to settle that with AWS.',
    source: `${reference}/AWSCompromisedKeyQuarantineV3.html`,
    policies: 'AWSCompromisedKeyQuarantine AWSCompromisedKeyQuarantineV2 AWSCompromisedKeyQuarantineV3',
  },
];

/** By name. */
const requirements: ReadonlyMap<string, ServiceRequirement> = new Map(
  rows.flatMap(({ policies, service, why, source }) =>
    policies.split(' ').map((name) => [name, { service, why, source }] as const),
  ),
);

const paths: Readonly<Record<string, ServiceRequirement>> = {
  'service-role': {
    service: 'AWS',
    why: 'It is made for a role that an AWS service works with (path `/service-role/`).',
    source: `${guide}/IAM/latest/UserGuide/access_policies_managed-vs-inline.html`,
  },
  'aws-service-role': {
    service: 'AWS',
    why: 'It is the policy of a service-linked role, which only AWS can change.',
    source: `${guide}/IAM/latest/UserGuide/using-service-linked-roles.html`,
  },
};

/**
 * Which service requires an AWS-managed policy, so that it is neither replaced nor detached; `undefined`: none that is known, or a policy of the customer's.
 *
 * A customer's own policy under the path `/service-role/` (the console makes such) is the customer's to narrow. Misses services that the table does not
 * name; their policies are replaced by what was used and what could not be judged.
 */
export function isRequiredByService(policyArn: string): ServiceRequirement | undefined {
  const match = /^arn:aws[a-z-]*:iam::aws:policy\/(?:(.*)\/)?([^/]+)$/.exec(policyArn);
  if (match === null) return undefined;
  const [, path = '', name = ''] = match;
  return paths[path] ?? requirements.get(name);
}
