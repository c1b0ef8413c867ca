import { type ActionSet, has, setOf } from '../catalog/action-set.ts';
import type { Carrier, Catalog } from '../catalog/catalog.ts';
import type { EventUsage, PrincipalUsage } from './usage-ledger.ts';

/** What can be said of an action that another call carries. */
export type CompanionAnswer = 'used' | 'unobservable' | 'unused';

/** One principal's calls that were not refused, found by what they can carry. */
export interface CarrierUsage {
  readonly events: ReadonlyMap<string, readonly EventUsage[]>;
  readonly hasPassedRole: boolean;
}

/** What a companion is judged from. */
export interface CompanionFacts {
  readonly granted: ActionSet;
  /** Actions whose use would have been seen, by any source. */
  readonly covered: ActionSet;
  /** Actions of services that last-accessed data shows unused in the window. */
  readonly unusedServices: ActionSet;
  /** Actions attempted by last-accessed data alone: their parameters are not known. */
  readonly attempted: ActionSet;
  /** `undefined`: the logs hold nothing of the principal. */
  readonly usage: CarrierUsage | undefined;
}

/** The catalog's companions, prepared for judging many principals. */
export interface CompanionJudge {
  /** All companions. */
  readonly all: ActionSet;
  /** Actions that services exercise on a caller's behalf. */
  readonly forwarded: ActionSet;
  /** Prepares one principal's usage for judging all its companions. */
  usageOf(usage: PrincipalUsage): CarrierUsage;
  /**
   * Used when a call was seen with the companion's parameter; unobservable when a call was seen whose parameters are not known, or could have
   * gone unseen; unused when every granted carrier is covered and none carried it. Where no carrier of our table is granted, the
   * table may lack one, so nothing is said.
   */
  judge(companion: number, facts: CompanionFacts): CompanionAnswer;
}

/** Prepares the catalog's companions; once an audit. */
export function companionJudge(catalog: Catalog): CompanionJudge {
  const prepared = new Map(
    catalog.companions.map((companion) => [
      companion.action,
      {
        carriers: companion.carriers.map((carrier) => ({ ...carrier, key: carrierKey(carrier) })),
        actions: [...new Set(companion.carriers.map(({ action }) => action))],
        isPassRole: catalog.actions[companion.action]?.name === 'iam:PassRole',
      },
    ]),
  );
  return {
    all: setOf(catalog.size, prepared.keys()),
    forwarded: setOf(
      catalog.size,
      catalog.actions.filter(({ isForwarded }) => isForwarded).map(({ index }) => index),
    ),
    usageOf: (usage) => ({ events: eventsByCarrier(usage, catalog), hasPassedRole: hasPassedRole(usage) }),
    judge(action, { granted, covered, unusedServices, attempted, usage }) {
      const companion = prepared.get(action);
      if (companion === undefined) return 'unobservable';
      let isUnsure = false;
      let isSeen = false;
      if (usage !== undefined) {
        if (companion.isPassRole && usage.hasPassedRole) return 'used';
        for (const carrier of companion.carriers) {
          const seen =
            usage.events.get(carrier.key) ??
            usage.events.get(`${carrier.action} ${plainName(carrier.eventName)}`) ??
            [];
          const answers = seen.map((event) => carried(carrier, event));
          if (answers.includes('yes')) return 'used';
          isSeen ||= seen.length > 0;
          isUnsure ||= answers.includes('unknown') || (seen.length === 0 && has(attempted, carrier.action));
        }
      }
      let hasGrantedCarrier = false;
      // A hot loop: every companion of every principal comes here, so no set is made.
      for (const carrier of companion.actions) {
        if (usage === undefined && has(attempted, carrier)) isUnsure = true;
        if (!has(granted, carrier)) continue;
        hasGrantedCarrier = true;
        if (!has(covered, carrier) && !has(unusedServices, carrier)) isUnsure = true;
      }
      // A service not used at all covers its companions too, but not those of calls seen.
      const isIdle = has(unusedServices, action) && !isSeen;
      isUnsure ||= !hasGrantedCarrier && !isIdle;
      return isUnsure ? 'unobservable' : 'unused';
    },
  };
}

/** Paths are kept to this depth: a parameter that lies deeper is not told apart from its neighbors. */
const keptDepth = 4;

function carried(carrier: Carrier, event: EventUsage): 'yes' | 'no' | 'unknown' {
  if (carrier.parameters.length === 0 && carrier.maybe.length === 0) return 'yes';
  const detail = event.detail;
  // A call that carries something has parameters: without any, AWS dropped or hid them.
  if (detail === undefined || !detail.requestKeysKnown || detail.requestKeys.length === 0) return 'unknown';
  const keys = detail.requestKeys.map((key) => key.toLowerCase());
  const holds = (paths: readonly string[]): boolean =>
    paths.some((path) => keys.some((key) => key === path.toLowerCase() || key.startsWith(`${path.toLowerCase()}.`)));
  const kept = (path: string): string => path.split('.').slice(0, keptDepth).join('.');
  const [told, cut] = [
    carrier.parameters.filter((path) => path === kept(path)),
    carrier.parameters.filter((path) => path !== kept(path)),
  ];
  if (holds(told)) return 'yes';
  return holds([...carrier.maybe.map(kept), ...cut.map(kept)]) ? 'unknown' : 'no';
}

/** By source and name, and by the action that the call needs and name: several sources may belong to one service. */
function eventsByCarrier(usage: PrincipalUsage, catalog: Catalog): ReadonlyMap<string, readonly EventUsage[]> {
  const events = new Map<string, EventUsage[]>();
  for (const event of usage.events.values()) {
    if (event.allowed + event.failed === 0) continue;
    const mapping = catalog.mappingOf(event.eventSource, event.eventName);
    const actions = mapping.kind === 'actions' ? mapping.actions : [];
    for (const key of [carrierKey(event), ...actions.map((action) => `${action} ${plainName(event.eventName)}`)]) {
      events.set(key, [...(events.get(key) ?? []), event]);
    }
  }
  return events;
}

function carrierKey({ eventSource, eventName }: { readonly eventSource: string; readonly eventName: string }): string {
  return `${eventSource} ${plainName(eventName)}`;
}

/** Event names may carry an API version: `CreateFunction20150331`. */
function plainName(eventName: string): string {
  return eventName.replace(/\d[\dv_]*$/, '').toLowerCase();
}

/** A role ARN in any call's parameters that does not go to STS was passed, whether our table knows the call or not. */
function hasPassedRole(usage: PrincipalUsage): boolean {
  for (const event of usage.events.values()) {
    if (event.allowed + event.failed === 0) continue;
    if (event.eventSource === 'sts.amazonaws.com' || event.eventSource === 'iam.amazonaws.com') continue;
    if (event.detail?.passed.some(({ outcome, arn }) => outcome !== 'denied' && arn.includes(':role/')) === true)
      return true;
  }
  return false;
}
