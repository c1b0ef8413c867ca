import { isAscii } from 'node:buffer';
import type { Gap } from '../../core/model/gap.ts';
import { logGap } from './log-gap.ts';
import { isJsonObject } from './record.ts';

/** The records of a file: `{"Records":[…]}` or a bare array. */
export function recordsOf(file: Uint8Array, path: string): { readonly records: readonly unknown[] } | Gap {
  let parsed: unknown;
  try {
    parsed = JSON.parse(textOfBytes(file));
  } catch {
    // The engine's own words differ between versions of Node, and the report must not.
    return logGap(path, 'NotJson', 'the file is not JSON, or ends early');
  }
  const records = isJsonObject(parsed) ? parsed.Records : parsed;
  if (Array.isArray(records)) return { records };
  return logGap(path, 'WrongShape', 'the file is JSON without CloudTrail records');
}

/** The text of UTF-8 bytes. Logs are mostly plain ASCII, for which the one-byte decoding is much quicker and gives the same text. */
export function textOfBytes(file: Uint8Array): string {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (isAscii(bytes)) return bytes.toString('latin1');
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('utf8', hasMark ? 3 : 0);
}
