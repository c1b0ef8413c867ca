import {
  type ActionSet,
  emptySet,
  has,
  intersection,
  intersects,
  isEmpty,
  isSubset,
  setOf,
} from '../catalog/action-set.ts';
import type { Carrier, Catalog } from '../catalog/catalog.ts';
import type { EventUsage, PrincipalUsage } from './usage-ledger.ts';

/** What can be said of an action that another call carries. */
export type CompanionAnswer = 'used' | 'unobservable' | 'unused';

/** What a companion is judged from. */
export interface CompanionFacts {
  readonly granted: ActionSet;
  /** Actions whose use would have been seen, by any source. */
  readonly covered: ActionSet;
  /** Actions attempted by last-accessed data alone: their parameters are not known. */
  readonly attempted: ActionSet;
  /** `undefined`: the logs hold nothing of the principal. */
  readonly usage: PrincipalUsage | undefined;
}

/** The catalog's companions, prepared for judging many principals. */
export interface CompanionJudge {
  /** All companions. */
  readonly all: ActionSet;
  /** Actions that services exercise on a caller's behalf. */
  readonly forwarded: ActionSet;
  /**
   * Used when a call was seen with the companion's parameter; unobservable when a call was seen whose parameters are not known, or could have
   * gone unseen; unused when every granted carrier is covered and none carried it. Where no carrier of our table is granted, the
   * table may lack one, so nothing is said.
   */
  judge(companion: number, facts: CompanionFacts): CompanionAnswer;
}

/** Prepares the catalog's companions; once an audit. */
export function companionJudge(catalog: Catalog): CompanionJudge {
  const none = emptySet(catalog.size);
  const prepared = new Map(
    catalog.companions.map((companion) => [
      companion.action,
      {
        carriers: companion.carriers.map((carrier) => ({ ...carrier, key: carrierKey(carrier) })),
        actions: setOf(
          catalog.size,
          companion.carriers.map(({ action }) => action),
        ),
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
    judge(action, { granted, covered, attempted, usage }) {
      const companion = prepared.get(action);
      if (companion === undefined) return 'unobservable';
      let isUnsure = false;
      if (usage !== undefined) {
        if (companion.isPassRole && hasPassedRole(usage)) return 'used';
        const events = eventsByCarrier(usage);
        for (const carrier of companion.carriers) {
          const seen = events.get(carrier.key) ?? [];
          const answers = seen.map((event) => carried(carrier, event));
          if (answers.includes('yes')) return 'used';
          isUnsure ||= answers.includes('unknown') || (seen.length === 0 && has(attempted, carrier.action));
        }
      }
      const carriers = intersection(companion.actions, granted);
      const unseen = usage === undefined ? attempted : none;
      isUnsure ||= isEmpty(carriers) || !isSubset(carriers, covered) || intersects(companion.actions, unseen);
      return isUnsure ? 'unobservable' : 'unused';
    },
  };
}

function carried(carrier: Carrier, event: EventUsage): 'yes' | 'no' | 'unknown' {
  if (carrier.parameters.length === 0) return 'yes';
  const detail = event.detail;
  if (detail === undefined || !detail.requestKeysKnown) return 'unknown';
  const keys = detail.requestKeys.map((key) => key.toLowerCase());
  const holds = (paths: readonly string[]): boolean =>
    paths.some((path) => keys.some((key) => key === path.toLowerCase() || key.startsWith(`${path.toLowerCase()}.`)));
  if (holds(carrier.parameters)) return 'yes';
  return holds(carrier.maybe) ? 'unknown' : 'no';
}

/** Event names may carry an API version: `CreateFunction20150331`. */
function eventsByCarrier(usage: PrincipalUsage): ReadonlyMap<string, readonly EventUsage[]> {
  const events = new Map<string, EventUsage[]>();
  for (const event of usage.events.values()) {
    if (event.allowed + event.failed === 0) continue;
    const key = carrierKey(event);
    events.set(key, [...(events.get(key) ?? []), event]);
  }
  return events;
}

function carrierKey({ eventSource, eventName }: { readonly eventSource: string; readonly eventName: string }): string {
  return `${eventSource} ${eventName.replace(/\d[\dv_]*$/, '').toLowerCase()}`;
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
