import type { EventNameGroup } from './event-name-group.ts';

const writing = 'PutObjectAcl PutObjectTagging PutObjectRetention PutObjectLegalHold';
const copying = `GetObject GetObjectVersion GetObjectTagging GetObjectVersionTagging GetObjectAcl ListBucket ${writing}`;

/** S3: many events are named after the REST call, and their actions after the setting. */
export const s3Group: EventNameGroup = {
  service: 's3',
  source:
    'AWS S3 API reference, permissions of each operation; AWS S3 user guide, CloudTrail event names; invictus-ir/aws_dataset logs (names ending in Internal)',
  rows: [
    ['ListObjects ListObjectsV2 HeadBucket', 'ListBucket'],
    ['ListBuckets', 'ListAllMyBuckets'],
    ['HeadObject', 'GetObject', `${'GetObjectVersion'} GetObjectAttributes ListBucket`],
    ['GetObject', '=', `${'GetObjectVersion'} GetObjectRetention GetObjectLegalHold GetObjectTagging`],
    ['GetObjectAttributes', '=', 'GetObject GetObjectVersion GetObjectVersionAttributes'],
    ['GetObjectAcl', '=', 'GetObjectVersionAcl'],
    ['GetObjectTagging', '=', 'GetObjectVersionTagging'],
    ['GetObjectTorrent', '=', 'GetObjectVersionTorrent'],
    ['PutObjectAcl', '=', 'PutObjectVersionAcl'],
    ['PutObjectTagging', '=', 'PutObjectVersionTagging'],
    ['DeleteObjectTagging', '=', 'DeleteObjectVersionTagging'],
    ['PutObjectRetention', '=', 'BypassGovernanceRetention'],
    ['SelectObjectContent', 'GetObject', 'GetObjectVersion'],
    ['CopyObject', 'PutObject', copying],
    ['UploadPartCopy', 'PutObject', 'GetObject GetObjectVersion ListBucket'],
    ['PutObject PostObject CreateMultipartUpload', 'PutObject', writing],
    ['UploadPart CompleteMultipartUpload', 'PutObject', 'ListMultipartUploadParts'],
    ['DeleteObject', '=', 'DeleteObjectVersion BypassGovernanceRetention'],
    [
      'DeleteObjects DeleteMultipleObjects BatchDeleteObject',
      'DeleteObject',
      'DeleteObjectVersion BypassGovernanceRetention',
    ],
    ['RenameObject', 'PutObject', 'GetObject DeleteObject'],
    ['ListParts', 'ListMultipartUploadParts'],
    ['ListMultipartUploads', 'ListBucketMultipartUploads'],
    ['ListObjectVersions ListVersions', 'ListBucketVersions', 'ListBucket'],
    ['WriteGetObjectResponse', 's3-object-lambda:WriteGetObjectResponse'],
    ['CreateSession', 's3express:CreateSession'],
    [
      'CreateBucket',
      '=',
      'PutBucketAcl PutBucketObjectLockConfiguration PutBucketVersioning PutBucketOwnershipControls PutBucketTagging s3express:CreateBucket TagResource',
    ],
    ['GetBucketAccelerateConfiguration GetBucketAccelerate GetAccelerateConfiguration', 'GetAccelerateConfiguration'],
    ['PutBucketAccelerateConfiguration PutBucketAccelerate PutAccelerateConfiguration', 'PutAccelerateConfiguration'],
    ['GetBucketEncryption', 'GetEncryptionConfiguration'],
    ['PutBucketEncryption DeleteBucketEncryption', 'PutEncryptionConfiguration'],
    ['GetBucketLifecycle GetBucketLifecycleConfiguration', 'GetLifecycleConfiguration'],
    [
      'PutBucketLifecycle PutBucketLifecycleConfiguration DeleteBucketLifecycle DeleteBucketLifecycleConfiguration',
      'PutLifecycleConfiguration',
    ],
    ['GetBucketReplication', 'GetReplicationConfiguration'],
    ['PutBucketReplication DeleteBucketReplication', 'PutReplicationConfiguration'],
    [
      'GetBucketAnalytics GetBucketAnalyticsConfiguration ListBucketAnalyticsConfigurations',
      'GetAnalyticsConfiguration',
    ],
    [
      'PutBucketAnalytics PutBucketAnalyticsConfiguration DeleteBucketAnalyticsConfiguration',
      'PutAnalyticsConfiguration',
    ],
    [
      'GetBucketInventory GetBucketInventoryConfiguration ListBucketInventoryConfigurations',
      'GetInventoryConfiguration',
    ],
    [
      'PutBucketInventory PutBucketInventoryConfiguration DeleteBucketInventoryConfiguration',
      'PutInventoryConfiguration',
    ],
    ['GetBucketMetrics GetBucketMetricsConfiguration ListBucketMetricsConfigurations', 'GetMetricsConfiguration'],
    ['PutBucketMetrics PutBucketMetricsConfiguration DeleteBucketMetricsConfiguration', 'PutMetricsConfiguration'],
    [
      'GetBucketIntelligentTieringConfiguration ListBucketIntelligentTieringConfigurations',
      'GetIntelligentTieringConfiguration',
    ],
    [
      'PutBucketIntelligentTieringConfiguration DeleteBucketIntelligentTieringConfiguration',
      'PutIntelligentTieringConfiguration',
    ],
    ['GetBucketNotification GetBucketNotificationConfiguration', 'GetBucketNotification'],
    ['PutBucketNotification PutBucketNotificationConfiguration', 'PutBucketNotification'],
    ['GetBucketObjectLockConfiguration GetObjectLockConfiguration', 'GetBucketObjectLockConfiguration'],
    ['PutBucketObjectLockConfiguration PutObjectLockConfiguration', 'PutBucketObjectLockConfiguration'],
    ['DeleteBucketCors', 'PutBucketCORS'],
    ['DeleteBucketTagging', 'PutBucketTagging'],
    ['GetBucketTagging', '=', 's3:ListTagsForResource'],
    ['DeleteBucketOwnershipControls', 'PutBucketOwnershipControls'],
    ['GetBucketPublicAccessBlock GetPublicAccessBlock', 'GetBucketPublicAccessBlock'],
    [
      'PutBucketPublicAccessBlock DeleteBucketPublicAccessBlock PutPublicAccessBlock DeletePublicAccessBlock',
      'PutBucketPublicAccessBlock',
    ],
    ['DeleteAccountPublicAccessBlock', 'PutAccountPublicAccessBlock'],
    ['GetStorageLensDashboardDataInternal', 'GetStorageLensDashboard'],
    ['GetBucketMetadataTableConfiguration GetBucketMetadataConfiguration', 'GetBucketMetadataTableConfiguration'],
    [
      'CreateBucketMetadataTableConfiguration CreateBucketMetadataConfiguration',
      'CreateBucketMetadataTableConfiguration',
      's3tables:CreateNamespace s3tables:CreateTable s3tables:GetTable s3tables:PutTablePolicy',
    ],
    [
      'DeleteBucketMetadataTableConfiguration DeleteBucketMetadataConfiguration',
      'DeleteBucketMetadataTableConfiguration',
    ],
  ],
};

