import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { membersOf, setOf } from '../../../../src/core/catalog/action-set.ts';
import { type Candidate, costOf, smallestCover } from '../../../../src/core/policy/minimize/smallest-cover.ts';

const made = (size: number, rows: readonly (readonly [cost: number, elements: readonly number[]])[]): Candidate[] =>
  rows.map(([cost, elements], place) => ({ text: `c${place}`, cost, set: setOf(size, elements) }));

const coverCase = (size: number) =>
  fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.uniqueArray(fc.nat(size - 1), { minLength: 1, maxLength: 4 })), {
    minLength: 1,
    maxLength: 9,
  });

/** The least cost of all choices, tried one by one. */
function leastCost(size: number, candidates: readonly Candidate[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let choice = 0; choice < 2 ** candidates.length; choice++) {
    const chosen = candidates.filter((_, place) => (choice >>> place) % 2 === 1);
    if (new Set(chosen.flatMap(({ set }) => [...membersOf(set)])).size === size)
      least = Math.min(least, costOf(chosen));
  }
  return least;
}

describe('smallestCover', () => {
  it('costs the least for few elements', () => {
    fc.assert(
      fc.property(coverCase(6), (rows) => {
        const candidates = made(6, rows);
        const cover = smallestCover(setOf(6, [0, 1, 2, 3, 4, 5]), 6, candidates);
        expect(cover === undefined ? Number.POSITIVE_INFINITY : costOf(cover)).toBe(leastCost(6, candidates));
      }),
      { numRuns: 300 },
    );
  });

  it('covers many elements, whole, whatever the order of the candidates', () => {
    const size = 40;
    const everyOne = made(
      size,
      Array.from({ length: size }, (_, element) => [5, [element]] as const),
    );
    fc.assert(
      fc.property(coverCase(size), (rows) => {
        const candidates = [...everyOne, ...made(size, rows).map((row) => ({ ...row, text: `more ${row.text}` }))];
        const wanted = setOf(
          size,
          Array.from({ length: size }, (_, element) => element),
        );
        const cover = smallestCover(wanted, size, candidates) ?? [];
        expect(new Set(cover.flatMap(({ set }) => [...membersOf(set)])).size).toBe(size);
        expect(smallestCover(wanted, size, [...candidates].reverse())).toEqual(cover);
        expect(costOf(cover)).toBeLessThanOrEqual(5 * size);
      }),
    );
  });

  it('mends what greed gets wrong', () => {
    // Greed takes the eight of ten (1.5 each), and then needs both halves all the same.
    const size = 16;
    const half = Array.from({ length: 8 }, (_, element) => element);
    const candidates = made(size, [
      [13, half],
      [13, half.map((element) => element + 8)],
      [15, [...half.slice(0, 5), ...half.slice(0, 5).map((element) => element + 8)]],
    ]);
    expect(
      costOf(smallestCover(setOf(size, [...half, ...half.map((element) => element + 8)]), size, candidates) ?? []),
    ).toBe(26);
  });

  it('says so when the candidates do not reach', () => {
    expect(smallestCover(setOf(3, [0, 2]), 3, made(3, [[1, [0]]]))).toBeUndefined();
    expect(smallestCover(setOf(30, [...Array(30).keys()]), 30, made(30, [[1, [0, 5]]]))).toBeUndefined();
  });
});
