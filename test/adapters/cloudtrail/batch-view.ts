import { callerKinds, outcomes, type UsageBatch } from '../../../src/core/model/usage.ts';

/** One row of a batch, as words. */
export interface RowView {
  readonly day: number;
  readonly accountId: string;
  readonly region: string;
  readonly callerKind: string;
  readonly principalId: string;
  readonly principalArn: string;
  readonly principalAccountId: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly outcome: string;
  readonly count: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** The rows of a batch, as words. */
export function rowsOf(batch: UsageBatch): RowView[] {
  const { rows, strings } = batch;
  const text = (index: number | undefined): string => strings[index ?? -1] ?? '?';
  return Array.from({ length: rows.length }, (_, at) => ({
    day: rows.day[at] ?? -1,
    accountId: text(rows.accountId[at]),
    region: text(rows.region[at]),
    callerKind: callerKinds[rows.callerKind[at] ?? -1] ?? '?',
    principalId: text(rows.principalId[at]),
    principalArn: text(rows.principalArn[at]),
    principalAccountId: text(rows.principalAccountId[at]),
    eventSource: text(rows.eventSource[at]),
    eventName: text(rows.eventName[at]),
    outcome: outcomes[rows.outcome[at] ?? -1] ?? '?',
    count: rows.count[at] ?? -1,
    firstSeen: rows.firstSeen[at] ?? -1,
    lastSeen: rows.lastSeen[at] ?? -1,
  }));
}

/** All that a batch says but the files, in an order of its own: two batches that say the same are equal. */
export function contentOf(batch: UsageBatch): unknown {
  return {
    rows: sorted(rowsOf(batch)),
    details: sorted(batch.details),
    callers: sorted(batch.callers),
    changes: sorted(batch.changes),
  };
}

function sorted(items: readonly unknown[]): string[] {
  return items.map((item) => JSON.stringify(item)).sort();
}
