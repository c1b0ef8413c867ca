import type { Gap } from './gap.ts';
import type { TimeWindow } from './time.ts';
import type { LogScope } from './usage.ts';

/** An object of a store, such as a log file in S3. */
export interface StoredObject {
  /** Where it lies, as reports name it: `s3://bucket/AWSLogs/…`. */
  readonly path: string;
  /** As stored: compressed. */
  readonly bytes: number;
  /** What the store calls this content; changes with it. Absent where it has no such name. */
  readonly etag?: string;
  /** SHA-256 of the unzipped content in hexadecimal digits, as a digest of the trail says; what is read must have it. Absent: it is not checked. */
  readonly sha256?: string;
}

/** A place that holds log files, listed by what is wanted of them and read one by one. */
export interface ObjectStore {
  /**
   * The log and digest files that may hold events of these accounts in this window, by account and delivery day; and the listings that were refused.
   * A digest is listed, not read.
   */
  list(scope: LogScope, window: TimeWindow): AsyncIterable<StoredObject | Gap>;
  /** The regions of which the account has any log file, and what could not be listed: then there may be more. Absent: the store cannot tell. */
  regionsOf?(accountId: string): Promise<{ readonly regions: readonly string[]; readonly gaps: readonly Gap[] }>;
  /**
   * The object's bytes as they are stored, or why there are none. They are the caller's: handed on to a thread, their memory is gone. Safe to
   * call many times at once.
   */
  read(object: StoredObject): Promise<Uint8Array | Gap>;
}
