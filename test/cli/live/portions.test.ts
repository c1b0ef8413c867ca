import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { portionsOf } from '../../../src/cli/live/portions.ts';

const window = { from: Date.parse('2026-08-10T06:00:00Z'), to: Date.parse('2026-08-15T03:00:00Z') };

describe('portionsOf', () => {
  it('cuts at midnight, and names portions by account, source and days', () => {
    expect(
      portionsOf({ id: 's3', portion: { days: 3, accounts: 1 } }, ['222200000000', '111100000000'], window),
    ).toEqual([
      {
        name: '111100000000/s3-2026-08-10-to-2026-08-12',
        accounts: ['111100000000'],
        window: { from: window.from, to: Date.parse('2026-08-12T23:59:59.999Z') },
      },
      {
        name: '111100000000/s3-2026-08-13-to-2026-08-15',
        accounts: ['111100000000'],
        window: { from: Date.parse('2026-08-13T00:00:00Z'), to: window.to },
      },
      {
        name: '222200000000/s3-2026-08-10-to-2026-08-12',
        accounts: ['222200000000'],
        window: { from: window.from, to: Date.parse('2026-08-12T23:59:59.999Z') },
      },
      {
        name: '222200000000/s3-2026-08-13-to-2026-08-15',
        accounts: ['222200000000'],
        window: { from: Date.parse('2026-08-13T00:00:00Z'), to: window.to },
      },
    ]);
  });

  it('reads a source without portions at once, account by account', () => {
    const all = portionsOf({ id: 'changes-only' }, ['111100000000'], window);
    expect(all.map(({ name }) => name)).toEqual(['111100000000/changes-only-2026-08-10-to-2026-08-15']);
    expect(all[0]?.window).toEqual(window);
  });

  it('takes several accounts together', () => {
    const ids = ['333300000000', '111100000000', '222200000000'];
    const all = portionsOf({ id: 'athena', portion: { days: 30, accounts: 2 } }, ids, window);
    expect(all.map(({ name }) => name)).toEqual([
      '111100000000-and-1-more/athena-2026-08-10-to-2026-08-15',
      '333300000000/athena-2026-08-10-to-2026-08-15',
    ]);
  });

  it('leaves no instant out and takes none twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 10 }),
        fc.integer({ min: 0, max: 10 ** 10 }),
        fc.integer({ min: 1, max: 40 }),
        (from, length, days) => {
          const parts = portionsOf({ id: 'x', portion: { days, accounts: 1 } }, ['111100000000'], {
            from,
            to: from + length,
          });
          expect(parts[0]?.window.from).toBe(from);
          expect(parts.at(-1)?.window.to).toBe(from + length);
          for (const [place, part] of parts.entries()) {
            const next = parts[place + 1];
            if (next !== undefined) expect(next.window.from).toBe(part.window.to + 1);
          }
        },
      ),
    );
  });
});
