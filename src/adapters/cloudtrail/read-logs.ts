import { availableParallelism } from 'node:os';
import type { Gap } from '../../core/model/gap.ts';
import { dayOf, type TimeWindow } from '../../core/model/time.ts';
import type { DecodedFile, LogObject, LogScope, LogSource, UsageBatch } from '../../core/model/usage.ts';
import { emptyBatch } from './columns.ts';
import { type EventIdSet, newEventIdSet } from './event-ids.ts';
import { type LogFile, type LogFiles, listLogFiles } from './log-files.ts';
import { readLogFile } from './read-file.ts';
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
 * CloudTrail's log files in local folders as a log source. Yields one batch a file, in the order of days, accounts, regions and
 * paths, and the gaps between them; first the gaps of the listing and one batch of the digests seen. The same files give the same
 * answer with any number of threads. Ending the iteration early ends the threads.
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
  const reader = startReader(options.threads ?? availableParallelism(), logs.length, bytesTotal);
  const progress = { files: 0, filesTotal: logs.length, bytes: 0, bytesTotal, records: 0 };
  try {
    for await (const { file, results } of readInOrder(reader, logs, window)) {
      progress.files += 1;
      progress.bytes += file.bytes;
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

interface ReadFile {
  readonly file: LogFile;
  readonly results: readonly (UsageBatch | Gap)[];
}

/** Keeps a few files more in flight than there are threads, and hands the results on in the files' order. */
async function* readInOrder(reader: Reader, logs: readonly LogFile[], window: TimeWindow): AsyncGenerator<ReadFile> {
  const inFlight: { readonly file: LogFile; readonly result: Promise<DecodedFile | Gap> }[] = [];
  let next = 0;
  let group = '';
  let seen = newEventIdSet();
  while (next < logs.length || inFlight.length > 0) {
    for (let file = logs[next]; file !== undefined && inFlight.length < reader.ahead; file = logs[next]) {
      inFlight.push({ file, result: reader.read({ path: file.path, window }) });
      next += 1;
    }
    const first = inFlight.shift();
    if (first === undefined) return;
    // The files come sorted by day and place, so the ids of a day are dropped when the next one begins.
    if (groupOf(first.file) !== group) {
      group = groupOf(first.file);
      seen = newEventIdSet();
    }
    yield { file: first.file, results: await withoutDuplicates(reader, first.file, await first.result, window, seen) };
  }
}

function groupOf(file: LogFile): string {
  return file.day === undefined ? 'unnamed' : `${file.day} ${file.accountId} ${file.region}`;
}

async function withoutDuplicates(
  reader: FileReader,
  file: LogFile,
  decoded: DecodedFile | Gap,
  window: TimeWindow,
  seen: EventIdSet,
): Promise<readonly (UsageBatch | Gap)[]> {
  if ('errorCode' in decoded) return [decoded];
  const { batch, eventIds, gaps = [] } = decoded;
  const duplicates: number[] = [];
  for (let index = 0; index < eventIds.length; index += 2) {
    const high = eventIds[index] ?? 0;
    const low = eventIds[index + 1] ?? 0;
    if (!seen.add(high, low)) duplicates.push(high, low);
  }
  if (duplicates.length === 0) return [batch, ...gaps];
  const again = await reader.read({ path: file.path, window, seen: Uint32Array.from(duplicates) });
  return 'errorCode' in again ? [again] : [again.batch, ...gaps];
}

function recordsOf(batch: UsageBatch): number {
  return batch.logObjects.reduce((sum, each) => sum + each.records, 0);
}

interface Reader extends FileReader {
  /** How many files may be in flight. */
  readonly ahead: number;
}

function startReader(threads: number, files: number, bytes: number): Reader {
  // Run from the sources (tests) there is no built worker; the answer is the same, only slower.
  const isBuilt = !import.meta.url.endsWith('.ts');
  if (threads <= 1 || files <= 1 || bytes < fewBytes || !isBuilt) {
    return {
      ahead: 1,
      async read(job) {
        // Lets timers and signals through between two files.
        await new Promise((resolve) => setImmediate(resolve));
        return readLogFile(job);
      },
      close: async () => undefined,
    };
  }
  return { ahead: threads * 3, ...startWorkerPool(new URL('./worker.js', import.meta.url), Math.min(threads, files)) };
}
