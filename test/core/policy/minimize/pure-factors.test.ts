import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endCode,
  firstLetter,
  forEachPureFactor,
  startCode,
} from '../../../../src/core/policy/minimize/pure-factors.ts';

const codes = (word: string) =>
  Uint8Array.from([startCode, ...[...word].map((letter) => letter.charCodeAt(0) - 97 + firstLetter), endCode]);

/** `from-end` of the parts of one text that no other text has and that hold no shorter such part: the slow, obvious version. */
function slowly(text: Uint8Array, outside: readonly Uint8Array[]): string[] {
  const shown = outside.map((other) => `,${other.join()},`);
  const isPure = (from: number, end: number) =>
    !shown.some((other) => other.includes(`,${text.slice(from, end).join()},`));
  const parts: string[] = [];
  for (let from = 0; from < text.length; from++) {
    for (let end = from + 1; end <= text.length; end++) {
      if (!isPure(from, end)) continue;
      const isShortest = end - from === 1 || (!isPure(from + 1, end) && !isPure(from, end - 1));
      if (isShortest) parts.push(`${from}-${end}`);
    }
  }
  return parts.sort();
}

describe('forEachPureFactor', () => {
  it('finds the same parts as trying them all', () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(words, words, (inside, outside) => {
        const texts = inside.map(codes);
        const others = outside.map(codes);
        const found = texts.map((): string[] => []);
        forEachPureFactor(texts, others, 3 + firstLetter, (text, from, end) => found[text]?.push(`${from}-${end}`));
        expect(found.map((parts) => parts.sort())).toEqual(texts.map((text) => slowly(text, others)));
      }),
      { numRuns: 400 },
    );
  });
});
