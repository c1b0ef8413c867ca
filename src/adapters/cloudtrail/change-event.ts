import type { ChangeEvent, Outcome } from '../../core/model/usage.ts';
import type { Caller } from './caller.ts';
import { isJsonObject, type JsonObject, objectOf, textOf } from './record.ts';

/** Verbs that only read, of any service. */
const reads = /^(?:Get|List|Describe|Generate|Simulate|Search|Is|BatchGet)/;

/** Which calls of which event source change who may do what, or what is logged. */
const writes: ReadonlyMap<string, RegExp> = new Map([
  ['iam.amazonaws.com', /./],
  // Permission sets, and who is assigned them. The source also holds the sign-ins of the access portal, which change nothing.
  ['sso.amazonaws.com', /PermissionSet|PermissionsBoundary|AccountAssignment|ApplicationAssignment/],
  // Membership of groups that are assigned permission sets; users' own attributes change nothing.
  ['identitystore.amazonaws.com', /Group/],
  ['sso-directory.amazonaws.com', /Group/],
  // Organization policies, and moves of an account from under one set of them to another.
  ['organizations.amazonaws.com', /Polic(?:y|ies|yType)$|^MoveAccount$/],
  ['cloudtrail.amazonaws.com', /^(?:Start|Stop)Logging$|^Put\w*Selectors$|^(?:Create|Update|Delete)Trail$/],
]);

/** Whether an event is kept whole: it changes IAM, permission sets, organization policies or a trail. */
export function isChange(eventSource: string, eventName: string): boolean {
  const pattern = writes.get(eventSource);
  return pattern?.test(eventName) === true && !reads.test(eventName);
}

/** What a change event is made from, beside the record. */
export interface ChangeContext {
  readonly at: number;
  readonly accountId: string;
  readonly outcome: Outcome;
  readonly caller: Caller;
  readonly userAgentFamily: string;
}

/** A change event as the roll-up keeps it. */
export function changeEventOf(record: JsonObject, context: ChangeContext): ChangeEvent {
  const { caller } = context;
  const identity = objectOf(record.userIdentity);
  const parameters = keptObject(record.requestParameters);
  const response = keptObject(record.responseElements);
  return {
    eventId: textOf(record.eventID),
    at: context.at,
    accountId: context.accountId,
    region: textOf(record.awsRegion),
    eventSource: textOf(record.eventSource),
    eventName: textOf(record.eventName),
    outcome: context.outcome,
    callerKind: caller.kind,
    principalId: caller.principalId,
    principalArn: caller.principalArn,
    sessionArn: textOf(identity?.arn),
    userAgent: textOf(record.userAgent),
    userAgentFamily: context.userAgentFamily,
    sourceAddress: textOf(record.sourceIPAddress),
    invokedBy: textOf(identity?.invokedBy),
    fromConsole:
      context.userAgentFamily === 'console' ||
      record.sessionCredentialFromConsole === 'true' ||
      record.sessionCredentialFromConsole === true,
    ...(parameters === undefined ? {} : { parameters }),
    ...(response === undefined ? {} : { response }),
  };
}

/** Names of fields that hold secrets. CloudTrail hides them as a rule; what it did not hide does not travel on. */
const secrets =
  /^(?:secretAccessKey|sessionToken|(?:new|old|service)?password|serviceCredentialSecret|base32StringSeed|qrCodePng|privateKey)$/i;

/** Deeper values are cut: they cannot come from AWS. */
const deepest = 64;

function keptObject(value: unknown): JsonObject | undefined {
  if (!isJsonObject(value) || value.omitted === true) return undefined;
  const kept = withoutSecrets(value, 0);
  return isJsonObject(kept) ? kept : undefined;
}

function withoutSecrets(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > deepest) return depth > deepest ? null : value;
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !secrets.test(key))
      .map(([key, item]) => [key, withoutSecrets(item, depth + 1)]),
  );
}
