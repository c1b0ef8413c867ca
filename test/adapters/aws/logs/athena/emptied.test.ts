import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptiedValue, parsed } from '../../../../../src/adapters/aws/logs/athena/emptied.ts';

/** What the query does with a value: numbers go, and texts but for those with `:iam::`. */
function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(emptied);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, emptied(item)]));
  }
  if (typeof value === 'number') return '';
  return typeof value === 'string' && !value.includes(':iam::') ? '' : value;
}

/** JSON text as the query leaves it. */
const asAnswered = (text: string): string =>
  text.replace(
    /("(?:[^"\\]|\\.)*"\s*:|"(?:[^"\\]|\\.)*:iam::(?:[^"\\]|\\.)*")|"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*/g,
    '$1',
  );

describe('emptiedValue', () => {
  it('has an empty text for each value that went', () => {
    expect(emptiedValue('{"a":,"b":[,],"c":{"d":true,"e":null},"f":[]}')).toEqual({
      ...{ a: '', b: ['', ''], c: { d: true, e: null }, f: [] },
    });
  });

  it('reads all that the query may leave', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = JSON.stringify(value);
        // A list of one value is left as an empty one: no name of a member is lost.
        const same = (one: unknown): string => JSON.stringify(emptied(one)).replaceAll('[""]', '[]');
        const read = emptiedValue(asAnswered(text));
        expect(JSON.stringify(read).replaceAll('[""]', '[]')).toBe(same(parsed(text)));
      }),
      { numRuns: 300 },
    );
  });

  it('is undefined for what is no JSON', () => {
    for (const text of ['', '{', '}{', '{"a"']) expect(emptiedValue(text)).toBeUndefined();
  });
});
