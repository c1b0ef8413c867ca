/**
 * Characters that JSON allows bare and a terminal or an editor does not show: `findings.json` is also printed, and names in it are
 * hostile. As `\uXXXX` they mean the same to a parser.
 */
const invisible = /[\u007f-\u009f\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A value as JSON on one line, with spaces after commas and colons. `undefined` fields are left out. */
export function jsonLine(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map(jsonLine).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = fieldsOf(value).map(([key, field]) => `${scalar(key)}: ${jsonLine(field)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  return scalar(value);
}

/** A value as JSON: on one line where it fits `width`, else broken, two spaces a level, its first line at `indent` levels. */
export function jsonBlock(value: unknown, indent: number, width = 120): string {
  // What cannot fit is not written twice, or what lies deep would be written once a level.
  if (typeof value === 'object' && value !== null && leastLength(value, width) > width) {
    return brokenJson(value, indent, width);
  }
  const line = jsonLine(value);
  if (typeof value !== 'object' || value === null || line.length + indent * 2 <= width) return line;
  return brokenJson(value, indent, width);
}

/** Like `jsonBlock`, but broken however short it is. */
export function brokenJson(value: object, indent: number, width = 120): string {
  const pad = '  '.repeat(indent + 1);
  const items = Array.isArray(value)
    ? value.map((item: unknown) => `${pad}${jsonBlock(item, indent + 1, width)}`)
    : fieldsOf(value).map(([key, field]) => `${pad}${scalar(key)}: ${jsonBlock(field, indent + 1, width)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return items.length === 0 ? open + close : `${open}\n${items.join(',\n')}\n${'  '.repeat(indent)}${close}`;
}

/** At most what the value takes on one line; the count ends beyond `most`. */
function leastLength(value: unknown, most: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 1;
  let length = 2;
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    if (length > most) return length;
    length += leastLength(item, most) + 1 + (Array.isArray(value) ? 0 : key.length);
  }
  return length;
}

function fieldsOf(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, field]) => field !== undefined);
}

function scalar(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  // Nearly every text is plain ASCII, and the long look costs more than all the rest.
  if (/^[ -~]*$/.test(text)) return text;
  return text.replace(invisible, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
