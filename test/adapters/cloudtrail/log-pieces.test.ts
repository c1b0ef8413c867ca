import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visitPieces } from '../../../src/adapters/cloudtrail/log-pieces.ts';

function piecesOf(text: string): readonly unknown[] | undefined {
  const records: unknown[] = [];
  return visitPieces(new TextEncoder().encode(text), (each) => records.push(each)) ? records : undefined;
}

/** Records long enough that a hundred of them make several pieces, with text that looks like the cuts. */
const tricky = fc.constantFrom('},{"eventVersion":', ']}', '{"Records":[', '\\"', '\u2028', 'é東🙂', 'plain');
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    tricky,
    fc.string(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.array(fc.record({ eventVersion: fc.constant('1.0'), inner: tie('any') }), { maxLength: 3 }),
    fc.dictionary(fc.string(), tie('any'), { maxKeys: 3 }),
  ),
})).any;
const record = fc.record({
  eventVersion: fc.constant('1.10'),
  padding: fc.integer({ min: 0, max: 4000 }).map((length) => 'x'.repeat(length)),
  requestParameters: value,
});

describe('visitPieces', () => {
  it('gives what parsing at once gives, or says that it cannot', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 100, size: 'max' }), (records) => {
        const text = JSON.stringify({ Records: records });
        const pieces = piecesOf(text);
        if (pieces === undefined) return;
        read += 1;
        expect(JSON.stringify({ Records: pieces })).toBe(text);
      }),
      { numRuns: 40 },
    );
    expect(read).toBeGreaterThan(10);
  });

  it('reads several pieces', () => {
    const records = Array.from({ length: 400 }, (_, at) => ({ eventVersion: '1.10', at, text: 'y'.repeat(1000) }));
    expect(piecesOf(`${JSON.stringify({ Records: records })}\n`)).toEqual(records);
  });

  it.each([
    '',
    '{}',
    '[]',
    '{"Records":[]}',
    '{"Records": [{"eventVersion":"1.10"}]}',
    '{"Records":[{"eventVersion":"1.10"}],"more":1}',
    '{"Records":[{"eventVersion":"1.10"}],"Records":[{"eventVersion":"1.10"}]}',
    '{"Records":[{"eventVersion":"1.10"}',
    '{"Records":[{"eventVersion":"1.10"},]}',
    '{"Records":[{"eventVersion":"1.10"},null]}',
  ])('leaves %s to the parsing at once', (text) => {
    expect(piecesOf(text)).toBeUndefined();
  });

  it('does not cut inside a nested value', () => {
    const nested = {
      eventVersion: '1.10',
      list: Array.from({ length: 100 }, () => ({ eventVersion: 'x'.repeat(2000) })),
    };
    const text = JSON.stringify({ Records: [nested, nested] });
    expect(piecesOf(text)).toBeUndefined();
  });
});
