import type { Instant } from '../core/model/time.ts';

/** What a command needs of the process: where it writes, what time it is, and whether it is to stop. */
export interface Terminal {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly now: () => Instant;
  readonly signal: AbortSignal;
}
