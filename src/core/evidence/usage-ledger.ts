import { requestKeyLimit, resourceLimit, smallestByHash } from '../model/smallest-by-hash.ts';
import type { Instant, TimeWindow } from '../model/time.ts';
import type { CallerKind, ChangeEvent, HistoryReading, PassedArn, UsageBatch, UsageDetail } from '../model/usage.ts';
import { callerKinds, outcomes } from '../model/usage.ts';
import { type AccountLogs, addLogObject } from './account-logs.ts';

/** One event of one principal, all days together. */
export interface EventUsage {
  readonly eventSource: string;
  readonly eventName: string;
  /** Counts inside the window, by outcome. */
  allowed: number;
  denied: number;
  failed: number;
  /** First and last call inside the window that was not refused; `undefined`: none. */
  firstUsed?: Instant;
  lastUsed?: Instant;
  /** Last refused call inside the window. */
  lastDenied?: Instant;
  /** Last call before the window that was not refused. */
  lastBefore?: Instant;
  /** Parameters, passed roles and refusals; of the window and before it together. */
  detail?: UsageDetail;
}

/** Everything the logs hold of one principal. */
export interface PrincipalUsage {
  readonly callerKind: CallerKind;
  readonly id: string;
  readonly arn: string;
  /** The principal's own account; empty when the logs do not tell. */
  readonly accountId: string;
  /** By event source and name, joined with a space. */
  readonly events: Map<string, EventUsage>;
  /** First and last call of any outcome, in the window or before. */
  firstSeen: Instant;
  lastSeen: Instant;
  /** Ids of the long-lived access keys seen inside the window. */
  readonly accessKeys: Set<string>;
}

/**
 * The roll-up merged over all batches: days and regions folded, since a verdict asks only for the window. Its size grows with the number of
 * (principal, event) pairs, not with the logs.
 */
export interface UsageLedger {
  readonly window: TimeWindow;
  /** By unique id; by ARN where a record has no id. */
  readonly principals: ReadonlyMap<string, PrincipalUsage>;
  /** IAM's and the trails' change events, in the order of time. */
  readonly changes: readonly ChangeEvent[];
  /** What was read of each account's logs, by account id. */
  readonly logs: ReadonlyMap<string, AccountLogs>;
  /** What was read of event histories, of all accounts. */
  readonly history: readonly HistoryReading[];
  /** Roles assumed and roles passed: last time by ARN, refused calls left out. */
  readonly passed: ReadonlyMap<string, { readonly assumed?: Instant; readonly handedOver?: Instant }>;
}

/** A ledger that batches are added to. */
export interface UsageLedgerBuilder {
  add(batch: UsageBatch): void;
  build(): UsageLedger;
}

/** A new, empty ledger for one window. The order of the batches does not matter. */
export function createUsageLedger(window: TimeWindow): UsageLedgerBuilder {
  const principals = new Map<string, PrincipalUsage>();
  const changes = new Map<string, ChangeEvent>();
  const logs = new Map<string, AccountLogs>();
  const history: HistoryReading[] = [];
  const passed = new Map<string, { assumed?: Instant; handedOver?: Instant }>();

  const principalOf = (kind: CallerKind, id: string, arn: string, accountId: string): PrincipalUsage => {
    const key = id === '' ? arn : id;
    const known = principals.get(key);
    if (known !== undefined) return known;
    const created: PrincipalUsage = {
      callerKind: kind,
      id,
      arn,
      accountId,
      events: new Map(),
      firstSeen: Number.POSITIVE_INFINITY,
      lastSeen: Number.NEGATIVE_INFINITY,
      accessKeys: new Set(),
    };
    principals.set(key, created);
    return created;
  };

  return {
    add(batch) {
      addRows(batch, window, principalOf);
      for (const detail of batch.details) {
        const principal = principalOf(
          detail.callerKind,
          detail.principalId,
          detail.principalArn,
          detail.principalAccountId,
        );
        const event = eventOf(principal, detail.eventSource, detail.eventName);
        event.detail = event.detail === undefined ? detail : mergedDetail(event.detail, detail);
        for (const one of detail.passed) addPassed(passed, one);
      }
      for (const caller of batch.callers) {
        if (caller.accessKeyId.startsWith('AKIA') && caller.lastSeen >= window.from) {
          principals
            .get(caller.principalId === '' ? caller.principalArn : caller.principalId)
            ?.accessKeys.add(caller.accessKeyId);
        }
      }
      // The same event may come from a trail's files and from the event history.
      for (const change of batch.changes) changes.set(changeKey(change), change);
      for (const object of batch.logObjects) addLogObject(logs, object);
      history.push(...(batch.history ?? []));
    },
    build: () => ({
      window,
      principals,
      changes: [...changes.values()].sort((a, b) => a.at - b.at || (a.eventId < b.eventId ? -1 : 1)),
      logs,
      history,
      passed,
    }),
  };
}

/** Events without an id are one only when all else is the same. */
function changeKey(change: ChangeEvent): string {
  return `${change.accountId} ${change.eventId === '' ? JSON.stringify(change) : change.eventId}`;
}

/** The name of an event inside `PrincipalUsage.events`. */
export function eventKey(eventSource: string, eventName: string): string {
  return `${eventSource} ${eventName}`;
}

