import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodedText, positionsIn } from '../../../../src/core/policy/parse/document-text.ts';

const policyText = fc.dictionary(fc.string(), fc.string()).map((value) => JSON.stringify(value, null, 1));

describe('decodedText', () => {
  it('gives back what any encoder made, blanks and plus signs included', () => {
    const encoders: readonly ((text: string) => string)[] = [
      (text) => text,
      encodeURIComponent,
      (text) => new URLSearchParams({ '': text }).toString().slice(1),
      (text) => encodeURIComponent(text).replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`),
    ];
    fc.assert(
      fc.property(policyText, fc.constantFrom(...encoders), (text, encode) => {
        expect(decodedText(encode(text))).toBe(text);
      }),
    );
  });

  it('leaves a plus sign in text that a form encoder cannot have written', () => {
    expect(decodedText('%7B%22a%22:%22b+c%22%7D')).toBe('{"a":"b+c"}');
    expect(decodedText('%7B%20%22a%22%3A%22b+c%22%7D')).toBe('{ "a":"b+c"}');
    expect(decodedText('{%22a%22:%22b+c%22}')).toBe('{"a":"b+c"}');
    expect(decodedText('{"a":"b+c%7B"}')).toBe('{"a":"b+c%7B"}');
  });

  it('takes a byte order mark away, encoded or not', () => {
    expect(decodedText('\uFEFF{}')).toBe('{}');
    expect(decodedText('%EF%BB%BF%7B%7D')).toBe('{}');
  });

  it('tells of broken percent encoding', () => {
    expect(decodedText('%7B%ZZ')).toBeUndefined();
    expect(decodedText('%7B%22%FF%22%7D')).toBeUndefined();
  });
});

describe('positionsIn', () => {
  it('agrees with splitting the text into lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', '🦊') }), fc.nat(), (text, place) => {
        const offset = place % (text.length + 1);
        const lines = text.slice(0, offset).split('\n');
        const column = (lines.at(-1)?.length ?? 0) + 1;
        expect(positionsIn(text)(offset)).toEqual({ line: lines.length, column });
      }),
    );
  });
});
