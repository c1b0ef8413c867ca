/**
 * Calls that hand a role (or an instance profile) to a service, by event source; a line is event names and, after the colon, the parameters that carry it.
 * A parameter after `?` may carry it unseen; a line without any carries it always. From the input shapes of the AWS SDK models, with those of
 * iann0036/iam-dataset that pass a role in another way.
 */
export const passRoleCarriers: Readonly<Record<string, string>> = {
  'access-analyzer.amazonaws.com': `
    StartPolicyGeneration: cloudTrailDetails.accessRole
  `,
  'aidevops.amazonaws.com': `
    AssociateService UpdateAssociation: configuration.aws.assumableRoleArn configuration.sourceAws.assumableRoleArn
    EnableOperatorApp: operatorAppRoleArn
    RegisterService: serviceDetails.azureidentity.webIdentityRoleArn serviceDetails.mcpserversigv4.authorizationConfig.roleArn
  `,
  'aiops.amazonaws.com': `
    CreateInvestigationGroup UpdateInvestigationGroup: crossAccountConfigurations.sourceRoleArn roleArn
  `,
  'airflow-serverless.amazonaws.com': `
    CreateWorkflow UpdateWorkflow: roleArn
  `,
  'airflow.amazonaws.com': `
    CreateEnvironment UpdateEnvironment: executionRoleArn
  `,
  'amazonmq.amazonaws.com': `
    CreateBroker UpdateBroker: ldapServerMetadata.roleName ?ldapServerMetadata
  `,
  'amplify.amazonaws.com': `
    CreateApp UpdateApp: computeRoleArn iamServiceRoleArn
    CreateBranch UpdateBranch: computeRoleArn
    CreateDomainAssociation UpdateDomainAssociation: autoSubDomainIAMRole
  `,
  'apigateway.amazonaws.com': `
    CreateApi: createApiInput.credentialsArn credentialsArn
    CreateAuthorizer: authorizerCredentials authorizerCredentialsArn createAuthorizerInput.authorizerCredentials createAuthorizerInput.authorizerCredentialsArn
    CreateIntegration: createIntegrationInput.credentialsArn credentialsArn
    ImportApi: ?body ?importApiInput
    ImportRestApi: ?body ?importRestApiInput ?importRestApiRequest
    PutIntegration: credentials putIntegrationInput.credentials
    PutRestApi: ?body ?putRestApiInput ?putRestApiRequest
    ReimportApi: ?body ?reimportApiInput
    UpdateAccount: ?patchOperations ?updateAccountInput
    UpdateApi: credentialsArn ?updateApiInput
    UpdateAuthorizer: authorizerCredentialsArn ?patchOperations ?updateAuthorizerInput
    UpdateIntegration: credentialsArn ?patchOperations ?updateIntegrationInput
  `,
  'appconfig.amazonaws.com': `
    CreateConfigurationProfile UpdateConfigurationProfile: retrievalRoleArn
    CreateEnvironment UpdateEnvironment: monitors.alarmRoleArn
  `,
  'appflow.amazonaws.com': `
    CreateConnectorProfile UpdateConnectorProfile: connectorProfileConfig.connectorProfileProperties.redshift.dataApiRoleArn connectorProfileConfig.connectorProfileProperties.redshift.roleArn
    CreateFlow UpdateFlow: metadataCatalogConfig.glueDataCatalog.roleArn
  `,
  'application-autoscaling.amazonaws.com': `
    RegisterScalableTarget: roleARN
  `,
  'apprunner.amazonaws.com': `
    CreateService UpdateService: instanceConfiguration.instanceRoleArn sourceConfiguration.authenticationConfiguration.accessRoleArn
  `,
  'appstream.amazonaws.com': `
    CreateAppBlockBuilder CreateExportImageTask CreateFleet CreateImageBuilder CreateImportedImage UpdateAppBlockBuilder UpdateFleet: iamRoleArn
  `,
  'appsync.amazonaws.com': `
    CreateApi UpdateApi: eventConfig.logConfig.cloudWatchLogsRoleArn
    CreateDataSource UpdateDataSource: serviceRoleArn
    CreateGraphqlApi UpdateGraphqlApi: logConfig.cloudWatchLogsRoleArn mergedApiExecutionRoleArn
  `,
  'aps.amazonaws.com': `
    CreateScraper UpdateScraper: roleConfiguration.sourceRoleArn roleConfiguration.targetRoleArn
  `,
  'arc-region-switch.amazonaws.com': `
    CreatePlan UpdatePlan: executionRole workflows.steps.executionBlockConfiguration.arcRoutingControlConfig.crossAccountRole workflows.steps.executionBlockConfiguration.customActionLambdaConfig.lambdas.crossAccountRole workflows.steps.executionBlockConfiguration.documentDbConfig.crossAccountRole workflows.steps.executionBlockConfiguration.ec2AsgCapacityIncreaseConfig.asgs.crossAccountRole workflows.steps.executionBlockConfiguration.ecsCapacityIncreaseConfig.services.crossAccountRole workflows.steps.executionBlockConfiguration.eksResourceScalingConfig.eksClusters.crossAccountRole workflows.steps.executionBlockConfiguration.executionApprovalConfig.approvalRole workflows.steps.executionBlockConfiguration.globalAuroraConfig.crossAccountRole workflows.steps.executionBlockConfiguration.rdsCreateCrossRegionReadReplicaConfig.crossAccountRole workflows.steps.executionBlockConfiguration.rdsPromoteReadReplicaConfig.crossAccountRole workflows.steps.executionBlockConfiguration.regionSwitchPlanConfig.crossAccountRole workflows.steps.executionBlockConfiguration.route53HealthCheckConfig.crossAccountRole
  `,
  'athena.amazonaws.com': `
    CreateWorkGroup: configuration.executionRole
    StartSession: executionRole
    UpdateWorkGroup: configurationUpdates.executionRole
  `,
  'auditmanager.amazonaws.com': `
    BatchCreateDelegationByAssessment: createDelegationRequests.roleArn
    CreateAssessment UpdateAssessment: roles.roleArn
    UpdateSettings: defaultProcessOwners.roleArn
  `,
  'autoscaling.amazonaws.com': `
    CreateAutoScalingGroup: lifecycleHookSpecificationList.roleARN serviceLinkedRoleARN ?instanceId ?launchConfigurationName ?launchTemplate ?mixedInstancesPolicy ?mixedInstancesPolicy.launchTemplate ?mixedInstancesPolicy.launchTemplate.launchTemplateSpecification
    CreateLaunchConfiguration: iamInstanceProfile ?instanceId
    PutLifecycleHook: roleARN
    StartInstanceRefresh: ?desiredConfiguration.launchTemplate ?desiredConfiguration.mixedInstancesPolicy.launchTemplate
    UpdateAutoScalingGroup: serviceLinkedRoleARN ?launchConfigurationName ?launchTemplate ?mixedInstancesPolicy ?mixedInstancesPolicy.launchTemplate ?mixedInstancesPolicy.launchTemplate.launchTemplateSpecification
  `,
  'backup-gateway.amazonaws.com': `
    PutHypervisorPropertyMappings: iamRoleArn
  `,
  'backup-search.amazonaws.com': `
    StartSearchResultExportJob: roleArn
  `,
  'backup.amazonaws.com': `
    CreateBackupPlan UpdateBackupPlan: backupPlan.scanSettings.scannerRoleArn
    CreateBackupSelection: backupSelection.iamRoleArn
    CreateRestoreTestingSelection UpdateRestoreTestingSelection: restoreTestingSelection.iamRoleArn
    StartBackupJob StartCopyJob StartRestoreJob UpdateRecoveryPointIndexSettings: iamRoleArn
    StartScanJob: iamRoleArn scannerRoleArn
  `,
  'batch.amazonaws.com': `
    CreateComputeEnvironment: computeResources.instanceRole computeResources.spotIamFleetRole serviceRole ?computeResources.launchTemplate
    RegisterJobDefinition: containerProperties.executionRoleArn containerProperties.jobRoleArn ecsProperties.taskProperties.executionRoleArn ecsProperties.taskProperties.taskRoleArn nodeProperties.nodeRangeProperties.container.executionRoleArn nodeProperties.nodeRangeProperties.container.jobRoleArn nodeProperties.nodeRangeProperties.ecsProperties.taskProperties.executionRoleArn nodeProperties.nodeRangeProperties.ecsProperties.taskProperties.taskRoleArn
    SubmitJob: ?jobDefinition
    UpdateComputeEnvironment: computeResources.instanceRole serviceRole ?computeResources.launchTemplate
  `,
  'bcm-dashboards.amazonaws.com': `
    CreateScheduledReport: scheduledReport.scheduledReportExecutionRoleArn
    UpdateScheduledReport: scheduledReportExecutionRoleArn
  `,
  'bedrock-agentcore.amazonaws.com': `
    CreateABTest CreateAgentRuntime CreateGateway CreatePaymentManager UpdateABTest UpdateAgentRuntime UpdateGateway UpdatePaymentManager: roleArn
    CreateBrowser CreateCodeInterpreter CreateHarness UpdateHarness: executionRoleArn
    CreateMemory UpdateMemory: memoryExecutionRoleArn
    CreateOnlineEvaluationConfig UpdateOnlineEvaluationConfig: evaluationExecutionRoleArn
    CreateRegistryRecord: synchronizationConfiguration.fromUrl.credentialProviderConfigurations.credentialProvider.iamCredentialProvider.roleArn
  `,
  'bedrock.amazonaws.com': `
    CreateAgent UpdateAgent: agentResourceRoleArn
    CreateCustomModel CreateEvaluationJob CreateKnowledgeBase CreateModelCustomizationJob CreateModelImportJob CreateModelInvocationJob UpdateKnowledgeBase: roleArn
    CreateFlow UpdateFlow: executionRoleArn
    CreateMarketplaceModelEndpoint UpdateMarketplaceModelEndpoint: endpointConfig.sageMaker.executionRole
    PutModelInvocationLoggingConfiguration: loggingConfig.cloudWatchConfig.roleArn
  `,
  'braket.amazonaws.com': `
    CreateJob: roleArn
  `,
  'budgets.amazonaws.com': `
    CreateBudgetAction UpdateBudgetAction: definition.iamActionDefinition.roles executionRoleArn
  `,
  'chatbot.amazonaws.com': `
    CreateChimeWebhookConfiguration CreateMicrosoftTeamsChannelConfiguration CreateSlackChannelConfiguration UpdateChimeWebhookConfiguration UpdateMicrosoftTeamsChannelConfiguration UpdateSlackChannelConfiguration: iamRoleArn
  `,
  'chime.amazonaws.com': `
    CreateMediaCapturePipeline: sinkIamRoleArn
    CreateMediaInsightsPipelineConfiguration UpdateMediaInsightsPipelineConfiguration: elements.amazonTranscribeCallAnalyticsProcessorConfiguration.postCallAnalyticsSettings.dataAccessRoleArn resourceAccessRoleArn
  `,
  'cleanrooms-ml.amazonaws.com': `
    CreateConfiguredAudienceModel UpdateConfiguredAudienceModel: outputConfig.roleArn
    CreateConfiguredModelAlgorithm CreateTrainingDataset: roleArn
    CreateMLInputChannel: inputChannel.roleArn
    PutMLConfiguration: defaultOutputLocation.roleArn
    StartAudienceGenerationJob: seedAudience.roleArn
  `,
  'cleanrooms.amazonaws.com': `
    CreateAnalysisTemplate: source.artifacts.roleArn
    CreateConfiguredTableAssociation UpdateConfiguredTableAssociation: roleArn
    CreateMembership UpdateMembership: defaultJobResultConfiguration.roleArn defaultResultConfiguration.roleArn
  `,
  'cloudcontrolapi.amazonaws.com': `
    CreateResource UpdateResource: roleArn
  `,
  'cloudformation.amazonaws.com': `
    ActivateType RegisterType: executionRoleArn loggingConfig.logRoleArn
    ContinueUpdateRollback CreateChangeSet CreateStack RollbackStack UpdateStack: roleARN
    CreateStackInstances: administrationRoleARN ?stackSetName
    CreateStackSet UpdateStackSet: administrationRoleARN executionRoleName
    UpdateStackInstances: ?stackSetName
  `,
  'cloudfront.amazonaws.com': `
    CreateRealtimeLogConfig CreateRealtimeLogConfig2020_05_31 UpdateRealtimeLogConfig UpdateRealtimeLogConfig2020_05_31: endPoints.kinesisStreamConfig.roleARN
  `,
  'cloudhsm.amazonaws.com': `
    CreateHsm: iamRoleArn
  `,
  'cloudtrail.amazonaws.com': `
    CreateTrail UpdateTrail: cloudWatchLogsRoleArn
    EnableFederation: federationRoleArn
    StartImport: importSource.s3.s3BucketAccessRoleArn
  `,
  'codebuild.amazonaws.com': `
    CreateFleet UpdateFleet: fleetServiceRole
    CreateProject UpdateProject: buildBatchConfig.serviceRole serviceRole
    StartBuild: serviceRoleOverride
    StartBuildBatch: buildBatchConfigOverride.serviceRole serviceRoleOverride
    UpdateProjectVisibility: resourceAccessRole
  `,
  'codeconnections.amazonaws.com': `
    CreateSyncConfiguration UpdateSyncConfiguration: roleArn
  `,
  'codedeploy.amazonaws.com': `
    CreateDeploymentGroup UpdateDeploymentGroup: serviceRoleArn
  `,
  'codepipeline.amazonaws.com': `
    CreatePipeline UpdatePipeline: pipeline.roleArn pipeline.stages.actions.roleArn pipeline.stages.beforeEntry.conditions.rules.roleArn pipeline.stages.onFailure.conditions.rules.roleArn pipeline.stages.onSuccess.conditions.rules.roleArn
  `,
  'codestar-connections.amazonaws.com': `
    CreateSyncConfiguration UpdateSyncConfiguration: roleArn
  `,
  'codestar.amazonaws.com': `
    CreateProject: toolchain.roleArn
  `,
  'cognito-identity.amazonaws.com': `
    SetIdentityPoolRoles: roleMappings roles
  `,
  'cognito-idp.amazonaws.com': `
    CreateGroup UpdateGroup: roleArn
    CreateUserImportJob: cloudWatchLogsRoleArn
    CreateUserPool UpdateUserPool: smsConfiguration.snsCallerArn
    CreateUserPoolClient UpdateUserPoolClient: analyticsConfiguration.roleArn
    SetUserPoolMfaConfig: smsMfaConfiguration.smsConfiguration.snsCallerArn
  `,
  'cognito-sync.amazonaws.com': `
    SetIdentityPoolConfiguration: cognitoStreams.roleArn pushSync.roleArn
  `,
  'comprehend.amazonaws.com': `
    CreateDocumentClassifier CreateEndpoint CreateEntityRecognizer CreateFlywheel ImportModel StartDocumentClassificationJob StartDominantLanguageDetectionJob StartEntitiesDetectionJob StartEventsDetectionJob StartKeyPhrasesDetectionJob StartPiiEntitiesDetectionJob StartSentimentDetectionJob StartTargetedSentimentDetectionJob StartTopicsDetectionJob UpdateFlywheel: dataAccessRoleArn
    UpdateEndpoint: desiredDataAccessRoleArn
  `,
  'comprehendmedical.amazonaws.com': `
    StartEntitiesDetectionV2Job StartICD10CMInferenceJob StartPHIDetectionJob StartRxNormInferenceJob StartSNOMEDCTInferenceJob: dataAccessRoleArn
  `,
  'config.amazonaws.com': `
    PutConfigurationAggregator: organizationAggregationSource.roleArn
    PutConfigurationRecorder: configurationRecorder.roleARN configurationRecorder.roleArn
    PutDeliveryChannel:
    PutRemediationConfigurations: ?remediationConfigurations
  `,
  'databrew.amazonaws.com': `
    CreateProfileJob CreateProject CreateRecipeJob UpdateProfileJob UpdateProject UpdateRecipeJob: roleArn
  `,
  'dataexchange.amazonaws.com': `
    CreateJob: details.importAssetsFromLakeFormationTagPolicy.roleArn
  `,
  'datapipeline.amazonaws.com': `
    PutPipelineDefinition ValidatePipelineDefinition:
  `,
  'datasync.amazonaws.com': `
    CreateLocationAzureBlob CreateLocationFsxWindows CreateLocationHdfs CreateLocationObjectStorage CreateLocationSmb UpdateLocationAzureBlob UpdateLocationFsxWindows UpdateLocationHdfs UpdateLocationObjectStorage UpdateLocationSmb: customSecretConfig.secretAccessRoleArn
    CreateLocationEfs UpdateLocationEfs: fileSystemAccessRoleArn
    CreateLocationFsxOntap CreateLocationFsxOpenZfs UpdateLocationFsxOntap UpdateLocationFsxOpenZfs: protocol.sMB.customSecretConfig.secretAccessRoleArn
    CreateLocationS3 UpdateLocationS3: s3Config.bucketAccessRoleArn
    CreateTask StartTaskExecution UpdateTask: manifestConfig.source.s3.bucketAccessRoleArn taskReportConfig.destination.s3.bucketAccessRoleArn
  `,
  'datazone.amazonaws.com': `
    AssociateEnvironmentRole: environmentRoleArn
    CreateAccountPool UpdateAccountPool: accountSource.customAccountPoolHandler.lambdaExecutionRoleArn
    CreateConnection UpdateConnection: awsLocation.accessRole props.sparkEmrProperties.instanceProfileArn props.sparkEmrProperties.runtimeRole
    CreateDataSource UpdateDataSource: configuration.glueRunConfiguration.dataAccessRole configuration.redshiftRunConfiguration.dataAccessRole
    CreateDomain UpdateDomain: domainExecutionRole serviceRole
    CreateProject: projectExecutionRole
    CreateSubscriptionTarget UpdateSubscriptionTarget: manageAccessRole
    PutEnvironmentBlueprintConfiguration: manageAccessRoleArn provisioningConfigurations.lakeFormationConfiguration.locationRegistrationRole provisioningRoleArn
  `,
  'dax.amazonaws.com': `
    CreateCluster: iamRoleArn
  `,
  'deadline.amazonaws.com': `
    CreateFleet CreateMonitor CreateQueue UpdateFleet UpdateMonitor UpdateQueue: roleArn
  `,
  'devicefarm.amazonaws.com': `
    CreateProject UpdateProject: executionRoleArn
    ScheduleRun: configuration.executionRoleArn
  `,
  'dlm.amazonaws.com': `
    CreateLifecyclePolicy UpdateLifecyclePolicy: executionRoleArn
  `,
  'dms.amazonaws.com': `
    CreateDataMigration CreateFleetAdvisorCollector ModifyDataMigration StartReplicationTaskAssessmentRun: serviceAccessRoleArn
    CreateDataProvider: settings.ibmDb2LuwSettings.s3AccessRoleArn settings.ibmDb2zOsSettings.s3AccessRoleArn settings.mariaDbSettings.s3AccessRoleArn settings.microsoftSqlServerSettings.s3AccessRoleArn settings.mySqlSettings.s3AccessRoleArn settings.oracleSettings.s3AccessRoleArn settings.oracleSettings.secretsManagerOracleAsmAccessRoleArn settings.oracleSettings.secretsManagerSecurityDbEncryptionAccessRoleArn settings.postgreSqlSettings.s3AccessRoleArn settings.redshiftSettings.s3AccessRoleArn
    CreateEndpoint ModifyEndpoint: dmsTransferSettings.serviceAccessRoleArn docDbSettings.secretsManagerAccessRoleArn dynamoDbSettings.serviceAccessRoleArn elasticsearchSettings.serviceAccessRoleArn gcpMySQLSettings.secretsManagerAccessRoleArn iBMDb2Settings.secretsManagerAccessRoleArn kinesisSettings.serviceAccessRoleArn microsoftSQLServerSettings.secretsManagerAccessRoleArn mongoDbSettings.secretsManagerAccessRoleArn mySQLSettings.secretsManagerAccessRoleArn mySQLSettings.serviceAccessRoleArn neptuneSettings.serviceAccessRoleArn oracleSettings.secretsManagerAccessRoleArn oracleSettings.secretsManagerOracleAsmAccessRoleArn postgreSQLSettings.secretsManagerAccessRoleArn postgreSQLSettings.serviceAccessRoleArn redshiftSettings.secretsManagerAccessRoleArn redshiftSettings.serviceAccessRoleArn s3Settings.serviceAccessRoleArn serviceAccessRoleArn sybaseSettings.secretsManagerAccessRoleArn
    CreateInstanceProfile: instanceProfileName
    CreateMigrationProject: schemaConversionApplicationAttributes.s3BucketRoleArn sourceDataProviderDescriptors.secretsManagerAccessRoleArn targetDataProviderDescriptors.secretsManagerAccessRoleArn
  `,
  'drs.amazonaws.com': `
    StartRecovery:
  `,
  'dsql.amazonaws.com': `
    CreateStream: targetDefinition.kinesis.roleArn
  `,
  'dynamodb.amazonaws.com': `
    UpdateGlobalTableSettings: globalTableGlobalSecondaryIndexSettingsUpdate.provisionedWriteCapacityAutoScalingSettingsUpdate.autoScalingRoleArn globalTableProvisionedWriteCapacityAutoScalingSettingsUpdate.autoScalingRoleArn replicaSettingsUpdate.replicaGlobalSecondaryIndexSettingsUpdate.provisionedReadCapacityAutoScalingSettingsUpdate.autoScalingRoleArn replicaSettingsUpdate.replicaProvisionedReadCapacityAutoScalingSettingsUpdate.autoScalingRoleArn
    UpdateTableReplicaAutoScaling: globalSecondaryIndexUpdates.provisionedWriteCapacityAutoScalingUpdate.autoScalingRoleArn provisionedWriteCapacityAutoScalingUpdate.autoScalingRoleArn replicaUpdates.replicaGlobalSecondaryIndexUpdates.provisionedReadCapacityAutoScalingUpdate.autoScalingRoleArn replicaUpdates.replicaProvisionedReadCapacityAutoScalingUpdate.autoScalingRoleArn
  `,
  'ec2.amazonaws.com': `
    AssociateEnclaveCertificateIamRole: roleArn
    AssociateIamInstanceProfile CreateFleet ModifyFleet ModifySpotFleetRequest ReplaceIamInstanceProfileAssociation RequestSpotFleet RunScheduledInstances:
    CreateFlowLogs: createFlowLogsRequest.deliverCrossAccountRole createFlowLogsRequest.deliverLogsPermissionArn deliverCrossAccountRole deliverLogsPermissionArn
    ExportImage: exportImageRequest.roleName roleName
    ImportImage ImportSnapshot: roleName
    RequestSpotInstances: launchSpecification.iamInstanceProfile ?launchSpecification.launchTemplate
    RunInstances: iamInstanceProfile ?launchTemplate
  `,
  'ecr.amazonaws.com': `
    CreatePullThroughCacheRule CreateRepositoryCreationTemplate UpdatePullThroughCacheRule UpdateRepositoryCreationTemplate: customRoleArn
  `,
  'ecs.amazonaws.com': `
    CreateCapacityProvider UpdateCapacityProvider: managedInstancesProvider.infrastructureRoleArn managedInstancesProvider.instanceLaunchTemplate.ec2InstanceProfileArn ?managedInstancesProvider.instanceLaunchTemplate
    CreateExpressGatewayService: executionRoleArn infrastructureRoleArn taskRoleArn
    CreateService: deploymentConfiguration.lifecycleHooks.roleArn loadBalancers.advancedConfiguration.roleArn role serviceConnectConfiguration.services.tls.roleArn volumeConfigurations.managedEBSVolume.roleArn vpcLatticeConfigurations.roleArn ?taskDefinition
    CreateTaskSet: loadBalancers.advancedConfiguration.roleArn ?taskDefinition
    RegisterDaemonTaskDefinition RegisterTaskDefinition UpdateExpressGatewayService: executionRoleArn taskRoleArn
    RunTask StartTask: overrides.executionRoleArn overrides.taskRoleArn volumeConfigurations.managedEBSVolume.roleArn ?taskDefinition
    UpdateService: deploymentConfiguration.lifecycleHooks.roleArn loadBalancers.advancedConfiguration.roleArn serviceConnectConfiguration.services.tls.roleArn volumeConfigurations.managedEBSVolume.roleArn vpcLatticeConfigurations.roleArn ?taskDefinition
  `,
  'eks.amazonaws.com': `
    CreateAddon UpdateAddon: podIdentityAssociations podIdentityAssociations.roleArn serviceAccountRoleArn
    CreateCapability UpdateCapability: roleArn
    CreateCluster: computeConfig.nodeRoleArn roleArn
    CreateFargateProfile: podExecutionRoleArn
    CreateNodegroup: nodeRole ?launchTemplate
    CreatePodIdentityAssociation UpdatePodIdentityAssociation: roleArn targetRoleArn
    RegisterCluster: connectorConfig.roleArn
    UpdateClusterConfig: computeConfig.nodeRoleArn
    UpdateNodegroupVersion: ?launchTemplate
  `,
  'elasticbeanstalk.amazonaws.com': `
    AssociateEnvironmentOperationsRole: operationsRole
    CreateApplication UpdateApplicationResourceLifecycle: resourceLifecycleConfig.serviceRole
    CreateApplicationVersion: buildConfiguration.codeBuildServiceRole
    CreateConfigurationTemplate: ?environmentId ?optionSettings ?sourceConfiguration
    CreateEnvironment: operationsRole ?optionSettings ?templateName
    UpdateConfigurationTemplate: ?optionSettings
    UpdateEnvironment: ?optionSettings ?templateName
  `,
  'elasticfilesystem.amazonaws.com': `
    CreateReplicationConfiguration: destinations.roleArn
  `,
  'elasticloadbalancing.amazonaws.com': `
    CreateListener: ?defaultActions
  `,
  'elasticmapreduce.amazonaws.com': `
    AddJobFlowSteps: executionRoleArn
    CreateStudio: serviceRole
    RunJobFlow: autoScalingRole instances jobFlowRole serviceRole stepExecutionRoleArn
    StartNotebookExecution: executionEngine.executionRoleArn serviceRole
  `,
  'elastictranscoder.amazonaws.com': `
    CreatePipeline TestRole UpdatePipeline: role
  `,
  'emr-containers.amazonaws.com': `
    CreateJobTemplate: jobTemplateData.executionRoleArn
    CreateManagedEndpoint StartJobRun: executionRoleArn
    CreateSecurityConfiguration: securityConfigurationData.authorizationConfiguration.lakeFormationConfiguration.queryEngineRoleArn
  `,
  'emr-serverless.amazonaws.com': `
    StartJobRun StartSession: executionRoleArn
  `,
  'entityresolution.amazonaws.com': `
    CreateIdMappingWorkflow CreateIdNamespace CreateMatchingWorkflow UpdateIdMappingWorkflow UpdateIdNamespace UpdateMatchingWorkflow: roleArn
    StartIdMappingJob: outputSourceConfig.roleArn
  `,
  'es.amazonaws.com': `
    AddDataSource UpdateDataSource: dataSourceType.s3GlueDataCatalog.roleArn
    AddDirectQueryDataSource UpdateDirectQueryDataSource: dataSourceType.cloudWatchLog.roleArn dataSourceType.prometheus.roleArn dataSourceType.securityLake.roleArn
    AssociatePackage: associationConfiguration.keyStoreAccessOption.keyAccessRoleArn
    AssociatePackages: packageList.associationConfiguration.keyStoreAccessOption.keyAccessRoleArn
    CreateApplication: dataSources.iamRoleForDataSourceArn iamIdentityCenterOptions.iamRoleForIdentityCenterApplicationArn
    CreateDomain CreateElasticsearchDomain UpdateDomainConfig UpdateElasticsearchDomainConfig: advancedSecurityOptions.sAMLOptions.masterBackendRole cognitoOptions.roleArn
    UpdateApplication: dataSources.iamRoleForDataSourceArn
  `,
  'events.amazonaws.com': `
    CreateEndpoint PutRule UpdateEndpoint: roleArn
    PutTargets: targets.roleArn ?targets
  `,
  'finspace.amazonaws.com': `
    CreateKxCluster: executionRole
    CreateKxUser UpdateKxUser: iamRole
  `,
  'firehose.amazonaws.com': `
    CreateDeliveryStream: amazonOpenSearchServerlessDestinationConfiguration.roleARN amazonOpenSearchServerlessDestinationConfiguration.s3Configuration.roleARN amazonOpenSearchServerlessDestinationConfiguration.vpcConfiguration.roleARN amazonopensearchserviceDestinationConfiguration.roleARN amazonopensearchserviceDestinationConfiguration.s3Configuration.roleARN amazonopensearchserviceDestinationConfiguration.vpcConfiguration.roleARN databaseSourceConfiguration.databaseSourceAuthenticationConfiguration.secretsManagerConfiguration.roleARN elasticsearchDestinationConfiguration.roleARN elasticsearchDestinationConfiguration.s3Configuration.roleARN elasticsearchDestinationConfiguration.vpcConfiguration.roleARN extendedS3DestinationConfiguration.dataFormatConversionConfiguration.schemaConfiguration.roleARN extendedS3DestinationConfiguration.roleARN extendedS3DestinationConfiguration.s3BackupConfiguration.roleARN httpEndpointDestinationConfiguration.roleARN httpEndpointDestinationConfiguration.s3Configuration.roleARN httpEndpointDestinationConfiguration.secretsManagerConfiguration.roleARN icebergDestinationConfiguration.roleARN icebergDestinationConfiguration.s3Configuration.roleARN kinesisStreamSourceConfiguration.roleARN mSKSourceConfiguration.authenticationConfiguration.roleARN redshiftDestinationConfiguration.roleARN redshiftDestinationConfiguration.s3BackupConfiguration.roleARN redshiftDestinationConfiguration.s3Configuration.roleARN redshiftDestinationConfiguration.secretsManagerConfiguration.roleARN s3DestinationConfiguration.roleARN snowflakeDestinationConfiguration.roleARN snowflakeDestinationConfiguration.s3Configuration.roleARN snowflakeDestinationConfiguration.secretsManagerConfiguration.roleARN snowflakeDestinationConfiguration.snowflakeRoleConfiguration.snowflakeRole splunkDestinationConfiguration.s3Configuration.roleARN splunkDestinationConfiguration.secretsManagerConfiguration.roleARN
    UpdateDestination: amazonOpenSearchServerlessDestinationUpdate.roleARN amazonOpenSearchServerlessDestinationUpdate.s3Update.roleARN amazonopensearchserviceDestinationUpdate.roleARN amazonopensearchserviceDestinationUpdate.s3Update.roleARN elasticsearchDestinationUpdate.roleARN elasticsearchDestinationUpdate.s3Update.roleARN extendedS3DestinationUpdate.dataFormatConversionConfiguration.schemaConfiguration.roleARN extendedS3DestinationUpdate.roleARN extendedS3DestinationUpdate.s3BackupUpdate.roleARN httpEndpointDestinationUpdate.roleARN httpEndpointDestinationUpdate.s3Update.roleARN httpEndpointDestinationUpdate.secretsManagerConfiguration.roleARN icebergDestinationUpdate.roleARN icebergDestinationUpdate.s3Configuration.roleARN redshiftDestinationUpdate.roleARN redshiftDestinationUpdate.s3BackupUpdate.roleARN redshiftDestinationUpdate.s3Update.roleARN redshiftDestinationUpdate.secretsManagerConfiguration.roleARN s3DestinationUpdate.roleARN snowflakeDestinationUpdate.roleARN snowflakeDestinationUpdate.s3Update.roleARN snowflakeDestinationUpdate.secretsManagerConfiguration.roleARN snowflakeDestinationUpdate.snowflakeRoleConfiguration.snowflakeRole splunkDestinationUpdate.s3Update.roleARN splunkDestinationUpdate.secretsManagerConfiguration.roleARN
  `,
  'fis.amazonaws.com': `
    CreateExperimentTemplate CreateTargetAccountConfiguration UpdateExperimentTemplate UpdateTargetAccountConfiguration: roleArn
  `,
  'fms.amazonaws.com': `
    PutNotificationChannel: snsRoleName
  `,
  'forecast.amazonaws.com': `
    CreateAutoPredictor CreateDataset CreatePredictor: encryptionConfig.roleArn
    CreateDatasetImportJob CreateExplainability: dataSource.s3Config.roleArn
    CreateExplainabilityExport CreateForecastExportJob CreatePredictorBacktestExportJob CreateWhatIfForecastExport: destination.s3Config.roleArn
    CreateForecast CreateWhatIfAnalysis: timeSeriesSelector.timeSeriesIdentifiers.dataSource.s3Config.roleArn
    CreateWhatIfForecast: timeSeriesReplacementsDataSource.s3Config.roleArn
  `,
  'frauddetector.amazonaws.com': `
    CreateBatchImportJob CreateBatchPredictionJob: iamRoleArn
    CreateModelVersion UpdateModelVersion: externalEventsDetail.dataAccessRoleArn
    PutExternalModel: invokeModelEndpointRoleArn
  `,
  'gamelift.amazonaws.com': `
    CreateBuild CreateScript UpdateScript: storageLocation.roleArn
    CreateContainerFleet: fleetRoleArn
    CreateFleet: instanceRoleArn
    CreateGameServerGroup: roleArn ?launchTemplate
    UpdateGameServerGroup: roleArn
  `,
  'geo.amazonaws.com': `
    StartJob: executionRoleArn
  `,
  'glue.amazonaws.com': `
    CreateBlueprint:
    CreateCatalog UpdateCatalog: catalogInput.catalogProperties.dataLakeAccessProperties.dataTransferRole catalogInput.catalogProperties.icebergOptimizationProperties.roleArn
    CreateColumnStatisticsTaskSettings CreateCrawler CreateJob CreateMLTransform CreateSession StartColumnStatisticsTaskRun StartDataQualityRuleRecommendationRun StartDataQualityRulesetEvaluationRun UpdateColumnStatisticsTaskSettings UpdateCrawler UpdateMLTransform: role
    CreateDevEndpoint StartBlueprintRun: roleArn
    CreateIntegrationResourceProperty UpdateIntegrationResourceProperty: sourceProcessingProperties.roleArn targetProcessingProperties.roleArn
    CreateTableOptimizer UpdateTableOptimizer: tableOptimizerConfiguration.roleArn
    PutDataCatalogEncryptionSettings: dataCatalogEncryptionSettings.encryptionAtRest.catalogEncryptionServiceRole
    UpdateJob: jobUpdate.role
  `,
  'grafana.amazonaws.com': `
    CreateWorkspace UpdateWorkspace: organizationRoleName workspaceRoleArn
    CreateWorkspaceApiKey: keyRole
    UpdateWorkspaceAuthentication: samlConfiguration.assertionAttributes.role
  `,
  'greengrass.amazonaws.com': `
    AssociateRoleToGroup AssociateServiceRoleToAccount: roleArn
    CreateSoftwareUpdateJob: s3UrlSignerRole
    StartBulkDeployment: executionRoleArn
  `,
  'groundstation.amazonaws.com': `
    CreateConfig UpdateConfig: configData.s3RecordingConfig.roleArn configData.telemetrySinkConfig.telemetrySinkData.kinesisDataStreamData.kinesisRoleArn
    CreateDataflowEndpointGroup: endpointDetails.securityDetails.roleArn
    CreateMissionProfile UpdateMissionProfile: streamsKmsRole
  `,
  'guardduty.amazonaws.com': `
    CreateMalwareProtectionPlan UpdateMalwareProtectionPlan: role
    StartMalwareScan: scanConfiguration.role
  `,
  'health-agent.amazonaws.com': `
    CreateDomain: webAppSetupConfiguration.ehrRole
  `,
  'healthlake.amazonaws.com': `
    StartFHIRExportJob StartFHIRImportJob: dataAccessRoleArn
  `,
  'iam.amazonaws.com': `
    AddRoleToInstanceProfile:
  `,
  'imagebuilder.amazonaws.com': `
    CreateDistributionConfiguration UpdateDistributionConfiguration: distributions.s3ExportConfiguration.roleName ?distributions.fastLaunchConfigurations.launchTemplate
    CreateImage CreateImagePipeline CreateLifecyclePolicy DistributeImage ImportDiskImage StartResourceStateUpdate UpdateImagePipeline UpdateLifecyclePolicy: executionRole
    CreateInfrastructureConfiguration UpdateInfrastructureConfiguration: instanceProfileName
    StartImagePipelineExecution:
  `,
  'inspector.amazonaws.com': `
    RegisterCrossAccountAccessRole: roleArn
  `,
  'iot.amazonaws.com': `
    CreateAuditSuppression UpdateAuditSuppression: resourceIdentifier.iamRoleArn
    CreateCommand CreateOTAUpdate CreateRoleAlias CreateStream SetV2LoggingOptions StartThingRegistrationTask UpdateAccountAuditConfiguration UpdateRoleAlias UpdateStream: roleArn
    CreateJob CreateJobTemplate UpdateJob: presignedUrlConfig.roleArn
    CreateMitigationAction UpdateMitigationAction: actionParams.enableIoTLoggingParams.roleArnForLogging roleArn
    CreateProvisioningTemplate UpdateProvisioningTemplate: provisioningRoleArn
    CreateSecurityProfile UpdateSecurityProfile: metricsExportConfig.roleArn
    CreateTopicRule ReplaceTopicRule: topicRulePayload.actions.cloudwatchAlarm.roleArn topicRulePayload.actions.cloudwatchLogs.roleArn topicRulePayload.actions.cloudwatchMetric.roleArn topicRulePayload.actions.dynamoDB.roleArn topicRulePayload.actions.dynamoDBv2.roleArn topicRulePayload.actions.elasticsearch.roleArn topicRulePayload.actions.firehose.roleArn topicRulePayload.actions.http.auth.sigv4.roleArn topicRulePayload.actions.iotAnalytics.roleArn topicRulePayload.actions.iotEvents.roleArn topicRulePayload.actions.iotSiteWise.roleArn topicRulePayload.actions.kinesis.roleArn topicRulePayload.actions.location.roleArn topicRulePayload.actions.openSearch.roleArn topicRulePayload.actions.republish.roleArn topicRulePayload.actions.s3.roleArn topicRulePayload.actions.sns.roleArn topicRulePayload.actions.sqs.roleArn topicRulePayload.actions.stepFunctions.roleArn topicRulePayload.actions.timestream.roleArn topicRulePayload.errorAction.cloudwatchAlarm.roleArn topicRulePayload.errorAction.cloudwatchLogs.roleArn topicRulePayload.errorAction.cloudwatchMetric.roleArn topicRulePayload.errorAction.dynamoDB.roleArn topicRulePayload.errorAction.dynamoDBv2.roleArn topicRulePayload.errorAction.elasticsearch.roleArn topicRulePayload.errorAction.firehose.roleArn topicRulePayload.errorAction.http.auth.sigv4.roleArn topicRulePayload.errorAction.iotAnalytics.roleArn topicRulePayload.errorAction.iotEvents.roleArn topicRulePayload.errorAction.iotSiteWise.roleArn topicRulePayload.errorAction.kinesis.roleArn topicRulePayload.errorAction.location.roleArn topicRulePayload.errorAction.openSearch.roleArn topicRulePayload.errorAction.republish.roleArn topicRulePayload.errorAction.s3.roleArn topicRulePayload.errorAction.sns.roleArn topicRulePayload.errorAction.sqs.roleArn topicRulePayload.errorAction.stepFunctions.roleArn topicRulePayload.errorAction.timestream.roleArn
    CreateTopicRuleDestination: destinationConfiguration.vpcConfiguration.roleArn
    RegisterCACertificate UpdateCACertificate: registrationConfig.roleArn
    SetLoggingOptions: loggingOptionsPayload.roleArn
    UpdateEncryptionConfiguration: kmsAccessRoleArn
    UpdatePackageConfiguration: versionUpdateByJobsConfig.roleArn
  `,
  'iotanalytics.amazonaws.com': `
    CreateChannel UpdateChannel: channelStorage.customerManagedS3.roleArn
    CreateDatastore PutLoggingOptions UpdateDatastore:
  `,
  'iotdeviceadvisor.amazonaws.com': `
    CreateSuiteDefinition UpdateSuiteDefinition: suiteDefinitionConfiguration.devicePermissionRoleArn suiteDefinitionConfiguration.devices.deviceRoleArn
    StartSuiteRun: suiteRunConfiguration.primaryDevice.deviceRoleArn
  `,
  'iotevents.amazonaws.com': `
    CreateAlarmModel CreateDetectorModel UpdateAlarmModel UpdateDetectorModel: roleArn
    PutLoggingOptions: loggingOptions.roleArn
  `,
  'iotfleetwise.amazonaws.com': `
    CreateCampaign: dataDestinationConfigs.mqttTopicConfig.executionRoleArn dataDestinationConfigs.timestreamConfig.executionRoleArn
    RegisterAccount: iamResources.roleArn
  `,
  'iotmanagedintegrations.amazonaws.com': `
    CreateDestination UpdateDestination: roleArn
  `,
  'iotsitewise.amazonaws.com': `
    CreateAccessPolicy UpdateAccessPolicy: accessPolicyIdentity
    CreateBulkImportJob: jobRoleArn
    CreateDataset UpdateDataset: datasetSource.sourceDetail.kendra.roleArn
    CreatePortal UpdatePortal: alarms.alarmRoleArn roleArn
    PutStorageConfiguration: multiLayerStorage.customerManagedS3Storage.roleArn
  `,
  'iottwinmaker.amazonaws.com': `
    CreateSyncJob: syncRole
    CreateWorkspace UpdateWorkspace: role
  `,
  'iotwireless.amazonaws.com': `
    CreateDestination UpdateDestination: roleArn
    CreateFuotaTask UpdateFuotaTask: firmwareUpdateRole
    CreateWirelessGatewayTaskDefinition: update.updateDataRole
    StartWirelessDeviceImportTask: sidewalk.role
  `,
  'kafka.amazonaws.com': `
    CreateReplicator: serviceExecutionRoleArn
  `,
  'kafkaconnect.amazonaws.com': `
    CreateConnector: serviceExecutionRoleArn
  `,
  'kendra.amazonaws.com': `
    BatchPutDocument CreateDataSource UpdateDataSource: customDocumentEnrichmentConfiguration.roleArn roleArn
    CreateExperience CreateFaq CreateIndex CreateQuerySuggestionsBlockList CreateThesaurus PutPrincipalMapping UpdateExperience UpdateIndex UpdateQuerySuggestionsBlockList UpdateThesaurus: roleArn
  `,
  'kinesisanalytics.amazonaws.com': `
    AddApplicationCloudWatchLoggingOption: cloudWatchLoggingOption.roleARN
    AddApplicationInput: input.inputProcessingConfiguration.inputLambdaProcessor.roleARN input.kinesisFirehoseInput.roleARN input.kinesisStreamsInput.roleARN
    AddApplicationInputProcessingConfiguration: inputProcessingConfiguration.inputLambdaProcessor.roleARN
    AddApplicationOutput: output.kinesisFirehoseOutput.roleARN output.kinesisStreamsOutput.roleARN output.lambdaOutput.roleARN
    AddApplicationReferenceDataSource: referenceDataSource.s3ReferenceDataSource.referenceRoleARN
    CreateApplication: cloudWatchLoggingOptions.roleARN inputs.inputProcessingConfiguration.inputLambdaProcessor.roleARN inputs.kinesisFirehoseInput.roleARN inputs.kinesisStreamsInput.roleARN outputs.kinesisFirehoseOutput.roleARN outputs.kinesisStreamsOutput.roleARN outputs.lambdaOutput.roleARN serviceExecutionRole
    DiscoverInputSchema: inputProcessingConfiguration.inputLambdaProcessor.roleARN roleARN s3Configuration.roleARN serviceExecutionRole
    UpdateApplication: applicationUpdate.cloudWatchLoggingOptionUpdates.roleARNUpdate applicationUpdate.inputUpdates.inputProcessingConfigurationUpdate.inputLambdaProcessorUpdate.roleARNUpdate applicationUpdate.inputUpdates.kinesisFirehoseInputUpdate.roleARNUpdate applicationUpdate.inputUpdates.kinesisStreamsInputUpdate.roleARNUpdate applicationUpdate.outputUpdates.kinesisFirehoseOutputUpdate.roleARNUpdate applicationUpdate.outputUpdates.kinesisStreamsOutputUpdate.roleARNUpdate applicationUpdate.outputUpdates.lambdaOutputUpdate.roleARNUpdate applicationUpdate.referenceDataSourceUpdates.s3ReferenceDataSourceUpdate.referenceRoleARNUpdate
  `,
  'lakeformation.amazonaws.com': `
    RegisterResource UpdateResource: roleArn
  `,
  'lambda.amazonaws.com': `
    CreateCapacityProvider: permissionsConfig.capacityProviderOperatorRoleArn
    CreateFunction CreateFunction20150331 UpdateFunctionConfiguration UpdateFunctionConfiguration20150331v2: role
  `,
  'lex.amazonaws.com': `
    CreateBot StartTestSetGeneration UpdateBot: roleArn
    PutBotAlias: conversationLogs.iamRoleArn
    PutIntent: kendraConfiguration.role
    StartImport: resourceSpecification.botImportSpecification.roleArn resourceSpecification.testSetImportResourceSpecification.roleArn
    StartMigration: v2BotRole
  `,
  'license-manager.amazonaws.com': `
    CreateToken: roleArns
  `,
  'logs.amazonaws.com': `
    CreateImportTask: importRoleArn
    CreateScheduledQuery UpdateScheduledQuery: destinationConfiguration.s3Configuration.roleArn executionRoleArn
    PutDestination PutSubscriptionFilter: roleArn
    PutIntegration: resourceConfig.openSearchResourceConfig.dataSourceRoleArn
  `,
  'lookoutequipment.amazonaws.com': `
    CreateInferenceScheduler CreateModel ImportModelVersion StartDataIngestionJob UpdateInferenceScheduler UpdateModel: roleArn
  `,
  'm2.amazonaws.com': `
    CreateApplication: roleArn
  `,
  'machinelearning.amazonaws.com': `
    CreateDataSourceFromRDS: rDSData.resourceRole rDSData.serviceRole roleARN
    CreateDataSourceFromRedshift: roleARN
  `,
  'macie2.amazonaws.com': `
    UpdateRevealConfiguration: retrievalConfiguration.roleName
  `,
  'mediaconnect.amazonaws.com': `
    AddFlowOutputs: outputs.encryption.roleArn outputs.routerIntegrationTransitEncryption.encryptionKeyConfiguration.secretsManager.roleArn
    AddFlowSources: sources.decryption.roleArn sources.routerIntegrationTransitDecryption.encryptionKeyConfiguration.secretsManager.roleArn
    AddFlowVpcInterfaces: vpcInterfaces.roleArn
    CreateFlow: entitlements.encryption.roleArn outputs.encryption.roleArn outputs.routerIntegrationTransitEncryption.encryptionKeyConfiguration.secretsManager.roleArn source.decryption.roleArn source.routerIntegrationTransitDecryption.encryptionKeyConfiguration.secretsManager.roleArn sources.decryption.roleArn sources.routerIntegrationTransitDecryption.encryptionKeyConfiguration.secretsManager.roleArn vpcInterfaces.roleArn
    CreateRouterInput UpdateRouterInput: configuration.mediaConnectFlow.sourceTransitDecryption.encryptionKeyConfiguration.secretsManager.roleArn configuration.mediaLiveChannel.sourceTransitDecryption.encryptionKeyConfiguration.secretsManager.roleArn transitEncryption.encryptionKeyConfiguration.secretsManager.roleArn
    CreateRouterOutput UpdateRouterOutput: configuration.mediaConnectFlow.destinationTransitEncryption.encryptionKeyConfiguration.secretsManager.roleArn configuration.mediaLiveInput.destinationTransitEncryption.encryptionKeyConfiguration.secretsManager.roleArn
    GrantFlowEntitlements: entitlements.encryption.roleArn
    UpdateFlowEntitlement: encryption.roleArn
    UpdateFlowOutput: encryption.roleArn routerIntegrationTransitEncryption.encryptionKeyConfiguration.secretsManager.roleArn
    UpdateFlowSource: decryption.roleArn routerIntegrationTransitDecryption.encryptionKeyConfiguration.secretsManager.roleArn
  `,
  'mediaconvert.amazonaws.com': `
    CreateJob: role
  `,
  'medialive.amazonaws.com': `
    CreateChannel CreateInput UpdateChannel UpdateInput: roleArn
    CreateCluster: instanceRoleArn
    UpdateInputDevice: hdDeviceSettings.mediaconnectSettings.roleArn uhdDeviceSettings.mediaconnectSettings.roleArn
  `,
  'mediapackage-vod.amazonaws.com': `
    CreateAsset: sourceRoleArn
    CreatePackagingConfiguration: cmafPackage.encryption.spekeKeyProvider.roleArn dashPackage.encryption.spekeKeyProvider.roleArn hlsPackage.encryption.spekeKeyProvider.roleArn mssPackage.encryption.spekeKeyProvider.roleArn
    CreatePackagingGroup UpdatePackagingGroup: authorization.secretsRoleArn
  `,
  'mediapackage.amazonaws.com': `
    CreateHarvestJob: s3Destination.roleArn
    CreateOriginEndpoint UpdateOriginEndpoint: authorization.secretsRoleArn cmafPackage.encryption.spekeKeyProvider.roleArn dashPackage.encryption.spekeKeyProvider.roleArn hlsPackage.encryption.spekeKeyProvider.roleArn mssPackage.encryption.spekeKeyProvider.roleArn
  `,
  'mediapackagev2.amazonaws.com': `
    CreateOriginEndpoint UpdateOriginEndpoint: segment.encryption.spekeKeyProvider.roleArn
    PutOriginEndpointPolicy: cdnAuthConfiguration.secretsRoleArn
  `,
  'medical-imaging.amazonaws.com': `
    StartDICOMImportJob: dataAccessRoleArn
  `,
  'mgn.amazonaws.com': `
    StartCutover StartTest:
  `,
  'monitoring.amazonaws.com': `
    PutMetricStream: roleArn
  `,
  'neptune-graph.amazonaws.com': `
    CreateGraphUsingImportTask StartExportTask StartImportTask: roleArn
  `,
  'nimble.amazonaws.com': `
    CreateStudio UpdateStudio: adminRoleArn userRoleArn
  `,
  'observabilityadmin.amazonaws.com': `
    CreateS3TableIntegration: roleArn
  `,
  'odb.amazonaws.com': `
    AssociateIamRoleToResource: iamRoleArn
  `,
  'omics.amazonaws.com': `
    StartAnnotationImportJob StartReadSetExportJob StartReadSetImportJob StartReferenceImportJob StartRun StartVariantImportJob: roleArn
    StartRunBatch: defaultRunSetting.roleArn
  `,
  'opsworks-cm.amazonaws.com': `
    CreateServer: instanceProfileArn serviceRoleArn
  `,
  'opsworks.amazonaws.com': `
    CloneStack CreateLayer CreateStack UpdateLayer UpdateStack:
  `,
  'organizations.amazonaws.com': `
    CreateAccount CreateGovCloudAccount:
  `,
  'osis.amazonaws.com': `
    CreatePipeline UpdatePipeline: pipelineRoleArn
  `,
  'panorama.amazonaws.com': `
    CreateApplicationInstance: runtimeRoleArn
  `,
  'pcs.amazonaws.com': `
    CreateComputeNodeGroup UpdateComputeNodeGroup: iamInstanceProfileArn ?customLaunchTemplate
  `,
  'personalize.amazonaws.com': `
    CreateBatchInferenceJob CreateBatchSegmentJob CreateDataDeletionJob CreateDatasetExportJob CreateDatasetGroup CreateDatasetImportJob: roleArn
    CreateMetricAttribution UpdateMetricAttribution: metricsOutputConfig.roleArn
  `,
  'pinpoint.amazonaws.com': `
    CreateExportJob: exportJobRequest.roleArn
    CreateImportJob: importJobRequest.roleArn
    CreateJourney UpdateJourney: writeJourneyRequest.journeyChannelSettings.connectCampaignExecutionRoleArn
    CreateRecommenderConfiguration: createRecommenderConfiguration.recommendationProviderRoleArn
    PutEventStream: writeEventStream.roleArn
    UpdateEmailChannel: emailChannelRequest.orchestrationSendingRoleArn emailChannelRequest.roleArn
    UpdateRecommenderConfiguration: updateRecommenderConfiguration.recommendationProviderRoleArn
  `,
  'pipes.amazonaws.com': `
    CreatePipe UpdatePipe: roleArn targetParameters.ecsTaskParameters.overrides.executionRoleArn targetParameters.ecsTaskParameters.overrides.taskRoleArn
  `,
  'profile.amazonaws.com': `
    CreateIntegrationWorkflow CreateSegmentSnapshot PutIntegration: roleArn
  `,
  'proton.amazonaws.com': `
    CreateEnvironment UpdateEnvironment: codebuildRoleArn componentRoleArn protonServiceRoleArn
    CreateEnvironmentAccountConnection UpdateEnvironmentAccountConnection: codebuildRoleArn componentRoleArn roleArn
    UpdateAccountSettings: pipelineCodebuildRoleArn pipelineServiceRoleArn
  `,
  'qbusiness.amazonaws.com': `
    BatchPutDocument: documents.documentEnrichmentConfiguration.postExtractionHookConfiguration.roleArn documents.documentEnrichmentConfiguration.preExtractionHookConfiguration.roleArn roleArn
    CreateApplication CreateRetriever PutGroup UpdateApplication UpdateRetriever: roleArn
    CreateDataSource UpdateDataSource: documentEnrichmentConfiguration.postExtractionHookConfiguration.roleArn documentEnrichmentConfiguration.preExtractionHookConfiguration.roleArn roleArn
    CreatePlugin UpdatePlugin: authConfiguration.basicAuthConfiguration.roleArn authConfiguration.idcAuthConfiguration.roleArn authConfiguration.oAuth2ClientCredentialConfiguration.roleArn
    CreateWebExperience: identityProviderConfiguration.openIDConnectConfiguration.secretsRole roleArn
    UpdateWebExperience: authenticationConfiguration.samlConfiguration.roleArn identityProviderConfiguration.openIDConnectConfiguration.secretsRole roleArn
  `,
  'qldb.amazonaws.com': `
    ExportJournalToS3 StreamJournalToKinesis: roleArn
  `,
  'quicksight.amazonaws.com': `
    CreateActionConnector UpdateActionConnector: authenticationConfig.authenticationMetadata.iamConnectionMetadata.roleArn
    CreateDataSource UpdateDataSource: credentials.credentialPair.alternateDataSourceParameters.athenaParameters.consumerAccountRoleArn credentials.credentialPair.alternateDataSourceParameters.athenaParameters.roleArn credentials.credentialPair.alternateDataSourceParameters.redshiftParameters.iAMParameters.roleArn credentials.credentialPair.alternateDataSourceParameters.s3KnowledgeBaseParameters.roleArn credentials.credentialPair.alternateDataSourceParameters.s3Parameters.roleArn credentials.credentialPair.alternateDataSourceParameters.snowflakeParameters.databaseAccessControlRole credentials.credentialPair.alternateDataSourceParameters.starburstParameters.databaseAccessControlRole dataSourceParameters.athenaParameters.consumerAccountRoleArn dataSourceParameters.athenaParameters.roleArn dataSourceParameters.redshiftParameters.iAMParameters.roleArn dataSourceParameters.s3KnowledgeBaseParameters.roleArn dataSourceParameters.s3Parameters.roleArn dataSourceParameters.snowflakeParameters.databaseAccessControlRole dataSourceParameters.starburstParameters.databaseAccessControlRole
    CreateTemplate UpdateTemplate: definition.dataSetConfigurations.dataSetSchema.columnSchemaList.geographicRole
    CreateVPCConnection UpdateVPCConnection: roleArn
    RegisterUser: iamArn
    StartAssetBundleImportJob: overrideParameters.dataSources.dataSourceParameters.athenaParameters.consumerAccountRoleArn overrideParameters.dataSources.dataSourceParameters.athenaParameters.roleArn overrideParameters.dataSources.dataSourceParameters.redshiftParameters.iAMParameters.roleArn overrideParameters.dataSources.dataSourceParameters.s3KnowledgeBaseParameters.roleArn overrideParameters.dataSources.dataSourceParameters.s3Parameters.roleArn overrideParameters.dataSources.dataSourceParameters.snowflakeParameters.databaseAccessControlRole overrideParameters.dataSources.dataSourceParameters.starburstParameters.databaseAccessControlRole overrideParameters.vPCConnections.roleArn
  `,
  'rds.amazonaws.com': `
    AddRoleToDBCluster AddRoleToDBInstance CreateDBProxy ModifyDBProxy RemoveRoleFromDBCluster RemoveRoleFromDBInstance: roleArn
    CreateDBCluster ModifyDBCluster ModifyDBInstance RestoreDBClusterFromSnapshot RestoreDBClusterToPointInTime: domainIAMRoleName monitoringRoleArn
    CreateDBInstance CreateDBInstanceReadReplica: customIamInstanceProfile domainIAMRoleName monitoringRoleArn
    ModifyOptionGroup: ?optionsToInclude
    RestoreDBClusterFromS3: domainIAMRoleName s3IngestionRoleArn
    RestoreDBInstanceFromDBSnapshot RestoreDBInstanceToPointInTime: customIamInstanceProfile domainIAMRoleName
    RestoreDBInstanceFromS3: monitoringRoleArn s3IngestionRoleArn
    StartExportTask: iamRoleArn
  `,
  'redshift-serverless.amazonaws.com': `
    CreateNamespace UpdateNamespace: defaultIamRoleArn iamRoles
    CreateScheduledAction UpdateScheduledAction: roleArn
  `,
  'redshift.amazonaws.com': `
    CreateCluster RestoreFromClusterSnapshot: defaultIamRoleArn iamRoles
    CreateRedshiftIdcApplication ModifyRedshiftIdcApplication: iamRoleArn
    CreateScheduledAction ModifyScheduledAction: iamRole
    ModifyClusterIamRoles: addIamRoles defaultIamRoleArn removeIamRoles
  `,
  'rekognition.amazonaws.com': `
    CreateStreamProcessor: roleArn
    StartCelebrityRecognition StartContentModeration StartFaceDetection StartFaceSearch StartLabelDetection StartPersonTracking StartSegmentDetection StartTextDetection: notificationChannel.roleArn
  `,
  'repostspace.amazonaws.com': `
    CreateSpace UpdateSpace: roleArn
  `,
  'resiliencehub.amazonaws.com': `
    CreateApp UpdateApp: permissionModel.crossAccountRoleArns permissionModel.invokerRoleName
  `,
  'resource-groups.amazonaws.com': `
    StartTagSyncTask: roleArn
  `,
  'robomaker.amazonaws.com': `
    CreateSimulationJob CreateWorldExportJob: iamRole
  `,
  'rolesanywhere.amazonaws.com': `
    CreateProfile UpdateProfile: roleArns
  `,
  'rtbfabric.amazonaws.com': `
    CreateResponderGateway UpdateResponderGateway: managedEndpointConfiguration.autoScalingGroups.roleArn managedEndpointConfiguration.eksEndpoints.roleArn
  `,
  'rum.amazonaws.com': `
    CreateAppMonitor UpdateAppMonitor: appMonitorConfiguration.guestRoleArn
    PutRumMetricsDestination: iamRoleArn
  `,
  's3.amazonaws.com': `
    CreateAccessGrantsLocation UpdateAccessGrantsLocation: iAMRoleArn
    CreateJob PutBucketReplication PutReplicationConfiguration:
    PutBucketNotification: notificationConfiguration.cloudFunctionConfiguration.invocationRole
  `,
  's3files.amazonaws.com': `
    CreateFileSystem: roleArn
  `,
  's3tables.amazonaws.com': `
    PutTableBucketReplication PutTableReplication: configuration.role
  `,
  'sagemaker-geospatial.amazonaws.com': `
    ExportEarthObservationJob ExportVectorEnrichmentJob StartEarthObservationJob StartVectorEnrichmentJob: executionRoleArn
  `,
  'sagemaker.amazonaws.com': `
    CreateAIBenchmarkJob CreateAIRecommendationJob CreateAutoMLJob CreateCompilationJob CreateDataQualityJobDefinition CreateDeviceFleet CreateEdgeDeploymentPlan CreateEdgePackagingJob CreateFeatureGroup CreateFlowDefinition CreateImage CreateInferenceExperiment CreateInferenceRecommendationsJob CreateLabelingJob CreateMlflowApp CreateMlflowTrackingServer CreateModelBiasJobDefinition CreateModelExplainabilityJobDefinition CreateModelQualityJobDefinition CreateNotebookInstance CreateOptimizationJob CreatePipeline CreateTrainingJob RenderUiTemplate UpdateDeviceFleet UpdateImage UpdateNotebookInstance UpdatePipeline: roleArn
    CreateAlgorithm CreateModelPackage: validationSpecification.validationRole
    CreateAutoMLJobV2: autoMLComputeConfig.emrServerlessComputeConfig.executionRoleARN roleArn
    CreateCluster UpdateCluster: clusterRole instanceGroups.executionRole restrictedInstanceGroups.executionRole
    CreateDomain: defaultSpaceSettings.executionRole defaultSpaceSettings.jupyterLabAppSettings.emrSettings.assumableRoleArns defaultSpaceSettings.jupyterLabAppSettings.emrSettings.executionRoleArns defaultUserSettings.canvasAppSettings.emrServerlessSettings.executionRoleArn defaultUserSettings.canvasAppSettings.generativeAiSettings.amazonBedrockRoleArn defaultUserSettings.canvasAppSettings.modelRegisterSettings.crossAccountModelRegisterRoleArn defaultUserSettings.canvasAppSettings.timeSeriesForecastingSettings.amazonForecastRoleArn defaultUserSettings.executionRole defaultUserSettings.jupyterLabAppSettings.emrSettings.assumableRoleArns defaultUserSettings.jupyterLabAppSettings.emrSettings.executionRoleArns domainSettings.rStudioServerProDomainSettings.domainExecutionRoleArn
    CreateEndpointConfig CreateModel: executionRoleArn
    CreateHyperParameterTuningJob: trainingJobDefinition.roleArn trainingJobDefinitions.roleArn
    CreateMonitoringSchedule UpdateMonitoringSchedule: monitoringScheduleConfig.monitoringJobDefinition.roleArn
    CreatePartnerApp: applicationConfig.roleGroupAssignments.roleName executionRoleArn
    CreateProcessingJob: processingInputs.datasetDefinition.redshiftDatasetDefinition.clusterRoleArn roleArn
    CreateProject: templateProviders.cfnTemplateProvider.roleARN
    CreateUserProfile UpdateUserProfile: userSettings.canvasAppSettings.emrServerlessSettings.executionRoleArn userSettings.canvasAppSettings.generativeAiSettings.amazonBedrockRoleArn userSettings.canvasAppSettings.modelRegisterSettings.crossAccountModelRegisterRoleArn userSettings.canvasAppSettings.timeSeriesForecastingSettings.amazonForecastRoleArn userSettings.executionRole userSettings.jupyterLabAppSettings.emrSettings.assumableRoleArns userSettings.jupyterLabAppSettings.emrSettings.executionRoleArns
    UpdateDomain: defaultSpaceSettings.executionRole defaultSpaceSettings.jupyterLabAppSettings.emrSettings.assumableRoleArns defaultSpaceSettings.jupyterLabAppSettings.emrSettings.executionRoleArns defaultUserSettings.canvasAppSettings.emrServerlessSettings.executionRoleArn defaultUserSettings.canvasAppSettings.generativeAiSettings.amazonBedrockRoleArn defaultUserSettings.canvasAppSettings.modelRegisterSettings.crossAccountModelRegisterRoleArn defaultUserSettings.canvasAppSettings.timeSeriesForecastingSettings.amazonForecastRoleArn defaultUserSettings.executionRole defaultUserSettings.jupyterLabAppSettings.emrSettings.assumableRoleArns defaultUserSettings.jupyterLabAppSettings.emrSettings.executionRoleArns domainSettingsForUpdate.rStudioServerProDomainSettingsForUpdate.domainExecutionRoleArn
    UpdatePartnerApp: applicationConfig.roleGroupAssignments.roleName
  `,
  'scheduler.amazonaws.com': `
    CreateSchedule UpdateSchedule: target.roleArn
  `,
  'secretsmanager.amazonaws.com': `
    RotateSecret: externalSecretRotationRoleArn
  `,
  'securityagent.amazonaws.com': `
    CreateAgentSpace UpdateAgentSpace: awsResources.iamRoles
    CreateApplication UpdateApplication: roleArn
    CreateCodeReview CreatePentest UpdateCodeReview UpdatePentest: serviceRole
  `,
  'securityhub.amazonaws.com': `
    BatchImportFindings: findings.resources.details.awsAmazonMqBroker.ldapServerMetadata.roleName findings.resources.details.awsAppSyncGraphQlApi.logConfig.cloudWatchLogsRoleArn findings.resources.details.awsAutoScalingLaunchConfiguration.iamInstanceProfile findings.resources.details.awsBackupRecoveryPoint.iamRoleArn findings.resources.details.awsCloudFormationStack.roleArn findings.resources.details.awsCloudTrailTrail.cloudWatchLogsRoleArn findings.resources.details.awsCodeBuildProject.serviceRole findings.resources.details.awsEc2Instance.iamInstanceProfileArn findings.resources.details.awsEcsService.role findings.resources.details.awsEcsTaskDefinition.executionRoleArn findings.resources.details.awsEcsTaskDefinition.taskRoleArn findings.resources.details.awsEksCluster.roleArn findings.resources.details.awsEventsEndpoint.roleArn findings.resources.details.awsGuardDutyDetector.serviceRole findings.resources.details.awsIamRole.instanceProfileList.instanceProfileName findings.resources.details.awsIamRole.roleName findings.resources.details.awsLambdaFunction.role findings.resources.details.awsRdsDbCluster.associatedRoles.roleArn findings.resources.details.awsRdsDbCluster.domainMemberships.iamRoleName findings.resources.details.awsRdsDbInstance.associatedRoles.roleArn findings.resources.details.awsRdsDbInstance.domainMemberships.iamRoleName findings.resources.details.awsRdsDbInstance.monitoringRoleArn findings.resources.details.awsRedshiftCluster.clusterNodes.nodeRole findings.resources.details.awsRedshiftCluster.iamRoles.iamRoleArn findings.resources.details.awsSageMakerNotebookInstance.roleArn findings.resources.details.awsSnsTopic.applicationSuccessFeedbackRoleArn findings.resources.details.awsSnsTopic.firehoseFailureFeedbackRoleArn findings.resources.details.awsSnsTopic.firehoseSuccessFeedbackRoleArn findings.resources.details.awsSnsTopic.httpFailureFeedbackRoleArn findings.resources.details.awsSnsTopic.httpSuccessFeedbackRoleArn findings.resources.details.awsSnsTopic.sqsFailureFeedbackRoleArn findings.resources.details.awsSnsTopic.sqsSuccessFeedbackRoleArn findings.resources.details.awsStepFunctionStateMachine.roleArn findings.resources.resourceRole
  `,
  'securitylake.amazonaws.com': `
    CreateCustomLogSource: configuration.crawlerConfiguration.roleArn
    CreateDataLake UpdateDataLake: configurations.replicationConfiguration.roleArn metaStoreManagerRoleArn
    CreateSubscriber UpdateSubscriber: sources.customLogSource.provider.roleArn
    CreateSubscriberNotification UpdateSubscriberNotification: configuration.httpsNotificationConfiguration.targetRoleArn
  `,
  'servicecatalog.amazonaws.com': `
    CreateConstraint: ?parameters
    CreateServiceAction UpdateServiceAction: ?definition
  `,
  'ses.amazonaws.com': `
    CreateConfigurationSetEventDestination UpdateConfigurationSetEventDestination: eventDestination.kinesisFirehoseDestination.iAMRoleARN eventDestination.kinesisFirehoseDestination.iamRoleArn
    CreateReceiptRule UpdateReceiptRule: rule.actions.connectAction.iAMRoleARN rule.actions.s3Action.iamRoleArn
    CreateRuleSet UpdateRuleSet: rules.actions.bounce.roleArn rules.actions.deliverToMailbox.roleArn rules.actions.deliverToQBusiness.roleArn rules.actions.invokeLambda.roleArn rules.actions.publishToSns.roleArn rules.actions.send.roleArn rules.actions.writeToS3.roleArn
  `,
  'shield.amazonaws.com': `
    AssociateDRTRole: roleArn
  `,
  'simspaceweaver.amazonaws.com': `
    StartSimulation: roleArn
  `,
  'sms-voice.amazonaws.com': `
    CreateConfigurationSetEventDestination UpdateConfigurationSetEventDestination: eventDestination.cloudWatchLogsDestination.iamRoleArn eventDestination.kinesisFirehoseDestination.iamRoleArn
    CreateEventDestination UpdateEventDestination: cloudWatchLogsDestination.iamRoleArn kinesisFirehoseDestination.iamRoleArn
    UpdatePhoneNumber UpdatePool UpdateRcsAgent: twoWayChannelRole
  `,
  'sms.amazonaws.com': `
    CreateApp CreateReplicationJob ImportAppCatalog PutAppLaunchConfiguration UpdateApp UpdateReplicationJob: roleName
  `,
  'snowball.amazonaws.com': `
    CreateCluster CreateJob UpdateCluster UpdateJob: roleARN
  `,
  'sns.amazonaws.com': `
    CreatePlatformApplication SetPlatformApplicationAttributes: attributes.FailureFeedbackRoleArn attributes.SuccessFeedbackRoleArn
    CreateTopic: attributes.ApplicationFailureFeedbackRoleArn attributes.ApplicationSuccessFeedbackRoleArn attributes.FirehoseFailureFeedbackRoleArn attributes.FirehoseSuccessFeedbackRoleArn attributes.HTTPFailureFeedbackRoleArn attributes.HTTPSuccessFeedbackRoleArn attributes.LambdaFailureFeedbackRoleArn attributes.LambdaSuccessFeedbackRoleArn attributes.SQSFailureFeedbackRoleArn attributes.SQSSuccessFeedbackRoleArn
    SetSMSAttributes: attributes.DeliveryStatusIAMRole
    SetSubscriptionAttributes SetTopicAttributes: ?attributeName
    Subscribe: attributes.SubscriptionRoleArn
  `,
  'social-messaging.amazonaws.com': `
    AssociateWhatsAppBusinessAccount: setupFinalization.waba.eventDestinations.roleArn
    PutWhatsAppBusinessAccountEventDestinations: eventDestinations.roleArn
  `,
  'ssm-incidents.amazonaws.com': `
    CreateResponsePlan UpdateResponsePlan: actions.ssmAutomation.roleArn
  `,
  'ssm-quicksetup.amazonaws.com': `
    CreateConfigurationManager: configurationDefinitions.localDeploymentAdministrationRoleArn configurationDefinitions.localDeploymentExecutionRoleName
    UpdateConfigurationDefinition: localDeploymentAdministrationRoleArn localDeploymentExecutionRoleName
    UpdateServiceSettings: explorerEnablingRoleArn
  `,
  'ssm.amazonaws.com': `
    CreateActivation UpdateManagedInstanceRole: iamRole
    CreateAssociation UpdateAssociation: associationDispatchAssumeRole targetLocations.executionRoleName ?parameters
    CreateAssociationBatch: associationDispatchAssumeRole entries.targetLocations.executionRoleName ?entries
    CreateDocument UpdateDocument: ?content
    RegisterTaskWithMaintenanceWindow UpdateMaintenanceWindowTask: serviceRoleArn taskInvocationParameters.runCommand.serviceRoleArn
    SendCommand: serviceRoleArn
    StartAutomationExecution: targetLocations.executionRoleName ?documentName ?parameters
    StartChangeRequestExecution: runbooks.targetLocations.executionRoleName
    StartExecutionPreview: executionInputs.automation.targetLocations.executionRoleName
  `,
  'states.amazonaws.com': `
    CreateStateMachine TestState UpdateStateMachine: roleArn
  `,
  'storagegateway.amazonaws.com': `
    CreateNFSFileShare CreateSMBFileShare StartCacheReport: role
  `,
  'supportapp.amazonaws.com': `
    CreateSlackChannelConfiguration UpdateSlackChannelConfiguration: channelRoleArn
  `,
  'swf.amazonaws.com': `
    RegisterWorkflowType: defaultLambdaRole
    RespondDecisionTaskCompleted: decisions.continueAsNewWorkflowExecutionDecisionAttributes.lambdaRole decisions.startChildWorkflowExecutionDecisionAttributes.lambdaRole
    StartWorkflowExecution: lambdaRole
  `,
  'synthetics.amazonaws.com': `
    CreateCanary StartCanaryDryRun UpdateCanary: executionRoleArn
  `,
  'textract.amazonaws.com': `
    StartDocumentAnalysis StartDocumentTextDetection StartExpenseAnalysis StartLendingAnalysis: notificationChannel.roleArn
  `,
  'timestream.amazonaws.com': `
    CreateScheduledQuery: scheduledQueryExecutionRoleArn
    UpdateAccountSettings: queryCompute.provisionedCapacity.notificationConfiguration.roleArn
  `,
  'transcribe.amazonaws.com': `
    CreateLanguageModel: inputDataConfig.dataAccessRoleArn
    CreateVocabulary CreateVocabularyFilter StartCallAnalyticsJob StartMedicalScribeJob UpdateVocabulary UpdateVocabularyFilter: dataAccessRoleArn
    StartTranscriptionJob: jobExecutionSettings.dataAccessRoleArn
  `,
  'transfer.amazonaws.com': `
    CreateAccess CreateUser UpdateAccess UpdateUser: role
    CreateAgreement UpdateAgreement: accessRole
    CreateConnector UpdateConnector: accessRole loggingRole
    CreateServer UpdateServer: identityProviderDetails.invocationRole loggingRole workflowDetails.onPartialUpload.executionRole workflowDetails.onUpload.executionRole
    CreateWebApp UpdateWebApp: identityProviderDetails.identityCenterConfig.role
  `,
  'translate.amazonaws.com': `
    StartTextTranslationJob: dataAccessRoleArn
  `,
  'voiceid.amazonaws.com': `
    StartFraudsterRegistrationJob StartSpeakerEnrollmentJob: dataAccessRoleArn
  `,
  'wisdom.amazonaws.com': `
    CreateAssistantAssociation: association.externalBedrockKnowledgeBaseConfig.accessRoleArn
  `,
  'workmail.amazonaws.com': `
    PutEmailMonitoringConfiguration StartMailboxExportJob: roleArn
  `,
  'workspaces.amazonaws.com': `
    ModifyWorkspaceCreationProperties: workspaceCreationProperties.instanceIamRoleArn
  `,
};
