import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** An account that test trails log for. */
export const loggedAccount = '111122223333';

/** Where a log file lies, as CloudTrail names it. */
export interface LogPlace {
  /** `20260801`. */
  readonly date: string;
  readonly region?: string;
  readonly account?: string;
  /** With the slash that ends it. */
  readonly prefix?: string;
  /** `o-…`: of an organization trail. */
  readonly organization?: string;
  readonly name?: string;
}

/** The key of a log file. */
export function logKey({ date, name = 'a', ...place }: LogPlace): string {
  const { region, account, folder } = folderOf(place);
  return `${folder}CloudTrail/${region}/${dayOf(date)}${account}_CloudTrail_${region}_${date}T1000Z_${name}.json.gz`;
}

/** The key of a digest file that was made at an hour of a day. */
export function digestKey({ date, name = '00', ...place }: LogPlace): string {
  const { region, account, folder } = folderOf(place);
  const file = `${account}_CloudTrail-Digest_${region}_trail_${region}_${date}T${name}3000Z.json.gz`;
  return `${folder}CloudTrail-Digest/${region}/${dayOf(date)}${file}`;
}

function folderOf(place: Omit<LogPlace, 'date'>): { region: string; account: string; folder: string } {
  const { region = 'eu-west-1', account = loggedAccount, prefix = '', organization } = place;
  const unit = organization === undefined ? '' : `${organization}/`;
  return { region, account, folder: `${prefix}AWSLogs/${unit}${account}/` };
}

function dayOf(date: string): string {
  return `${date.slice(0, 4)}/${date.slice(4, 6)}/${date.slice(6)}/`;
}

/** A call that a log file holds. */
export function call(eventID: string, eventTime: string): Record<string, unknown> {
  return {
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn: `arn:aws:iam::${loggedAccount}:user/ci` },
    eventTime,
    eventSource: 's3.amazonaws.com',
    eventName: 'ListBuckets',
    awsRegion: 'eu-west-1',
    recipientAccountId: loggedAccount,
    eventID,
  };
}

/** A log file with one call at noon of a day, zipped. */
export function logContent(date: string, eventID = date): Uint8Array {
  const at = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T09:30:00Z`;
  return gzipSync(JSON.stringify({ Records: [call(eventID, at)] }));
}

/** A digest file over some hours that names log files by key, each with the hash of its unzipped content. */
export function digestContent(
  span: readonly [from: string, to: string],
  files: ReadonlyMap<string, string>,
): Uint8Array {
  const logFiles = [...files].map(([s3Object, content]) => ({
    s3Bucket: 'log-archive',
    s3Object,
    hashValue: createHash('sha256').update(content).digest('hex'),
    hashAlgorithm: 'SHA-256',
    newestEventTime: span[0],
    oldestEventTime: span[0],
  }));
  return gzipSync(
    JSON.stringify({
      awsAccountId: loggedAccount,
      digestStartTime: span[0],
      digestEndTime: span[1],
      digestS3Bucket: 'log-archive',
      digestSignatureAlgorithm: 'SHA256withRSA',
      logFiles,
    }),
  );
}
