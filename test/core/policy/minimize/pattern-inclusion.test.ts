import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithinUnion } from '../../../../src/core/policy/minimize/pattern-inclusion.ts';
import { matchesSlowly, wordsOf } from '../catalog-of-names.ts';

describe('isWithinUnion', () => {
  it.each([
    ['get*', ['*'], true],
    ['get*', ['g*', 'x*'], true],
    ['get*', ['get?*', 'get'], true],
    ['get*', ['get?*'], false],
    ['*', ['?*'], true],
    ['*', ['?', '??', '???*'], true],
    ['*', ['?', '???*'], false],
    ['?', ['a', 'b'], false],
    ['a?*', ['a??*', 'ab', 'a?'], true],
    ['*a*', ['a*', '?*a*'], true],
    ['get', [], false],
    ['getx', ['get?'], true],
  ])('tells whether `%s` is within %j', (inner, outers, expected) => {
    expect(isWithinUnion(inner, outers)).toBe(expected);
  });

  it('agrees with trying every short word', () => {
    // One letter, `c`, is in no pattern, and words are longer than patterns by more than any pattern can count.
    const words = wordsOf('abc', 7);
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '*', '?'), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(pattern, fc.array(pattern, { maxLength: 4 }), (inner, outers) => {
        const slow = words
          .filter((word) => matchesSlowly(inner, word))
          .every((word) => outers.some((outer) => matchesSlowly(outer, word)));
        expect(isWithinUnion(inner, outers)).toBe(slow);
      }),
      { numRuns: 500 },
    );
  });

  it('gives up on patterns made to take for ever, and does not guess', () => {
    // True, but telling it means to remember where every `a` of the last 18 letters stood.
    const counted = Array.from({ length: 18 }, (_, place) => `*a${'?'.repeat(place)}a*`);
    const started = performance.now();
    expect(isWithinUnion('*a?*a*', [...counted, `*a${'?'.repeat(18)}*`])).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
