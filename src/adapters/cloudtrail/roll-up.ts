import { callerKey, resourceLimit, textHash } from '../../core/model/smallest-by-hash.ts';
import { type Day, dayOf, type Instant } from '../../core/model/time.ts';
import {
  type CallerKind,
  type CallerRow,
  type ChangeEvent,
  callerKinds,
  type Outcome,
  outcomes,
  type Refusal,
} from '../../core/model/usage.ts';
import { type Caller, callerOf } from './caller.ts';
import { changeEventOf, isChange } from './change-event.ts';
import { errorOf, outcomeOf, refusalOf } from './outcome.ts';
import { type KeyNode, newKeyNode, walkParameters } from './parameters.ts';
import { isJsonObject, type JsonObject, objectOf, textOf } from './record.ts';
import { sourceNetworkOf } from './source-network.ts';
import { userAgentFamily } from './user-agent.ts';

/** One row of the roll-up while it grows. */
export interface GrowingRow {
  readonly day: Day;
  readonly accountId: string;
  readonly region: string;
  readonly outcome: Outcome;
  count: number;
  firstSeen: Instant;
  lastSeen: Instant;
}

/** A role or policy handed over, while the roll-up grows. */
export interface GrowingPassed {
  readonly arn: string;
  readonly outcome: Outcome;
  lastSeen: Instant;
}

/** What is gathered by principal and event while the roll-up grows. */
export interface GrowingDetail {
  readonly eventSource: string;
  readonly eventName: string;
  /** By place and outcome. */
  readonly rows: Map<number, GrowingRow>;
  readonly keys: KeyNode;
  keysKnown: boolean;
  // The collections are made when first needed: most details never need them.
  invokedBy: Set<string> | undefined;
  passed: Map<string, GrowingPassed> | undefined;
  refusals: Map<string, Refusal> | undefined;
  /** Hash by ARN, at most `resourceLimit`. */
  resources: Map<string, number> | undefined;
  resourcesCapped: boolean;
}

type GrowingCaller = { -readonly [Field in keyof CallerRow]: CallerRow[Field] };

/** What is gathered by principal while the roll-up grows. */
export interface GrowingPrincipal {
  readonly principalId: string;
  readonly principalArn: string;
  /** Of several kinds under one id (a user and the federated users it made) the first in `callerKinds`. */
  kind: CallerKind;
  principalAccountId: string;
  /** By event source, then name. */
  readonly events: Map<string, Map<string, GrowingDetail>>;
  readonly callers: Map<Day, Map<string, GrowingCaller>>;
}

/** A roll-up that grows record by record; nothing in it hangs on the order of the records. */
export interface RollUp {
  /** By id, then ARN. */
  readonly principals: ReadonlyMap<string, ReadonlyMap<string, GrowingPrincipal>>;
  readonly changes: readonly ChangeEvent[];
  /** Adds one call that happened at `at`, recorded in the log of `accountId`. */
  add(record: JsonObject, at: Instant, accountId: string): void;
}

