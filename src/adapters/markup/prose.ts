import { dateOf, dayMs, dayOf, isoOf, parseInstant } from '../../core/model/time.ts';
import { visible } from './visible.ts';

/** A whole number with its thousands apart: `12,345`. */
export function formatNumber(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** A number with its noun: `1 role`, `3 roles`. */
export function count(value: number, noun: string, plural = pluralOf(noun)): string {
  return `${formatNumber(value)} ${value === 1 ? noun : plural}`;
}

function pluralOf(noun: string): string {
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

/** A share as whole percent: `39 %`. Never rounded to none or all when it is neither. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return 'under 1 %';
  if (rounded === 100 && share < 1) return 'over 99 %';
  return `${rounded} %`;
}

/** Items as a sentence lists them: `a, b and c`, or `a, b and 14 more` beyond `most`. */
export function listOf(items: readonly string[], most = Number.POSITIVE_INFINITY): string {
  const shown = items.length > most ? [...items.slice(0, most), `${formatNumber(items.length - most)} more`] : items;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** The day of an ISO date, `2026-11-20`; as it came where it is none. */
export function dayText(iso: string): string {
  const at = parseInstant(iso);
  return at === undefined ? visible(iso) : dateOf(at);
}

/** The moment of an ISO date: `2026-11-20 06:00 UTC`; as it came where it is none. */
export function momentText(iso: string): string {
  const at = parseInstant(iso);
  return at === undefined ? visible(iso) : `${isoOf(at).slice(0, 16).replace('T', ' ')} UTC`;
}

/** A day and how long it is ago: `2026-11-08 (12 days ago)`. */
export function dayAgo(iso: string, asOf: string): string {
  const at = parseInstant(iso);
  const now = parseInstant(asOf);
  if (at === undefined || now === undefined) return dayText(iso);
  const days = dayOf(now) - dayOf(at);
  if (days < 0) return dateOf(at);
  const ago = days === 0 ? 'the same day' : days === 1 ? 'a day ago' : `${count(days, 'day')} ago`;
  return `${dateOf(at)} (${ago})`;
}

/** Number of whole days between two ISO dates, rounded; `undefined` where one is none. */
export function daysBetween(from: string, to: string): number | undefined {
  const first = parseInstant(from);
  const last = parseInstant(to);
  return first === undefined || last === undefined ? undefined : Math.round((last - first) / dayMs);
}

/** Text cut in the middle to at most `most` characters: the beginning and the end of a name tell most. */
export function shorten(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const head = Math.ceil((most - 1) / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (most - 1 - head)).join('')}`;
}

/** Text broken at spaces into lines of at most `width` characters. A word that is longer stays whole, so that it can be copied. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line === '') line = word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** A sentence's first letter in upper case. */
export function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
