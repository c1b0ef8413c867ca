import { beforeAll, describe, expect, it } from 'vitest';
import type { EventTrace } from '../../../../src/core/catalog/catalog.ts';
import { eventNameRows } from '../../../../src/core/catalog/tables/event-names.ts';
import { traceRows } from '../../../../src/core/catalog/tables/traces.ts';
import { type KnownCatalog, knownCatalog } from './known-catalog.ts';
import { realRecords, realRecordsPresent } from './real-records.ts';

let known: KnownCatalog;
beforeAll(async () => {
  known = await knownCatalog();
});

function traceOf(action: string): EventTrace {
  const found = known.catalog.byName.get(action.toLowerCase());
  if (found === undefined) throw new Error(`no action ${action}`);
  return found.trace;
}

const neverManagement = `
  iam:PassRole kafka-cluster:Connect kafka-cluster:ReadData kafka-cluster:WriteData rds-db:connect
  elasticfilesystem:ClientMount elasticfilesystem:ClientWrite elasticfilesystem:ClientRootAccess
  ssmmessages:CreateControlChannel ssmmessages:OpenDataChannel ec2messages:GetMessages
  logs:PutLogEvents cloudwatch:PutMetricData cloudwatch:GetMetricData cloudwatch:ListMetrics xray:PutTraceSegments
  execute-api:Invoke execute-api:ManageConnections iot:Connect iot:Publish iot:Receive iot:Subscribe
  sqs:SendMessage sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueUrl sqs:GetQueueAttributes sns:Publish
  dynamodb:GetItem dynamodb:PutItem dynamodb:Query dynamodb:PartiQLSelect dynamodb:GetRecords
  kinesis:PutRecord kinesis:PutRecords kinesis:GetRecords kinesis:SubscribeToShard kinesis:ListShards
  firehose:PutRecord firehose:PutRecordBatch events:PutEvents
  s3:GetObject s3:PutObject s3:DeleteObject s3:PutObjectAcl s3:PutObjectTagging s3:GetObjectVersion s3:ListBucket
  s3:ListBucketVersions s3:BypassGovernanceRetention lambda:InvokeFunction lambda:InvokeFunctionUrl
  cognito-identity:GetCredentialsForIdentity ebs:GetSnapshotBlock rds-data:ExecuteStatement appconfig:GetLatestConfiguration
  appsync:GraphQL cassandra:Select cassandra:Modify es:ESHttpGet es:ESHttpPost aoss:APIAccessAll neptune-db:ReadDataViaQuery
  dax:GetItem dax:PutItem geo:SearchPlaceIndexForText bedrock:InvokeModel bedrock:InvokeAgent bedrock:Retrieve
  sts:TagSession sts:SetSourceIdentity sts:GetCallerIdentity codecommit:GitPull codecommit:GitPush
  codeartifact:ReadFromRepository sagemaker:InvokeEndpoint states:SendTaskSuccess ecs:Poll ecs:StartTelemetrySession
  aws-portal:ViewBilling billing:GetBillingData elasticloadbalancing:SetWebAcl logs:CreateLogDelivery
  elasticache:Connect memorydb:Connect dsql:DbConnect redshift-data:ExecuteStatement servicediscovery:DiscoverInstances
  kinesisvideo:PutMedia timestream:Select s3express:CreateSession workmailmessageflow:GetRawMessageContent
  eks:AccessKubernetesApi ec2-instance-connect:OpenTunnel connect:GetFederationToken
`;

