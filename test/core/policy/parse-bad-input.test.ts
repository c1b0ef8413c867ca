import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../src/core/policy/parse.ts';
import type { PolicyDocument } from '../../../src/core/policy/statement.ts';

const oneSecond = 1000;
const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const megabytes = (count: number, text: string) => text.repeat(Math.ceil((count * 1_000_000) / text.length));

/** Reads it, and holds the time against a second. */
function read(document: unknown): PolicyDocument {
  const start = performance.now();
  const result = parsePolicy(document);
  expect(performance.now() - start).toBeLessThan(oneSecond);
  return result;
}

describe('bad input', () => {
  it.each([
    ['nothing', ''],
    ['torn JSON', JSON.stringify({ Statement: [allow] }).slice(0, -3)],
    ['JSON with a comment', '{ /* all */ "Statement": [] }'],
    ['a list', JSON.stringify([allow])],
    ['a list that came as an object', [allow]],
    ['a number', 7],
    ['a megabyte of opened brackets', megabytes(1, '[')],
    ['a megabyte of opened and closed brackets', `{"Statement":${megabytes(0.5, '[')}${megabytes(0.5, ']')}}`],
    [
      'brackets behind a string of closing ones',
      `{"a":"${megabytes(1, ']')}","b":${megabytes(1, '[')}${megabytes(1, ']')}}`,
    ],
    ['5 MB of text', megabytes(5, 'a')],
    ['5 MB of percent encoding', megabytes(5, '%7B')],
    ['5 MB of torn percent encoding', megabytes(5, '%7')],
    ['5 MB of quotes', megabytes(5, '"')],
    ['5 MB of backslashes', `"${megabytes(5, '\\')}`],
    ['5 MB of blanks', megabytes(5, ' \n')],
    ['a string that does not end', `{"Statement":"${megabytes(5, '\\"')}`],
  ])('is told and bounded in time: %s', (_, document) => {
    const { statements, unparsed } = read(document);
    expect(statements).toEqual([]);
    expect(unparsed).toHaveLength(1);
    expect(unparsed[0]?.text.length).toBeLessThanOrEqual(200);
  });

  it('does not hide a statement that is large or odd', () => {
    const stars = '*'.repeat(2000);
    const long = 'x'.repeat(5_000_000);
    const odd = read(
      JSON.stringify({
        Statement: [
          { ...allow, Action: stars },
          { ...allow, Resource: long },
        ],
      }),
    );
    expect(odd.unparsed).toEqual([]);
    expect(odd.statements.map(({ actions, resources }) => [actions.patterns, resources?.patterns])).toEqual([
      [[stars], ['*']],
      [['s3:GetObject'], [long]],
    ]);
  });

  it('reads a thousand statements, and tells of a thousand that it cannot read', () => {
    const statements = Array.from({ length: 1000 }, (_, index) => ({ ...allow, Sid: `S${index}` }));
    expect(read(JSON.stringify({ Statement: statements }, null, 4)).statements).toHaveLength(1000);
    const bad = read(JSON.stringify({ Statement: statements.map((one) => ({ ...one, Effect: 'No' })) }, null, 4));
    expect(bad.statements).toEqual([]);
    expect(bad.unparsed).toHaveLength(1000);
    expect(bad.unparsed.at(-1)?.at?.line).toBe(3 + 999 * 6 + 1);
  });

  it.each([
    [
      'repeated names',
      `{"Statement":[${Array(10_000).fill('{"Effect":"Deny","Effect":"Allow","Action":"*"}').join(',')}]}`,
    ],
    ['statements that are none', `{"Statement":[${Array(10_000).fill('7').join(',')}]}`],
    [
      'unknown elements',
      JSON.stringify({
        Statement: [],
        ...Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`k${at}`, at])),
      }),
    ],
  ])('tells of ten thousand %s by the first thousand and a count', (_, document) => {
    const { statements, unparsed } = read(document);
    expect(statements).toEqual([]);
    expect(unparsed).toHaveLength(1001);
    expect(unparsed.at(-1)).toEqual({ place: '', reason: '9000 more parts that could not be read', text: '' });
  });

  it('takes names of the prototype for names', () => {
    const text = `{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"__proto__":{"constructor":"x","__proto__":"y"}}}]}`;
    const { statements, unparsed } = read(text);
    expect(unparsed).toEqual([]);
    expect(statements[0]?.conditions).toEqual([
      { operator: '__proto__', key: 'constructor', values: ['x'] },
      { operator: '__proto__', key: '__proto__', values: ['y'] },
    ]);
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const place = read(`{"Statement":[{"${name}":{"Effect":"Allow"},"Action":"*"}],"${name}":[]}`).unparsed;
      expect(place.map((part) => part.place)).toEqual([name, `Statement[0].${name}`, 'Statement[0].Effect']);
    }
    expect(parsePolicy(JSON.parse('{"__proto__":{"Statement":[]}}')).statements).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('never makes it throw, be it an object that holds itself or one that nests a hundred thousand times', () => {
    const ring: Record<string, unknown> = { Effect: 'Maybe' };
    ring.Condition = ring;
    ring.Action = [ring];
    expect(read({ Statement: [ring, ring] }).unparsed).not.toEqual([]);
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = level % 2 === 0 ? [deep] : { deep };
    for (const one of [deep, { Statement: deep }, { Statement: [{ Effect: deep, Action: deep }] }]) {
      expect(read(one).unparsed).not.toEqual([]);
    }
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true }), (part) => {
        for (const one of [part, { Statement: part }, { Statement: [{ ...allow, Condition: part, Sid: part }] }]) {
          expect(Array.isArray(parsePolicy(one).unparsed)).toBe(true);
        }
      }),
    );
  });
});
