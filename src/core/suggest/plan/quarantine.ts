import { isRawQuarantine, quarantineSid } from '../../inventory/quarantine.ts';
import { InternalError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/json-object.ts';
import type { PermissionSetReference, PolicyHolder, QuarantinePlace } from '../../model/remediation.ts';
import { dateOf, type Instant } from '../../model/time.ts';
import { defaultOf, newDefault, roomFor, type VersionedPolicy } from './policy-version.ts';
import { onlyWhen, type Reversible } from './reversible.ts';
import { sidOf, statementsOf } from './sids.ts';

/**
 * The Sid of a quarantine's statement: its date, and from the second statement on a number; letters and digits only. By it scans know that what
 * the statement denies is still granted, and since when it has been denied.
 */
export function quarantineSidOf(asOf: Instant, number = 1): string {
  return `${quarantineSid}${compactDate(asOf)}${number === 1 ? '' : `n${number}`}`;
}

/**
 * Names for a quarantine's policies, none of them taken (whatever the case): `IamDriftQuarantine-YYYYMMDD`, `IamDriftQuarantine-YYYYMMDD-2` … With
 * `of`, which says whose it is (`role-deploy`), `IamDriftQuarantine-YYYYMMDD-role-deploy` …: managed policies of one account need names that
 * differ between the plans of one day.
 */
export function quarantineNamesOf(
  asOf: Instant,
  count: number,
  taken: readonly string[],
  of?: string,
): readonly string[] {
  const stem = `${quarantineSid}-${compactDate(asOf)}${of === undefined ? '' : `-${of}`}`;
  const lowered = new Set(taken.map((name) => name.toLowerCase()));
  const names: string[] = [];
  for (let number = 1; names.length < count; number++) {
    const name = number === 1 ? stem : `${stem}-${number}`;
    if (!lowered.has(name.toLowerCase())) names.push(name);
  }
  return names;
}

/** Whether an inline policy's name says that it is a quarantine of ours. */
export function isQuarantineName(name: string): boolean {
  return name.startsWith(`${quarantineSid}-`);
}

/** Whether a document holds nothing but quarantines of ours, of any day. */
export function isQuarantineDocument(document: JsonObject): boolean {
  const statements = statementsOf(document);
  return statements.length > 0 && statements.every(isRawQuarantine);
}

/** Whether a document holds a quarantine of ours, of any day, maybe beside other statements. */
export function holdsQuarantine(document: JsonObject): boolean {
  return statementsOf(document).some(isRawQuarantine);
}

/** How a quarantine is put, and how `remove` takes it away where it is in force. */
export interface Quarantine {
  readonly put: readonly Reversible[];
  /** Each change only where it is in force. Empty for a permission set, whose inline policy `remove` writes anyhow. */
  readonly takeAway: readonly Reversible[];
  readonly place: QuarantinePlace;
  /** What made room for a version. */
  readonly room?: Reversible;
}

/** A quarantine as inline policies of a holder. */
export function inlineQuarantine(
  holder: PolicyHolder,
  documents: readonly JsonObject[],
  names: readonly string[],
): Quarantine {
  const put = documents.map((document, at): Reversible => {
    const name = nameAt(names, at);
    return {
      change: { do: 'put-inline-policy', holder, name, document },
      undo: [{ do: 'delete-inline-policy', holder, name }],
    };
  });
  return { put, takeAway: takenAway(put), place: { at: 'inline', holder, name: nameAt(names, 0) } };
}

/** A quarantine as policies of its own, attached to a holder. */
export function managedQuarantine(
  holder: PolicyHolder,
  documents: readonly JsonObject[],
  arns: readonly string[],
): Quarantine {
  const put = documents.flatMap((document, at): readonly Reversible[] => {
    const arn = nameAt(arns, at);
    const [, path = '/', name = ''] = /:policy(\/(?:.*\/)?)([^/]+)$/.exec(arn) ?? [];
    const description = `What ${holder.name} is to lose, denied until it is clear that nobody needs it`;
    return [
      {
        change: { do: 'create-policy', arn, name, path, description, document },
        undo: [{ do: 'delete-created-policy', arn }],
      },
      { change: { do: 'attach-policy', holder, arn }, undo: [{ do: 'detach-policy', holder, arn }] },
    ];
  });
  return { put, takeAway: takenAway(put), place: { at: 'managed', holder, arn: nameAt(arns, 0) } };
}

/** A quarantine as a new version of a shared policy, with the Deny statements after its own. */
export function versionQuarantine(policy: VersionedPolicy, documents: readonly JsonObject[]): Quarantine {
  const former = defaultOf(policy);
  const { document, sid } = withDenies(former.document, documents);
  const room = roomFor(policy);
  const version = newDefault(policy, document);
  return {
    put: [...(room === undefined ? [] : [room]), version],
    takeAway: takenAway([version]),
    place: { at: 'version', arn: policy.arn, sid },
    ...(room === undefined ? {} : { room }),
  };
}

/** A quarantine in the inline policy of a permission set, after its own statements. */
export function permissionSetQuarantine(
  permissionSet: PermissionSetReference,
  inline: JsonObject | undefined,
  documents: readonly JsonObject[],
): Quarantine {
  const { document, sid } = withDenies(inline ?? { Version: '2012-10-17', Statement: [] }, documents);
  const put: Reversible = {
    change: { do: 'put-permission-set-inline-policy', permissionSet, document },
    undo: [
      inline === undefined
        ? { do: 'delete-permission-set-inline-policy', permissionSet }
        : { do: 'put-permission-set-inline-policy', permissionSet, document: inline },
    ],
  };
  return { put: [put], takeAway: [], place: { at: 'permission-set', permissionSet, sid } };
}

/** The undo of changes as changes of their own, from the last to the first, each only where the quarantine is in force. */
export function takenAway(put: readonly Reversible[]): readonly Reversible[] {
  return put.toReversed().flatMap(({ change, undo }) => {
    const [back, ...others] = undo;
    if (back === undefined || others.length > 0) throw new InternalError('a quarantine is taken back change by change');
    return [onlyWhen('quarantined', { change: back, undo: [change] })];
  });
}

/** A document with Deny statements after its own; Sids that it has already (of an earlier quarantine of the same day) are given a number. */
function withDenies(
  document: JsonObject,
  denies: readonly JsonObject[],
): { readonly document: JsonObject; readonly sid: string } {
  const own = statementsOf(document);
  const used = new Set(own.map(sidOf));
  const added = denies.flatMap(statementsOf).map((statement) => {
    if (typeof statement !== 'object' || statement === null)
      throw new InternalError('a quarantine without a statement');
    const sid = freeSid(sidOf(statement) ?? '', used);
    used.add(sid);
    return { ...statement, Sid: sid };
  });
  const merged = { ...document, Statement: [...own, ...added] };
  return { document: merged, sid: sidOf(added[0]) ?? '' };
}

function freeSid(sid: string, used: ReadonlySet<string | undefined>): string {
  let free = sid;
  for (let number = 2; used.has(free); number++) free = `${sid}n${number}`;
  return free;
}

/** Throws `InternalError` unless a document holds Deny statements, and only such that a scan knows as a quarantine of that day. */
export function demandQuarantine(document: JsonObject, asOf: Instant): void {
  const start = quarantineSidOf(asOf);
  const statements = statementsOf(document);
  const isOurs = (statement: unknown) => sidOf(statement)?.startsWith(start) === true && effectOf(statement) === 'Deny';
  if (statements.length === 0 || !statements.every(isOurs)) {
    throw new InternalError(`a quarantine holds only Deny statements whose Sid begins with ${start}`);
  }
}

function effectOf(statement: unknown): unknown {
  return typeof statement === 'object' && statement !== null && 'Effect' in statement ? statement.Effect : undefined;
}

function nameAt(names: readonly string[], at: number): string {
  const name = names[at];
  if (name === undefined) throw new InternalError('a quarantine has fewer names than documents');
  return name;
}

function compactDate(asOf: Instant): string {
  return dateOf(asOf).replaceAll('-', '');
}
