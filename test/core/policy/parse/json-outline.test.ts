import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionsIn } from '../../../../src/core/policy/parse/document-text.ts';
import { membersOf, outlineOf } from '../../../../src/core/policy/parse/json-outline.ts';
import { offsetsIn, readJson } from '../../../../src/core/policy/parse/json-positions.ts';

const indent = fc.constantFrom(undefined, 1, 4, '\r\n');

describe('outlineOf', () => {
  it('counts as many members as the engine keeps where no name is repeated', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), indent, (value, space) => {
        expect(outlineOf(JSON.stringify(value, null, space), 64).members).toBe(membersOf(value));
      }),
    );
  });

  it('counts more where one is, however it is written', () => {
    for (const json of [
      '{"a":1,"a":2}',
      String.raw`[{"a":{"b":":","\u0062":"\\"}}]`,
      '{"__proto__":1,"__proto__":1}',
    ]) {
      expect(outlineOf(json, 64).members).toBe(membersOf(JSON.parse(json)) + 1);
    }
  });

  it('agrees with the slow reading on where the statements begin', () => {
    const trap = fc.oneof(fc.constantFrom('"', '\\', '{"Statement":[{', ']}', ':{'), fc.string());
    const statement = fc.dictionary(trap, fc.oneof(trap, fc.array(fc.dictionary(trap, trap))));
    const policy = fc.record({ Id: trap, Statement: fc.oneof(statement, fc.array(statement)), Z: fc.array(statement) });
    fc.assert(
      fc.property(policy, indent, (value, space) => {
        const json = JSON.stringify(value, null, space);
        const reading = readJson(json);
        const length = Array.isArray(value.Statement) ? value.Statement.length : 1;
        const slow = Array.from({ length }, (_, place) =>
          positionsIn(json)('root' in reading ? offsetsIn(reading.root)(['Statement', place]) : -1),
        );
        expect(outlineOf(json, 64).statements).toEqual(slow);
      }),
    );
  });

  it('counts as nesting no bracket that stands in a string', () => {
    expect(outlineOf(JSON.stringify({ a: '['.repeat(100), b: [['\\"[[']] }), 3).tooDeepAt).toBeUndefined();
    expect(outlineOf(JSON.stringify({ a: ']'.repeat(100), b: [[['x']]] }), 3).tooDeepAt).toBe(114);
  });
});
