import { ConfigError } from '../../../core/model/errors.ts';
import { reasonText } from '../../../core/model/gap.ts';
import { dateOf, dayMs, type Instant } from '../../../core/model/time.ts';
import { failureOf, isAbort } from '../failure.ts';
import { isOrganization } from '../logs/s3/log-location.ts';
import { s3Bucket } from '../logs/s3/s3-bucket.ts';
import type { AwsSession } from '../session.ts';
import type { LogPlace } from './probe.ts';

/** What a bucket of log files shows of one day of an account in one region. */
export type LogListing =
  | {
      readonly state: 'listed';
      readonly files: number;
      readonly bytes: number;
      /** Whether there are more files than were counted. */
      readonly isCapped: boolean;
      /** Where the bucket lies. */
      readonly region: string;
    }
  | { readonly state: 'refused' | 'failed'; readonly reason: string };

/** So many pages of 1,000 files are counted. */
const maxPages = 5;

/** Lists the day before `now` of an account in its home region, in the layout of its own trail or of the organization's. */
export async function listLogs(
  from: Pick<AwsSession, 'accountId' | 'homeRegion'>,
  { bucket: name, prefix }: LogPlace,
  logSession: AwsSession,
  now: Instant,
  signal: AbortSignal,
): Promise<LogListing> {
  const bucket = s3Bucket(logSession, name, signal);
  const root = `${prefix}AWSLogs/`;
  const day = dateOf(now - dayMs).replaceAll('-', '/');
  try {
    const folders = await bucket.folders(root);
    const owners = folders.includes(from.accountId)
      ? [from.accountId]
      : folders.filter(isOrganization).map((id) => `${id}/${from.accountId}`);
    let files = 0;
    let bytes = 0;
    let pages = 0;
    for (const owner of owners) {
      for await (const page of bucket.pages({ prefix: `${root}${owner}/CloudTrail/${from.homeRegion}/${day}/` })) {
        const { Contents = [], IsTruncated = false } = page;
        files += Contents.length;
        bytes += Contents.reduce((sum, { Size = 0 }) => sum + Size, 0);
        pages += 1;
        if (pages >= maxPages) return { state: 'listed', files, bytes, isCapped: IsTruncated, region: bucket.region() };
      }
    }
    return { state: 'listed', files, bytes, isCapped: false, region: bucket.region() };
  } catch (error) {
    if (isAbort(error)) throw error;
    if (error instanceof ConfigError) return { state: 'failed', reason: error.message };
    const { kind, code, message } = failureOf(error);
    return { state: kind === 'refused' ? 'refused' : 'failed', reason: reasonText(code, message) };
  }
}
