import type { Gap } from '../../core/model/gap.ts';
import { type Day, dayOf, type Instant, isWithin, type TimeWindow } from '../../core/model/time.ts';
import type { DecodedFile, LogContents, LogObject } from '../../core/model/usage.ts';
import { batchOf } from './columns.ts';
import { eventKeyOf, newEventIdSet } from './event-ids.ts';
import { eventTimeOf } from './event-time.ts';
import { logGap } from './log-gap.ts';
import { logNameOf } from './log-name.ts';
import { isJsonObject, type JsonObject, objectOf, textOf } from './record.ts';
import { newRollUp } from './roll-up.ts';

/** One roll-up of one or more files, while they are read. */
export interface Decoding {
  startFile(path: string): FileDecoding;
  /** The answer over all files that were ended. */
  end(): DecodedFile;
}

/** One file while it is read. What it added stays, also when it is never ended. */
export interface FileDecoding {
  /** Counts a record of the file, and its call where it is one. */
  add(record: unknown): void;
  end(): void;
}

/** Begins a roll-up of the calls inside a window whose ids are not among `seen`, each id once. */
export function startDecoding(window: TimeWindow, seen: ReadonlySet<bigint> | undefined): Decoding {
  const rollUp = newRollUp();
  const own = newEventIdSet();
  const eventIds: number[] = [];
  const logObjects: LogObject[] = [];
  const gaps: Gap[] = [];

  const startFile = (path: string): FileDecoding => {
    const name = logNameOf(path);
    const contents = name.day === undefined ? newContents() : undefined;
    let records = 0;
    let unreadable = 0;

    return {
      add(record) {
        records += 1;
        if (isJsonObject(record) && isNoCall(record)) return;
        const at = isJsonObject(record) ? timeOf(record) : undefined;
        if (!isJsonObject(record) || at === undefined) {
          unreadable += 1;
          return;
        }
        const accountId =
          textOf(record.recipientAccountId) || name.accountId || textOf(objectOf(record.userIdentity)?.accountId);
        contents?.add(accountId, textOf(record.awsRegion), at);
        if (!isWithin(at, window)) return;
        const id = textOf(record.eventID);
        if (id !== '') {
          const { high, low } = eventKeyOf(id);
          if (!own.add(high, low)) return;
          if (seen?.has((BigInt(high) << 32n) | BigInt(low)) === true) return;
          eventIds.push(high, low);
        }
        rollUp.add(record, at, accountId);
      },
      end() {
        const { accountId, region, day } = name;
        const dated = day === undefined ? {} : { day };
        logObjects.push({ path, kind: 'log', accountId, region, ...dated, records, contents: contents?.all() ?? [] });
        if (unreadable > 0) gaps.push(unreadableRecords(path, unreadable, records));
      },
    };
  };

  return {
    startFile,
    end: () => ({ batch: batchOf(rollUp, logObjects), eventIds: Uint32Array.from(eventIds), gaps }),
  };
}

/** Whether a record is no call: insight and aggregated events lie in files of their own; by their content they are known anywhere. */
function isNoCall(record: JsonObject): boolean {
  const category = record.eventCategory;
  return (
    category === 'Insight' ||
    category === 'Aggregated' ||
    record.eventType === 'AwsCloudTrailInsight' ||
    record.eventType === 'AwsAggregatedEvent'
  );
}

/** The time of a record that can be counted: one with a source and a name. */
function timeOf(record: JsonObject): Instant | undefined {
  if (textOf(record.eventSource) === '' || textOf(record.eventName) === '') return undefined;
  return eventTimeOf(textOf(record.eventTime));
}

function unreadableRecords(path: string, count: number, of: number): Gap {
  const message = `${count} of ${of} records lack eventTime, eventSource or eventName and were not counted`;
  return logGap(path, 'Unparsed', message);
}

interface GrowingContents {
  readonly accountId: string;
  readonly region: string;
  readonly days: Set<Day>;
  firstEvent: Instant;
  lastEvent: Instant;
}

function newContents(): { add(accountId: string, region: string, at: Instant): void; all(): LogContents[] } {
  const places = new Map<string, GrowingContents>();
  return {
    add(accountId, region, at) {
      const key = `${accountId}\n${region}`;
      const known = places.get(key);
      if (known === undefined) {
        places.set(key, { accountId, region, days: new Set([dayOf(at)]), firstEvent: at, lastEvent: at });
        return;
      }
      known.days.add(dayOf(at));
      if (at < known.firstEvent) known.firstEvent = at;
      if (at > known.lastEvent) known.lastEvent = at;
    },
    all: () =>
      [...places.entries()]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, place]) => ({ ...place, days: [...place.days].sort((a, b) => a - b) })),
  };
}
