import type { CatalogAction } from '../catalog/catalog.ts';
import { homeRegionOf } from '../catalog/home-region.ts';
import { iamChangeNames } from '../catalog/watched-changes.ts';
import type { CoverageSummary } from '../model/finding.ts';
import { isoOf, type TimeWindow } from '../model/time.ts';
import type { HistoryReading } from '../model/usage.ts';
import { spansWindow } from './evidence-window.ts';
import { isAtHome, type LogFacts } from './log-reading.ts';

/** What the readings of one account's event history could have shown. */
export interface HistoryCoverage {
  /** Whether every exercise of the action leaves a management event, and all such events were read for the whole window. */
  covers(action: CatalogAction): boolean;
  /** Whether all changes that the age of IAM's grants rests on were read, for the whole window. */
  readonly coversIam: boolean;
  /** Whether all management events of every region that counts were read for the whole window. */
  readonly coversManagement: boolean;
  readonly summaries: readonly CoverageSummary[];
}

/**
 * Judges what was read of an account's event history. It holds all management events of the account, KMS's and RDS's too, whatever trails and
 * selectors there are, and never data events. What was looked up by name speaks for those names alone. A region that is enabled and was not read whole
 * uncovers all but the global services; so do enabled regions that are not known, since one that was not asked leaves no trace, and a region that was disabled in the window.
 */
export function historyCoverageOf(facts: LogFacts): HistoryCoverage {
  const { accountId, window, partition } = facts;
  const home = homeRegionOf(partition);
  const regions = [...new Set([home, ...(facts.regions ?? [])])].sort();
  const own = facts.history.filter((reading) => reading.accountId === accountId);
  const whole = (region: string): HistoryReading | undefined =>
    spanning(
      own.filter((reading) => reading.region === region && reading.eventNames === undefined),
      window,
    );
  const spans = new Map(regions.map((region) => [region, whole(region)]));
  const missing = regions.filter((region) => spans.get(region) === undefined);
  const coversManagement = missing.length === 0 && facts.regions !== undefined && facts.hasDisabledRegion !== true;
  const ofHome = own.filter(({ region }) => region === home);
  const byName = iamChangeNames.map((name) =>
    spanning(
      ofHome.filter(({ eventNames }) => eventNames === undefined || eventNames.includes(name)),
      window,
    ),
  );
  const coversIam = byName.every((span) => span !== undefined);

  const rows: CoverageSummary[] = [];
  const add = (what: string, isCovered: boolean, text: string, read: readonly (HistoryReading | undefined)[]): void => {
    const confidence = facts.regions === undefined ? 'strong' : 'certain';
    rows.push({
      accountId,
      source: 'event-history',
      what,
      isCovered,
      confidence,
      text,
      ...(isCovered ? spanOf(read) : {}),
    });
  };
  if (own.some(({ eventNames }) => eventNames === undefined)) {
    const text = coversManagement
      ? 'read from the event history for the whole window, in every region'
      : whyNotEverywhere(missing, facts);
    add('management events', coversManagement, text, [...spans.values()]);
  }
  if (own.length > 0) {
    const text = coversIam
      ? 'read from the event history for the whole window'
      : `not all of them were read from the event history of ${home}, for the whole window`;
    add('changes of IAM', coversIam, text, byName);
  }
  return {
    coversIam,
    coversManagement,
    summaries: rows,
    covers({ trace, isGlobal }) {
      if (trace.kind !== 'management') return false;
      return isGlobal && isAtHome(trace, partition) ? spans.get(home) !== undefined : coversManagement;
    },
  };
}

function whyNotEverywhere(missing: readonly string[], { regions }: LogFacts): string {
  if (missing.length > 0) return `the event history of ${missing.join(', ')} was not read for the whole window`;
  return regions === undefined
    ? 'the regions that are enabled are not known, so one may not have been read'
    : 'a region was disabled in the window, and its event history cannot be read';
}

/** Events have whole seconds, so readings that are less than one apart leave nothing out. */
const seamMs = 1_000;

/** The stretch without a hole that spans the window but for up to a day at each end; `undefined`: there is none. */
function spanning(readings: readonly HistoryReading[], window: TimeWindow): HistoryReading | undefined {
  let stretch: HistoryReading | undefined;
  for (const reading of [...readings].sort((a, b) => a.from - b.from)) {
    stretch =
      stretch === undefined || reading.from > stretch.to + seamMs
        ? reading
        : { ...stretch, to: Math.max(stretch.to, reading.to) };
    if (spansWindow(stretch.from, stretch.to, window)) return stretch;
  }
  return undefined;
}

function spanOf(read: readonly (HistoryReading | undefined)[]): Pick<CoverageSummary, 'from' | 'to'> {
  const known = read.filter((reading) => reading !== undefined);
  if (known.length === 0) return {};
  return {
    from: isoOf(Math.max(...known.map(({ from }) => from))),
    to: isoOf(Math.min(...known.map(({ to }) => to))),
  };
}
