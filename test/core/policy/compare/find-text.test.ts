import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAutomata } from '../../../../src/core/policy/compare/automata.ts';
import { effortOf } from '../../../../src/core/policy/compare/effort.ts';
import { findText } from '../../../../src/core/policy/compare/find-text.ts';
import { globPattern, matchesText } from '../../../../src/core/policy/text-pattern.ts';

const glob = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 5 });

/** Every text of up to six letters, `c` standing for all that no pattern names. */
const texts = [''];
for (const text of texts) if (text.length < 6) texts.push(...['a', 'b', 'c'].map((letter) => text + letter));

describe('findText', () => {
  it('finds a text exactly where trying all of them does', () => {
    const query = fc.record({
      required: fc.array(fc.array(glob, { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
      forbidden: fc.array(glob, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(query, ({ required, forbidden }) => {
        const patterns = {
          required: required.map((union) => union.map(globPattern)),
          forbidden: forbidden.map(globPattern),
        };
        const isIn = (text: string) =>
          patterns.required.every((union) => union.some((one) => matchesText(one, text))) &&
          !patterns.forbidden.some((one) => matchesText(one, text));
        const found = findText(patterns, createAutomata(), effortOf(100_000));
        if (found.kind === 'found') expect(isIn(found.value)).toBe(true);
        else expect([found.kind, texts.filter(isIn)]).toEqual(['none', []]);
      }),
      { numRuns: 1500 },
    );
  });

  it('finds a shortest one', () => {
    const patterns = { required: [[globPattern('a*b')], [globPattern('???*')]], forbidden: [globPattern('aab')] };
    const found = findText(patterns, createAutomata(), effortOf(1000));
    expect(found.kind === 'found' && found.value).toMatch(/^a[^a]b$/);
  });

  it('says that it gave up when the effort is spent', () => {
    const patterns = { required: [[globPattern('aaaaaaaaaaaaaaaaaaaa')]], forbidden: [] };
    expect(findText(patterns, createAutomata(), effortOf(5)).kind).toBe('unknown');
  });
});
