import { type CompanionRow, companionRowsOf } from './row.ts';

const s3Api = 'S3 API reference: permissions of the operation';
const stsApi = 'STS API reference: permissions of the operation';
const wafApi = 'WAF API reference: permissions to associate a web ACL';

const ramGuide = 'RAM user guide: permissions needed to share each kind of resource';
const dynamodbGuide = 'DynamoDB developer guide: permissions to restore and to replicate tables';
const launchTemplates = 'EC2 Auto Scaling user guide: permissions to use launch templates';
const route53Api = 'Service authorization reference: Amazon Route 53';

const objectWrites = 'PutObject CopyObject CreateMultipartUpload';
const objectGrants = 'x-amz-acl x-amz-grant-full-control x-amz-grant-read x-amz-grant-read-acp x-amz-grant-write-acp';
const bucketGrants =
  'x-amz-acl x-amz-grant-full-control x-amz-grant-read x-amz-grant-read-acp x-amz-grant-write x-amz-grant-write-acp';
const wafSources = ['wafv2.amazonaws.com', 'waf-regional.amazonaws.com'];

/** Permissions that another call of S3, STS or WAF carries. */
export const silentRows: readonly CompanionRow[] = [
  ...s3('s3:PutObjectAcl', `${objectWrites}: ${objectGrants} accessControlList`),
  ...s3('s3:PutObjectTagging', `${objectWrites}: x-amz-tagging x-amz-tagging-directive`),
  ...s3('s3:PutObjectRetention', `${objectWrites}: x-amz-object-lock-mode x-amz-object-lock-retain-until-date`),
  ...s3('s3:PutObjectLegalHold', `${objectWrites}: x-amz-object-lock-legal-hold`),
  ...s3(
    's3:BypassGovernanceRetention',
    'DeleteObject DeleteObjects PutObjectRetention: x-amz-bypass-governance-retention',
  ),
  ...s3('s3:PutObjectVersionAcl', 'PutObjectAcl: versionId'),
  ...s3('s3:PutObjectVersionTagging', 'PutObjectTagging: versionId'),
  ...s3('s3:DeleteObjectVersionTagging', 'DeleteObjectTagging: versionId'),
  ...s3('s3:GetObjectVersion', 'GetObject HeadObject: versionId'),
  ...s3('s3:GetObjectVersion', 'CopyObject UploadPartCopy: ?x-amz-copy-source'),
  ...s3('s3:GetObjectVersionAcl', 'GetObjectAcl: versionId'),
  ...s3('s3:GetObjectVersionTagging', 'GetObjectTagging: versionId'),
  ...s3('s3:GetObjectTagging', 'CopyObject GetObject:'),
  ...s3('s3:DeleteObjectVersion', 'DeleteObject: versionId'),
  ...s3('s3:DeleteObjectVersion', 'DeleteObjects:'),
  ...s3('s3:PutBucketAcl', `CreateBucket: ${bucketGrants} accessControlList`),
  ...s3('s3:PutBucketOwnershipControls', 'CreateBucket: x-amz-object-ownership objectOwnership'),
  ...s3(
    's3:PutBucketObjectLockConfiguration',
    'CreateBucket: x-amz-bucket-object-lock-enabled objectLockEnabledForBucket',
  ),
  ...s3('s3:PutBucketVersioning', 'CreateBucket: x-amz-bucket-object-lock-enabled objectLockEnabledForBucket'),
  ...s3('s3:TagResource', 'CreateBucket: createBucketConfiguration.tags createBucketConfiguration.tagSet'),
  ...s3('s3:ObjectOwnerOverrideToBucketOwner', 'PutBucketReplication:'),
  ...sts('sts:TagSession', 'AssumeRole GetFederationToken: tags transitiveTagKeys'),
  ...sts('sts:TagSession', 'AssumeRoleWithSAML AssumeRoleWithWebIdentity: principalTags transitiveTagKeys ?roleArn'),
  ...sts('sts:SetSourceIdentity', 'AssumeRole: sourceIdentity'),
  ...sts('sts:SetSourceIdentity', 'AssumeRoleWithSAML AssumeRoleWithWebIdentity: sourceIdentity ?roleArn'),
  ...sts('sts:SetContext', 'AssumeRole: providedContexts'),
  ...[
    'elasticloadbalancing:SetWebAcl',
    'apigateway:SetWebACL',
    'appsync:SetWebACL',
    'cognito-idp:AssociateWebACL',
    'apprunner:AssociateWebAcl',
    'amplify:AssociateWebACL',
    'ec2:AssociateVerifiedAccessInstanceWebAcl',
  ].flatMap((action) =>
    wafSources.flatMap((source) => companionRowsOf(action, source, 'AssociateWebACL DisassociateWebACL:', wafApi)),
  ),
  ...[
    'route53resolver:PutResolverRulePolicy',
    'route53resolver:PutFirewallRuleGroupPolicy',
    'route53resolver:PutResolverQueryLogConfigPolicy',
    'imagebuilder:PutComponentPolicy',
    'imagebuilder:PutContainerRecipePolicy',
    'imagebuilder:PutImagePolicy',
    'imagebuilder:PutImageRecipePolicy',
    'glue:PutResourcePolicy',
    'codebuild:PutResourcePolicy',
    'network-firewall:PutResourcePolicy',
    'ssm:PutResourcePolicy',
    'acm-pca:PutPolicy',
    'appmesh:PutMeshPolicy',
    'vpc-lattice:PutResourcePolicy',
    'ssm-contacts:PutContactPolicy',
    'ssm-incidents:PutResourcePolicy',
  ].flatMap((action) =>
    companionRowsOf(
      action,
      'ram.amazonaws.com',
      'CreateResourceShare: resourceArns\nAssociateResourceShare DisassociateResourceShare:',
      ramGuide,
    ),
  ),
  ...['BatchWriteItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem'].flatMap((name) =>
    companionRowsOf(
      `dynamodb:${name}`,
      'dynamodb.amazonaws.com',
      'RestoreTableFromBackup RestoreTableToPointInTime CreateGlobalTable UpdateGlobalTable:\nUpdateTable: replicaUpdates',
      dynamodbGuide,
    ),
  ),
  ...companionRowsOf(
    'ec2:RunInstances',
    'autoscaling.amazonaws.com',
    'CreateAutoScalingGroup UpdateAutoScalingGroup: launchTemplate mixedInstancesPolicy',
    launchTemplates,
  ),
  ...companionRowsOf(
    'ec2:RunInstances',
    'ec2.amazonaws.com',
    'CreateFleet ModifyFleet RequestSpotFleet ModifySpotFleetRequest:',
    launchTemplates,
  ),
  ...companionRowsOf(
    'ec2:RunInstances',
    'eks.amazonaws.com',
    'CreateNodegroup UpdateNodegroupVersion: launchTemplate',
    launchTemplates,
  ),
  ...companionRowsOf(
    'ec2:CreateTags',
    'autoscaling.amazonaws.com',
    'CreateAutoScalingGroup UpdateAutoScalingGroup: ?launchTemplate ?mixedInstancesPolicy',
    launchTemplates,
  ),
  ...companionRowsOf(
    'ec2:DescribeVpcs',
    'route53.amazonaws.com',
    'CreateHostedZone: vPC vpc\nAssociateVPCWithHostedZone CreateVPCAssociationAuthorization DisassociateVPCFromHostedZone:',
    route53Api,
  ),
];

function s3(action: string, lines: string): readonly CompanionRow[] {
  return companionRowsOf(action, 's3.amazonaws.com', lines, s3Api);
}

function sts(action: string, lines: string): readonly CompanionRow[] {
  return companionRowsOf(action, 'sts.amazonaws.com', lines, stsApi);
}
