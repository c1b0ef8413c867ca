import { wrap } from '../adapters/markup/prose.ts';

/** A hint below its message: broken at spaces to the width of a terminal; in one line for what reads it from a pipe. */
export function hintLines(
  hint: string,
  { isTTY, columns }: { readonly isTTY?: boolean; readonly columns?: number },
): readonly string[] {
  if (hint === '') return [];
  // A terminal that does not know its width says 0.
  const lines = isTTY === true ? wrap(hint, Math.max(columns || 100, 40) - 2) : [hint];
  return lines.map((line) => `  ${line}`);
}
