import type { Instant, TimeWindow } from '../../../../core/model/time.ts';

/** How far the reading of an account's event history has come. */
export interface HistoryProgress {
  readonly accountId: string;
  /** What is being read: one portion of the window. */
  readonly window: TimeWindow;
  /** Requests answered, and events they gave. */
  readonly requests: number;
  readonly events: number;
  /** Share of the portion that is read in the region that takes longest, 0–1. */
  readonly share: number;
  /** As long as it would take at the same rate; `undefined`: nothing is known yet. */
  readonly secondsLeft?: number;
}

/** Follows regions that are read side by side; the slowest says how long it takes. */
export function progressOf(
  accountId: string,
  window: TimeWindow,
  regions: readonly string[],
  now: () => Instant,
  tell: ((progress: HistoryProgress) => void) | undefined,
): (region: string) => (events: number, share: number) => void {
  const startedAt = now();
  const shares = new Map<string, number>(regions.map((region) => [region, 0]));
  let requests = 0;
  let events = 0;
  return (region) => (count, share) => {
    requests += 1;
    events += count;
    shares.set(region, Math.max(share, shares.get(region) ?? 0));
    const least = Math.min(...shares.values());
    const elapsed = (now() - startedAt) / 1000;
    tell?.({
      accountId,
      window,
      requests,
      events,
      share: least,
      ...(least > 0 ? { secondsLeft: Math.ceil((elapsed * (1 - least)) / least) } : {}),
    });
  };
}
