import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import type { Gap } from '../../core/model/gap.ts';
import type { ObjectStore, StoredObject } from '../../core/model/object-store.ts';
import { dayOf, type TimeWindow } from '../../core/model/time.ts';
import type { LogScope, LogSource, UsageBatch } from '../../core/model/usage.ts';
import { digestBatch } from './columns.ts';
import { type GapTally, newGapTally } from './gap-tally.ts';
import { byDayAndPlace, type LogFile } from './log-files.ts';
import { logGap } from './log-gap.ts';
import { jobsOf } from './log-jobs.ts';
import { logNameOf } from './log-name.ts';
import { type LogProgress, newLogProgress } from './log-progress.ts';
import { type JobItem, type JobReader, type JobReading, type ReadProgress, readInOrder } from './read-jobs.ts';
import { type StartedReader, startReader } from './start-reader.ts';

/** A store of logs, and how to read it. */
export interface ReadStoredLogsOptions {
  readonly store: ObjectStore;
  /** Names of the IAM actions that the store's calls need. */
  readonly actions?: readonly string[];
  /** As for folders. */
  readonly threads?: number;
  readonly onProgress?: (progress: ReadProgress) => void;
}

/** So many objects are fetched at once, by all accounts that are read with one source: a network answers late, and many at a time. */
const objectsAtOnce = 16;

/** So many bytes, zipped, are at most fetched and not yet done with. */
const bytesAtOnce = 64 * 1024 * 1024;

/** The jobs a day of an account is cut into at least, so that threads share it. */
const fewestJobsOfDay = 4;

/** How much is best listed at once: what is listed of it is held by the day, but those who keep the answer hold all of it. */
const portion = { days: 30, accounts: 1 };

/**
 * CloudTrail's log files in a store as a log source: read while the store is still being listed, an account's day at a time, never more than a
 * few files in memory. Yields as `readLogFolders` does, and last what could not be listed or fetched: what is alike as one gap
 * with all its days. Throws what the store throws.
 */
export function readStoredLogs(options: ReadStoredLogsOptions): LogSource {
  const limited = pLimit(objectsAtOnce);
  return {
    id: 'stored-logs',
    actions: options.actions ?? [],
    portion,
    rollUp: (scope, window, alreadyRead) => rollUp(options, limited, scope, window, alreadyRead),
  };
}

type Limited = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** A log file in a store. */
interface StoredLog extends LogFile {
  readonly object: StoredObject;
}

async function* rollUp(
  { store, threads = availableParallelism(), onProgress }: ReadStoredLogsOptions,
  limited: Limited,
  scope: LogScope,
  window: TimeWindow,
  alreadyRead: ReadonlySet<string>,
): AsyncGenerator<UsageBatch | Gap> {
  const tally = newGapTally();
  const progress = newLogProgress(onProgress);
  const reader = startReader({ threads, jobs: Number.POSITIVE_INFINITY, isMuch: true });
  const ending = { isEnded: false };
  const fetch: Fetch = (object) => limited(async () => (ending.isEnded ? interrupted(object) : store.read(object)));
  try {
    const items = itemsOf(store, scope, window, alreadyRead, tally, progress);
    for await (const each of readInOrder(jobReader(reader, fetch, tally), items, window)) {
      progress.done(each);
      yield* each.results.map((item) => ('rows' in item ? claimed(item, window) : item));
    }
    yield* tally.all();
  } finally {
    ending.isEnded = true;
    await reader.close();
  }
}

/** Of the days after the window, read for what came late, only that was counted: they do not count as read. */
function claimed(batch: UsageBatch, window: TimeWindow): UsageBatch {
  const last = dayOf(window.to);
  return { ...batch, logObjects: batch.logObjects.filter(({ day = last }) => day <= last) };
}

/** Jobs as the listing comes: a day of an account as soon as the next one begins. */
async function* itemsOf(
  store: ObjectStore,
  scope: LogScope,
  window: TimeWindow,
  alreadyRead: ReadonlySet<string>,
  tally: GapTally,
  progress: LogProgress,
): AsyncGenerator<JobItem<StoredLog>> {
  const digests: LogFile[] = [];
  let logs: StoredLog[] = [];
  const jobs = () => {
    progress.expect(logs);
    const made = jobsOf(logs.sort(byDayAndPlace), fewestJobsOfDay);
    logs = [];
    return made;
  };
  for await (const object of store.list(scope, window)) {
    if ('errorCode' in object) {
      tally.add(object);
      continue;
    }
    const { path, bytes } = object;
    const { kind, ...name } = logNameOf(path);
    if (kind === 'sibling' || alreadyRead.has(path)) continue;
    if (kind === 'digest') {
      digests.push({ kind, ...name, path, bytes });
      continue;
    }
    const [last] = logs;
    if (last !== undefined && (last.day !== name.day || last.accountId !== name.accountId)) yield* jobs();
    logs.push({ kind, ...name, path, bytes, object });
  }
  yield* jobs();
  if (digests.length > 0) yield digestBatch(digests);
}

type Fetch = (object: StoredObject) => Promise<Uint8Array | Gap>;

/**
 * Fetches the files and hands their bytes to the decoder's thread, which hands them back: so a job that holds what was seen before is read
 * again without being fetched again, and still no byte is copied. They count as under way until then.
 */
function jobReader(reader: StartedReader, fetch: Fetch, tally: GapTally): JobReader<StoredLog> {
  const read = async (files: readonly StoredLog[], window: TimeWindow): Promise<JobReading<StoredLog> | undefined> => {
    const fetched = await Promise.all(files.map(async (file) => ({ file, content: await fetch(file.object) })));
    const had: StoredLog[] = [];
    const contents: Uint8Array[] = [];
    for (const { file, content } of fetched) {
      if ('errorCode' in content) {
        tally.add(content);
        continue;
      }
      had.push(file);
      contents.push(inOwnMemory(content));
    }
    if (had.length === 0) return undefined;
    return { files: had, decoded: await reader.read({ paths: had.map(({ path }) => path), contents, window }) };
  };
  return {
    mostJobs: objectsAtOnce + reader.threads * 3,
    mostBytes: bytesAtOnce,
    read,
    async readAgain({ files, decoded }, window, seen) {
      const { contents } = 'errorCode' in decoded ? {} : decoded;
      const paths = files.map(({ path }) => path);
      // Every reader gives back what it was given.
      if (contents === undefined) return logGap(paths[0] ?? '', 'Unreadable', 'the bytes of the file were lost');
      return reader.read({ paths, contents, window, seen });
    },
  };
}

/** Memory is handed over whole, so bytes that share theirs with others (Node's pool of small buffers) are copied first. */
function inOwnMemory(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer
    ? bytes
    : new Uint8Array(bytes);
}

function interrupted({ path }: StoredObject): Gap {
  return logGap(path, 'Interrupted', 'reading was ended before this file');
}
