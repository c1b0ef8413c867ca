import type { EventNameGroup } from './event-name-group.ts';

const authorization = 'AWS Service Authorization Reference, permission-only actions of the service';

/**
 * Services that left the AWS SDK: the companion table, made from today's models, cannot know which of their calls take a role.
 */
const retired: readonly EventNameGroup[] = (
  [
    ['codestar', 'CreateProject'],
    ['elastictranscoder', 'CreatePipeline UpdatePipeline TestRole'],
    [
      'iotanalytics',
      'CreateChannel UpdateChannel CreateDatastore UpdateDatastore CreateDataset UpdateDataset PutLoggingOptions RunPipelineActivity',
    ],
    ['nimble', 'CreateStudio UpdateStudio'],
    [
      'opsworks',
      'CreateStack UpdateStack CloneStack CreateLayer UpdateLayer CreateUserProfile UpdateUserProfile DeleteUserProfile',
    ],
    ['opsworks-cm', 'CreateServer'],
    ['qldb', 'ExportJournalToS3 StreamJournalToKinesis'],
    ['robomaker', 'CreateSimulationJob CreateWorldExportJob'],
    ['sms', 'CreateApp UpdateApp CreateReplicationJob UpdateReplicationJob ImportAppCatalog PutAppLaunchConfiguration'],
  ] as const
).map(([service, eventNames]) => ({
  service,
  source: 'iann0036/iam-dataset (MIT), methods that need iam:PassRole',
  rows: [[eventNames, '=', 'iam:PassRole']],
}));

