/** What calls check or do in another service in the caller's name. */
export interface DependentRow {
  readonly service: string;
  /** Event names, and full names of the actions they may exercise. */
  readonly rows: readonly (readonly [eventNames: string, also: string])[];
}

/** Where the rows are from. */
export const dependentSource =
  "iann0036/iam-dataset (MIT), sdk_method_iam_mappings: what a method's policy needs besides the method's own action";

/**
 * Actions of other services that a call may exercise in the caller's name. AWS mostly logs these calls as events of their own (`invokedBy`), but not
 * provably all, so they count as exercised. Elevated actions are not here, and the mapping would leave them out: an event that does not show
 * them must not count as their use.
 */
export const dependentRows: readonly DependentRow[] = [
  {
    service: 'amplifyuibuilder',
    rows: [['DeleteForm GetForm ListForms UpdateForm', 'amplify:GetApp']],
  },
  {
    service: 'chime',
    rows: [['PutVoiceConnectorLoggingConfiguration', 'logs:CreateLogDelivery']],
  },
  {
    service: 'cloud9',
    rows: [['CreateEnvironmentEC2', 'ec2:DescribeSubnets']],
  },
  {
    service: 'cloudtrail',
    rows: [['CreateTrail', 's3:PutObject']],
  },
  {
    service: 'codeguru-reviewer',
    rows: [
      ['CreateCodeReview', 's3:GetObject'],
      ['DisassociateRepository', 'codecommit:UntagResource'],
      [
        'AssociateRepository',
        'codecommit:ListRepositories codecommit:TagResource events:PutRule events:PutTargets s3:CreateBucket s3:ListBucket',
      ],
    ],
  },
  {
    service: 'compute-optimizer',
    rows: [
      ['DeleteRecommendationPreferences', 'autoscaling:DescribeAutoScalingGroups ec2:DescribeInstances'],
      [
        'ExportAutoScalingGroupRecommendations GetAutoScalingGroupRecommendations',
        'autoscaling:DescribeAutoScalingGroups',
      ],
      ['ExportEBSVolumeRecommendations GetEBSVolumeRecommendations', 'ec2:DescribeVolumes'],
      [
        'ExportEC2InstanceRecommendations GetEC2InstanceRecommendations GetEC2RecommendationProjectedMetrics',
        'ec2:DescribeInstances',
      ],
      ['ExportLambdaFunctionRecommendations', 'lambda:ListFunctions lambda:ListProvisionedConcurrencyConfigs'],
      [
        'GetEffectiveRecommendationPreferences PutRecommendationPreferences',
        'autoscaling:DescribeAutoScalingGroups autoscaling:DescribeAutoScalingInstances ec2:DescribeInstances',
      ],
      ['GetLambdaFunctionRecommendations', 'lambda:ListFunctions'],
    ],
  },
  {
    service: 'connect',
    rows: [
      ['AssociateBot', 'lex:GetBot lex:UpdateResourcePolicy'],
      [
        'AssociateInstanceStorageConfig CreateUseCase DeleteUseCase DescribeInstance ListInstances ListIntegrationAssociations ListUseCases UpdateInstanceAttribute UpdateInstanceStorageConfig',
        'ds:DescribeDirectories',
      ],
      ['CreateInstance', 'ds:AuthorizeApplication'],
      [
        'CreateIntegrationAssociation',
        'app-integrations:CreateEventIntegrationAssociation ds:DescribeDirectories events:PutRule events:PutTargets',
      ],
      ['DeleteInstance', 'ec2:DeleteNetworkInterface'],
      [
        'DeleteIntegrationAssociation',
        'app-integrations:DeleteEventIntegrationAssociation ds:DescribeDirectories events:DeleteRule events:ListTargetsByRule events:RemoveTargets',
      ],
      ['DisassociateBot', 'lex:DeleteResourcePolicy lex:UpdateResourcePolicy'],
      ['DisassociateLambdaFunction', 'lambda:RemovePermission'],
    ],
  },
  {
    service: 'detective',
    rows: [
      [
        'DescribeOrganizationConfiguration DisableOrganizationAdminAccount EnableOrganizationAdminAccount UpdateOrganizationConfiguration',
        'organizations:DescribeOrganization',
      ],
    ],
  },
  {
    service: 'devops-guru',
    rows: [['AddNotificationChannel RemoveNotificationChannel', 'sns:GetTopicAttributes']],
  },
  {
    service: 'drs',
    rows: [
      ['DescribeRecoveryInstances', 'ec2:DescribeInstances'],
      ['TerminateRecoveryInstances', 'ec2:DescribeInstances ec2:DescribeVolumes'],
      [
        'StartRecovery',
        'drs:ListTagsForResource ec2:AttachVolume ec2:AuthorizeSecurityGroupEgress ec2:CreateLaunchTemplate ec2:CreateLaunchTemplateVersion ec2:CreateSnapshot ec2:CreateTags ec2:CreateVolume ec2:DeleteLaunchTemplateVersions ec2:DescribeAccountAttributes ec2:DescribeAvailabilityZones ec2:DescribeImages ec2:DescribeInstanceAttribute ec2:DescribeInstanceStatus ec2:DescribeInstanceTypes ec2:DescribeInstances ec2:DescribeLaunchTemplateVersions ec2:DescribeLaunchTemplates ec2:DescribeSecurityGroups ec2:DescribeSnapshots ec2:DescribeSubnets ec2:DescribeVolumes ec2:DetachVolume ec2:RevokeSecurityGroupEgress ec2:RunInstances ec2:StartInstances ec2:StopInstances',
      ],
    ],
  },
  {
    service: 'ds',
    rows: [
      ['AddIpRoutes ConnectDirectory CreateDirectory CreateMicrosoftAD', 'ec2:AuthorizeSecurityGroupEgress'],
      ['DeleteDirectory', 'ec2:DeleteNetworkInterface'],
      ['RegisterEventTopic', 'sns:GetTopicAttributes'],
      ['RemoveTagsFromResource', 'ec2:DeleteTags'],
      ['AddTagsToResource', 'ec2:CreateTags'],
    ],
  },
  {
    service: 'ec2',
    rows: [
      ['CreateFlowLogs', 'logs:CreateLogDelivery'],
      ['CreateVpcEndpoint', 'route53:AssociateVPCWithHostedZone'],
    ],
  },
  {
    service: 'elasticache',
    rows: [
      [
        'BatchApplyUpdateAction CreateCacheCluster CreateReplicationGroup DecreaseReplicaCount DeleteCacheCluster DeleteCacheSubnetGroup DeleteReplicationGroup IncreaseReplicaCount ModifyReplicationGroup ModifyReplicationGroupShardConfiguration TestFailover',
        'ec2:CreateNetworkInterface',
      ],
    ],
  },
  {
    service: 'grafana',
    rows: [
      ['AssociateLicense', 'aws-marketplace:ViewSubscriptions'],
      [
        'CreateWorkspace',
        'organizations:DescribeOrganization sso:CreateManagedApplicationInstance sso:DescribeRegisteredRegions sso:GetSharedSsoConfiguration',
      ],
      ['DeleteWorkspace', 'sso:DeleteManagedApplicationInstance'],
    ],
  },
  {
    service: 'greengrass',
    rows: [
      ['CreateDeployment CancelDeployment', 'iot:CancelJob'],
      ['ListDeployments GetDeployment ListEffectiveDeployments', 'iot:DescribeJob'],
      ['DeleteCoreDevice', 'iot:DescribeJobExecution'],
      ['DeleteDeployment', 'iot:DeleteJob'],
    ],
  },
  {
    service: 'guardduty',
    rows: [['CreatePublishingDestination UpdatePublishingDestination', 's3:GetObject']],
  },
  {
    service: 'health',
    rows: [
      [
        'DescribeAffectedAccountsForOrganization DescribeAffectedEntitiesForOrganization DescribeEventDetailsForOrganization DescribeEventsForOrganization DescribeHealthServiceStatusForOrganization',
        'organizations:ListAccounts',
      ],
      ['DisableHealthServiceAccessForOrganization', 'organizations:DisableAWSServiceAccess'],
    ],
  },
  {
    service: 'iam',
    rows: [['GenerateOrganizationsAccessReport', 'organizations:DescribePolicy']],
  },
  {
    service: 'imagebuilder',
    rows: [
      ['CreateComponent ImportComponent', 'kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext'],
      [
        'CreateContainerRecipe',
        'ecr:DescribeImages ecr:DescribeRepositories kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext',
      ],
      ['CreateImageRecipe', 'ec2:DescribeImages'],
      ['CreateInfrastructureConfiguration UpdateInfrastructureConfiguration', 'sns:Publish'],
      ['GetComponent', 'kms:Decrypt'],
      ['ImportVmImage', 'ec2:DescribeImportImageTasks'],
    ],
  },
  {
    service: 'iotfleetwise',
    rows: [['CreateVehicle', 'iot:CreateThing iot:DescribeThing']],
  },
  {
    service: 'iotsitewise',
    rows: [
      ['CreatePortal', 'sso:CreateManagedApplicationInstance'],
      ['DeletePortal', 'sso:DeleteManagedApplicationInstance'],
    ],
  },
  {
    service: 'iotwireless',
    rows: [
      [
        'AssociateWirelessDeviceWithThing AssociateWirelessGatewayWithThing DisassociateWirelessDeviceFromThing DisassociateWirelessGatewayFromThing',
        'iot:DescribeThing',
      ],
    ],
  },
  {
    service: 'kafka',
    rows: [
      ['BatchDisassociateScramSecret UpdateSecurity', 'kms:RetireGrant'],
      ['CreateCluster', 'ec2:DescribeSecurityGroups'],
      ['UpdateConnectivity', 'ec2:DescribeRouteTables ec2:DescribeSubnets'],
      [
        'CreateClusterV2',
        'ec2:CreateTags ec2:CreateVpcEndpoint ec2:DeleteVpcEndpoints ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeVpcAttribute ec2:DescribeVpcEndpoints ec2:DescribeVpcs kms:DescribeKey',
      ],
    ],
  },
  {
    service: 'kafkaconnect',
    rows: [
      ['CreateCustomPlugin', 's3:GetObject'],
      ['DeleteConnector', 'logs:DeleteLogDelivery logs:ListLogDeliveries'],
      [
        'CreateConnector',
        'ec2:CreateNetworkInterface ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeVpcs firehose:TagDeliveryStream logs:CreateLogDelivery logs:DescribeLogGroups logs:DescribeResourcePolicies logs:GetLogDelivery logs:ListLogDeliveries s3:GetBucketPolicy',
      ],
    ],
  },
  {
    service: 'kms',
    rows: [['CreateCustomKeyStore', 'cloudhsm:DescribeClusters']],
  },
  {
    service: 'm2',
    rows: [
      ['CreateApplication UpdateApplication', 's3:GetObject s3:ListBucket'],
      ['CreateDataSetImportTask', 's3:GetObject'],
      [
        'CreateDeployment',
        'elasticloadbalancing:CreateListener elasticloadbalancing:CreateTargetGroup elasticloadbalancing:RegisterTargets',
      ],
      [
        'DeleteApplication DeleteApplicationFromEnvironment',
        'elasticloadbalancing:DeleteListener elasticloadbalancing:DeleteTargetGroup',
      ],
      ['DeleteEnvironment', 'elasticloadbalancing:DeleteLoadBalancer'],
      [
        'CreateEnvironment',
        'ec2:CreateNetworkInterface ec2:DescribeNetworkInterfaces ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeVpcAttribute ec2:DescribeVpcs ec2:ModifyNetworkInterfaceAttribute elasticfilesystem:DescribeMountTargets elasticloadbalancing:CreateLoadBalancer fsx:DescribeFileSystems',
      ],
    ],
  },
  {
    service: 'memorydb',
    rows: [
      ['CopySnapshot CreateSnapshot', 's3:GetBucketAcl s3:PutObject'],
      [
        'BatchUpdateCluster CreateCluster',
        'ec2:CreateNetworkInterface ec2:DeleteNetworkInterface ec2:DescribeNetworkInterfaces ec2:DescribeSubnets ec2:DescribeVpcs s3:GetObject',
      ],
      [
        'DeleteCluster DeleteSubnetGroup FailoverShard UpdateCluster',
        'ec2:CreateNetworkInterface ec2:DeleteNetworkInterface ec2:DescribeNetworkInterfaces ec2:DescribeSubnets ec2:DescribeVpcs',
      ],
    ],
  },
  {
    service: 'mgn',
    rows: [
      ['TerminateTargetInstances', 'ec2:DescribeInstances ec2:DescribeVolumes'],
      [
        'StartCutover StartTest',
        'mgn:ListTagsForResource ec2:AttachVolume ec2:AuthorizeSecurityGroupEgress ec2:CreateLaunchTemplate ec2:CreateLaunchTemplateVersion ec2:CreateSecurityGroup ec2:CreateSnapshot ec2:CreateTags ec2:CreateVolume ec2:DeleteLaunchTemplateVersions ec2:DescribeAccountAttributes ec2:DescribeAvailabilityZones ec2:DescribeImages ec2:DescribeInstanceAttribute ec2:DescribeInstanceStatus ec2:DescribeInstanceTypes ec2:DescribeInstances ec2:DescribeLaunchTemplateVersions ec2:DescribeLaunchTemplates ec2:DescribeSecurityGroups ec2:DescribeSnapshots ec2:DescribeSubnets ec2:DescribeVolumes ec2:DetachVolume ec2:ReportInstanceStatus ec2:RevokeSecurityGroupEgress ec2:RunInstances ec2:StartInstances ec2:StopInstances',
      ],
    ],
  },
  {
    service: 'mq',
    rows: [
      ['CreateBroker', 'ec2:CreateNetworkInterface'],
      ['DeleteBroker', 'ec2:DeleteNetworkInterface'],
    ],
  },
  {
    service: 'polly',
    rows: [['StartSpeechSynthesisTask', 's3:PutObject']],
  },
  {
    service: 'proton',
    rows: [['CreateService', 'codestar-connections:PassConnection']],
  },
  {
    service: 'rds',
    rows: [['CreateCustomDBEngineVersion', 'mediaimport:CreateDatabaseBinarySnapshot']],
  },
  {
    service: 'resiliencehub',
    rows: [
      [
        'AddDraftAppVersionResourceMappings ImportResourcesToDraftAppVersion ResolveAppVersionResources',
        'cloudformation:DescribeStacks cloudformation:ListStackResources resource-groups:GetGroup resource-groups:ListGroupResources servicecatalog:GetApplication servicecatalog:ListAssociatedResources',
      ],
      ['CreateRecommendationTemplate', 's3:CreateBucket s3:ListBucket s3:PutObject'],
      [
        'StartAppAssessment',
        'cloudformation:DescribeStacks cloudformation:ListStackResources cloudwatch:DescribeAlarms cloudwatch:GetMetricData cloudwatch:GetMetricStatistics cloudwatch:PutMetricData fis:GetExperimentTemplate fis:ListExperimentTemplates fis:ListExperiments resource-groups:GetGroup resource-groups:ListGroupResources servicecatalog:GetApplication servicecatalog:ListAssociatedResources',
      ],
    ],
  },
  {
    service: 'resource-groups',
    rows: [['ListGroupResources SearchResources', 'cloudformation:DescribeStacks']],
  },
  {
    service: 'route53',
    rows: [
      [
        'AssociateVPCWithHostedZone CreateHostedZone DisassociateVPCFromHostedZone ListHostedZonesByVPC',
        'ec2:DescribeVpcs',
      ],
    ],
  },
  {
    service: 'route53resolver',
    rows: [
      [
        'AssociateFirewallRuleGroup GetFirewallConfig GetResolverConfig ListFirewallConfigs ListResolverConfigs UpdateFirewallConfig UpdateResolverConfig',
        'ec2:DescribeVpcs',
      ],
    ],
  },
  {
    service: 'sagemaker',
    rows: [['CreateEdgeDeploymentStage', 'sagemaker:AddTags']],
  },
  {
    service: 'securityhub',
    rows: [
      [
        'DisableOrganizationAdminAccount EnableOrganizationAdminAccount ListOrganizationAdminAccounts',
        'organizations:DescribeOrganization',
      ],
    ],
  },
  {
    service: 'shield',
    rows: [
      ['AssociateHealthCheck', 'route53:GetHealthCheck'],
      ['EnableApplicationLayerAutomaticResponse', 'cloudfront:GetDistribution'],
    ],
  },
  {
    service: 'textract',
    rows: [
      [
        'AnalyzeDocument AnalyzeExpense AnalyzeID DetectDocumentText StartDocumentAnalysis StartDocumentTextDetection StartExpenseAnalysis',
        's3:GetObject',
      ],
    ],
  },
  {
    service: 'transcribe',
    rows: [
      [
        'CreateLanguageModel CreateMedicalVocabulary CreateVocabulary CreateVocabularyFilter StartCallAnalyticsJob StartMedicalTranscriptionJob StartTranscriptionJob UpdateMedicalVocabulary UpdateVocabulary UpdateVocabularyFilter',
        's3:GetObject',
      ],
    ],
  },
  {
    service: 'waf',
    rows: [['CreateWebACLMigrationStack', 's3:PutObject']],
  },
  {
    service: 'waf-regional',
    rows: [['CreateWebACLMigrationStack', 's3:PutObject']],
  },
  {
    service: 'workspaces',
    rows: [['ImportWorkspaceImage', 'ec2:DescribeImages']],
  },
  {
    service: 'workspaces-web',
    rows: [
      [
        'AssociateNetworkSettings',
        'ec2:CreateNetworkInterface ec2:CreateTags ec2:DeleteNetworkInterface ec2:DeleteNetworkInterfacePermission ec2:ModifyNetworkInterfaceAttribute',
      ],
      ['CreateBrowserSettings CreatePortal', 'kms:Decrypt kms:DescribeKey kms:GenerateDataKey'],
    ],
  },
];
