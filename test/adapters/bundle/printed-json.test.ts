import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printedJson } from '../../../src/adapters/bundle/printed-json.ts';

const read = (value: unknown): unknown => JSON.parse(printedJson(value));

describe('printedJson', () => {
  it.each<[string, unknown, unknown]>([
    ['dates as ISO 8601', { at: new Date(Date.UTC(2026, 0, 2, 3, 4, 5)) }, { at: '2026-01-02T03:04:05Z' }],
    ['milliseconds where there are any', [new Date(Date.UTC(2026, 0, 2) + 7)], ['2026-01-02T00:00:00.007Z']],
    ['a date that is none as null', { at: new Date(Number.NaN) }, { at: null }],
    ['an answer without its `$metadata`', { $metadata: { httpStatusCode: 200 }, Users: [] }, { Users: [] }],
    [
      'an answer inside another without its `$metadata`',
      { Policy: { $metadata: {}, Id: 'p' } },
      { Policy: { Id: 'p' } },
    ],
    ['nothing of what is undefined', { Marker: undefined, IsTruncated: false }, { IsTruncated: false }],
    ['bytes as the text they hold', { Content: Buffer.from('user,arn\né') }, { Content: 'user,arn\né' }],
    ['bytes that hold no text as Base64', { Content: Uint8Array.of(0xff, 0xfe, 0x00) }, { Content: '//4A' }],
    [
      'a key that objects have of their own',
      JSON.parse('{"__proto__": {"a": 1}}'),
      JSON.parse('{"__proto__": {"a": 1}}'),
    ],
  ])('prints %s', (_, value, expected) => {
    expect(read(value)).toStrictEqual(expected);
  });

  it('prints any JSON value as it is, with a line break at the end', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(read(value)).toStrictEqual(JSON.parse(JSON.stringify(value)));
        expect(printedJson(value)).toMatch(/\n$/);
      }),
    );
  });
});
