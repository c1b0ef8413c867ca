import fc from 'fast-check';
import { readUsageFiles } from '../../../src/adapters/bundle/read-usage.ts';
import type { Gap } from '../../../src/core/model/gap.ts';
import {
  type CallerRow,
  type ChangeEvent,
  callerKinds,
  type HistoryReading,
  type LogObject,
  outcomes,
  type UsageBatch,
  type UsageDetail,
} from '../../../src/core/model/usage.ts';

/** What reads a bundle's roll-ups whole. */
export const readWhole = (bundle: string) => readUsageFiles(bundle, { from: -8.64e15, to: 8.64e15 });

const text = fc.string({ unit: 'binary', maxLength: 12 });
const account = fc.constantFrom('111122223333', '444455556666');
const region = fc.constantFrom('us-east-1', 'eu-west-1');
const day = fc.integer({ min: 18_000, max: 22_000 });
const instant = fc.integer({ min: 18_000 * 86_400_000, max: 22_000 * 86_400_000 });
const texts = fc.array(text, { maxLength: 3 });
const callerKind = fc.constantFrom(...callerKinds);
const outcome = fc.constantFrom(...outcomes);

interface Row {
  readonly day: number;
  readonly texts: readonly string[];
  readonly kind: number;
  readonly outcome: number;
  readonly count: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

const row: fc.Arbitrary<Row> = fc.record({
  day,
  texts: fc.array(text, { minLength: 7, maxLength: 7 }),
  kind: fc.nat(callerKinds.length - 1),
  outcome: fc.nat(outcomes.length - 1),
  count: fc.nat(0xffffffff),
  firstSeen: instant,
  lastSeen: instant,
});

/** With the string table in the order of first mention, as reading makes it. */
function tabled(rows: readonly Row[]): Pick<UsageBatch, 'strings' | 'rows'> {
  const strings = [...new Set(['', ...rows.flatMap((one) => one.texts)])];
  const column = (place: number) => Uint32Array.from(rows, (one) => strings.indexOf(one.texts[place] ?? ''));
  return {
    strings,
    rows: {
      length: rows.length,
      day: Int32Array.from(rows, (one) => one.day),
      accountId: column(0),
      region: column(1),
      callerKind: Uint8Array.from(rows, (one) => one.kind),
      principalId: column(2),
      principalArn: column(3),
      principalAccountId: column(4),
      eventSource: column(5),
      eventName: column(6),
      outcome: Uint8Array.from(rows, (one) => one.outcome),
      count: Uint32Array.from(rows, (one) => one.count),
      firstSeen: Float64Array.from(rows, (one) => one.firstSeen),
      lastSeen: Float64Array.from(rows, (one) => one.lastSeen),
    },
  };
}

const detail: fc.Arbitrary<UsageDetail> = fc.record({
  callerKind,
  principalId: text,
  principalArn: text,
  principalAccountId: text,
  eventSource: text,
  eventName: text,
  requestKeys: texts,
  requestKeysKnown: fc.boolean(),
  invokedBy: texts,
  passed: fc.array(fc.record({ arn: text, service: text, lastSeen: instant, outcome }), { maxLength: 2 }),
  refusals: fc.array(fc.record({ action: text, layer: fc.constantFrom('scp', 'identity', 'unknown') }), {
    maxLength: 2,
  }),
  resources: texts,
  resourcesCapped: fc.boolean(),
});

const caller: fc.Arbitrary<CallerRow> = fc.record({
  day,
  principalId: text,
  principalArn: text,
  sessionName: text,
  accessKeyId: text,
  sourceNetwork: text,
  userAgentFamily: text,
  inScopeOf: text,
  webIdentitySubject: text,
  firstSeen: instant,
  lastSeen: instant,
});

// The reader drops a field of this name, which no parameter of AWS has.
const fieldName = text.filter((name) => name !== '__proto__');

const parameters = fc.dictionary(fieldName, fc.oneof(text, fc.boolean(), fc.integer()), {
  maxKeys: 3,
});

const change: fc.Arbitrary<ChangeEvent> = fc.record(
  {
    eventId: text,
    at: instant,
    accountId: account,
    region,
    eventSource: text,
    eventName: text,
    outcome,
    callerKind,
    principalId: text,
    principalArn: text,
    sessionArn: text,
    userAgent: text,
    userAgentFamily: text,
    sourceAddress: text,
    invokedBy: text,
    fromConsole: fc.boolean(),
    parameters,
    response: parameters,
  },
  {
    requiredKeys: [
      'eventId',
      'at',
      'accountId',
      'region',
      'eventSource',
      'eventName',
      'outcome',
      'callerKind',
      'principalId',
      'principalArn',
      'sessionArn',
      'userAgent',
      'userAgentFamily',
      'sourceAddress',
      'invokedBy',
      'fromConsole',
    ],
  },
);

const logObject: fc.Arbitrary<LogObject> = fc.record(
  {
    path: text,
    kind: fc.constantFrom('log', 'digest'),
    accountId: account,
    region,
    day,
    records: fc.nat(),
    contents: fc.array(
      fc.record({
        accountId: account,
        region,
        days: fc.array(day, { maxLength: 3 }),
        firstEvent: instant,
        lastEvent: instant,
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ['path', 'kind', 'accountId', 'region', 'records', 'contents'] },
);

const history: fc.Arbitrary<HistoryReading> = fc.record(
  { accountId: account, region, from: instant, to: instant, eventNames: texts },
  { requiredKeys: ['accountId', 'region', 'from', 'to'] },
);

/** Roll-ups of any contents, as reading gives them. */
export const usageBatches: fc.Arbitrary<UsageBatch> = fc
  .record({
    table: fc.array(row, { maxLength: 4 }).map(tabled),
    details: fc.array(detail, { maxLength: 2 }),
    callers: fc.array(caller, { maxLength: 2 }),
    changes: fc.array(change, { maxLength: 2 }),
    logObjects: fc.array(logObject, { maxLength: 2 }),
    history: fc.array(history, { maxLength: 2 }),
  })
  .map(({ table, history: readings, ...rest }) => ({
    ...table,
    ...rest,
    ...(readings.length === 0 ? {} : { history: readings }),
  }));

/** Gaps of any contents. */
export const usageGaps: fc.Arbitrary<Gap> = fc.record(
  {
    service: text,
    operation: text,
    account,
    region,
    errorCode: text,
    message: text,
    path: text,
    days: fc.array(day, { maxLength: 3 }),
  },
  { requiredKeys: ['service', 'operation', 'account', 'errorCode', 'message'] },
);
