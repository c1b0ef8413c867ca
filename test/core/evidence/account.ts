import { loadCatalogSync } from '../../../src/adapters/catalog/load-catalog.ts';
import { type AccountView, accountViewOf, type JudgedPrincipal } from '../../../src/core/evidence/account-evidence.ts';
import { windowOf } from '../../../src/core/evidence/evidence-window.ts';
import { createUsageLedger } from '../../../src/core/evidence/usage-ledger.ts';
import { countOf, verdictOf } from '../../../src/core/evidence/verdicts.ts';
import { inventoryOf } from '../../../src/core/inventory/inventory.ts';
import type { AccountParts, RawRole, Trail } from '../../../src/core/model/bundle.ts';
import { defaultEventSelectors } from '../../../src/core/model/event-selectors.ts';
import type { Gap } from '../../../src/core/model/gap.ts';
import type { AuditSettings } from '../../../src/core/model/settings.ts';
import { dayMs, dayOf, type Instant } from '../../../src/core/model/time.ts';
import type {
  ChangeEvent,
  HistoryReading,
  LogObject,
  Outcome,
  UsageBatch,
  UsageDetail,
} from '../../../src/core/model/usage.ts';
import { outcomes } from '../../../src/core/model/usage.ts';

/** The account all these tests are about. */
export const accountId = '111122223333';
/** When they are judged as of. */
export const asOf: Instant = Date.parse('2026-10-31T06:00:00Z');
export const catalog = loadCatalogSync();

/** So many days before `asOf`. */
export function daysAgo(days: number): Instant {
  return asOf - days * dayMs;
}

export const settings: AuditSettings = {
  windowDays: 90,
  accounts: {},
  coverage: { toleratedGapDays: 0, dataEvents: [] },
  keyFigures: { unusedDays: 60 },
  suggest: { minCoverageDays: 30, keepUsedDays: 400, includeDenied: false, scope: 'actions' },
  detectors: {},
  breakGlass: { principals: [], tags: {} },
  foundationRoles: [],
  ownerTags: ['owner'],
  sensitiveData: [],
  trustedAccounts: [],
};

/** A role trusted by Lambda, two years old, with one inline policy of these statements. */
export function roleWith(statements: readonly object[], over: Partial<RawRole> = {}): RawRole {
  return {
    id: 'AROAWORKER',
    arn: `arn:aws:iam::${accountId}:role/worker`,
    name: 'worker',
    path: '/',
    createdAt: daysAgo(700),
    trustDocument: {
      Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    },
    inlinePolicies: [{ name: 'own', document: { Version: '2012-10-17', Statement: statements } }],
    attachedPolicies: [],
    tags: {},
    instanceProfiles: [],
    ...over,
  };
}

/** A multi-region trail of the account that logs all management events. */
export const trail: Trail = {
  arn: `arn:aws:cloudtrail:us-east-1:${accountId}:trail/all`,
  name: 'all',
  homeRegion: 'us-east-1',
  bucket: 'logs',
  prefix: '',
  isMultiRegion: true,
  isOrganization: false,
  includesGlobalServices: true,
  isLogging: true,
  startedLoggingAt: daysAgo(700),
  selectors: defaultEventSelectors,
};

/** Parts of the account with everything that covers management events. */
export function partsWith(over: Partial<AccountParts> & { readonly roles?: readonly RawRole[] } = {}): AccountParts {
  const { roles = [], ...rest } = over;
  return {
    account: { id: accountId, environment: 'production' },
    details: { users: [], roles, groups: [], policies: [], isComplete: true },
    lastAccessed: [],
    trails: [trail],
    regions: ['us-east-1', 'eu-west-1'],
    eksClusters: new Map(),
    gaps: [],
    ...rest,
  };
}

/** One log file a day of the home region, for the last 120 days, but for those left out. */
export function logsOf(missingDaysAgo: readonly number[] = []): readonly LogObject[] {
  const missing = new Set(missingDaysAgo.map((days) => dayOf(daysAgo(days))));
  return Array.from({ length: 121 }, (_, days) => dayOf(daysAgo(days)))
    .filter((day) => !missing.has(day))
    .map((day) => ({
      path: `AWSLogs/${accountId}/CloudTrail/${day}`,
      kind: 'log',
      accountId,
      region: 'us-east-1',
      day,
      records: 1,
      contents: [],
    }));
}

/** A reading of a region's event history: the whole window of 90 days, less the hour in which events may still come. */
export function reading(region: string, over: Partial<HistoryReading> = {}): HistoryReading {
  return { accountId, region, from: daysAgo(90), to: asOf - 3_600_000, ...over };
}

/** One event of the role `worker`. */
export interface TestEvent {
  readonly daysAgo: number;
  readonly source: string;
  readonly name: string;
  readonly outcome?: Outcome;
  readonly principalId?: string;
  readonly principalArn?: string;
  readonly detail?: Partial<UsageDetail>;
}

