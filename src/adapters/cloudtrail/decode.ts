import type { Decode } from '../../core/model/usage.ts';
import { startDecoding } from './decoding.ts';
import { recordsOf } from './log-records.ts';

/**
 * Rolls up one unzipped log file, parsed with `JSON.parse`: `{"Records":[…]}` or a bare array. Simple: the oracle that faster
 * ones are to be held against.
 *
 * Insight and aggregated events are no calls and are passed over. Records without time, source or name are counted in one gap of the
 * answer. `LogObject.records` counts all records of the file, also those outside the window or seen before.
 */
export const decode: Decode = (file, path, window, seen) => {
  const parsed = recordsOf(file, path);
  if ('errorCode' in parsed) return parsed;
  const decoding = startDecoding(window, seen);
  const into = decoding.startFile(path);
  for (const record of parsed.records) into.add(record);
  into.end();
  return decoding.end();
};