/** An empty roll-up. Hot: made for speed, so its parts are mutable and are shared by the records of one file. */
export function newRollUp(): RollUp {
  const principals = new Map<string, Map<string, GrowingPrincipal>>();
  const changes: ChangeEvent[] = [];
  const networks = new Map<string, string>();
  const families = new Map<string, string>();
  const places = newPlaces();

  const networkOf = (address: string): string => remembered(networks, address, sourceNetworkOf);
  const familyOf = (userAgent: string, isConsole: boolean): string =>
    remembered(families, isConsole ? `\n${userAgent}` : userAgent, () => userAgentFamily(userAgent, isConsole));

  return {
    principals,
    changes,
    add(record, at, accountId) {
      const identity = objectOf(record.userIdentity);
      const caller = callerOf(identity);
      const error = errorOf(record);
      const outcome = outcomeOf(error);
      const eventSource = textOf(record.eventSource);
      const eventName = textOf(record.eventName);
      const principal = principalOf(principals, caller);
      const detail = detailOf(principal, eventSource, eventName);

      countRow(detail, at, places.placeOf(dayOf(at), accountId, textOf(record.awsRegion)), outcome);
      addParameters(detail, record, at, outcome);
      if (outcome === 'denied' && error !== undefined) {
        const refusal = refusalOf(error);
        detail.refusals ??= new Map();
        detail.refusals.set(`${refusal.action}\n${refusal.layer}`, refusal);
      }
      const invokedBy = textOf(identity?.invokedBy);
      if (invokedBy !== '' && caller.kind !== 'service') {
        detail.invokedBy ??= new Set();
        detail.invokedBy.add(invokedBy);
      }
      if (outcome !== 'denied') addResources(detail, record.resources);

      const isConsole = record.sessionCredentialFromConsole === 'true' || record.sessionCredentialFromConsole === true;
      const family = familyOf(textOf(record.userAgent), isConsole);
      addCaller(principal, record, identity, caller, at, networkOf(textOf(record.sourceIPAddress)), family);
      if (isChange(eventSource, eventName)) {
        changes.push(changeEventOf(record, { at, accountId, outcome, caller, userAgentFamily: family }));
      }
    },
  };
}

function remembered(known: Map<string, string>, key: string, make: (key: string) => string): string {
  const value = known.get(key);
  if (value !== undefined) return value;
  const made = make(key);
  known.set(key, made);
  return made;
}

function principalOf(principals: Map<string, Map<string, GrowingPrincipal>>, caller: Caller): GrowingPrincipal {
  const { principalId, principalArn, kind, principalAccountId } = caller;
  let arns = principals.get(principalId);
  if (arns === undefined) {
    arns = new Map();
    principals.set(principalId, arns);
  }
  const known = arns.get(principalArn);
  if (known === undefined) {
    const made = { principalId, principalArn, kind, principalAccountId, events: new Map(), callers: new Map() };
    arns.set(principalArn, made);
    return made;
  }
  if (known.kind !== kind && callerKinds.indexOf(kind) < callerKinds.indexOf(known.kind)) {
    known.kind = kind;
  }
  if (principalAccountId !== known.principalAccountId && principalAccountId !== '') {
    // One id belongs to one account; only callers without an id meet here with several.
    const isFirst = known.principalAccountId === '' || principalAccountId < known.principalAccountId;
    if (isFirst) known.principalAccountId = principalAccountId;
  }
  return known;
}

function detailOf(principal: GrowingPrincipal, eventSource: string, eventName: string): GrowingDetail {
  let names = principal.events.get(eventSource);
  if (names === undefined) {
    names = new Map();
    principal.events.set(eventSource, names);
  }
  const known = names.get(eventName);
  if (known !== undefined) return known;
  const made: GrowingDetail = {
    eventSource,
    eventName,
    rows: new Map(),
    keys: newKeyNode(),
    keysKnown: true,
    invokedBy: undefined,
    passed: undefined,
    refusals: undefined,
    resources: undefined,
    resourcesCapped: false,
  };
  names.set(eventName, made);
  return made;
}

/** A day, account and region, numbered in the order of their coming: a file holds few of them, mostly one. */
interface Place {
  readonly index: number;
  readonly day: Day;
  readonly accountId: string;
  readonly region: string;
}

function newPlaces(): { placeOf(day: Day, accountId: string, region: string): Place } {
  const places = new Map<string, Place>();
  let last: Place | undefined;
  return {
    placeOf(day, accountId, region) {
      if (last !== undefined && last.day === day && last.accountId === accountId && last.region === region) return last;
      const key = `${day},${accountId},${region}`;
      last = places.get(key);
      if (last !== undefined) return last;
      last = { index: places.size, day, accountId, region };
      places.set(key, last);
      return last;
    },
  };
}