/** A batch of events, as the log reader would hand it over. */
export function batchOf(
  events: readonly TestEvent[],
  logObjects: readonly LogObject[],
  changes: readonly ChangeEvent[] = [],
): UsageBatch {
  const strings = [''];
  const text = (value: string): number => (strings.includes(value) ? strings.indexOf(value) : strings.push(value) - 1);
  const column = (of: (event: TestEvent) => string): Uint32Array =>
    Uint32Array.from(events, (event) => text(of(event)));
  const times = Float64Array.from(events, (event) => daysAgo(event.daysAgo));
  const idOf = (event: TestEvent): string => event.principalId ?? 'AROAWORKER';
  const arnOf = (event: TestEvent): string => event.principalArn ?? `arn:aws:iam::${accountId}:role/worker`;
  return {
    strings,
    rows: {
      length: events.length,
      day: Int32Array.from(events, (event) => dayOf(daysAgo(event.daysAgo))),
      accountId: column(() => accountId),
      region: column(() => 'us-east-1'),
      callerKind: new Uint8Array(events.length),
      principalId: column(idOf),
      principalArn: column(arnOf),
      principalAccountId: column(() => accountId),
      eventSource: column(({ source }) => source),
      eventName: column(({ name }) => name),
      outcome: Uint8Array.from(events, ({ outcome = 'allowed' }) => outcomes.indexOf(outcome)),
      count: new Uint32Array(events.length).fill(1),
      firstSeen: times,
      lastSeen: times,
    },
    details: events.map((event) => ({
      callerKind: 'role',
      principalId: idOf(event),
      principalArn: arnOf(event),
      principalAccountId: accountId,
      eventSource: event.source,
      eventName: event.name,
      requestKeys: [],
      requestKeysKnown: true,
      invokedBy: [],
      passed: [],
      refusals: [],
      resources: [],
      resourcesCapped: false,
      ...event.detail,
    })),
    callers: [],
    changes,
    logObjects,
  };
}

/** A change event of IAM or CloudTrail in the account. */
export function change(
  days: number,
  eventName: string,
  parameters: Readonly<Record<string, unknown>>,
  eventSource = 'iam.amazonaws.com',
): ChangeEvent {
  return {
    eventId: `${eventName}-${days}`,
    at: daysAgo(days),
    accountId,
    region: 'us-east-1',
    eventSource,
    eventName,
    outcome: 'allowed',
    callerKind: 'role',
    principalId: 'AROAADMIN',
    principalArn: `arn:aws:iam::${accountId}:role/admin`,
    sessionArn: `arn:aws:sts::${accountId}:assumed-role/admin/ada`,
    userAgent: 'Mozilla/5.0',
    userAgentFamily: 'console',
    sourceAddress: '192.0.2.1',
    invokedBy: '',
    fromConsole: true,
    parameters,
  };
}

/** What is given for one account; the rest is as everything that covers management events. */
export interface Given {
  readonly parts?: Partial<AccountParts> & { readonly roles?: readonly RawRole[] };
  readonly events?: readonly TestEvent[];
  readonly logs?: readonly LogObject[];
  readonly changes?: readonly ChangeEvent[];
  /** What was read of the event history; absent: nothing. */
  readonly history?: readonly HistoryReading[];
  readonly settings?: Partial<AuditSettings>;
  readonly logGaps?: readonly Gap[];
}

/** The account judged. */
export function viewOf(given: Given): AccountView {
  const window = windowOf(asOf, 90);
  const parts = partsWith(given.parts);
  const own = { ...settings, ...given.settings };
  const ledger = createUsageLedger(window);
  ledger.add({
    ...batchOf(given.events ?? [], given.logs ?? logsOf(), given.changes),
    ...(given.history === undefined ? {} : { history: given.history }),
  });
  const context = {
    window,
    collectedAt: asOf,
    settings: own,
    organization: { gaps: [] },
    logGaps: given.logGaps ?? [],
  };
  return accountViewOf(parts, inventoryOf(parts, own, catalog), ledger.build(), context, catalog);
}

/** The only principal of an account judged. */
export function judgedOf(given: Given): JudgedPrincipal {
  const [judged, other] = viewOf(given).principals;
  if (judged === undefined || other !== undefined) throw new Error('the test means an account of one principal');
  return judged;
}

/** Verdicts of a role that is granted these actions on everything, by action. */
export function verdictsFor(actions: readonly string[], given: Given = {}): Readonly<Record<string, string>> {
  const roles = given.parts?.roles ?? [roleWith([{ Effect: 'Allow', Action: actions, Resource: '*' }])];
  const { verdicts, permissions } = judgedOf({ ...given, parts: { ...given.parts, roles } });
  const counts = countOf(verdicts);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const granted = permissions.granted.reduce((sum, word) => sum + word.toString(2).replaceAll('0', '').length, 0);
  if (total !== granted) throw new Error(`${granted} actions are granted, and ${total} have a verdict`);
  return Object.fromEntries(
    actions.map((name) => {
      const action = catalog.byName.get(name.toLowerCase());
      return [name, action === undefined ? 'not in the catalog' : verdictOf(verdicts, action.index)];
    }),
  );
}
