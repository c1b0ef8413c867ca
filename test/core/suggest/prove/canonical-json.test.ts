import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../../src/core/suggest/prove/canonical-json.ts';

describe('canonicalJson', () => {
  it('sorts the members at every depth, leaves lists in order, and writes no blanks', () => {
    expect(canonicalJson({ b: [{ d: 1, c: ' x ' }, 'a'], a: null })).toBe('{"a":null,"b":[{"c":" x ","d":1},"a"]}');
  });

  it('is the same for two spellings of one document, and differs where the documents differ', () => {
    const one = canonicalJson(JSON.parse('{"Effect":"Allow", "Action":"s3:*"}'));
    expect(canonicalJson(JSON.parse('{ "Action": "s3:*",\n "Effect": "Allow" }'))).toBe(one);
    expect(canonicalJson({ Effect: 'Allow', Action: ['s3:*'] })).not.toBe(one);
    expect(canonicalJson(['a', 'b'])).not.toBe(canonicalJson(['b', 'a']));
  });

  it('leaves out a member that is not there, as JSON does', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
    expect(canonicalJson(undefined)).toBe('null');
  });

  it('sorts by code units, whatever the language', () => {
    expect(canonicalJson({ ä: 1, z: 2, Z: 3, '2': 4, '10': 5 })).toBe('{"10":5,"2":4,"Z":3,"z":2,"ä":1}');
  });

  it('says what it was given, for any JSON', () => {
    // `__proto__` as a member would be lost in a literal, and JSON.parse keeps it.
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value: unknown = JSON.parse(text);
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
      }),
      { numRuns: 100 },
    );
  });
});
