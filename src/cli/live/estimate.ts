import pLimit from 'p-limit';
import { accountSession, chosenAccounts } from '../../adapters/aws/accounts.ts';
import { newCallCounter } from '../../adapters/aws/call-counter.ts';
import {
  type AccountSize,
  accountSizeOf,
  type EstimatedCalls,
  estimatedCallsOf,
} from '../../adapters/aws/collect/estimate.ts';
import { pause } from '../../adapters/aws/collect/pause.ts';
import { gapOfFailure } from '../../adapters/aws/failure.ts';
import { historyEstimate } from '../../adapters/aws/logs/event-history/event-history.ts';
import { type AwsSession, ownSession } from '../../adapters/aws/session.ts';
import { watchedNames } from '../../core/catalog/watched-changes.ts';
import type { Gap } from '../../core/model/gap.ts';
import { dayMs } from '../../core/model/time.ts';
import { type CollectRequest, connectionOf, wantedAccounts } from './collect-bundle.ts';

/** What a collection would take. */
export interface Estimate {
  readonly accounts: readonly {
    readonly id: string;
    readonly size: AccountSize;
    readonly calls: readonly EstimatedCalls[];
  }[];
  /** Accounts that could not be asked how large they are. */
  readonly gaps: readonly Gap[];
  /** At most, but for what `isOpen` says. */
  readonly calls: number;
  /** About; accounts are collected side by side. */
  readonly seconds: number;
  readonly isOpen: boolean;
}

/** Asks every account how large it is, and reckons what collecting it would take. Writes nothing. Throws as `collectBundle` does. */
export async function estimateOf(request: Omit<CollectRequest, 'bundle'>): Promise<Estimate> {
  const { config, progress, logs } = request;
  const { collect } = config;
  const connection = connectionOf(request, newCallCounter());
  const limited = pLimit(collect.concurrency.accounts);
  const gaps: Gap[] = [];
  try {
    progress.step('asking the accounts how large they are');
    const own = await ownSession(connection);
    const using = { signal: request.signal, limited: <T>(work: () => Promise<T>) => limited(work) };
    const { accounts } = await chosenAccounts(own, wantedAccounts(request), using);
    const sized = await Promise.all(
      accounts.map(({ id }) =>
        limited(async () => {
          const session = await accountSession(own, id, collect.role, connection);
          if ('errorCode' in session) {
            gaps.push(session);
            return [];
          }
          try {
            const size = await accountSizeOf(session, collect);
            const setting = logs?.[0] ?? collect.accountLogs[id] ?? collect.logs;
            const settings = { ...collect, logs: setting };
            const calls = estimatedCallsOf(size, settings, changeNames, config.windowDays);
            const isWhole = setting.source === 'event-history';
            return [{ id, size, calls: isWhole ? [...calls, await historyCalls(session, size, request)] : calls }];
          } catch (error) {
            gaps.push(gapOfFailure(error, { service: 'iam', operation: 'GetAccountSummary', account: id }));
            return [];
          }
        }),
      ),
    );
    return { ...totalOf(sized.flat(), collect.concurrency.accounts), gaps };
  } finally {
    progress.done();
  }
}

/** A first look at each region says how much of the event history there is. */
async function historyCalls(
  session: AwsSession,
  { regions }: AccountSize,
  { config, now, signal }: Pick<CollectRequest, 'config' | 'now' | 'signal'>,
): Promise<EstimatedCalls> {
  const window = { from: now() - config.windowDays * dayMs, to: now() };
  const reading = { session, regions, now, pause: (ms: number) => pause(ms, signal) };
  const { requests, seconds } = await historyEstimate(reading, window);
  return { what: 'event history, reckoned from the latest events of each region', calls: requests, seconds };
}

/** IAM's own: those of trails and of the organization are few. */
const changeNames = watchedNames(['home']).length;

function totalOf(accounts: Estimate['accounts'], atOnce: number): Omit<Estimate, 'gaps'> {
  const seconds = accounts.map(({ calls }) => calls.reduce((sum, row) => sum + row.seconds, 0));
  const all = accounts.flatMap(({ calls }) => calls);
  const sum = seconds.reduce((total, one) => total + one, 0);
  return {
    accounts,
    calls: all.reduce((total, row) => total + row.calls, 0),
    seconds: Math.ceil(Math.max(sum / atOnce, ...seconds, 0)),
    isOpen: all.some(({ isOpen }) => isOpen === true),
  };
}
