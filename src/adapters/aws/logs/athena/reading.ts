import type { LogSetting } from '../../../../core/model/collect-settings.ts';
import { ConfigError } from '../../../../core/model/errors.ts';
import type { Gap } from '../../../../core/model/gap.ts';
import type { ObjectStore } from '../../../../core/model/object-store.ts';
import { dayOf } from '../../../../core/model/time.ts';
import type { Decode, UsageBatch } from '../../../../core/model/usage.ts';
import { failureOf, gapOfFailure } from '../../failure.ts';
import type { AwsSession } from '../../session.ts';
import { trino } from './dialect.ts';
import { type AthenaRunner, answerRows, isTooLarge, MalformedAnswerError, runQuery } from './execution.ts';
import { quietDays } from './listing.ts';
import { daysOf, halvesOf, lateDays, partText, type QueryPart } from './parts.ts';
import type { Preparation } from './preparation.ts';
import { answerColumns, rollUpQuery } from './query.ts';
import { type AnswerRow, answerRowOf } from './records.ts';
import { rolledUp, unreadableGap } from './roll-up.ts';
import type { TrailTable } from './table.ts';

/** How far the queries have come. */
export interface AthenaProgress {
  readonly queries: number;
  readonly rows: number;
  readonly bytesScanned: number;
  /** About; US dollars. */
  readonly dollars: number;
}

/** Where the logs lie, and with what to read them. */
export interface AthenaOptions {
  /** Tells the portions of several places apart. */
  readonly id: string;
  readonly session: AwsSession;
  readonly setting: Extract<LogSetting, { readonly source: 'athena' }>;
  /** Regions whose logs are read: all that are enabled in any of the accounts; beside them those of which the store has logs. */
  readonly regions: readonly string[];
  /** `o-…` where the trail is an organization's: its files lie in a folder of that name. */
  readonly organizationId?: string;
  readonly decode: Decode;
  /** The same files, listed: for what a query will cost, and for days on which nothing happened. */
  readonly store?: ObjectStore;
  /** Ends the query under way. */
  readonly signal: AbortSignal;
  /** Waits; ends early, by throwing, when the run is to end. */
  readonly pause: (ms: number) => Promise<void>;
  /** Runs no query: a reading gives one gap. */
  readonly isDryRun?: boolean;
  readonly onProgress?: (progress: AthenaProgress) => void;
}

/** So many rows of an answer become one batch. */
const rowsPerBatch = 5000;

/** What is known by now. */
export interface ReadingState {
  /** Bytes, by query. */
  readonly scanned: number[];
  rows: number;
  /** Why nothing more is asked. */
  refusal: Gap | undefined;
  prepared: Preparation | undefined;
}

/** One reading, of any number of parts. */
export interface AthenaReading {
  readonly options: AthenaOptions;
  readonly runner: AthenaRunner;
  readonly table: TrailTable;
  readonly state: ReadingState;
  /** Who asks, and where. */
  readonly call: { readonly service: string; readonly account: string; readonly region: string };
  spent(): AthenaProgress;
}

/** Reads the logs of one part; one that is too much for Athena in two halves. */
export async function* readPart(reading: AthenaReading, part: QueryPart): AsyncGenerator<UsageBatch | Gap> {
  const { runner, state, options } = reading;
  const answered = new Set<string>();
  const { regions, gaps } = await regionsIn(reading, part);
  yield* gaps;
  try {
    const { id, bytesScanned, failure } = await runQuery(runner, statementOf(reading, part, regions));
    state.scanned.push(bytesScanned);
    options.onProgress?.(reading.spent());
    if (failure !== undefined) {
      const halves = isTooLarge(failure) ? halvesOf(part) : [];
      for (const half of halves) yield* readPart(reading, half);
      if (halves.length > 0) return;
      yield partGap(part, failure.code, failure.message);
      return;
    }
    for await (const item of batchesOf(reading, part, id)) {
      if ('logObjects' in item) for (const { accountId, day } of item.logObjects) answered.add(`${accountId} ${day}`);
      yield item;
    }
  } catch (error) {
    const gap = gapOfFailure(error, { ...reading.call, operation: 'GetQueryResults' });
    if (failureOf(error).kind === 'refused') state.refusal = gap;
    yield { ...gap, message: `${gap.message} (${partText(part)})`, days: daysOf(part) };
    return;
  }
  yield* quietDaysOf(options, part, answered);
}

