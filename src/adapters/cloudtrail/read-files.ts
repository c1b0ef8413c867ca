import { readFileSync } from 'node:fs';
import type { Gap } from '../../core/model/gap.ts';
import type { TimeWindow } from '../../core/model/time.ts';
import type { DecodedFile } from '../../core/model/usage.ts';
import { addFile } from './add-file.ts';
import { startDecoding } from './decoding.ts';
import { inflate } from './inflate.ts';
import { logGap } from './log-gap.ts';

/** Files to read into one roll-up, in this order; `seen` as in `DecodedFile.eventIds`. */
export interface ReadJob {
  readonly paths: readonly string[];
  /** The files' bytes, as stored, in the order of `paths`; absent: the files are read from the disk. They are handed over to the thread that reads. */
  readonly contents?: readonly Uint8Array[];
  readonly window: TimeWindow;
  readonly seen?: Uint32Array;
}

/** What was read of a job's files, with their bytes where the job held them: they come back, so that they can be read again. */
export interface ReadFiles extends DecodedFile {
  readonly contents?: readonly Uint8Array[];
}

/**
 * Reads, unzips and rolls up log files together, one at a time in memory. Whatever goes wrong with a file is a gap that names it, and
 * costs no other file. `pause` is awaited before each file.
 */
export async function readLogFiles(job: ReadJob, pause: () => Promise<void>): Promise<DecodedFile> {
  const seen = job.seen === undefined ? undefined : keysOf(job.seen);
  const knownOnes = new Map<string, Known>();
  for (;;) {
    const decoded = await readOnce(job, seen, knownOnes, pause);
    if (decoded !== undefined) return decoded;
  }
}

/** What was learned of a file that left half of itself in a roll-up, which then had to be begun again. */
type Known = 'to be parsed at once' | Gap;

/** `undefined` when a file spoiled the roll-up; then one more file is known. */
async function readOnce(
  job: ReadJob,
  seen: ReadonlySet<bigint> | undefined,
  knownOnes: Map<string, Known>,
  pause: () => Promise<void>,
): Promise<DecodedFile | undefined> {
  const decoding = startDecoding(job.window, seen);
  const gaps: Gap[] = [];
  for (const [index, path] of job.paths.entries()) {
    await pause();
    const known = knownOnes.get(path);
    const file = typeof known === 'object' ? known : unzippedFile(path, job.contents?.[index]);
    if ('errorCode' in file) {
      gaps.push(file);
      continue;
    }
    try {
      const result = addFile(decoding, file, path, known !== undefined);
      if (result === 'spoiled') {
        knownOnes.set(path, 'to be parsed at once');
        return undefined;
      }
      if (result !== 'read') gaps.push(result);
    } catch (error) {
      knownOnes.set(path, unreadable(path, error));
      return undefined;
    }
  }
  const decoded = decoding.end();
  return { ...decoded, gaps: [...gaps, ...(decoded.gaps ?? [])] };
}

function unzippedFile(path: string, content: Uint8Array | undefined): Uint8Array | Gap {
  try {
    return inflate(content ?? readFileSync(path), path);
  } catch (error) {
    return unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): Gap {
  return logGap(path, 'Unreadable', `could not be read: ${error instanceof Error ? error.message : String(error)}`);
}

function keysOf(words: Uint32Array): ReadonlySet<bigint> {
  const keys = new Set<bigint>();
  for (let index = 0; index < words.length; index += 2) {
    keys.add((BigInt(words[index] ?? 0) << 32n) | BigInt(words[index + 1] ?? 0));
  }
  return keys;
}
