import { InternalError } from '../../../../core/model/errors.ts';
import type { Gap } from '../../../../core/model/gap.ts';
import { dayMs, dayOf, type Instant, type TimeWindow } from '../../../../core/model/time.ts';
import type { Decode, UsageBatch } from '../../../../core/model/usage.ts';
import { type AwsCall, failureOf } from '../../failure.ts';
import { gapOfRegion } from '../../region-failure.ts';
import type { AwsSession } from '../../session.ts';
import { type LookupPace, type LookupRecord, lookUp } from './lookup.ts';

/** A stretch of one region's event history. */
export interface Stretch {
  readonly region: string;
  readonly window: TimeWindow;
  /** Looked up one by one; absent: all management events at once. */
  readonly eventNames?: readonly string[];
  /** Which records are kept. */
  isWanted(record: LookupRecord): boolean;
}

/** What a stretch is read with. */
export interface HistoryTools {
  readonly session: AwsSession;
  readonly decode: Decode;
  readonly now: () => Instant;
  readonly pace: LookupPace;
  /** Told after every request: how many events it gave, and what share (0–1) of the stretch is read. */
  onPage(events: number, share: number): void;
}

/** The history goes back so far. */
export const historyMs = 90 * dayMs;

/** Events may come into the history that late: on average minutes, without a promise. */
const lagMs = 3_600_000;

/** So many records are decoded at once. */
const recordsAtOnce = 5_000;

/** The part of a window that the history can hold; `undefined`: none. */
export function heldOf(window: TimeWindow, now: Instant): TimeWindow | undefined {
  const held = { from: Math.max(window.from, now - historyMs), to: Math.min(window.to, now) };
  return held.from < held.to ? held : undefined;
}

/**
 * Reads a stretch to its end: the roll-up of its events, each once; what could not be read; and, with the last batch, what was read whole. Nothing counts as read whole
 * where a record was lost. A name that was refused, or not answered by AWS, ends the stretch: the others would be too.
 */
export async function readStretch(stretch: Stretch, tools: HistoryTools): Promise<readonly (UsageBatch | Gap)[]> {
  const { region, window, eventNames } = stretch;
  const { session, now } = tools;
  const startedAt = now();
  const gather = newGathering(stretch, tools);
  const gaps: Gap[] = [];
  const readNames: string[] = [];
  const asked = eventNames ?? [undefined];
  let isOver = false;
  for (const [place, eventName] of asked.entries()) {
    if (isOver) break;
    try {
      let unreadable = 0;
      for await (const page of lookUp(
        session,
        { region, window, ...(eventName === undefined ? {} : { eventName }) },
        tools.pace,
      )) {
        gather.add(page.records.filter((record) => stretch.isWanted(record)));
        unreadable += page.unreadable;
        const within = page.hasMore ? (window.to - (page.oldest ?? window.to)) / (window.to - window.from) : 1;
        tools.onPage(page.records.length, (place + Math.min(1, within)) / asked.length);
      }
      if (unreadable === 0) readNames.push(eventName ?? '');
      else gaps.push(lostGap(`${unreadable} events came without a record that can be read`, stretch, tools));
    } catch (error) {
      if (error instanceof InternalError) throw error;
      gaps.push(gapOf(error, stretch, tools));
      isOver = isTheSameForAll(error);
    }
  }
  gaps.push(...gather.gaps());
  const batches = gather.batches();
  // While it was read the oldest days may have left the history.
  const reading = {
    accountId: session.accountId,
    region,
    from: Math.max(window.from, now() - historyMs),
    to: Math.min(window.to, startedAt - lagMs),
    ...(eventNames === undefined ? {} : { eventNames: [...readNames].sort() }),
  };
  const isTold = readNames.length > 0 && gather.gaps().length === 0 && reading.from < reading.to;
  const [last = gather.empty()] = batches.slice(-1);
  return [...gaps, ...batches.slice(0, -1), isTold ? { ...last, history: [reading] } : last];
}

/** What was refused for one name is refused for all; where no AWS answers at all, each name would wait for its repeated attempts. */
function isTheSameForAll(error: unknown): boolean {
  const { kind, code } = failureOf(error);
  return ['refused', 'credentials', 'network'].includes(kind) || code.startsWith('Http');
}

/** Records on their way into batches. */
interface Gathering {
  add(records: readonly LookupRecord[]): void;
  batches(): readonly UsageBatch[];
  empty(): UsageBatch;
  gaps(): readonly Gap[];
}

function newGathering(stretch: Stretch, tools: HistoryTools): Gathering {
  const { session, decode } = tools;
  const seen = new Set<bigint>();
  const batches: UsageBatch[] = [];
  const gaps: Gap[] = [];
  let texts: string[] = [];
  // No path of a log file: the days of these records must not count as read from a trail.
  const path = `event-history/${session.accountId}/${stretch.region}`;
  const decoded = (): UsageBatch => {
    const bytes = new TextEncoder().encode(`{"Records":[${texts.join(',')}]}`);
    texts = [];
    const answer = decode(bytes, path, stretch.window, seen);
    if ('errorCode' in answer)
      throw new InternalError(`records of the event history could not be decoded: ${answer.message}`);
    for (let index = 0; index < answer.eventIds.length; index += 2) {
      seen.add((BigInt(answer.eventIds[index] ?? 0) << 32n) | BigInt(answer.eventIds[index + 1] ?? 0));
    }
    for (const { message } of answer.gaps ?? []) gaps.push(lostGap(message, stretch, tools));
    return { ...answer.batch, logObjects: [] };
  };
  const flush = (): void => {
    if (texts.length > 0) batches.push(decoded());
  };
  return {
    add(records) {
      for (const { text } of records) texts.push(text);
      if (texts.length >= recordsAtOnce) flush();
    },
    batches() {
      flush();
      return batches;
    },
    empty: decoded,
    gaps() {
      flush();
      return gaps;
    },
  };
}

function callOf({ region }: Stretch, { session }: HistoryTools): AwsCall & { readonly region: string } {
  return { service: 'cloudtrail', operation: 'LookupEvents', account: session.accountId, region };
}

function daysOf({ window }: Stretch): Pick<Gap, 'days'> {
  const first = dayOf(window.from);
  return { days: Array.from({ length: dayOf(window.to) - first + 1 }, (_, place) => first + place) };
}

function lostGap(message: string, stretch: Stretch, tools: HistoryTools): Gap {
  return { ...callOf(stretch, tools), errorCode: 'Unparsed', message, ...daysOf(stretch) };
}

function gapOf(error: unknown, stretch: Stretch, tools: HistoryTools): Gap {
  return { ...gapOfRegion(error, callOf(stretch, tools), tools.session.homeRegion), ...daysOf(stretch) };
}
