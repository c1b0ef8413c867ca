import type { Gap } from '../../core/model/gap.ts';
import type { Day } from '../../core/model/time.ts';

/** Gaps that are alike, told as one: a refusal for an account may concern a hundred thousand files. */
export interface GapTally {
  add(gap: Gap): void;
  /** One gap for all that share what was asked, where, and the answer, with all their days; sorted. */
  all(): readonly Gap[];
}

interface Alike {
  gap: Gap;
  count: number;
  /** `undefined`: all days. */
  days: Set<Day> | undefined;
}

/** A tally without gaps. Adding the same gaps in any order gives the same answer. */
export function newGapTally(): GapTally {
  const byKey = new Map<string, Alike>();
  return {
    add(gap) {
      const { service, operation, account, region = '', errorCode, message } = gap;
      const key = [account, region, service, operation, errorCode, message].join('\n');
      const known = byKey.get(key);
      if (known === undefined) {
        byKey.set(key, { gap, count: 1, days: gap.days === undefined ? undefined : new Set(gap.days) });
        return;
      }
      known.count += 1;
      if ((gap.path ?? '') < (known.gap.path ?? '')) known.gap = gap;
      if (gap.days === undefined) known.days = undefined;
      for (const day of gap.days ?? []) known.days?.add(day);
    },
    all: () =>
      [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { gap, count, days }]) => toldOf(gap, count, days)),
  };
}

function toldOf({ days: _, ...gap }: Gap, count: number, days: ReadonlySet<Day> | undefined): Gap {
  return {
    ...gap,
    message: count === 1 ? gap.message : `${gap.message} (${count} times)`,
    ...(days === undefined ? {} : { days: [...days].sort((a, b) => a - b) }),
  };
}
