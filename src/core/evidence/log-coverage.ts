import { type ActionSet, addInto, emptySet, isEmpty, isSubset, union } from '../catalog/action-set.ts';
import type { Catalog, CatalogAction, EventTrace } from '../catalog/catalog.ts';
import { homeRegionOf } from '../catalog/home-region.ts';
import type { EventSelector } from '../model/bundle.ts';
import type { CoverageSummary } from '../model/finding.ts';
import { startOfDay, type TimeWindow } from '../model/time.ts';
import type { Confidence } from '../model/verdict.ts';
import { neededDays, spansWindow } from './evidence-window.ts';
import { historyCoverageOf } from './history-coverage.ts';
import {
  isAtHome,
  isReadIn,
  isWithinTolerance,
  type LogFacts,
  type Reading,
  readingOf,
  spanOf,
  whyNotRead,
} from './log-reading.ts';
import { ownerOf, type TrailState, trailStateOf } from './trail-state.ts';

/** What one account's logs, and its event history, could have shown. */
export interface LogCoverage {
  /** Actions every exercise of which would have been recorded and read, for the whole window, by a trail or by the event history. */
  readonly covered: ActionSet;
  /** Whether IAM's own change events are covered. */
  readonly coversIam: boolean;
  /** Whether ordinary management events are covered, reads and writes, in every region that counts. */
  readonly coversManagement: boolean;
  readonly confidence: Confidence;
  readonly summaries: readonly CoverageSummary[];
}

/**
 * Judges what one account's logs cover: recorded by a trail, and read, for the whole window, in every region that counts; or all of it in the event history. Halves of
 * the two are not put together.
 */
export function logCoverageOf(facts: LogFacts, catalog: Catalog): LogCoverage {
  const reading = readingOf(facts);
  const home = homeRegionOf(facts.partition);
  const regions = [...new Set([home, ...(facts.regions ?? facts.namedRegions)])].sort();
  const states = trailGroupsOf(facts);
  const isRecorded = (trace: EventTrace, isGlobal: boolean): boolean =>
    reading.isWhole &&
    (isGlobal && isAtHome(trace, facts.partition) ? [home] : regions).every(
      (region) => isReadIn(region, reading) && isTraced(trace, region, isGlobal, facts, states, reading),
    );

  const known = new Map<string, boolean>();
  const isCovered = ({ trace, isGlobal }: CatalogAction): boolean => {
    const key = JSON.stringify([trace, isGlobal]);
    const answer = known.get(key) ?? isRecorded(trace, isGlobal);
    known.set(key, answer);
    return answer;
  };
  const history = historyCoverageOf(facts);
  const byTrails = emptySet(catalog.size);
  const byHistory = emptySet(catalog.size);
  for (const action of catalog.actions) {
    if (isCovered(action)) addInto(byTrails, action.index);
    if (history.covers(action)) addInto(byHistory, action.index);
  }

  const iam: EventTrace = { kind: 'management', readOnly: false, eventSources: ['iam.amazonaws.com'] };
  const ofTrails = isCertain(facts, states, reading) ? 'certain' : 'strong';
  const trailsCoverManagement = [true, false].every((readOnly) =>
    isRecorded({ kind: 'management', readOnly, eventSources: ['sts.amazonaws.com', 'ec2.amazonaws.com'] }, false),
  );
  const trailRows = summariesOf(facts, reading, trailsCoverManagement, isRecorded, ofTrails);
  return {
    covered: union(byTrails, byHistory),
    coversIam: isRecorded(iam, true) || history.coversIam,
    coversManagement: trailsCoverManagement || history.coversManagement,
    confidence: confidenceOf(byTrails, ofTrails, byHistory, facts.regions === undefined ? 'strong' : 'certain'),
    summaries: [
      // Where the event history was read in place of logs, that there are none is nothing to tell.
      ...trailRows.slice(history.coversManagement && reading.first === undefined ? 1 : 0),
      ...history.summaries,
    ],
  };
}

