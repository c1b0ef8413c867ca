import type { EventSelector, Trail } from '../model/bundle.ts';
import { eventSelectorsOf } from '../model/event-selectors.ts';
import { type Day, dayOf, type Instant } from '../model/time.ts';
import type { ChangeEvent } from '../model/usage.ts';

/** What one trail recorded, and for how long that is known to hold until now. */
export interface TrailState {
  readonly trail: Trail;
  /** From when on the trail recorded as it does today. `-Infinity` when nothing speaks against the past. */
  readonly since: Instant;
  /** Until when it recorded; `Infinity` while it is logging. */
  readonly until: Instant;
  /** Days on which it was stopped, wholly or for a while, as its owner's events tell. */
  readonly stoppedDays: ReadonlySet<Day>;
  readonly selectors: readonly EventSelector[];
}

/** The account in a trail's ARN: where its own change events lie. */
export function ownerOf(trail: Trail): string {
  return trail.arn.split(':')[4] ?? '';
}

/**
 * A trail's state through time, from today's answer and the change events of its owner, oldest first. What a trail recorded before its
 * last change is told by no answer, so it counts from that change on; a change to what it already was changes nothing.
 * `undefined` when its status or its selectors could not be read: such a trail covers nothing.
 */
export function trailStateOf(trail: Trail, changes: readonly ChangeEvent[]): TrailState | undefined {
  const { selectors, isLogging } = trail;
  if (selectors === undefined || isLogging === undefined) return undefined;
  const own = changes.filter((change) => change.outcome === 'allowed' && isAbout(change, trail));
  const stops = stopsOf(own, trail);
  const since = Math.max(
    // A start that ends a stop we know of is told by the stopped days.
    stops.isStartExplained ? Number.NEGATIVE_INFINITY : (trail.startedLoggingAt ?? Number.NEGATIVE_INFINITY),
    sinceReshaped(own),
    sinceSelected(own, selectors),
  );
  const until = isLogging ? Number.POSITIVE_INFINITY : (trail.stoppedLoggingAt ?? Number.NEGATIVE_INFINITY);
  return { trail, since, until, stoppedDays: stops.days, selectors };
}

/** Whether the event tells of this trail. Trails are named by name or ARN in requests. */
function isAbout(change: ChangeEvent, trail: Trail): boolean {
  if (change.eventSource !== 'cloudtrail.amazonaws.com') return false;
  const named = change.parameters?.name ?? change.parameters?.trailName ?? change.parameters?.trailARN;
  return named === trail.arn || (named === trail.name && change.accountId === ownerOf(trail));
}

/** Clocks of the event and of the trail's status differ by seconds. */
const sameStartMs = 60_000;

function stopsOf(own: readonly ChangeEvent[], trail: Trail) {
  const days = new Set<Day>();
  let stoppedAt: Instant | undefined;
  let isStartExplained = false;
  for (const { eventName, at } of own) {
    if (eventName === 'StopLogging') stoppedAt = stoppedAt ?? at;
    if (eventName !== 'StartLogging' || stoppedAt === undefined) continue;
    for (let day = dayOf(stoppedAt); day <= dayOf(at); day++) days.add(day);
    stoppedAt = undefined;
    isStartExplained = trail.startedLoggingAt === undefined || trail.startedLoggingAt <= at + sameStartMs;
  }
  return { days, isStartExplained };
}

const shapingParameters = [
  'isMultiRegionTrail',
  'includeGlobalServiceEvents',
  'isOrganizationTrail',
  's3BucketName',
  's3KeyPrefix',
];

/** When the trail was last made, or changed in its regions, its organization or where it delivers. */
function sinceReshaped(own: readonly ChangeEvent[]): Instant {
  const last = own.findLast(
    ({ eventName, parameters }) =>
      eventName === 'CreateTrail' ||
      eventName === 'DeleteTrail' ||
      (eventName === 'UpdateTrail' &&
        (parameters === undefined || shapingParameters.some((name) => parameters[name] !== undefined))),
  );
  return last?.at ?? Number.NEGATIVE_INFINITY;
}

/** Since when each Put…Selectors said what is in force today; what held before the first of them is not told. */
function sinceSelected(own: readonly ChangeEvent[], today: readonly EventSelector[]): Instant {
  let since = Number.NEGATIVE_INFINITY;
  for (const { eventName, at, parameters } of own.toReversed()) {
    if (!/^Put.*Selectors$/.test(eventName)) continue;
    const isToday = JSON.stringify(eventSelectorsOf(parameters)) === JSON.stringify(today);
    if (!isToday) return since === Number.NEGATIVE_INFINITY ? at : since;
    since = at;
  }
  return since;
}
