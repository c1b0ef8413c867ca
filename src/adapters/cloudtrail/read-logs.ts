import { availableParallelism } from 'node:os';
import type { Gap } from '../../core/model/gap.ts';
import { dayOf, type TimeWindow } from '../../core/model/time.ts';
import type { DecodedFile, LogObject, LogScope, LogSource, UsageBatch } from '../../core/model/usage.ts';
import { emptyBatch } from './columns.ts';
import { type EventIdSet, newEventIdSet } from './event-ids.ts';
import { type LogFile, type LogFiles, listLogFiles } from './log-files.ts';
import { logGap } from './log-gap.ts';
import { jobsOf, type LogJob } from './log-jobs.ts';
import { readLogFiles } from './read-files.ts';
import { type FileReader, startWorkerPool } from './worker-pool.ts';

/** How far the reading has come; bytes are those on disk. */
export interface ReadProgress {
  readonly files: number;
  readonly filesTotal: number;
  readonly bytes: number;
  readonly bytesTotal: number;
  readonly records: number;
}

/** Where logs lie, and how to read them. */
export interface ReadLogsOptions {
  /** Folders (or single files), searched at any depth. */
  readonly folders: readonly string[];
  /** Reading threads; default: as many as the machine has cores. 1 reads in the calling thread. */
  readonly threads?: number;
  readonly onProgress?: (progress: ReadProgress) => void;
}

/** Below so many bytes in all, starting threads takes longer than reading. */
const fewBytes = 1024 * 1024;

/** A file may hold events of before its delivery; AWS gives no limit, so a week is taken. */
const lateDays = 7;

/**
 * CloudTrail's log files in local folders as a log source. Yields one batch for some files of one delivery day, account and region, in
 * the order of days, accounts, regions and paths, and the gaps between them; first the gaps of the listing and one batch of the digests
 * seen. The same files give the same answer with any number of threads. Ending the iteration early ends the threads.
 *
 * An event is counted once within the delivery day of an account and region (or among the files whose names say nothing). At most a few
 * files are in flight at a time, so memory follows the size of files, and 16 to 24 bytes an event of the days being read.
 */
export function readLogFolders(options: ReadLogsOptions): LogSource {
  return {
    id: 'log-files',
    actions: [],
    rollUp: (scope, window, alreadyRead) => rollUp(options, scope, window, alreadyRead),
  };
}

async function* rollUp(
  options: ReadLogsOptions,
  scope: LogScope,
  window: TimeWindow,
  alreadyRead: ReadonlySet<string>,
): AsyncGenerator<UsageBatch | Gap> {
  const listed = await listLogFiles(options.folders);
  const isWanted = (file: LogFile): boolean => !alreadyRead.has(file.path) && isInScope(file, scope, window);
  const logs = listed.files.filter((file) => file.kind === 'log' && isWanted(file));
  yield* listed.gaps;
  yield* digestsOf(listed, isWanted);

  const bytesTotal = logs.reduce((sum, file) => sum + file.bytes, 0);
  const jobs = jobsOf(logs);
  const reader = startReader(options.threads ?? availableParallelism(), jobs.length, bytesTotal);
  const progress = { files: 0, filesTotal: logs.length, bytes: 0, bytesTotal, records: 0 };
  try {
    for await (const { job, results } of readInOrder(reader, jobs, window)) {
      progress.files += job.files.length;
      progress.bytes += job.bytes;
      for (const result of results) if ('rows' in result) progress.records += recordsOf(result);
      options.onProgress?.({ ...progress });
      yield* results;
    }
  } finally {
    await reader.close();
  }
}

/** A file delivered on a day holds only events of before; one whose name says nothing may hold any. */
function isInScope(file: LogFile, scope: LogScope, window: TimeWindow): boolean {
  const isOfAccount = file.accountId === '' || scope.accounts.length === 0 || scope.accounts.includes(file.accountId);
  const isOfDay = file.day === undefined || (file.day >= dayOf(window.from) && file.day <= dayOf(window.to) + lateDays);
  return isOfAccount && isOfDay;
}

