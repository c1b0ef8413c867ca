import {
  type ActionSet,
  addInto,
  difference,
  emptySet,
  has,
  intersection,
  isEmpty,
  membersOf,
  sizeOf,
  subtractInto,
  union,
  uniteInto,
} from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Permissions } from '../inventory/permissions.ts';
import type { Principal } from '../inventory/principal.ts';
import { dateOf, type Instant, type TimeWindow } from '../model/time.ts';
import type { Confidence, Verdict } from '../model/verdict.ts';
import type { CompanionFacts, CompanionJudge } from './companions.ts';
import { graceBeforeMs } from './evidence-window.ts';
import type { GrantTimeline } from './grant-age.ts';
import type { LastAccessedEvidence } from './last-accessed.ts';
import type { LogCoverage } from './log-coverage.ts';
import { type ObservedUse, observedUse } from './observed-use.ts';
import { refusedAttempts } from './refused-attempts.ts';
import type { PrincipalUsage } from './usage-ledger.ts';

/** What one principal's verdicts are judged from. */
export interface PrincipalFacts {
  readonly principal: Principal;
  readonly permissions: Permissions;
  readonly window: TimeWindow;
  readonly usage?: PrincipalUsage;
  readonly lastAccessed?: LastAccessedEvidence;
  readonly logs: LogCoverage;
  readonly timeline: GrantTimeline;
  readonly companions: CompanionJudge;
  /** Denied after the window began and no longer; see `liftedDenies`. */
  readonly lifted: ActionSet;
}

/** One verdict for each granted action: five sets that do not overlap and together are `permissions.granted`. */
export interface Verdicts {
  readonly used: ActionSet;
  readonly tooRecent: ActionSet;
  readonly unobservable: ActionSet;
  readonly deniedOnly: ActionSet;
  readonly unused: ActionSet;
  /** Of the unused: last used shortly before the window, so that no finding is made of them. */
  readonly usedJustBefore: ActionSet;
  /** Granted before the window began and ever since, as far as documents, dates and events tell. */
  readonly grantedAllThrough: ActionSet;
  /**
   * Actions, granted or not, whose use in the window would have been seen by an event of their own and was not; those that other calls carry are left
   * out.
   */
  readonly coveredUnseen: ActionSet;
  /** Services that are not right-sized for the principal: their events could not be told apart, or went unrecorded. */
  readonly unsizedServices: ReadonlySet<string>;
  /** By source: actions whose use in the window it would have shown. */
  readonly shownBy: Readonly<Record<'cloudtrail' | 'last-accessed', ActionSet>>;
  readonly confidence: Confidence;
  readonly observed: ObservedUse;
  /** Last use known of an action, in the window or before it; `undefined`: none, or not dated. */
  lastUseOf(action: number): Instant | undefined;
  /** Why one granted action has its verdict, in a sentence. */
  reasonOf(action: number): string;
}