/**
 * The regions to read of a part: those told, and those of which the bucket has log files. The regions that are enabled now, or that a configuration names, are not all
 * in which something was recorded; and a day counts as read in all regions. What could not be listed leaves that open, for all days.
 */
export async function regionsIn(
  { options }: AthenaReading,
  part: QueryPart,
): Promise<{ readonly regions: readonly string[]; readonly gaps: readonly Gap[] }> {
  const { store } = options;
  const regions = new Set(options.regions);
  const gaps: Gap[] = [];
  for (const account of store?.regionsOf === undefined ? [] : part.accounts) {
    const found = await store?.regionsOf?.(account);
    for (const region of found?.regions ?? []) regions.add(region);
    gaps.push(...(found?.gaps ?? []).map((gap) => ({ ...gap, days: daysOf(part) })));
  }
  return { regions: [...regions].sort(), gaps };
}

/** The query of one part. */
export function statementOf({ table }: AthenaReading, part: QueryPart, regions: readonly string[]): string {
  const { accounts, window } = part;
  const odd = regions.find((name) => !/^[a-z]{2,}(?:-[a-z0-9]+)+$/.test(name));
  if (regions.length === 0 || odd !== undefined) {
    throw new ConfigError(`Athena needs the names of regions, not \`${odd ?? ''}\``, 'set `collect.regions`');
  }
  return rollUpQuery(
    {
      ...{ database: table.database, table: table.table, accounts, regions, window },
      ...{ firstDay: dayOf(window.from), lastDay: dayOf(window.to) + lateDays },
    },
    trino,
  );
}

/** The rows come by kind, usage first and files last: so what is broken off names no file that it was not read from. */
async function* batchesOf(
  { runner, options, state, spent }: AthenaReading,
  part: QueryPart,
  id: string,
): AsyncGenerator<UsageBatch | Gap> {
  let rows: AnswerRow[] = [];
  const unreadable = new Map<string, number>();
  const batch = (): UsageBatch => {
    const read = rolledUp(rows, part.window, options.decode);
    for (const [account, count] of read.unreadable) unreadable.set(account, (unreadable.get(account) ?? 0) + count);
    state.rows += rows.length;
    rows = [];
    options.onProgress?.(spent());
    return read.batch;
  };
  for await (const cells of answerRows(runner.client, id, answerColumns)) {
    const row = answerRowOf(cells);
    if (row === undefined)
      throw new MalformedAnswerError('GetQueryResults answered with a row that is not of the query');
    rows.push(row);
    if (rows.length >= rowsPerBatch) yield batch();
  }
  if (rows.length > 0) yield batch();
  for (const [account, count] of unreadable) {
    // A record that names no account, or another one, may be of any whose files were read.
    const concerned = part.accounts.includes(account) ? [account] : part.accounts;
    for (const each of concerned) yield unreadableGap(count, each, partText(part), daysOf(part));
  }
}

/** Accounts that did nothing on a day have no log file, and no row: the digests attest it, where the bucket can be listed. */
async function* quietDaysOf(
  { store, decode }: AthenaOptions,
  part: QueryPart,
  answered: ReadonlySet<string>,
): AsyncGenerator<UsageBatch | Gap> {
  const wanted = part.accounts.flatMap((account) => daysOf(part).map((day) => ({ account, key: `${account} ${day}` })));
  const missing = wanted.filter(({ key }) => !answered.has(key));
  if (store === undefined || missing.length === 0) return;
  const accounts = [...new Set(missing.map(({ account }) => account))];
  const { objects, gaps } = await quietDays(store, accounts, part.window, new Set(missing.map(({ key }) => key)));
  yield* gaps;
  if (objects.length > 0) yield { ...rolledUp([], part.window, decode).batch, logObjects: objects };
}

/** Says that a part was not read. */
export function partGap(part: QueryPart, errorCode: string, message: string): Gap {
  const [first = ''] = part.accounts;
  return {
    service: 'athena',
    operation: 'StartQueryExecution',
    account: part.accounts.length === 1 ? first : '',
    errorCode,
    message: `${message} (${partText(part)})`,
    days: daysOf(part),
  };
}
