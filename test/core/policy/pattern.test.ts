import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesPattern } from '../../../src/core/catalog/pattern.ts';
import { isCoveredBy } from '../../../src/core/policy/pattern.ts';

describe('isCoveredBy', () => {
  const rows: readonly (readonly [string, string, boolean])[] = [
    ['arn:aws:s3:::logs/*', '*', true],
    ['arn:aws:s3:::logs/*', 'arn:aws:s3:::logs/*', true],
    ['arn:aws:s3:::logs/2024/*', 'arn:aws:s3:::logs/*', true],
    ['arn:aws:s3:::logs/*', 'arn:aws:s3:::logs/2024/*', false],
    ['arn:aws:s3:::logs', 'arn:aws:s3:::log?', true],
    ['arn:aws:s3:::log?', 'arn:aws:s3:::logs', false],
    ['arn:aws:s3:::log?', 'arn:aws:s3:::log*', true],
    ['a*c', 'a*', true],
    ['a*', 'a*c', false],
    ['a**', 'a*', true],
    ['', '*', true],
    ['', '', true],
  ];
  it.each(rows)('says of %j within %j: %j', (inner, outer, expected) => {
    expect(isCoveredBy(inner, outer)).toBe(expected);
  });

  it('says yes only when every text of the inner pattern fits the outer one', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, pattern, fc.array(text, { maxLength: 20 }), (inner, outer, texts) => {
        if (!isCoveredBy(inner, outer)) return;
        for (const one of texts) if (matchesPattern(inner, one)) expect(matchesPattern(outer, one)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('ends for patterns of thousands of stars', () => {
    expect(isCoveredBy('*a'.repeat(1000), `${'*a'.repeat(1000)}b`)).toBe(false);
  });
});
