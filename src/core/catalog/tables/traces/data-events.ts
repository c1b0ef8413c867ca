import { type TraceRow, traceRowsOf } from './row.ts';

const dataEvents = 'CloudTrail user guide: logging data events';

/** Rows of data events; `types` are all that a trail must select for every such call to be in it. */
function data(service: string, actions: string, types: string, source = dataEvents): readonly TraceRow[] {
  return traceRowsOf(service, actions, { data: types.split(' ') }, source);
}

/** The same for actions some of whose calls are management events besides. */
function partly(service: string, actions: string, types: string, source = dataEvents): readonly TraceRow[] {
  return traceRowsOf(service, actions, { data: types.split(' '), partly: true }, source);
}

/**
 * Requests through access points name the object as well, so a selector for objects holds them. Not held: volumes of FSx that are read through S3 access
 * points. Directory buckets and Object Lambda are authorized under prefixes of their own.
 */
const s3Types = 'AWS::S3::Object';
const s3Guide = 'S3 user guide: CloudTrail events, object-level actions';
const bedrockGuide = 'Bedrock user guide: monitor API calls with CloudTrail';

/** What is recorded as data events: by default of a trail, not at all. */
export const dataEventRows: readonly TraceRow[] = [
  ...data(
    's3',
    `
      AbortMultipartUpload DeleteObject DeleteObjectTagging DeleteObjectVersion DeleteObjectVersionTagging GetObject GetObjectAcl
      GetObjectAttributes GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectTorrent GetObjectVersion GetObjectVersionAcl
      GetObjectVersionAttributes GetObjectVersionTagging GetObjectVersionTorrent ListMultipartUploadParts PutObject PutObjectAcl
      PutObjectLegalHold PutObjectRetention PutObjectTagging PutObjectVersionAcl PutObjectVersionTagging RestoreObject
    `,
    s3Types,
    s3Guide,
  ),
  ...partly('s3', 'ListBucket ListBucketVersions ListBucketMultipartUploads', s3Types, s3Guide),
  ...data('lambda', 'InvokeFunction InvokeAsync', 'AWS::Lambda::Function'),
  ...data(
    'dynamodb',
    `
      BatchGetItem BatchWriteItem ConditionCheckItem DeleteItem GetItem PartiQLDelete PartiQLInsert PartiQLSelect PartiQLUpdate PutItem
      Query Scan UpdateItem
    `,
    'AWS::DynamoDB::Table',
    'DynamoDB developer guide: data plane events in CloudTrail',
  ),
  // A selector for tables holds the events of their streams too.
  ...data('dynamodb', 'GetRecords GetShardIterator', 'AWS::DynamoDB::Table'),
  ...data('sns', 'Publish', 'AWS::SNS::Topic AWS::SNS::PlatformEndpoint'),
  ...data(
    'sqs',
    `
      ChangeMessageVisibility DeleteMessage GetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues ListQueues ListQueueTags
      ReceiveMessage SendMessage
    `,
    'AWS::SQS::Queue',
    'SQS developer guide: data events in CloudTrail',
  ),
  ...data('kinesis', 'GetRecords GetShardIterator PutRecord PutRecords', 'AWS::Kinesis::Stream'),
  ...data('kinesis', 'SubscribeToShard', 'AWS::Kinesis::Stream AWS::Kinesis::StreamConsumer'),
  ...data('firehose', 'PutRecord PutRecordBatch', 'AWS::KinesisFirehose::DeliveryStream'),
  ...data(
    'kinesisvideo',
    'GetClip GetDASHStreamingSessionURL GetHLSStreamingSessionURL GetImages GetMedia GetMediaForFragmentList ListFragments PutMedia',
    'AWS::KinesisVideo::Stream',
  ),
  ...data(
    'cloudwatch',
    'GetMetricData GetMetricStatistics GetMetricWidgetImage ListMetrics PutMetricData',
    'AWS::CloudWatch::Metric',
    'CloudWatch user guide: data events in CloudTrail',
  ),
  ...data(
    'cognito-identity',
    'GetCredentialsForIdentity GetId GetOpenIdToken GetOpenIdTokenForDeveloperIdentity UnlinkIdentity',
    'AWS::Cognito::IdentityPool',
  ),
  ...data(
    'ebs',
    'CompleteSnapshot GetSnapshotBlock ListChangedBlocks ListSnapshotBlocks PutSnapshotBlock StartSnapshot',
    'AWS::EC2::Snapshot',
  ),
  ...data('ssmmessages', 'CreateControlChannel OpenControlChannel', 'AWS::SSMMessages::ControlChannel'),
  ...data('ssm', 'RequestManagedInstanceRoleToken', 'AWS::SSM::ManagedNode'),
  // Calls to Aurora Serverless v1 are management events, which a trail can exclude (`rdsdata.amazonaws.com`).
  ...partly(
    'rds-data',
    'BatchExecuteStatement BeginTransaction CommitTransaction ExecuteStatement RollbackTransaction',
    'AWS::RDS::DBCluster',
  ),
  ...data('states', 'GetActivityTask', 'AWS::StepFunctions::Activity'),
  // The guide names the type but not its calls; so far executions were seen as management events.
  ...partly('states', 'StartExecution', 'AWS::StepFunctions::StateMachine'),
  // Tables that Lake Formation made have data events; all others' calls were seen as management events.
  ...partly(
    'glue',
    'BatchGetPartition GetPartition GetPartitions GetTable GetTables GetTableVersion GetTableVersions UpdateTable',
    'AWS::Glue::Table',
  ),
  ...data('xray', 'PutTraceSegments', 'AWS::XRay::Trace'),
  ...data('appconfig', 'GetLatestConfiguration StartConfigurationSession', 'AWS::AppConfig::Configuration'),
  ...data('appsync', 'GraphQL', 'AWS::AppSync::GraphQLApi'),
  ...data('cloudtrail-data', 'PutAuditEvents', 'AWS::CloudTrail::Channel'),
  ...data('guardduty', 'SendSecurityTelemetry', 'AWS::GuardDuty::Detector'),
  ...data(
    'servicediscovery',
    'DiscoverInstances DiscoverInstancesRevision',
    'AWS::ServiceDiscovery::Namespace AWS::ServiceDiscovery::Service',
  ),
  ...data('bedrock', 'InvokeAgent', 'AWS::Bedrock::AgentAlias', bedrockGuide),
  ...data('bedrock', 'InvokeInlineAgent', 'AWS::Bedrock::InlineAgent', bedrockGuide),
  ...data('bedrock', 'InvokeFlow', 'AWS::Bedrock::FlowAlias', bedrockGuide),
  ...data('bedrock', 'Retrieve RetrieveAndGenerate', 'AWS::Bedrock::KnowledgeBase', bedrockGuide),
  ...data('bedrock', 'ApplyGuardrail', 'AWS::Bedrock::Guardrail', bedrockGuide),
  ...partly('bedrock', 'InvokeModel', 'AWS::Bedrock::Model AWS::Bedrock::AsyncInvoke', bedrockGuide),
  ...data('sagemaker', 'InvokeEndpointWithResponseStream', 'AWS::SageMaker::Endpoint'),
  ...data('cassandra', 'Modify Select', 'AWS::Cassandra::Table', 'Keyspaces developer guide: DML events in CloudTrail'),
  ...data('timestream', 'Select', 'AWS::Timestream::Table AWS::Timestream::Database'),
  ...data('verifiedpermissions', 'IsAuthorized IsAuthorizedWithToken', 'AWS::VerifiedPermissions::PolicyStore'),
];
