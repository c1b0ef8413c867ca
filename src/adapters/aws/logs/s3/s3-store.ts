import type { Gap } from '../../../../core/model/gap.ts';
import type { ObjectStore, StoredObject } from '../../../../core/model/object-store.ts';
import { type Day, dayMs, dayOf, type Instant, type TimeWindow } from '../../../../core/model/time.ts';
import { failureOf } from '../../failure.ts';
import type { NeededPermission } from '../../needed-permission.ts';
import type { AwsSession } from '../../session.ts';
import { filesUnder, keyOf } from './day-listing.ts';
import { digestsOfQuietDays } from './digest-days.ts';
import { checkedDay, type DigestDay, digestsOfDay, hasHash } from './digests.ts';
import { inOrder } from './in-order.ts';
import { type AccountFolder, dayFolder, type LogLayout, logLayout, placeGap } from './log-layout.ts';
import { logLocationOf } from './log-location.ts';
import { readFailure } from './read-failure.ts';
import { newReadRefusals, type ObjectPlace, type ReadAnswer } from './read-refusals.ts';
import { type S3Bucket, s3Bucket } from './s3-bucket.ts';

/** What reading logs in S3 needs. Where the bucket lies in another account, its policy (and its key's) must allow it too. */
export const s3LogPermissions: readonly NeededPermission[] = [
  { action: 's3:ListBucket', without: 'log files in S3 are not found, so that nothing is proved unused by them' },
  {
    action: 's3:GetObject',
    without: 'log files in S3 are found and not read, so that nothing is proved unused by them',
  },
  {
    action: 'kms:Decrypt',
    without:
      'log files that a trail encrypts with a key of KMS are not read; for those that S3 encrypts it is not needed',
  },
];

/** Where logs lie in S3, and as whom to read them. */
export interface S3StoreOptions {
  readonly session: AwsSession;
  /** `s3://bucket[/prefix]`. */
  readonly location: string;
  /** Whether each log file must have the hash that the trail's digests name, and those that they name must be there. */
  readonly verifyDigests: boolean;
  readonly now: () => Instant;
  /** Ends what is under way, answers that are still coming in included. */
  readonly signal?: AbortSignal;
}

/** So many listings are under way at once. S3 allows 5,500 requests a second for a prefix; each answers in some 50 ms. */
const listingsAtOnce = 8;

/** A file delivered on a day may hold events of before; the design says one day. */
const lateDays = 1;

/** The digests of an hour come up to two hours after it. */
const digestLagMs = 4 * 3_600_000;

/**
 * CloudTrail's log files in a bucket: of account trails and of organization trails. Lists one folder a region and day of the window, and of one
 * day after it, so a night lists a night. Throws `ConfigError` when the location is none, the bucket is not there or holds no logs.
 */
export function s3Store({ session, location, verifyDigests, now, signal }: S3StoreOptions): ObjectStore {
  const place = logLocationOf(location);
  const bucket = s3Bucket(session, place.bucket, signal);
  const layout = logLayout(bucket, place, session.accountId);
  const refusals = newReadRefusals();
  return {
    async *list({ accounts }, window) {
      const asked = accounts.length > 0 ? [...accounts].sort() : await layout.accounts();
      for (const accountId of asked)
        yield* listAccount({ bucket, layout, accountId, window, verifyDigests, now: now() });
    },
    async regionsOf(accountId) {
      const { folders, gaps } = await layout.foldersOf(accountId);
      return { regions: [...new Set(folders.flatMap(({ regions }) => regions))].sort(), gaps };
    },
    async read(object) {
      const of = placeOf(object.path);
      return refusals.ask(of, () => readObject(bucket, object, of));
    },
  };
}

interface AccountListing {
  readonly bucket: S3Bucket;
  readonly layout: LogLayout;
  readonly accountId: string;
  readonly window: TimeWindow;
  readonly verifyDigests: boolean;
  readonly now: Instant;
}

async function* listAccount(listing: AccountListing): AsyncGenerator<StoredObject | Gap> {
  const { bucket, layout, accountId, window, now } = listing;
  const { folders, gaps } = await layout.foldersOf(accountId);
  yield* gaps;
  if (folders.length === 0) {
    if (gaps.length === 0) yield noLogsGap(accountId, bucket);
    return;
  }
  const last = dayOf(window.to);
  const days: Day[] = [];
  for (let day = dayOf(window.from); day <= Math.min(last + lateDays, dayOf(now)); day += 1) days.push(day);
  const seen = new Set<Day>();
  const list = dayLister(listing);
  for await (const { day, found, gaps: failed } of inOrder(tasksOf(folders, days), listingsAtOnce, list)) {
    if (found.length > 0) seen.add(day);
    yield* found;
    yield* failed;
  }
  const quiet = days.filter((day) => day <= last && !seen.has(day));
  for (const folder of folders) yield* digestsOfQuietDays(bucket, folder, quiet);
}

