import { emptiedValue, parsed } from './emptied.ts';
import { facetLimits } from './facets.ts';
import { answerColumns } from './query.ts';

/** One row of the answer; a text that was NULL is `undefined`. */
export interface AnswerRow {
  readonly kind: 'u' | 'p' | 'r' | 'c' | 'e' | 'f';
  readonly slot: string | undefined;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly identity: string | undefined;
  readonly source: string | undefined;
  readonly name: string | undefined;
  readonly error: string | undefined;
  readonly calls: number;
  readonly firstTime: string | undefined;
  readonly lastTime: string | undefined;
  readonly least: string;
  readonly greatest: string;
  /** How many facets its class had, of which only some may have been answered. */
  readonly classSize: number;
}

/** A CloudTrail record that says what a class of records said. */
export type StandIn = Readonly<Record<string, unknown>>;

const kinds: ReadonlySet<string> = new Set<AnswerRow['kind']>(['u', 'p', 'r', 'c', 'e', 'f']);

/** Reads one row of the answer; `undefined` when it is none of ours. */
export function answerRowOf(cells: readonly (string | undefined)[]): AnswerRow | undefined {
  if (cells.length !== answerColumns.length) return undefined;
  const [
    kind,
    slot,
    account,
    region,
    identity,
    source,
    name,
    error,
    calls,
    firstTime,
    lastTime,
    least,
    greatest,
    size,
  ] = cells;
  const counted = Number(calls ?? Number.NaN);
  const classSize = Number(size ?? Number.NaN);
  if (!isKind(kind) || !Number.isSafeInteger(counted) || counted < 1 || !Number.isSafeInteger(classSize))
    return undefined;
  if (least === undefined || greatest === undefined || !least.startsWith(kind)) return undefined;
  const texts = { slot, account, region, identity, source, name, error, firstTime, lastTime };
  return { kind, ...texts, calls: counted, least, greatest, classSize };
}

function isKind(text: string | undefined): text is AnswerRow['kind'] {
  return text !== undefined && kinds.has(text);
}

/** Usage: the first and the last call of a class, in a region of our naming. */
export function usageRecords(row: AnswerRow, region: string): readonly StandIn[] {
  return timesOf(row).map((eventTime) => ({
    ...eventOf(row),
    userIdentity: identityOf(row),
    recipientAccountId: row.account,
    awsRegion: region,
    eventTime,
  }));
}

/** Parameters or resources: the last call of a class with them. */
export function detailRecords(row: AnswerRow): readonly StandIn[] {
  const call = { ...eventOf(row), userIdentity: identityOf(row), eventTime: row.lastTime };
  if (row.kind === 'r') {
    const arns = [row.least, row.greatest].map((facet) => ({ ARN: facet.slice(1) }));
    // Parameters that are there and empty: known, and nothing in them.
    return [{ ...call, requestParameters: {}, resources: arns }];
  }
  const parameters = emptiedValue(row.least.slice(2)) ?? null;
  const told = { ...call, requestParameters: parameters, ...(row.least[1] === 'o' ? { omitted: true } : {}) };
  const isCut = row.classSize > facetLimits.p && !row.least.includes(':iam::');
  // Of more than so many kinds of parameters not all were answered: a call whose parameters are not known says so.
  return isCut ? [told, { ...call, requestParameters: null }] : [told];
}

/** A caller: the first and the last call as it. */
export function callerRecords(row: AnswerRow): readonly StandIn[] {
  const [principalId, accessKeyId, sourceIPAddress, userAgent, fromConsole, sourceArn, userName, subject] = textsIn(
    row.least.slice(1),
  );
  const record = {
    eventSource: '-',
    eventName: '-',
    userIdentity: { ...identityOf(row), principalId, accessKeyId, userName, inScopeOf: { sourceArn } },
    sourceIPAddress,
    userAgent,
    sessionCredentialFromConsole: fromConsole,
    responseElements: { subjectFromWebIdentityToken: parsed(subject) },
  };
  return timesOf(row).map((eventTime) => ({ ...record, eventTime }));
}

/** A change event, whole. */
export function changeRecord(row: AnswerRow): StandIn {
  const cells = textsIn(row.least.slice(1));
  const [eventID, eventTime, recipientAccountId, awsRegion, eventSource, eventName, errorCode, errorMessage] = cells;
  const [parameters, response, userAgent, sourceIPAddress, sessionCredentialFromConsole] = cells.slice(8);
  const [type, principalId, arn, accountId, invokedBy, issuerArn, issuerId, issuerAccount] = cells.slice(13);
  const sessionIssuer = { arn: issuerArn, principalId: issuerId, accountId: issuerAccount };
  return {
    eventID,
    eventTime,
    recipientAccountId,
    awsRegion,
    eventSource,
    eventName,
    errorCode,
    errorMessage,
    requestParameters: parsed(parameters) ?? null,
    responseElements: parsed(response) ?? null,
    userAgent,
    sourceIPAddress,
    sessionCredentialFromConsole,
    userIdentity: { type, principalId, arn, accountId, invokedBy, sessionContext: { sessionIssuer } },
  };
}

function timesOf({ firstTime, lastTime }: AnswerRow): readonly (string | undefined)[] {
  return firstTime === lastTime ? [firstTime] : [firstTime, lastTime];
}

function identityOf({ identity }: AnswerRow): StandIn {
  const [type, principalId, arn, accountId, invokedBy, issuerArn, issuerId, issuerAccount] = textsIn(identity);
  const sessionIssuer = { arn: issuerArn, principalId: issuerId, accountId: issuerAccount };
  return { type, principalId, arn, accountId, invokedBy, sessionContext: { sessionIssuer } };
}

function eventOf({ source, name, error }: AnswerRow): StandIn {
  const event = { eventSource: source, eventName: name };
  if (error === undefined) return event;
  const [errorCode, message, answerCode, consoleLogin] = textsIn(error);
  // Some services tell the error in their answer.
  if (answerCode !== undefined) {
    return { ...event, responseElements: { errorCode: parsed(answerCode), errorMessage: message } };
  }
  if (consoleLogin !== undefined) return { ...event, responseElements: { ConsoleLogin: consoleLogin } };
  return { ...event, errorCode, errorMessage: message };
}

/** The texts of a JSON list; what is no text is `undefined`. */
function textsIn(json: string | undefined): readonly (string | undefined)[] {
  const list = parsed(json);
  return Array.isArray(list) ? list.map((item) => (typeof item === 'string' ? item : undefined)) : [];
}