function countRow(detail: GrowingDetail, at: Instant, place: Place, outcome: Outcome): void {
  const key = place.index * outcomes.length + outcomes.indexOf(outcome);
  const row = detail.rows.get(key);
  if (row === undefined) {
    const { day, accountId, region } = place;
    detail.rows.set(key, { day, accountId, region, outcome, count: 1, firstSeen: at, lastSeen: at });
    return;
  }
  row.count += 1;
  if (at < row.firstSeen) row.firstSeen = at;
  if (at > row.lastSeen) row.lastSeen = at;
}

function addParameters(detail: GrowingDetail, record: JsonObject, at: Instant, outcome: Outcome): void {
  const isSts = detail.eventSource === 'sts.amazonaws.com';
  const keys = outcome === 'denied' ? undefined : detail.keys;
  const facts = walkParameters(record.requestParameters, keys, isSts);
  if (outcome !== 'denied' && (!facts.areKnown || record.omitted === true)) detail.keysKnown = false;
  if (facts.arns.length === 0) return;
  detail.passed ??= new Map();
  for (const arn of facts.arns) {
    const key = `${outcome}${arn}`;
    const known = detail.passed.get(key);
    if (known === undefined) detail.passed.set(key, { arn, outcome, lastSeen: at });
    else if (at > known.lastSeen) known.lastSeen = at;
  }
}

/** Keeps the ARNs smallest by hash. A refused call's resources are left out: a suggestion is replayed on what is kept. */
function addResources(detail: GrowingDetail, resources: unknown): void {
  if (!Array.isArray(resources)) return;
  for (const resource of resources) {
    const arn = isJsonObject(resource) ? textOf(resource.ARN) || textOf(resource.arn) : '';
    if (arn === '') continue;
    detail.resources ??= new Map();
    if (detail.resources.has(arn)) continue;
    detail.resources.set(arn, textHash(arn));
    if (detail.resources.size <= resourceLimit) continue;
    detail.resourcesCapped = true;
    detail.resources.delete(largestOf(detail.resources));
  }
}

/** The ARN that `smallestByHash` would put last. */
function largestOf(hashes: ReadonlyMap<string, number>): string {
  let largest = '';
  let largestHash = -1;
  for (const [arn, hash] of hashes) {
    if (hash < largestHash || (hash === largestHash && arn < largest)) continue;
    largest = arn;
    largestHash = hash;
  }
  return largest;
}

function addCaller(
  principal: GrowingPrincipal,
  record: JsonObject,
  identity: JsonObject | undefined,
  caller: Caller,
  at: Instant,
  sourceNetwork: string,
  family: string,
): void {
  const day = dayOf(at);
  let callers = principal.callers.get(day);
  if (callers === undefined) {
    callers = new Map();
    principal.callers.set(day, callers);
  }
  const traits = {
    sessionName: caller.sessionName,
    accessKeyId: textOf(identity?.accessKeyId),
    sourceNetwork,
    userAgentFamily: family,
    inScopeOf: textOf(objectOf(identity?.inScopeOf)?.sourceArn),
    webIdentitySubject: caller.kind === 'web-identity' ? webIdentitySubjectOf(record, identity) : '',
  };
  const key = callerKey(traits);
  const known = callers.get(key);
  if (known === undefined) {
    const { principalId, principalArn } = caller;
    callers.set(key, { day, principalId, principalArn, ...traits, firstSeen: at, lastSeen: at });
    return;
  }
  if (at < known.firstSeen) known.firstSeen = at;
  if (at > known.lastSeen) known.lastSeen = at;
}

/** The `sub` of the token: `userName` of the caller, or as STS answered it. */
function webIdentitySubjectOf(record: JsonObject, identity: JsonObject | undefined): string {
  return textOf(identity?.userName) || textOf(objectOf(record.responseElements)?.subjectFromWebIdentityToken);
}
