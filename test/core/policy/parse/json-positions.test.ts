import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonNode, offsetsIn, readJson, repeatedNames } from '../../../../src/core/policy/parse/json-positions.ts';

function rootOf(json: string): JsonNode {
  const reading = readJson(json);
  if (!('root' in reading)) throw new Error(`no JSON at ${reading.failedAt}`);
  return reading.root;
}

/** Whether the engine takes a text. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The engine's value again, from the text after each offset alone. */
function valueAt(json: string, node: JsonNode): unknown {
  const first = json[node.at];
  if (first === '{') return Object.fromEntries(node.members.map(({ name, value }) => [name, valueAt(json, value)]));
  if (first === '[') return node.items.map((item) => valueAt(json, item));
  const word = /^(?:"(?:[^"\\]|\\.)*"|[^\s,\]}]+)/s.exec(json.slice(node.at));
  return JSON.parse(word?.[0] ?? '');
}

describe('readJson', () => {
  it('knows where every value of a JSON text begins', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom('', ' ', '\t', '\r\n'), (value, indent) => {
        const json = `${indent}${JSON.stringify(value, null, indent)}${indent}`;
        expect(valueAt(json, rootOf(json))).toEqual(JSON.parse(json));
      }),
    );
  });

  it('takes the texts that the engine takes, and no other', () => {
    const torn = fc
      .tuple(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.constantFrom('', ',', '"', '\\', ']', '}', ':', '0', '\n', 'x'),
        fc.nat(2),
      )
      .map(([json, place, sign, cut]) => {
        const at = place % (json.length + 1);
        return json.slice(0, at) + sign + json.slice(at + cut);
      });
    const signs = fc.string({ unit: fc.constantFrom(...'{}[]:,"\\u0a1-+.eE \n\u0001truefalsn'), maxLength: 12 });
    fc.assert(
      fc.property(fc.oneof(torn, signs), (text) => {
        expect('root' in readJson(text)).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('fails at the first sign that cannot go on: what stands before can be completed', () => {
    const broken: readonly (readonly [string, number])[] = [
      ['', 0],
      ['{ "a": 1', 8],
      ['{ "a" 1 }', 6],
      ['{ "a": 1, }', 10],
      ["{ 'a': 1 }", 2],
      ['{ "a": tru }', 7],
      ['[1, 2,, 3]', 6],
      ['{} {}', 3],
      ['{ "a": "b\nc" }', 9],
      ['{ "a": "b\\xc" }', 9],
      ['[01]', 2],
      ['{ "a": "b', 9],
    ];
    for (const [json, failedAt] of broken) expect([json, readJson(json)]).toEqual([json, { failedAt }]);
  });
});

describe('offsetsIn', () => {
  const json = '{ "Statement": [ {}, { "Action": 1, "action": 2, "Action": 3 } ] }';
  const offset = (...path: readonly (string | number)[]) => offsetsIn(rootOf(json))(path);

  it('follows names and places, and takes the last of a repeated name', () => {
    expect(json.slice(offset('Statement', 1, 'Action'))).toMatch(/^3/);
    expect(json.slice(offset('Statement', 1, 'ACTION'))).toMatch(/^3/);
    expect(json.slice(offset('statement', 1, 'action'))).toMatch(/^2/);
  });

  it('stays at the last part on the way that is there', () => {
    expect(offset('Statement', 1, 'Effect')).toBe(offset('Statement', 1));
    expect(offset('Statement', 7, 'Effect')).toBe(offset('Statement'));
    expect(offset('Nothing')).toBe(0);
  });

  it('takes place 0 of what is no list for the thing itself', () => {
    expect(offsetsIn(rootOf('{ "Statement": { "Action": 1 } }'))(['Statement', 0, 'Action'])).toBe(27);
  });
});

describe('repeatedNames', () => {
  it('finds a name that stands in one object twice, however deep and however written, once', () => {
    const json = String.raw`{ "a": [ { "b": 1, "\u0062": 2, "b": 3 } ], "c": { "a": 1 }, "__proto__": 1, "__proto__": 2 }`;
    expect(repeatedNames(rootOf(json))).toEqual([['a', 0, 'b'], ['__proto__']]);
  });

  it('finds nothing in what the engine wrote', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(repeatedNames(rootOf(JSON.stringify(value)))).toEqual([]);
      }),
    );
  });
});