/** Of the source that covers all that the other does; of the weaker where each covers something alone. Covering nothing makes nothing certain. */
function confidenceOf(
  byTrails: ActionSet,
  ofTrails: Confidence,
  byHistory: ActionSet,
  ofHistory: Confidence,
): Confidence {
  if (isSubset(byTrails, byHistory)) return isEmpty(byHistory) ? 'strong' : ofHistory;
  if (isSubset(byHistory, byTrails)) return ofTrails;
  return ofTrails === 'certain' && ofHistory === 'certain' ? 'certain' : 'strong';
}

/**
 * The trails in groups by where they deliver. Which of several places was read cannot always be told from a local folder; then only what
 * every group would have recorded counts.
 */
function trailGroupsOf(facts: LogFacts): readonly (readonly TrailState[])[] | undefined {
  if (facts.trails === undefined) return undefined;
  const groups = new Map<string, TrailState[]>();
  for (const trail of facts.trails) {
    if (!trail.isOrganization && ownerOf(trail) !== facts.accountId) continue;
    const state = trailStateOf(trail, facts.changes);
    const place = `${trail.bucket}/${trail.prefix}`;
    // A trail whose state could not be read might be the one whose files these are.
    groups.set(place, [...(groups.get(place) ?? []), ...(state === undefined ? [] : [state])]);
  }
  const told = groupsRead([...groups], facts);
  return told.map(([, states]) => states.filter(({ until }) => until > facts.window.from));
}

type Group = readonly [place: string, states: readonly TrailState[]];

/**
 * Those groups whose place the files' paths name (in S3 to the letter; in a local folder the bucket or the prefix), and of them the trails that have the files' layout (with
 * or without the organization's id); else, of all groups, those that have a trail of that layout.
 */