function* digestsOf(listed: LogFiles, isWanted: (file: LogFile) => boolean): Generator<UsageBatch> {
  const digests = listed.files
    .filter((file) => file.kind === 'digest' && isWanted(file))
    .map(
      (file): LogObject => ({
        path: file.path,
        kind: 'digest',
        accountId: file.accountId,
        region: file.region,
        ...(file.day === undefined ? {} : { day: file.day }),
        records: 0,
        contents: [],
      }),
    );
  if (digests.length > 0) yield emptyBatch(digests);
}

interface ReadJobResults {
  readonly job: LogJob;
  readonly results: readonly (UsageBatch | Gap)[];
}

/** Keeps a few jobs more in flight than there are threads, and hands the results on in the jobs' order. */
async function* readInOrder(
  reader: Reader,
  jobs: readonly LogJob[],
  window: TimeWindow,
): AsyncGenerator<ReadJobResults> {
  const inFlight: { readonly job: LogJob; readonly result: Promise<DecodedFile | Gap> }[] = [];
  let next = 0;
  let group = '';
  let seen = newEventIdSet();
  while (next < jobs.length || inFlight.length > 0) {
    for (let job = jobs[next]; job !== undefined && inFlight.length < reader.ahead; job = jobs[next]) {
      inFlight.push({ job, result: reader.read({ paths: pathsOf(job), window }) });
      next += 1;
    }
    const first = inFlight.shift();
    if (first === undefined) return;
    const { job } = first;
    // The jobs come sorted by day and place, so the ids of a day are dropped when the next one begins.
    if (job.group !== group) {
      group = job.group;
      seen = newEventIdSet();
    }
    const decoded = await first.result;
    const results =
      'errorCode' in decoded && job.files.length > 1
        ? await readSingly(reader, job, window, seen)
        : await withoutDuplicates(reader, pathsOf(job), decoded, window, seen);
    yield { job, results };
  }
}

function pathsOf(job: LogJob): readonly string[] {
  return job.files.map((file) => file.path);
}

/** What killed a thread may be one file of its job: alone, it costs no other. */
async function readSingly(
  reader: Reader,
  job: LogJob,
  window: TimeWindow,
  seen: EventIdSet,
): Promise<readonly (UsageBatch | Gap)[]> {
  const results: (UsageBatch | Gap)[] = [];
  for (const path of pathsOf(job)) {
    const decoded = await reader.read({ paths: [path], window });
    results.push(...(await withoutDuplicates(reader, [path], decoded, window, seen)));
  }
  return results;
}

async function withoutDuplicates(
  reader: FileReader,
  paths: readonly string[],
  decoded: DecodedFile | Gap,
  window: TimeWindow,
  seen: EventIdSet,
): Promise<readonly (UsageBatch | Gap)[]> {
  if ('errorCode' in decoded) return [decoded];
  const { eventIds } = decoded;
  const duplicates: number[] = [];
  for (let index = 0; index < eventIds.length; index += 2) {
    const high = eventIds[index] ?? 0;
    const low = eventIds[index + 1] ?? 0;
    if (!seen.add(high, low)) duplicates.push(high, low);
  }
  if (duplicates.length === 0) return resultsOf(decoded);
  const again = await reader.read({ paths, window, seen: Uint32Array.from(duplicates) });
  // The thread died over files it had read before: all of them are lost.
  return 'errorCode' in again ? paths.map((path) => logGap(path, again.errorCode, again.message)) : resultsOf(again);
}

function resultsOf({ batch, gaps = [] }: DecodedFile): readonly (UsageBatch | Gap)[] {
  return batch.logObjects.length === 0 ? gaps : [batch, ...gaps];
}

function recordsOf(batch: UsageBatch): number {
  return batch.logObjects.reduce((sum, each) => sum + each.records, 0);
}

interface Reader extends FileReader {
  /** How many jobs may be in flight. */
  readonly ahead: number;
}

function startReader(threads: number, jobs: number, bytes: number): Reader {
  // Run from the sources (tests) there is no built worker; the answer is the same, only slower.
  const isBuilt = !import.meta.url.endsWith('.ts');
  if (threads <= 1 || jobs <= 1 || bytes < fewBytes || !isBuilt) {
    // Lets timers and signals through between two files.
    const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    return { ahead: 1, read: (job) => readLogFiles(job, pause), close: async () => undefined };
  }
  return { ahead: threads * 3, ...startWorkerPool(new URL('./worker.js', import.meta.url), Math.min(threads, jobs)) };
}
