import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { membersOf, setOf } from '../../../../src/core/catalog/action-set.ts';
import { candidatePool } from '../../../../src/core/policy/minimize/candidate-pool.ts';
import { nameSpace } from '../../../../src/core/policy/minimize/name-space.ts';
import { addCandidatesWithin } from '../../../../src/core/policy/minimize/pattern-candidates.ts';
import { matchesSlowly, wordsOf } from '../catalog-of-names.ts';

describe('addCandidatesWithin', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'B', 'c'), minLength: 1, maxLength: 6 });
  const frame = fc.oneof(
    fc.constantFrom('*', 'A*', '*b', 'a*B'),
    fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 4 }),
  );
  const lowerCase = { selector: (text: string) => text.toLowerCase(), minLength: 1, maxLength: 12 };

  it('finds only patterns that match just what it says, all of it wanted, and no word that the frame does not match', () => {
    const words = wordsOf('abcx', 6);
    fc.assert(
      fc.property(fc.uniqueArray(name, lowerCase), frame, fc.infiniteStream(fc.boolean()), (names, within, coins) => {
        const wanted = names.flatMap((_, index) => (coins.next().value ? [index] : []));
        const pool = candidatePool(nameSpace(names), setOf(names.length, wanted), 2);
        addCandidatesWithin(pool, within, 100);
        for (const { text, set } of pool.byText.values()) {
          const matched = names.flatMap((one, index) =>
            matchesSlowly(text.toLowerCase(), one.toLowerCase()) ? [index] : [],
          );
          expect([...membersOf(set)]).toEqual(matched);
          expect(wanted).toEqual(expect.arrayContaining(matched));
          const isBeyond = (word: string) =>
            matchesSlowly(text.toLowerCase(), word) && !matchesSlowly(within.toLowerCase(), word);
          expect(words.filter(isBeyond)).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('finds a pattern for every wanted name in a frame of one `*`', () => {
    const open = fc.constantFrom('*', 'A*', '*b', 'a*B');
    fc.assert(
      fc.property(fc.uniqueArray(name, lowerCase), open, fc.infiniteStream(fc.boolean()), (names, within, coins) => {
        const wanted = names.flatMap((_, index) => (coins.next().value ? [index] : []));
        const pool = candidatePool(nameSpace(names), setOf(names.length, wanted), 2);
        addCandidatesWithin(pool, within, 0);
        const covered = new Set([...pool.byText.values()].flatMap(({ set }) => [...membersOf(set)]));
        const reachable = wanted.filter((index) =>
          matchesSlowly(within.toLowerCase(), (names[index] ?? '').toLowerCase()),
        );
        expect([...covered].sort()).toEqual(reachable.sort());
      }),
      { numRuns: 150 },
    );
  });
});
