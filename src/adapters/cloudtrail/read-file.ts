import { readFileSync } from 'node:fs';
import type { Gap } from '../../core/model/gap.ts';
import type { TimeWindow } from '../../core/model/time.ts';
import type { DecodedFile } from '../../core/model/usage.ts';
import { decodeInPieces } from './decode.ts';
import { inflate } from './inflate.ts';
import { logGap } from './log-gap.ts';

/** One file to read; `seen` as in `DecodedFile.eventIds`. */
export interface ReadJob {
  readonly path: string;
  readonly window: TimeWindow;
  readonly seen?: Uint32Array;
}

/** Reads, unzips and decodes one log file. Whatever goes wrong with it is a gap that names it. */
export function readLogFile(job: ReadJob): DecodedFile | Gap {
  const { path, window } = job;
  try {
    const file = inflate(readFileSync(path), path);
    if ('errorCode' in file) return file;
    return decodeInPieces(file, path, window, job.seen === undefined ? undefined : keysOf(job.seen));
  } catch (error) {
    return logGap(path, 'Unreadable', `could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function keysOf(words: Uint32Array): ReadonlySet<bigint> {
  const keys = new Set<bigint>();
  for (let index = 0; index < words.length; index += 2) {
    keys.add((BigInt(words[index] ?? 0) << 32n) | BigInt(words[index + 1] ?? 0));
  }
  return keys;
}
