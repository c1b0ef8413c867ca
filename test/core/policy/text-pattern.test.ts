import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { templateOf } from '../../../src/core/policy/template.ts';
import { globPattern, matchesText, textPatternOf } from '../../../src/core/policy/text-pattern.ts';

/** What a glob means, slowly. */
function regularExpression(glob: string, ignoresCase = false): RegExp {
  const source = [...glob].map((one) =>
    one === '*' ? '.*' : one === '?' ? '.' : one.replace(/[\\^$.|+()[\]{}]/, '\\$&'),
  );
  return new RegExp(`^${source.join('')}$`, ignoresCase ? 'si' : 's');
}

const glob = fc.string({ unit: fc.constantFrom('a', 'b', ':', 'B', '*', '?'), maxLength: 8 });
const text = fc.string({ unit: fc.constantFrom('a', 'b', ':', 'A', 'B', '*'), maxLength: 8 });

describe('matchesText', () => {
  it('agrees with a regular expression', () => {
    fc.assert(
      fc.property(glob, text, (pattern, value) => {
        expect(matchesText(globPattern(pattern), value)).toBe(regularExpression(pattern).test(value));
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with one that ignores letter case', () => {
    fc.assert(
      fc.property(glob, text, (pattern, value) => {
        const read = textPatternOf(templateOf(pattern, '2012-10-17'), 'glob', true) ?? [];
        expect(matchesText(read, value)).toBe(regularExpression(pattern, true).test(value));
      }),
      { numRuns: 2000 },
    );
  });

  it('compares ARNs part by part', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 3 });
    const parts = fc.array(part, { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(parts, parts, (pattern, value) => {
        const read = textPatternOf(templateOf(pattern.join(':'), '2012-10-17'), 'arn') ?? [];
        const values = value.map((one) => one.replaceAll(/[*?]/g, 'a'));
        const expected = pattern.every((one, at) => regularExpression(one).test(values[at] ?? ''));
        expect(matchesText(read, values.join(':'))).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('ends soon on thousands of wildcards', () => {
    const started = performance.now();
    expect(matchesText(globPattern('*a'.repeat(2000)), 'a'.repeat(1999))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('textPatternOf', () => {
  it('makes no pattern of an ARN of fewer than six parts, but for a lone star', () => {
    const read = (value: string) => textPatternOf(templateOf(value, '2012-10-17'), 'arn');
    expect([read('arn:aws:s3'), read('*')]).toEqual([undefined, globPattern('*')]);
  });

  it('writes equal languages of wildcards alike', () => {
    expect(globPattern('a**?*b')).toEqual(globPattern('a?*b'));
  });
});
