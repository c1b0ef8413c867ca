import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventKeyOf, newEventIdSet } from '../../../src/adapters/cloudtrail/event-ids.ts';

describe('newEventIdSet', () => {
  it('agrees with a plain set, zeros and growth included', () => {
    const word = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word), { maxLength: 5000, size: 'max' }), (pairs) => {
        const ours = newEventIdSet();
        const plain = new Set<string>();
        for (const [high, low] of pairs) {
          const key = `${high},${low}`;
          expect(ours.add(high, low)).toBe(!plain.has(key));
          plain.add(key);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('eventKeyOf', () => {
  it('tells two hundred thousand ids apart', () => {
    const set = newEventIdSet();
    for (let at = 0; at < 200_000; at += 1) {
      const { high, low } = eventKeyOf(`0f1e2d3c-0000-4000-8000-${at.toString(16).padStart(12, '0')}`);
      if (!set.add(high, low)) expect.fail(`id ${at} collides`);
    }
  });
});
