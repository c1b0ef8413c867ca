import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventTimeOf } from '../../../src/adapters/cloudtrail/event-time.ts';
import { isoOf, parseInstant } from '../../../src/core/model/time.ts';

describe('eventTimeOf', () => {
  it('agrees with the slow reading on every second of four hundred years', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12_622_780_800 }), (second) => {
        expect(eventTimeOf(isoOf(second * 1000))).toBe(second * 1000);
      }),
    );
  });

  it('agrees with the slow reading on text that is almost a time', () => {
    const almost = fc
      .tuple(fc.integer({ min: 0, max: 19 }), fc.constantFrom(...'0123456789:-TZ +x'))
      .map(([at, letter]) => {
        const time = '2026-08-31T23:59:58Z';
        return time.slice(0, at) + letter + time.slice(at + 1);
      });
    fc.assert(
      fc.property(almost, (text) => {
        expect(eventTimeOf(text)).toBe(parseInstant(text));
      }),
    );
  });

  it('reads other forms, and refuses what is no time', () => {
    expect(eventTimeOf('2026-08-01T10:00:00.500Z')).toBe(Date.UTC(2026, 7, 1, 10, 0, 0, 500));
    expect(eventTimeOf('2026-08-01T12:00:00+02:00')).toBe(Date.UTC(2026, 7, 1, 10));
    expect(eventTimeOf('')).toBeUndefined();
    expect(eventTimeOf('2026-13-01T10:00:00Z')).toBeUndefined();
  });
});
