/** Milliseconds since the Unix epoch, UTC. Every time inside the core is one of these. */
export type Instant = number;

/** Whole days since the Unix epoch, UTC. */
export type Day = number;

/** A closed span of time: `from` ≤ t ≤ `to`. */
export interface TimeWindow {
  readonly from: Instant;
  readonly to: Instant;
}

/** Milliseconds in a day. */
export const dayMs = 86_400_000;

/** The day an instant lies in. */
export function dayOf(at: Instant): Day {
  return Math.floor(at / dayMs);
}

/** The first instant of a day. */
export function startOfDay(day: Day): Instant {
  return day * dayMs;
}

/** ISO 8601 with seconds and `Z`, as every report writes it. */
export function isoOf(at: Instant): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** `yyyy-mm-dd` of an instant. */
export function dateOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Whether an instant lies in a window, ends included. */
export function isWithin(at: Instant, window: TimeWindow): boolean {
  return at >= window.from && at <= window.to;
}

/**
 * Reads a date as AWS and its tools write it: ISO 8601, with a space for the `T`, or with an offset.
 * A date without an offset is UTC. `undefined` when it is not a date.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text.trim(),
  );
  if (match === null) return undefined;
  const [, date, time = '00:00:00', zone = 'Z'] = match;
  const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const at = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}${offset}`);
  return Number.isNaN(at) ? undefined : at;
}
