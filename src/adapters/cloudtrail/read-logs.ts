import { availableParallelism } from 'node:os';
import type { Gap } from '../../core/model/gap.ts';
import { dayOf, type TimeWindow } from '../../core/model/time.ts';
import type { LogScope, LogSource, UsageBatch } from '../../core/model/usage.ts';
import { digestBatch } from './columns.ts';
import { type LogFile, listLogFiles } from './log-files.ts';
import { jobsOf } from './log-jobs.ts';
import { newLogProgress } from './log-progress.ts';
import { type JobReader, type ReadProgress, readInOrder } from './read-jobs.ts';
import { type StartedReader, startReader } from './start-reader.ts';

export type { ReadProgress } from './read-jobs.ts';

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
  const digests = listed.files.filter((file) => file.kind === 'digest' && isWanted(file));
  if (digests.length > 0) yield digestBatch(digests);

  const jobs = jobsOf(logs);
  const isMuch = logs.reduce((sum, file) => sum + file.bytes, 0) >= fewBytes;
  const reader = startReader({ threads: options.threads ?? availableParallelism(), jobs: jobs.length, isMuch });
  const progress = newLogProgress(options.onProgress);
  progress.expect(logs);
  try {
    for await (const each of readInOrder(jobReader(reader), eachOf(jobs), window)) {
      progress.done(each);
      yield* each.results;
    }
  } finally {
    await reader.close();
  }
}

/** Threads read the files themselves, by their paths: the bytes never pass through the calling thread. */
function jobReader(reader: StartedReader): JobReader<LogFile> {
  return {
    // A few more than there are threads, so that none waits.
    mostJobs: reader.threads === 1 ? 1 : reader.threads * 3,
    mostBytes: Number.POSITIVE_INFINITY,
    read: async (files, window) => ({ files, decoded: await reader.read({ paths: pathsOf(files), window }) }),
    readAgain: ({ files }, window, seen) => reader.read({ paths: pathsOf(files), window, seen }),
  };
}

async function* eachOf<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

/** A file delivered on a day holds only events of before; one whose name says nothing may hold any. */
function isInScope(file: LogFile, scope: LogScope, window: TimeWindow): boolean {
  const isOfAccount = file.accountId === '' || scope.accounts.length === 0 || scope.accounts.includes(file.accountId);
  const isOfDay = file.day === undefined || (file.day >= dayOf(window.from) && file.day <= dayOf(window.to) + lateDays);
  return isOfAccount && isOfDay;
}

function pathsOf(files: readonly LogFile[]): readonly string[] {
  return files.map((file) => file.path);
}