/** Judges every granted action of one principal; design section 2, the first verdict that fits. */
export function verdictsOf(facts: PrincipalFacts, catalog: Catalog): Verdicts {
  const { principal, permissions, window, lastAccessed, logs, companions } = facts;
  const { granted } = permissions;
  const observed = observedUse(facts.usage, window, catalog);
  const unsized = unsizedServices(facts, observed, catalog);
  const unusedServices = unusedServicesOf(facts, observed, unsized, catalog);

  const byLogs = lessServices(logs.covered, unsized, catalog);
  const byAnswer = coveredByAnswer(unusedServices, facts, unsized, catalog);
  const covered = union(byLogs, byAnswer);
  const attempted = lastAccessed?.attempted ?? emptySet(catalog.size);
  const onlyRefused = refusedAttempts(observed, byLogs, lastAccessed, catalog);
  const seen = union(observed.used, difference(attempted, onlyRefused));
  const answers = companionAnswers(
    facts,
    { covered, unusedServices, attempted: difference(attempted, observed.used) },
    seen,
    catalog,
  );

  const used = intersection(granted, union(seen, answers.used));
  const older = grantedAllThrough(facts, catalog);
  const tooRecent = difference(difference(granted, older), union(used, observed.denied));
  const rest = difference(difference(granted, used), tooRecent);
  // What an unread boundary holds back would have no verdict at all.
  const observable = permissions.isBoundaryUnread
    ? emptySet(catalog.size)
    : union(difference(covered, answers.unobservable), lessServices(answers.observable, unsized, catalog));
  const judged = intersection(rest, observable);
  const deniedOnly = intersection(judged, observed.denied);
  const unused = difference(judged, observed.denied);
  const confidence: Confidence = logs.coversIam && logs.confidence === 'certain' ? 'certain' : 'strong';
  return {
    used,
    tooRecent,
    unobservable: difference(rest, observable),
    deniedOnly,
    unused,
    usedJustBefore: justBefore(unused, observed, lastAccessed, window.from - graceBeforeMs, catalog),
    grantedAllThrough: older,
    coveredUnseen: permissions.isBoundaryUnread
      ? emptySet(catalog.size)
      : difference(difference(covered, companions.all), union(seen, observed.denied)),
    unsizedServices: unsized,
    shownBy: { cloudtrail: byLogs, 'last-accessed': byAnswer },
    confidence,
    observed,
    lastUseOf: (action) => observed.lastUsed.get(action) ?? lastUseBefore(action, observed, lastAccessed),
    reasonOf(action) {
      const last = lastUseBefore(action, observed, lastAccessed);
      const before = last === undefined ? '' : `; last used ${dateOf(last)}, before the window`;
      if (has(used, action)) return usedReason(action, observed, attempted);
      if (has(tooRecent, action)) return `granted for less than the window${before}`;
      if (has(deniedOnly, action)) return 'only refused calls were seen';
      if (has(unused, action)) return `covered for the whole window and not seen${before}`;
      return unobservableReason(action, unsized, catalog);
    },
  };

  function unobservableReason(action: number, services: ReadonlySet<string>, of: Catalog): string {
    if (permissions.isBoundaryUnread) return 'the permissions boundary is not in the bundle, or could not be read';
    const entry = of.actions[action];
    if (entry !== undefined && services.has(entry.service))
      return `events of ${entry.service} could not be told apart, or went unrecorded`;
    if (entry?.isForwarded === true && lastAccessed !== undefined && has(lastAccessed.coveredByService, action))
      return 'services may use it on its behalf, which last-accessed data is not sure to tell';
    if (entry?.isCompanion === true) return 'carried by other calls, which may have carried it unseen';
    if (entry?.trace.kind === 'none') return 'leaves no event of its own';
    if (entry?.trace.kind === 'unknown') return 'not known to leave an event';
    if (entry?.trace.kind === 'data')
      return `leaves a data event (${entry.trace.resourceTypes.join(', ')}) that was not recorded and read for the whole window`;
    return `logs of ${principal.accountId} do not cover it for the whole window`;
  }
}

/** Number of actions by verdict. */
export function countOf(verdicts: Verdicts): Readonly<Record<Verdict, number>> {
  return {
    used: sizeOf(verdicts.used),
    'too-recent': sizeOf(verdicts.tooRecent),
    unobservable: sizeOf(verdicts.unobservable),
    'denied-only': sizeOf(verdicts.deniedOnly),
    unused: sizeOf(verdicts.unused),
  };
}

/** The verdict of one granted action. */
export function verdictOf(verdicts: Verdicts, action: number): Verdict {
  if (has(verdicts.used, action)) return 'used';
  if (has(verdicts.tooRecent, action)) return 'too-recent';
  if (has(verdicts.deniedOnly, action)) return 'denied-only';
  return has(verdicts.unused, action) ? 'unused' : 'unobservable';
}

/**
 * Services that are not right-sized for the principal: one with an event we cannot map, and one that last-accessed data shows in use while
 * logs that claim to cover all of it show nothing: then the logs missed something.
 */
function unsizedServices(
  { lastAccessed, logs, permissions }: PrincipalFacts,
  observed: ObservedUse,
  catalog: Catalog,
): ReadonlySet<string> {
  const services = new Set(observed.unmappedServices);
  for (const service of lastAccessed?.servicesInWindow.keys() ?? []) {
    if (observed.seenServices.has(service)) continue;
    const range = catalog.services.get(service);
    if (range === undefined) continue;
    let isAllCovered = true;
    for (let index = range.first; index < range.end && isAllCovered; index++) {
      if (has(permissions.granted, index) && !has(logs.covered, index)) isAllCovered = false;
    }
    if (isAllCovered) services.add(service);
  }
  return services;
}

function lessServices(set: ActionSet, services: ReadonlySet<string>, catalog: Catalog): ActionSet {
  if (services.size === 0) return set;
  const left = set.slice();
  for (const service of services) subtractInto(left, catalog.matching(`${service}:*`));
  return left;
}

