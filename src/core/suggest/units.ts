import {
  type ActionSet,
  emptySet,
  intersection,
  intersects,
  isEmpty,
  membersOf,
  setOf,
  uniteInto,
} from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { AccountView } from '../evidence/account-evidence.ts';
import type { Principal } from '../inventory/principal.ts';
import { counted } from '../model/counted.ts';
import type { SuggestSettings } from '../model/settings.ts';
import { dateOf } from '../model/time.ts';
import { isUnused, type Needs, selfServiceOf } from './needs/needs.ts';
import { resourceScopeOf } from './needs/scope-resources.ts';
import type { AccountContext } from './suggest-context.ts';
import type { Unit } from './unit.ts';
import type { Release } from './write/narrow-document.ts';
import { allowedBy, type HolderNeeds, type Ownership, releaseOf, type SharedPolicy } from './write/ownership.ts';

/** One role or user with the policies that it alone has. */
export function principalUnit(
  holder: HolderNeeds,
  ownership: Ownership,
  context: AccountContext,
  catalog: Catalog,
): Unit {
  return unitOf('principal', holder, ownership, context, catalog);
}

/** A group with its policies, narrowed to what all its members need together. */
export function groupUnit(holder: HolderNeeds, ownership: Ownership, context: AccountContext, catalog: Catalog): Unit {
  return unitOf('group', holder, ownership, context, catalog);
}

function unitOf(
  kind: 'principal' | 'group',
  holder: HolderNeeds,
  ownership: Ownership,
  context: AccountContext,
  catalog: Catalog,
): Unit {
  const { arn, name } = holder.holder;
  const { view, settings } = context;
  const frozen = frozenFor(arn, settings, catalog);
  const group = view.inventory.groups.find((one) => one.arn === arn);
  const id = group?.id ?? holder.reached[0]?.judged.principal.id ?? arn;
  const touched =
    kind === 'principal'
      ? `Only ${name} is touched.`
      : `All ${counted(holder.reached.length, 'member')} of group ${name} are touched: ${namesOf(holder.reached)}. What any of them needs stays.`;
  return {
    kind,
    accountId: view.inventory.account.id,
    arn,
    id,
    name,
    holder: holder.holder,
    reached: holder.reached,
    ...releasedAndScoped(releaseOf(holder.reached, catalog), holder.reached, frozen, context, catalog),
    holders: [holder],
    ...(kind === 'group' ? { among: allowedByAll(holder, catalog) } : {}),
    ...(frozen === undefined ? {} : { frozen }),
    blastRadius: [touched, ...sharedWithOthers(holder, ownership)],
    remarks: [
      ...holder.reached.flatMap((needs) => [...remarksOn(needs, context), ...selfServiceRemarks(needs, catalog)]),
      ...scopeRemarks(settings),
    ],
    targetText:
      kind === 'principal'
        ? `only policies of ${name} itself change; what it shares is replaced for it alone`
        : `use is the union over all ${counted(holder.reached.length, 'member')}`,
  };
}

/** A shared policy, narrowed for all who hold it; `undefined` where a plan was begun with others only. */
export function sharedUnit(
  { policy, release, holders, forking }: SharedPolicy,
  context: AccountContext,
  catalog: Catalog,
): Unit | undefined {
  const { view, settings } = context;
  const frozen = frozenFor(policy.arn, settings, catalog);
  const reached = [...new Set(holders.flatMap((holder) => holder.reached))];
  const own = releasedAndScoped(release, reached, frozen, context, catalog);
  if (isEmpty(own.release.removable) || policy.current === undefined) return undefined;
  const names = holders.map(({ holder }) => `${holder.kind} ${holder.name}`);
  // Who was not used at all is retired, and gets no policy.
  const apart = forking.filter(
    ({ holder, reached: [first] }) => holder.kind === 'group' || first === undefined || !isUnused(first.judged, view),
  );
  return {
    kind: 'policy',
    accountId: view.inventory.account.id,
    arn: policy.arn,
    id: policy.id,
    name: policy.name,
    reached,
    ...own,
    holders,
    among: allowedBy(policy.current, catalog),
    ...(frozen === undefined ? {} : { frozen }),
    blastRadius: [
      `${policy.name} is attached to ${names.join(', ')}: ${counted(reached.length, 'principal')} in all. What any of them needs stays.`,
      ...(apart.length === 0
        ? []
        : [
            `${apart.map(({ holder }) => holder.name).join(', ')} would still hold more than needed; a policy of their own is suggested for each.`,
          ]),
    ],
    remarks: reached.flatMap((needs) => remarksOn(needs, context)),
    targetText: `use is the union over all ${counted(reached.length, 'principal')} that hold it`,
  };
}

