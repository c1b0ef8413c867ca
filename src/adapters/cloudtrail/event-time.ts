import { dayMs, type Instant, parseInstant } from '../../core/model/time.ts';

/**
 * Reads `eventTime`; `undefined` when it is no time. Made for speed on AWS's own `2024-05-01T12:34:56Z`; anything else goes the slow
 * way, and a test holds the two together.
 */
export function eventTimeOf(text: string): Instant | undefined {
  if (text.length !== 20 || text.charCodeAt(19) !== 90 || text.charCodeAt(10) !== 84) return parseInstant(text);
  const year = digits(text, 0) * 100 + digits(text, 2);
  const month = digits(text, 5);
  const date = digits(text, 8);
  const seconds = digits(text, 11) * 3600 + digits(text, 14) * 60 + digits(text, 17);
  const isPlain =
    year >= 1970 && month >= 1 && month <= 12 && date >= 1 && date <= 28 && seconds >= 0 && seconds < 86_400;
  if (!isPlain || digits(text, 11) > 23 || digits(text, 14) > 59 || digits(text, 17) > 59) return parseInstant(text);
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return parseInstant(text);
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return parseInstant(text);
  return daysBefore(year, month, date) * dayMs + seconds * 1000;
}

/** Two digits as a number; far below zero when they are no digits, so that no sum with it is plain. */
function digits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1e9;
}

/** Days since 1970-01-01 in the Gregorian calendar, by counting years from March. */
function daysBefore(year: number, month: number, date: number): number {
  const fromMarch = month > 2 ? month - 3 : month + 9;
  const years = month > 2 ? year : year - 1;
  const leaps = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leaps + Math.floor((153 * fromMarch + 2) / 5) + date - 1 - 719_468;
}
