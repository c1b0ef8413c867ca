/**
 * Calls that can tag what they make, by the tagging action that they need for it; a line is an event source, event names and, after the colon, the
 * parameters that carry the tags; `#` stands for the event name. A parameter after `?` may carry them unseen. From the input shapes of the AWS SDK models.
 */
export const tagOnCreate: Readonly<Record<string, string>> = {
  'access-analyzer:TagResource': `
    access-analyzer CreateAnalyzer: tags
  `,
  'acm-pca:TagCertificateAuthority': `
    acm-pca CreateCertificateAuthority: tags
  `,
  'acm:AddTagsToCertificate acm:TagResource': `
    acm ImportCertificate RequestCertificate: tags
  `,
  'aco-automation:TagResource': `
    aco-automation CreateAutomationRule: tags
  `,
  'aidevops:TagResource': `
    aidevops CreateAgentSpace CreatePrivateConnection RegisterService: tags
  `,
  'aiops:TagResource': `
    aiops CreateInvestigationGroup: tags
  `,
  'airflow-serverless:TagResource': `
    airflow-serverless CreateWorkflow: tags
  `,
  'airflow:TagResource': `
    airflow CreateEnvironment: tags
  `,
  'amplify:TagResource': `
    amplify CreateApp CreateBranch: tags
  `,
  'amplifyuibuilder:TagResource': `
    amplifyuibuilder CreateComponent: componentToCreate.tags
    amplifyuibuilder CreateForm: formToCreate.tags
    amplifyuibuilder CreateTheme: themeToCreate.tags
    amplifyuibuilder StartCodegenJob: codegenJobToCreate.tags
  `,
  'aoss:TagResource': `
    aoss CreateCollection CreateCollectionGroup: tags
  `,
  'app-integrations:TagResource': `
    app-integrations CreateApplication CreateDataIntegration CreateEventIntegration: tags
  `,
  'appconfig:TagResource': `
    appconfig CreateApplication CreateConfigurationProfile CreateDeploymentStrategy CreateEnvironment CreateExtension CreateExtensionAssociation StartDeployment: tags
  `,
  'appfabric:TagResource': `
    appfabric CreateAppAuthorization CreateAppBundle CreateIngestion CreateIngestionDestination: tags
  `,
  'appflow:TagResource': `
    appflow CreateFlow: tags
  `,
  'application-autoscaling:TagResource': `
    application-autoscaling RegisterScalableTarget: tags
  `,
  'application-signals:TagResource': `
    application-signals CreateServiceLevelObjective: tags
  `,
  'applicationinsights:TagResource': `
    applicationinsights CreateApplication: tags
  `,
  'appmesh:TagResource': `
    appmesh CreateGatewayRoute CreateMesh CreateRoute CreateVirtualGateway CreateVirtualNode CreateVirtualRouter CreateVirtualService: tags
  `,
  'apprunner:TagResource': `
    apprunner CreateAutoScalingConfiguration CreateConnection CreateObservabilityConfiguration CreateService CreateVpcConnector CreateVpcIngressConnection: tags
  `,
  'appstream:TagResource': `
    appstream CreateAppBlock CreateAppBlockBuilder CreateApplication CreateFleet CreateImageBuilder CreateImportedImage CreateStack: tags
    appstream CreateExportImageTask: tagSpecifications
    appstream CreateUpdatedImage: newImageTags
  `,
  'appsync:TagResource': `
    appsync CreateApi CreateChannelNamespace CreateDomainName CreateGraphqlApi: tags
  `,
  'aps:TagResource': `
    aps CreateAnomalyDetector CreateRuleGroupsNamespace CreateScraper CreateWorkspace: tags
  `,
  'arc-region-switch:TagResource': `
    arc-region-switch CreatePlan: tags
  `,
  'athena:TagResource': `
    athena CreateCapacityReservation CreateDataCatalog CreateWorkGroup: tags
    athena StartSession: copyWorkGroupTags tags
  `,
  'auditmanager:TagResource': `
    auditmanager CreateAssessment CreateAssessmentFramework CreateControl: tags
  `,
  'autoscaling:CreateOrUpdateTags': `
    autoscaling CreateAutoScalingGroup: tags
  `,
  'aws-marketplace:TagResource': `
    aws-marketplace MeterUsage: usageAllocations.tags
    aws-marketplace PutDeploymentParameter: tags
    aws-marketplace StartChangeSet: changeSet.entityTags changeSetTags
  `,
  'b2bi:TagResource': `
    b2bi CreateCapability CreatePartnership CreateProfile CreateTransformer: tags
  `,
  'backup-gateway:TagResource': `
    backup-gateway CreateGateway ImportHypervisorConfiguration: tags
  `,
  'backup-search:TagResource': `
    backup-search StartSearchJob: searchScope.backupResourceTags tags
    backup-search StartSearchResultExportJob: tags
  `,
  'backup:TagResource': `
    backup CreateBackupPlan: backupPlanTags
    backup CreateBackupSelection: backupSelection.listOfTags
    backup CreateBackupVault CreateLogicallyAirGappedBackupVault CreateRestoreAccessBackupVault: backupVaultTags
    backup CreateFramework: frameworkTags
    backup CreateLegalHold CreateRestoreTestingPlan: tags
    backup CreateReportPlan: reportPlanTags
    backup CreateTieringConfiguration: tieringConfigurationTags
    backup StartBackupJob: recoveryPointTags
  `,
  'batch:TagResource': `
    batch CreateComputeEnvironment: computeResources.tags tags
    batch CreateConsumableResource CreateJobQueue CreateQuotaShare CreateSchedulingPolicy CreateServiceEnvironment SubmitServiceJob: tags
    batch RegisterJobDefinition SubmitJob: propagateTags tags
    batch UpdateComputeEnvironment: computeResources.tags
  `,
  'bcm-dashboards:TagResource': `
    bcm-dashboards CreateDashboard CreateScheduledReport: resourceTags
  `,
  'bcm-data-exports:TagResource': `
    bcm-data-exports CreateExport: resourceTags
  `,
  'bcm-pricing-calculator:TagResource': `
    bcm-pricing-calculator CreateBillEstimate CreateBillScenario CreateWorkloadEstimate: tags
  `,
  'bedrock-agentcore:TagResource': `
    bedrock-agentcore CreateAgentRuntime CreateAgentRuntimeEndpoint CreateApiKeyCredentialProvider CreateBrowser CreateBrowserProfile CreateCodeInterpreter CreateConfigurationBundle CreateEvaluator CreateGateway CreateHarness CreateMemory CreateOauth2CredentialProvider CreateOnlineEvaluationConfig CreatePaymentCredentialProvider CreatePaymentManager CreatePolicyEngine CreateWorkloadIdentity: tags
  `,
  'bedrock:TagResource': `
    bedrock CreateAdvancedPromptOptimizationJob CreateAgent CreateAgentAlias CreateAutomatedReasoningPolicy CreateAutomatedReasoningPolicyVersion CreateBlueprint CreateCustomModelDeployment CreateDataAutomationLibrary CreateDataAutomationProject CreateFlow CreateFlowAlias CreateGuardrail CreateInferenceProfile CreateKnowledgeBase CreateMarketplaceModelEndpoint CreateModelInvocationJob CreatePrompt CreatePromptRouter CreatePromptVersion CreateProvisionedModelThroughput CreateSession InvokeBlueprintOptimizationAsync InvokeDataAutomationAsync InvokeDataAutomationLibraryIngestionJob: tags
    bedrock CreateCustomModel: modelTags
    bedrock CreateEvaluationJob: jobTags
    bedrock CreateModelCopyJob: targetModelTags
    bedrock CreateModelCustomizationJob: customModelTags jobTags
    bedrock CreateModelImportJob: importedModelTags jobTags
  `,
  'billing:TagResource': `
    billing CreateBillingView: dataFilterExpression.tags resourceTags
    billing UpdateBillingView: dataFilterExpression.tags
  `,
  'billingconductor:TagResource': `
    billingconductor CreateBillingGroup CreateCustomLineItem CreatePricingPlan CreatePricingRule: tags
  `,
  'braket:TagResource': `
    braket CreateJob CreateQuantumTask CreateSpendingLimit: tags
  `,
  'budgets:TagResource': `
    budgets CreateBudgetAction: resourceTags
  `,
  'cases:TagResource': `
    cases CreateCase: tags
  `,
  'ce:TagResource': `
    ce CreateAnomalyMonitor CreateAnomalySubscription CreateCostCategoryDefinition: resourceTags
    ce UpdateAnomalySubscription: thresholdExpression.tags
  `,
  'chatbot:TagResource': `
    chatbot CreateChimeWebhookConfiguration CreateCustomAction CreateMicrosoftTeamsChannelConfiguration CreateSlackChannelConfiguration: tags
  `,
  'chime:TagAttendee chime:TagMeeting chime:TagResource': `
    chime CreateAppInstance CreateAppInstanceBot CreateAppInstanceUser CreateChannel CreateChannelFlow CreateMediaCapturePipeline CreateMediaConcatenationPipeline CreateMediaInsightsPipeline CreateMediaInsightsPipelineConfiguration CreateMediaLiveConnectorPipeline CreateMediaPipelineKinesisVideoStreamPool CreateMediaStreamPipeline CreateMeeting CreateMeetingWithAttendees CreateSipMediaApplication CreateVoiceConnector CreateVoiceProfileDomain: tags
  `,
  'cleanrooms-ml:TagResource': `
    cleanrooms-ml CreateAudienceModel CreateConfiguredAudienceModel CreateConfiguredModelAlgorithm CreateConfiguredModelAlgorithmAssociation CreateMLInputChannel CreateTrainedModel CreateTrainingDataset StartAudienceGenerationJob StartTrainedModelInferenceJob: tags
  `,
  'cleanrooms:TagResource': `
    cleanrooms CreateAnalysisTemplate CreateCollaboration CreateConfiguredAudienceModelAssociation CreateConfiguredTable CreateConfiguredTableAssociation CreateIdMappingTable CreateIdNamespaceAssociation CreateMembership CreatePrivacyBudgetTemplate: tags
  `,
  'cloud9:TagResource': `
    cloud9 CreateEnvironmentEC2: tags
  `,
  'cloudformation:TagResource': `
    cloudformation CreateChangeSet CreateStack CreateStackSet UpdateStack UpdateStackSet: tags
  `,
  'cloudfront:TagResource': `
    cloudfront CreateAnycastIpList CreateAnycastIpList2020_05_31 CreateConnectionFunction CreateConnectionFunction2020_05_31 CreateConnectionGroup CreateConnectionGroup2020_05_31 CreateDistributionTenant CreateDistributionTenant2020_05_31 CreateFunction CreateFunction2020_05_31 CreateKeyValueStore CreateKeyValueStore2020_05_31 CreateTrustStore CreateTrustStore2020_05_31 CreateVpcOrigin CreateVpcOrigin2020_05_31: tags
    cloudfront CreateStreamingDistributionWithTags CreateStreamingDistributionWithTags2020_05_31: streamingDistributionConfigWithTags streamingDistributionConfigWithTags.tags
  `,
  'cloudhsm:TagResource': `
    cloudhsm CopyBackupToRegion CreateCluster: tagList
  `,
  'cloudtrail:AddTags': `
    cloudtrail CreateChannel: tags
    cloudtrail CreateDashboard CreateEventDataStore CreateTrail: tagsList
  `,
  'cloudwatch:TagResource': `
    monitoring PutAlarmMuteRule PutCompositeAlarm PutDashboard PutInsightRule PutMetricAlarm PutMetricStream: tags
    monitoring PutManagedInsightRules: managedRules.tags
  `,
  'codeartifact:TagResource': `
    codeartifact CreateDomain CreatePackageGroup CreateRepository: tags
  `,
  'codecommit:TagResource': `
    codecommit CreateRepository: tags
  `,
  'codeconnections:TagResource': `
    codeconnections CreateConnection CreateHost CreateRepositoryLink: tags
  `,
  'codedeploy:AddTagsToOnPremisesInstances codedeploy:TagResource': `
    codedeploy CreateApplication CreateDeploymentGroup: tags
  `,
  'codeguru-profiler:TagResource': `
    codeguru-profiler CreateProfilingGroup: tags
  `,
  'codeguru-reviewer:TagResource': `
    codeguru-reviewer AssociateRepository: tags
  `,
  'codeguru-security:TagResource': `
    codeguru-security CreateScan: tags
  `,
  'codepipeline:TagResource': `
    codepipeline CreateCustomActionType CreatePipeline PutWebhook: tags
  `,
  'codestar-connections:TagResource': `
    codestar-connections CreateConnection CreateHost CreateRepositoryLink: tags
  `,
  'codestar-notifications:TagResource': `
    codestar-notifications CreateNotificationRule: tags
  `,
  'cognito-identity:TagResource': `
    cognito-identity CreateIdentityPool UpdateIdentityPool: identityPoolTags
    cognito-identity SetPrincipalTagAttributeMap: principalTags
  `,
  'cognito-idp:TagResource': `
    cognito-idp CreateUserPool UpdateUserPool: userPoolTags
  `,
  'comprehend:TagResource': `
    comprehend CreateDataset CreateDocumentClassifier CreateEndpoint CreateEntityRecognizer CreateFlywheel ImportModel StartDocumentClassificationJob StartDominantLanguageDetectionJob StartEntitiesDetectionJob StartEventsDetectionJob StartKeyPhrasesDetectionJob StartPiiEntitiesDetectionJob StartSentimentDetectionJob StartTargetedSentimentDetectionJob StartTopicsDetectionJob: tags
  `,
  'config:TagResource': `
    config PutAggregationAuthorization PutConfigRule PutConfigurationAggregator PutConfigurationRecorder PutConformancePack PutResourceConfig PutServiceLinkedConfigurationRecorder PutStoredQuery: tags
  `,
  'connect-campaigns:TagResource': `
    connect-campaigns CreateCampaign: tags
  `,
  'connect:TagResource': `
    connect ClaimPhoneNumber CreateAgentStatus CreateContactFlow CreateContactFlowModule CreateDataTable CreateEmailAddress CreateEvaluationForm CreateHoursOfOperation CreateInstance CreateIntegrationAssociation CreateNotification CreatePrompt CreateQueue CreateQuickConnect CreateRoutingProfile CreateTrafficDistributionGroup CreateUseCase CreateUser CreateUserHierarchyGroup CreateView CreateVocabulary CreateWorkspace ImportPhoneNumber StartAttachedFileUpload StartContactEvaluation: tags
    connect CreateSecurityProfile: allowedAccessControlTags tags
    connect UpdateSecurityProfile: allowedAccessControlTags
  `,
  'controltower:TagResource': `
    controltower CreateLandingZone EnableBaseline EnableControl: tags
  `,
  'cur:TagResource': `
    cur PutReportDefinition: tags
  `,
  'databrew:TagResource': `
    databrew CreateDataset CreateProfileJob CreateProject CreateRecipe CreateRecipeJob CreateRuleset CreateSchedule: tags
  `,
  'dataexchange:TagResource': `
    dataexchange CreateDataGrant CreateDataSet CreateEventAction CreateRevision: tags
    dataexchange CreateJob: assetConfiguration.tags
  `,
  'datapipeline:AddTags': `
    datapipeline CreatePipeline: tags
  `,
  'datasync:TagResource': `
    datasync CreateAgent CreateLocationAzureBlob CreateLocationEfs CreateLocationFsxLustre CreateLocationFsxOntap CreateLocationFsxOpenZfs CreateLocationFsxWindows CreateLocationHdfs CreateLocationNfs CreateLocationObjectStorage CreateLocationS3 CreateLocationSmb: tags
    datasync CreateTask: options.objectTags tags
    datasync StartTaskExecution: overrideOptions.objectTags tags
    datasync UpdateTask UpdateTaskExecution: options.objectTags
  `,
  'datazone:TagResource': `
    datazone CreateDomain: tags
    datazone CreateProject UpdateProject: resourceTags
    datazone CreateProjectProfile UpdateProjectProfile: allowCustomProjectResourceTags projectResourceTags
  `,
  'dax:TagResource': `
    dax CreateCluster: tags
  `,
  'deadline:TagResource': `
    deadline CreateBudget CreateFarm CreateFleet CreateJob CreateLicenseEndpoint CreateMonitor CreateQueue CreateWorker: tags
  `,
  'detective:TagResource': `
    detective CreateGraph: tags
  `,
  'directconnect:TagResource': `
    directconnect AllocateHostedConnection CreateConnection CreateDirectConnectGateway CreateInterconnect: tags
    directconnect AllocatePrivateVirtualInterface: newPrivateVirtualInterfaceAllocation.tags
    directconnect AllocatePublicVirtualInterface: newPublicVirtualInterfaceAllocation.tags
    directconnect AllocateTransitVirtualInterface: newTransitVirtualInterfaceAllocation.tags
    directconnect CreateLag: childConnectionTags tags
    directconnect CreatePrivateVirtualInterface: newPrivateVirtualInterface.tags
    directconnect CreatePublicVirtualInterface: newPublicVirtualInterface.tags
    directconnect CreateTransitVirtualInterface: newTransitVirtualInterface.tags
  `,
  'dlm:TagResource': `
    dlm CreateLifecyclePolicy: copyTags exclusions.excludeTags policyDetails.copyTags policyDetails.targetTags tags
    dlm UpdateLifecyclePolicy: copyTags exclusions.excludeTags policyDetails.copyTags policyDetails.targetTags
  `,
  'dms:AddTagsToResource': `
    dms CreateDataMigration CreateDataProvider CreateEndpoint CreateEventSubscription CreateInstanceProfile CreateMigrationProject CreateReplicationConfig CreateReplicationInstance CreateReplicationSubnetGroup CreateReplicationTask ImportCertificate StartReplicationTaskAssessmentRun: tags
  `,
  'docdb-elastic:TagResource': `
    docdb-elastic CopyClusterSnapshot: copyTags tags
    docdb-elastic CreateCluster CreateClusterSnapshot RestoreClusterFromSnapshot: tags
  `,
  'drs:TagResource': `
    drs CreateExtendedSourceServer CreateSourceNetwork StartFailbackLaunch StartRecovery StartSourceNetworkRecovery: tags
    drs CreateLaunchConfigurationTemplate: copyTags tags
    drs CreateReplicationConfigurationTemplate: stagingAreaTags tags
    drs UpdateLaunchConfiguration UpdateLaunchConfigurationTemplate: copyTags
    drs UpdateReplicationConfiguration UpdateReplicationConfigurationTemplate: stagingAreaTags
  `,
  'ds:AddTagsToResource': `
    ds ConnectDirectory CreateDirectory CreateHybridAD CreateMicrosoftAD: tags
  `,
  'dsql:TagResource': `
    dsql CreateCluster CreateStream: tags
  `,
  'dynamodb:TagResource': `
    dynamodb CreateTable: tags
  `,
  'ec2:CreateTags': `
    ec2 AcceptAddressTransfer AllocateAddress AllocateHosts AllocateIpamPoolCidr AssociateInstanceEventWindow AssociateIpamResourceDiscovery AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CopyImage CopySnapshot CopyVolumes CreateCapacityManagerDataExport CreateCapacityReservation CreateCapacityReservationBySplitting CreateCapacityReservationFleet CreateCarrierGateway CreateClientVpnEndpoint CreateCoipPool CreateCustomerGateway CreateDelegateMacVolumeOwnershipTask CreateDhcpOptions CreateEgressOnlyInternetGateway CreateFlowLogs CreateFpgaImage CreateImage CreateImageUsageReport CreateInstanceConnectEndpoint CreateInstanceEventWindow CreateInstanceExportTask CreateInternetGateway CreateInterruptibleCapacityReservationAllocation CreateIpam CreateIpamExternalResourceVerificationToken CreateIpamPolicy CreateIpamPool CreateIpamPrefixListResolver CreateIpamPrefixListResolverTarget CreateIpamResourceDiscovery CreateIpamScope CreateKeyPair CreateLaunchTemplate CreateLaunchTemplateVersion CreateLocalGatewayRouteTable CreateLocalGatewayRouteTableVirtualInterfaceGroupAssociation CreateLocalGatewayRouteTableVpcAssociation CreateLocalGatewayVirtualInterface CreateLocalGatewayVirtualInterfaceGroup CreateMacSystemIntegrityProtectionModificationTask CreateManagedPrefixList CreateNatGateway CreateNetworkAcl CreateNetworkInsightsAccessScope CreateNetworkInsightsPath CreateNetworkInterface CreatePlacementGroup CreatePublicIpv4Pool CreateReplaceRootVolumeTask CreateRestoreImageTask CreateRouteServer CreateRouteServerEndpoint CreateRouteServerPeer CreateRouteTable CreateSecondaryNetwork CreateSecondarySubnet CreateSecurityGroup CreateSnapshot CreateSnapshots CreateStoreImageTask CreateSubnet CreateSubnetCidrReservation CreateTrafficMirrorFilter CreateTrafficMirrorFilterRule CreateTrafficMirrorSession CreateTrafficMirrorTarget CreateTransitGateway CreateTransitGatewayConnect CreateTransitGatewayConnectPeer CreateTransitGatewayMeteringPolicy CreateTransitGatewayMulticastDomain CreateTransitGatewayPeeringAttachment CreateTransitGatewayPolicyTable CreateTransitGatewayRouteTable CreateTransitGatewayRouteTableAnnouncement CreateTransitGatewayVpcAttachment CreateVerifiedAccessEndpoint CreateVerifiedAccessGroup CreateVerifiedAccessInstance CreateVerifiedAccessTrustProvider CreateVolume CreateVpc CreateVpcBlockPublicAccessExclusion CreateVpcEncryptionControl CreateVpcEndpoint CreateVpcEndpointServiceConfiguration CreateVpcPeeringConnection CreateVpnConcentrator CreateVpnConnection CreateVpnGateway DisassociateInstanceEventWindow ExportImage ImportImage ImportKeyPair ImportSnapshot ModifyInstanceMetadataDefaults ModifyInstanceMetadataOptions ModifyIpamPool ProvisionByoipCidr PurchaseCapacityBlock PurchaseHostReservation RegisterImage StartDeclarativePoliciesReport StartNetworkInsightsAccessScopeAnalysis StartNetworkInsightsAnalysis: #Request.tagSpecification #Request.tagSpecificationSet #Request.tagSpecifications tagSpecification tagSpecificationSet tagSpecifications
    ec2 CreateFleet RequestSpotFleet RequestSpotInstances RunInstances: #Request.tagSpecification #Request.tagSpecificationSet #Request.tagSpecifications tagSpecification tagSpecificationSet tagSpecifications ?launchTemplate ?#Request.launchTemplateConfigs ?spotFleetRequestConfig ?#Request ?launchSpecification
  `,
  'ecr-public:TagResource': `
    ecr-public CreateRepository: tags
  `,
  'ecr:TagResource': `
    ecr CreateRepository: tags
    ecr CreateRepositoryCreationTemplate UpdateRepositoryCreationTemplate: resourceTags
  `,
  'ecs:TagResource': `
    ecs CreateCapacityProvider: managedInstancesProvider.propagateTags tags
    ecs CreateCluster CreateExpressGatewayService CreateTaskSet RegisterContainerInstance RegisterDaemonTaskDefinition RegisterTaskDefinition: tags
    ecs CreateDaemon CreateService RunTask StartTask: enableECSManagedTags propagateTags tags
    ecs UpdateCapacityProvider: managedInstancesProvider.propagateTags
    ecs UpdateDaemon UpdateService: enableECSManagedTags propagateTags
  `,
  'eks:TagResource': `
    eks AssociateIdentityProviderConfig CreateAccessEntry CreateAddon CreateCapability CreateCluster CreateEksAnywhereSubscription CreateFargateProfile CreateNodegroup RegisterCluster: tags
    eks CreatePodIdentityAssociation: disableSessionTags tags
    eks UpdatePodIdentityAssociation: disableSessionTags
  `,
  'elasticache:AddTagsToResource': `
    elasticache CopyServerlessCacheSnapshot CopySnapshot CreateCacheCluster CreateCacheParameterGroup CreateCacheSecurityGroup CreateCacheSubnetGroup CreateReplicationGroup CreateServerlessCache CreateServerlessCacheSnapshot CreateSnapshot CreateUser CreateUserGroup PurchaseReservedCacheNodesOffering: tags
  `,
  'elasticbeanstalk:AddTags elasticbeanstalk:UpdateTagsForResource': `
    elasticbeanstalk CreateApplication CreateApplicationVersion CreateConfigurationTemplate CreateEnvironment CreatePlatformVersion: tags
  `,
  'elasticfilesystem:CreateTags elasticfilesystem:TagResource': `
    elasticfilesystem CreateAccessPoint CreateFileSystem: tags
  `,
  'elasticloadbalancing:AddTags': `
    elasticloadbalancing CreateListener CreateLoadBalancer CreateRule CreateTargetGroup CreateTrustStore: tags
  `,
  'elasticmapreduce:AddTags': `
    elasticmapreduce CreatePersistentAppUI CreateStudio RunJobFlow StartNotebookExecution: tags
  `,
  'elemental-inference:TagResource': `
    elemental-inference CreateFeed: tags
  `,
  'emr-containers:TagResource': `
    emr-containers CreateJobTemplate: jobTemplateData.jobTags tags
    emr-containers CreateManagedEndpoint CreateSecurityConfiguration CreateVirtualCluster StartJobRun: tags
  `,
  'emr-serverless:TagResource': `
    emr-serverless CreateApplication StartJobRun StartSession: tags
  `,
  'entityresolution:TagResource': `
    entityresolution CreateIdMappingWorkflow CreateIdNamespace CreateMatchingWorkflow CreateSchemaMapping: tags
  `,
  'es:AddTags': `
    es AddDirectQueryDataSource CreateApplication CreateDomain CreateElasticsearchDomain: tagList
  `,
  'events:TagResource': `
    events CreateEventBus PutRule: tags
  `,
  'evs:TagResource': `
    evs CreateEnvironment: tags
  `,
  'finspace:TagResource': `
    finspace CreateEnvironment CreateKxCluster CreateKxDatabase CreateKxDataview CreateKxEnvironment CreateKxScalingGroup CreateKxUser CreateKxVolume: tags
  `,
  'firehose:TagDeliveryStream': `
    firehose CreateDeliveryStream: tags
  `,
  'fis:TagResource': `
    fis CreateExperimentTemplate StartExperiment: tags
  `,
  'fms:TagResource': `
    fms PutAppsList PutProtocolsList PutResourceSet: tagList
    fms PutPolicy: policy.excludeResourceTags policy.resourceTags tagList
  `,
  'forecast:TagResource': `
    forecast CreateAutoPredictor CreateDataset CreateDatasetGroup CreateDatasetImportJob CreateExplainability CreateExplainabilityExport CreateForecast CreateForecastExportJob CreateMonitor CreatePredictor CreatePredictorBacktestExportJob CreateWhatIfAnalysis CreateWhatIfForecast CreateWhatIfForecastExport: tags
  `,
  'frauddetector:TagResource': `
    frauddetector BatchCreateVariable CreateBatchImportJob CreateBatchPredictionJob CreateDetectorVersion CreateList CreateModel CreateModelVersion CreateRule CreateVariable PutDetector PutEntityType PutEventType PutExternalModel PutLabel PutOutcome UpdateModelVersion UpdateRuleVersion: tags
  `,
  'fsx:TagResource': `
    fsx CopyBackup: copyTags tags
    fsx CreateBackup CreateDataRepositoryAssociation CreateDataRepositoryTask CreateSnapshot CreateStorageVirtualMachine: tags
    fsx CreateFileCache: copyTagsToDataRepositoryAssociations tags
    fsx CreateFileSystem CreateFileSystemFromBackup: lustreConfiguration.copyTagsToBackups openZFSConfiguration.copyTagsToBackups openZFSConfiguration.copyTagsToVolumes tags windowsConfiguration.copyTagsToBackups
    fsx CreateVolume: ontapConfiguration.copyTagsToBackups openZFSConfiguration.copyTagsToSnapshots tags
    fsx CreateVolumeFromBackup: ontapConfiguration.copyTagsToBackups tags
    fsx UpdateFileSystem: openZFSConfiguration.copyTagsToBackups openZFSConfiguration.copyTagsToVolumes
    fsx UpdateVolume: ontapConfiguration.copyTagsToBackups
  `,
  'gamelift:TagResource': `
    gamelift CreateAlias CreateBuild CreateContainerFleet CreateContainerGroupDefinition CreateFleet CreateGameServerGroup CreateGameSessionQueue CreateLocation CreateMatchmakingConfiguration CreateMatchmakingRuleSet CreateScript: tags
  `,
  'gameliftstreams:TagResource': `
    gameliftstreams CreateApplication CreateStreamGroup: tags
  `,
  'geo:TagResource': `
    geo CreateGeofenceCollection CreateKey CreateMap CreatePlaceIndex CreateRouteCalculator CreateTracker StartJob: tags
  `,
  'globalaccelerator:TagResource': `
    globalaccelerator CreateAccelerator CreateCrossAccountAttachment CreateCustomRoutingAccelerator: tags
  `,
  'glue:TagResource': `
    glue CreateBlueprint CreateCatalog CreateColumnStatisticsTaskSettings CreateConnection CreateCrawler CreateCustomEntityType CreateDataQualityRuleset CreateDatabase CreateDevEndpoint CreateIntegration CreateIntegrationResourceProperty CreateJob CreateMLTransform CreateRegistry CreateSchema CreateSession CreateTrigger CreateUsageProfile CreateWorkflow RegisterConnectionType: tags
  `,
  'grafana:TagResource': `
    grafana CreateWorkspace: tags
  `,
  'greengrass:TagResource': `
    greengrass CreateComponentVersion CreateConnectorDefinition CreateCoreDefinition CreateDeployment CreateDeviceDefinition CreateFunctionDefinition CreateGroup CreateLoggerDefinition CreateResourceDefinition CreateSubscriptionDefinition StartBulkDeployment: tags
  `,
  'groundstation:TagResource': `
    groundstation CreateConfig CreateDataflowEndpointGroup CreateDataflowEndpointGroupV2 CreateEphemeris CreateMissionProfile RegisterAgent ReserveContact: tags
  `,
  'guardduty:TagResource': `
    guardduty CreateDetector CreateFilter CreateIPSet CreatePublishingDestination CreateThreatEntitySet CreateThreatIntelSet CreateTrustedEntitySet: tags
    guardduty CreateMalwareProtectionPlan: actions.tagging tags
    guardduty UpdateMalwareProtectionPlan: actions.tagging
  `,
  'health-agent:TagResource': `
    health-agent CreateDomain: tags
  `,
  'healthlake:TagResource': `
    healthlake CreateFHIRDatastore: tags
  `,
  'iam:TagInstanceProfile': `
    iam CreateInstanceProfile: tags
  `,
  'iam:TagMFADevice': `
    iam CreateVirtualMFADevice: tags
  `,
  'iam:TagOpenIDConnectProvider': `
    iam CreateOpenIDConnectProvider: tags
  `,
  'iam:TagPolicy': `
    iam CreatePolicy: tags
  `,
  'iam:TagRole': `
    iam CreateRole: tags
  `,
  'iam:TagSAMLProvider': `
    iam CreateSAMLProvider: tags
  `,
  'iam:TagServerCertificate': `
    iam UploadServerCertificate: tags
  `,
  'iam:TagUser': `
    iam CreateUser: tags
  `,
  'imagebuilder:TagResource': `
    imagebuilder CreateComponent CreateContainerRecipe CreateDistributionConfiguration CreateImage CreateLifecyclePolicy CreateWorkflow DistributeImage ImportComponent ImportDiskImage ImportVmImage StartImagePipelineExecution: tags
    imagebuilder CreateImagePipeline: imageTags tags
    imagebuilder CreateImageRecipe: amiTags tags
    imagebuilder CreateInfrastructureConfiguration: resourceTags tags
    imagebuilder UpdateImagePipeline: imageTags
    imagebuilder UpdateInfrastructureConfiguration: resourceTags
  `,
  'inspector2:TagResource': `
    inspector2 CreateCisScanConfiguration: tags targets.targetResourceTags
    inspector2 CreateCodeSecurityIntegration CreateCodeSecurityScanConfiguration: tags
    inspector2 CreateFilter: filterCriteria.codeVulnerabilityDetectorTags filterCriteria.ecrImageTags filterCriteria.resourceTags tags
    inspector2 CreateFindingsReport UpdateFilter: filterCriteria.codeVulnerabilityDetectorTags filterCriteria.ecrImageTags filterCriteria.resourceTags
    inspector2 CreateSbomExport: resourceFilterCriteria.ec2InstanceTags resourceFilterCriteria.ecrImageTags resourceFilterCriteria.lambdaFunctionTags
    inspector2 UpdateCisScanConfiguration: targets.targetResourceTags
  `,
  'interconnect:TagResource': `
    interconnect AcceptConnectionProposal CreateConnection: tags
  `,
  'internetmonitor:TagResource': `
    internetmonitor CreateMonitor: tags
  `,
  'invoicing:TagResource': `
    invoicing CreateInvoiceUnit CreateProcurementPortalPreference: resourceTags
  `,
  'iot:TagResource': `
    iot CreateAuthorizer CreateBillingGroup CreateCertificateProvider CreateCommand CreateCustomMetric CreateDimension CreateDomainConfiguration CreateDynamicThingGroup CreateFleetMetric CreateJob CreateJobTemplate CreateMitigationAction CreateOTAUpdate CreatePackage CreatePackageVersion CreatePolicy CreateProvisioningTemplate CreateRoleAlias CreateScheduledAudit CreateSecurityProfile CreateStream CreateThingGroup CreateThingType CreateTopicRule RegisterCACertificate: tags
  `,
  'iotdeviceadvisor:TagResource': `
    iotdeviceadvisor CreateSuiteDefinition StartSuiteRun: tags
  `,
  'iotevents:TagResource': `
    iotevents CreateAlarmModel CreateDetectorModel CreateInput: tags
  `,
  'iotfleetwise:TagResource': `
    iotfleetwise CreateCampaign CreateDecoderManifest CreateFleet CreateModelManifest CreateSignalCatalog CreateStateTemplate CreateVehicle ImportSignalCatalog: tags
  `,
  'iotmanagedintegrations:TagResource': `
    iotmanagedintegrations CreateAccountAssociation CreateCredentialLocker CreateDestination CreateManagedThing CreateNotificationConfiguration CreateOtaTask CreateProvisioningProfile StartDeviceDiscovery: tags
  `,
  'iotsitewise:TagResource': `
    iotsitewise CreateAccessPolicy CreateAsset CreateAssetModel CreateComputationModel CreateDashboard CreateDataset CreateGateway CreatePortal CreateProject: tags
  `,
  'iottwinmaker:TagResource': `
    iottwinmaker CreateComponentType CreateEntity CreateScene CreateSyncJob CreateWorkspace: tags
  `,
  'iotwireless:TagResource': `
    iotwireless AssociateAwsAccountWithPartnerAccount CreateDestination CreateDeviceProfile CreateFuotaTask CreateMulticastGroup CreateNetworkAnalyzerConfiguration CreateServiceProfile CreateWirelessDevice CreateWirelessGateway CreateWirelessGatewayTaskDefinition StartBulkAssociateWirelessDeviceWithMulticastGroup StartBulkDisassociateWirelessDeviceFromMulticastGroup StartSingleWirelessDeviceImportTask StartWirelessDeviceImportTask: tags
  `,
  'ivs:TagResource': `
    ivs CreateAdConfiguration CreateChannel CreateEncoderConfiguration CreateIngestConfiguration CreatePlaybackRestrictionPolicy CreateRecordingConfiguration CreateStage CreateStorageConfiguration CreateStreamKey ImportPlaybackKeyPair ImportPublicKey StartComposition: tags
  `,
  'ivschat:TagResource': `
    ivschat CreateLoggingConfiguration CreateRoom: tags
  `,
  'kafka:TagResource': `
    kafka CreateCluster CreateClusterV2 CreateReplicator CreateVpcConnection: tags
  `,
  'kafkaconnect:TagResource': `
    kafkaconnect CreateConnector CreateCustomPlugin CreateWorkerConfiguration: tags
  `,
  'kendra-ranking:TagResource': `
    kendra-ranking CreateRescoreExecutionPlan: tags
  `,
  'kendra:TagResource': `
    kendra CreateDataSource CreateFaq CreateFeaturedResultsSet CreateIndex CreateQuerySuggestionsBlockList CreateThesaurus: tags
  `,
  'kinesis:AddTagsToStream kinesis:TagResource': `
    kinesis CreateStream RegisterStreamConsumer: tags
  `,
  'kinesisanalytics:TagResource': `
    kinesisanalytics CreateApplication: tags
  `,
  'kinesisvideo:TagResource kinesisvideo:TagStream': `
    kinesisvideo CreateSignalingChannel CreateStream: tags
  `,
  'kms:TagResource': `
    kms CreateKey ReplicateKey: tags
  `,
  'lambda:TagResource': `
    lambda CreateCapacityProvider CreateCodeSigningConfig CreateEventSourceMapping CreateEventSourceMapping20150331 CreateFunction CreateFunction20150331: tags
  `,
  'launchwizard:TagResource': `
    launchwizard CreateDeployment: tags
  `,
  'lex:TagResource': `
    lex CreateBot: botTags testBotAliasTags
    lex CreateBotAlias PutBot PutBotAlias StartImport: tags
    lex StartTestSetGeneration: testSetTags
  `,
  'license-manager-linux-subscriptions:TagResource': `
    license-manager-linux-subscriptions RegisterSubscriptionProvider: tags
  `,
  'license-manager-user-subscriptions:TagResource': `
    license-manager-user-subscriptions AssociateUser CreateLicenseServerEndpoint RegisterIdentityProvider StartProductSubscription: tags
  `,
  'license-manager:TagResource': `
    license-manager CreateGrant CreateLicense CreateLicenseAssetGroup CreateLicenseAssetRuleset CreateLicenseConfiguration CreateLicenseManagerReportGenerator: tags
  `,
  'lightsail:TagResource': `
    lightsail CreateBucket CreateCertificate CreateContactMethod CreateContainerService CreateDisk CreateDiskFromSnapshot CreateDiskSnapshot CreateDistribution CreateDomain CreateInstanceSnapshot CreateInstances CreateInstancesFromSnapshot CreateKeyPair CreateLoadBalancer CreateLoadBalancerTlsCertificate CreateRelationalDatabase CreateRelationalDatabaseFromSnapshot CreateRelationalDatabaseSnapshot PutAlarm: tags
  `,
  'logs:TagLogGroup logs:TagResource': `
    logs CreateDelivery CreateLogAnomalyDetector CreateLogGroup CreateLookupTable CreateScheduledQuery PutDeliveryDestination PutDeliverySource PutDestination: tags
  `,
  'lookoutequipment:TagResource': `
    lookoutequipment CreateDataset CreateInferenceScheduler CreateLabelGroup CreateModel ImportDataset ImportModelVersion: tags
  `,
  'm2:TagResource': `
    m2 CreateApplication CreateEnvironment: tags
  `,
  'macie2:TagResource': `
    macie2 CreateAllowList CreateClassificationJob CreateCustomDataIdentifier CreateFindingsFilter CreateMember: tags
  `,
  'managedblockchain:TagResource': `
    managedblockchain CreateAccessor CreateNode CreateProposal: tags
    managedblockchain CreateMember: memberConfiguration.tags
    managedblockchain CreateNetwork: memberConfiguration.tags tags
  `,
  'mediaconnect:TagResource': `
    mediaconnect AddFlowMediaStreams: mediaStreams.mediaStreamTags
    mediaconnect AddFlowOutputs: outputs.outputTags
    mediaconnect AddFlowSources: sources.sourceTags
    mediaconnect AddFlowVpcInterfaces: vpcInterfaces.vpcInterfaceTags
    mediaconnect CreateFlow: entitlements.entitlementTags flowTags mediaStreams.mediaStreamTags outputs.outputTags source.sourceTags sources.sourceTags vpcInterfaces.vpcInterfaceTags
    mediaconnect CreateRouterInput CreateRouterNetworkInterface CreateRouterOutput: tags
    mediaconnect GrantFlowEntitlements: entitlements.entitlementTags
  `,
  'mediaconvert:TagResource': `
    mediaconvert CreateJob CreateJobTemplate CreatePreset CreateQueue: tags
  `,
  'medialive:CreateTags': `
    medialive CreateChannel CreateChannelPlacementGroup CreateCloudWatchAlarmTemplate CreateCloudWatchAlarmTemplateGroup CreateCluster CreateEventBridgeRuleTemplate CreateEventBridgeRuleTemplateGroup CreateInput CreateInputSecurityGroup CreateMultiplex CreateNetwork CreateNode CreatePartnerInput CreateSdiSource CreateSignalMap PurchaseOffering UpdateInputSecurityGroup: tags
  `,
  'mediapackage-vod:TagResource': `
    mediapackage-vod CreateAsset CreatePackagingConfiguration CreatePackagingGroup: tags
  `,
  'mediapackage:TagResource': `
    mediapackage CreateChannel CreateOriginEndpoint: tags
  `,
  'mediapackagev2:TagResource': `
    mediapackagev2 CreateChannel CreateChannelGroup CreateHarvestJob CreateOriginEndpoint: tags
  `,
  'mediastore:TagResource': `
    mediastore CreateContainer: tags
  `,
  'mediatailor:TagResource': `
    mediatailor CreateChannel CreateLiveSource CreatePrefetchSchedule CreateProgram CreateSourceLocation CreateVodSource PutPlaybackConfiguration: tags
  `,
  'medical-imaging:TagResource': `
    medical-imaging CreateDatastore: tags
  `,
  'memorydb:TagResource': `
    memorydb CopySnapshot CreateACL CreateCluster CreateMultiRegionCluster CreateParameterGroup CreateSnapshot CreateSubnetGroup CreateUser PurchaseReservedNodesOffering: tags
  `,
  'mgn:TagResource': `
    mgn CreateApplication CreateConnector CreateWave StartCutover StartExport StartImport StartTest TerminateTargetInstances: tags
    mgn CreateLaunchConfigurationTemplate: copyTags tags
    mgn CreateNetworkMigrationDefinition: scopeTags tags
    mgn CreateReplicationConfigurationTemplate: stagingAreaTags tags
    mgn StartNetworkMigrationMappingUpdate: segments.scopeTags
    mgn UpdateLaunchConfiguration UpdateLaunchConfigurationTemplate: copyTags
    mgn UpdateNetworkMigrationDefinition UpdateNetworkMigrationMapperSegment: scopeTags
    mgn UpdateReplicationConfiguration UpdateReplicationConfigurationTemplate: stagingAreaTags
  `,
  'migrationhub-orchestrator:TagResource': `
    migrationhub-orchestrator CreateTemplate CreateWorkflow: tags
  `,
  'mobiletargeting:TagResource': `
    pinpoint CreateApp: createApplicationRequest.tags
    pinpoint CreateCampaign UpdateCampaign: writeCampaignRequest.tags
    pinpoint CreateEmailTemplate UpdateEmailTemplate: emailTemplateRequest.tags
    pinpoint CreateInAppTemplate UpdateInAppTemplate: inAppTemplateRequest.tags
    pinpoint CreatePushTemplate UpdatePushTemplate: pushNotificationTemplateRequest.tags
    pinpoint CreateSegment UpdateSegment: writeSegmentRequest.tags
    pinpoint CreateSmsTemplate UpdateSmsTemplate: sMSTemplateRequest.tags
    pinpoint CreateVoiceTemplate UpdateVoiceTemplate: voiceTemplateRequest.tags
  `,
  'mpa:TagResource': `
    mpa CreateApprovalTeam CreateIdentitySource: tags
  `,
  'mq:CreateTags': `
    amazonmq CreateBroker CreateConfiguration: tags
  `,
  'neptune-graph:TagResource': `
    neptune-graph CreateGraph CreateGraphSnapshot CreateGraphUsingImportTask RestoreGraphFromSnapshot StartExportTask: tags
  `,
  'network-firewall:TagResource': `
    network-firewall CreateFirewall CreateFirewallPolicy CreateProxy CreateProxyConfiguration CreateProxyRuleGroup CreateRuleGroup CreateTLSInspectionConfiguration CreateVpcEndpointAssociation: tags
  `,
  'networkflowmonitor:TagResource': `
    networkflowmonitor CreateMonitor CreateScope: tags
  `,
  'networkmanager:TagResource': `
    networkmanager CreateConnectAttachment CreateConnectPeer CreateConnection CreateCoreNetwork CreateDevice CreateDirectConnectGatewayAttachment CreateGlobalNetwork CreateLink CreateSite CreateSiteToSiteVpnAttachment CreateTransitGatewayPeering CreateTransitGatewayRouteTableAttachment CreateVpcAttachment: tags
  `,
  'networkmonitor:TagResource': `
    networkmonitor CreateMonitor: probes.probeTags tags
    networkmonitor CreateProbe: probe.tags tags
  `,
  'notifications-contacts:TagResource': `
    notifications-contacts CreateEmailContact: tags
  `,
  'notifications:TagResource': `
    notifications CreateNotificationConfiguration: tags
  `,
  'oam:TagResource': `
    oam CreateLink CreateSink: tags
    oam UpdateLink: includeTags
  `,
  'observabilityadmin:TagResource': `
    observabilityadmin CreateCentralizationRuleForOrganization CreateS3TableIntegration CreateTelemetryPipeline CreateTelemetryRule CreateTelemetryRuleForOrganization: tags
  `,
  'odb:TagResource': `
    odb CreateCloudAutonomousVmCluster CreateCloudExadataInfrastructure CreateCloudVmCluster CreateOdbNetwork CreateOdbPeeringConnection: tags
  `,
  'omics:TagResource': `
    omics CreateAnnotationStore CreateAnnotationStoreVersion CreateConfiguration CreateMultipartReadSetUpload CreateReferenceStore CreateRunCache CreateRunGroup CreateVariantStore CreateWorkflow CreateWorkflowVersion StartRun: tags
    omics CreateSequenceStore: propagatedSetLevelTags tags
    omics StartReadSetImportJob StartReferenceImportJob: sources.tags
    omics StartRunBatch: defaultRunSetting.runTags tags
    omics UpdateSequenceStore: propagatedSetLevelTags
  `,
  'organizations:TagResource': `
    organizations CreateAccount CreateGovCloudAccount CreateOrganizationalUnit CreatePolicy InviteAccountToOrganization InviteOrganizationToTransferResponsibility PutResourcePolicy: tags
  `,
  'osis:TagResource': `
    osis CreatePipeline: tags
  `,
  'outposts:TagResource': `
    outposts CreateOutpost CreateSite: tags
  `,
  'panorama:TagResource': `
    panorama CreateApplicationInstance CreatePackage ProvisionDevice: tags
    panorama CreateNodeFromTemplateJob CreatePackageImportJob: jobTags jobTags.tags
  `,
  'payment-cryptography:TagResource': `
    payment-cryptography CreateKey ImportKey: tags
  `,
  'pca-connector-ad:TagResource': `
    pca-connector-ad CreateConnector CreateDirectoryRegistration CreateTemplate: tags
  `,
  'pca-connector-scep:TagResource': `
    pca-connector-scep CreateChallenge CreateConnector: tags
  `,
  'pcs:TagResource': `
    pcs CreateCluster CreateComputeNodeGroup CreateQueue: tags
  `,
  'personalize:TagResource': `
    personalize CreateBatchInferenceJob CreateBatchSegmentJob CreateCampaign CreateDataDeletionJob CreateDataset CreateDatasetExportJob CreateDatasetGroup CreateDatasetImportJob CreateEventTracker CreateFilter CreateRecommender CreateSolution CreateSolutionVersion: tags
  `,
  'pi:TagResource': `
    pi CreatePerformanceAnalysisReport: tags
  `,
  'pipes:TagResource': `
    pipes CreatePipe: tags
  `,
  'profile:TagResource': `
    profile CreateCalculatedAttributeDefinition CreateDomain CreateDomainLayout CreateEventStream CreateEventTrigger CreateIntegrationWorkflow CreateRecommender CreateRecommenderFilter CreateRecommenderSchema CreateSegmentDefinition PutDomainObjectType PutIntegration PutProfileObjectType UpdateDomain: tags
  `,
  'proton:TagResource': `
    proton CreateComponent CreateEnvironment CreateEnvironmentAccountConnection CreateEnvironmentTemplate CreateEnvironmentTemplateVersion CreateRepository CreateService CreateServiceInstance CreateServiceTemplate CreateServiceTemplateVersion: tags
  `,
  'qapps:TagResource': `
    qapps CreateQApp StartQAppSession: tags
  `,
  'qbusiness:TagResource': `
    qbusiness CreateApplication CreateChatResponseConfiguration CreateDataAccessor CreateDataSource CreateIndex CreatePlugin CreateRetriever CreateWebExperience: tags
  `,
  'quicksight:TagResource': `
    quicksight CreateAccountCustomization CreateActionConnector CreateAnalysis CreateBrand CreateCustomPermissions CreateDashboard CreateDataSet CreateDataSource CreateFolder CreateNamespace CreateTemplate CreateTheme CreateTopic CreateVPCConnection RegisterUser: tags
    quicksight GenerateEmbedUrlForAnonymousUser: sessionTags
    quicksight StartAssetBundleExportJob: includeTags
    quicksight StartAssetBundleImportJob: overrideTags
  `,
  'ram:TagResource': `
    ram CreatePermission CreateResourceShare: tags
  `,
  'rbin:TagResource': `
    rbin CreateRule: excludeResourceTags resourceTags tags
    rbin UpdateRule: excludeResourceTags resourceTags
  `,
  'rds:AddTagsToResource': `
    rds CopyDBClusterParameterGroup CopyDBParameterGroup CopyOptionGroup CreateBlueGreenDeployment CreateCustomDBEngineVersion CreateDBClusterEndpoint CreateDBClusterParameterGroup CreateDBClusterSnapshot CreateDBParameterGroup CreateDBProxy CreateDBProxyEndpoint CreateDBSecurityGroup CreateDBShardGroup CreateDBSnapshot CreateDBSubnetGroup CreateEventSubscription CreateGlobalCluster CreateIntegration CreateOptionGroup CreateTenantDatabase PurchaseReservedDBInstancesOffering StartDBInstanceAutomatedBackupsReplication: tags
    rds CopyDBClusterSnapshot CopyDBSnapshot: copyTags tags
    rds CreateDBCluster CreateDBInstance CreateDBInstanceReadReplica RestoreDBClusterFromS3 RestoreDBClusterFromSnapshot RestoreDBClusterToPointInTime RestoreDBInstanceFromDBSnapshot RestoreDBInstanceFromS3 RestoreDBInstanceToPointInTime: copyTagsToSnapshot tagSpecifications tagSpecifications.tags tags
    rds ModifyDBCluster: copyTagsToSnapshot
    rds ModifyDBInstance: copyTagsToSnapshot tagSpecifications tagSpecifications.tags
    rds PromoteReadReplica: tagSpecifications tagSpecifications.tags
  `,
  'redshift-serverless:TagResource': `
    redshift-serverless ConvertRecoveryPointToSnapshot CreateNamespace CreateSnapshot CreateWorkgroup: tags
  `,
  'redshift:CreateTags': `
    redshift CreateCluster CreateClusterParameterGroup CreateClusterSecurityGroup CreateClusterSnapshot CreateClusterSubnetGroup CreateEventSubscription CreateHsmClientCertificate CreateHsmConfiguration CreateRedshiftIdcApplication CreateSnapshotCopyGrant CreateSnapshotSchedule CreateUsageLimit: tags
    redshift CreateIntegration: tagList
  `,
  'refactor-spaces:TagResource': `
    refactor-spaces CreateApplication CreateEnvironment CreateRoute CreateService: tags
  `,
  'rekognition:TagResource': `
    rekognition CopyProjectVersion CreateCollection CreateDataset CreateProject CreateProjectVersion CreateStreamProcessor: tags
    rekognition StartCelebrityRecognition StartContentModeration StartFaceDetection StartFaceSearch StartLabelDetection StartPersonTracking StartSegmentDetection StartTextDetection: jobTag
  `,
  'repostspace:TagResource': `
    repostspace CreateSpace: tags
  `,
  'resiliencehub:TagResource': `
    resiliencehub CreateApp CreateRecommendationTemplate CreateResiliencyPolicy StartAppAssessment: tags
  `,
  'resource-explorer-2:TagResource': `
    resource-explorer-2 CreateIndex CreateView: tags
  `,
  'resource-groups:Tag': `
    resource-groups CreateGroup: tags
  `,
  'rolesanywhere:TagResource': `
    rolesanywhere CreateProfile CreateTrustAnchor ImportCrl: tags
  `,
  'route53-recovery-control-config:TagResource': `
    route53-recovery-control-config CreateCluster CreateControlPanel CreateSafetyRule: tags
  `,
  'route53-recovery-readiness:TagResource': `
    route53-recovery-readiness CreateCell CreateReadinessCheck CreateRecoveryGroup CreateResourceSet: tags
  `,
  'route53globalresolver:TagResource': `
    route53globalresolver CreateAccessSource CreateAccessToken CreateDNSView CreateFirewallDomainList CreateGlobalResolver: tags
  `,
  'route53profiles:TagResource': `
    route53profiles AssociateProfile CreateProfile: tags
  `,
  'route53resolver:TagResource': `
    route53resolver AssociateFirewallRuleGroup CreateFirewallDomainList CreateFirewallRuleGroup CreateOutpostResolver CreateResolverEndpoint CreateResolverQueryLogConfig CreateResolverRule: tags
  `,
  'rtbfabric:TagResource': `
    rtbfabric CreateInboundExternalLink CreateLink CreateLinkRoutingRule CreateOutboundExternalLink CreateRequesterGateway CreateResponderGateway: tags
  `,
  'rum:TagResource': `
    rum CreateAppMonitor: tags
  `,
  's3files:TagResource': `
    s3files CreateAccessPoint CreateFileSystem: tags
  `,
  's3tables:TagResource': `
    s3tables CreateTable CreateTableBucket: tags
  `,
  's3vectors:TagResource': `
    s3vectors CreateIndex CreateVectorBucket: tags
  `,
  'sagemaker-geospatial:TagResource': `
    sagemaker-geospatial StartEarthObservationJob StartVectorEnrichmentJob: tags
  `,
  'sagemaker:AddTags': `
    sagemaker CreateAIBenchmarkJob CreateAIRecommendationJob CreateAIWorkloadConfig CreateAction CreateAlgorithm CreateApp CreateAppImageConfig CreateArtifact CreateAutoMLJob CreateAutoMLJobV2 CreateCluster CreateClusterSchedulerConfig CreateCodeRepository CreateCompilationJob CreateComputeQuota CreateContext CreateDataQualityJobDefinition CreateDeviceFleet CreateDomain CreateEdgeDeploymentPlan CreateEdgePackagingJob CreateEndpoint CreateEndpointConfig CreateExperiment CreateFeatureGroup CreateFlowDefinition CreateHub CreateHubContentReference CreateHumanTaskUi CreateHyperParameterTuningJob CreateImage CreateInferenceComponent CreateInferenceExperiment CreateInferenceRecommendationsJob CreateLabelingJob CreateMlflowApp CreateMlflowTrackingServer CreateModel CreateModelBiasJobDefinition CreateModelCard CreateModelExplainabilityJobDefinition CreateModelPackage CreateModelPackageGroup CreateModelQualityJobDefinition CreateMonitoringSchedule CreateNotebookInstance CreateNotebookInstanceLifecycleConfig CreateOptimizationJob CreatePartnerApp CreatePipeline CreateProcessingJob CreateProject CreateSpace CreateStudioLifecycleConfig CreateTrainingJob CreateTrainingPlan CreateTransformJob CreateTrial CreateTrialComponent CreateUserProfile CreateWorkforce CreateWorkteam ImportHubContent RegisterDevices UpdatePartnerApp UpdateProject: tags
  `,
  'savingsplans:TagResource': `
    savingsplans CreateSavingsPlan: tags
  `,
  'scheduler:TagResource': `
    scheduler CreateScheduleGroup: tags
  `,
  'schemas:TagResource': `
    schemas CreateDiscoverer CreateRegistry CreateSchema: tags
  `,
  'scn:TagResource': `
    scn CreateDataIntegrationFlow CreateDataLakeDataset CreateDataLakeNamespace CreateInstance: tags
  `,
  'secretsmanager:TagResource': `
    secretsmanager CreateSecret: tags
  `,
  'security-ir:TagResource': `
    security-ir CreateCase CreateMembership: tags
  `,
  'securityagent:TagResource': `
    securityagent CreateAgentSpace CreateApplication CreateIntegration CreateTargetDomain: tags
  `,
  'securityhub:TagResource': `
    securityhub CreateAggregatorV2 CreateAutomationRuleV2 CreateConfigurationPolicy CreateConnectorV2 EnableSecurityHub EnableSecurityHubV2: tags
    securityhub CreateAutomationRule: criteria.resourceTags tags
    securityhub CreateInsight UpdateFindings UpdateInsight: filters.resourceTags
  `,
  'securitylake:TagResource': `
    securitylake CreateDataLake CreateSubscriber: tags
  `,
  'servicecatalog:TagResource': `
    servicecatalog CreateApplication CreateAttributeGroup CreatePortfolio CreateProduct CreateProvisionedProductPlan ProvisionProduct UpdateProvisionedProduct: tags
    servicecatalog UpdatePortfolio UpdateProduct: addTags removeTags
  `,
  'servicediscovery:TagResource': `
    servicediscovery CreateHttpNamespace CreatePrivateDnsNamespace CreatePublicDnsNamespace CreateService: tags
  `,
  'ses:TagResource': `
    ses CreateAddonInstance CreateAddonSubscription CreateAddressList CreateArchive CreateConfigurationSet CreateContactList CreateCustomVerificationEmailTemplate CreateDedicatedIpPool CreateDeliverabilityTestReport CreateEmailIdentity CreateEmailTemplate CreateIngressPoint CreateMultiRegionEndpoint CreateRelay CreateRuleSet CreateTenant CreateTrafficPolicy SendRawEmail SendTemplatedEmail: tags
    ses SendBulkEmail: bulkEmailEntries.replacementTags defaultEmailTags
    ses SendBulkTemplatedEmail: defaultTags destinations.replacementTags
    ses SendEmail: emailTags tags
  `,
  'shield:TagResource': `
    shield CreateProtection CreateProtectionGroup: tags
  `,
  'signer:TagResource': `
    signer PutSigningProfile: tags
  `,
  'simspaceweaver:TagResource': `
    simspaceweaver StartSimulation: tags
  `,
  'sms-voice:TagResource': `
    sms-voice CreateConfigurationSet CreateNotifyConfiguration CreateOptOutList CreatePool CreateProtectConfiguration CreateRcsAgent CreateRegistration CreateRegistrationAttachment CreateVerifiedDestinationNumber RequestPhoneNumber RequestSenderId: tags
  `,
  'snow-device-management:TagResource': `
    snow-device-management CreateTask: tags
  `,
  'sns:TagResource': `
    sns CreateTopic: tags
  `,
  'sqs:TagQueue': `
    sqs CreateQueue: tags
  `,
  'ssm-contacts:TagResource': `
    ssm-contacts CreateContact CreateRotation: tags
  `,
  'ssm-incidents:TagResource': `
    ssm-incidents CreateReplicationSet: tags
    ssm-incidents CreateResponsePlan: incidentTemplate.incidentTags tags
    ssm-incidents UpdateResponsePlan: incidentTemplateTags
  `,
  'ssm-quicksetup:TagResource': `
    ssm-quicksetup CreateConfigurationManager: tags
  `,
  'ssm-sap:TagResource': `
    ssm-sap RegisterApplication: tags
  `,
  'ssm:AddTagsToResource': `
    ssm CreateActivation CreateAssociation CreateDocument CreateMaintenanceWindow CreateOpsItem CreateOpsMetadata CreatePatchBaseline PutParameter StartAccessRequest StartAutomationExecution StartChangeRequestExecution: tags
  `,
  'sso:TagResource': `
    sso CreateApplication CreateInstance CreatePermissionSet CreateTrustedTokenIssuer: tags
  `,
  'states:TagResource': `
    states CreateActivity CreateStateMachine: tags
  `,
  'storagegateway:AddTagsToResource': `
    storagegateway ActivateGateway AssociateFileSystem CreateCachediSCSIVolume CreateNFSFileShare CreateSMBFileShare CreateSnapshot CreateSnapshotFromVolumeRecoveryPoint CreateStorediSCSIVolume CreateTapePool CreateTapeWithBarcode CreateTapes StartCacheReport UpdateSnapshotSchedule: tags
  `,
  'swf:TagResource': `
    swf RegisterDomain: tags
    swf StartWorkflowExecution: tagList
  `,
  'synthetics:TagResource': `
    synthetics CreateCanary: resourcesToReplicateTags tags
    synthetics CreateGroup: tags
  `,
  'textract:TagResource': `
    textract CreateAdapter CreateAdapterVersion: tags
    textract StartDocumentAnalysis StartDocumentTextDetection StartExpenseAnalysis StartLendingAnalysis: jobTag
  `,
  'thinclient:TagResource': `
    thinclient CreateEnvironment: deviceCreationTags tags
    thinclient UpdateEnvironment: deviceCreationTags
  `,
  'timestream-influxdb:TagResource': `
    timestream-influxdb CreateDbCluster CreateDbInstance CreateDbParameterGroup: tags
  `,
  'timestream:TagResource': `
    timestream CreateDatabase CreateScheduledQuery CreateTable: tags
  `,
  'tnb:TagResource': `
    tnb CreateSolFunctionPackage CreateSolNetworkInstance CreateSolNetworkPackage InstantiateSolNetworkInstance TerminateSolNetworkInstance UpdateSolNetworkInstance: tags
  `,
  'transcribe:TagResource': `
    transcribe CreateCallAnalyticsCategory CreateLanguageModel CreateMedicalVocabulary CreateVocabulary CreateVocabularyFilter StartCallAnalyticsJob StartMedicalScribeJob StartMedicalTranscriptionJob StartTranscriptionJob: tags
  `,
  'transfer:TagResource': `
    transfer CreateAgreement CreateConnector CreateProfile CreateServer CreateUser CreateWebApp CreateWorkflow ImportCertificate ImportHostKey: tags
  `,
  'translate:TagResource': `
    translate CreateParallelData ImportTerminology: tags
  `,
  'verifiedpermissions:TagResource': `
    verifiedpermissions CreatePolicyStore: tags
  `,
  'voiceid:TagResource': `
    voiceid CreateDomain: tags
  `,
  'vpc-lattice:TagResource': `
    vpc-lattice CreateAccessLogSubscription CreateListener CreateResourceConfiguration CreateResourceGateway CreateRule CreateService CreateServiceNetwork CreateServiceNetworkResourceAssociation CreateServiceNetworkServiceAssociation CreateServiceNetworkVpcAssociation CreateTargetGroup StartDomainVerification: tags
  `,
  'waf-regional:TagResource': `
    waf-regional CreateRateBasedRule CreateRule CreateRuleGroup CreateWebACL: tags
  `,
  'waf:TagResource': `
    waf CreateRateBasedRule CreateRule CreateRuleGroup CreateWebACL: tags
  `,
  'wafv2:TagResource': `
    wafv2 CreateIPSet CreateRegexPatternSet CreateRuleGroup CreateWebACL: tags
  `,
  'wellarchitected:TagResource': `
    wellarchitected CreateProfile CreateReviewTemplate CreateWorkload ImportLens: tags
  `,
  'wisdom:TagResource': `
    wisdom CreateAIAgent CreateAIGuardrail CreateAIPrompt CreateAssistant CreateAssistantAssociation CreateContent CreateContentAssociation CreateKnowledgeBase CreateMessageTemplate CreateQuickResponse CreateSession: tags
  `,
  'workspaces-instances:TagResource': `
    workspaces-instances CreateVolume: tagSpecifications tagSpecifications.tags
    workspaces-instances CreateWorkspaceInstance: managedInstance.tagSpecifications tags
  `,
  'workspaces-web:TagResource': `
    workspaces-web CreateBrowserSettings CreateDataProtectionSettings CreateIdentityProvider CreateIpAccessSettings CreateNetworkSettings CreatePortal CreateSessionLogger CreateTrustStore CreateUserAccessLoggingSettings CreateUserSettings: tags
  `,
  'workspaces:CreateTags': `
    workspaces CopyWorkspaceImage CreateConnectionAlias CreateIpGroup CreateUpdatedWorkspaceImage CreateWorkspaceBundle CreateWorkspaceImage CreateWorkspacesPool ImportCustomWorkspaceImage ImportWorkspaceImage RegisterWorkspaceDirectory: tags
    workspaces CreateStandbyWorkspaces: standbyWorkspaces.tags
    workspaces CreateWorkspaces: workspaces.tags
  `,
  'xray:TagResource': `
    xray CreateGroup CreateSamplingRule: tags
  `,
};
