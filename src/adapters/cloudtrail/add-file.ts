import type { Gap } from '../../core/model/gap.ts';
import type { Decode } from '../../core/model/usage.ts';
import { type Decoding, startDecoding } from './decoding.ts';
import { visitPieces } from './log-pieces.ts';
import { recordsOf } from './log-records.ts';

/**
 * What became of a file: `read`, a gap, or `spoiled`: it began in the form AWS writes and went on otherwise, so the whole decoding is
 * void, and is to be begun again with this file parsed at once.
 */
export type FileResult = 'read' | 'spoiled' | Gap;

/** Adds an unzipped log file to a decoding: parsed in pieces where it is in the form AWS writes, at once where not, or where told so. */
export function addFile(decoding: Decoding, file: Uint8Array, path: string, isAtOnce: boolean): FileResult {
  if (!isAtOnce) {
    let hasBegun = false;
    const into = decoding.startFile(path);
    const isRead = visitPieces(file, (record) => {
      hasBegun = true;
      into.add(record);
    });
    if (isRead) into.end();
    if (isRead || hasBegun) return isRead ? 'read' : 'spoiled';
  }
  const parsed = recordsOf(file, path);
  if ('errorCode' in parsed) return parsed;
  const into = decoding.startFile(path);
  for (const record of parsed.records) into.add(record);
  into.end();
  return 'read';
}

/** Rolls up one unzipped log file as `decode` does, parsed in pieces where it is in the form AWS writes. */
export const decodeInPieces: Decode = (file, path, window, seen) => {
  for (const isAtOnce of [false, true]) {
    const decoding = startDecoding(window, seen);
    const result = addFile(decoding, file, path, isAtOnce);
    if (result !== 'spoiled') return result === 'read' ? decoding.end() : result;
  }
  throw new Error('a file that is parsed at once cannot spoil a decoding');
};
