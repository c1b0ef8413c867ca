/** What a JSON text is made of; white space and what is none of it is passed over. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|true|false|null/g;

/** Reads JSON text that was emptied of its texts and numbers: an empty text stands in for each. `undefined` when it is none. */
export function emptiedValue(text: string): unknown {
  const parts: string[] = [];
  let last = '';
  for (const [part] of text.matchAll(token)) {
    const isMissing =
      (part === ',' && (last === ':' || last === ',' || last === '[')) ||
      (part === '}' && last === ':') ||
      (part === ']' && last === ',');
    if (isMissing) parts.push('""');
    parts.push(part);
    last = part;
  }
  return parsed(parts.join(''));
}

/** The value of JSON text; `undefined` when it is none. */
export function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: what it said is not known, which is what the caller makes of `undefined`.
    return undefined;
  }
}
