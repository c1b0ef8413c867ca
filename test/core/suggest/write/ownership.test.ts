import { describe, expect, it } from 'vitest';
import { type ActionSet, emptySet } from '../../../../src/core/catalog/action-set.ts';
import type { Inventory } from '../../../../src/core/inventory/inventory.ts';
import type { ManagedPolicy } from '../../../../src/core/inventory/principal.ts';
import type { Needs } from '../../../../src/core/suggest/needs/needs.ts';
import { allowedBy, type HolderNeeds, ownershipOf, releaseOf } from '../../../../src/core/suggest/write/ownership.ts';
import { accountId, catalog, viewOf } from '../../evidence/account.ts';
import { actionsOf, allow, namesIn, needsOfWorker, policyOf } from '../one-role.ts';
import { attachedPolicy, awsArn, customerArn, managedPolicy } from '../written-policies.ts';

const base = needsOfWorker([allow('iam:GetRole')]);
const none = emptySet(catalog.size);

/** Somebody of whose permissions these may go. */
function needing(removable: ActionSet, droppable: ActionSet = none): Needs {
  return { ...base, removable, droppable };
}

function holder(
  name: string,
  needs: readonly Needs[],
  policies: readonly ManagedPolicy[],
  isEditable = true,
): HolderNeeds {
  return {
    holder: { kind: needs.length > 1 ? 'group' : 'role', arn: `arn:aws:iam::${accountId}:role/${name}`, name },
    reached: needs,
    policies: policies.map(attachedPolicy),
    isEditable,
  };
}

const { inventory } = viewOf({});

function inventoryWith(policies: readonly ManagedPolicy[], isComplete = true): Inventory {
  return { ...inventory, isComplete, policies: new Map(policies.map((policy) => [policy.arn, policy])) };
}

const get = actionsOf('iam:GetRole');
const create = actionsOf('iam:CreateUser');
const both = actionsOf('iam:GetRole', 'iam:CreateUser');
const document = policyOf(allow('iam:GetRole', 'iam:CreateUser', 'iam:DeleteUser'));
const arn = customerArn('shared');

function sharedBy(count: number, over: Partial<ManagedPolicy> = {}): ManagedPolicy {
  return managedPolicy(arn, document, { attachmentCount: count, ...over });
}

/** The ways in which holders, each with what it can do without, change a policy. */
function ways(policy: ManagedPolicy, releases: readonly ActionSet[], isComplete = true, isEditable = true) {
  const holders = releases.map((own, at) => holder(`h${at}`, [needing(own)], [policy], isEditable));
  const ownership = ownershipOf(holders, inventoryWith([policy], isComplete), catalog);
  return { ways: holders.map((one) => ownership.wayOf(arn, one.holder.arn)), ownership, holders };
}

describe('releaseOf', () => {
  it('lets go what nobody needs and somebody was proved not to use', () => {
    const release = releaseOf([needing(both), needing(create)], catalog);
    expect(namesIn(release.removable)).toEqual(['iam:CreateUser']);
    expect(namesIn(release.droppable)).toEqual([]);
  });

  it('takes what one is not granted for no need of it', () => {
    const release = releaseOf([needing(both), needing(create, get)], catalog);
    expect(namesIn(release.removable)).toEqual(['iam:CreateUser', 'iam:GetRole']);
    const idle = releaseOf([needing(none, get), needing(none, get)], catalog);
    expect([namesIn(idle.removable), namesIn(idle.droppable)]).toEqual([[], ['iam:GetRole']]);
  });

  it('lets nothing go from nobody', () => {
    expect(releaseOf([], catalog)).toEqual({ removable: none, droppable: none });
  });
});

describe('allowedBy', () => {
  it('counts Allow statements only', () => {
    const { current } = managedPolicy(
      arn,
      policyOf(allow('iam:GetRole'), { ...allow('iam:CreateUser'), Effect: 'Deny' }),
    );
    expect(current && namesIn(allowedBy(current, catalog))).toEqual(['iam:GetRole']);
  });
});

