import type { Gap } from './gap.ts';
import type { Instant } from './time.ts';
import type { UsageBatch } from './usage.ts';

/**
 * A bundle that is being collected. Names of files are relative to the bundle, with `/`. A file appears whole or not at all, also when the process
 * is killed, and what is there need not be asked for again.
 */
export interface BundleWriter {
  /** The bundle's folder. */
  readonly path: string;
  /** When a file was collected; `undefined`: it is not there. */
  collectedAt(file: string): Instant | undefined;
  /** The names that begin with a text (`accounts/111122223333/last-accessed/`), sorted. */
  filesUnder(prefix: string): readonly string[];
  /** The JSON of a file; `undefined` when it is not there or holds none. */
  readJson(file: string): Promise<unknown>;
  /** The text of a file; `undefined` when it is not there. */
  readText(file: string): Promise<string | undefined>;
  /** Writes a value as the AWS CLI prints an answer: dates as ISO 8601, `$metadata` and what is `undefined` left out. */
  writeJson(file: string, value: unknown): Promise<void>;
  writeText(file: string, text: string): Promise<void>;
  /**
   * Writes roll-ups, as they come, into `usage/<name>.jsonl.gz`. Gaps are written among them, and say afterwards what was not read; a file
   * that holds any is asked for again by the next collection into this bundle. Gives the gaps.
   */
  writeUsage(name: string, items: AsyncIterable<UsageBatch | Gap>): Promise<readonly Gap[]>;
  /** Whether `usage/<name>.jsonl.gz` is there, without a gap. */
  hasUsage(name: string): boolean;
  remove(file: string): Promise<void>;
  /** Writes down when the files were collected, in `collected.json`: otherwise done now and then. To be called at the end of a collection. */
  flush(): Promise<void>;
  /** Flushes, and lets go of the folder, which only one process at a time collects into. */
  close(): Promise<void>;
}
