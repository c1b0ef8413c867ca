import { AthenaClient, GetWorkGroupCommand } from '@aws-sdk/client-athena';
import { GetBucketLocationCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { failureOf, isAbort } from '../failure.ts';
import { type LogPlace, type Probe, type ProbeContext, Untold } from './probe.ts';

const noPlace = 'no bucket with log files is configured, and no trail names one';
const withQuery = 'Athena asks for it while a query runs, and a query costs money';

/** How the permissions that reading logs needs are tried. */
export const logProbes: readonly Probe[] = [
  {
    action: 's3:ListBucket',
    ask: (context) => atPlace(context, (client, place) => client.send(firstFiles(place))),
  },
  {
    action: 's3:GetBucketLocation',
    ask: (context) =>
      atPlace(context, (client, { bucket }) => client.send(new GetBucketLocationCommand({ Bucket: bucket }))),
  },
  {
    action: 's3:GetObject',
    ask: async (context) => {
      try {
        return await atPlace(context, firstByte);
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
        return await atPlace(context, firstByte);
      } catch (error) {
        if (isAbort(error) || isAboutKey(error)) throw error;
        return new Untold('unknown', 'no log file can be read, so that whether they are encrypted is not known');
      }
    },
  },
  {
    action: 'athena:GetWorkGroup',
    ask: async ({ session, logs }) =>
      logs.source === 'athena'
        ? session.client(AthenaClient, logs.region).send(new GetWorkGroupCommand({ WorkGroup: logs.workgroup }))
        : new Untold('not-needed', 'Athena is not the configured source of logs'),
  },
  ...[
    'athena:StartQueryExecution',
    'athena:GetQueryExecution',
    'athena:GetQueryResults',
    'athena:StopQueryExecution',
  ].map((action): Probe => ({ action, cannot: 'only a query would tell, and a query costs money' })),
  ...[
    'glue:GetDatabase',
    'glue:GetTable',
    'glue:GetPartitions',
    'glue:CreateTable',
    's3:PutObject',
    's3:AbortMultipartUpload',
    's3:ListMultipartUploadParts',
  ].map((action): Probe => ({ action, cannot: withQuery })),
];

/** S3 answers AccessDenied for both, and names the key's permission in the message. */
function isAboutKey(error: unknown): boolean {
  return /\bkms\b/i.test(failureOf(error).message);
}

function firstFiles({ bucket, prefix }: LogPlace): ListObjectsV2Command {
  return new ListObjectsV2Command({
    Bucket: bucket,
    Prefix: `${prefix === '' ? '' : `${prefix}/`}AWSLogs/`,
    MaxKeys: 20,
  });
}

/** The first byte of some log file: whether files can be read and decrypted. */
async function firstByte(client: S3Client, place: LogPlace): Promise<unknown> {
  const { Contents = [] } = await client.send(firstFiles(place));
  const file = Contents.find(({ Key = '', Size = 0 }) => Size > 0 && !Key.endsWith('/'));
  if (file?.Key === undefined) return new Untold('not-needed', `no log file lies in ${place.bucket} yet`);
  const answer = await client.send(new GetObjectCommand({ Bucket: place.bucket, Key: file.Key, Range: 'bytes=0-0' }));
  return answer.Body?.transformToByteArray();
}

async function atPlace(
  context: ProbeContext,
  ask: (client: S3Client, place: LogPlace) => Promise<unknown>,
): Promise<unknown> {
  const { logPlace: place, session } = context;
  return place === undefined ? new Untold('not-needed', noPlace) : ask(session.client(S3Client, place.region), place);
}
