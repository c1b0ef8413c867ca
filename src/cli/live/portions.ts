import { type Day, dateOf, dayOf, startOfDay, type TimeWindow } from '../../core/model/time.ts';
import type { LogSource } from '../../core/model/usage.ts';

/** A part of the logs that is read, and written into the bundle, as a whole. */
export interface Portion {
  /** Below `usage/`, without ending. */
  readonly name: string;
  /** Account ids. */
  readonly accounts: readonly string[];
  readonly window: TimeWindow;
}

/**
 * Cuts what is to be read of a source into portions, by accounts and then days, at midnight UTC. The same accounts and window give the same
 * portions, so that a collection that is begun again finds what it has.
 */
export function portionsOf(
  { id, portion }: Pick<LogSource, 'id' | 'portion'>,
  accounts: readonly string[],
  window: TimeWindow,
): readonly Portion[] {
  const together = portion?.accounts ?? 1;
  const days = portion?.days ?? Number.POSITIVE_INFINITY;
  const sorted = [...accounts].sort();
  const portions: Portion[] = [];
  for (let first = 0; first < sorted.length; first += together) {
    const chunk = sorted.slice(first, first + together);
    for (const part of windowsOf(window, days)) {
      const dates = `${dateOf(part.from)}-to-${dateOf(part.to)}`;
      portions.push({ name: `${folderOf(chunk)}/${id}-${dates}`, accounts: chunk, window: part });
    }
  }
  return portions;
}

function folderOf([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first}-and-${others.length}-more`;
}

function* windowsOf(window: TimeWindow, days: number): Generator<TimeWindow> {
  const lastDay = dayOf(window.to);
  for (let day: Day = dayOf(window.from); day <= lastDay; day += days) {
    yield {
      from: Math.max(window.from, startOfDay(day)),
      to: Math.min(window.to, startOfDay(day + days) - 1),
    };
    if (!Number.isFinite(days)) return;
  }
}
