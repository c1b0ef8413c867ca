import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Gap } from '../../../../core/model/gap.ts';
import type { StoredObject } from '../../../../core/model/object-store.ts';
import { type Day, dateOf, type Instant, isoOf, parseInstant, startOfDay } from '../../../../core/model/time.ts';
import type { AwsCall } from '../../failure.ts';
import { filesUnder, keyOf } from './day-listing.ts';
import { type AccountFolder, dayFolder, placeGap } from './log-layout.ts';
import { readFailure } from './read-failure.ts';
import type { S3Bucket } from './s3-bucket.ts';

/** What the digest files of a day, an account and a region say. */
export interface DigestDay {
  /** SHA-256 of the unzipped content of log files by key, in hexadecimal digits; empty where a digest names another algorithm. */
  readonly hashes: ReadonlyMap<string, string>;
  /** The spans of delivery that the digests speak for. */
  readonly spans: readonly (readonly [from: Instant, to: Instant])[];
  /** What of the digests could not be read. */
  readonly gaps: readonly Gap[];
}

const unzipped = promisify(gunzip);

/** No digest lists more: an hour's log files of one region. */
const mostBytes = 256 * 1024 * 1024;

/**
 * Reads all digest files of a day. Their signatures are not checked, nor that each names the one before: whoever can rewrite log files and
 * digests both is not found out.
 */
export async function digestsOfDay(
  bucket: S3Bucket,
  { accountId, path }: AccountFolder,
  region: string,
  day: Day,
): Promise<DigestDay> {
  const prefix = `${path}CloudTrail-Digest/${region}/${dayFolder(day)}`;
  const { files, failure } = await filesUnder(bucket, prefix);
  const gaps: Gap[] = [];
  if (failure !== undefined) gaps.push(placeGap(failure, accountId, `s3://${bucket.name}/${prefix}`, region, [day]));
  const hashes = new Map<string, string>();
  const spans: (readonly [Instant, Instant])[] = [];
  const call: AwsCall = { service: 's3', operation: 'GetObject', account: accountId, region };
  for (const { path: digest } of files) {
    let content: unknown;
    try {
      content = await digestOf(await bucket.read(keyOf(digest)));
    } catch (error) {
      const { result, isRefused } = readFailure(error, call, digest, day);
      if ('errorCode' in result) gaps.push(result);
      // All digests of a day are written alike.
      if (isRefused) break;
      continue;
    }
    const read = digestFacts(content);
    if (read === undefined) {
      gaps.push(
        unverified(accountId, region, [day], 'WrongShape', 'a digest file is not as CloudTrail writes it', digest),
      );
      continue;
    }
    if (read.span !== undefined) spans.push(read.span);
    for (const [key, hash] of read.hashes) hashes.set(key, hash);
  }
  return { hashes, spans, gaps };
}

async function digestOf(bytes: Uint8Array): Promise<unknown> {
  try {
    const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const text = isZipped ? await unzipped(bytes, { maxOutputLength: mostBytes }) : bytes;
    return JSON.parse(new TextDecoder().decode(text));
  } catch {
    // Told by the caller as a file of the wrong shape.
    return undefined;
  }
}

interface DigestFacts {
  readonly hashes: readonly (readonly [key: string, hash: string])[];
  readonly span?: readonly [Instant, Instant];
}

/** Reads a digest file's content; `undefined` when it is none. */
function digestFacts(content: unknown): DigestFacts | undefined {
  if (typeof content !== 'object' || content === null || !('logFiles' in content)) return undefined;
  if (!Array.isArray(content.logFiles)) return undefined;
  const hashes = content.logFiles.flatMap((file: unknown) => {
    const key = textOf(file, 's3Object');
    if (key === '') return [];
    const hash = textOf(file, 'hashAlgorithm') === 'SHA-256' ? textOf(file, 'hashValue').toLowerCase() : '';
    return [[key, hash] as const];
  });
  const from = parseInstant(textOf(content, 'digestStartTime'));
  const to = parseInstant(textOf(content, 'digestEndTime'));
  return { hashes, ...(from === undefined || to === undefined ? {} : { span: [from, to] }) };
}

function textOf(value: unknown, name: string): string {
  if (typeof value !== 'object' || value === null) return '';
  const field: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return typeof field === 'string' ? field : '';
}