/** The only actions that may go from a subject, because a plan was begun with them; `undefined`: none was. */
export function frozenFor(arn: string, { frozen }: SuggestSettings, catalog: Catalog): ActionSet | undefined {
  if (frozen === undefined) return undefined;
  const set = emptySet(catalog.size);
  for (const pattern of frozen.get(arn) ?? []) uniteInto(set, catalog.matching(pattern));
  return set;
}

/** What expires or gets lost is used when it does, which no window need show. */
function selfServiceRemarks({ judged, removable }: Needs, catalog: Catalog): readonly string[] {
  if (!intersects(removable, selfServiceOf(judged, catalog))) return [];
  return [
    `This takes away that ${judged.principal.name} itself changes its password, rotates its keys or replaces its MFA devices: keep that where nobody else does it.`,
  ];
}

function scopeRemarks({ scope }: SuggestSettings): readonly string[] {
  if (scope !== 'resources') return [];
  return ['Resources were narrowed to those seen where all of them are known: what is used is refused on others.'];
}

/** What may go, and where that is asked for, the resources to which what stays is narrowed. */
function releasedAndScoped(
  release: Release,
  reached: readonly Needs[],
  frozen: ActionSet | undefined,
  { view, settings }: AccountContext,
  catalog: Catalog,
): Pick<Unit, 'release' | 'scoped'> {
  const own = withinFrozen(release, frozen);
  if (settings.scope !== 'resources') return { release: own };
  const scope = resourceScopeOf(reached, view.logs.covered, catalog);
  const used = emptySet(catalog.size);
  for (const { kept } of reached) uniteInto(used, kept.get('used') ?? emptySet(catalog.size));
  const scoped = setOf(
    catalog.size,
    [...membersOf(used)].filter((action) => scope(action) !== undefined),
  );
  return isEmpty(scoped) ? { release: own } : { release: { ...own, scope }, scoped };
}

/** What may go of a release, once a plan was begun. */
export function withinFrozen(release: Release, frozen: ActionSet | undefined): Release {
  if (frozen === undefined) return release;
  return { removable: intersection(release.removable, frozen), droppable: intersection(release.droppable, frozen) };
}

/** What all policies of a holder's own say. */
export function allowedByAll({ policies }: Pick<HolderNeeds, 'policies'>, catalog: Catalog): ActionSet {
  const set = emptySet(catalog.size);
  for (const { parsed } of policies) uniteInto(set, allowedBy(parsed, catalog));
  return set;
}

function sharedWithOthers({ holder, policies }: HolderNeeds, ownership: Ownership): readonly string[] {
  return policies.flatMap(({ name, managed }) => {
    if (managed === undefined || managed.isAwsManaged || ownership.wayOf(name, holder.arn) !== 'fork') return [];
    const own = `${holder.name} gets what it needs of it on its own`;
    const known = ownership.holdersOf(name).length;
    if (managed.boundaryUsageCount > 0)
      return [`${managed.name} also bounds somebody, and is not changed in place: ${own}.`];
    if (managed.attachmentCount !== known || known < 2)
      return [`Who else holds ${managed.name} is not wholly known, so it is not changed in place: ${own}.`];
    return [`${managed.name} stays attached for ${counted(known - 1, 'other holder')}: ${own}.`];
  });
}

/** A role made again under its name has another id, and inherits no use; whoever used the former may expect this one. */
export function earlierRemarks(
  { arn, id, kind, name }: Principal,
  { unknownPrincipals }: Pick<AccountView, 'unknownPrincipals'>,
): readonly string[] {
  const isKnown = unknownPrincipals.some((one) => one.arn === arn && one.id !== id);
  return isKnown
    ? [
        `The logs hold calls of an earlier ${kind} named ${name}, which was deleted: look whether they were meant for this one.`,
      ]
    : [];
}

function remarksOn({ judged }: Needs, { view }: AccountContext): readonly string[] {
  const { principal, verdicts } = judged;
  return [
    ...earlierRemarks(principal, view),
    ...(view.logs.coversIam || principal.createdAt === undefined
      ? []
      : [
          `Since when ${principal.name} is granted what it has rests on known dates: the logs do not cover IAM's changes.`,
        ]),
    ...(verdicts.confidence === 'certain' || !view.logs.coversIam
      ? []
      : [`Coverage is strong and not certain: see \`scan.coverage\` as of ${dateOf(view.window.to)}.`]),
  ];
}

function namesOf(reached: readonly Needs[]): string {
  return reached.map(({ judged }) => judged.principal.name).join(', ');
}
