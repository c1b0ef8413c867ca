import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../src/core/policy/parse.ts';

const lines = (...text: readonly string[]) => text.join('\n');

/** `line:column place: reason` of every unread part. */
function unread(document: unknown): readonly string[] {
  return parsePolicy(document).unparsed.map(({ at, place, reason }) => {
    const where = at === undefined ? 'nowhere' : `${at.line}:${at.column}`;
    return `${where} ${place}: ${reason}`;
  });
}

const statement = '{ "Effect": "Allow", "Action": "s3:*", "Resource": "*" }';

describe('positions of a policy', () => {
  const text = lines('{ "Id": "Statement", "Statement": [', `  ${statement},`, `  ${statement}, ${statement}`, '] }');
  const expected = [
    { line: 2, column: 3 },
    { line: 3, column: 3 },
    { line: 3, column: 3 + statement.length + 2 },
  ];

  it('are told of every statement that came as text', () => {
    expect(parsePolicy(text).statements.map(({ at }) => at)).toEqual(expected);
    expect(parsePolicy(encodeURIComponent(text)).statements.map(({ at }) => at)).toEqual(expected);
  });

  it('count lines that end in CR and LF, blank lines before the text, and no byte order mark', () => {
    const [first] = parsePolicy(`\uFEFF\r\n\r\n${text.replaceAll('\n', '\r\n')}`).statements;
    expect(first?.at).toEqual({ line: 4, column: 3 });
    expect(parsePolicy(`\uFEFF{"Statement":${statement}}`).statements[0]?.at).toEqual({ line: 1, column: 14 });
  });

  it('are told where the name is written with escapes, and where statements stand that are none', () => {
    expect(parsePolicy(text.replace('"Statement":', '"\\u0053tatement":')).statements[1]?.at).toEqual(expected[1]);
    const { statements } = parsePolicy(`{ "Statement": [ 7,\n ${statement} ] }`);
    expect(statements.map(({ at }) => at)).toEqual([{ line: 2, column: 2 }]);
  });

  it('are not told of what came as an object', () => {
    const { statements, unparsed } = parsePolicy({ Statement: [JSON.parse(statement), 7] });
    expect([...statements, ...unparsed].filter((part) => 'at' in part)).toEqual([]);
    expect(statements).toHaveLength(1);
  });
});

describe('positions of what could not be read', () => {
  it('lead to the part, or to what lacks it', () => {
    const document = lines(
      '{ "Version": "2013",',
      '  "statement": [',
      '    { "effect": "Maybe", "Action": "*" },',
      '    { "Action": [ 1 ],',
      '      "Condition": { "Bool": { "a.b": {} } } },',
      '    7',
      '  ] }',
    );
    expect(unread(document)).toEqual([
      '1:14 Version: expected `2012-10-17` or `2008-10-17`',
      '3:17 Statement[0].Effect: expected `Allow` or `Deny`',
      '4:5 Statement[1].Effect: there is no `Effect`',
      '4:17 Statement[1].Action: expected a string or a list of strings',
      '5:39 Statement[1].Condition.Bool.a.b: expected values',
      '6:5 Statement[2]: expected an object',
    ]);
  });

  it('lead to where the JSON breaks off', () => {
    expect(unread('{ "Statement": [\n  { "Effect": "Allow",\n  }\n] }')).toEqual(['3:3 : not JSON']);
    expect(unread('\n{ "Statement": [')).toEqual(['2:17 : not JSON']);
    expect(unread('hello')).toEqual(['1:1 : not JSON']);
    expect(unread('')).toEqual(['1:1 : not JSON']);
    expect(unread('"%7B%7D"')).toEqual(['1:1 : expected a policy object']);
    expect(unread('%7B%ZZ')).toEqual(['nowhere : broken percent encoding']);
  });

  it('lead to the first bracket that nests too deeply', () => {
    expect(unread(`{\n"Statement":${'['.repeat(100)}${']'.repeat(100)}}`)).toEqual([
      '2:76 : nested deeper than 64 levels',
    ]);
  });
});

describe('a name given more than once', () => {
  it('is not read, since a Deny could hide behind the one that the engine keeps', () => {
    const document = lines(
      '{ "Statement": [',
      `  ${statement},`,
      '  { "Effect": "Deny",',
      '    "Effect": "Allow", "Action": "iam:*" }',
      '] }',
    );
    expect(unread(document)).toEqual(['4:15 Statement[1].Effect: given more than once']);
    expect(parsePolicy(document).statements.map(({ index }) => index)).toEqual([0]);
  });

  it('leaves no statement where it is `Statement` itself', () => {
    const document = `{ "Statement": { "Effect": "Deny", "Action": "*" },\n  "Statement": ${statement} }`;
    expect(unread(document)).toEqual(['2:16 Statement: given more than once']);
    expect(parsePolicy(document).statements).toEqual([]);
    expect(parsePolicy(document).unparsed[0]?.text).toMatch(/^\{ "Effect": "Allow"/);
  });

  it.each([
    [
      'in a statement that stands alone',
      '{"Statement":{"Effect":"Allow","Action":"*","Action":"*"}}',
      'Statement[0].Action',
    ],
    [
      'in a condition',
      '{"Statement":[{"Effect":"Allow","Action":"*","Condition":{"Bool":{"a":"1","a":"2"}}}]}',
      'Statement[0].Condition.Bool.a',
    ],
    [
      'written with escapes',
      '{"Statement":[{"Effect":"Allow","Action":"*","\\u0041ction":"*"}]}',
      'Statement[0].Action',
    ],
    [
      'of no known element',
      '{"Statement":[{"Effect":"Allow","Action":"*","__proto__":1,"__proto__":2}]}',
      'Statement[0].__proto__',
    ],
  ])('is found %s', (_, document, place) => {
    expect(parsePolicy(document).unparsed.map((part) => part.place)).toContain(place);
    expect(parsePolicy(document).statements).toEqual([]);
  });

  it('beside the statements does not hide them', () => {
    const document = `{"Version":"2008-10-17","Version":"2012-10-17","Statement":[${statement}]}`;
    expect(unread(document)).toEqual(['1:35 Version: given more than once']);
    expect(parsePolicy(document).statements).toHaveLength(1);
  });
});
