import { AthenaClient, GetTableMetadataCommand, GetWorkGroupCommand } from '@aws-sdk/client-athena';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { failureOf, isAbort } from '../failure.ts';
import { type S3Bucket, s3Bucket } from '../logs/s3/s3-bucket.ts';
import { type LogPlace, type Probe, type ProbeContext, Untold } from './probe.ts';

const noPlace = 'no bucket with log files is configured, and no trail names one';
const onlyQuery = 'only a query would tell, and a query costs money';
const withQuery = 'Athena asks for it while a query runs, and a query costs money';

/** How the permissions that reading logs needs are tried. */
export const logProbes: readonly Probe[] = [
  {
    action: 's3:ListBucket',
    ask: (context) => atPlace(context, (bucket, place) => firstFile(bucket, place)),
  },
  {
    action: 's3:GetObject',
    ask: async (context) => {
      try {
        return await firstByte(context);
      } catch (error) {
        // The file may be read, and not decrypted.
        if (isAboutKey(error)) return undefined;
        throw error;
      }
    },
  },
  {
    action: 'kms:Decrypt',
    // Reading a byte of an encrypted file needs it, and of another file does not.
    ask: async (context) => {
      try {
        return await firstByte(context);
      } catch (error) {
        if (isAbort(error) || isAboutKey(error)) throw error;
        return new Untold('unknown', 'no log file can be read, so that whether they are encrypted is not known');
      }
    },
  },
  {
    action: 'athena:GetWorkGroup',
    ask: async ({ session, logSession, logs }) =>
      logs.source === 'athena'
        ? logSession
            .client(AthenaClient, logs.region ?? session.homeRegion)
            .send(new GetWorkGroupCommand({ WorkGroup: logs.workgroup }))
        : new Untold('not-needed', 'Athena is not the configured source of logs'),
  },
  {
    action: 'athena:GetTableMetadata',
    ask: async ({ session, logSession, logs }) => {
      if (logs.source !== 'athena') return new Untold('not-needed', 'Athena is not the configured source of logs');
      const client = logSession.client(AthenaClient, logs.region ?? session.homeRegion);
      const { database: DatabaseName, table: TableName } = logs;
      try {
        return await client.send(
          new GetTableMetadataCommand({ CatalogName: 'AwsDataCatalog', DatabaseName, TableName }),
        );
      } catch (error) {
        // Athena tells so of a table that is not there yet.
        if (/EntityNotFound|not found/i.test(failureOf(error).message)) return undefined;
        throw error;
      }
    },
  },
  { action: 'athena:StartQueryExecution', cannot: onlyQuery },
  { action: 'athena:GetQueryExecution', cannot: onlyQuery },
  { action: 'athena:GetQueryResults', cannot: onlyQuery },
  { action: 'athena:StopQueryExecution', cannot: onlyQuery },
  { action: 'glue:GetDatabase', cannot: withQuery },
  { action: 'glue:GetTable', cannot: withQuery },
  { action: 'glue:GetPartitions', cannot: withQuery },
  { action: 'glue:CreateTable', cannot: withQuery },
  { action: 's3:PutObject', cannot: withQuery },
  { action: 's3:AbortMultipartUpload', cannot: withQuery },
  { action: 'kms:GenerateDataKey', cannot: withQuery },
  { action: 's3:GetBucketLocation', cannot: withQuery },
];

/** S3 answers AccessDenied for both, and names the key's permission in the message. */
function isAboutKey(error: unknown): boolean {
  return /\bkms\b/i.test(failureOf(error).message);
}

/** The key of some log file; `undefined` where there is none. Throws where the bucket cannot be listed. */
async function firstFile(bucket: S3Bucket, { prefix }: LogPlace): Promise<string | undefined> {
  for await (const { Contents = [] } of bucket.pages({ prefix: `${prefix}AWSLogs/`, most: 20 })) {
    const file = Contents.find(({ Key = '', Size = 0 }) => Size > 0 && !Key.endsWith('/'));
    if (file?.Key !== undefined) return file.Key;
  }
  return undefined;
}

/** The first byte of some log file: whether files can be read and decrypted. */
function firstByte(context: ProbeContext): Promise<unknown> {
  return atPlace(context, async (bucket, place) => {
    const Key = await firstFile(bucket, place).catch((error: unknown) => {
      if (failureOf(error).kind === 'refused') return null;
      throw error;
    });
    if (Key === null) return new Untold('unknown', 'the bucket cannot be listed, so that no file to read is known');
    if (Key === undefined) return new Untold('not-needed', `no log file lies in ${place.bucket} yet`);
    const command = new GetObjectCommand({ Bucket: place.bucket, Key, Range: 'bytes=0-0' });
    const { Body } = await clientOf(context, bucket).send(command);
    return Body?.transformToByteArray();
  });
}

function clientOf({ logSession }: ProbeContext, bucket: S3Bucket): S3Client {
  return logSession.client(S3Client, bucket.region());
}

async function atPlace(
  { logPlace: place, logSession, signal }: ProbeContext,
  ask: (bucket: S3Bucket, place: LogPlace) => Promise<unknown>,
): Promise<unknown> {
  if (place === undefined) return new Untold('not-needed', noPlace);
  return ask(s3Bucket(logSession, place.bucket, signal), place);
}
