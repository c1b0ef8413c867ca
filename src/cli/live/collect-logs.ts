import pLimit from 'p-limit';
import type { AwsConnection, AwsSession } from '../../adapters/aws/session.ts';
import type { BundleWriter } from '../../core/model/bundle-writer.ts';
import type { LogsRead } from '../../core/model/calls.ts';
import type { LogSetting } from '../../core/model/collect-settings.ts';
import type { Gap } from '../../core/model/gap.ts';
import { dayMs, type Instant, type TimeWindow } from '../../core/model/time.ts';
import type { LogSource } from '../../core/model/usage.ts';
import type { Config } from '../config.ts';
import type { CollectProgress } from './collect-progress.ts';
import { collectUsage } from './collect-usage.ts';
import { changesOf, checkPlace, historyOf, sharedSourceOf } from './log-sources.ts';
import { gapOfLostSession } from './lost-session.ts';

/** What the logs of a collection are read with. */
export interface CollectLogsRequest {
  /** The caller's own session. */
  readonly own: AwsSession;
  /** Of the accounts that could be entered. */
  readonly sessions: ReadonlyMap<string, AwsSession>;
  readonly writer: BundleWriter;
  readonly config: Config;
  /** In place of what the configuration says, for all accounts. */
  readonly logs?: readonly LogSetting[];
  /** Where the window ends: the same however often the collection is gone on with. */
  readonly collectedAt: Instant;
  readonly connection: AwsConnection;
  readonly progress: CollectProgress;
}

/**
 * Reads each account's logs into the bundle: always the changes of IAM, and what its source holds. Sources of single accounts are read side by side; one that
 * holds the logs of many is read account by account. Gives what could not be read.
 */
export async function collectLogs(request: CollectLogsRequest): Promise<readonly Gap[]> {
  const { sessions, config } = request;
  const settings = new Map([...sessions.keys()].map((id) => [id, settingsOf(id, request)]));
  const limited = pLimit(config.collect.concurrency.accounts);
  const single = [...sessions].map(([id, session]) =>
    limited(async () => {
      const isWhole = settings.get(id)?.some(({ source }) => source === 'event-history') === true;
      // The whole history holds the changes too.
      try {
        const source = isWhole ? await historyOf(session, request) : await changesOf(session, request);
        return await read(source, [id], isWhole ? windowOf(request, 0) : windowOf(request, graceDays), request);
      } catch (error) {
        return [await gapOfLostSession(error, session, request.own)];
      }
    }),
  );
  const gaps = await Promise.all(single).catch((error: unknown) => {
    limited.clearQueue();
    throw error;
  });
  const all = gaps.flat();
  for (const [setting, ids] of sharedSettings(settings)) {
    const source = await sharedSourceOf(setting, ids, request);
    const told = setting.source === 's3' ? `logs in ${setting.location}` : `logs in ${setting.location}, by Athena`;
    all.push(...(await read(source, ids, windowOf(request, graceDays), request, told)));
  }
  return all;
}

/** Makes sure that the places of logs are there. Throws `ConfigError` for one that is not, or holds no logs at all; what is refused is a gap later. */
export async function checkLogPlaces(
  accounts: readonly string[],
  request: Omit<CollectLogsRequest, 'sessions'>,
): Promise<void> {
  // Some of them were read already.
  if (request.writer.filesUnder('usage/').length > 0) return;
  const settings = new Map(accounts.map((id) => [id, settingsOf(id, request)]));
  for (const [setting, ids] of sharedSettings(settings)) {
    request.progress.step(`looking for logs in ${setting.location}`);
    await checkPlace(setting, ids, request);
  }
}

/** Whose logs are read where, by source and location. */
export function logsReadOf(
  accounts: readonly string[],
  request: Pick<CollectLogsRequest, 'config' | 'logs'>,
): readonly LogsRead[] {
  const places = new Map<string, LogsRead>();
  const add = (source: LogsRead['source'], location?: string): void => {
    const key = `${source}\n${location ?? ''}`;
    const known = places.get(key)?.accounts ?? 0;
    places.set(key, { source, ...(location === undefined ? {} : { location }), accounts: known + 1 });
  };
  for (const id of accounts) {
    const settings = settingsOf(id, request);
    // The whole history holds the changes too.
    add(settings.some(({ source }) => source === 'event-history') ? 'event-history' : 'changes-only');
    for (const setting of settings) {
      if (setting.source === 's3' || setting.source === 'athena') add(setting.source, setting.location);
    }
  }
  return [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
}

/** Quarter-ends are up to 92 days apart: use in the days before the window keeps a finding away. */
const graceDays = 10;

/** The event history ends 90 days ago: of what lies before the window it has nothing. */
function windowOf({ config, collectedAt }: CollectLogsRequest, grace: number): TimeWindow {
  return { from: collectedAt - (config.windowDays + grace) * dayMs, to: collectedAt };
}

function settingsOf(
  id: string,
  { config: { collect }, logs }: Pick<CollectLogsRequest, 'config' | 'logs'>,
): readonly LogSetting[] {
  return logs ?? [collect.accountLogs[id] ?? collect.logs];
}

/** Places that hold the logs of several accounts, each once. */
function sharedSettings(
  settings: ReadonlyMap<string, readonly LogSetting[]>,
): Iterable<readonly [SharedSetting, readonly string[]]> {
  const shared = new Map<string, { readonly setting: SharedSetting; readonly ids: string[] }>();
  for (const [id, own] of settings) {
    for (const setting of own) {
      if (setting.source !== 's3' && setting.source !== 'athena') continue;
      const key = JSON.stringify(setting);
      const known = shared.get(key);
      if (known === undefined) shared.set(key, { setting, ids: [id] });
      else known.ids.push(id);
    }
  }
  return [...shared.values()].map(({ setting, ids }) => [setting, ids] as const);
}

/** A setting of a place that holds the logs of many accounts. */
export type SharedSetting = Extract<LogSetting, { readonly source: 's3' | 'athena' }>;

function read(
  source: LogSource,
  accounts: readonly string[],
  window: TimeWindow,
  { writer, connection, progress }: CollectLogsRequest,
  told = source.id,
): Promise<readonly Gap[]> {
  const [only] = accounts;
  return collectUsage({
    source,
    accounts,
    window,
    writer,
    signal: connection.signal,
    progress: (done, total) => progress.part(accounts.length === 1 ? (only ?? '') : '', told, done, total),
  });
}
