import { isAscii } from 'node:buffer';
import type { Gap } from '../../core/model/gap.ts';
import { logGap } from './log-gap.ts';
import { isJsonObject } from './record.ts';

/** The records of a file, parsed at once: `{"Records":[…]}` or a bare array. */
export function recordsOf(file: Uint8Array, path: string): { readonly records: readonly unknown[] } | Gap {
  let parsed: unknown;
  try {
    parsed = JSON.parse(textOfBytes(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 80) : String(error);
    return logGap(path, 'NotJson', `the file is not JSON, or ends early: ${reason.replace(/\s+/g, ' ')}`);
  }
  const records = isJsonObject(parsed) ? parsed.Records : parsed;
  if (Array.isArray(records)) return { records };
  return logGap(path, 'WrongShape', 'the file is JSON without CloudTrail records');
}

const opening = '{"Records":[';
const firstKey = '{"eventVersion":';
const boundary = `},${firstKey}`;

/** What is parsed at a time: small enough that its objects die young, large enough that the calls do not count. */
const chunkBytes = 32 * 1024;

/**
 * The records of a file as AWS writes it, parsed in pieces, which costs half the time and a fraction of the memory of parsing it at
 * once. `undefined` in place of a piece: the file is not in this form, and must be parsed at once.
 *
 * A piece ends where a record begins with `eventVersion`. These bytes cannot stand inside a string, where quotes are escaped; and
 * inside a nested value the piece would lack closing brackets and not parse. So a file that parses in pieces parses at once, to the
 * same records.
 */
export function* recordPieces(file: Uint8Array): Generator<readonly unknown[] | undefined> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] ?? 0) <= 0x20) end -= 1;
  const isForm =
    bytes.toString('latin1', 0, opening.length + firstKey.length) === opening + firstKey &&
    bytes.toString('latin1', end - 2, end) === ']}';
  if (!isForm) {
    yield undefined;
    return;
  }
  end -= 2;
  for (let start = opening.length; start < end; ) {
    const found = start + chunkBytes < end ? bytes.indexOf(boundary, start + chunkBytes, 'latin1') : -1;
    const stop = found < 0 ? end : found + 1;
    yield parsedPiece(bytes.subarray(start, stop));
    start = stop + 1;
  }
}

function parsedPiece(bytes: Buffer): readonly unknown[] | undefined {
  try {
    const parsed: unknown = JSON.parse(`[${textOfBytes(bytes)}]`);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    // Not an error yet: the whole file is parsed at once then, and tells what is wrong with it.
    return undefined;
  }
}

/** Logs are mostly plain ASCII, for which the one-byte decoding is much quicker and gives the same text. */
function textOfBytes(file: Uint8Array): string {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (isAscii(bytes)) return bytes.toString('latin1');
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('utf8', hasMark ? 3 : 0);
}
