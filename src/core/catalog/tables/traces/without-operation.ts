/**
 * Actions of the recorded services for which there is no operation of that name in the control-plane models of the AWS SDK (botocore 1.43.11): permissions
 * without a call of their own, console-only and agent-only calls, data planes, actions newer than the models. By service.
 */
export const actionsWithoutOperation: Readonly<Record<string, string>> = {
  account: `
    CloseAccount GetPrimaryEmailUpdateStatus
  `,
  acm: `
    CreateAcmeDomainValidation CreateAcmeEndpoint CreateAcmeExternalAccountBinding DeleteAcmeDomainValidation
    DeleteAcmeEndpoint DeleteAcmeExternalAccountBinding DescribeAcmeAccount DescribeAcmeDomainValidation
    DescribeAcmeEndpoint DescribeAcmeExternalAccountBinding GetAcmeExternalAccountBindingCredentials ListAcmeAccounts
    ListAcmeDomainValidations ListAcmeEndpoints ListAcmeExternalAccountBindings ListCertificateDomainValidations
    ListTagsForResource RevokeAcmeAccount RevokeAcmeExternalAccountBinding TagResource UntagResource
    UpdateAcmeDomainValidation UpdateAcmeEndpoint UpdateCertificate
  `,
  amplify: `
    AssociateWebACL DisassociateWebACL GetWebACLForResource ListResourcesForWebACL
  `,
  aps: `
    CreateAlertManagerAlerts DeleteAlertManagerSilence GetAlertManagerSilence GetAlertManagerStatus GetLabels
    GetMetricMetadata GetSeries ListAlertManagerAlertGroups ListAlertManagerAlerts ListAlertManagerReceivers
    ListAlertManagerSilences ListAlerts ListRules PreviewAnomalyDetector PutAlertManagerSilences QueryMetrics
    RemoteWrite
  `,
  appconfig: `
    CreateExperimentDefinition DeleteExperimentDefinition GetExperimentDefinition GetExperimentRun
    ListExperimentDefinitions ListExperimentRunEvents ListExperimentRuns StartExperimentRun StopExperimentRun
    UpdateExperimentDefinition UpdateExperimentRun
  `,
  appflow: `
    DescribeConnectorFields DescribeFlowExecution DescribeFlows ListConnectorFields RunFlow UseConnectorProfile
  `,
  appmesh: `
    DeleteMeshPolicy GetMeshPolicy PutMeshPolicy
  `,
  apprunner: `
    AssociateWebAcl DescribeOperation DescribeWebAclForService DisassociateWebAcl ListAssociatedServicesForWebAcl
  `,
  appstream: `
    Stream
  `,
  appsync: `
    AssociateWebACL DeleteResourcePolicy DisassociateWebACL EventConnect EventPublish EventSubscribe
    GetResourcePolicy GetWebACLForResource ListResourcesForWebACL PutResourcePolicy SetWebACL SourceGraphQL
  `,
  athena: `
    CancelQueryExecution GetCatalogs GetExecutionEngine GetExecutionEngines GetNamespace GetNamespaces
    GetQueryExecutions GetQueryResultsStream GetTable GetTables RunQuery
  `,
  autoscaling: `
    DescribeAccountSettings PutAccountSetting
  `,
  backup: `
    CopyFromBackupVault CopyIntoBackupVault CreateBackupAccessPoint DeleteBackupAccessPoint
    DeleteBackupVaultSharingPolicy DescribeBackupAccessPoint GetBackupVaultSharingPolicy GetPITRMalwareScanResults
    ListBackupAccessPoints ListBackupAccessPointsByRecoveryPoint ListBackupAccessPointsByResource
    ListIndexedRecoveryPointsForSearch PutBackupVaultSharingPolicy SearchRecoveryPoint
  `,
  'backup-gateway': `
    Backup Restore
  `,
  batch: `
    SetCapacityTags
  `,
  bedrock: `
    AgenticRetrieveStream AllowVendedLogDeliveryForResource AssociateThirdPartyKnowledgeBase CallWithBearerToken
    CancelInvoke CheckIngestedDocumentAcl CountTokens CreateDataSourceToken CreateInvocation CreateModelEvaluationJob
    CreateSession DeleteAgentMemory DeleteInvoke DeleteMarketplaceModelAgreement DeleteSession DetectGeneratedContent
    EndSession GenerateQuery GetAccountDataRetention GetAgentMemory GetAsyncInvoke GetBlueprintRecommendation
    GetDataAutomationStatus GetDataSourceAuthorizationUrl GetDocumentContent GetExecutionFlowSnapshot
    GetFlowExecution GetIngestedDocumentAcl GetInvocationStep GetInvoke GetModelEvaluationJob GetSession
    InvokeAutomatedReasoningPolicy InvokeBlueprintRecommendationAsync InvokeBuilder InvokeDataAutomation
    InvokeDataAutomationAsync InvokeGuardrailChecks InvokeModelWithResponseStream InvokeTool ListAsyncInvokes
    ListFlowExecutionEvents ListFlowExecutions ListInvocationSteps ListInvocations ListModelEvaluationJobs
    ListSessions ListTagsForResource OptimizePrompt PutAccountDataRetention PutFoundationModelEntitlement
    PutInvocationStep RenderPrompt Rerank StartFlowExecution StopFlowExecution TagResource UntagResource
    UpdateSession
  `,
  ce: `
    CreateNotificationSubscription CreateReport DeleteNotificationSubscription DeleteReport
    DescribeNotificationSubscription DescribeReport GetConsoleActionSetEnforced GetPreferences
    UpdateConsoleActionSetEnforced UpdateNotificationSubscription UpdatePreferences UpdateReport
  `,
  cloud9: `
    ActivateEC2Remote CreateEnvironmentSSH CreateEnvironmentToken DescribeEC2Remote DescribeSSHRemote
    GetEnvironmentConfig GetEnvironmentSettings GetMembershipSettings GetMigrationExperiences GetUserPublicKey
    GetUserSettings ModifyTemporaryCredentialsOnEnvironmentEC2 UpdateEnvironmentSettings UpdateMembershipSettings
    UpdateSSHRemote UpdateUserSettings
  `,
  cloudformation: `
    CreateUploadBucket ListAllHookResults TagResource UntagResource
  `,
  cloudfront: `
    AllowVendedLogDeliveryForResource CreateSavingsPlan GetSavingsPlan ListDistributionsByLambdaFunction
    ListRateCards ListSavingsPlans ListUsages UpdateSavingsPlan
  `,
  cloudtrail: `
    CreateServiceLinkedChannel DeleteServiceLinkedChannel GenerateQueryResultsSummary GetEventDataStoreData
    GetServiceLinkedChannel ListServiceLinkedChannels UpdateServiceLinkedChannel
  `,
  codeartifact: `
    AssociateWithDownstreamRepository PutPackageMetadata ReadFromRepository
  `,
  codebuild: `
    BatchPutCodeCoverages BatchPutTestCases CreateReport DeleteOAuthToken ListConnectedOAuthAccounts ListRepositories
    PersistOAuthToken UpdateReport
  `,
  codecommit: `
    BatchGetPullRequests CancelUploadArchive GetBlobDifferences GetCommitHistory GetCommitsFromMergeBase
    GetObjectIdentifier GetReferences GetTree GetUploadArchiveStatus GitPull GitPush UploadArchive
  `,
  codeconnections: `
    GetConnectionToken GetIndividualAccessToken GetInstallationUrl ListInstallationTargets PassConnection
    PassRepository RegisterAppCode StartAppRegistrationHandshake StartOAuthHandshake UpdateConnectionInstallation
    UseConnection
  `,
  codedeploy: `
    CreateCloudFormationDeployment
  `,
  'codeguru-reviewer': `
    CreateConnectionToken GetMetricsData ListThirdPartyRepositories
  `,
  'codestar-connections': `
    GetConnectionToken GetIndividualAccessToken GetInstallationUrl ListInstallationTargets PassConnection
    PassRepository RegisterAppCode StartAppRegistrationHandshake StartOAuthHandshake UpdateConnectionInstallation
    UseConnection
  `,
  'cognito-identity': `
    GetIdentityPoolAnalytics GetIdentityPoolDailyAnalytics GetIdentityProviderDailyAnalytics
  `,
  'cognito-idp': `
    AdminDeleteSoftwareToken AdminGetUserAuthFactors AssociateWebACL CreateUserPoolReplica DeleteUserPoolReplica
    DisassociateWebACL GetProvisionedLimit GetWebACLForResource ListResourcesForWebACL ListUserPoolReplicas
    UpdateProvisionedLimit UpdateUserPoolReplica
  `,
  config: `
    DeleteConnector GetConnector ListConnectors PutConnector PutThirdPartyServiceLinkedConfigurationRecorder
  `,
  controltower: `
    CreateManagedAccount DeregisterManagedAccount DeregisterOrganizationalUnit DescribeAccountFactoryConfig
    DescribeCoreService DescribeGuardrail DescribeGuardrailForTarget DescribeLandingZoneConfiguration
    DescribeManagedAccount DescribeManagedOrganizationalUnit DescribeRegisterOrganizationalUnitOperation
    DescribeSingleSignOn DisableGuardrail EnableGuardrail GetAccountInfo GetAvailableUpdates
    GetGuardrailComplianceStatus GetHomeRegion GetLandingZoneDriftStatus GetLandingZoneStatus ListDirectoryGroups
    ListDriftDetails ListEnabledGuardrails ListExtendGovernancePrecheckDetails ListExternalConfigRuleCompliance
    ListGuardrailViolations ListGuardrails ListGuardrailsForTarget ListManagedAccounts
    ListManagedAccountsForGuardrail ListManagedAccountsForParent ListManagedOrganizationalUnits
    ListManagedOrganizationalUnitsForGuardrail ManageOrganizationalUnit PerformPreLaunchChecks SetupLandingZone
    UpdateAccountFactoryConfig
  `,
  cur: `
    GetClassicReport GetClassicReportPreferences GetUsageReport PutClassicReportPreferences ValidateReportDestination
  `,
  dataexchange: `
    CreateAsset PublishDataSet PublishToDataGrant
  `,
  datapipeline: `
    GetAccountLimits PutAccountLimits
  `,
  datasync: `
    AddStorageSystem DescribeDiscoveryJob DescribeStorageSystem DescribeStorageSystemResourceMetrics
    DescribeStorageSystemResources GenerateRecommendations ListDiscoveryJobs ListStorageSystems RemoveStorageSystem
    StartDiscoveryJob StopDiscoveryJob UpdateDiscoveryJob UpdateStorageSystem
  `,
  detective: `
    GetFreeTrialEligibility GetGraphIngestState GetPricingInformation GetUsageInformation InvokeAssistant
    ListHighDegreeEntities ListOrganizationAdminAccount SearchGraph
  `,
  directconnect: `
    AssociateConnectionsToResiliencyGroup CreateResiliencyGroup DeleteResiliencyGroup
    DisassociateConnectionsFromResiliencyGroup GetResiliencyGroup ListResiliencyGroupAssociations
    ListResiliencyGroups ListVirtualInterfaceRoutes UpdateConnectionsBillingMode UpdateResiliencyGroup
  `,
  discovery: `
    GetNetworkConnectionGraph
  `,
  dms: `
    AssociateExtensionPack CreateOutboundIntegration GetMetadataModel ListDataProviders ListExtensionPacks
    ListInstanceProfiles ListMetadataModelAssessmentActionItems ListMetadataModelAssessments
    ListMetadataModelConversions ListMetadataModelExports ListMigrationProjects ModifyFleetAdvisorCollector
    ModifyFleetAdvisorCollectorStatuses ModifyOutboundIntegration StartMetadataModelExportAsScripts
    UpdateConversionConfiguration UpdateDataProvider UpdateInstanceProfile UpdateMigrationProject
    UploadFileMetadataList
  `,
  drs: `
    AssociateFailbackClientToRecoveryInstanceForDrs BatchCreateVolumeSnapshotGroupForDrs
    BatchDeleteSnapshotRequestForDrs CancelRecoveryPlanExecution CreateConvertedSnapshotForDrs
    CreateRecoveryInstanceForDrs CreateRecoveryPlan CreateRecoveryPlanStep CreateSourceServerForDrs
    DeleteRecoveryPlan DeleteRecoveryPlanExecution DeleteRecoveryPlanStep DescribeReplicationServerAssociationsForDrs
    DescribeSnapshotRequestsForDrs GetAgentCommandForDrs GetAgentConfirmedResumeInfoForDrs
    GetAgentInstallationAssetsForDrs GetAgentReplicationInfoForDrs GetAgentRuntimeConfigurationForDrs
    GetAgentSnapshotCreditsForDrs GetChannelCommandsForDrs GetFailbackCommandForDrs GetFailbackLaunchRequestedForDrs
    GetRecoveryPlan GetRecoveryPlanExecution GetRecoveryPlanExecutionStep GetRecoveryPlanStep
    GetSuggestedFailbackClientDeviceMappingForDrs IssueAgentCertificateForDrs ListRecoveryPlanExecutionSteps
    ListRecoveryPlanExecutions ListRecoveryPlanSteps ListRecoveryPlans NotifyAgentAuthenticationForDrs
    NotifyAgentConnectedForDrs NotifyAgentDisconnectedForDrs NotifyAgentReplicationProgressForDrs
    NotifyConsistencyAttainedForDrs NotifyReplicationServerAuthenticationForDrs NotifyVolumeEventForDrs
    ReorderRecoveryPlanSteps RetryRecoveryPlanExecutionStep SendAgentLogsForDrs SendAgentMetricsForDrs
    SendChannelCommandResultForDrs SendClientLogsForDrs SendClientMetricsForDrs SendVolumeStatsForDrs
    StartRecoveryPlanExecution UpdateAgentBacklogForDrs UpdateAgentConversionInfoForDrs
    UpdateAgentReplicationInfoForDrs UpdateAgentReplicationProcessStateForDrs UpdateAgentSourcePropertiesForDrs
    UpdateFailbackClientDeviceMappingForDrs UpdateFailbackClientLastSeenForDrs UpdateRecoveryPlan
    UpdateRecoveryPlanExecutionStep UpdateRecoveryPlanStep UpdateReplicationCertificateForDrs
  `,
  ds: `
    AccessDSData AuthorizeApplication CheckAlias CreateIdentityPoolDirectory DisableRoleAccess EnableRoleAccess
    GetAuthorizedApplicationDetails ListAuthorizedApplications UnauthorizeApplication UpdateAuthorizedApplication
    UpdateDirectory
  `,
  dsql: `
    AddPeerCluster DbConnect DbConnectAdmin GetBackupJob GetRestoreJob InjectError PutMultiRegionProperties
    PutWitnessRegion RemovePeerCluster StartBackupJob StartRestoreJob StopBackupJob StopRestoreJob UpdateStream
  `,
  ec2: `
    AssociateApplicationStatusCheck AssociateVerifiedAccessInstanceWebAcl AttachApplianceToNatGateway
    AttachImageWatermark AttachResourcesToPlacementGroup BatchModifyIpamRoutingPolicyRegistrations
    CreateApplicationStatusCheck CreateCapacityReservationCancellationQuote CreateCoipPoolPermission
    CreateIpamInternetRegistryAssociation CreateIpamRoutingPolicyRegistration CreateLocalGatewayRouteTablePermission
    CreateOdbNetworkPeering CreateTransitGatewayPolicyTableEntry DeleteApplicationStatusCheck
    DeleteCoipPoolPermission DeleteIpamInternetRegistryAssociation DeleteIpamRoutingPolicyRegistration
    DeleteLocalGatewayRouteTablePermission DeleteOdbNetworkPeering DeleteResourcePolicy
    DeleteTransitGatewayPolicyTableEntry DescribeAccountVpcEncryptionControl DescribeApplicationStatus
    DescribeApplicationStatusCheckAssociations DescribeApplicationStatusChecks
    DescribeCapacityReservationCancellationQuotes DescribeIpamInternetRegistryAssociations
    DescribeLocalGatewayRouteTablePermissions DescribeVerifiedAccessInstanceWebAclAssociations
    DetachApplianceFromNatGateway DetachImageWatermark DetachResourcesFromPlacementGroup
    DisableApplicationStatusCheckSuppression DisassociateApplicationStatusCheck
    DisassociateVerifiedAccessInstanceWebAcl EnableApplicationStatusCheckSuppression
    EnableIpamInternetRegistryAssociation GetIpamDiscoveredRoutes GetIpamInternetRegistryAssociationAsns
    GetIpamInternetRegistryAssociationCidrs GetIpamRouteOriginAuthorizations GetIpamRouteProtectionFindings
    GetIpamRoutingPolicyRegistrationDeltas GetIpamRoutingPolicyRegistrations GetResourcePolicy
    GetVerifiedAccessInstanceWebAcl ImportByoipCidrToIpam InjectApiError InjectVolumeIOLatency
    ModifyAccountVpcEncryptionControl ModifyApplicationStatusCheck ModifyIpamRoutingPolicyRegistration
    ModifyOdbNetworkPeering ModifyTransitGatewayPolicyTableEntry ModifyVpcEndpointPayerResponsibility PauseVolumeIO
    PutResourcePolicy ReplaceImageInstanceTypeSpecification SendSpotInstanceInterruptions
    ValidateSecurityGroupQuotasForInterface
  `,
  'ec2-instance-connect': `
    OpenTunnel
  `,
  ecr: `
    BatchImportUpstreamImage GetImageCopyStatus ReplicateImage
  `,
  ecs: `
    AllowVendedLogDeliveryForResource Poll PutSystemLogEvents StartTelemetrySession
  `,
  eks: `
    AccessKubernetesApi ActivateCertificateAuthority CancelUpdate CreateCertificateAuthority
    DeleteCertificateAuthority DescribeCertificateAuthority ListCertificateAuthorities ListDashboardData
    ListDashboardResources MutateViaKubernetesApi
  `,
  elasticache: `
    InterruptClusterAzPower
  `,
  elasticbeanstalk: `
    PutInstanceStatistics
  `,
  elasticfilesystem: `
    Backup ReplicationRead ReplicationWrite Restore
  `,
  elasticloadbalancing: `
    AllowVendedLogDeliveryForResource CreateWebACLAssociation DeleteWebACLAssociation DescribeWebACLAssociation
    GetLoadBalancerWebACL SetWebAcl
  `,
  elasticmapreduce: `
    AccessAllEventLogs AttachEditor CreateEditor CreateRepository CreateStudioPresignedUrl DeleteEditor
    DeleteRepository DeleteWorkspaceAccess DescribeEditor DescribeRepository DetachEditor GetSession
    GetSessionEndpoint LinkRepository ListEditors ListRepositories ListSessions ListWorkspaceAccessIdentities
    OpenEditorInConsole PutWorkspaceAccess StartEditor StartSession StopEditor TerminateSession UnlinkRepository
    UpdateEditor UpdateRepository ViewEventsFromAllClustersInConsole
  `,
  'emr-containers': `
    CreateCertificate DeleteSecurityConfiguration
  `,
  'emr-serverless': `
    AccessInteractiveEndpoints AccessLivyEndpoints AccessSystemProfileLogs
  `,
  es: `
    AttachDataSource CreateElasticsearchServiceRole CreateServiceRole DescribeDataSourceAttachment DetachDataSource
    ESCrossClusterGet ESHttpDelete ESHttpGet ESHttpHead ESHttpPatch ESHttpPost ESHttpPut GetMigration InsightFeedback
    ListDataSourceAttachments ListElasticsearchInstanceTypeDetails ListMigrations
    RollbackElasticsearchServiceSoftwareUpdate StartMigration
  `,
  events: `
    AllowVendedLogDeliveryForResource CreateEventSource CreateSubscriber DeleteEventSource DeleteResourcePolicy
    DeleteSubscriber DescribeSubscriber GetResourcePolicy InvokeApiDestination ListResourcePolicies ListSubscribers
    PutRawEvents PutResourcePolicy RetrieveConnectionCredentials RevokeResource UpdateEventSource UpdateSubscriber
  `,
  fis: `
    InjectApiInternalError InjectApiThrottleError InjectApiUnavailableError
  `,
  fsx: `
    AssociateFileGateway BypassSnaplockEnterpriseRetention DeleteResourcePolicy DescribeAssociatedFileGateways
    DisassociateFileGateway GetResourcePolicy ManageBackupPrincipalAssociations PutResourcePolicy
  `,
  glue: `
    AccessDataQualityRuntimeConfiguration AuthorizeInboundIntegration BatchGetStageFiles CreateInboundIntegration
    DeregisterDataPreview FederateAuthorization GetCompletion GetDashboardUrl GetDataPreviewStatement GetEnvironment
    GetExecutors GetExecutorsThreads GetGeneratedCode GetJobUpgradeAnalysis GetLogParsingStatus
    GetNotebookInstanceStatus GetQueries GetQuery GetRecipeAction GetSessionEndpoint GetStage GetStageAttempt
    GetStageAttemptTaskList GetStageAttemptTaskSummary GetStageFiles GetStages GetStorage GetStorageUnit
    GlueNotebookAuthorize GlueNotebookRefreshCredentials ListJobUpgradeAnalyses ManagedConnector NotifyEvent
    PassConnection PublishDataQuality PutDataQualityStatisticAnnotation RefreshOAuth2Tokens RenameTable
    RequestLogParsing RunDataPreviewStatement SendFeedback SendRecipeAction StartCompletion StartJobUpgradeAnalysis
    StartNotebook StopJobUpgradeAnalysis TerminateNotebook UpgradeJob UseGlueStudio UseMLTransforms
  `,
  guardduty: `
    CreateCustomDetectionRuleAssociation CreateCustomDetectionRuleOrgConfiguration CreateInvestigation
    DeleteCustomDetectionRuleAssociation DeleteCustomDetectionRuleOrgConfiguration GetCustomDetectionRule
    GetCustomDetectionRuleAssociation GetCustomDetectionRuleOrgConfiguration GetInvestigation
    ListCustomDetectionRuleAssociations ListCustomDetectionRuleOrgConfigurations ListCustomDetectionRules
    ListInvestigations UpdateCustomDetectionRuleAssociation UpdateCustomDetectionRuleOrgConfiguration
  `,
  iam: `
    DeleteCloudFrontPublicKey GetAccountEmailAddress GetAccountName GetAccountProperties GetCloudFrontPublicKey
    GetRoleTemplateVersion ListCloudFrontPublicKeys ListSTSRegionalEndpointsStatus PutAccountProperties
    SetSTSRegionalEndpointStatus UpdateAccountEmailAddress UpdateAccountName UpdateCloudFrontPublicKey
    UploadCloudFrontPublicKey
  `,
  identitystore: `
    AddRegion CreateIdentityStore DeleteIdentityStore DescribeIdentityStore DescribeRegion ListIdentityStores
    ListRegions RemoveRegion ReserveUser UpdateIdentityStore
  `,
  inspector2: `
    CreateConnector DeleteConnector ListConnectorScanConfigurations ListConnectors UpdateConnector
    UpdateConnectorScanConfiguration
  `,
  internetmonitor: `
    Link
  `,
  kafka: `
    CreateChannel DeleteChannel DescribeChannel ListChannels UpdateChannel
  `,
  kinesisanalytics: `
    GetApplicationState
  `,
  kms: `
    SynchronizeMultiRegionKey
  `,
  lakeformation: `
    GetDataAccess RegisterResourceWithPrivilegedAccess
  `,
  mediaconnect: `
    AssociateRouterNetworkInterface DiscoverGatewayPollEndpoint PollGateway SubmitGatewayStateChange
  `,
  medialive: `
    PollAnywhere SubmitAnywhereStateChange
  `,
  memorydb: `
    PauseMultiRegionClusterReplication
  `,
  mgn: `
    BatchCreateVolumeSnapshotGroupForMgn BatchDeleteSnapshotRequestForMgn CreateVcenterClientForMgn
    DescribeReplicationServerAssociationsForMgn DescribeSnapshotRequestsForMgn GetAccountSettings
    GetAgentCommandForMgn GetAgentConfirmedResumeInfoForMgn GetAgentInstallationAssetsForMgn
    GetAgentReplicationInfoForMgn GetAgentRuntimeConfigurationForMgn GetAgentSnapshotCreditsForMgn
    GetChannelCommandsForMgn GetVcenterClientCommandsForMgn IssueClientCertificateForMgn
    ListNetworkMigrationDeployedStacksDeletions ListNetworkMigrationExecutionArtifacts
    NotifyAgentAuthenticationForMgn NotifyAgentConnectedForMgn NotifyAgentDisconnectedForMgn
    NotifyAgentReplicationProgressForMgn NotifyVcenterClientStartedForMgn RegisterAgentForMgn SendAgentLogsForMgn
    SendAgentMetricsForMgn SendChannelCommandResultForMgn SendClientLogsForMgn SendClientMetricsForMgn
    SendVcenterClientCommandResultForMgn SendVcenterClientLogsForMgn SendVcenterClientMetricsForMgn
    StartNetworkMigrationDeployedStacksDeletion StartSnapshotGroupForMgn UpdateAccountSettings
    UpdateAgentBacklogForMgn UpdateAgentConversionInfoForMgn UpdateAgentReplicationInfoForMgn
    UpdateAgentReplicationProcessStateForMgn UpdateAgentSourcePropertiesForMgn
    UpdateNetworkMigrationMapperSegmentConstruct VerifyClientRoleForMgn
  `,
  mq: `
    CreateReplicaBroker DescribeSharedResources UpdateBrokerAccessConfiguration
  `,
  'network-firewall': `
    CreateContainerAssociation DeleteContainerAssociation DescribeContainerAssociation ListContainerAssociations
    UpdateContainerAssociation
  `,
  osis: `
    Ingest
  `,
  outposts: `
    CreatePrivateConnectivityConfig CreateQuote DeleteQuote GetPrivateConnectivityConfig GetQuote
    ListOrderableInstanceTypes ListQuotes UpdateQuote
  `,
  proton: `
    CreateEnvironmentTemplateMajorVersion CreateEnvironmentTemplateMinorVersion CreateServiceTemplateMajorVersion
    CreateServiceTemplateMinorVersion DeleteAccountRoles DeleteEnvironmentTemplateMajorVersion
    DeleteEnvironmentTemplateMinorVersion DeleteServiceTemplateMajorVersion DeleteServiceTemplateMinorVersion
    GetAccountRoles GetEnvironmentTemplateMajorVersion GetEnvironmentTemplateMinorVersion
    GetResourceTemplateVersionStatusCounts GetServiceTemplateMajorVersion GetServiceTemplateMinorVersion
    ListEnvironmentTemplateMajorVersions ListEnvironmentTemplateMinorVersions ListServiceTemplateMajorVersions
    ListServiceTemplateMinorVersions UpdateAccountRoles UpdateEnvironmentTemplateMajorVersion
    UpdateEnvironmentTemplateMinorVersion UpdateServiceTemplateMajorVersion UpdateServiceTemplateMinorVersion
  `,
  rds: `
    CopyCustomDBEngineVersion CrossRegionCommunication DescribeRecommendationGroups DescribeRecommendations
    DownloadCompleteDBLogFile ModifyRecommendation
  `,
  redshift: `
    AuthorizeInboundIntegration CancelQuery CancelQuerySession CreateClusterUser CreateInboundIntegration
    CreateQev2IdcApplication CreateSavedQuery DeleteQev2IdcApplication DeleteSavedQueries DescribeAutonomicsDenylist
    DescribeQev2IdcApplications DescribeQuery DescribeSavedQueries DescribeTable ExecuteQuery FetchResults JoinGroup
    ListDatabases ListSavedQueries ListSchemas ListTables ModifyAutonomicsDenylist ModifyQev2IdcApplication
    ModifySavedQuery ViewQueriesFromConsole ViewQueriesInConsole
  `,
  'redshift-serverless': `
    DescribeOneTimeCredit GetManagedWorkgroup ListAutonomicsDenylist UpdateAutonomicsDenylist
  `,
  resiliencehub: `
    CreateAssertion CreateInputSource CreatePolicy CreateReport CreateService CreateServiceFunction
    CreateServiceFunctionResources CreateSystem CreateTest CreateUserJourney DeleteAssertion DeleteInputSource
    DeletePolicy DeleteService DeleteServiceFunction DeleteServiceFunctionResources DeleteSystem DeleteTest
    DeleteTestSources DeleteUserJourney GetFailureModeFinding GetPolicy GetService GetSystem GetTest GetTestRun
    GetTestTemplate GetUserJourney ImportApp ImportPolicy ListAssertions ListDependencies ListFailureModeAssessments
    ListFailureModeFindings ListInputSources ListPolicies ListReports ListResolvedTestRunTargetResources
    ListResources ListServiceEvents ListServiceFunctions ListServiceTopologyEdges ListServices ListSystemEvents
    ListSystems ListTestRunDependencies ListTestRunEvents ListTestRunSourceEvents ListTestRunSources ListTestRuns
    ListTestSources ListTestTemplates ListTests ListUserJourneys PutTestSources StartFailureModeAssessment
    StartTestRun StopTestRun UpdateAssertion UpdateDependency UpdateFailureModeFinding UpdatePolicy UpdateService
    UpdateServiceFunction UpdateSystem UpdateTest UpdateUserJourney
  `,
  'resource-explorer-2': `
    CreateManagedView CreateStreamingAccessForService DeleteResourcePolicy DeleteStreamingAccessForService
    GetResourcePolicy PutResourcePolicy
  `,
  'resource-groups': `
    AssociateResource DeleteGroupPolicy DisassociateResource GetGroupPolicy ListResourceTypes PutGroupPolicy
  `,
  route53resolver: `
    ListFirewallRuleTypes
  `,
  sagemaker: `
    AccessModelPackage AttachClusterNodeNetworkInterface BatchWriteRecord CallMlflowAppApi CallPartnerAppApi
    CallWithBearerToken CompleteRollout CreateJob CreateLineageGroupPolicy CreateReservedCapacity CreateSharedModel
    DeleteHumanLoop DeleteJob DeleteLineageGroupPolicy DeleteRecord DeleteResourcePolicy DeployHubModel
    DescribeClusterInference DescribeHumanLoop DescribeJob DescribeJobSchemaVersion DescribeSharedModel
    GetDeployments GetDeviceRegistration GetRecord GetResourcePolicy InvokeEndpoint InvokeEndpointAsync
    ListHumanLoops ListJobSchemaVersions ListJobs ListRecords ListSharedModelEvents ListSharedModelVersions
    ListSharedModels PutLineageGroupPolicy PutRecord PutResourcePolicy Sample SampleWithResponseStream
    SendSharedModelEvent StartHumanLoop StopHumanLoop StopJob TrainHubModel UpdateClusterInference UpdateReward
    UpdateSharedModel
  `,
  scheduler: `
    ListSchedulesByTarget
  `,
  securityhub: `
    AllowVendedLogDeliveryForResource BatchGetControlEvaluations BatchGetEnabledRegionsV2 ConnectorRegistrationsV2
    CreateConnector DeleteConnector DisableSecurityHubFeatureV2 EnableSecurityHubFeatureV2 GetAdhocInsightResults
    GetConnector GetControlFindingSummary GetCoverageStatisticsV2 GetFreeTrialEndDate GetFreeTrialUsage
    GetInsightFindingTrend GetUsage GetUsageV2 ListAccountUsageV2 ListConnectors ListControlEvaluationSummaries
    ListFreeTrialStatusesV2 SendFindingEvents SendInsightEvents UpdateConnector
  `,
  serverlessrepo: `
    SearchApplications
  `,
  servicecatalog: `
    DeleteResourcePolicy GetResourcePolicy PutResourcePolicy
  `,
  servicediscovery: `
    DeleteResourcePolicy GetResourcePolicy PutResourcePolicy
  `,
  shield: `
    DescribeAttackContributors GetGlobalThreatData ListMitigations
  `,
  ssm: `
    CreateCloudConnector DeleteCloudConnector DescribeDocumentParameters ExecuteAPI GetCalendar GetCloudConnector
    ListCloudConnectors PutCalendar RegisterManagedInstance UpdateCloudConnector UpdateInstanceAssociationStatus
    UpdateInstanceInformation UpdateManagedInstancePublicKey ValidateCloudConnector
  `,
  'ssm-contacts': `
    AssociateContact
  `,
  sso: `
    AssociateDirectory AssociateProfile CreateApplicationInstance CreateApplicationInstanceCertificate
    CreateManagedApplicationInstance CreateProfile CreateTrust DeleteApplicationInstance
    DeleteApplicationInstanceCertificate DeleteManagedApplicationInstance DeleteProfile DescribeRegisteredRegions
    DisassociateDirectory DisassociateProfile GetApplicationInstance GetApplicationTemplate
    GetManagedApplicationInstance GetMfaDeviceManagementForDirectory GetPermissionSet GetProfile GetSSOStatus
    GetSharedSsoConfiguration GetSsoConfiguration GetTrust ImportApplicationInstanceServiceProviderMetadata
    ListApplicationInstanceCertificates ListApplicationInstances ListApplicationTemplates ListDirectoryAssociations
    ListProfileAssociations ListProfiles PutMfaDeviceManagementForDirectory PutPermissionsPolicy SearchGroups
    SearchUsers StartSSO UpdateApplicationInstanceActiveCertificate UpdateApplicationInstanceDisplayData
    UpdateApplicationInstanceResponseConfiguration UpdateApplicationInstanceResponseSchemaConfiguration
    UpdateApplicationInstanceSecurityConfiguration UpdateApplicationInstanceServiceProviderConfiguration
    UpdateApplicationInstanceStatus UpdateManagedApplicationInstanceStatus UpdateProfile UpdateSSOConfiguration
    UpdateTrust
  `,
  storagegateway: `
    BypassGovernanceRetention
  `,
  sts: `
    GetServiceBearerToken TagGetWebIdentityToken
  `,
  'vpc-lattice': `
    AssociateViaAWSService AssociateViaAWSService-EventsAndStates CreateServiceNetworkVpcEndpointAssociation
  `,
  wafv2: `
    DisassociateFirewallManager GetRevenueStatistics GetRevenueStatisticsSummary GetRevenueStatisticsTimeSeries
    ListSettlementRecords PutFirewallManagerRuleGroups ValidateNetworkSecurityManagerRuleConfiguration
    ValidateNetworkSecurityManagerWebACLConfiguration
  `,
  workspaces: `
    CreateRootClientCertificate DeleteRootClientCertificate DescribeConsent DirectoryAccessManagement
    GetTroubleshootingRecommendation InvokeOnboardingAgent InvokeTroubleshootingInvestigation
    ListTroubleshootingRecommendations Personalization Stream UpdateConsent UpdateRootClientCertificate
  `,
};
