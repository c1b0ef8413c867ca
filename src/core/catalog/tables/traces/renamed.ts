import { type TraceRow, traceRowsOf } from './row.ts';

const s3Guide = 'S3 user guide: CloudTrail events, bucket-level and account-level actions';
const names = 'the operation has another name: Service authorization reference';

/** Actions that are recorded under the name of a call that is spelled differently, or of several calls. */
export const renamedRows: readonly TraceRow[] = [
  ...traceRowsOf(
    's3',
    `
      CreateBucket DeleteBucket DeleteBucketPolicy DeleteBucketWebsite GetAccelerateConfiguration GetAccountPublicAccessBlock
      GetAnalyticsConfiguration GetBucketAcl GetBucketCORS GetBucketLocation GetBucketLogging GetBucketNotification
      GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus GetBucketPublicAccessBlock
      GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration
      GetIntelligentTieringConfiguration GetInventoryConfiguration GetLifecycleConfiguration GetMetricsConfiguration
      GetReplicationConfiguration ListAllMyBuckets PutAccelerateConfiguration PutAccountPublicAccessBlock PutAnalyticsConfiguration
      PutBucketCORS PutBucketLogging PutBucketNotification PutBucketObjectLockConfiguration PutBucketPolicy PutBucketPublicAccessBlock
      PutBucketRequestPayment PutBucketTagging PutBucketVersioning PutBucketWebsite PutEncryptionConfiguration
      PutIntelligentTieringConfiguration PutInventoryConfiguration PutLifecycleConfiguration PutMetricsConfiguration
      PutReplicationConfiguration CreateAccessPoint DeleteAccessPoint DeleteAccessPointPolicy GetAccessPoint GetAccessPointPolicy
      GetAccessPointPolicyStatus ListAccessPoints PutAccessPointPolicy CreateJob DescribeJob ListJobs UpdateJobPriority UpdateJobStatus
      PutBucketAcl PutBucketOwnershipControls
    `,
    'management',
    s3Guide,
  ),
  ...traceRowsOf('kms', 'ReEncryptFrom ReEncryptTo', 'management', names),
  ...traceRowsOf('budgets', 'ModifyBudget ViewBudget', 'management', names),
  ...traceRowsOf(
    'apigateway',
    'DELETE GET PATCH POST PUT',
    'management',
    'API Gateway developer guide: logging with CloudTrail',
  ),
];
