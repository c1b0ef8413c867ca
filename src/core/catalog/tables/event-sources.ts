/** An event source whose calls are not (or not only) authorized under the prefix of its own name. */
export interface EventSourceRow {
  readonly eventSource: string;
  /** IAM prefixes, likeliest first: the first that has an action of the event's name counts. */
  readonly services: readonly string[];
  readonly source: string;
}

const dataset = 'iann0036/iam-dataset (MIT), cloudtrail_service_mappings';
const endpoint =
  'host name of the API in the AWS endpoint list; not seen in a log, kept so that such an event would be known';
const signingName =
  'signing name of the API in the AWS SDK models; not seen in a log, kept so that such an event would be known';
const sharedSource = 'AWS Service Authorization Reference: actions of several prefixes belong to one API';

/**
 * Event sources that do not just drop `.amazonaws.com`. A source that is not here belongs to the prefix of its own name, as the Amazon EventBridge
 * events reference has it for most services.
 */
export const eventSourceRows: readonly EventSourceRow[] = [
  { eventSource: 'monitoring.amazonaws.com', services: ['cloudwatch'], source: dataset },
  {
    eventSource: 'autoscaling.amazonaws.com',
    services: ['autoscaling', 'application-autoscaling', 'autoscaling-plans'],
    source:
      'Application Auto Scaling user guide: log API calls using AWS CloudTrail; AWS Auto Scaling user guide, the same',
  },
  { eventSource: 'email.amazonaws.com', services: ['ses'], source: dataset },
  { eventSource: 'tagging.amazonaws.com', services: ['tag'], source: dataset },
  { eventSource: 'pinpoint.amazonaws.com', services: ['mobiletargeting'], source: dataset },
  { eventSource: 'amazonmq.amazonaws.com', services: ['mq'], source: dataset },
  { eventSource: 'migrationhub.amazonaws.com', services: ['mgh'], source: dataset },
  { eventSource: 'migrationhub-config.amazonaws.com', services: ['mgh'], source: endpoint },
  { eventSource: 'pricelist.amazonaws.com', services: ['pricing'], source: dataset },
  { eventSource: 'api.pricing.amazonaws.com', services: ['pricing'], source: endpoint },
  { eventSource: 'qconnect.amazonaws.com', services: ['wisdom'], source: dataset },
  { eventSource: 'rdsdata.amazonaws.com', services: ['rds-data'], source: dataset },
  { eventSource: 'opensearchservice.amazonaws.com', services: ['es'], source: dataset },
  { eventSource: 'cloudcontrolapi.amazonaws.com', services: ['cloudformation'], source: dataset },
  {
    eventSource: 'billingconsole.amazonaws.com',
    services: ['billing', 'payments', 'consolidatedbilling', 'invoicing', 'account', 'aws-portal'],
    source: `${dataset} (billing); ${sharedSource}`,
  },
  { eventSource: 'taxconsole.amazonaws.com', services: ['tax'], source: dataset },
  { eventSource: 'participant-connect.amazonaws.com', services: ['connect'], source: dataset },
  { eventSource: 'participant.connect.amazonaws.com', services: ['connect'], source: endpoint },
  { eventSource: 'contact-lens.amazonaws.com', services: ['connect'], source: dataset },
  { eventSource: 'marketplacecatalog.amazonaws.com', services: ['aws-marketplace'], source: dataset },
  { eventSource: 'discovery-marketplace.amazonaws.com', services: ['aws-marketplace'], source: dataset },
  { eventSource: 'agreement-marketplace.amazonaws.com', services: ['aws-marketplace'], source: dataset },
  { eventSource: 'metering-marketplace.amazonaws.com', services: ['aws-marketplace'], source: dataset },
  { eventSource: 'entitlement-marketplace.amazonaws.com', services: ['aws-marketplace'], source: dataset },
  { eventSource: 'metering.marketplace.amazonaws.com', services: ['aws-marketplace'], source: endpoint },
  { eventSource: 'entitlement.marketplace.amazonaws.com', services: ['aws-marketplace'], source: endpoint },
  { eventSource: 'catalog.marketplace.amazonaws.com', services: ['aws-marketplace'], source: endpoint },
  { eventSource: 'application-insights.amazonaws.com', services: ['applicationinsights'], source: dataset },
  { eventSource: 'servicecatalog-appregistry.amazonaws.com', services: ['servicecatalog'], source: dataset },
  { eventSource: 'transcribestreaming.amazonaws.com', services: ['transcribe'], source: dataset },
  { eventSource: 'streams.dynamodb.amazonaws.com', services: ['dynamodb'], source: dataset },
  { eventSource: 'models.lex.amazonaws.com', services: ['lex'], source: dataset },
  { eventSource: 'runtime.lex.amazonaws.com', services: ['lex'], source: dataset },
  { eventSource: 'models-v2-lex.amazonaws.com', services: ['lex'], source: endpoint },
  { eventSource: 'runtime-v2-lex.amazonaws.com', services: ['lex'], source: endpoint },
  { eventSource: 'lexv2.amazonaws.com', services: ['lex'], source: endpoint },
  { eventSource: 'edgekeyvaluestore.amazonaws.com', services: ['cloudfront-keyvaluestore'], source: endpoint },
  { eventSource: 'appstream2.amazonaws.com', services: ['appstream'], source: dataset },
  { eventSource: 'mturk-requester.amazonaws.com', services: ['mechanicalturk'], source: dataset },
  { eventSource: 'bedrock-runtime.amazonaws.com', services: ['bedrock'], source: endpoint },
  { eventSource: 'bedrock-agent.amazonaws.com', services: ['bedrock'], source: endpoint },
  { eventSource: 'bedrock-agent-runtime.amazonaws.com', services: ['bedrock'], source: endpoint },
  { eventSource: 'bedrock-data-automation.amazonaws.com', services: ['bedrock'], source: endpoint },
  { eventSource: 'bedrock-data-automation-runtime.amazonaws.com', services: ['bedrock'], source: endpoint },
  { eventSource: 'bedrock-agentcore-control.amazonaws.com', services: ['bedrock-agentcore'], source: endpoint },
  { eventSource: 'runtime.sagemaker.amazonaws.com', services: ['sagemaker'], source: endpoint },
  { eventSource: 'personalize-runtime.amazonaws.com', services: ['personalize'], source: endpoint },
  { eventSource: 'personalize-events.amazonaws.com', services: ['personalize'], source: endpoint },
  { eventSource: 'appconfigdata.amazonaws.com', services: ['appconfig'], source: endpoint },
  { eventSource: 'iotdata.amazonaws.com', services: ['iot'], source: signingName },
  { eventSource: 'iot-jobs-data.amazonaws.com', services: ['iotjobsdata', 'iot'], source: signingName },
  { eventSource: 'ioteventsdata.amazonaws.com', services: ['iotevents'], source: signingName },
  { eventSource: 'keyspaces.amazonaws.com', services: ['cassandra'], source: endpoint },
  { eventSource: 'api.ecr.amazonaws.com', services: ['ecr'], source: endpoint },
  { eventSource: 'api.ecr-public.amazonaws.com', services: ['ecr-public'], source: endpoint },
  {
    eventSource: 'iot.amazonaws.com',
    services: ['iot', 'iotjobsdata', 'iotwireless', 'iotdeviceadvisor'],
    source: sharedSource,
  },
  {
    eventSource: 's3.amazonaws.com',
    services: ['s3', 's3express', 's3-object-lambda', 's3-outposts'],
    source: sharedSource,
  },
  { eventSource: 's3express.amazonaws.com', services: ['s3express', 's3'], source: sharedSource },
  { eventSource: 's3-outposts.amazonaws.com', services: ['s3-outposts', 's3'], source: sharedSource },
  { eventSource: 's3-object-lambda.amazonaws.com', services: ['s3-object-lambda', 's3'], source: sharedSource },
  { eventSource: 'apigateway.amazonaws.com', services: ['apigateway', 'execute-api'], source: sharedSource },
  { eventSource: 'ssm.amazonaws.com', services: ['ssm', 'ssmmessages', 'ec2messages'], source: sharedSource },
  { eventSource: 'ssmmessages.amazonaws.com', services: ['ssmmessages', 'ssm'], source: sharedSource },
  {
    eventSource: 'sso.amazonaws.com',
    services: ['sso', 'sso-directory', 'sso-oauth', 'identitystore', 'identitystore-auth'],
    source: 'AWS IAM Identity Center user guide, logging with CloudTrail',
  },
  {
    eventSource: 'sso-directory.amazonaws.com',
    services: ['sso-directory', 'identitystore', 'sso'],
    source: 'AWS IAM Identity Center user guide, logging with CloudTrail',
  },
  {
    eventSource: 'identitystore.amazonaws.com',
    services: ['identitystore', 'identitystore-auth', 'sso-directory'],
    source: 'AWS IAM Identity Center user guide, logging with CloudTrail',
  },
  { eventSource: 'geo.amazonaws.com', services: ['geo', 'geo-maps', 'geo-places', 'geo-routes'], source: sharedSource },
  { eventSource: 'ds.amazonaws.com', services: ['ds', 'ds-data'], source: sharedSource },
  {
    eventSource: 'codestar-connections.amazonaws.com',
    services: ['codestar-connections', 'codeconnections'],
    source: 'AWS developer tools console guide: CodeConnections was renamed',
  },
  {
    eventSource: 'codeconnections.amazonaws.com',
    services: ['codeconnections', 'codestar-connections'],
    source: 'AWS developer tools console guide: CodeConnections was renamed',
  },
  { eventSource: 'waf.amazonaws.com', services: ['waf', 'waf-regional', 'wafv2'], source: sharedSource },
  { eventSource: 'waf-regional.amazonaws.com', services: ['waf-regional', 'waf'], source: sharedSource },
  { eventSource: 'cloudtrail.amazonaws.com', services: ['cloudtrail', 'cloudtrail-data'], source: sharedSource },
  { eventSource: 'q.amazonaws.com', services: ['q', 'codewhisperer', 'qdeveloper'], source: sharedSource },
  { eventSource: 'codewhisperer.amazonaws.com', services: ['codewhisperer', 'q'], source: sharedSource },
  {
    eventSource: 'inspector2.amazonaws.com',
    services: ['inspector2', 'inspector-scan', 'inspector2-telemetry'],
    source: sharedSource,
  },
  { eventSource: 'kafka.amazonaws.com', services: ['kafka', 'kafkaconnect'], source: sharedSource },
  { eventSource: 'rds.amazonaws.com', services: ['rds', 'rds-data', 'rds-db'], source: sharedSource },
  { eventSource: 'meetings-chime.amazonaws.com', services: ['chime'], source: endpoint },
  { eventSource: 'messaging-chime.amazonaws.com', services: ['chime'], source: endpoint },
  { eventSource: 'identity-chime.amazonaws.com', services: ['chime'], source: endpoint },
  { eventSource: 'voice-chime.amazonaws.com', services: ['chime'], source: endpoint },
  { eventSource: 'media-pipelines-chime.amazonaws.com', services: ['chime'], source: endpoint },
];
