import { CloudTrailClient, type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { Instant, TimeWindow } from '../../../../core/model/time.ts';
import { listIn } from '../../collect/asking.ts';
import { failureOf } from '../../failure.ts';
import type { NeededPermission } from '../../needed-permission.ts';
import { pagesOf } from '../../pages.ts';
import type { AwsSession } from '../../session.ts';

/** What the event history needs. */
export const lookupPermissions: readonly NeededPermission[] = [
  {
    action: 'cloudtrail:LookupEvents',
    without: 'who changed IAM in the last 90 days, and when, is known only where logs of a trail are read',
  },
];

/** Lets requests through at the rate that AWS allows. */
export interface LookupPace {
  /** Waits until the region may be asked again. */
  turn(region: string): Promise<void>;
  pause(ms: number): Promise<void>;
}

/** AWS allows two requests a second, by account and region. */
export const lookupsPerSecond = 2;

/** A pace for one account: regions wait each for itself. */
export function newLookupPace(now: () => Instant, pause: (ms: number) => Promise<void>): LookupPace {
  const free = new Map<string, Instant>();
  return {
    pause,
    async turn(region) {
      const at = Math.max(now(), free.get(region) ?? 0);
      free.set(region, at + 1000 / lookupsPerSecond);
      const wait = at - now();
      if (wait > 0) await pause(wait);
    },
  };
}

/** What is asked of the event history of one region. */
export interface Lookup {
  readonly region: string;
  readonly window: TimeWindow;
  /** Absent: all management events. */
  readonly eventName?: string;
}

/** One page of the event history, the latest events first. */
export interface LookupPage {
  /** CloudTrail's records as text, each a JSON object. */
  readonly records: readonly LookupRecord[];
  /** Events without a record that can be read. */
  readonly unreadable: number;
  /** Time of the oldest event; `undefined`: there is none. */
  readonly oldest?: Instant;
  readonly hasMore: boolean;
}

/** A record, as text and as far as it is read here. */
export interface LookupRecord {
  readonly text: string;
  readonly eventSource: string;
  readonly eventName: string;
}

/** How long to wait when AWS goes on refusing for their number what the SDK has repeated already. */
const throttledWaitsMs: readonly number[] = [5_000, 15_000, 30_000, 60_000, 60_000];

/**
 * Pages of the event history, at AWS's pace. Events of whole seconds at both ends are asked for: the reader cuts to the window. Throws what the SDK
 * throws, and `RepeatedPageError`.
 */
export async function* lookUp(session: AwsSession, lookup: Lookup, pace: LookupPace): AsyncGenerator<LookupPage> {
  const { region, window, eventName } = lookup;
  const client = session.client(CloudTrailClient, region);
  const input = {
    StartTime: new Date(Math.floor(window.from / 1000) * 1000),
    EndTime: new Date(Math.ceil(window.to / 1000) * 1000),
    MaxResults: 50,
    ...(eventName === undefined
      ? {}
      : { LookupAttributes: [{ AttributeKey: 'EventName' as const, AttributeValue: eventName }] }),
  };
  const ask = async (token: string | undefined) => {
    for (let tries = 0; ; tries++) {
      await pace.turn(region);
      try {
        return await client.send(
          new LookupEventsCommand({ ...input, ...(token === undefined ? {} : { NextToken: token }) }),
        );
      } catch (error) {
        const wait = throttledWaitsMs[tries];
        if (failureOf(error).kind !== 'throttled' || wait === undefined) throw error;
        await pace.pause(wait);
      }
    }
  };
  for await (const { Events, NextToken } of pagesOf(ask, (page) => page.NextToken)) {
    // Where nothing happened there is an empty list: no list at all is no answer of CloudTrail.
    yield pageOf(listIn(Events, 'Events'), NextToken !== undefined && NextToken !== '');
  }
}

function pageOf(events: readonly Event[], hasMore: boolean): LookupPage {
  const records = events.flatMap(({ CloudTrailEvent: text = '' }) => recordOf(text) ?? []);
  const times = events.flatMap(({ EventTime }) => EventTime?.getTime() ?? []);
  return {
    records,
    unreadable: events.length - records.length,
    hasMore,
    ...(times.length === 0 ? {} : { oldest: Math.min(...times) }),
  };
}

/** Parsed here once: records are joined as text, and one that is no JSON object would spoil its neighbors. */
function recordOf(text: string): LookupRecord | undefined {
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch {
    // Counted as unreadable by the caller.
    return undefined;
  }
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return undefined;
  const { eventSource, eventName } = { eventSource: '', eventName: '', ...record };
  return { text, eventSource: String(eventSource), eventName: String(eventName) };
}