interface DayTask {
  readonly folder: AccountFolder;
  readonly region: string;
  readonly day: Day;
}

/** Day by day, so that a reader can begin with the first one; all folders of a day together, since they may hold the same events. */
function* tasksOf(folders: readonly AccountFolder[], days: readonly Day[]): Generator<DayTask> {
  for (const day of days) {
    for (const folder of folders) for (const region of folder.regions) yield { folder, region, day };
  }
}

interface DayFound {
  readonly day: Day;
  readonly found: readonly StoredObject[];
  readonly gaps: readonly Gap[];
}

/** Lists days of one account. What refuses one listing refuses all of the account, and a network that is down is down: no further one is asked for. */
function dayLister({
  bucket,
  accountId,
  window,
  verifyDigests,
  now,
}: AccountListing): (task: DayTask) => Promise<DayFound> {
  let refusal: unknown;
  const digests = new Map<string, Promise<DigestDay>>();
  const digestsOf = (folder: AccountFolder, region: string, day: Day): Promise<DigestDay> => {
    const key = `${folder.path} ${region} `;
    const known = digests.get(key + day) ?? digestsOfDay(bucket, folder, region, day);
    // Days come in their order, and each asks for itself and the next.
    digests.set(key + day, known);
    digests.delete(`${key}${day - 2}`);
    return known;
  };
  return async ({ folder, region, day }) => {
    const prefix = `${folder.path}CloudTrail/${region}/${dayFolder(day)}`;
    const path = `s3://${bucket.name}/${prefix}`;
    const { files, failure } =
      refusal === undefined ? await filesUnder(bucket, prefix) : { files: [], failure: refusal };
    if (failure !== undefined && /^(?:refused|network)$/.test(failureOf(failure).kind)) refusal = failure;
    const gaps = failure === undefined ? [] : [placeGap(failure, accountId, path, region, [day])];
    if (!verifyDigests || refusal !== undefined) return { day, found: files, gaps };
    const ofDays = await Promise.all([digestsOf(folder, region, day), digestsOf(folder, region, day + 1)]);
    const checked = checkedDay({
      bucket: bucket.name,
      folder,
      region,
      day,
      files,
      digests: ofDays,
      isWhole: failure === undefined,
      // Of the day after the window only files are checked: what it lacks is told by the window that it lies in.
      isDue: day <= dayOf(window.to) && (day + 1) * dayMs + digestLagMs <= now,
    });
    return { day, found: checked.files, gaps: [...gaps, ...(ofDays[0]?.gaps ?? []), ...checked.gaps] };
  };
}

async function readObject(bucket: S3Bucket, { path, sha256 }: StoredObject, of: ObjectPlace): Promise<ReadAnswer> {
  const { accountId: account, region, day } = of;
  try {
    const bytes = await bucket.read(keyOf(path));
    if (sha256 === undefined || (await hasHash(bytes, sha256))) return { result: bytes, isRefused: false };
    const message =
      'the log file is not what CloudTrail delivered: its content has not the hash that the digest file names';
    const what = { service: 'logs', operation: 'verify', errorCode: 'HashMismatch', message };
    return { result: { ...what, account, region, path, days: [day] }, isRefused: false };
  } catch (error) {
    return readFailure(error, { service: 's3', operation: 'GetObject', account, region }, path, day);
  }
}

function placeOf(path: string): ObjectPlace {
  const [, accountId = '', region = '', year, month, date] =
    /\/(\d{12})\/CloudTrail\/([a-z0-9-]+)\/(\d{4})\/(\d{2})\/(\d{2})\//.exec(path) ?? [];
  const at = Date.parse(`${year}-${month}-${date}T00:00:00Z`);
  return { accountId, region, day: Number.isNaN(at) ? 0 : dayOf(at) };
}

function noLogsGap(account: string, { name }: S3Bucket): Gap {
  const message = `no trail delivers logs of the account to the bucket \`${name}\``;
  return { service: 's3', operation: 'ListObjectsV2', account, errorCode: 'Missing', message, path: `s3://${name}` };
}
