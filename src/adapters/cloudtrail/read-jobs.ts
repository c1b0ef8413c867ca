import type { Gap } from '../../core/model/gap.ts';
import type { TimeWindow } from '../../core/model/time.ts';
import type { DecodedFile, UsageBatch } from '../../core/model/usage.ts';
import { type EventIdSet, newEventIdSet } from './event-ids.ts';
import type { LogFile } from './log-files.ts';
import { logGap } from './log-gap.ts';
import type { LogJob } from './log-jobs.ts';
import type { ReadFiles } from './read-files.ts';

/** How far the reading has come; bytes are those on disk, or in the store. While a store is still listed, the totals grow. */
export interface ReadProgress {
  readonly files: number;
  readonly filesTotal: number;
  readonly bytes: number;
  readonly bytesTotal: number;
  readonly records: number;
}

/** What became of the files of a job that could be had. */
export interface JobReading<File extends LogFile> {
  /** Those that were handed to the decoder; the others are told elsewhere. */
  readonly files: readonly File[];
  readonly decoded: ReadFiles | Gap;
}

/** Reads the files of jobs, wherever they lie. */
export interface JobReader<File extends LogFile> {
  /** How many jobs may be under way. */
  readonly mostJobs: number;
  /** How many bytes, as stored, the jobs under way may have in all; one job may always be. */
  readonly mostBytes: number;
  /** `undefined`: no file could be had. */
  read(files: readonly File[], window: TimeWindow): Promise<JobReading<File> | undefined>;
  /** Reads the files of a job again, without the events of which the ids are given. */
  readAgain(reading: JobReading<File>, window: TimeWindow, seen: Uint32Array): Promise<DecodedFile | Gap>;
}

/** Results of a job, or what stands between the jobs. */
export interface JobResults<File extends LogFile> {
  readonly job?: LogJob<File>;
  readonly results: readonly (UsageBatch | Gap)[];
}

/** What is to be read, in order, and what is handed on as it is. */
export type JobItem<File extends LogFile> = LogJob<File> | UsageBatch | Gap;

interface InFlight<File extends LogFile> {
  readonly item: JobItem<File>;
  readonly bytes: number;
  readonly reading: Promise<JobReading<File> | undefined>;
}

/**
 * Keeps as many jobs under way as the reader takes, and hands the results on in the jobs' order. An event is counted once within the
 * neighbors of one group.
 */
export async function* readInOrder<File extends LogFile>(
  reader: JobReader<File>,
  items: AsyncIterable<JobItem<File>>,
  window: TimeWindow,
): AsyncGenerator<JobResults<File>> {
  const inFlight: InFlight<File>[] = [];
  const source = peekable(items);
  let bytes = 0;
  let group = '';
  let seen = newEventIdSet();
  const fill = async (): Promise<void> => {
    while (inFlight.length < reader.mostJobs) {
      const item = await source.peek();
      if (item === undefined) return;
      const size = 'group' in item ? item.bytes : 0;
      if (inFlight.length > 0 && bytes + size > reader.mostBytes) return;
      source.take();
      const reading = 'group' in item ? reader.read(item.files, window) : Promise.resolve(undefined);
      // It is awaited in its turn; until then a failure is not unheard.
      reading.catch(() => undefined);
      inFlight.push({ item, bytes: size, reading });
      bytes += size;
    }
  };
  try {
    for (;;) {
      await fill();
      const first = inFlight.shift();
      if (first === undefined) return;
      const { item } = first;
      if (!('group' in item)) {
        yield { results: [item] };
        continue;
      }
      // The jobs come sorted by day and place, so the ids of a day are dropped when the next one begins.
      if (item.group !== group) {
        group = item.group;
        seen = newEventIdSet();
      }
      const reading = await first.reading;
      const results = reading === undefined ? [] : await resultsOf(reader, reading, window, seen);
      bytes -= first.bytes;
      yield { job: item, results };
    }
  } finally {
    await source.end();
  }
}

interface Peekable<Item> {
  /** The next item, which stays; `undefined` after the last. */
  peek(): Promise<Item | undefined>;
  take(): void;
  end(): Promise<void>;
}

function peekable<Item>(items: AsyncIterable<Item>): Peekable<Item> {
  const iterator = items[Symbol.asyncIterator]();
  let next: Item | undefined;
  let isEnded = false;
  return {
    async peek() {
      if (next !== undefined || isEnded) return next;
      const result = await iterator.next();
      if (result.done === true) isEnded = true;
      else next = result.value;
      return next;
    },
    take() {
      next = undefined;
    },
    async end() {
      await iterator.return?.();
    },
  };
}

async function resultsOf<File extends LogFile>(
  reader: JobReader<File>,
  reading: JobReading<File>,
  window: TimeWindow,
  seen: EventIdSet,
): Promise<readonly (UsageBatch | Gap)[]> {
  const isOne = reading.files.length === 1;
  return 'errorCode' in reading.decoded && !isOne
    ? readSingly(reader, reading.files, window, seen)
    : withoutDuplicates(reader, reading, window, seen);
}

/** What killed a thread may be one file of its job: alone, it costs no other. */
async function readSingly<File extends LogFile>(
  reader: JobReader<File>,
  files: readonly File[],
  window: TimeWindow,
  seen: EventIdSet,
): Promise<readonly (UsageBatch | Gap)[]> {
  const results: (UsageBatch | Gap)[] = [];
  for (const file of files) {
    const reading = await reader.read([file], window);
    if (reading !== undefined) results.push(...(await withoutDuplicates(reader, reading, window, seen)));
  }
  return results;
}

async function withoutDuplicates<File extends LogFile>(
  reader: JobReader<File>,
  reading: JobReading<File>,
  window: TimeWindow,
  seen: EventIdSet,
): Promise<readonly (UsageBatch | Gap)[]> {
  const { decoded } = reading;
  if ('errorCode' in decoded) return [decoded];
  const { eventIds } = decoded;
  const duplicates: number[] = [];
  for (let index = 0; index < eventIds.length; index += 2) {
    const high = eventIds[index] ?? 0;
    const low = eventIds[index + 1] ?? 0;
    if (!seen.add(high, low)) duplicates.push(high, low);
  }
  if (duplicates.length === 0) return batchAndGaps(decoded);
  const again = await reader.readAgain(reading, window, Uint32Array.from(duplicates));
  // The thread died over files it had read before: all of them are lost.
  return 'errorCode' in again
    ? reading.files.map(({ path }) => logGap(path, again.errorCode, again.message))
    : batchAndGaps(again);
}

function batchAndGaps({ batch, gaps = [] }: DecodedFile): readonly (UsageBatch | Gap)[] {
  return batch.logObjects.length === 0 ? gaps : [batch, ...gaps];
}