/** Compute, containers, networks, deployment. */
export const computeGroups: readonly EventNameGroup[] = [
  ...retired,
  {
    service: 'lambda',
    source: 'AWS Lambda API reference, permissions; flosell/trailscraper (Apache-2.0)',
    rows: [
      ['Invoke', 'InvokeFunction', 'InvokeFunctionUrl InvokeAsync'],
      ['InvokeWithResponseStream', 'InvokeFunction', 'InvokeFunctionUrl'],
      ['InvokeAsync', '=', 'InvokeFunction'],
      ['GetLayerVersionByArn', 'GetLayerVersion'],
      ['CreateFunction', '=', 'GetLayerVersion PassNetworkConnector'],
      ['UpdateFunctionConfiguration', '=', 'GetLayerVersion PassNetworkConnector'],
    ],
  },
  {
    service: 'ec2',
    source: 'AWS EC2 API reference and user guide, permissions for fleets, spot requests and images',
    rows: [
      [
        'CreateFleet ModifyFleet RequestSpotFleet ModifySpotFleetRequest RunScheduledInstances',
        '=',
        'RunInstances CreateTags',
      ],
      ['RequestSpotInstances', '=', 'RunInstances CreateTags'],
      ['CopyImage', '=', 'CopySnapshot CreateTags'],
      ['CreateImage', '=', 'CreateSnapshot CreateTags'],
      ['CreateSnapshots', '=', 'CreateSnapshot CreateTags'],
      ['CreateVpcEndpoint', '=', 'DescribeVpcs vpce:AllowMultiRegion'],
      ['CreateNetworkInterface', '=', 'AssignPrivateIpAddresses AssignIpv6Addresses'],
    ],
  },
  {
    service: 'cloudfront',
    source: 'AWS CloudFront API reference and developer guide, API permissions',
    rows: [['CreateDistributionWithTags', 'CreateDistribution TagResource', 'AssociateAlias']],
  },
  {
    service: 'wafv2',
    source: authorization,
    rows: [
      [
        'AssociateWebACL DisassociateWebACL',
        '=',
        'elasticloadbalancing:SetWebAcl apigateway:SetWebACL appsync:SetWebACL cognito-idp:AssociateWebACL cognito-idp:DisassociateWebACL apprunner:AssociateWebAcl apprunner:DisassociateWebAcl ec2:AssociateVerifiedAccessInstanceWebAcl ec2:DisassociateVerifiedAccessInstanceWebAcl',
      ],
      [
        'GetWebACLForResource ListResourcesForWebACL',
        '=',
        'apprunner:DescribeWebAclForService apprunner:ListAssociatedServicesForWebAcl cognito-idp:GetWebACLForResource cognito-idp:ListResourcesForWebACL ec2:GetVerifiedAccessInstanceWebAcl ec2:DescribeVerifiedAccessInstanceWebAclAssociations',
      ],
    ],
  },
  {
    service: 'waf-regional',
    source: authorization,
    rows: [['AssociateWebACL DisassociateWebACL', '=', 'elasticloadbalancing:SetWebAcl apigateway:SetWebACL']],
  },
  {
    service: 'ssm',
    source: 'AWS Systems Manager API reference and user guide',
    rows: [
      ['StartChangeRequestExecution', '=', 'StartAutomationExecution'],
      ['GetInventorySchema', '=', 'GetInventory'],
      ['StartSession ResumeSession', '=', 'GetDocument ssmmessages:OpenDataChannel ssmmessages:CreateDataChannel'],
    ],
  },
  {
    service: 'codepipeline',
    source: authorization,
    rows: [
      ['CreatePipeline UpdatePipeline', '=', 'codestar-connections:PassConnection codeconnections:PassConnection'],
    ],
  },
  {
    service: 'codebuild',
    source: authorization,
    rows: [
      [
        'CreateProject UpdateProject CreateWebhook ImportSourceCredentials StartBuild StartBuildBatch',
        '=',
        'codestar-connections:PassConnection codeconnections:PassConnection codestar-connections:UseConnection codeconnections:UseConnection',
      ],
    ],
  },
  {
    service: 'apprunner',
    source: authorization,
    rows: [['CreateService UpdateService', '=', 'codestar-connections:PassConnection codeconnections:PassConnection']],
  },
  {
    service: 'codeartifact',
    source: 'AWS CodeArtifact user guide, permissions for GetAuthorizationToken',
    rows: [['GetAuthorizationToken', '=', 'sts:GetServiceBearerToken']],
  },
  {
    service: 'ecr-public',
    source: 'AWS ECR Public user guide, permissions for GetAuthorizationToken',
    rows: [['GetAuthorizationToken', '=', 'sts:GetServiceBearerToken']],
  },
  {
    service: 'imagebuilder',
    source: 'iann0036/iam-dataset (MIT), sdk_method_iam_mappings',
    rows: [
      ['CreateContainerRecipe CreateImageRecipe', '=', 'GetComponent GetImage'],
      [
        'CreateImage CreateImagePipeline StartImagePipelineExecution UpdateImagePipeline',
        '=',
        'GetContainerRecipe GetImageRecipe GetDistributionConfiguration GetInfrastructureConfiguration GetImagePipeline',
      ],
    ],
  },
  {
    service: 'compute-optimizer',
    source: 'iann0036/iam-dataset (MIT), sdk_method_iam_mappings',
    rows: [
      ['ExportAutoScalingGroupRecommendations', '=', 'GetAutoScalingGroupRecommendations'],
      ['ExportEBSVolumeRecommendations', '=', 'GetEBSVolumeRecommendations'],
      ['ExportEC2InstanceRecommendations', '=', 'GetEC2InstanceRecommendations'],
      ['ExportLambdaFunctionRecommendations', '=', 'GetLambdaFunctionRecommendations'],
    ],
  },
  {
    service: 'nimble',
    source: 'iann0036/iam-dataset (MIT), sdk_method_iam_mappings',
    rows: [
      ['CreateStreamingSession', '=', 'GetLaunchProfile GetLaunchProfileInitialization ListEulaAcceptances'],
      ['StartStreamingSession StopStreamingSession', '=', 'GetLaunchProfile GetLaunchProfileMember'],
    ],
  },
  {
    service: 'workspaces-web',
    source: 'iann0036/iam-dataset (MIT), sdk_method_iam_mappings: with a key of the customer',
    rows: [['CreateBrowserSettings CreatePortal', '=', 'kms:CreateGrant']],
  },
  {
    service: 'workspaces',
    source: 'iann0036/iam-dataset (MIT), sdk_method_iam_mappings',
    rows: [['CopyWorkspaceImage', '=', 'DescribeWorkspaceImages']],
  },
  {
    service: 'elastictranscoder',
    source: 'iann0036/iam-dataset (MIT), sdk_method_iam_mappings',
    rows: [['UpdatePipelineStatus', '=', 'UpdatePipeline UpdatePipelineNotifications']],
  },
];
