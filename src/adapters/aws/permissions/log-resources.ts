import type { NeededPermission } from '../needed-permission.ts';

/** Stands for the bucket that holds the log files, until it is known. */
export const logBucketName = 'LOG-BUCKET';

/** Stands for the id of the key that the log files are encrypted with. */
export const logKeyName = 'LOG-KEY-ID';

/** Stands for the bucket that Athena writes results to, with the prefix where there is one. */
export const resultBucketName = 'RESULT-BUCKET';

/** The table that Athena's source makes, where no other name is configured. */
export const athenaTable = { database: 'default', table: 'iam_drift_cloudtrail' } as const;

/** The permissions that read log files in S3, limited to the bucket and the key. */
export function ofLogBucket(permissions: readonly NeededPermission[]): readonly NeededPermission[] {
  return permissions.map((permission) => ({
    ...permission,
    ...limited(s3Resources(permission.action, [logBucketName])),
  }));
}

/** The permissions of Athena, limited to the logs, the results, and the one table that it makes. */
export function ofAthena(permissions: readonly NeededPermission[]): readonly NeededPermission[] {
  return permissions.map((permission) => ({ ...permission, ...limited(athenaResources(permission.action)) }));
}

function limited(resources: readonly string[] | undefined): Pick<NeededPermission, 'resources'> {
  return resources === undefined ? {} : { resources };
}

function s3Resources(action: string, buckets: readonly string[]): readonly string[] | undefined {
  if (action === 'kms:Decrypt') return [`arn:aws:kms:*:*:key/${logKeyName}`];
  if (!action.startsWith('s3:')) return undefined;
  const isOfObjects = /Object|MultipartUpload/.test(action) && !action.endsWith('MultipartUploads');
  return buckets.map((bucket) => `arn:aws:s3:::${bucket}${isOfObjects ? '/*' : ''}`);
}

/** Written is the one table, and below the results; what is read is the logs too. */
function athenaResources(action: string): readonly string[] | undefined {
  if (action === 'glue:CreateTable') {
    const { database, table } = athenaTable;
    return ['catalog', `database/${database}`, `table/${database}/${table}`].map((name) => `arn:aws:glue:*:*:${name}`);
  }
  const isWrite = /:(?:Put|Abort)/.test(action);
  return s3Resources(action, isWrite ? [resultBucketName] : [logBucketName, resultBucketName]);
}
