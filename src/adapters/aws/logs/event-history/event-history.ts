import type { Gap } from '../../../../core/model/gap.ts';
import { dayMs, dayOf, type Instant, startOfDay, type TimeWindow } from '../../../../core/model/time.ts';
import type { Decode, LogSource, UsageBatch } from '../../../../core/model/usage.ts';
import { gapOfFailure } from '../../failure.ts';
import type { AwsSession } from '../../session.ts';
import { type HistoryProgress, progressOf } from './history-progress.ts';
import { heldOf, historyMs, readStretch } from './history-reading.ts';
import { type Lookup, type LookupPace, lookUp, lookupPermissions, lookupsPerSecond, newLookupPace } from './lookup.ts';

/** What an account's event history is read with. */
export interface EventHistoryOptions {
  /** In the account that is read. */
  readonly session: AwsSession;
  /** Every region that is enabled in the account. */
  readonly regions: readonly string[];
  readonly decode: Decode;
  readonly now: () => Instant;
  /** Waits; ends early when the run ends. */
  readonly pause: (ms: number) => Promise<void>;
  readonly onProgress?: (progress: HistoryProgress) => void;
}

/** So many days are read, and kept, as a whole: an account with a million events a region in 90 days dies at most five minutes of work. */
const portionDays = 3;

/**
 * All management events of an account, region by region, side by side, as CloudTrail keeps them for 90 days whatever trails there are. For small accounts: at most 100 events a
 * second and region. What a region does not give is a gap with region and days; the others go on.
 */
export function eventHistory(options: EventHistoryOptions): LogSource {
  return {
    id: 'event-history',
    actions: lookupPermissions.map(({ action }) => action),
    portion: { days: portionDays, accounts: 1 },
    rollUp: (scope, window) => rollUp(options, scope.accounts, window),
  };
}

async function* rollUp(
  { session, regions, decode, now, pause, onProgress }: EventHistoryOptions,
  accounts: readonly string[],
  wanted: TimeWindow,
): AsyncGenerator<UsageBatch | Gap> {
  if (accounts.length > 0 && !accounts.includes(session.accountId)) return;
  const window = heldOf(untilNow(wanted, now()), now());
  if (window === undefined || window.from - wanted.from > dayMs) yield tooOld(session.accountId, wanted, window);
  if (window === undefined) return;
  const pace = newLookupPace(now, pause);
  const pageOf = progressOf(session.accountId, window, regions, now, onProgress);
  yield* await sideBySide(regions, (region) =>
    readStretch({ region, window, isWanted: () => true }, { session, decode, now, pace, onPage: pageOf(region) }),
  );
}

/**
 * The last portion of a collection is the one that does not end with its day. It is read up to now: grants are as of when they were asked for, which is after the
 * collection's beginning, and one that was made in between must not pass for an old one.
 */
function untilNow(wanted: TimeWindow, now: Instant): TimeWindow {
  const isLast = wanted.to < startOfDay(dayOf(wanted.to) + 1) - 1 && wanted.to > now - historyMs;
  return isLast ? { from: wanted.from, to: Math.max(wanted.to, now) } : wanted;
}

/** The answers in the order of the regions, so that the same events make the same file. Throws the first failure when all have ended. */
export async function sideBySide<Answer>(
  regions: readonly string[],
  read: (region: string) => Promise<readonly Answer[]>,
): Promise<readonly Answer[]> {
  const ended = await Promise.allSettled(regions.map(read));
  return ended.flatMap((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

/** Up to a day at the window's beginning is nothing to tell: the history ends 90 days before now, and the audit's window a moment earlier. */
function tooOld(account: string, wanted: TimeWindow, held: TimeWindow | undefined): Gap {
  const first = dayOf(wanted.from);
  const end = dayOf(held === undefined ? wanted.to : held.from - 1);
  return {
    service: 'cloudtrail',
    operation: 'LookupEvents',
    account,
    errorCode: 'OutOfRange',
    message: 'the event history holds no event of before the last 90 days',
    days: Array.from({ length: end - first + 1 }, (_, place) => first + place),
  };
}

/** How much reading an account's event history takes. */
export interface HistoryEstimate {
  readonly requests: number;
  /** The region with the most events says how long it takes. */
  readonly seconds: number;
}

/**
 * A first look: one request a region, for the latest events, from whose density the number of all is guessed. A burst just now makes the guess too large, a
 * quiet hour too small. A region that does not answer counts one request.
 */
export async function historyEstimate(
  { session, regions, now, pause }: Pick<EventHistoryOptions, 'session' | 'regions' | 'now' | 'pause'>,
  wanted: TimeWindow,
): Promise<HistoryEstimate> {
  const window = heldOf(wanted, now());
  if (window === undefined) return { requests: 0, seconds: 0 };
  const pace = newLookupPace(now, pause);
  const portions = Math.ceil((window.to - window.from) / (portionDays * dayMs));
  const requests = await sideBySide(regions, async (region) => {
    const guess = await pagesIn(session, { region, window }, pace);
    return [Math.max(portions, guess)];
  });
  return {
    requests: requests.reduce((sum, one) => sum + one, 0),
    seconds: Math.ceil(Math.max(0, ...requests) / lookupsPerSecond),
  };
}

/** Pages of a region's window, guessed from the first. */
async function pagesIn(session: AwsSession, lookup: Lookup, pace: LookupPace): Promise<number> {
  const { from, to } = lookup.window;
  try {
    for await (const { hasMore, oldest = from } of lookUp(session, lookup, pace)) {
      return hasMore ? Math.ceil((to - from) / Math.max(1000, to - oldest)) : 1;
    }
  } catch (error) {
    // What is a gap is told by the reading itself; what ends the run ends it here too.
    gapOfFailure(error, { service: 'cloudtrail', operation: 'LookupEvents', account: session.accountId });
  }
  return 1;
}
