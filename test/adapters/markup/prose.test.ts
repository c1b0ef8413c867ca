import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  capitalized,
  count,
  dayAgo,
  daysBetween,
  dayText,
  formatNumber,
  listOf,
  momentText,
  percent,
  shorten,
  wrap,
} from '../../../src/adapters/markup/prose.ts';

describe('numbers', () => {
  it('are written with their thousands apart', () => {
    expect([0, 12, 999, 1_000, 1_234_567].map(formatNumber)).toEqual(['0', '12', '999', '1,000', '1,234,567']);
  });

  it('agree with their noun', () => {
    expect([count(0, 'role'), count(1, 'role'), count(3, 'role'), count(2, 'policy'), count(2, 'key')]).toEqual([
      '0 roles',
      '1 role',
      '3 roles',
      '2 policies',
      '2 keys',
    ]);
    expect(count(2, 'more kind', 'more kinds')).toBe('2 more kinds');
  });

  it('are not rounded to none or all when they are neither', () => {
    expect([0, 0.001, 0.387, 0.999, 1].map(percent)).toEqual(['0 %', 'under 1 %', '39 %', 'over 99 %', '100 %']);
  });
});

describe('lists', () => {
  it('read as a sentence has them', () => {
    expect([listOf([]), listOf(['a']), listOf(['a', 'b']), listOf(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });

  it('end with the number of what is left out', () => {
    expect(listOf(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
    expect(listOf(['a', 'b'], 2)).toBe('a and b');
  });
});

describe('dates', () => {
  const asOf = '2026-11-20T06:00:00Z';

  it('are days, with how long ago they are by the calendar', () => {
    expect(dayText('2026-11-08T23:59:00Z')).toBe('2026-11-08');
    expect(dayAgo('2026-11-08T23:59:00Z', asOf)).toBe('2026-11-08 (12 days ago)');
    expect(dayAgo('2026-11-19T23:59:00Z', asOf)).toBe('2026-11-19 (a day ago)');
    expect(dayAgo(asOf, asOf)).toBe('2026-11-20 (the same day)');
    expect(dayAgo('2026-12-01T00:00:00Z', asOf)).toBe('2026-12-01');
    expect(momentText(asOf)).toBe('2026-11-20 06:00 UTC');
    expect(daysBetween('2026-08-22T06:00:00Z', '2026-11-20T05:00:00Z')).toBe(90);
  });

  it('that are none are told as they came, made visible', () => {
    expect(dayText('soon\u001b')).toBe('soon\\u001b');
    expect(dayAgo('soon', asOf)).toBe('soon');
    expect(momentText('soon')).toBe('soon');
    expect(daysBetween('soon', asOf)).toBeUndefined();
  });
});

describe('shorten', () => {
  it('keeps beginning and end', () => {
    expect(shorten('abcdefghij', 5)).toBe('ab…ij');
    expect(shorten('abcde', 5)).toBe('abcde');
  });

  it('is never longer than asked and cuts no character in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, most) => {
        expect([...shorten(text, most)].length).toBeLessThanOrEqual(Math.max(most, 1));
        expect(shorten(text, most)).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});

describe('wrap', () => {
  it('breaks at spaces only and loses nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }), (words) => {
        const lines = wrap(words.join(' '), 12);
        expect(lines.join(' ')).toBe(words.join(' '));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(12);
      }),
    );
  });

  it('keeps a longer word whole', () => {
    expect(wrap('see arn:aws:iam::111122223333:role/x now', 10)).toEqual([
      'see',
      'arn:aws:iam::111122223333:role/x',
      'now',
    ]);
  });
});

describe('capitalized', () => {
  it('changes the first letter alone', () => {
    expect(capitalized('the IAM role')).toBe('The IAM role');
  });
});
