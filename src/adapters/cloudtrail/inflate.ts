import { gunzipSync } from 'node:zlib';
import type { Gap } from '../../core/model/gap.ts';
import { logGap } from './log-gap.ts';

/** CloudTrail's files hold at most 50 MB zipped; one that inflates beyond what a JavaScript string can hold is refused. */
export const inflatedLimit = 512 * 1024 * 1024 - 1024;

/**
 * Unzips a log file, several members in one file too. Goes by the first bytes, not by the name: tools that download logs unzip
 * some on the way. A file cut short or too large is a gap that names it.
 */
export function inflate(file: Uint8Array, path: string, limit = inflatedLimit): Uint8Array | Gap {
  if (file[0] !== 0x1f || file[1] !== 0x8b) {
    return file.length > limit ? tooLarge(path, limit) : file;
  }
  try {
    return gunzipSync(file, { chunkSize: chunkSizeOf(file), maxOutputLength: limit });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(path, limit);
    if (code === 'Z_BUF_ERROR') return logGap(path, 'Truncated', 'the file ends in the middle of its zipped content');
    const reason = error instanceof Error ? error.message : String(error);
    return logGap(path, 'Unreadable', `the file could not be unzipped: ${reason}`);
  }
}

function tooLarge(path: string, limit: number): Gap {
  return logGap(path, 'TooLarge', `the file holds more than ${Math.floor(limit / 1024 / 1024)} MB unzipped`);
}

/** A gzip file ends with its unzipped size: one buffer of that size saves copying. The size is only a hint, so it is bounded. */
function chunkSizeOf(file: Uint8Array): number {
  const tail = file.subarray(-4);
  const size = tail.length < 4 ? 0 : new DataView(tail.buffer, tail.byteOffset, 4).getUint32(0, true);
  return Math.min(Math.max(size + 1024, 64 * 1024), 64 * 1024 * 1024);
}
