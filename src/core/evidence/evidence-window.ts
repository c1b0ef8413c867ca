import { type Day, dayMs, dayOf, type Instant, type TimeWindow } from '../model/time.ts';

/** How late CloudTrail's log files and IAM's last-accessed answers may be; AWS facts 2.2 and 1.3. */
export const logLagMs = 3_600_000;
/** See `logLagMs`. */
export const lastAccessedLagMs = 4 * 3_600_000;

/** Quarter-ends are up to 92 days apart: use this shortly before the window makes no finding. */
export const graceBeforeMs = 10 * dayMs;

/** The window of an audit: `days` whole days that end at `asOf`. */
export function windowOf(asOf: Instant, days: number): TimeWindow {
  return { from: asOf - days * dayMs, to: asOf };
}

/**
 * The days whose logs must have been read for the whole window to be covered: all but up to a day at each end.
 */
export function neededDays(window: TimeWindow): readonly Day[] {
  const first = dayOf(window.from) + 1;
  const last = dayOf(window.to - logLagMs) - 1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
}

/** Whether a span holds the window but for up to a day at each end. */
export function spansWindow(from: Instant, to: Instant, window: TimeWindow): boolean {
  return from <= window.from + dayMs && to >= window.to - dayMs;
}
