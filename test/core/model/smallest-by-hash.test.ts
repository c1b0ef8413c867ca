import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallestByHash, textHash } from '../../../src/core/model/smallest-by-hash.ts';

const texts = fc.uniqueArray(fc.string(), { maxLength: 60 });
const kept = (items: readonly string[]): string[] => smallestByHash(items, (text) => text, 20).sort();

describe('smallestByHash', () => {
  it('keeps the same items for any order', () => {
    fc.assert(
      fc.property(texts, (all) => {
        expect(kept(all.toReversed())).toEqual(kept(all));
      }),
    );
  });

  it('keeps the same items when groups are cut before they are joined', () => {
    fc.assert(
      fc.property(texts, fc.nat(60), (all, at) => {
        expect(kept([...kept(all.slice(0, at)), ...kept(all.slice(at))])).toEqual(kept(all));
      }),
    );
  });

  it('keeps all up to the limit', () => {
    expect(smallestByHash(['b', 'a'], (text) => text, 2)).toEqual(['b', 'a']);
    expect(smallestByHash(['b', 'a'], (text) => text, 1)).toHaveLength(1);
  });
});

describe('textHash', () => {
  it('is a whole number below 2^53 that never changes', () => {
    expect(textHash('arn:aws:s3:::orders')).toBe(textHash('arn:aws:s3:::orders'));
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Number.isSafeInteger(textHash(text))).toBe(true);
      }),
    );
  });
});
