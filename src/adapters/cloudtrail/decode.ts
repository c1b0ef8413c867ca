import type { Gap } from '../../core/model/gap.ts';
import { type Day, dayOf, type Instant, isWithin, type TimeWindow } from '../../core/model/time.ts';
import type { Decode, DecodedFile, LogContents, LogObject } from '../../core/model/usage.ts';
import { batchOf } from './columns.ts';
import { eventKeyOf, newEventIdSet } from './event-ids.ts';
import { eventTimeOf } from './event-time.ts';
import { logGap } from './log-gap.ts';
import { logNameOf } from './log-name.ts';
import { visitPieces } from './log-pieces.ts';
import { recordsOf } from './log-records.ts';
import { isJsonObject, type JsonObject, objectOf, textOf } from './record.ts';
import { newRollUp } from './roll-up.ts';

/**
 * Rolls up one unzipped log file, parsed with `JSON.parse`: `{"Records":[…]}` or a bare array. Simple: the oracle that faster
 * ones are to be held against.
 *
 * Insight and aggregated events are no calls and are passed over. Records without time, source or name are counted in one gap of the
 * answer. `LogObject.records` counts all records of the file, also those outside the window or seen before.
 */
export const decode: Decode = (file, path, window, seen) => {
  const parsed = recordsOf(file, path);
  if ('errorCode' in parsed) return parsed;
  const decoding = startDecoding(path, window, seen);
  for (const record of parsed.records) decoding.add(record);
  return decoding.end();
};

/** Rolls up one unzipped log file as `decode` does, parsed in pieces where it is in the form AWS writes. */
export const decodeInPieces: Decode = (file, path, window, seen) => {
  const decoding = startDecoding(path, window, seen);
  return visitPieces(file, decoding.add) ? decoding.end() : decode(file, path, window, seen);
};

interface Decoding {
  add(record: unknown): void;
  end(): DecodedFile;
}

function startDecoding(path: string, window: TimeWindow, seen: ReadonlySet<bigint> | undefined): Decoding {
  const name = logNameOf(path);
  const contents = name.day === undefined ? newContents() : undefined;
  const rollUp = newRollUp();
  const own = newEventIdSet();
  const eventIds: number[] = [];
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
      const logObject: LogObject = {
        path,
        kind: 'log',
        accountId: name.accountId,
        region: name.region,
        ...(name.day === undefined ? {} : { day: name.day }),
        records,
        contents: contents?.all() ?? [],
      };
      return {
        batch: batchOf(rollUp, [logObject]),
        eventIds: Uint32Array.from(eventIds),
        gaps: unreadable === 0 ? [] : [unreadableRecords(path, unreadable, records)],
      };
    },
  };
}

/** Insight and aggregated events lie in files of their own; by their content they are known anywhere. */
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
