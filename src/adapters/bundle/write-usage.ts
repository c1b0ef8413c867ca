import type { Gap } from '../../core/model/gap.ts';
import { dateOf, type Instant, startOfDay } from '../../core/model/time.ts';
import { callerKinds, outcomes, type UsageBatch } from '../../core/model/usage.ts';
import type { UsageLine } from './usage-lines.ts';

/**
 * The lines of a roll-up, each with its line break, as `usage/*.jsonl.gz` holds them (compressing them is the caller's). Reading them
 * again gives the same batch, its string table in the order of first mention.
 */
export function* writeUsage(batch: UsageBatch): Generator<string> {
  for (const line of linesOf(batch)) yield textOf(line);
}

/** The line of a gap: what was not read of that which the file is to hold. */
export function writeUsageGap({ days, ...gap }: Gap): string {
  return textOf({
    kind: 'gap',
    ...gap,
    ...(days === undefined ? {} : { days: days.map((day) => dateOf(startOfDay(day))) }),
  });
}

/** The line that a roll-up begins with; alone, it is one in which nothing happened. */
export function writeUsageHeader(): string {
  return textOf(header);
}

const header: UsageLine = { kind: 'header', schemaVersion: 1 };

function textOf(line: UsageLine): string {
  return `${JSON.stringify(line)}\n`;
}

function* linesOf(batch: UsageBatch): Generator<UsageLine> {
  yield header;
  for (let row = 0; row < batch.rows.length; row++) yield rowOf(batch, row);
  for (const detail of batch.details) {
    yield {
      kind: 'detail',
      ...detail,
      requestKeys: [...detail.requestKeys],
      invokedBy: [...detail.invokedBy],
      passed: detail.passed.map((passed) => ({ ...passed, lastSeen: instantText(passed.lastSeen) })),
      refusals: [...detail.refusals],
      resources: [...detail.resources],
    };
  }
  for (const caller of batch.callers) {
    yield {
      kind: 'caller',
      ...caller,
      day: dateOf(startOfDay(caller.day)),
      firstSeen: instantText(caller.firstSeen),
      lastSeen: instantText(caller.lastSeen),
    };
  }
  for (const change of batch.changes) yield { kind: 'change', ...change, at: instantText(change.at) };
  for (const { kind: object, day, contents, ...logObject } of batch.logObjects) {
    yield {
      kind: 'logObject',
      ...logObject,
      object,
      ...(day === undefined ? {} : { day: dateOf(startOfDay(day)) }),
      contents: contents.map((part) => ({
        ...part,
        days: part.days.map((each) => dateOf(startOfDay(each))),
        firstEvent: instantText(part.firstEvent),
        lastEvent: instantText(part.lastEvent),
      })),
    };
  }
  for (const { from, to, eventNames, ...history } of batch.history ?? []) {
    yield {
      kind: 'history',
      ...history,
      from: instantText(from),
      to: instantText(to),
      ...(eventNames === undefined ? {} : { eventNames: [...eventNames] }),
    };
  }
}

function rowOf({ rows, strings }: UsageBatch, row: number): UsageLine {
  const text = (column: Uint32Array) => strings[column[row] ?? 0] ?? '';
  return {
    kind: 'usage',
    day: dateOf(startOfDay(rows.day[row] ?? 0)),
    accountId: text(rows.accountId),
    region: text(rows.region),
    callerKind: callerKinds[rows.callerKind[row] ?? 0] ?? 'unattributed',
    principalId: text(rows.principalId),
    principalArn: text(rows.principalArn),
    principalAccountId: text(rows.principalAccountId),
    eventSource: text(rows.eventSource),
    eventName: text(rows.eventName),
    outcome: outcomes[rows.outcome[row] ?? 0] ?? 'failed',
    count: rows.count[row] ?? 0,
    firstSeen: instantText(rows.firstSeen[row] ?? 0),
    lastSeen: instantText(rows.lastSeen[row] ?? 0),
  };
}

/** To the millisecond, unlike dates in reports: what is read again must be what was written. */
function instantText(at: Instant): string {
  return new Date(at).toISOString();
}
