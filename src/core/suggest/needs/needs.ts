import {
  type ActionSet,
  addInto,
  difference,
  emptySet,
  has,
  intersection,
  isEmpty,
  membersOf,
  setOf,
  subtractInto,
  union,
  uniteInto,
} from '../../catalog/action-set.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { SetStore } from '../../catalog/set-store.ts';
import type { AccountView, JudgedPrincipal } from '../../evidence/account-evidence.ts';
import { isInUse, isUnusedUser } from '../../evidence/in-use.ts';
import { permissionsOf } from '../../inventory/permissions.ts';
import type { SuggestSettings } from '../../model/settings.ts';
import type { KeptWhy } from '../../model/suggestion.ts';
import { dateOf, dayMs } from '../../model/time.ts';
import { isDeployer, rollbackActionsOf } from './deployer.ts';
import { isTrustedOnlyOutside } from './outside-trust.ts';
import { mayRemoveDenied, refusalsByAction } from './refusal-kinds.ts';
import { type FittingResources, type SeenCalls, seenCallsOf } from './seen-calls.ts';

/** What a principal needs of its permissions, and what it was proved not to. */
export interface Needs {
  readonly judged: JudgedPrincipal;
  /** Granted, and may be taken away. */
  readonly removable: ActionSet;
  /** Written in its policies, not granted now, and not missed by anybody. */
  readonly droppable: ActionSet;
  /** Of what stays: why, the first reason that fits. Together with `removable` they are the granted. */
  readonly kept: ReadonlyMap<KeptWhy, ActionSet>;
  readonly seen: SeenCalls;
}

/** What is the same for all principals of an account. */
export interface NeedsContext {
  readonly view: AccountView;
  readonly settings: SuggestSettings;
  readonly fitting: FittingResources;
  readonly sets: SetStore;
  /** Accounts that are not outside; `undefined`: not known. */
  readonly ownAccounts: ReadonlySet<string> | undefined;
}

/** Judges what one principal needs; design section 6. Nothing is removable that is not proved unused. */
export function needsOf(judged: JudgedPrincipal, context: NeedsContext, catalog: Catalog): Needs {
  const { view, settings, fitting, sets } = context;
  const { principal, permissions, verdicts, usage } = judged;
  const since = view.window.to - settings.keepUsedDays * dayMs;
  const seen = seenCallsOf(usage?.events.values() ?? [], principal.policies, since, view.window.to, fitting, catalog);
  const left = permissions.granted.slice();
  const kept = new Map<KeptWhy, ActionSet>();
  const keep = (why: KeptWhy, actions: ActionSet): void => {
    const own = intersection(left, actions);
    if (isEmpty(own)) return;
    kept.set(why, sets(own));
    subtractInto(left, own);
  };
  keep('used', verdicts.used);
  keep('too-recent', verdicts.tooRecent);
  keep('unobservable', verdicts.unobservable);
  keep('denied-only', settings.includeDenied ? deniedToKeep(judged, catalog) : verdicts.deniedOnly);
  keep('used-before', usedSince(judged, since, left, catalog));
  const unexplained = servicesSet(seen.unexplained.keys(), catalog);
  keep('unexplained', union(unexplained, grantedByAllServices(judged, seen, catalog)));
  const made = union(verdicts.used, kept.get('used-before') ?? verdicts.used);
  if (isDeployer(judged)) keep('rollback', rollbackActionsOf(made, permissions.granted, catalog));
  if (isTrustedOnlyOutside(principal, context.ownAccounts, principal.accountId))
    keep('vendor', difference(left, view.elevated));
  return {
    judged,
    removable: sets(left),
    droppable: sets(droppableOf(judged, context, unexplained, since, catalog)),
    kept,
    seen,
  };
}

/** What a user needs for its own password, keys and devices: used when one expires or is lost, which no window shows. */
const selfService =
  /^iam:(?:ChangePassword|GetAccountPasswordPolicy|\w*(?:AccessKey|MFADevice|SSHPublicKey|ServiceSpecificCredential|SigningCertificate)\w*)$/;

/** Granted on the user itself alone: to change its own password, rotate its keys and replace its devices. */
export function selfServiceOf({ principal }: JudgedPrincipal, catalog: Catalog): ActionSet {
  const own = emptySet(catalog.size);
  if (principal.kind !== 'user') return own;
  for (const { statement, actions } of principal.policies.flatMap(({ parsed }) => parsed.compiled)) {
    const resources = statement.statement.resources;
    if (statement.effect === 'Deny' || resources === undefined || resources.not || resources.patterns.length === 0)
      continue;
    const isOwn = (pattern: string): boolean =>
      pattern === principal.arn || /:(?:user|mfa)\/(?:.*\/)?\$\{aws:username\}/i.test(pattern);
    if (resources.patterns.every(isOwn)) uniteInto(own, actions);
  }
  return setOf(
    catalog.size,
    [...membersOf(own)].filter((action) => selfService.test(catalog.actions[action]?.name ?? '')),
  );
}

/**
 * What is granted by statements over all services (`*`, NotAction), where an event was seen of which not even the service is known: a name outside the
 * catalog is in use, and such statements are the ones that may grant it.
 */
