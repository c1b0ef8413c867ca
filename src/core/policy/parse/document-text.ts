import type { Position } from '../statement.ts';

/**
 * The text of a policy document that may be URL-encoded, without a byte order mark. `undefined`: its percent encoding is broken.
 *
 * AWS encodes by RFC 3986, where a blank is `%20`; encoders of web forms write it as `+`, and a `+` as `%2B`. So a `+` is a blank only
 * where everything else looks like a form encoder's work too.
 */
export function decodedText(document: string): string | undefined {
  const begins = document.trimStart();
  // No JSON text has `%` or `+` for its first sign, nor next after its opening brace.
  if (!/^\{?[%+]/.test(begins)) return withoutMark(document);
  const isForm = begins.includes('+') && !begins.includes('%20') && /^[\w.*~%+-]+$/.test(begins.trimEnd());
  try {
    return withoutMark(decodeURIComponent(isForm ? document.replaceAll('+', ' ') : document));
  } catch {
    // Not an error of ours, and its words say nothing more: the document is no URL-encoded text.
    return undefined;
  }
}

/** Some editors and PowerShell write one; it is no character of the text, and has no column. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Tells line and column of offsets in a text; a line ends with LF, or CR and LF. */
export function positionsIn(text: string): (offset: number) => Position {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
