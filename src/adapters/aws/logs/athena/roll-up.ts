import type { Gap } from '../../../../core/model/gap.ts';
import { type Day, dayOf, parseInstant, type TimeWindow } from '../../../../core/model/time.ts';
import type { Decode, LogObject, UsageBatch, UsageColumns, UsageDetail } from '../../../../core/model/usage.ts';
import { type AnswerRow, callerRecords, changeRecord, detailRecords, type StandIn, usageRecords } from './records.ts';

/** The roll-up of some rows of the answer. */
export interface RowsRead {
  readonly batch: UsageBatch;
  /** Number of calls without a time, source or name, by the account whose log holds them. */
  readonly unreadable: ReadonlyMap<string, number>;
}

/** A name as AWS's, so that the decoding does not gather what the file holds. */
const path = '000000000000_CloudTrail_athena_19700101T0000Z_rows.json';

/** A region that no row of the usage is of. */
const nowhere = '-';

/**
 * Rolls up rows of the answer by the same decoding that log files go through: each row is written as a record or two that say the same,
 * and what is kept of it is what the row was asked for. Only counts are set beside it, for a class of calls is one row.
 *
 * Equal to the roll-up of the files, but for: duplicates, which are counted (Athena does not look at event ids); and which of too many
 * resources and callers are kept. That there were too many resources, or parameters that are not known, is said as there.
 */
export function rolledUp(rows: readonly AnswerRow[], window: TimeWindow, decode: Decode): RowsRead {
  const of = (kind: AnswerRow['kind']): readonly AnswerRow[] => rows.filter((row) => row.kind === kind);
  const usage = usageOf(of('u'), window, decode);
  const details = detailsOf([...of('p'), ...of('r')], window, decode);
  return {
    batch: {
      strings: usage.strings,
      rows: usage.columns,
      details,
      callers: decoded(of('c').flatMap(callerRecords), window, decode).callers,
      changes: decoded(of('e').map(changeRecord), window, decode).changes,
      logObjects: of('f').flatMap((row) => logObjectOf(row, window)),
    },
    unreadable: usage.unreadable,
  };
}

function decoded(records: readonly StandIn[], window: TimeWindow, decode: Decode): UsageBatch {
  const answer = decode(new TextEncoder().encode(JSON.stringify({ Records: records })), path, window);
  if ('errorCode' in answer) throw new Error(`what was written as a log file cannot be read: ${answer.message}`);
  return answer.batch;
}

interface Usage {
  readonly strings: readonly string[];
  readonly columns: UsageColumns;
  readonly unreadable: RowsRead['unreadable'];
}

/** Decodes each class in a region of its own, so that each row of the roll-up is that of one class; then joins the rows that are one. */
function usageOf(classes: readonly AnswerRow[], window: TimeWindow, decode: Decode): Usage {
  const batch = decoded(
    classes.flatMap((row, index) => usageRecords(row, String(index))),
    window,
    decode,
  );
  const strings = [...batch.strings];
  const known = new Map(strings.map((text, index) => [text, index]));
  const indexOf = (text: string): number => {
    const index = known.get(text) ?? strings.push(text) - 1;
    known.set(text, index);
    return index;
  };
  const joined = new Map<string, JoinedRow>();
  const seen = new Set<number>();
  for (let from = 0; from < batch.rows.length; from += 1) {
    const number = Number(strings[batch.rows.region[from] ?? 0]);
    const row = classes[number];
    if (row === undefined) throw new Error('the decoding answered a row that was not asked for');
    seen.add(number);
    join(joined, batch.rows, from, indexOf(row.region ?? ''), row.calls);
  }
  const unreadable = new Map<string, number>();
  for (const [index, row] of classes.entries()) {
    if (seen.has(index) || !isUnreadable(row)) continue;
    const { account = '' } = row;
    unreadable.set(account, (unreadable.get(account) ?? 0) + row.calls);
  }
  return {
    strings,
    columns: columnsOf([...joined.values()], batch.rows),
    unreadable,
  };
}

/** A class that the decoding left out for another reason than its time. */
function isUnreadable({ source = '', name = '', firstTime = '' }: AnswerRow): boolean {
  return source === '' || name === '' || parseInstant(firstTime) === undefined;
}

