import { visible } from './visible.ts';

/**
 * One cell of a CSV file, quoted where it must be. A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, so such
 * a cell gets a leading apostrophe.
 */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = visible(value);
  const safe = /^\s*[=+\-@|%]/.test(text) ? `'${text}` : text;
  return /[",;]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One row of a CSV file, with its line end (RFC 4180). */
export function csvRow(values: readonly (string | number)[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}
