import { type TraceRow, traceRowsOf } from './row.ts';

/** The page of the service's own guide that lists the recorded actions. */
function guide(service: string): string {
  return `${service} guide: logging API calls with CloudTrail, list of recorded actions`;
}

/**
 * Services whose guide lists the recorded actions one by one: only what is listed counts, and what the guide leaves out stays unknown
 * (`kinesis:ListShards`, `lambda:ListTags`).
 */
export const listedRows: readonly TraceRow[] = [
  ...traceRowsOf(
    'lambda',
    `
      AddLayerVersionPermission AddPermission CreateAlias CreateEventSourceMapping CreateFunction CreateFunctionUrlConfig DeleteAlias
      DeleteCodeSigningConfig DeleteEventSourceMapping DeleteFunction DeleteFunctionConcurrency DeleteFunctionUrlConfig
      DeleteProvisionedConcurrencyConfig GetAlias GetEventSourceMapping GetFunction GetFunctionConfiguration GetFunctionUrlConfig
      GetLayerVersionPolicy GetPolicy ListEventSourceMappings ListFunctions ListFunctionUrlConfigs PublishLayerVersion PublishVersion
      PutFunctionCodeSigningConfig PutFunctionConcurrency PutFunctionEventInvokeConfig PutProvisionedConcurrencyConfig
      PutRuntimeManagementConfig RemovePermission TagResource UntagResource UpdateAlias UpdateCodeSigningConfig
      UpdateEventSourceMapping UpdateFunctionCode UpdateFunctionConfiguration UpdateFunctionEventInvokeConfig UpdateFunctionUrlConfig
    `,
    'management',
    guide('Lambda'),
  ),
  ...traceRowsOf(
    'logs',
    `
      AssociateKmsKey CancelExportTask CreateDelivery CreateExportTask CreateLogAnomalyDetector CreateLogGroup CreateLogStream
      DeleteAccountPolicy DeleteDataProtectionPolicy DeleteDelivery DeleteDeliveryDestination DeleteDeliveryDestinationPolicy
      DeleteDeliverySource DeleteDestination DeleteIndexPolicy DeleteIntegration DeleteLogAnomalyDetector DeleteLogGroup DeleteLogStream
      DeleteMetricFilter DeleteQueryDefinition DeleteResourcePolicy DeleteRetentionPolicy DeleteSubscriptionFilter DeleteTransformer
      DescribeAccountPolicies DescribeConfigurationTemplates DescribeDeliveries DescribeDeliveryDestinations DescribeDeliverySources
      DescribeDestinations DescribeExportTasks DescribeFieldIndexes DescribeIndexPolicies DescribeLogGroups DescribeLogStreams
      DescribeMetricFilters DescribeQueries DescribeQueryDefinitions DescribeResourcePolicies DescribeSubscriptionFilters
      DisassociateKmsKey FilterLogEvents GetDataProtectionPolicy GetDelivery GetDeliveryDestination GetDeliveryDestinationPolicy
      GetDeliverySource GetIntegration GetLogAnomalyDetector GetLogEvents GetLogGroupFields GetLogRecord GetQueryResults GetTransformer
      ListAnomalies ListIntegrations ListLogAnomalyDetectors ListLogGroups ListLogGroupsForQuery ListTagsForResource ListTagsLogGroup
      PutAccountPolicy PutDataProtectionPolicy PutDeliveryDestination PutDeliveryDestinationPolicy PutDeliverySource PutDestination
      PutDestinationPolicy PutIndexPolicy PutIntegration PutMetricFilter PutQueryDefinition PutResourcePolicy PutRetentionPolicy
      PutSubscriptionFilter PutTransformer StartLiveTail StartQuery StopQuery TagResource TestMetricFilter TestTransformer UntagResource
      UpdateAnomaly UpdateDeliveryConfiguration UpdateLogAnomalyDetector
    `,
    'management',
    guide('CloudWatch Logs'),
  ),
  ...traceRowsOf(
    'cloudwatch',
    `
      DeleteAlarms DeleteAnomalyDetector DeleteDashboards DeleteInsightRules DeleteMetricStream DescribeAlarmHistory DescribeAlarms
      DescribeAlarmsForMetric DescribeAnomalyDetectors DescribeInsightRules DisableAlarmActions DisableInsightRules EnableAlarmActions
      EnableInsightRules GetDashboard GetInsightRuleReport GetMetricStream ListDashboards ListManagedInsightRules ListMetricStreams
      ListTagsForResource PutAnomalyDetector PutCompositeAlarm PutDashboard PutInsightRule PutManagedInsightRules PutMetricAlarm
      PutMetricStream SetAlarmState StartMetricStreams StopMetricStreams TagResource UntagResource
    `,
    'management',
    guide('CloudWatch'),
  ),
  ...traceRowsOf(
    'kinesis',
    `
      AddTagsToStream CreateStream DecreaseStreamRetentionPeriod DeleteStream DeregisterStreamConsumer DescribeStream
      DescribeStreamConsumer DisableEnhancedMonitoring EnableEnhancedMonitoring IncreaseStreamRetentionPeriod ListStreamConsumers
      ListStreams ListTagsForStream MergeShards RegisterStreamConsumer RemoveTagsFromStream SplitShard StartStreamEncryption
      StopStreamEncryption UpdateShardCount
    `,
    'management',
    guide('Kinesis Data Streams'),
  ),
  ...traceRowsOf(
    'sqs',
    `
      AddPermission CancelMessageMoveTask CreateQueue DeleteQueue ListMessageMoveTasks PurgeQueue RemovePermission SetQueueAttributes
      StartMessageMoveTask TagQueue UntagQueue
    `,
    'management',
    guide('SQS'),
  ),
  ...traceRowsOf(
    'dynamodb',
    `
      CreateBackup CreateGlobalTable CreateTable DeleteBackup DeleteTable DescribeBackup DescribeContinuousBackups DescribeGlobalTable
      DescribeLimits DescribeTable DescribeTimeToLive ListBackups ListGlobalTables ListTables ListTagsOfResource RestoreTableFromBackup
      RestoreTableToPointInTime TagResource UntagResource UpdateGlobalTable UpdateTable UpdateTimeToLive DescribeReservedCapacity
      DescribeReservedCapacityOfferings PurchaseReservedCapacityOfferings DescribeStream ListStreams
    `,
    'management',
    guide('DynamoDB'),
  ),
  ...traceRowsOf(
    'ses',
    `
      CloneReceiptRuleSet CreateReceiptFilter CreateReceiptRule CreateReceiptRuleSet DeleteIdentity DeleteIdentityPolicy
      DeleteReceiptFilter DeleteReceiptRule DeleteReceiptRuleSet DeleteVerifiedEmailAddress DescribeActiveReceiptRuleSet
      DescribeReceiptRule DescribeReceiptRuleSet GetIdentityDkimAttributes GetIdentityNotificationAttributes GetIdentityPolicies
      GetIdentityVerificationAttributes GetSendQuota GetSendStatistics ListIdentities ListIdentityPolicies ListReceiptFilters
      ListReceiptRuleSets ListVerifiedEmailAddresses PutIdentityPolicy ReorderReceiptRuleSet SetActiveReceiptRuleSet
      SetIdentityDkimEnabled SetIdentityFeedbackForwardingEnabled SetIdentityNotificationTopic SetReceiptRulePosition UpdateReceiptRule
      VerifyDomainDkim VerifyDomainIdentity VerifyEmailAddress VerifyEmailIdentity
    `,
    'management',
    guide('SES'),
  ),
  ...traceRowsOf(
    'bedrock-agentcore',
    `
      CreateAgentRuntime CreateBrowser CreateCodeInterpreter CreateGateway CreateMemory DeleteAgentRuntime DeleteBrowser
      DeleteCodeInterpreter DeleteGateway DeleteMemory UpdateAgentRuntime UpdateGateway UpdateMemory
    `,
    'management',
    guide('Bedrock AgentCore'),
  ),
];