function grantedByAllServices({ principal }: JudgedPrincipal, seen: SeenCalls, catalog: Catalog): ActionSet {
  const granted = emptySet(catalog.size);
  if (seen.ofUnknownService === undefined) return granted;
  for (const { statement, actions } of principal.policies.flatMap(({ parsed }) => parsed.compiled)) {
    if (statement.effect === 'Deny') continue;
    const { not, patterns } = statement.actions;
    if (not || patterns.includes('*')) uniteInto(granted, actions);
  }
  return granted;
}

/**
 * Last used before the window, and not before `since`. Where only the principal's last use is dated, that may have been any permission of it: then
 * all are kept.
 */
function usedSince(judged: JudgedPrincipal, since: number, left: ActionSet, catalog: Catalog): ActionSet {
  const { verdicts, use } = judged;
  if ((use.state === 'unused' || use.state === 'just-before') && use.lastAt !== undefined && use.lastAt >= since)
    return left;
  const used = emptySet(catalog.size);
  const isUsedSince = (action: number): boolean => (verdicts.lastUseOf(action) ?? Number.NEGATIVE_INFINITY) >= since;
  for (const action of membersOf(left)) if (isUsedSince(action)) addInto(used, action);
  // A call of then may have carried what leaves no event of its own: a role that it passed.
  for (const { action, carriers } of catalog.companions) {
    if (!has(left, action)) continue;
    if (carriers.some((carrier) => !has(verdicts.used, carrier.action) && isUsedSince(carrier.action)))
      addInto(used, action);
  }
  return used;
}

function deniedToKeep({ verdicts, usage, principal }: JudgedPrincipal, catalog: Catalog): ActionSet {
  const refusals = refusalsByAction(usage?.events.values() ?? [], catalog);
  const mayGo = (action: number): boolean =>
    mayRemoveDenied(
      action,
      refusals.get(action) ?? [],
      { policies: principal.policies, isGrantedAllThrough: has(verdicts.grantedAllThrough, action) },
      catalog,
    );
  return setOf(
    catalog.size,
    [...membersOf(verdicts.deniedOnly)].filter((action) => !mayGo(action)),
  );
}

/**
 * What the policies say and nobody gets through with: denied by its own policies, or held back by the boundary or the organization. It may go where
 * its use would have been seen, or where a boundary held it back for the whole window.
 */
function droppableOf(
  { principal, permissions, verdicts }: JudgedPrincipal,
  { view }: NeedsContext,
  unexplained: ActionSet,
  since: number,
  catalog: Catalog,
): ActionSet {
  const written = emptySet(catalog.size);
  for (const { parsed } of principal.policies) {
    for (const { statement, actions } of parsed.compiled) if (statement.effect === 'Allow') uniteInto(written, actions);
  }
  const dead = difference(written, permissions.granted);
  if (isEmpty(dead)) return dead;
  const safe = verdicts.coveredUnseen.slice();
  if (isBoundOfOld(principal, view)) {
    const unmapped = servicesSet(verdicts.observed.unmappedServices, catalog);
    const bound = permissionsOf(principal, { ...view.access, organization: undefined }, catalog);
    const touched = union(unmapped, union(verdicts.observed.used, verdicts.observed.denied));
    uniteInto(safe, difference(bound.blocked, touched));
  }
  const droppable = difference(intersection(dead, safe), unexplained);
  for (const action of membersOf(droppable)) {
    const at = verdicts.lastUseOf(action);
    if (at !== undefined && at >= since) subtractInto(droppable, setOf(catalog.size, [action]));
  }
  return droppable;
}

function servicesSet(services: Iterable<string>, catalog: Catalog): ActionSet {
  const set = emptySet(catalog.size);
  for (const service of services) uniteInto(set, catalog.matching(`${service}:*`));
  return set;
}

/** Whether the boundary stood for the whole window as it stands now, as far as events and dates tell. */
function isBoundOfOld(principal: JudgedPrincipal['principal'], { window, timeline }: AccountView): boolean {
  const { boundary } = principal;
  if (boundary === undefined || timeline.boundaryChange(principal, window.from) !== undefined) return false;
  const current = boundary.versions.find(({ isDefault }) => isDefault);
  const dates = [current?.createdAt ?? boundary.updatedAt ?? boundary.createdAt, boundary.updatedAt];
  return dates[0] !== undefined && dates.every((at) => at === undefined || at <= window.from);
}

/** Whether a principal was not used at all, so that it gets a plan to retire it and no policy. */
export function isUnused(judged: JudgedPrincipal, { window }: AccountView): boolean {
  return judged.principal.kind === 'role' ? judged.use.state === 'unused' : isUnusedUser(judged, window.from);
}

/** Why nothing of a principal may go, though something is unused; `undefined` where it is in use. */
export function notInUse(judged: JudgedPrincipal, { window }: AccountView): string | undefined {
  const { use, principal } = judged;
  if (isInUse(judged, window.from) || use.lastAt === undefined) return undefined;
  return `${principal.name} was last used on ${dateOf(use.lastAt)}, before the window; what it used then is not known`;
}
