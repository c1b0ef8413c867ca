import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysOf,
  halvesOf,
  largestPart,
  partsOf,
  partText,
  type QueryPart,
} from '../../../../../src/adapters/aws/logs/athena/parts.ts';
import { dayMs } from '../../../../../src/core/model/time.ts';

const pieces = ({ accounts, window }: QueryPart): string[] =>
  accounts.flatMap((account) => daysOf({ accounts, window }).map((day) => `${account} ${day}`));

const reading = fc.record({
  accounts: fc.integer({ min: 1, max: 120 }),
  from: fc.integer({ min: 0, max: 10 * dayMs }),
  length: fc.integer({ min: 0, max: 40 * dayMs }),
});

describe('partsOf', () => {
  it('covers each account and day once, in parts that Athena can read', () => {
    fc.assert(
      fc.property(reading, ({ accounts, from, length }) => {
        const ids = Array.from({ length: accounts }, (_, at) => String(100_000_000_000 + at));
        const window = { from, to: from + length };
        const parts = partsOf(ids, window);
        const all = parts.flatMap(pieces);
        expect(new Set(all).size).toBe(all.length);
        expect(all.sort()).toEqual(pieces({ accounts: ids, window }).sort());
        for (const part of parts) {
          expect(part.accounts.length).toBeLessThanOrEqual(largestPart.accounts);
          expect(daysOf(part).length).toBeLessThanOrEqual(largestPart.days);
        }
        expect(parts.at(-1)?.window.to).toBe(window.to);
      }),
    );
  });
});

describe('halvesOf', () => {
  it('covers the same, until one day of one account is left', () => {
    fc.assert(
      fc.property(reading, ({ accounts, from, length }) => {
        const ids = Array.from({ length: accounts }, (_, at) => String(100_000_000_000 + at));
        const part = { accounts: ids, window: { from, to: from + length } };
        const halves = halvesOf(part);
        if (halves.length === 0) expect(pieces(part)).toHaveLength(1);
        else expect(halves.flatMap(pieces).sort()).toEqual(pieces(part).sort());
      }),
    );
  });
});

describe('partText', () => {
  it('names accounts and days', () => {
    const window = { from: Date.parse('2026-08-01T00:00:00Z'), to: Date.parse('2026-08-07T23:59:59Z') };
    expect(partText({ accounts: ['1', '2'], window })).toBe('2 accounts (1 to 2), 2026-08-01 to 2026-08-07');
  });
});
