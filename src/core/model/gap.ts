import type { Day } from './time.ts';

/** Something that could not be read, seen or parsed. It travels to the report; it is never silence. */
export interface Gap {
  /** The AWS service asked, or `bundle` for a file of the bundle, or `logs` for a log file. */
  readonly service: string;
  /** The AWS operation, or what we did: `read`, `parse`. */
  readonly operation: string;
  /** Twelve digits; empty when it is not known. */
  readonly account: string;
  readonly region?: string;
  /** AWS's error code, or ours: `Missing`, `Unreadable`, `Truncated`, `NotJson`, `WrongShape`, `Unparsed`. */
  readonly errorCode: string;
  readonly message: string;
  /** The file concerned, relative to the bundle or as it was given. */
  readonly path?: string;
  /** For a log file: the delivery days it names, which are not covered; absent: all days. Not in the report. */
  readonly days?: readonly Day[];
}

/** Why, in one line: the code, then the message. Ours for an answer that is not AWS's (`Http500`) is left out, since its message tells the status. */
export function reasonText(errorCode: string, message: string): string {
  return /^Http\d*$/.test(errorCode) ? message : `${errorCode}: ${message}`;
}
