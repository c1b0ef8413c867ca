import type { EventNameRow } from './event-name-row.ts';

const s3Rest = 'AWS S3 API reference, permissions of each operation; AWS S3 user guide, CloudTrail event names';

function s3(eventNames: string, actions: string | undefined, also = '', source = s3Rest): EventNameRow {
  return {
    eventSource: 's3.amazonaws.com',
    eventNames: eventNames.split(' '),
    ...(actions === undefined ? {} : { actions: namesOf(actions) }),
    ...(also === '' ? {} : { also: namesOf(also) }),
    source,
  };
}

function namesOf(words: string): string[] {
  return words.split(' ').map((word) => (word.includes(':') ? word : `s3:${word}`));
}

const versioned = 'GetObjectVersion';
const writing =
  'PutObjectAcl PutObjectTagging PutObjectRetention PutObjectLegalHold PutObjectVersionAcl PutObjectVersionTagging';
const copying = `GetObject GetObjectVersion GetObjectTagging GetObjectVersionTagging GetObjectAcl ListBucket ${writing}`;

/** S3: many events are named after the REST call and their actions after the setting. */
export const s3Rows: readonly EventNameRow[] = [
  s3('ListObjects ListObjectsV2 HeadBucket', 'ListBucket'),
  s3('ListBuckets', 'ListAllMyBuckets'),
  s3('HeadObject', 'GetObject', `${versioned} GetObjectAttributes ListBucket`),
  s3('GetObject', undefined, `${versioned} GetObjectRetention GetObjectLegalHold GetObjectTagging`),
  s3('GetObjectAttributes', undefined, 'GetObject GetObjectVersion GetObjectVersionAttributes'),
  s3('GetObjectAcl', undefined, 'GetObjectVersionAcl'),
  s3('GetObjectTagging', undefined, 'GetObjectVersionTagging'),
  s3('GetObjectTorrent', undefined, 'GetObjectVersionTorrent'),
  s3('PutObjectAcl', undefined, 'PutObjectVersionAcl'),
  s3('PutObjectTagging', undefined, 'PutObjectVersionTagging'),
  s3('DeleteObjectTagging', undefined, 'DeleteObjectVersionTagging'),
  s3('PutObjectRetention', undefined, 'BypassGovernanceRetention'),
  s3('SelectObjectContent', 'GetObject', versioned),
  s3('CopyObject', 'PutObject', copying),
  s3('UploadPartCopy', 'PutObject', 'GetObject GetObjectVersion ListBucket'),
  s3('PutObject PostObject CreateMultipartUpload', 'PutObject', writing),
  s3('UploadPart CompleteMultipartUpload', 'PutObject', 'ListMultipartUploadParts'),
  s3('DeleteObject', undefined, 'DeleteObjectVersion BypassGovernanceRetention'),
  s3(
    'DeleteObjects DeleteMultipleObjects BatchDeleteObject',
    'DeleteObject',
    'DeleteObjectVersion BypassGovernanceRetention',
  ),
  s3('RenameObject', 'PutObject', 'GetObject DeleteObject'),
  s3('ListParts', 'ListMultipartUploadParts'),
  s3('ListMultipartUploads', 'ListBucketMultipartUploads'),
  s3('ListObjectVersions ListVersions', 'ListBucketVersions', 'ListBucket'),
  s3('WriteGetObjectResponse', 's3-object-lambda:WriteGetObjectResponse'),
  s3('CreateSession', 's3express:CreateSession', 's3:CreateSession'),
  s3(
    'CreateBucket',
    undefined,
    'PutBucketAcl PutBucketObjectLockConfiguration PutBucketVersioning PutBucketOwnershipControls PutBucketTagging s3express:CreateBucket TagResource',
  ),
  s3('GetBucketAccelerateConfiguration GetBucketAccelerate GetAccelerateConfiguration', 'GetAccelerateConfiguration'),
  s3('PutBucketAccelerateConfiguration PutBucketAccelerate PutAccelerateConfiguration', 'PutAccelerateConfiguration'),
  s3('GetBucketEncryption', 'GetEncryptionConfiguration'),
  s3('PutBucketEncryption DeleteBucketEncryption', 'PutEncryptionConfiguration'),
  s3('GetBucketLifecycle GetBucketLifecycleConfiguration', 'GetLifecycleConfiguration'),
  s3(
    'PutBucketLifecycle PutBucketLifecycleConfiguration DeleteBucketLifecycle DeleteBucketLifecycleConfiguration',
    'PutLifecycleConfiguration',
  ),
  s3('GetBucketReplication', 'GetReplicationConfiguration'),
  s3('PutBucketReplication DeleteBucketReplication', 'PutReplicationConfiguration'),
  s3('GetBucketAnalyticsConfiguration ListBucketAnalyticsConfigurations', 'GetAnalyticsConfiguration'),
  s3('PutBucketAnalyticsConfiguration DeleteBucketAnalyticsConfiguration', 'PutAnalyticsConfiguration'),
  s3('GetBucketInventoryConfiguration ListBucketInventoryConfigurations', 'GetInventoryConfiguration'),
  s3('PutBucketInventoryConfiguration DeleteBucketInventoryConfiguration', 'PutInventoryConfiguration'),
  s3('GetBucketMetricsConfiguration ListBucketMetricsConfigurations', 'GetMetricsConfiguration'),
  s3('PutBucketMetricsConfiguration DeleteBucketMetricsConfiguration', 'PutMetricsConfiguration'),
  s3(
    'GetBucketIntelligentTieringConfiguration ListBucketIntelligentTieringConfigurations',
    'GetIntelligentTieringConfiguration',
  ),
  s3(
    'PutBucketIntelligentTieringConfiguration DeleteBucketIntelligentTieringConfiguration',
    'PutIntelligentTieringConfiguration',
  ),
  s3('GetBucketNotification GetBucketNotificationConfiguration', 'GetBucketNotification'),
  s3('PutBucketNotification PutBucketNotificationConfiguration', 'PutBucketNotification'),
  s3('GetBucketObjectLockConfiguration GetObjectLockConfiguration', 'GetBucketObjectLockConfiguration'),
  s3('PutBucketObjectLockConfiguration PutObjectLockConfiguration', 'PutBucketObjectLockConfiguration'),
  s3('PutBucketVersioning', undefined, 'PutLifecycleConfiguration'),
  s3('DeleteBucketCors', 'PutBucketCORS'),
  s3('DeleteBucketTagging', 'PutBucketTagging'),
  s3('GetBucketTagging', undefined, 's3:ListTagsForResource'),
  s3('DeleteBucketOwnershipControls', 'PutBucketOwnershipControls'),
  s3('GetBucketPublicAccessBlock GetPublicAccessBlock', 'GetBucketPublicAccessBlock'),
  s3(
    'PutBucketPublicAccessBlock DeleteBucketPublicAccessBlock PutPublicAccessBlock DeletePublicAccessBlock',
    'PutBucketPublicAccessBlock',
  ),
  s3('DeleteAccountPublicAccessBlock', 'PutAccountPublicAccessBlock'),
  s3(
    'GetStorageLensDashboardDataInternal',
    'GetStorageLensDashboard',
    '',
    'invictus-ir/aws_dataset logs: the console reads a dashboard by this event',
  ),
  s3('GetBucketMetadataTableConfiguration GetBucketMetadataConfiguration', 'GetBucketMetadataTableConfiguration'),
  s3(
    'CreateBucketMetadataTableConfiguration CreateBucketMetadataConfiguration',
    'CreateBucketMetadataTableConfiguration',
    's3tables:CreateNamespace s3tables:CreateTable s3tables:GetTable s3tables:PutTablePolicy',
  ),
  s3(
    'DeleteBucketMetadataTableConfiguration DeleteBucketMetadataConfiguration',
    'DeleteBucketMetadataTableConfiguration',
  ),
];
