import type { JsonObject } from '../../core/model/json-object.ts';

/** What a JSON text of this folder escapes: all but printable ASCII, since programs read files in whatever encoding the caller's locale has. */
const beyondAscii = /[^\n -~]/g;

/** A value as JSON of several lines in plain ASCII, without a line break at its end. */
export function jsonText(value: unknown): string {
  return escaped(JSON.stringify(value, undefined, 2));
}

/** A policy document as JSON on one line in plain ASCII: for quotas that count blanks. */
export function compactDocument(document: JsonObject): string {
  return escaped(JSON.stringify(document));
}

function escaped(json: string): string {
  return json.replace(beyondAscii, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