/** What a day's log files are, beside what the digests say of them. */
export interface CheckedDay {
  /** With the hash to check, where a digest gives it. */
  readonly files: readonly StoredObject[];
  readonly gaps: readonly Gap[];
}

/** The day whose log files are held against digests. */
export interface DayToCheck {
  readonly bucket: string;
  readonly folder: AccountFolder;
  readonly region: string;
  readonly day: Day;
  readonly files: readonly StoredObject[];
  /** Of the day, then of the next: the last digest of a day is delivered on the next. */
  readonly digests: readonly DigestDay[];
  /** Whether the listing was whole. */
  readonly isWhole: boolean;
  /** Whether all digests of the day should have been delivered by now. */
  readonly isDue: boolean;
}

/**
 * Holds a day's log files against the digests: files that a digest names must be there. A day whose hours no digest speaks for is not verified,
 * which is a gap of that day; a single file that no digest names takes nothing away, and is told without uncovering a day.
 */
export function checkedDay(check: DayToCheck): CheckedDay {
  const { bucket, folder, region, day, files, digests, isWhole, isDue } = check;
  const { accountId } = folder;
  const gaps: Gap[] = [];
  const hashes = new Map(digests.flatMap((digest) => [...digest.hashes]));
  const prefix = `${folder.path}CloudTrail/${region}/${dayFolder(day)}`;
  const checked = files.map((file) => {
    const sha256 = hashes.get(keyOf(file.path)) ?? '';
    return sha256 === '' ? file : { ...file, sha256 };
  });
  if (isWhole) {
    const there = new Set(files.map(({ path }) => keyOf(path)));
    for (const key of [...hashes.keys()].filter((name) => name.startsWith(prefix) && !there.has(name)).sort()) {
      const message = 'a digest names a log file that is not there: it was deleted, or never arrived';
      gaps.push(unverified(accountId, region, [day], 'Missing', message, `s3://${bucket}/${key}`));
    }
  }
  // What could not be read of the day's own digests is told by itself.
  if (!isDue || (digests[0]?.gaps ?? []).length > 0) return { files: checked, gaps };
  const place = `s3://${bucket}/${prefix}`;
  if (digests.every((digest) => digest.spans.length === 0)) {
    const message =
      'there are no digest files to verify the log files by: the trail does not validate its log files, or they are gone';
    if (files.length > 0) gaps.push(unverified(accountId, region, [day], 'Unverified', message, place));
    return { files: checked, gaps };
  }
  const hole = holeIn(
    digests.flatMap(({ spans }) => spans),
    day,
  );
  if (hole !== undefined) {
    const message = `no digest file speaks for the log files delivered on ${dateOf(startOfDay(day))} from ${isoOf(hole)}`;
    gaps.push(unverified(accountId, region, [day], 'Unverified', message, place));
  }
  const [first] = checked.filter((file) => !('sha256' in file));
  if (first !== undefined) gaps.push(unverified(accountId, region, [], 'Unverified', unnamed, first.path));
  return { files: checked, gaps };
}

const unnamed = 'no digest file names the log file, so that it was read without being verified';

/** A digest ends where the next begins, to the second; CloudTrail's clock may be a little off. */
const slackMs = 5 * 60_000;

/** The first instant of the day that no span holds. */
function holeIn(spans: readonly (readonly [Instant, Instant])[], day: Day): Instant | undefined {
  let reached = startOfDay(day);
  for (const [from, to] of [...spans].sort(([a], [b]) => a - b)) {
    if (from > reached + slackMs) break;
    reached = Math.max(reached, to);
  }
  return reached < startOfDay(day + 1) - slackMs ? reached : undefined;
}

function unverified(
  account: string,
  region: string,
  days: readonly Day[],
  errorCode: string,
  message: string,
  path: string,
): Gap {
  return { service: 'logs', operation: 'verify', account, region, errorCode, message, path, days };
}

/** Whether a log file, as stored, has the content that its digest names. A file that cannot be unzipped has not. */
export async function hasHash(bytes: Uint8Array, sha256: string): Promise<boolean> {
  try {
    const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const content = isZipped ? await unzipped(bytes) : bytes;
    return createHash('sha256').update(content).digest('hex') === sha256;
  } catch {
    // Damaged is not what was delivered.
    return false;
  }
}
