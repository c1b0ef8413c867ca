/**
 * A value as the AWS CLI prints an answer: dates as ISO 8601, `$metadata` and what is `undefined` left out. Bytes are printed as the text they
 * hold, and as Base64 where they hold none.
 */
export function printedJson(value: unknown): string {
  return `${JSON.stringify(plainOf(value), undefined, 2)}\n`;
}

function plainOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : dateText(value);
  if (value instanceof Uint8Array) return bytesText(value);
  if (Array.isArray(value)) return value.map((item: unknown) => plainOf(item));
  // Object.fromEntries keeps a key such as `__proto__` as a plain one.
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]: [string, unknown]) =>
      key === '$metadata' || item === undefined ? [] : [[key, plainOf(item)]],
    ),
  );
}

/** With milliseconds only where there are any: AWS's dates seldom have them. */
function dateText(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}

function bytesText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return Buffer.from(bytes).toString('base64');
  }
}
