import { z } from 'zod';
import { callerKinds, outcomes } from '../../core/model/usage.ts';

/** `2026-01-31T02:00:00.000Z` */
const instant = z.iso.datetime();
/** `2026-01-31` */
const day = z.iso.date();
const count = z.int().nonnegative();
const looseObject = z.record(z.string(), z.unknown());

const who = {
  callerKind: z.enum(callerKinds),
  principalId: z.string(),
  principalArn: z.string(),
  principalAccountId: z.string(),
  eventSource: z.string(),
  eventName: z.string(),
};

const header = z.object({ kind: z.literal('header'), schemaVersion: z.literal(1) });

const usage = z.object({
  kind: z.literal('usage'),
  day,
  accountId: z.string(),
  region: z.string(),
  ...who,
  outcome: z.enum(outcomes),
  count,
  firstSeen: instant,
  lastSeen: instant,
});

const detail = z.object({
  kind: z.literal('detail'),
  ...who,
  requestKeys: z.array(z.string()),
  requestKeysKnown: z.boolean(),
  invokedBy: z.array(z.string()),
  passed: z.array(z.object({ arn: z.string(), service: z.string(), lastSeen: instant, outcome: z.enum(outcomes) })),
  refusals: z.array(
    z.object({
      action: z.string(),
      layer: z.enum(['identity', 'resource', 'boundary', 'session', 'scp', 'rcp', 'vpc-endpoint', 'unknown']),
    }),
  ),
  resources: z.array(z.string()),
  resourcesCapped: z.boolean(),
});

const caller = z.object({
  kind: z.literal('caller'),
  day,
  principalId: z.string(),
  principalArn: z.string(),
  sessionName: z.string(),
  accessKeyId: z.string(),
  sourceNetwork: z.string(),
  userAgentFamily: z.string(),
  inScopeOf: z.string(),
  webIdentitySubject: z.string(),
  firstSeen: instant,
  lastSeen: instant,
});

const change = z.object({
  kind: z.literal('change'),
  eventId: z.string(),
  at: instant,
  accountId: z.string(),
  region: z.string(),
  eventSource: z.string(),
  eventName: z.string(),
  outcome: z.enum(outcomes),
  callerKind: z.enum(callerKinds),
  principalId: z.string(),
  principalArn: z.string(),
  sessionArn: z.string(),
  userAgent: z.string(),
  userAgentFamily: z.string(),
  sourceAddress: z.string(),
  invokedBy: z.string(),
  fromConsole: z.boolean(),
  parameters: looseObject.optional(),
  response: looseObject.optional(),
});

/** A log file of the roll-up. It is called `object`, since `kind` names the line. */
const logObject = z.object({
  kind: z.literal('logObject'),
  path: z.string(),
  object: z.enum(['log', 'digest']),
  accountId: z.string(),
  region: z.string(),
  day: day.optional(),
  records: count,
  contents: z.array(
    z.object({
      accountId: z.string(),
      region: z.string(),
      days: z.array(day),
      firstEvent: instant,
      lastEvent: instant,
    }),
  ),
});

/** A stretch of the event history that was read to its last page. */
const history = z.object({
  kind: z.literal('history'),
  accountId: z.string(),
  region: z.string(),
  from: instant,
  to: instant,
  eventNames: z.array(z.string()).optional(),
});

/** Something that was not read. It belongs to the file, not to a roll-up. */
const gap = z.object({
  kind: z.literal('gap'),
  service: z.string(),
  operation: z.string(),
  account: z.string(),
  region: z.string().optional(),
  errorCode: z.string(),
  message: z.string(),
  path: z.string().optional(),
  days: z.array(day).optional(),
});

/**
 * One line of `usage/*.jsonl.gz`. A roll-up begins with a header; then come its lines in any order, as written by `writeUsage`: usage,
 * detail, caller, change, logObject, history. A file may hold several roll-ups, each with its header, and gaps anywhere.
 */
export const usageLineSchema = z.discriminatedUnion('kind', [
  header,
  usage,
  detail,
  caller,
  change,
  logObject,
  history,
  gap,
]);

/** One line of the roll-up, as it is in the file. */
export type UsageLine = z.infer<typeof usageLineSchema>;

/** A counted row. */
export type UsageRowLine = z.infer<typeof usage>;

/** A gap, as it is in the file. */
export type UsageGapLine = z.infer<typeof gap>;
