import type { Gap } from './gap.ts';
import type { Day, Instant, TimeWindow } from './time.ts';

/** What became of a call: `failed` is any error that is not a refusal. */
export type Outcome = 'allowed' | 'denied' | 'failed';

/** The outcomes in the order of their codes in `UsageColumns.outcome`. */
export const outcomes: readonly Outcome[] = ['allowed', 'denied', 'failed'];

/**
 * Who made a call. `role` covers sessions of a role; `federated` is an STS federated user, joined to the IAM user that
 * made it; `web-identity` and `saml` appear only on the AssumeRoleWith… calls; `account` is a caller of another account
 * whose ARN the log does not give; `unattributed` is everything else (Directory, IdentityCenterUser, Unknown).
 */
export type CallerKind =
  | 'role'
  | 'user'
  | 'root'
  | 'federated'
  | 'service'
  | 'account'
  | 'web-identity'
  | 'saml'
  | 'unattributed';

/** The caller kinds in the order of their codes in `UsageColumns.callerKind`. */
export const callerKinds: readonly CallerKind[] = [
  'role',
  'user',
  'root',
  'federated',
  'service',
  'account',
  'web-identity',
  'saml',
  'unattributed',
];

/**
 * The roll-up's rows as columns that transfer between threads without copying; row `i` is the `i`-th cell of each.
 * Unique by all of day, accountId, region, principalId, principalArn, eventSource, eventName, outcome.
 */
export interface UsageColumns {
  readonly length: number;
  readonly day: Int32Array;
  /** Index into `strings`: the account whose log holds the record (`recipientAccountId`). */
  readonly accountId: Uint32Array;
  readonly region: Uint32Array;
  readonly callerKind: Uint8Array;
  /** Index into `strings`: unique id without the session name (`AROA…`, `AIDA…`), the service's name for `service`, else empty. */
  readonly principalId: Uint32Array;
  /** Index into `strings`: the role's, user's or root's ARN (with its path, for a role), or empty. */
  readonly principalArn: Uint32Array;
  /** Index into `strings`: the caller's own account, or empty. */
  readonly principalAccountId: Uint32Array;
  readonly eventSource: Uint32Array;
  readonly eventName: Uint32Array;
  /** Index into `outcomes`. */
  readonly outcome: Uint8Array;
  readonly count: Uint32Array;
  readonly firstSeen: Float64Array;
  readonly lastSeen: Float64Array;
}

/** A refusal as the error message tells it: the IAM action, and the layer that refused where it is said. */
export interface Refusal {
  /** As in the message: `s3:GetObject`; empty when the message does not name it. */
  readonly action: string;
  readonly layer: 'identity' | 'resource' | 'boundary' | 'session' | 'scp' | 'rcp' | 'vpc-endpoint' | 'unknown';
}

/** A role or managed session policy handed over in a call, and the service it went to. */
export interface PassedArn {
  readonly arn: string;
  /** The called service's event source: `lambda.amazonaws.com`; for `sts.amazonaws.com` a role was assumed, or a session policy named. */
  readonly service: string;
  readonly lastSeen: Instant;
  readonly outcome: Outcome;
}

/** What is kept by principal and event, beside the counted rows. */
export interface UsageDetail {
  readonly callerKind: CallerKind;
  readonly principalId: string;
  readonly principalArn: string;
  readonly principalAccountId: string;
  readonly eventSource: string;
  readonly eventName: string;
  /** Paths of the parameters present in calls that were not refused, dotted, array elements not numbered, sorted; no values. */
  readonly requestKeys: readonly string[];
  /** Whether every such call's parameters were there to be read; false when AWS dropped them or the cap was reached. */
  readonly requestKeysKnown: boolean;
  /** Services that made the call on the principal's behalf, sorted. */
  readonly invokedBy: readonly string[];
  /** Every role ARN (and managed session policy) in the parameters; never capped. */
  readonly passed: readonly PassedArn[];
  readonly refusals: readonly Refusal[];
  /** The 20 resource ARNs smallest by hash of calls that were not refused, sorted as text. */
  readonly resources: readonly string[];
  readonly resourcesCapped: boolean;
}

