import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenJson, jsonBlock, jsonLine } from '../../../src/adapters/report/json-layout.ts';

describe('the layout of JSON', () => {
  it('means the same as JSON.stringify, on one line and broken', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(jsonLine(value))).toEqual(plain);
        expect(jsonLine(value)).not.toContain('\n');
        if (typeof value === 'object' && value !== null) expect(JSON.parse(brokenJson(value, 1, 20))).toEqual(plain);
      }),
    );
  });

  it('keeps what fits on a line and breaks what does not', () => {
    const value = { name: 'a', list: ['one', 'two'], none: [] };
    expect(jsonBlock(value, 0)).toBe('{ "name": "a", "list": ["one", "two"], "none": [] }');
    expect(jsonBlock(value, 1, 30)).toBe('{\n    "name": "a",\n    "list": ["one", "two"],\n    "none": []\n  }');
  });

  it('leaves out fields that are undefined', () => {
    expect(jsonLine({ a: undefined, b: 1 })).toBe('{ "b": 1 }');
    expect(jsonBlock({ a: undefined, b: 'x'.repeat(20) }, 0, 10)).toBe(`{\n  "b": "${'x'.repeat(20)}"\n}`);
  });

  it('writes characters that do not show as codes, and leaves letters of any script', () => {
    expect(jsonLine('\u202e\u009b\u{e0001}\u001b')).toBe('"\\u202e\\u009b\\udb40\\udc01\\u001b"');
    expect(jsonLine('Überwachung 監査 🚀')).toBe('"Überwachung 監査 🚀"');
  });
});
