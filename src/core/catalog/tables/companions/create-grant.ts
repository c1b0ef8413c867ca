/**
 * Calls for which a service makes a grant on a key of the caller, by event source; a line is event names and, after the colon, the parameters that name a key.
 * After `?` stand parameters with which it may happen unseen (disks can be encrypted by default). Only
 * recorded calls are here, because the grant leaves an event of its own as well. From the input shapes of the AWS SDK models.
 */
export const createGrantCarriers: Readonly<Record<string, string>> = {
  'airflow.amazonaws.com': `
    CreateEnvironment: kmsKey
  `,
  'amazonmq.amazonaws.com': `
    CreateBroker: encryptionOptions.kmsKeyId
  `,
  'apprunner.amazonaws.com': `
    CreateService: encryptionConfiguration.kmsKey
  `,
  'aps.amazonaws.com': `
    CreateWorkspace: kmsKeyArn
  `,
  'athena.amazonaws.com': `
    CreateWorkGroup: configuration.customerContentEncryptionConfiguration.kmsKey configuration.managedQueryResultsConfiguration.encryptionConfiguration.kmsKey configuration.monitoringConfiguration.managedLoggingConfiguration.kmsKey configuration.monitoringConfiguration.s3LoggingConfiguration.kmsKey configuration.resultConfiguration.encryptionConfiguration.kmsKey
    StartQueryExecution: resultConfiguration.encryptionConfiguration.kmsKey
    StartSession: monitoringConfiguration.managedLoggingConfiguration.kmsKey monitoringConfiguration.s3LoggingConfiguration.kmsKey
    UpdateWorkGroup: configurationUpdates.customerContentEncryptionConfiguration.kmsKey configurationUpdates.managedQueryResultsConfigurationUpdates.encryptionConfiguration.kmsKey configurationUpdates.monitoringConfiguration.managedLoggingConfiguration.kmsKey configurationUpdates.monitoringConfiguration.s3LoggingConfiguration.kmsKey configurationUpdates.resultConfigurationUpdates.encryptionConfiguration.kmsKey
  `,
  'autoscaling.amazonaws.com': `
    CreateAutoScalingGroup SetDesiredCapacity UpdateAutoScalingGroup: ?autoScalingGroupName
  `,
  'backup.amazonaws.com': `
    CreateBackupVault: ?encryptionKeyArn
  `,
  'bedrock-agentcore.amazonaws.com': `
    CreateGateway UpdateGateway: kmsKeyArn
  `,
  'bedrock.amazonaws.com': `
    CreateCustomModel: modelKmsKeyArn
    CreateDataSource UpdateDataSource: serverSideEncryptionConfiguration.kmsKeyArn
    CreateGuardrail UpdateGuardrail: kmsKeyId
    CreateModelCopyJob: modelKmsKeyId
    CreateModelCustomizationJob: customModelKmsKeyId
    CreateModelImportJob: importedModelKmsKeyId
  `,
  'codeartifact.amazonaws.com': `
    CreateDomain: ?encryptionKey
  `,
  'dms.amazonaws.com': `
    CreateEndpoint: docDbSettings.kmsKeyId kmsKeyId mongoDbSettings.kmsKeyId redshiftSettings.serverSideEncryptionKmsKeyId s3Settings.serverSideEncryptionKmsKeyId
    CreateInstanceProfile: kmsKeyArn
    CreateReplicationConfig ModifyReplicationConfig: computeConfig.kmsKeyId
    CreateReplicationInstance ImportCertificate: kmsKeyId
    ModifyEndpoint: docDbSettings.kmsKeyId mongoDbSettings.kmsKeyId redshiftSettings.serverSideEncryptionKmsKeyId s3Settings.serverSideEncryptionKmsKeyId
    StartReplicationTaskAssessmentRun: resultKmsKeyArn
  `,
  'docdb-elastic.amazonaws.com': `
    CopyClusterSnapshot CreateCluster RestoreClusterFromSnapshot: kmsKeyId
  `,
  'dynamodb.amazonaws.com': `
    CreateTable: sSESpecification.kMSMasterKeyId
    RestoreTableFromBackup RestoreTableToPointInTime: sSESpecificationOverride.kMSMasterKeyId
    UpdateTable: replicaUpdates.create.kMSMasterKeyId replicaUpdates.update.kMSMasterKeyId sSESpecification.kMSMasterKeyId
  `,
  'ec2.amazonaws.com': `
    AttachVolume: ?volumeId
    CopyImage: encrypted kmsKeyId ?sourceImageId
    CopySnapshot: encrypted kmsKeyId ?sourceSnapshotId
    CreateFleet: ?createFleetRequest
    CreateImage RegisterImage: blockDeviceMappings.ebs.kmsKeyId
    CreateLaunchTemplate CreateLaunchTemplateVersion: launchTemplateData.blockDeviceMappings.ebs.kmsKeyId
    CreateReplaceRootVolumeTask: ?instanceId
    CreateVerifiedAccessEndpoint CreateVerifiedAccessGroup CreateVerifiedAccessTrustProvider ModifyVerifiedAccessEndpointPolicy ModifyVerifiedAccessGroupPolicy ModifyVerifiedAccessTrustProvider: sseSpecification.kmsKeyArn
    CreateVolume: encrypted kmsKeyId ?availabilityZone ?snapshotId
    ImportImage ImportSnapshot ModifyEbsDefaultKmsKeyId: kmsKeyId
    ModifyFleet: launchTemplateConfigs.overrides.blockDeviceMappings.ebs.kmsKeyId
    RequestSpotFleet: ?requestSpotFleetRequest ?spotFleetRequestConfig
    RequestSpotInstances: ?launchSpecification
    RunInstances: blockDeviceMapping.items.ebs.encrypted blockDeviceMapping.items.ebs.kmsKeyId ?instancesSet
    StartInstances: ?instancesSet
  `,
  'ecr.amazonaws.com': `
    CreateRepository CreateRepositoryCreationTemplate UpdateRepositoryCreationTemplate: encryptionConfiguration.kmsKey ?encryptionConfiguration
  `,
  'ecs.amazonaws.com': `
    CreateCluster UpdateCluster: configuration.executeCommandConfiguration.kmsKeyId configuration.managedStorageConfiguration.fargateEphemeralStorageKmsKeyId configuration.managedStorageConfiguration.kmsKeyId
    CreateService UpdateService: serviceConnectConfiguration.services.tls.kmsKey volumeConfigurations.managedEBSVolume.kmsKeyId
    RunTask StartTask: volumeConfigurations.managedEBSVolume.kmsKeyId
  `,
  'eks.amazonaws.com': `
    AssociateEncryptionConfig CreateCluster: encryptionConfig
  `,
  'elasticache.amazonaws.com': `
    CopyServerlessCacheSnapshot CopySnapshot CreateReplicationGroup CreateServerlessCache CreateServerlessCacheSnapshot CreateSnapshot: kmsKeyId
  `,
  'elasticfilesystem.amazonaws.com': `
    CreateFileSystem: kmsKeyId
    CreateReplicationConfiguration: destinations.kmsKeyId
  `,
  'elasticmapreduce.amazonaws.com': `
    RunJobFlow: logEncryptionKmsKeyId
  `,
  'es.amazonaws.com': `
    CreateApplication: kmsKeyArn
    CreateDomain CreateElasticsearchDomain UpdateDomainConfig UpdateElasticsearchDomainConfig: encryptionAtRestOptions.kmsKeyId
    CreatePackage UpdatePackage: packageEncryptionOptions.kmsKeyIdentifier
  `,
  'events.amazonaws.com': `
    CreateArchive CreateConnection CreateEventBus UpdateArchive UpdateConnection UpdateEventBus: kmsKeyIdentifier
  `,
  'firehose.amazonaws.com': `
    CreateDeliveryStream: amazonOpenSearchServerlessDestinationConfiguration.s3Configuration.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN amazonopensearchserviceDestinationConfiguration.s3Configuration.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN elasticsearchDestinationConfiguration.s3Configuration.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN extendedS3DestinationConfiguration.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN extendedS3DestinationConfiguration.s3BackupConfiguration.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN httpEndpointDestinationConfiguration.s3Configuration.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN icebergDestinationConfiguration.s3Configuration.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN redshiftDestinationConfiguration.s3BackupConfiguration.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN redshiftDestinationConfiguration.s3Configuration.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN s3DestinationConfiguration.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN snowflakeDestinationConfiguration.s3Configuration.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN splunkDestinationConfiguration.s3Configuration.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN ?deliveryStreamEncryptionConfigurationInput
    StartDeliveryStreamEncryption: ?deliveryStreamName
    UpdateDestination: amazonOpenSearchServerlessDestinationUpdate.s3Update.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN amazonopensearchserviceDestinationUpdate.s3Update.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN elasticsearchDestinationUpdate.s3Update.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN extendedS3DestinationUpdate.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN extendedS3DestinationUpdate.s3BackupUpdate.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN httpEndpointDestinationUpdate.s3Update.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN icebergDestinationUpdate.s3Configuration.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN redshiftDestinationUpdate.s3BackupUpdate.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN redshiftDestinationUpdate.s3Update.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN s3DestinationUpdate.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN snowflakeDestinationUpdate.s3Update.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN splunkDestinationUpdate.s3Update.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN
  `,
  'fsx.amazonaws.com': `
    CopyBackup CreateFileCache CreateFileSystem CreateFileSystemFromBackup: kmsKeyId
  `,
  'glue.amazonaws.com': `
    CreateCatalog UpdateCatalog: catalogInput.catalogProperties.dataLakeAccessProperties.kmsKey
    CreateConnection UpdateConnection: connectionInput.authenticationConfiguration.kmsKeyArn
    CreateIntegration: kmsKeyId
    CreateMLTransform: transformEncryption.mlUserDataEncryption.kmsKeyId
    CreateSecurityConfiguration: encryptionConfiguration.cloudWatchEncryption.kmsKeyArn encryptionConfiguration.dataQualityEncryption.kmsKeyArn encryptionConfiguration.jobBookmarksEncryption.kmsKeyArn encryptionConfiguration.s3Encryption.kmsKeyArn
    PutDataCatalogEncryptionSettings: dataCatalogEncryptionSettings.connectionPasswordEncryption.awsKmsKeyId dataCatalogEncryptionSettings.encryptionAtRest.sseAwsKmsKeyId
  `,
  'imagebuilder.amazonaws.com': `
    CreateComponent CreateWorkflow ImportComponent: kmsKeyId
    CreateContainerRecipe: instanceConfiguration.blockDeviceMappings.ebs.kmsKeyId kmsKeyId
    CreateDistributionConfiguration UpdateDistributionConfiguration: distributions.amiDistributionConfiguration.kmsKeyId
    CreateImageRecipe: blockDeviceMappings.ebs.kmsKeyId
  `,
  'kafka.amazonaws.com': `
    CreateCluster UpdateSecurity: encryptionInfo.encryptionAtRest.dataVolumeKMSKeyId ?encryptionInfo
    CreateClusterV2: provisioned.encryptionInfo.encryptionAtRest.dataVolumeKMSKeyId ?provisioned
  `,
  'kinesisvideo.amazonaws.com': `
    CreateStream: ?kmsKeyId
  `,
  'lambda.amazonaws.com': `
    CreateEventSourceMapping CreateEventSourceMapping20150331 UpdateEventSourceMapping UpdateEventSourceMapping20150331 UpdateFunctionConfiguration UpdateFunctionConfiguration20150331v2: kMSKeyArn
    CreateFunction CreateFunction20150331: code.sourceKMSKeyArn kMSKeyArn
    UpdateFunctionCode UpdateFunctionCode20150331v2: sourceKMSKeyArn
  `,
  'logs.amazonaws.com': `
    AssociateKmsKey CreateLogAnomalyDetector CreateLogGroup: kmsKeyId
    PutIntegration: resourceConfig.openSearchResourceConfig.kmsKeyArn
  `,
  'memorydb.amazonaws.com': `
    CopySnapshot CreateCluster CreateSnapshot: kmsKeyId
  `,
  'rds.amazonaws.com': `
    CopyDBClusterSnapshot CopyDBSnapshot StartActivityStream StartDBInstanceAutomatedBackupsReplication StartExportTask: kmsKeyId
    CreateCustomDBEngineVersion CreateIntegration: kMSKeyId
    CreateDBCluster CreateDBInstance RestoreDBInstanceFromS3: kmsKeyId masterUserSecretKmsKeyId performanceInsightsKMSKeyId ?storageEncrypted
    CreateDBInstanceReadReplica RestoreDBClusterFromSnapshot RestoreDBClusterToPointInTime: kmsKeyId performanceInsightsKMSKeyId
    CreateTenantDatabase ModifyTenantDatabase RestoreDBInstanceFromDBSnapshot RestoreDBInstanceToPointInTime: masterUserSecretKmsKeyId
    ModifyDBCluster ModifyDBInstance: masterUserSecretKmsKeyId performanceInsightsKMSKeyId
    RestoreDBClusterFromS3: kmsKeyId masterUserSecretKmsKeyId
  `,
  'redshift-serverless.amazonaws.com': `
    CreateNamespace UpdateNamespace: adminPasswordSecretKmsKeyId kmsKeyId
    CreateSnapshotCopyConfiguration: destinationKmsKeyId
    RestoreFromSnapshot: adminPasswordSecretKmsKeyId
  `,
  'redshift.amazonaws.com': `
    CreateCluster ModifyCluster RestoreFromClusterSnapshot: kmsKeyId masterPasswordSecretKmsKeyId
    CreateIntegration: kMSKeyId
    CreateSnapshotCopyGrant: kmsKeyId
  `,
  'sagemaker.amazonaws.com': `
    CreateAlgorithm: validationSpecification.validationProfiles.trainingJobDefinition.outputDataConfig.kmsKeyId validationSpecification.validationProfiles.trainingJobDefinition.resourceConfig.volumeKmsKeyId validationSpecification.validationProfiles.transformJobDefinition.transformOutput.kmsKeyId validationSpecification.validationProfiles.transformJobDefinition.transformResources.volumeKmsKeyId
    CreateAutoMLJob: autoMLJobConfig.securityConfig.volumeKmsKeyId outputDataConfig.kmsKeyId
    CreateAutoMLJobV2: outputDataConfig.kmsKeyId securityConfig.volumeKmsKeyId
    CreateCluster UpdateCluster: instanceGroups.instanceStorageConfigs.ebsVolumeConfig.volumeKmsKeyId restrictedInstanceGroups.instanceStorageConfigs.ebsVolumeConfig.volumeKmsKeyId
    CreateCompilationJob CreateDeviceFleet CreateEdgePackagingJob CreateFlowDefinition CreateOptimizationJob UpdateDeviceFleet: outputConfig.kmsKeyId
    CreateDataQualityJobDefinition: dataQualityJobOutputConfig.kmsKeyId jobResources.clusterConfig.volumeKmsKeyId
    CreateDomain: defaultUserSettings.canvasAppSettings.workspaceSettings.s3KmsKeyId defaultUserSettings.sharingSettings.s3KmsKeyId homeEfsFileSystemKmsKeyId kmsKeyId
    CreateEndpointConfig: asyncInferenceConfig.outputConfig.kmsKeyId dataCaptureConfig.kmsKeyId kmsKeyId productionVariants.coreDumpConfig.kmsKeyId shadowProductionVariants.coreDumpConfig.kmsKeyId
    CreateFeatureGroup: offlineStoreConfig.s3StorageConfig.kmsKeyId onlineStoreConfig.securityConfig.kmsKeyId
    CreateHyperParameterTuningJob: trainingJobDefinition.hyperParameterTuningResourceConfig.volumeKmsKeyId trainingJobDefinition.outputDataConfig.kmsKeyId trainingJobDefinition.resourceConfig.volumeKmsKeyId trainingJobDefinitions.hyperParameterTuningResourceConfig.volumeKmsKeyId trainingJobDefinitions.outputDataConfig.kmsKeyId trainingJobDefinitions.resourceConfig.volumeKmsKeyId
    CreateInferenceExperiment: dataStorageConfig.kmsKey kmsKey
    CreateInferenceRecommendationsJob: inputConfig.volumeKmsKeyId outputConfig.kmsKeyId
    CreateLabelingJob: labelingJobAlgorithmsConfig.labelingJobResourceConfig.volumeKmsKeyId outputConfig.kmsKeyId
    CreateModelBiasJobDefinition: jobResources.clusterConfig.volumeKmsKeyId modelBiasJobOutputConfig.kmsKeyId
    CreateModelCard: securityConfig.kmsKeyId
    CreateModelExplainabilityJobDefinition: jobResources.clusterConfig.volumeKmsKeyId modelExplainabilityJobOutputConfig.kmsKeyId
    CreateModelPackage: securityConfig.kmsKeyId validationSpecification.validationProfiles.transformJobDefinition.transformOutput.kmsKeyId validationSpecification.validationProfiles.transformJobDefinition.transformResources.volumeKmsKeyId
    CreateModelQualityJobDefinition: jobResources.clusterConfig.volumeKmsKeyId modelQualityJobOutputConfig.kmsKeyId
    CreateMonitoringSchedule UpdateMonitoringSchedule: monitoringScheduleConfig.monitoringJobDefinition.monitoringOutputConfig.kmsKeyId monitoringScheduleConfig.monitoringJobDefinition.monitoringResources.clusterConfig.volumeKmsKeyId
    CreateNotebookInstance CreatePartnerApp: kmsKeyId
    CreateProcessingJob: processingInputs.datasetDefinition.athenaDatasetDefinition.kmsKeyId processingInputs.datasetDefinition.redshiftDatasetDefinition.kmsKeyId processingOutputConfig.kmsKeyId processingResources.clusterConfig.volumeKmsKeyId
    CreateTrainingJob: outputDataConfig.kmsKeyId resourceConfig.volumeKmsKeyId
    CreateTransformJob: dataCaptureConfig.kmsKeyId transformOutput.kmsKeyId transformResources.volumeKmsKeyId
    CreateUserProfile UpdateUserProfile: userSettings.canvasAppSettings.workspaceSettings.s3KmsKeyId userSettings.sharingSettings.s3KmsKeyId
    UpdateDomain: defaultUserSettings.canvasAppSettings.workspaceSettings.s3KmsKeyId defaultUserSettings.sharingSettings.s3KmsKeyId
    UpdateInferenceExperiment: dataStorageConfig.kmsKey
  `,
  'scheduler.amazonaws.com': `
    CreateSchedule UpdateSchedule: kmsKeyArn
  `,
  'secretsmanager.amazonaws.com': `
    CreateSecret: addReplicaRegions.kmsKeyId kmsKeyId
    ReplicateSecretToRegions: addReplicaRegions.kmsKeyId
    UpdateSecret: kmsKeyId
  `,
  'ssm.amazonaws.com': `
    CreateResourceDataSync: s3Destination.aWSKMSKeyARN
  `,
  'states.amazonaws.com': `
    CreateActivity CreateStateMachine UpdateStateMachine: encryptionConfiguration.kmsKeyId
  `,
  'storagegateway.amazonaws.com': `
    CreateCachediSCSIVolume CreateNFSFileShare CreateSMBFileShare CreateStorediSCSIVolume CreateTapeWithBarcode CreateTapes UpdateNFSFileShare UpdateSMBFileShare: kMSKey
  `,
  'workspaces.amazonaws.com': `
    CreateWorkspaces: ?workspaces
  `,
};
