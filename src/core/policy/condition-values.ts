import { type Instant, parseInstant } from '../model/time.ts';

/** `true` and `false`, in any letter case. */
export function booleanOfValue(value: string): boolean | undefined {
  const word = value.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

/** A number as conditions write it: an optional sign, digits, a fraction. */
export function numberOfValue(text: string): number | undefined {
  const value = /^\s*[+-]?\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/**
 * A date as conditions write it: ISO 8601 (a date, or with a time), or seconds since 1970. A bare year and month are ISO 8601 too.
 */
export function instantOfValue(text: string): Instant | undefined {
  if (/^\d{5,}$/.test(text.trim())) return Number(text) * 1000;
  return parseInstant(text) ?? (/^\d{4}(-\d{2})?$/.test(text) ? parseInstant(`${text}-01-01`.slice(0, 10)) : undefined);
}
