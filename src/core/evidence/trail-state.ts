import type { EventSelector, Trail } from '../model/bundle.ts';
import type { Instant } from '../model/time.ts';
import type { ChangeEvent } from '../model/usage.ts';

/** What one trail recorded, and for how long that is known to hold until now. */
export interface TrailState {
  readonly trail: Trail;
  /** From when on the trail recorded as it does today. `-Infinity` when nothing speaks against the past. */
  readonly since: Instant;
  /** Until when it recorded; `Infinity` while it is logging. */
  readonly until: Instant;
  readonly selectors: readonly EventSelector[];
}

/** The account in a trail's ARN: where its own change events lie. */
export function ownerOf(trail: Trail): string {
  return trail.arn.split(':')[4] ?? '';
}

/**
 * A trail's state through time, from today's answer and the change events of its owner. What a trail recorded before its last change is not
 * told by any answer, so it counts from that change on.
 */
export function trailStateOf(trail: Trail, changes: readonly ChangeEvent[]): TrailState | undefined {
  if (trail.selectors === undefined || trail.isLogging === undefined) return undefined;
  let since = trail.startedLoggingAt ?? Number.NEGATIVE_INFINITY;
  for (const change of changes) {
    if (change.outcome === 'allowed' && isAbout(change, trail) && changesCoverage(change))
      since = Math.max(since, change.at);
  }
  const until = trail.isLogging ? Number.POSITIVE_INFINITY : (trail.stoppedLoggingAt ?? Number.NEGATIVE_INFINITY);
  return { trail, since, until, selectors: trail.selectors };
}

/** Whether the event tells of this trail. Trails are named by name or ARN in requests. */
function isAbout(change: ChangeEvent, trail: Trail): boolean {
  if (change.eventSource !== 'cloudtrail.amazonaws.com') return false;
  const named = change.parameters?.name ?? change.parameters?.trailName ?? change.parameters?.trailARN;
  return named === trail.arn || (named === trail.name && change.accountId === ownerOf(trail));
}

const coverageEvents = new Set([
  'CreateTrail',
  'DeleteTrail',
  'StartLogging',
  'StopLogging',
  'PutEventSelectors',
  'UpdateTrail',
]);

/** An update that touches neither regions, global services, organization nor the bucket records as before. */
function changesCoverage({ eventName, parameters }: ChangeEvent): boolean {
  if (!coverageEvents.has(eventName)) return false;
  if (eventName !== 'UpdateTrail' || parameters === undefined) return true;
  return [
    'isMultiRegionTrail',
    'includeGlobalServiceEvents',
    'isOrganizationTrail',
    's3BucketName',
    's3KeyPrefix',
  ].some((name) => parameters[name] !== undefined);
}