/**
 * Actions of services that last-accessed data shows unused in the window; less those whose events the logs show all the same, those that
 * are not right-sized, and, once the principal did anything, what services do on its behalf.
 */
function unusedServicesOf(
  { lastAccessed, companions, principal, window }: PrincipalFacts,
  observed: ObservedUse,
  unsized: ReadonlySet<string>,
  catalog: Catalog,
): ActionSet {
  if (lastAccessed === undefined) return emptySet(catalog.size);
  const unused = lessServices(lastAccessed.coveredByService, new Set([...unsized, ...observed.seenServices]), catalog);
  const didAnything =
    !isEmpty(observed.used) ||
    lastAccessed.servicesInWindow.size > 0 ||
    (principal.roleLastUsed?.at ?? Number.NEGATIVE_INFINITY) >= window.from;
  return didAnything ? difference(unused, companions.forwarded) : unused;
}

/** Companions are covered by their own event in the logs, or judged by their carriers; last-accessed data does not track them. */
function coveredByAnswer(
  unusedServices: ActionSet,
  { lastAccessed, companions }: PrincipalFacts,
  unsized: ReadonlySet<string>,
  catalog: Catalog,
): ActionSet {
  if (lastAccessed === undefined) return emptySet(catalog.size);
  const byName = lessServices(lastAccessed.coveredByName, unsized, catalog);
  return difference(union(byName, unusedServices), companions.all);
}

/**
 * Companions in `used` were carried. In `unobservable` are those that may have been, also when their own event is covered. In `observable`
 * are those that certainly were not carried, and leave no event of their own (`iam:PassRole`) or are of a service that was not used at all.
 */
function companionAnswers(
  { permissions, companions, usage }: PrincipalFacts,
  sources: Pick<CompanionFacts, 'covered' | 'unusedServices' | 'attempted'>,
  seen: ActionSet,
  catalog: Catalog,
): { readonly used: ActionSet; readonly unobservable: ActionSet; readonly observable: ActionSet } {
  const used = emptySet(catalog.size);
  const unobservable = emptySet(catalog.size);
  const observable = emptySet(catalog.size);
  const facts = { ...sources, granted: permissions.granted, usage: usage && companions.usageOf(usage) };
  for (const action of membersOf(difference(intersection(permissions.granted, companions.all), seen))) {
    const answer = companions.judge(action, facts);
    if (answer === 'used') addInto(used, action);
    else if (answer === 'unobservable') addInto(unobservable, action);
    else if (catalog.actions[action]?.trace.kind === 'none' || has(sources.unusedServices, action))
      addInto(observable, action);
  }
  return { used, unobservable, observable };
}

/** What was granted before the window began and ever since. */
function grantedAllThrough({ principal, timeline, window, lifted }: PrincipalFacts, catalog: Catalog): ActionSet {
  const older = emptySet(catalog.size);
  if (principal.createdAt === undefined || principal.createdAt > window.from) return older;
  if (timeline.boundaryChange(principal, window.from) !== undefined) return older;
  for (const policy of principal.policies) uniteInto(older, timeline.grantedSince(policy, principal, window.from));
  subtractInto(older, lifted);
  return principal.boundary === undefined
    ? older
    : intersection(older, timeline.allowedByBoundarySince(principal.boundary, window.from));
}

function justBefore(
  unused: ActionSet,
  observed: ObservedUse,
  lastAccessed: LastAccessedEvidence | undefined,
  since: Instant,
  catalog: Catalog,
): ActionSet {
  const set = emptySet(catalog.size);
  for (const dates of [observed.lastBefore, lastAccessed?.lastBefore ?? new Map<number, Instant>()]) {
    for (const [action, at] of dates) if (at >= since && has(unused, action)) addInto(set, action);
  }
  return set;
}

function lastUseBefore(
  action: number,
  observed: ObservedUse,
  lastAccessed: LastAccessedEvidence | undefined,
): Instant | undefined {
  const dates = [observed.lastBefore.get(action), lastAccessed?.lastBefore.get(action)].filter(
    (at) => at !== undefined,
  );
  return dates.length === 0 ? undefined : Math.max(...dates);
}

function usedReason(action: number, observed: ObservedUse, attempted: ActionSet): string {
  const at = observed.lastUsed.get(action);
  if (at !== undefined) return `seen in the logs, last ${dateOf(at)}`;
  if (has(attempted, action)) return 'attempted by last-accessed data, which counts refused calls too';
  return 'carried by a call that was seen';
}