describe('ownershipOf', () => {
  it('gives a policy that nobody else has to its holder', () => {
    expect(ways(sharedBy(1), [create]).ways).toEqual(['own']);
  });

  it('narrows in place what only the role of a permission set has, which cannot be changed itself', () => {
    expect(ways(sharedBy(1), [create], true, false).ways).toEqual(['in-place']);
  });

  it('narrows a shared policy in place where all its holders can do without the same', () => {
    const { ways: all, ownership } = ways(sharedBy(2), [create, create]);
    expect(all).toEqual(['in-place', 'in-place']);
    expect(ownership.shared).toHaveLength(1);
    expect(namesIn(ownership.shared[0]?.release.removable)).toEqual(['iam:CreateUser']);
    expect(ownership.holdersOf(arn)).toHaveLength(2);
  });

  it('gives who would keep more than it needs a policy of its own, and narrows it for the others too', () => {
    const { ways: all, ownership, holders } = ways(sharedBy(2), [both, create]);
    expect(all).toEqual(['fork', 'in-place']);
    expect(ownership.shared[0]?.forking).toEqual([holders[0]]);
  });

  it('leaves it as it is where nobody can do without anything, or all go their own ways', () => {
    expect(ways(sharedBy(2), [none, none]).ways).toEqual(['leave', 'leave']);
    const apart = ways(sharedBy(2), [get, create]);
    expect(apart.ways).toEqual(['fork', 'fork']);
    expect(apart.ownership.shared).toEqual([]);
    const partly = ways(sharedBy(2), [
      actionsOf('iam:GetRole', 'iam:DeleteUser'),
      actionsOf('iam:CreateUser', 'iam:DeleteUser'),
    ]);
    expect(partly.ways).toEqual(['fork', 'fork']);
    expect(partly.ownership.shared).toEqual([]);
  });

  it('changes nothing in place where not all holders are known, or it also bounds somebody', () => {
    expect(ways(sharedBy(3), [create, create]).ways).toEqual(['fork', 'fork']);
    expect(ways(sharedBy(2), [create, create], false).ways).toEqual(['fork', 'fork']);
    expect(ways(sharedBy(2, { boundaryUsageCount: 1 }), [create, create]).ways).toEqual(['fork', 'fork']);
    expect(ways(sharedBy(2), [create]).ways).toEqual(['fork']);
  });

  it('leaves who is not to be changed, and counts what it needs', () => {
    const policy = sharedBy(2);
    const holders = [holder('a', [needing(both)], [policy]), holder('b', [needing(none)], [policy], false)];
    const ownership = ownershipOf(holders, inventoryWith([policy]), catalog);
    expect(holders.map((one) => ownership.wayOf(arn, one.holder.arn))).toEqual(['fork', 'leave']);
    expect(ownership.shared).toEqual([]);
  });

  it('counts all members of a group', () => {
    const policy = sharedBy(1);
    const group = holder('g', [needing(both), needing(create)], [policy]);
    expect(ownershipOf([group], inventoryWith([policy]), catalog).wayOf(arn, group.holder.arn)).toBe('own');
    const shared = sharedBy(2);
    const two = [holder('g', [needing(both), needing(create)], [shared]), holder('a', [needing(both)], [shared])];
    const ownership = ownershipOf(two, inventoryWith([shared]), catalog);
    expect(namesIn(ownership.shared[0]?.release.removable)).toEqual(['iam:CreateUser']);
  });

  it("has nothing to say of AWS's policies, of one that is not in the bundle, and of who does not hold it", () => {
    const managed = managedPolicy(awsArn('SomeAccess'), document);
    const one = holder('a', [needing(both)], [managed, sharedBy(1)]);
    const ownership = ownershipOf([one], inventoryWith([managed]), catalog);
    expect(ownership.wayOf(managed.arn, one.holder.arn)).toBe('leave');
    expect(ownership.wayOf(arn, one.holder.arn)).toBe('leave');
    expect(ownership.holdersOf(managed.arn)).toEqual([]);
  });
});
