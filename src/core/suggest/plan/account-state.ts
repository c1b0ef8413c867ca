import { isAwsManaged } from '../../inventory/principal.ts';
import { InternalError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/json-object.ts';
import type { PermissionSetReference, PolicyHolder } from '../../model/remediation.ts';

/** One version of a managed policy. */
export interface VersionState {
  readonly versionId: string;
  readonly document: JsonObject;
  readonly isDefault: boolean;
  /** The id that it had before it was deleted and restored. */
  readonly restoredFrom?: string;
}

/** A managed policy. */
export interface PolicyState {
  readonly name: string;
  readonly path: string;
  /** Oldest first. */
  readonly versions: readonly VersionState[];
  /** The number of the next version: AWS gives none twice. */
  readonly nextVersion: number;
}

/** A role, user or group. */
export interface HolderState {
  readonly inline: ReadonlyMap<string, JsonObject>;
  /** ARNs. */
  readonly attached: ReadonlySet<string>;
  /** Of a role. */
  readonly trust?: JsonObject;
  /** Of a user: by key id, whether it is active. */
  readonly accessKeys?: ReadonlyMap<string, boolean>;
}

/** What a permission set gives. */
export interface PermissionSetPolicies {
  readonly inline?: JsonObject;
  /** ARNs. */
  readonly attached: ReadonlySet<string>;
}

/** A permission set. */
export interface PermissionSetState extends PermissionSetPolicies {
  /** What it gave when it was last provisioned: what the accounts have. */
  readonly provisioned: PermissionSetPolicies;
}

/** The part of an account (and of its Identity Center) that a plan changes: a model of what AWS would hold. All maps are by ARN. */
export interface AccountState {
  readonly holders: ReadonlyMap<string, HolderState>;
  readonly policies: ReadonlyMap<string, PolicyState>;
  readonly permissionSets: ReadonlyMap<string, PermissionSetState>;
  /** What steps wrote down for their undo: by place of a quarantine, whether it was in force; by user's ARN, the keys turned off. */
  readonly writtenDown: {
    readonly quarantined: ReadonlyMap<string, boolean>;
    readonly keysTurnedOff: ReadonlyMap<string, readonly string[]>;
  };
}

/** A policy as a holder or a permission set has it. */
export interface HeldDocument {
  /** The inline policy's name, or the managed policy's ARN; of a permission set's inline policy, empty. */
  readonly name: string;
  readonly type: 'inline' | 'managed' | 'aws-managed' | 'permission-set-inline';
  readonly document: JsonObject;
}

/** An account of which nothing is known. */
export const emptyAccount: AccountState = {
  holders: new Map(),
  policies: new Map(),
  permissionSets: new Map(),
  writtenDown: { quarantined: new Map(), keysTurnedOff: new Map() },
};

/** The default version of a policy. */
export function defaultVersionOf(state: AccountState, arn: string): VersionState {
  const version = state.policies.get(arn)?.versions.find(({ isDefault }) => isDefault);
  if (version === undefined) throw new InternalError(`no default version of \`${arn}\` is in the account's model`);
  return version;
}

/**
 * The documents that a role, user or group holds itself (not by its groups): inline by name, then managed by ARN. Throws `InternalError` for a
 * holder, or an attached policy, that the state does not have.
 */
export function documentsAfter(state: AccountState, { arn }: Pick<PolicyHolder, 'arn'>): readonly HeldDocument[] {
  const holder = state.holders.get(arn);
  if (holder === undefined) throw new InternalError(`\`${arn}\` is not in the account's model`);
  const inline = sorted(holder.inline.keys()).flatMap((name) => {
    const document = holder.inline.get(name);
    return document === undefined ? [] : [{ name, type: 'inline', document } as const];
  });
  return [...inline, ...attachedDocuments(state, holder.attached)];
}

/** The documents that a permission set gives, once provisioned. Throws as `documentsAfter` does. */
export function permissionSetDocumentsAfter(
  state: AccountState,
  { arn }: Pick<PermissionSetReference, 'arn'>,
): readonly HeldDocument[] {
  const set = state.permissionSets.get(arn);
  if (set === undefined) throw new InternalError(`\`${arn}\` is not in the account's model`);
  const inline =
    set.inline === undefined ? [] : [{ name: '', type: 'permission-set-inline', document: set.inline } as const];
  return [...inline, ...attachedDocuments(state, set.attached)];
}

/**
 * Whether two states are the same but for the ids of versions: an id is not given twice, so a version that was restored has a new one. The default
 * documents must be the same, and so the other versions' documents, in any order. What was written down does not count.
 */
export function statesEqual(a: AccountState, b: AccountState): boolean {
  return pictureOf(a) === pictureOf(b);
}

function attachedDocuments(state: AccountState, arns: ReadonlySet<string>): readonly HeldDocument[] {
  return sorted(arns).map((arn) => ({
    name: arn,
    type: isAwsManaged(arn) ? 'aws-managed' : 'managed',
    document: defaultVersionOf(state, arn).document,
  }));
}

/** One text for states that are equal, and another for others. */
function pictureOf({ holders, policies, permissionSets }: AccountState): string {
  return JSON.stringify([
    entriesOf(holders, ({ inline, attached, trust, accessKeys }) => [
      entriesOf(inline, (document) => document),
      sorted(attached),
      trust ?? null,
      entriesOf(accessKeys ?? new Map<string, boolean>(), (isActive) => isActive),
    ]),
    entriesOf(policies, ({ name, path, versions }) => [
      name,
      path,
      ...[true, false].map((wanted) =>
        sorted(
          versions.filter(({ isDefault }) => isDefault === wanted).map(({ document }) => JSON.stringify(document)),
        ),
      ),
    ]),
    entriesOf(permissionSets, (set) =>
      [set, set.provisioned].map(({ inline, attached }) => [inline ?? null, sorted(attached)]),
    ),
  ]);
}

function entriesOf<T>(map: ReadonlyMap<string, T>, picture: (value: T) => unknown): readonly unknown[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, picture(value)]);
}

function sorted(texts: Iterable<string>): readonly string[] {
  return [...texts].sort();
}
