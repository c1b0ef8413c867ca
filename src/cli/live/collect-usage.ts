import type { BundleWriter } from '../../core/model/bundle-writer.ts';
import type { Gap } from '../../core/model/gap.ts';
import type { TimeWindow } from '../../core/model/time.ts';
import type { LogSource, UsageBatch } from '../../core/model/usage.ts';
import { type Portion, portionsOf } from './portions.ts';

/** What to read, and where to write it. */
export interface CollectUsageRequest {
  readonly source: LogSource;
  readonly accounts: readonly string[];
  readonly window: TimeWindow;
  readonly writer: BundleWriter;
  readonly signal: AbortSignal;
  /** Tells how many portions are done. */
  progress(done: number, total: number): void;
}

/**
 * Reads a log source into the bundle, portion by portion; those that are there whole are not read again. Gives what could not be read, which stands
 * in the bundle too.
 */
export async function collectUsage(request: CollectUsageRequest): Promise<readonly Gap[]> {
  const { source, accounts, window, writer, signal } = request;
  const portions = portionsOf(source, accounts, window);
  const gaps: Gap[] = [];
  for (const [place, portion] of portions.entries()) {
    request.progress(place, portions.length);
    signal.throwIfAborted();
    if (!writer.hasUsage(portion.name))
      gaps.push(...(await writer.writeUsage(portion.name, read(source, portion, signal))));
  }
  request.progress(portions.length, portions.length);
  return gaps;
}

/** A portion that is broken off is not written: what is thrown here goes through the writer. */
async function* read(
  source: LogSource,
  { accounts, window }: Portion,
  signal: AbortSignal,
): AsyncGenerator<UsageBatch | Gap> {
  for await (const item of source.rollUp({ accounts }, window, new Set())) {
    signal.throwIfAborted();
    yield item;
  }
}
