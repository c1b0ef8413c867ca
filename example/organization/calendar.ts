const dayMs = 86_400_000;

/** When the bundle was collected: every date of the example is told as days before this. */
export const collectedAt = '2026-10-31T06:00:00Z';

/** The logs' first day is this many days before `collectedAt`; the audit's window is the last 90 of them. */
export const loggedDays = 120;

const lastMidnight = Date.parse('2026-10-31T00:00:00Z');

/** `YYYY-MM-DD` of the day so many days ago; 0 is the day of the collection. */
export function dayOf(daysAgo: number): string {
  return new Date(lastMidnight - daysAgo * dayMs).toISOString().slice(0, 10);
}

/** An instant of the day so many days ago, as CloudTrail writes it: `2026-10-30T09:14:00Z`. */
export function instantOf(daysAgo: number, secondOfDay: number): string {
  return new Date(lastMidnight - daysAgo * dayMs + secondOfDay * 1000).toISOString().replace('.000Z', 'Z');
}

/** The same instant as the AWS CLI prints dates of IAM: `2026-10-30T09:14:00+00:00`. */
export function cliDate(instant: string): string {
  return instant.replace('Z', '+00:00');
}

/** Days ago, from the first to the last, one every `step` days. */
export function every(step: number, first: number = loggedDays, last = 1): readonly number[] {
  const days: number[] = [];
  for (let day = first; day >= last; day -= step) days.push(day);
  return days;
}