const alwaysManagement = `
  iam:AttachRolePolicy iam:CreateAccessKey iam:CreateRole iam:GetRole iam:ListUsers iam:PutUserPolicy iam:TagRole
  sts:AssumeRole sts:GetFederationToken kms:Decrypt kms:Encrypt kms:GenerateDataKey kms:ReEncryptFrom kms:ScheduleKeyDeletion
  secretsmanager:GetSecretValue secretsmanager:PutResourcePolicy ssm:GetParameter ssm:SendCommand ssm:StartSession
  ec2:RunInstances ec2:DescribeInstances ec2:TerminateInstances ec2:AuthorizeSecurityGroupIngress ec2:CreateTags
  s3:CreateBucket s3:DeleteBucket s3:PutBucketPolicy s3:ListAllMyBuckets s3:PutEncryptionConfiguration s3:GetLifecycleConfiguration
  lambda:CreateFunction lambda:UpdateFunctionCode lambda:AddPermission lambda:ListFunctions
  rds:CreateDBInstance rds:DeleteDBInstance rds:ModifyDBSnapshotAttribute dynamodb:CreateTable dynamodb:DeleteTable
  cloudformation:CreateStack cloudformation:DescribeStacks cloudtrail:StopLogging cloudtrail:DeleteTrail cloudtrail:LookupEvents
  organizations:AttachPolicy organizations:ListAccounts sso:CreateAccountAssignment ecs:RunTask ecs:RegisterTaskDefinition
  ecr:BatchGetImage ecr:GetDownloadUrlForLayer ecr:PutImage eks:CreateCluster eks:CreateAccessEntry
  logs:CreateLogGroup logs:DeleteLogGroup cloudwatch:PutMetricAlarm sqs:CreateQueue sqs:SetQueueAttributes sns:CreateTopic
  kinesis:CreateStream firehose:CreateDeliveryStream states:CreateStateMachine events:PutRule events:PutTargets
  glue:CreateJob glue:StartJobRun athena:StartQueryExecution route53:ChangeResourceRecordSets cloudfront:CreateDistribution
  guardduty:DeleteDetector config:StopConfigurationRecorder securityhub:DisableSecurityHub backup:DeleteRecoveryPoint
  autoscaling:CreateAutoScalingGroup elasticloadbalancing:CreateLoadBalancer codebuild:StartBuild sagemaker:CreateNotebookInstance
  apigateway:POST apigateway:GET redshift:GetClusterCredentials cognito-idp:AdminCreateUser bedrock:CreateAgent ram:CreateResourceShare
`;

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/);
}

describe('the trace table', () => {
  it('gives every row a source, and names no action twice', () => {
    expect(traceRows.filter((row) => row.source.trim() === '')).toEqual([]);
    const patterns = traceRows.map((row) => row.pattern);
    expect(patterns.filter((pattern, at) => patterns.indexOf(pattern) !== at)).toEqual([]);
  });

  it('matches only actions that exist', () => {
    expect(known.problems).toEqual([]);
  });

  it.each(wordsOf(neverManagement))('does not take %s for a management event', (action) => {
    expect(traceOf(action).kind).not.toBe('management');
  });

  it.each(wordsOf(alwaysManagement))('takes %s for a management event', (action) => {
    expect(traceOf(action).kind).toBe('management');
  });

  it('knows the resource types of data events', () => {
    expect(traceOf('lambda:InvokeFunction')).toMatchObject({ resourceTypes: ['AWS::Lambda::Function'], partly: false });
    expect(traceOf('s3:GetObject')).toMatchObject({ resourceTypes: ['AWS::S3::Object'], partly: false });
    expect(traceOf('s3:ListBucket')).toMatchObject({ resourceTypes: ['AWS::S3::Object'], partly: true });
    expect(traceOf('dynamodb:Scan')).toMatchObject({ resourceTypes: ['AWS::DynamoDB::Table'] });
  });

  it('knows every management action again from some event', () => {
    const named = new Set(eventNameRows.flatMap((row) => row.actions ?? []).map((name) => name.toLowerCase()));
    const lost = known.catalog.actions.filter(({ trace, name, index }) => {
      if (trace.kind !== 'management' || named.has(name.toLowerCase())) return false;
      const eventName = name.slice(name.indexOf(':') + 1);
      return !trace.eventSources.some((source) => {
        const mapping = known.catalog.mappingOf(source, eventName);
        return mapping.kind === 'actions' && mapping.actions.includes(index);
      });
    });
    expect(lost.map((action) => action.name)).toEqual([]);
  });

  it('has been compared with the AWS SDK models for this version of the action data', () => {
    // New action data brings actions that service-wide rows would call recorded without a look: compare them first, then write the number anew.
    const management = known.catalog.actions.filter((action) => action.trace.kind === 'management').length;
    expect({ dataVersion: known.dataVersion, management }).toEqual({ dataVersion: '0.21.202609261', management: 9401 });
  });
});

describe.skipIf(!realRecordsPresent)('the trace table and real logs (skipped: ../shared/data absent)', () => {
  it('never says of an action with a management event that it leaves none, or only data events', () => {
    const wrong = new Set<string>();
    for (const record of realRecords()) {
      if (record.eventCategory !== 'Management') continue;
      const mapping = known.catalog.mappingOf(record.eventSource, record.eventName);
      for (const index of mapping.kind === 'actions' ? mapping.actions : []) {
        const action = known.catalog.actions[index];
        const kind = action?.trace.kind === 'data' && action.trace.partly ? 'partly' : action?.trace.kind;
        if (action !== undefined && (kind === 'none' || kind === 'data')) wrong.add(action.name);
      }
    }
    expect([...wrong]).toEqual([]);
  });
});
