import type { Gap } from '../../core/model/gap.ts';
import { type Day, dayOf, type Instant, type TimeWindow } from '../../core/model/time.ts';
import {
  type CallerRow,
  type ChangeEvent,
  callerKinds,
  type HistoryReading,
  type LogObject,
  outcomes,
  type UsageBatch,
  type UsageDetail,
} from '../../core/model/usage.ts';
import { optional } from './shape.ts';
import type { UsageGapLine, UsageLine, UsageRowLine } from './usage-lines.ts';

/** A batch that grows line by line. */
export interface BatchBuilder {
  add(line: UsageLine): void;
  /** The batch; without its log objects and readings of the history when lines were lost, so that what it lacks does not count as read. */
  batch(isWhole: boolean): UsageBatch;
}

/**
 * Builds a batch of what touches the window: rows and callers by their days' first and last calls, changes by their time, those after the window too:
 * details of an account are newer than the beginning of their collection, and what was granted in between is younger than the window. Details and log
 * objects carry no time of their own to cut by, and are kept.
 */
export function newBatch(window: TimeWindow): BatchBuilder {
  const strings: string[] = [''];
  const indices = new Map<string, number>([['', 0]]);
  const rows: UsageRowLine[] = [];
  const details: UsageDetail[] = [];
  const callers: CallerRow[] = [];
  const changes: ChangeEvent[] = [];
  const logObjects: LogObject[] = [];
  const history: HistoryReading[] = [];

  function indexOf(text: string): number {
    const known = indices.get(text);
    if (known !== undefined) return known;
    indices.set(text, strings.length);
    return strings.push(text) - 1;
  }

  function touches(line: { readonly firstSeen: string; readonly lastSeen: string }): boolean {
    return at(line.firstSeen) <= window.to && at(line.lastSeen) >= window.from;
  }

  function add(line: UsageLine): void {
    if (line.kind === 'usage') {
      if (touches(line)) rows.push(line);
    } else if (line.kind === 'detail') {
      const { kind: _, ...rest } = line;
      details.push({ ...rest, passed: rest.passed.map((one) => ({ ...one, lastSeen: at(one.lastSeen) })) });
    } else if (line.kind === 'caller') {
      const { kind: _, ...rest } = line;
      const { firstSeen, lastSeen } = line;
      if (touches(line))
        callers.push({ ...rest, day: day(line.day), firstSeen: at(firstSeen), lastSeen: at(lastSeen) });
    } else if (line.kind === 'change') {
      const { kind: _, parameters, response, ...rest } = line;
      const change = {
        ...rest,
        at: at(line.at),
        ...optional('parameters', parameters),
        ...optional('response', response),
      };
      if (change.at >= window.from) changes.push(change);
    } else if (line.kind === 'logObject') logObjects.push(logObjectOf(line));
    else if (line.kind === 'history') history.push(historyOf(line));
  }

  function batch(isWhole: boolean): UsageBatch {
    const texts = (cell: (row: UsageRowLine) => string) => Uint32Array.from(rows, (row) => indexOf(cell(row)));
    // Row by row, so that the table is in the order of first mention.
    for (const row of rows) {
      const { accountId, region, principalId, principalArn, principalAccountId, eventSource, eventName } = row;
      for (const text of [accountId, region, principalId, principalArn, principalAccountId, eventSource, eventName])
        indexOf(text);
    }
    return {
      strings,
      rows: {
        length: rows.length,
        day: Int32Array.from(rows, (row) => day(row.day)),
        accountId: texts((row) => row.accountId),
        region: texts((row) => row.region),
        callerKind: Uint8Array.from(rows, (row) => callerKinds.indexOf(row.callerKind)),
        principalId: texts((row) => row.principalId),
        principalArn: texts((row) => row.principalArn),
        principalAccountId: texts((row) => row.principalAccountId),
        eventSource: texts((row) => row.eventSource),
        eventName: texts((row) => row.eventName),
        outcome: Uint8Array.from(rows, (row) => outcomes.indexOf(row.outcome)),
        count: Uint32Array.from(rows, (row) => row.count),
        firstSeen: Float64Array.from(rows, (row) => at(row.firstSeen)),
        lastSeen: Float64Array.from(rows, (row) => at(row.lastSeen)),
      },
      details,
      callers,
      changes,
      logObjects: isWhole ? logObjects : [],
      ...(isWhole && history.length > 0 ? { history } : {}),
    };
  }

  return { add, batch };
}

function logObjectOf({
  kind: _,
  object,
  day: named,
  contents,
  ...rest
}: Extract<UsageLine, { kind: 'logObject' }>): LogObject {
  return {
    ...rest,
    kind: object,
    ...optional('day', named === undefined ? undefined : day(named)),
    contents: contents.map((part) => ({
      ...part,
      days: part.days.map(day),
      firstEvent: at(part.firstEvent),
      lastEvent: at(part.lastEvent),
    })),
  };
}

function historyOf({
  kind: _,
  from,
  to,
  eventNames,
  ...rest
}: Extract<UsageLine, { kind: 'history' }>): HistoryReading {
  return { ...rest, from: at(from), to: at(to), ...optional('eventNames', eventNames) };
}

/** A gap of the file. */
export function usageGapOf({ kind: _, region, path, days, ...rest }: UsageGapLine): Gap {
  return {
    ...rest,
    ...optional('region', region),
    ...optional('path', path),
    ...optional('days', days?.map(day)),
  };
}

/** The schema has checked the form. */
function at(text: string): Instant {
  return Date.parse(text);
}

function day(text: string): Day {
  return dayOf(Date.parse(text));
}