interface JoinedRow {
  /** The row of the decoding that it begins with. */
  readonly from: number;
  readonly region: number;
  count: number;
  first: number;
  last: number;
}

function join(joined: Map<string, JoinedRow>, rows: UsageColumns, from: number, region: number, calls: number): void {
  const key = [
    rows.day[from],
    rows.accountId[from],
    region,
    rows.principalId[from],
    rows.principalArn[from],
    rows.eventSource[from],
    rows.eventName[from],
    rows.outcome[from],
  ].join();
  const first = rows.firstSeen[from] ?? 0;
  const last = rows.lastSeen[from] ?? 0;
  const known = joined.get(key);
  if (known === undefined) {
    joined.set(key, { from, region, count: calls, first, last });
    return;
  }
  known.count += calls;
  known.first = Math.min(known.first, first);
  known.last = Math.max(known.last, last);
}

function columnsOf(joined: readonly JoinedRow[], rows: UsageColumns): UsageColumns {
  const picked = (column: Uint32Array): Uint32Array => Uint32Array.from(joined, ({ from }) => column[from] ?? 0);
  return {
    length: joined.length,
    day: Int32Array.from(joined, ({ from }) => rows.day[from] ?? 0),
    accountId: picked(rows.accountId),
    region: Uint32Array.from(joined, ({ region }) => region),
    callerKind: Uint8Array.from(joined, ({ from }) => rows.callerKind[from] ?? 0),
    principalId: picked(rows.principalId),
    principalArn: picked(rows.principalArn),
    principalAccountId: picked(rows.principalAccountId),
    eventSource: picked(rows.eventSource),
    eventName: picked(rows.eventName),
    outcome: Uint8Array.from(joined, ({ from }) => rows.outcome[from] ?? 0),
    count: Uint32Array.from(joined, ({ count }) => count),
    firstSeen: Float64Array.from(joined, ({ first }) => first),
    lastSeen: Float64Array.from(joined, ({ last }) => last),
  };
}

/**
 * Parameters and resources by principal and event. Of a part by hash that holds two resources there may be a third between them that was
 * not answered, so such a class counts as capped.
 */
function detailsOf(rows: readonly AnswerRow[], window: TimeWindow, decode: Decode): readonly UsageDetail[] {
  const inWindow = rows
    .map(detailRecords)
    .map((records) => records.map((record) => ({ ...record, awsRegion: nowhere })));
  const { details } = decoded(inWindow.flat(), window, decode);
  const uncertain = rows.flatMap((row, index) =>
    row.kind === 'r' && row.least !== row.greatest ? (inWindow[index] ?? []) : [],
  );
  if (uncertain.length === 0) return details;
  const capped = new Set(
    decoded(uncertain, window, decode)
      .details.filter(({ resources }) => resources.length > 0)
      .map(detailKey),
  );
  return details.map((detail) => (capped.has(detailKey(detail)) ? { ...detail, resourcesCapped: true } : detail));
}

function detailKey({ principalId, principalArn, eventSource, eventName }: UsageDetail): string {
  return [principalId, principalArn, eventSource, eventName].join('\n');
}

/**
 * A file of an account, region and delivery day, for all of that day: Athena reads either all of them or none. Of days after the window the
 * files were read for what came late, and the query of their own window answers for them.
 */
function logObjectOf(row: AnswerRow, window: TimeWindow): readonly LogObject[] {
  const at = parseInstant((row.slot ?? '').replaceAll('/', '-'));
  const day: Day | undefined = at === undefined ? undefined : dayOf(at);
  if (day === undefined || day < dayOf(window.from) || day > dayOf(window.to)) return [];
  const { account: accountId = '', region = '' } = row;
  return [{ path: row.least.slice(1), kind: 'log', accountId, region, day, records: row.calls, contents: [] }];
}

/** Says that calls of an account could not be counted: which they were is not known, so the account's days are not covered. */
export function unreadableGap(count: number, account: string, part: string, days: readonly Day[]): Gap {
  return {
    service: 'logs',
    operation: 'read',
    account,
    errorCode: 'Unparsed',
    message: `${count} records lack eventTime, eventSource or eventName and were not counted (${part})`,
    days,
  };
}