/** S3 on Outposts has the same calls under its own prefix. */
export const s3OutpostsGroup: EventNameGroup = {
  service: 's3-outposts',
  source: 'AWS Service Authorization Reference, Amazon S3 on Outposts; AWS S3 API reference',
  rows: [
    ['ListObjects ListObjectsV2 HeadBucket', 'ListBucket'],
    ['HeadObject', 'GetObject', 'GetObjectVersion'],
    ['CopyObject UploadPartCopy', 'PutObject', 'GetObject PutObjectAcl PutObjectTagging'],
    ['CreateMultipartUpload UploadPart CompleteMultipartUpload', 'PutObject', 'PutObjectAcl PutObjectTagging'],
    ['DeleteObjects', 'DeleteObject', 'DeleteObjectVersion'],
    ['ListParts', 'ListMultipartUploadParts'],
    ['ListMultipartUploads', 'ListBucketMultipartUploads'],
    ['ListObjectVersions', 'ListBucketVersions'],
    ['GetBucketLifecycle GetBucketLifecycleConfiguration', 'GetLifecycleConfiguration'],
    [
      'PutBucketLifecycle PutBucketLifecycleConfiguration DeleteBucketLifecycle DeleteBucketLifecycleConfiguration',
      'PutLifecycleConfiguration',
    ],
    ['GetBucketReplication', 'GetReplicationConfiguration'],
    ['PutBucketReplication DeleteBucketReplication', 'PutReplicationConfiguration'],
    ['DeleteBucketTagging', 'PutBucketTagging'],
  ],
};

/** S3 Express: the object calls of a directory bucket are authorized by the session alone. */
export const s3ExpressGroup: EventNameGroup = {
  service: 's3express',
  source: 'AWS S3 user guide, authorizing zonal endpoint API operations with CreateSession',
  rows: [
    [
      'GetObject HeadObject PutObject DeleteObject DeleteObjects CopyObject RenameObject GetObjectAttributes HeadBucket',
      'CreateSession',
    ],
    ['ListObjectsV2 ListParts ListMultipartUploads UploadPart UploadPartCopy', 'CreateSession'],
    ['CreateMultipartUpload CompleteMultipartUpload AbortMultipartUpload', 'CreateSession'],
    ['ListBuckets ListDirectoryBuckets', 'ListAllMyDirectoryBuckets'],
    ['GetBucketEncryption', 'GetEncryptionConfiguration'],
    ['PutBucketEncryption DeleteBucketEncryption', 'PutEncryptionConfiguration'],
    ['GetBucketLifecycle GetBucketLifecycleConfiguration', 'GetLifecycleConfiguration'],
    [
      'PutBucketLifecycle PutBucketLifecycleConfiguration DeleteBucketLifecycle DeleteBucketLifecycleConfiguration',
      'PutLifecycleConfiguration',
    ],
  ],
};