function addRows(
  { strings, rows }: UsageBatch,
  window: TimeWindow,
  principalOf: (kind: CallerKind, id: string, arn: string, accountId: string) => PrincipalUsage,
): void {
  const text = (column: Uint32Array, row: number): string => strings[column[row] ?? 0] ?? '';
  for (let row = 0; row < rows.length; row++) {
    const kind = callerKinds[rows.callerKind[row] ?? 0] ?? 'unattributed';
    const principal = principalOf(
      kind,
      text(rows.principalId, row),
      text(rows.principalArn, row),
      text(rows.principalAccountId, row),
    );
    const first = rows.firstSeen[row] ?? 0;
    const last = rows.lastSeen[row] ?? 0;
    principal.firstSeen = Math.min(principal.firstSeen, first);
    principal.lastSeen = Math.max(principal.lastSeen, last);
    addCalls(
      eventOf(principal, text(rows.eventSource, row), text(rows.eventName, row)),
      outcomes[rows.outcome[row] ?? 0] ?? 'failed',
      rows.count[row] ?? 0,
      first,
      last,
      window,
    );
  }
}

/** A row that spans the window's beginning counts as inside by its last call: its day is one of the window's. */
function addCalls(
  event: EventUsage,
  outcome: 'allowed' | 'denied' | 'failed',
  count: number,
  first: Instant,
  last: Instant,
  window: TimeWindow,
): void {
  if (last < window.from) {
    if (outcome !== 'denied') event.lastBefore = Math.max(event.lastBefore ?? last, last);
    return;
  }
  event[outcome] += count;
  if (outcome === 'denied') {
    event.lastDenied = Math.max(event.lastDenied ?? last, last);
    return;
  }
  event.firstUsed = Math.min(event.firstUsed ?? first, Math.max(first, window.from));
  event.lastUsed = Math.max(event.lastUsed ?? last, last);
}

function eventOf(principal: PrincipalUsage, eventSource: string, eventName: string): EventUsage {
  const key = eventKey(eventSource, eventName);
  const known = principal.events.get(key);
  if (known !== undefined) return known;
  const created: EventUsage = { eventSource, eventName, allowed: 0, denied: 0, failed: 0 };
  principal.events.set(key, created);
  return created;
}

/** Two records of one event of one principal as one. */
export function mergedEvent(a: EventUsage, b: EventUsage): EventUsage {
  const merged: EventUsage = {
    ...a,
    allowed: a.allowed + b.allowed,
    denied: a.denied + b.denied,
    failed: a.failed + b.failed,
  };
  if (b.firstUsed !== undefined) merged.firstUsed = Math.min(a.firstUsed ?? b.firstUsed, b.firstUsed);
  if (b.lastUsed !== undefined) merged.lastUsed = Math.max(a.lastUsed ?? b.lastUsed, b.lastUsed);
  if (b.lastDenied !== undefined) merged.lastDenied = Math.max(a.lastDenied ?? b.lastDenied, b.lastDenied);
  if (b.lastBefore !== undefined) merged.lastBefore = Math.max(a.lastBefore ?? b.lastBefore, b.lastBefore);
  if (b.detail !== undefined) merged.detail = a.detail === undefined ? b.detail : mergedDetail(a.detail, b.detail);
  return merged;
}

/** The caps go by hash, so any order of merging keeps the same. */
function mergedDetail(a: UsageDetail, b: UsageDetail): UsageDetail {
  const requestKeys = united(a.requestKeys, b.requestKeys);
  const resources = united(a.resources, b.resources);
  return {
    ...a,
    requestKeys: capped(requestKeys, requestKeyLimit),
    requestKeysKnown: a.requestKeysKnown && b.requestKeysKnown && requestKeys.length <= requestKeyLimit,
    invokedBy: united(a.invokedBy, b.invokedBy),
    passed: latestPassed([...a.passed, ...b.passed]),
    refusals: [...new Map([...a.refusals, ...b.refusals].map((one) => [`${one.action} ${one.layer}`, one])).values()],
    resources: capped(resources, resourceLimit),
    resourcesCapped: a.resourcesCapped || b.resourcesCapped || resources.length > resourceLimit,
  };
}

function united(a: readonly string[], b: readonly string[]): readonly string[] {
  if (b.length === 0 || b.every((one) => a.includes(one))) return a;
  return [...new Set([...a, ...b])].sort();
}

function capped(texts: readonly string[], limit: number): readonly string[] {
  return texts.length <= limit ? texts : smallestByHash(texts, (text) => text, limit).sort();
}

function latestPassed(passed: readonly PassedArn[]): readonly PassedArn[] {
  const latest = new Map<string, PassedArn>();
  for (const one of passed) {
    const key = `${one.arn} ${one.service} ${one.outcome}`;
    if (one.lastSeen >= (latest.get(key)?.lastSeen ?? Number.NEGATIVE_INFINITY)) latest.set(key, one);
  }
  return [...latest.values()];
}

function addPassed(passed: Map<string, { assumed?: Instant; handedOver?: Instant }>, one: PassedArn): void {
  if (one.outcome === 'denied') return;
  const known = passed.get(one.arn) ?? {};
  const field = one.service === 'sts.amazonaws.com' ? 'assumed' : 'handedOver';
  known[field] = Math.max(known[field] ?? one.lastSeen, one.lastSeen);
  passed.set(one.arn, known);
}
