import { isAwsManaged } from '../../inventory/principal.ts';
import { InternalError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/json-object.ts';
import type { Change, PermissionSetReference, PolicyHolder, QuarantinePlace } from '../../model/remediation.ts';
import {
  type AccountState,
  defaultVersionOf,
  type HolderState,
  type PermissionSetState,
  type PolicyState,
} from './account-state.ts';
import { hasSid } from './sids.ts';

/** Quotas that changes must keep to; those not given are not checked, but for the versions of a policy, of which AWS keeps five. */
export interface ChangeQuotas {
  readonly versions?: number;
  readonly attached?: Readonly<Record<PolicyHolder['kind'], number>>;
}

/**
 * The account after changes, in their order; the state given stays as it is. Throws `InternalError` for a change that AWS would refuse (a version
 * too many, the default version deleted, an attached policy deleted, something detached that is not attached or made that is there, a policy
 * attached that does not exist or beyond the quota), for one that meets something the state does not have, and for `when` without a note.
 */
export function applyChanges(state: AccountState, changes: readonly Change[], quotas: ChangeQuotas = {}): AccountState {
  let now = state;
  let quarantined: boolean | undefined;
  for (const change of changes) {
    if (change.when !== undefined) {
      if (quarantined === undefined) throw new InternalError(`\`${change.do}\` depends on a note that was not made`);
      if ((change.when === 'quarantined') !== quarantined) continue;
    }
    now = applied(now, change, quotas);
    if (change.do === 'note-quarantine' || change.do === 'recall-quarantine') {
      quarantined = now.writtenDown.quarantined.get(keyOfPlace(change.quarantine));
    }
  }
  return now;
}

function applied(state: AccountState, change: Change, quotas: ChangeQuotas): AccountState {
  switch (change.do) {
    case 'put-inline-policy':
      return withHolder(state, change.holder, (holder) => ({
        ...holder,
        inline: new Map(holder.inline).set(change.name, change.document),
      }));
    case 'delete-inline-policy':
      return withHolder(state, change.holder, (holder) => {
        demand(holder.inline.has(change.name), `no inline policy \`${change.name}\``);
        return { ...holder, inline: without(holder.inline, change.name) };
      });
    case 'create-policy': {
      const { arn, name, path, document } = change;
      demand(!state.policies.has(arn), `\`${arn}\` exists already`);
      const versions = [{ versionId: 'v1', document, isDefault: true }];
      return { ...state, policies: new Map(state.policies).set(arn, { name, path, versions, nextVersion: 2 }) };
    }
    case 'delete-created-policy':
    case 'delete-policy':
      return withoutPolicy(state, change.arn);
    case 'create-policy-version':
      return withPolicy(state, change.arn, (policy) => withVersion(policy, quotas, change.document, true));
    case 'restore-policy-version':
      return withPolicy(state, change.arn, (policy) =>
        withVersion(policy, quotas, change.document, false, change.versionId),
      );
    case 'return-to-version':
      return withPolicy(state, change.arn, ({ versions, ...policy }) => {
        const former = versions.find(({ versionId }) => versionId === change.versionId);
        demand(former !== undefined && !former.isDefault, `no former version ${change.versionId} of \`${change.arn}\``);
        const rest = versions.filter(({ isDefault }) => !isDefault);
        return { ...policy, versions: rest.map((version) => ({ ...version, isDefault: version === former })) };
      });
    case 'delete-policy-version':
      return withPolicy(state, change.arn, ({ versions, ...policy }) => {
        const lost = versions.find(
          ({ versionId, restoredFrom }) => versionId === change.versionId || restoredFrom === change.versionId,
        );
        demand(lost !== undefined && !lost.isDefault, `no version ${change.versionId} to delete of \`${change.arn}\``);
        return { ...policy, versions: versions.filter((version) => version !== lost) };
      });
    case 'attach-policy':
      demand(isAwsManaged(change.arn) || state.policies.has(change.arn), `\`${change.arn}\` does not exist`);
      return withHolder(state, change.holder, (holder) => {
        const quota = quotas.attached?.[change.holder.kind] ?? Number.POSITIVE_INFINITY;
        demand(!holder.attached.has(change.arn), `\`${change.arn}\` is attached already`);
        demand(holder.attached.size < quota, `no room to attach \`${change.arn}\``);
        return { ...holder, attached: new Set(holder.attached).add(change.arn) };
      });
    case 'detach-policy':
      return withHolder(state, change.holder, (holder) => {
        demand(holder.attached.has(change.arn), `\`${change.arn}\` is not attached`);
        return { ...holder, attached: lessOne(holder.attached, change.arn) };
      });
    case 'put-trust-policy':
      return withHolder(state, change.holder, (holder) => {
        demand(holder.trust !== undefined, `no trust policy of \`${change.holder.arn}\``);
        return { ...holder, trust: change.document };
      });
    case 'deactivate-access-keys':
      return withKeysTurnedOff(state, change.holder);
    case 'reactivate-access-keys':
      return withKeysTurnedOn(state, change.holder);
    case 'put-permission-set-inline-policy':
      return withPermissionSet(state, change.permissionSet, (set) => ({ ...set, inline: change.document }));
    case 'delete-permission-set-inline-policy':
      return withPermissionSet(state, change.permissionSet, ({ inline, ...set }) => {
        demand(inline !== undefined, `no inline policy of \`${change.permissionSet.arn}\``);
        return set;
      });
    case 'attach-permission-set-policy':
      return withPermissionSet(state, change.permissionSet, (set) => {
        demand(!set.attached.has(change.arn), `\`${change.arn}\` is attached already`);
        return { ...set, attached: new Set(set.attached).add(change.arn) };
      });
    case 'detach-permission-set-policy':
      return withPermissionSet(state, change.permissionSet, (set) => {
        demand(set.attached.has(change.arn), `\`${change.arn}\` is not attached`);
        return { ...set, attached: lessOne(set.attached, change.arn) };
      });
    case 'provision-permission-set':
      return withPermissionSet(state, change.permissionSet, ({ provisioned: _, ...policies }) => ({
        ...policies,
        provisioned: policies,
      }));
    case 'note-quarantine': {
      const quarantined = new Map(state.writtenDown.quarantined);
      quarantined.set(keyOfPlace(change.quarantine), isInForce(state, change.quarantine));
      return { ...state, writtenDown: { ...state.writtenDown, quarantined } };
    }
    case 'recall-quarantine':
      demand(state.writtenDown.quarantined.has(keyOfPlace(change.quarantine)), 'no note of the quarantine');
      return state;
    case 'delete-principal':
      demand(state.holders.has(change.holder.arn), `\`${change.holder.arn}\` does not exist`);
      return { ...state, holders: without(state.holders, change.holder.arn) };
  }
}

function withVersion(
  policy: PolicyState,
  quotas: ChangeQuotas,
  document: JsonObject,
  isDefault: boolean,
  restoredFrom?: string,
): PolicyState {
  const { versions, nextVersion } = policy;
  demand(versions.length < (quotas.versions ?? 5), `no room for a version of policy \`${policy.name}\``);
  const version = {
    versionId: `v${nextVersion}`,
    document,
    isDefault,
    ...(restoredFrom === undefined ? {} : { restoredFrom }),
  };
  const others = isDefault ? versions.map((other) => ({ ...other, isDefault: false })) : versions;
  return { ...policy, versions: [...others, version], nextVersion: nextVersion + 1 };
}

function withoutPolicy(state: AccountState, arn: string): AccountState {
  demand(state.policies.has(arn), `\`${arn}\` does not exist`);
  const holders = [...state.holders.values(), ...state.permissionSets.values()];
  demand(!holders.some(({ attached }) => attached.has(arn)), `\`${arn}\` is still attached`);
  return { ...state, policies: without(state.policies, arn) };
}

function withKeysTurnedOff(state: AccountState, { arn }: PolicyHolder): AccountState {
  const { accessKeys: keys = new Map<string, boolean>(), ...user } = holderOf(state, arn);
  const active = [...keys].filter(([, isActive]) => isActive).map(([id]) => id);
  const accessKeys = new Map([...keys.keys()].map((id) => [id, false]));
  return {
    ...state,
    holders: new Map(state.holders).set(arn, { ...user, accessKeys }),
    writtenDown: {
      ...state.writtenDown,
      keysTurnedOff: new Map(state.writtenDown.keysTurnedOff).set(arn, active),
    },
  };
}

function withKeysTurnedOn(state: AccountState, { arn }: PolicyHolder): AccountState {
  const { accessKeys: keys = new Map<string, boolean>(), ...user } = holderOf(state, arn);
  const turnedOff = state.writtenDown.keysTurnedOff.get(arn);
  if (turnedOff === undefined) throw new InternalError(`no note of the keys of \`${arn}\` that were turned off`);
  const accessKeys = new Map([...keys].map(([id, isActive]) => [id, isActive || turnedOff.includes(id)]));
  return { ...state, holders: new Map(state.holders).set(arn, { ...user, accessKeys }) };
}

function isInForce(state: AccountState, place: QuarantinePlace): boolean {
  switch (place.at) {
    case 'inline':
      return holderOf(state, place.holder.arn).inline.has(place.name);
    case 'managed':
      return holderOf(state, place.holder.arn).attached.has(place.arn);
    case 'version':
      return hasSid(defaultVersionOf(state, place.arn).document, place.sid);
    case 'permission-set': {
      const inline = state.permissionSets.get(place.permissionSet.arn)?.inline;
      return inline !== undefined && hasSid(inline, place.sid);
    }
  }
}

function keyOfPlace(place: QuarantinePlace): string {
  switch (place.at) {
    case 'inline':
      return `${place.holder.arn} ${place.name}`;
    case 'managed':
      return `${place.holder.arn} ${place.arn}`;
    case 'version':
      return `${place.arn} ${place.sid}`;
    case 'permission-set':
      return `${place.permissionSet.arn} ${place.sid}`;
  }
}

function holderOf(state: AccountState, arn: string): HolderState {
  const holder = state.holders.get(arn);
  if (holder === undefined) throw new InternalError(`\`${arn}\` does not exist`);
  return holder;
}

function withHolder(
  state: AccountState,
  { arn }: PolicyHolder,
  change: (holder: HolderState) => HolderState,
): AccountState {
  return { ...state, holders: new Map(state.holders).set(arn, change(holderOf(state, arn))) };
}

function withPolicy(state: AccountState, arn: string, change: (policy: PolicyState) => PolicyState): AccountState {
  const policy = state.policies.get(arn);
  if (policy === undefined) throw new InternalError(`\`${arn}\` does not exist`);
  return { ...state, policies: new Map(state.policies).set(arn, change(policy)) };
}

function withPermissionSet(
  state: AccountState,
  { arn }: PermissionSetReference,
  change: (set: PermissionSetState) => PermissionSetState,
): AccountState {
  const set = state.permissionSets.get(arn);
  if (set === undefined) throw new InternalError(`\`${arn}\` does not exist`);
  return { ...state, permissionSets: new Map(state.permissionSets).set(arn, change(set)) };
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new InternalError(`AWS would refuse a planned change: ${otherwise}`);
}

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  return new Map([...map].filter(([other]) => other !== key));
}

function lessOne(set: ReadonlySet<string>, member: string): ReadonlySet<string> {
  return new Set([...set].filter((other) => other !== member));
}
