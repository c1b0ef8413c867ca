import type { EventTrace } from '../catalog/catalog.ts';
import type { Trail } from '../model/bundle.ts';
import type { Gap } from '../model/gap.ts';
import { type Day, dateOf, dayMs, isoOf, startOfDay, type TimeWindow } from '../model/time.ts';
import type { ChangeEvent, HistoryReading } from '../model/usage.ts';
import type { AccountLogs } from './account-logs.ts';
import { neededDays } from './evidence-window.ts';

/** What the coverage of one account's logs, and of its event history, is judged from. */
export interface LogFacts {
  readonly accountId: string;
  readonly partition: string;
  readonly window: TimeWindow;
  /** `undefined`: `trails.json` is absent, so the files alone speak. */
  readonly trails?: readonly Trail[];
  /** `undefined`: the enabled regions are not known. */
  readonly regions?: readonly string[];
  /** Regions named anywhere, for when `regions` is not known. */
  readonly namedRegions: readonly string[];
  /** Of all accounts. */
  readonly logs: ReadonlyMap<string, AccountLogs>;
  /** Of all accounts. */
  readonly history: readonly HistoryReading[];
  /** Whether anybody was seen disabling a region in the window: what happened there before is in no event history that can be read. */
  readonly hasDisabledRegion?: boolean;
  /** Of all accounts. */
  readonly changes: readonly ChangeEvent[];
  /** Unreadable log files, refused listings; not what the event history refused, which is only covered where it was read. */
  readonly gaps: readonly Gap[];
  readonly toleratedGapDays: number;
  readonly declaredDataEvents: readonly string[];
}

/** The days that were read, and those that were not. */
export interface Reading {
  readonly isWhole: boolean;
  readonly needed: readonly Day[];
  readonly missing: readonly Day[];
  /** Days that may be missing, by the configuration. */
  readonly tolerance: number;
  readonly toleratedDays: number;
  /** Regions of which any file was read. */
  readonly regions: ReadonlySet<string>;
  readonly first?: Day;
  readonly last?: Day;
  /** Regions with an unreadable file or a refused listing on a needed day. */
  readonly brokenRegions: ReadonlySet<string>;
}

/**
 * Which days of one account's logs were read. A day counts as read for all regions of an account when it has a log or digest file of that
 * day in some region: CloudTrail delivers nothing for a region without events.
 */
export function readingOf(facts: LogFacts): Reading {
  const own = facts.logs.get(facts.accountId);
  const days: ReadonlySet<Day> = own?.days ?? new Set();
  const sorted = [...days].sort((a, b) => a - b);
  const needed = neededDays(facts.window);
  const missing = needed.filter((day) => !days.has(day));
  const broken = brokenRegionsOf(facts, new Set(needed));
  const [first] = sorted;
  const last = sorted.at(-1);
  const isWhole = sorted.length > 0 && !broken.has('*') && missing.length <= facts.toleratedGapDays;
  return {
    isWhole: isWhole && needed.length > 0,
    needed,
    missing,
    tolerance: facts.toleratedGapDays,
    regions: own?.regions ?? new Set(),
    toleratedDays: isWhole ? missing.length : 0,
    ...(first === undefined ? {} : { first }),
    ...(last === undefined ? {} : { last }),
    brokenRegions: broken,
  };
}

/** Whether the days that were missed and those on which a trail was stopped are within what is tolerated. */
export function isWithinTolerance(stopped: ReadonlySet<Day>, { needed, missing, tolerance }: Reading): boolean {
  const lost = new Set([...missing, ...needed.filter((day) => stopped.has(day))]);
  return lost.size <= tolerance;
}

/** `*` stands for all regions. */
function brokenRegionsOf(facts: LogFacts, needed: ReadonlySet<Day>): ReadonlySet<string> {
  const broken = new Set<string>();
  for (const gap of facts.gaps) {
    // A folder that could not be listed, and whose account is not told, may be this one's.
    const mayBeOwn = gap.account === '' && gap.errorCode === 'Unreadable';
    if (gap.account !== facts.accountId && !mayBeOwn) continue;
    if (gap.days !== undefined && !gap.days.some((day) => needed.has(day))) continue;
    broken.add(gap.region ?? '*');
  }
  return broken;
}

/** Whether the events of a global service lie in the partition's home region: in China only IAM's do. */
export function isAtHome(trace: EventTrace, partition: string): boolean {
  if (partition !== 'aws-cn') return true;
  return trace.kind === 'management' && trace.eventSources.every((name) => name === 'iam.amazonaws.com');
}

/** Whether nothing of the region was unreadable on a day that is needed. */
export function isReadIn(region: string, reading: Reading): boolean {
  return !reading.brokenRegions.has(region);
}

/** From when to when anything was read. */
export function spanOf(reading: Reading): { readonly from?: string; readonly to?: string } {
  if (reading.first === undefined || reading.last === undefined) return {};
  return { from: isoOf(startOfDay(reading.first)), to: isoOf(startOfDay(reading.last) + dayMs - 1000) };
}

/** Why the window was not read whole; `undefined` when it was. */
export function whyNotRead(reading: Reading): string | undefined {
  if (reading.first === undefined) return 'no log file of this account was read';
  if (reading.brokenRegions.size > 0) return 'log files of the window could not be read';
  if (reading.isWhole) return undefined;
  const [first] = reading.missing;
  const when = first === undefined ? '' : `, the first ${dateOf(startOfDay(first))}`;
  return `${reading.missing.length} days of the window have no log file${when}`;
}
