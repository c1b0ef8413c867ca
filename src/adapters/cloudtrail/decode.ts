import { isAscii } from 'node:buffer';
import type { Gap } from '../../core/model/gap.ts';
import { type Day, dayOf, type Instant, isWithin } from '../../core/model/time.ts';
import type { Decode, LogContents } from '../../core/model/usage.ts';
import { batchOf } from './columns.ts';
import { eventKeyOf, newEventIdSet } from './event-ids.ts';
import { eventTimeOf } from './event-time.ts';
import { logGap } from './log-gap.ts';
import { logNameOf } from './log-name.ts';
import { isJsonObject, type JsonObject, objectOf, textOf } from './record.ts';
import { newRollUp } from './roll-up.ts';

/**
 * Rolls up one unzipped log file with `JSON.parse`: `{"Records":[…]}` or a bare array. This version stays as the oracle of faster
 * ones.
 *
 * Insight and aggregated events are no calls and are passed over. Records without time, source or name are counted in one gap of the
 * answer. `LogObject.records` counts all records of the file, also those outside the window or seen before.
 */
export const decode: Decode = (file, path, window, seen) => {
  const parsed = parse(file, path);
  if ('errorCode' in parsed) return parsed;
  const { records } = parsed;
  const name = logNameOf(path);
  const contents = name.day === undefined ? newContents() : undefined;
  const rollUp = newRollUp();
  const own = newEventIdSet();
  const eventIds: number[] = [];
  let unreadable = 0;

  for (const record of records) {
    if (isJsonObject(record) && isNoCall(record)) continue;
    const at = isJsonObject(record) ? timeOf(record) : undefined;
    if (!isJsonObject(record) || at === undefined) {
      unreadable += 1;
      continue;
    }
    const accountId =
      textOf(record.recipientAccountId) || name.accountId || textOf(objectOf(record.userIdentity)?.accountId);
    contents?.add(accountId, textOf(record.awsRegion), at);
    if (!isWithin(at, window)) continue;
    const id = textOf(record.eventID);
    if (id !== '') {
      const { high, low } = eventKeyOf(id);
      if (!own.add(high, low)) continue;
      if (seen?.has((BigInt(high) << 32n) | BigInt(low)) === true) continue;
      eventIds.push(high, low);
    }
    rollUp.add(record, at, accountId);
  }

  const logObject = {
    path,
    kind: 'log',
    accountId: name.accountId,
    region: name.region,
    ...(name.day === undefined ? {} : { day: name.day }),
    records: records.length,
    contents: contents?.all() ?? [],
  } as const;
  return {
    batch: batchOf(rollUp, [logObject]),
    eventIds: Uint32Array.from(eventIds),
    gaps: unreadable === 0 ? [] : [unreadableRecords(path, unreadable, records.length)],
  };
};

function parse(file: Uint8Array, path: string): { readonly records: readonly unknown[] } | Gap {
  let parsed: unknown;
  try {
    parsed = JSON.parse(decodedText(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 80) : String(error);
    return logGap(path, 'NotJson', `the file is not JSON, or ends early: ${reason.replace(/\s+/g, ' ')}`);
  }
  const records = isJsonObject(parsed) ? parsed.Records : parsed;
  if (Array.isArray(records)) return { records };
  return logGap(path, 'WrongShape', 'the file is JSON without CloudTrail records');
}

/** Logs are mostly plain ASCII, for which the one-byte decoding is much quicker and gives the same text. */
function decodedText(file: Uint8Array): string {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (isAscii(bytes)) return bytes.toString('latin1');
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('utf8', hasMark ? 3 : 0);
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
