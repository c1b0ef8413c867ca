import { callerKey, callerLimit, requestKeyLimit, smallestByHash } from '../../core/model/smallest-by-hash.ts';
import {
  type CallerRow,
  callerKinds,
  type LogObject,
  outcomes,
  type UsageBatch,
  type UsageColumns,
  type UsageDetail,
} from '../../core/model/usage.ts';
import type { LogFile } from './log-files.ts';
import { pathsOf } from './parameters.ts';
import type { GrowingDetail, GrowingPrincipal, RollUp } from './roll-up.ts';

/** Writes a roll-up as columns and sorted lists, with the caps applied. */
export function batchOf(rollUp: RollUp, logObjects: readonly LogObject[]): UsageBatch {
  const strings = newStringTable();
  const details: UsageDetail[] = [];
  const callers: CallerRow[] = [];
  const principals = [...rollUp.principals.values()].flatMap((arns) => [...arns.values()]);
  for (const principal of principals) {
    for (const detail of detailsOf(principal)) details.push(usageDetailOf(principal, detail));
    for (const day of principal.callers.values()) callers.push(...smallestByHash(day.values(), callerKey, callerLimit));
  }
  const rows = columnsOf(principals, strings.indexOf);
  return { strings: strings.all, rows, details, callers, changes: rollUp.changes, logObjects };
}

/** A batch that holds no usage: digests are seen, not read. */
export function digestBatch(digests: readonly LogFile[]): UsageBatch {
  const logObjects = digests.map(
    ({ path, accountId, region, day }): LogObject => ({
      path,
      kind: 'digest',
      accountId,
      region,
      ...(day === undefined ? {} : { day }),
      records: 0,
      contents: [],
    }),
  );
  return { strings: [''], rows: newColumns(0), details: [], callers: [], changes: [], logObjects };
}

function* detailsOf(principal: GrowingPrincipal): Generator<GrowingDetail> {
  for (const names of principal.events.values()) yield* names.values();
}

function newStringTable(): { readonly all: string[]; indexOf(text: string): number } {
  const all = [''];
  const indexes = new Map([['', 0]]);
  return {
    all,
    indexOf(text) {
      const known = indexes.get(text);
      if (known !== undefined) return known;
      const index = all.length;
      all.push(text);
      indexes.set(text, index);
      return index;
    },
  };
}

function newColumns(length: number): UsageColumns {
  return {
    length,
    day: new Int32Array(length),
    accountId: new Uint32Array(length),
    region: new Uint32Array(length),
    callerKind: new Uint8Array(length),
    principalId: new Uint32Array(length),
    principalArn: new Uint32Array(length),
    principalAccountId: new Uint32Array(length),
    eventSource: new Uint32Array(length),
    eventName: new Uint32Array(length),
    outcome: new Uint8Array(length),
    count: new Uint32Array(length),
    firstSeen: new Float64Array(length),
    lastSeen: new Float64Array(length),
  };
}

function columnsOf(principals: readonly GrowingPrincipal[], indexOf: (text: string) => number): UsageColumns {
  let length = 0;
  for (const principal of principals) for (const detail of detailsOf(principal)) length += detail.rows.size;
  const columns = newColumns(length);
  let index = 0;
  for (const principal of principals) {
    const kind = callerKinds.indexOf(principal.kind);
    const id = indexOf(principal.principalId);
    const arn = indexOf(principal.principalArn);
    const account = indexOf(principal.principalAccountId);
    for (const detail of detailsOf(principal)) {
      const source = indexOf(detail.eventSource);
      const name = indexOf(detail.eventName);
      for (const row of detail.rows.values()) {
        columns.day[index] = row.day;
        columns.accountId[index] = indexOf(row.accountId);
        columns.region[index] = indexOf(row.region);
        columns.callerKind[index] = kind;
        columns.principalId[index] = id;
        columns.principalArn[index] = arn;
        columns.principalAccountId[index] = account;
        columns.eventSource[index] = source;
        columns.eventName[index] = name;
        columns.outcome[index] = outcomes.indexOf(row.outcome);
        columns.count[index] = row.count;
        columns.firstSeen[index] = row.firstSeen;
        columns.lastSeen[index] = row.lastSeen;
        index += 1;
      }
    }
  }
  return columns;
}

function usageDetailOf(principal: GrowingPrincipal, detail: GrowingDetail): UsageDetail {
  const paths = pathsOf(detail.keys);
  const isOver = paths.length > requestKeyLimit;
  return {
    callerKind: principal.kind,
    principalId: principal.principalId,
    principalArn: principal.principalArn,
    principalAccountId: principal.principalAccountId,
    eventSource: detail.eventSource,
    eventName: detail.eventName,
    requestKeys: (isOver ? smallestByHash(paths, (path) => path, requestKeyLimit) : paths).sort(),
    requestKeysKnown: detail.keysKnown && !isOver,
    invokedBy: [...(detail.invokedBy ?? [])].sort(),
    passed: [...(detail.passed ?? [])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { arn, outcome, lastSeen }]) => ({ arn, service: detail.eventSource, lastSeen, outcome })),
    refusals: [...(detail.refusals ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, refusal]) => refusal),
    resources: [...(detail.resources?.keys() ?? [])].sort(),
    resourcesCapped: detail.resourcesCapped,
  };
}
