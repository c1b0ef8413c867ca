import { type ActionSet, addInto, difference, emptySet, intersection } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { LastAccessedEvidence } from './last-accessed.ts';
import type { ObservedUse } from './observed-use.ts';

/** The clocks of CloudTrail and of last-accessed data differ by minutes; what was refused is often tried again at once. */
const sameAttemptMs = 3_600_000;

/**
 * Attempts that covering logs show as refused were refusals. One later than the last refusal seen was another call, which the logs do not hold: they end before
 * last-accessed data does, or missed it.
 */
export function refusedAttempts(
  observed: ObservedUse,
  byLogs: ActionSet,
  lastAccessed: LastAccessedEvidence | undefined,
  catalog: Catalog,
): ActionSet {
  const refused = difference(intersection(observed.denied, byLogs), observed.used);
  const another = emptySet(catalog.size);
  for (const [action, at] of lastAccessed?.attemptedAt ?? [])
    if (at > (observed.lastDenied.get(action) ?? Number.NEGATIVE_INFINITY) + sameAttemptMs) addInto(another, action);
  return difference(refused, another);
}