function groupsRead(groups: readonly Group[], { logs, accountId }: LogFacts): readonly Group[] {
  const paths = [...(logs.get(accountId)?.roots ?? [])];
  const hasOrganizationLayout = paths.some((path) => /\/AWSLogs\/o-[a-z0-9]+\//.test(path));
  const hasOwnLayout = paths.some((path) => /\/AWSLogs\/\d{12}\//.test(path));
  const isLayoutKnown = hasOrganizationLayout || hasOwnLayout;
  const hasLayout = ({ trail }: TrailState): boolean =>
    !isLayoutKnown || (trail.isOrganization ? hasOrganizationLayout : hasOwnLayout);
  const byPlace = groups.filter(([place]) => paths.some((path) => isAtPlace(path, place)));
  if (byPlace.length > 0) return byPlace.map(([place, states]) => [place, states.filter(hasLayout)]);
  return isLayoutKnown ? groups.filter(([, states]) => states.some(hasLayout)) : groups;
}

function isAtPlace(path: string, place: string): boolean {
  const [bucket = '', prefix = ''] = place.split(/\/(.*)/s);
  const folder = prefix === '' ? '' : `${prefix}/`;
  if (path.startsWith('/s3://')) return path.startsWith(`/s3://${bucket}/${folder}AWSLogs/`);
  return path.includes(`/${bucket}/`) || (prefix !== '' && path.includes(`/${prefix}/AWSLogs/`));
}

function isTraced(
  trace: EventTrace,
  region: string,
  isGlobal: boolean,
  facts: LogFacts,
  groups: readonly (readonly TrailState[])[] | undefined,
  reading: Reading,
): boolean {
  if (trace.kind === 'none' || trace.kind === 'unknown') return false;
  if (trace.kind === 'data' && trace.resourceTypes.every((type) => facts.declaredDataEvents.includes(type)))
    return true;
  // Without trails.json, files between first and last delivery speak for management events, never for data events.
  // Without the home region's files they are a part of the account's: only regions that have files count then.
  if (groups === undefined) {
    const isRead = reading.regions.has(homeRegionOf(facts.partition)) || reading.regions.has(region);
    return trace.kind === 'management' && isRead;
  }
  return (
    groups.length > 0 &&
    groups.every((states) =>
      states.some((state) => isRecordedBy(state, trace, region, isGlobal, facts.window, reading)),
    )
  );
}

function isRecordedBy(
  { trail, since, until, stoppedDays, selectors }: TrailState,
  trace: EventTrace,
  region: string,
  isGlobal: boolean,
  window: TimeWindow,
  reading: Reading,
): boolean {
  if (!trail.isMultiRegion && trail.homeRegion !== region) return false;
  if (isGlobal && !trail.includesGlobalServices) return false;
  const firstRead = reading.first === undefined ? Number.POSITIVE_INFINITY : startOfDay(reading.first);
  if (!spansWindow(Math.max(since, firstRead), until, window)) return false;
  if (!isWithinTolerance(stoppedDays, reading)) return false;
  return isSelected(selectors, trace);
}

function isSelected(selectors: readonly EventSelector[], trace: EventTrace): boolean {
  if (trace.kind === 'management') {
    return trace.eventSources.every((source) =>
      selectors.some((selector) => selector.category === 'management' && admits(selector, trace.readOnly, source)),
    );
  }
  if (trace.kind !== 'data') return false;
  return trace.resourceTypes.every((type) =>
    selectors.some(
      (selector) => selector.category === 'data' && selector.resourceType === type && admits(selector, trace.readOnly),
    ),
  );
}

/** A selector that speaks of event names is not reasoned about: it counts as letting through too little. */
function admits(selector: EventSelector, readOnly: boolean | 'unknown', source?: string): boolean {
  if (selector.isPartial || selector.eventNames !== undefined) return false;
  if (selector.readWrite !== 'all' && (readOnly === 'unknown' || (selector.readWrite === 'read') !== readOnly))
    return false;
  if (selector.eventSources === undefined) return true;
  return source !== undefined && selector.eventSources.values.includes(source) !== selector.eventSources.not;
}

/** Certain: the trail's own history was read, the regions are known, and no day is missing. */
function isCertain(facts: LogFacts, groups: readonly (readonly TrailState[])[] | undefined, reading: Reading): boolean {
  if (facts.regions === undefined || groups === undefined || reading.toleratedDays > 0) return false;
  const needed = neededDays(facts.window);
  return groups.flat().every(({ trail, stoppedDays }) => {
    const days = facts.logs.get(ownerOf(trail))?.days;
    return needed.every((day) => days?.has(day) === true && !stoppedDays.has(day));
  });
}

function summariesOf(
  facts: LogFacts,
  reading: Reading,
  isManagement: boolean,
  isRecorded: (trace: EventTrace, isGlobal: boolean) => boolean,
  confidence: Confidence,
): readonly CoverageSummary[] {
  const span = spanOf(reading);
  const why = whyNotRead(reading);
  const rows: CoverageSummary[] = [
    {
      accountId: facts.accountId,
      source: 'logs',
      what: 'management events',
      isCovered: isManagement,
      confidence,
      text: isManagement
        ? 'recorded and read for the whole window'
        : (why ?? 'no trail that was read records all of them in every region, for the whole window'),
      ...span,
    },
  ];
  for (const type of ['AWS::S3::Object', 'AWS::Lambda::Function', 'AWS::DynamoDB::Table']) {
    const isCovered = isRecorded({ kind: 'data', readOnly: 'unknown', resourceTypes: [type], partly: false }, false);
    rows.push({
      accountId: facts.accountId,
      source: 'logs',
      what: `data events of ${type}`,
      isCovered,
      confidence,
      text: isCovered
        ? 'recorded and read for the whole window'
        : (why ?? 'no trail that was read records all of them'),
      ...span,
    });
  }
  return rows;
}
