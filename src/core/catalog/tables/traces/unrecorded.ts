import { type TraceRow, traceRowsOf } from './row.ts';

const noEvent = 'Service authorization reference: permission without an API call, or a data plane outside CloudTrail';
/** CloudTrail has a data-event type for the resource, and its guide does not say which calls are of it. */
const newType = 'CloudTrail user guide: logging data events, a type whose calls are not named';
const doubtful = 'no ground found that every call is recorded; taken for unknown';

/** What leaves no event of its own in any trail, as far as its service's guide says. */
const noneRows: readonly TraceRow[] = [
  ...traceRowsOf('iam', 'PassRole', 'none', 'IAM user guide: PassRole is no API call and leaves no event'),
  ...traceRowsOf('kafka-cluster', '*', 'none', noEvent),
  ...traceRowsOf('rds-db', 'connect', 'none', noEvent),
  ...traceRowsOf(
    'dax',
    'BatchGetItem BatchWriteItem ConditionCheckItem DeleteItem GetItem PutItem Query Scan UpdateItem',
    'none',
    noEvent,
  ),
  ...traceRowsOf('elasticfilesystem', 'ClientMount ClientRootAccess ClientWrite', 'none', noEvent),
  ...traceRowsOf('execute-api', '*', 'none', noEvent),
  ...traceRowsOf('es', 'ESHttp*', 'none', noEvent),
  ...traceRowsOf('aoss', 'APIAccessAll DashboardsAccessAll', 'none', noEvent),
  ...traceRowsOf('neptune-db', '*', 'none', noEvent),
  ...traceRowsOf('logs', 'PutLogEvents Unmask', 'none', 'CloudWatch Logs user guide: not among the recorded actions'),
  ...traceRowsOf('events', 'PutEvents', 'none', 'EventBridge user guide: PutEvents is not among the recorded actions'),
  ...traceRowsOf('elasticache', 'Connect', 'none', noEvent),
  ...traceRowsOf('memorydb', 'Connect', 'none', noEvent),
  ...traceRowsOf('ec2messages', '*', 'none', noEvent),
  ...traceRowsOf(
    'iot',
    'Connect Publish Receive RetainPublish Subscribe',
    'none',
    'IoT developer guide: MQTT messages are not recorded',
  ),
  ...traceRowsOf('s3', 'BypassGovernanceRetention ObjectOwnerOverrideToBucketOwner Replicate*', 'none', noEvent),
];

/** Calls of recorded services whose recording is not certain: agents, heartbeats, inference, workers, payload. */
const doubtfulRows: readonly TraceRow[] = [
  ...traceRowsOf('elasticbeanstalk', 'AddTags RemoveTags', 'unknown', noEvent),
  // One GetSecretValue event a secret; whether there is one of its own is not said.
  ...traceRowsOf(
    'secretsmanager',
    'BatchGetSecretValue',
    'unknown',
    'Secrets Manager user guide: logging with CloudTrail',
  ),
  ...traceRowsOf('sts', 'GetSessionToken TagSession SetSourceIdentity SetContext', 'unknown', doubtful),
  // Recorded, but it needs no permission, so its events are nobody's use of the action.
  ...traceRowsOf('sts', 'GetCallerIdentity', 'unknown', 'STS API reference: no permissions are required'),
  ...traceRowsOf('ecs', 'DiscoverPollEndpoint Submit*', 'unknown', doubtful),
  ...traceRowsOf(
    'ssm',
    `
      GetDeployablePatchSnapshotForInstance ListInstanceAssociations PutComplianceItems PutInventory UpdateInstance*
      UpdateAssociationStatus GetManifest PutConfigurePackageResult
    `,
    'unknown',
    doubtful,
  ),
  ...traceRowsOf(
    'states',
    'InvokeHTTPEndpoint RevealSecrets SendTask* StartSyncExecution TestState',
    'unknown',
    doubtful,
  ),
  ...traceRowsOf(
    'codepipeline',
    'Acknowledge* PollFor* Put*JobFailureResult Put*JobSuccessResult',
    'unknown',
    doubtful,
  ),
  ...traceRowsOf('datapipeline', 'EvaluateExpression PollForTask Report* SetTaskStatus', 'unknown', doubtful),
  ...traceRowsOf('cloudformation', 'RecordHandlerProgress SignalResource', 'unknown', doubtful),
  ...traceRowsOf('sns', 'GetDataProtectionPolicy PutDataProtectionPolicy', 'unknown', doubtful),
  ...traceRowsOf('events', 'PutPartnerEvents', 'unknown', doubtful),
  ...traceRowsOf(
    'codeartifact',
    'GetPackageVersionAsset GetPackageVersionReadme PublishPackageVersion',
    'unknown',
    doubtful,
  ),
  ...traceRowsOf('codecommit', 'Git*', 'unknown', doubtful),
  ...traceRowsOf(
    'sagemaker',
    'Invoke* *Record BatchGetRecord BatchPutMetrics BatchGetMetrics SendHeartbeat SendPipelineExecutionStep*',
    'unknown',
    doubtful,
  ),
  ...traceRowsOf('appmesh', 'StreamAggregatedResources', 'unknown', doubtful),
  ...traceRowsOf('airflow', 'InvokeRestApi PublishMetrics', 'unknown', doubtful),
  ...traceRowsOf('inspector2', '*CisSession*', 'unknown', doubtful),
  ...traceRowsOf('databrew', 'SendProjectSessionAction', 'unknown', doubtful),
  ...traceRowsOf('servicecatalog', 'Notify*EngineWorkflowResult', 'unknown', doubtful),
  ...traceRowsOf('proton', 'NotifyResourceDeploymentStatusChange', 'unknown', doubtful),
  ...traceRowsOf('transfer', 'SendWorkflowStepState', 'unknown', doubtful),
  ...traceRowsOf('signer', 'GetRevocationStatus SignPayload', 'unknown', doubtful),
  ...traceRowsOf('dataexchange', 'SendApiAsset', 'unknown', newType),
  ...traceRowsOf('guardduty', '*MalwareScan*', 'unknown', newType),
  ...traceRowsOf('ssm', '*ExecutionPreview', 'unknown', newType),
  ...traceRowsOf('appconfig', 'GetConfiguration', 'unknown', newType),
  ...traceRowsOf(
    'lakeformation',
    'GetTableObjects GetWorkUnit* StartQueryPlanning UpdateTableObjects',
    'unknown',
    newType,
  ),
  ...traceRowsOf(
    'bedrock',
    '*AutomatedReasoningPolic* *Blueprint* *DataAutomation* *KnowledgeBaseDocuments *OptimizePrompt*',
    'unknown',
    newType,
  ),
  ...traceRowsOf(
    'servicediscovery',
    'GetInstance* ListInstances UpdateInstanceCustomHealthStatus *ServiceAttributes',
    'unknown',
    newType,
  ),
];

/** What a trail does not hold, or not for certain. */
export const unrecordedRows: readonly TraceRow[] = [...doubtfulRows, ...noneRows];