/** From where and as what a principal called, by day: 50 a principal and day, smallest by hash. */
export interface CallerRow {
  readonly day: Day;
  readonly principalId: string;
  readonly principalArn: string;
  readonly sessionName: string;
  readonly accessKeyId: string;
  /** The /24 (IPv4) or /48 (IPv6) of the source address, or the service's name. */
  readonly sourceNetwork: string;
  /** `console`, `cli`, `terraform`, `cloudformation`, `sdk-python` …; the words before the first slash otherwise. */
  readonly userAgentFamily: string;
  /** The function or task the credentials were issued to (`inScopeOf.sourceArn`), or empty. */
  readonly inScopeOf: string;
  /** `system:serviceaccount:ns:sa`, `repo:org/name:…`, or empty. */
  readonly webIdentitySubject: string;
  readonly firstSeen: Instant;
  readonly lastSeen: Instant;
}

/** A call that changed IAM or a trail, whole: who, when, and its parameters as AWS recorded them. */
export interface ChangeEvent {
  readonly eventId: string;
  readonly at: Instant;
  /** The account whose log holds it. */
  readonly accountId: string;
  readonly region: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly outcome: Outcome;
  readonly callerKind: CallerKind;
  readonly principalId: string;
  /** The role's or user's ARN. */
  readonly principalArn: string;
  /** The caller's ARN as the record has it: for a role its session's. */
  readonly sessionArn: string;
  readonly userAgent: string;
  /** As in `CallerRow`. */
  readonly userAgentFamily: string;
  readonly sourceAddress: string;
  readonly invokedBy: string;
  readonly fromConsole: boolean;
  /** `requestParameters`, as recorded; `undefined` when there were none or AWS dropped them. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly response?: Readonly<Record<string, unknown>>;
}

/** One file that was read (or, for a digest, seen), for the coverage. */
export interface LogObject {
  readonly path: string;
  readonly kind: 'log' | 'digest';
  /** From the file's name; empty when the name is not AWS's. */
  readonly accountId: string;
  readonly region: string;
  /** The delivery day in the file's name; `undefined` when the name is not AWS's. */
  readonly day?: Day;
  readonly records: number;
  /** By account and region of the records: the days the events lie in. For files whose names say nothing. */
  readonly contents: readonly LogContents[];
}

/** What a file holds of one account and region. */
export interface LogContents {
  readonly accountId: string;
  readonly region: string;
  readonly days: readonly Day[];
  readonly firstEvent: Instant;
  readonly lastEvent: Instant;
}

/**
 * A stretch of CloudTrail's event history (LookupEvents) that was read to its last page. The history holds the management events of the last
 * 90 days, whatever trails there are, and no others.
 */
export interface HistoryReading {
  readonly accountId: string;
  readonly region: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Sorted. Only events of these names were asked for, of any source; absent: all management events. */
  readonly eventNames?: readonly string[];
}

/** The roll-up of one or more log files, with the files it came from. The one contract of all log sources. */
export interface UsageBatch {
  /** The string table; index 0 is the empty string. */
  readonly strings: readonly string[];
  readonly rows: UsageColumns;
  readonly details: readonly UsageDetail[];
  readonly callers: readonly CallerRow[];
  readonly changes: readonly ChangeEvent[];
  readonly logObjects: readonly LogObject[];
  /** Absent: none of it is from the event history. */
  readonly history?: readonly HistoryReading[];
}

/** A decoded file: its roll-up, and the ids of its events for finding duplicates, two 32-bit words each. */
export interface DecodedFile {
  readonly batch: UsageBatch;
  readonly eventIds: Uint32Array;
  /** What of the file could not be counted: records without time, source or name. */
  readonly gaps?: readonly Gap[];
}

/**
 * Rolls up one unzipped log file: the records inside the window whose id is not among `seen` (as in `DecodedFile.eventIds`, a pair
 * joined as `high * 2 ** 32 + low`, in a BigInt).
 */
export type Decode = (
  file: Uint8Array,
  path: string,
  window: TimeWindow,
  seen?: ReadonlySet<bigint>,
) => DecodedFile | Gap;

/** Which accounts' logs are wanted; empty means all. */
export interface LogScope {
  readonly accounts: readonly string[];
}

/**
 * A place logs are read from. `actions` are the IAM permissions the auditor needs for it. It counts each event whose time lies in the
 * window, and no other, so that windows one after the other count it once.
 */
export interface LogSource {
  readonly id: string;
  readonly actions: readonly string[];
  /** How much is best read, and kept, as a whole; absent: everything at once. */
  readonly portion?: { readonly days: number; readonly accounts: number };
  rollUp(scope: LogScope, window: TimeWindow, alreadyRead: ReadonlySet<string>): AsyncIterable<UsageBatch | Gap>;
}
