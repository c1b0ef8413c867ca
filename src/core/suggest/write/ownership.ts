import {
  type ActionSet,
  difference,
  emptySet,
  intersection,
  isEmpty,
  union,
  uniteInto,
} from '../../catalog/action-set.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import type { AttachedPolicy, ManagedPolicy } from '../../inventory/principal.ts';
import type { PolicyHolder } from '../../model/remediation.ts';
import type { Needs } from '../needs/needs.ts';
import type { Release } from './narrow-document.ts';

/** A role, user or group with its own policies and all whom they reach: itself, or the members. */
export interface HolderNeeds {
  readonly holder: PolicyHolder;
  readonly reached: readonly Needs[];
  readonly policies: readonly AttachedPolicy[];
  /** Whether its own policies may be changed. */
  readonly isEditable: boolean;
}

/**
 * How a customer's managed policy changes for one of its holders. `own`: nobody else has it, so it gets a new version. `fork`: the holder gets a
 * policy of its own instead. `in-place`: it is narrowed for all who hold it, to what they need together. `leave`: neither.
 */
export type Way = 'own' | 'fork' | 'in-place' | 'leave';

/** A shared policy that is narrowed for all its holders. */
export interface SharedPolicy {
  readonly policy: ManagedPolicy;
  readonly release: Release;
  readonly holders: readonly HolderNeeds[];
  /** Those of the holders who get a policy of their own instead, by another suggestion. */
  readonly forking: readonly HolderNeeds[];
}

/** Who changes which managed policy. */
export interface Ownership {
  wayOf(policyArn: string, holderArn: string): Way;
  readonly shared: readonly SharedPolicy[];
  holdersOf(policyArn: string): readonly HolderNeeds[];
}

/** What may go from what several hold together: what nobody of them needs, and somebody was proved not to use. */
export function releaseOf(reached: readonly Needs[], catalog: Catalog): Release {
  const [first, ...others] = reached;
  if (first === undefined) return { removable: emptySet(catalog.size), droppable: emptySet(catalog.size) };
  const goes = others.reduce(
    (set, needs) => intersection(set, union(needs.removable, needs.droppable)),
    union(first.removable, first.droppable),
  );
  const wanted = emptySet(catalog.size);
  for (const { removable } of reached) uniteInto(wanted, removable);
  const removable = intersection(goes, wanted);
  return { removable, droppable: difference(goes, removable) };
}

/** The actions of a policy's Allow statements. */
export function allowedBy({ compiled }: AttachedPolicy['parsed'], catalog: Catalog): ActionSet {
  const set = emptySet(catalog.size);
  for (const { statement, actions } of compiled) if (statement.effect === 'Allow') uniteInto(set, actions);
  return set;
}

/**
 * Decides for every customer policy who changes it. A shared one is narrowed in place to the needs of all its holders together; a holder to whom that
 * would leave more than it needs gets a policy of its own instead, for that leaves the least access. Where the bundle does not know all holders, or
 * the policy also bounds somebody, it is not changed in place.
 */
export function ownershipOf(holders: readonly HolderNeeds[], inventory: Inventory, catalog: Catalog): Ownership {
  const byPolicy = new Map<string, HolderNeeds[]>();
  for (const holder of holders) {
    for (const { managed } of holder.policies) {
      if (managed === undefined || managed.isAwsManaged) continue;
      byPolicy.set(managed.arn, [...(byPolicy.get(managed.arn) ?? []), holder]);
    }
  }
  const ways = new Map<string, Way>();
  const shared: SharedPolicy[] = [];
  for (const [arn, own] of byPolicy) {
    const policy = inventory.policies.get(arn);
    if (policy?.current === undefined) continue;
    const isKnownWhole =
      inventory.isComplete && policy.attachmentCount === own.length && policy.boundaryUsageCount === 0;
    if (isKnownWhole && own.length === 1 && own[0]?.isEditable === true) {
      ways.set(`${arn} ${own[0].holder.arn}`, 'own');
      continue;
    }
    const allowed = allowedBy(policy.current, catalog);
    const nothing = { removable: emptySet(catalog.size), droppable: emptySet(catalog.size) };
    const together = isKnownWhole
      ? releaseOf(
          own.flatMap(({ reached }) => reached),
          catalog,
        )
      : nothing;
    const goes = intersection(allowed, union(together.removable, together.droppable));
    // Of a policy that nobody needs nothing would be left: it is detached from everybody instead.
    const isNeeded = !isEmpty(difference(allowed, goes));
    const forking = own.filter((holder) => {
      if (!holder.isEditable) return false;
      if (!isNeeded) return true;
      const { removable } = releaseOf(holder.reached, catalog);
      return !isEmpty(difference(intersection(allowed, removable), goes));
    });
    const isNarrowed = isNeeded && !isEmpty(intersection(allowed, together.removable)) && forking.length < own.length;
    if (isNarrowed) shared.push({ policy, release: together, holders: own, forking });
    for (const holder of own) {
      const way = forking.includes(holder) ? 'fork' : isNarrowed ? 'in-place' : 'leave';
      ways.set(`${arn} ${holder.holder.arn}`, way);
    }
  }
  return {
    wayOf: (policyArn, holderArn) => ways.get(`${policyArn} ${holderArn}`) ?? 'leave',
    shared,
    holdersOf: (policyArn) => byPolicy.get(policyArn) ?? [],
  };
}
