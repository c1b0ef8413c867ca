import type { EventNameGroup } from './event-name-group.ts';

const dataset = 'iann0036/iam-dataset (MIT), sdk_method_iam_mappings';
const partiql = 'PartiQLSelect PartiQLInsert PartiQLUpdate PartiQLDelete';
const restoring = 'PutItem UpdateItem Query Scan GetItem DeleteItem BatchWriteItem';
const invoking = 'ApplyGuardrail CallWithBearerToken GetInferenceProfile InvokeModel InvokeModelWithResponseStream';

/** Databases, queues, analytics, machine learning. */
export const dataGroups: readonly EventNameGroup[] = [
  {
    service: 'dynamodb',
    source:
      'AWS DynamoDB developer guide, IAM with PartiQL and with transactions, restoring a table; iann0036/iam-dataset (MIT)',
    rows: [
      ['ExecuteStatement BatchExecuteStatement ExecuteTransaction', '', partiql],
      ['TransactGetItems', 'GetItem'],
      ['TransactWriteItems', '', 'ConditionCheckItem PutItem UpdateItem DeleteItem'],
      ['RestoreTableFromBackup RestoreTableToPointInTime', '=', restoring],
      ['UpdateTable', '=', 'CreateTableReplica DeleteTableReplica UpdateGlobalTableVersion'],
    ],
  },
  {
    service: 'budgets',
    source: 'AWS Service Authorization Reference, AWS Budget Service; iann0036/iam-dataset (MIT)',
    rows: [
      ['Describe*', 'ViewBudget'],
      ['Create* Update* Delete*', 'ModifyBudget'],
    ],
  },
  {
    service: 'sqs',
    source: 'AWS SQS developer guide, API permissions: the batch calls are authorized as the single ones',
    rows: [
      ['SendMessageBatch', 'SendMessage'],
      ['DeleteMessageBatch', 'DeleteMessage'],
      ['ChangeMessageVisibilityBatch', 'ChangeMessageVisibility'],
    ],
  },
  {
    service: 'sns',
    source: 'AWS SNS API reference, PublishBatch',
    rows: [['PublishBatch', 'Publish']],
  },
  {
    service: 'ses',
    source: 'AWS SES developer guide, controlling access: V2 SendEmail is authorized by the kind of content',
    rows: [
      ['SendEmail', '=', 'SendRawEmail SendTemplatedEmail'],
      ['SendBulkEmail', '=', 'SendBulkTemplatedEmail SendTemplatedEmail'],
    ],
  },
  {
    service: 'cassandra',
    source:
      'AWS Keyspaces developer guide, IAM and CloudTrail entries (CQL statements are authorized, whichever way they come)',
    rows: [
      [
        'CreateKeyspace CreateTable CreateType',
        'Create',
        'CreateMultiRegionResource TagResource TagMultiRegionResource',
      ],
      ['DeleteKeyspace DeleteTable DeleteType DropKeyspace DropTable DropType', 'Drop', 'DropMultiRegionResource'],
      [
        'UpdateKeyspace UpdateTable AlterKeyspace AlterTable AlterType',
        'Alter',
        'Modify AlterMultiRegionResource ModifyMultiRegionResource',
      ],
      [
        'GetKeyspace GetTable GetType ListKeyspaces ListTables ListTypes ListTagsForResource GetTableAutoScalingSettings',
        'Select',
        'SelectMultiRegionResource',
      ],
      ['Insert Update Delete', 'Modify', 'ModifyMultiRegionResource'],
      ['Select', '=', 'SelectMultiRegionResource'],
      ['RestoreTable', 'Restore', 'RestoreMultiRegionTable Create Select Modify TagResource'],
    ],
  },
  {
    service: 'timestream',
    source: dataset,
    rows: [
      [
        'Query PrepareQuery',
        '',
        'Select SelectValues ListDatabases ListTables ListMeasures DescribeTable PrepareQuery Unload',
      ],
    ],
  },
  {
    service: 'glue',
    source: `${dataset}: named by the table they touch; the action data of today has the calls' own actions as well`,
    rows: [
      [
        'BatchUpdatePartition DeleteColumnStatisticsForPartition UpdateColumnStatisticsForPartition',
        '=',
        'UpdatePartition',
      ],
      [
        'CreatePartitionIndex DeletePartitionIndex DeleteColumnStatisticsForTable UpdateColumnStatisticsForTable',
        '=',
        'UpdateTable',
      ],
      ['GetColumnStatisticsForPartition', '=', 'GetPartition'],
      ['GetColumnStatisticsForTable GetPartitionIndexes', '=', 'GetTable'],
      ['GetUnfilteredPartitionMetadata', 'GetPartition'],
      ['GetUnfilteredPartitionsMetadata', 'GetPartitions', 'GetPartition'],
      ['GetUnfilteredTableMetadata', 'GetTable'],
    ],
  },
  {
    service: 'lakeformation',
    source: dataset,
    rows: [
      ['GetQueryState GetQueryStatistics', '=', 'StartQueryPlanning'],
      ['GetWorkUnits GetWorkUnitResults', '=', 'GetWorkUnits StartQueryPlanning'],
    ],
  },
  {
    service: 'rds-data',
    source: dataset,
    rows: [['CommitTransaction RollbackTransaction', '=', 'BeginTransaction']],
  },
  {
    service: 'rds',
    source: dataset,
    rows: [
      ['DeleteBlueGreenDeployment', '=', 'DeleteDBCluster DeleteDBClusterEndpoint DeleteDBInstance'],
      [
        'SwitchoverBlueGreenDeployment',
        '=',
        'ModifyDBCluster ModifyDBInstance PromoteReadReplica PromoteReadReplicaDBCluster',
      ],
      ['RebootDBCluster', '=', 'RebootDBInstance'],
      ['RemoveRoleFromDBCluster RemoveRoleFromDBInstance', '=', 'iam:PassRole'],
    ],
  },
  {
    service: 'redshift',
    source: 'AWS Redshift API reference, GetClusterCredentials with AutoCreate and DbGroups',
    rows: [['GetClusterCredentials GetClusterCredentialsWithIAM', '=', 'CreateClusterUser JoinGroup']],
  },
  {
    service: 'dax',
    source: dataset,
    rows: [['CreateCluster', '=', 'CreateParameterGroup CreateSubnetGroup']],
  },
  {
    service: 'backup',
    source: 'AWS Backup developer guide, access control; AWS Service Authorization Reference, permission-only actions',
    rows: [
      ['CreateBackupVault CreateLogicallyAirGappedBackupVault', '=', 'backup-storage:MountCapsule'],
      ['StartCopyJob', '=', 'CopyIntoBackupVault CopyFromBackupVault'],
    ],
  },
  {
    service: 'quicksight',
    source: 'AWS Service Authorization Reference, permission-only actions; iann0036/iam-dataset (MIT)',
    rows: [
      ['CreateDataSet UpdateDataSet', '=', 'PassDataSource PassDataSet'],
      [
        'CreateAnalysis UpdateAnalysis CreateDashboard UpdateDashboard CreateTemplate UpdateTemplate CreateTopic UpdateTopic',
        '=',
        'PassDataSet',
      ],
    ],
  },
  {
    service: 'connect',
    source: dataset,
    rows: [
      [
        'CreateIntegrationAssociation DeleteIntegrationAssociation ListIntegrationAssociations',
        '=',
        'DescribeInstance',
      ],
      ['CreateUseCase DeleteUseCase ListUseCases', '=', 'DescribeInstance'],
    ],
  },
  {
    service: 'iottwinmaker',
    source: dataset,
    rows: [
      [
        'GetPropertyValue GetPropertyValueHistory BatchPutPropertyValues',
        '=',
        'GetComponentType GetEntity GetWorkspace',
      ],
    ],
  },
  {
    service: 'kendra',
    source: dataset,
    rows: [['StartDataSourceSyncJob', '=', 'Query']],
  },
  {
    service: 'lex',
    source: `${dataset}; AWS Lex V2 API reference`,
    rows: [
      [
        'DescribeExport CreateExport',
        '=',
        'DescribeBot DescribeBotLocale DescribeIntent DescribeSlot DescribeSlotType ListBotLocales ListIntents ListSlots ListSlotTypes',
      ],
      ['CreateResourcePolicyStatement', '=', 'CreateResourcePolicy'],
      ['DeleteResourcePolicyStatement', '=', 'DeleteResourcePolicy'],
    ],
  },
  {
    service: 'cloudsearch',
    source: 'AWS CloudSearch developer guide, access policies',
    rows: [
      ['UploadDocuments', 'document'],
      ['Search', 'search'],
      ['Suggest', 'suggest'],
    ],
  },
  {
    service: 'bedrock',
    source: 'AWS Bedrock API reference, permissions of Converse, InvokeModel and StartAsyncInvoke',
    rows: [
      ['Converse StartAsyncInvoke', 'InvokeModel', invoking],
      ['ConverseStream', 'InvokeModelWithResponseStream', invoking],
      ['InvokeModel InvokeModelWithResponseStream', '=', invoking],
      ['InvokeModelWithBidirectionalStream', 'InvokeModel', invoking],
      ['RetrieveAndGenerate RetrieveAndGenerateStream', 'RetrieveAndGenerate', `Retrieve ${invoking}`],
      ['InvokeAgent InvokeInlineAgent', '=', invoking],
    ],
  },
];
