import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InternalError } from '../../../src/core/model/errors.ts';
import { parsePolicy } from '../../../src/core/policy/parse.ts';
import { printPolicy } from '../../../src/core/policy/print.ts';
import type { Condition, PolicyDocument, PrincipalTargets, Statement } from '../../../src/core/policy/statement.ts';

/** The parsed form without positions. */
function plain(document: PolicyDocument): PolicyDocument {
  return { ...document, statements: document.statements.map(({ at: _, ...statement }) => statement) };
}

const text = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '*',
    's3:Get*',
    '__proto__',
    'constructor',
    '\u2028"\\',
    '\uD800',
    `\${aws:username}`,
    '123456789012',
  ),
);
const texts = fc.array(text, { maxLength: 4 });
const targets = fc.record({ not: fc.boolean(), patterns: texts });
const principals: fc.Arbitrary<PrincipalTargets> = fc
  .record({ not: fc.boolean(), aws: texts, services: texts, federated: texts, canonicalUsers: texts })
  .chain((named) => {
    const nobody = { ...named, aws: [], services: [], federated: [], canonicalUsers: [] };
    return fc.constantFrom({ ...named, isAnyone: named.aws.includes('*') }, { ...nobody, isAnyone: true });
  });
// As parsing gives them: by operator, each key once. A name that is a number comes first in the engine's objects.
const conditions: fc.Arbitrary<readonly Condition[]> = fc
  .uniqueArray(
    fc.tuple(text, fc.uniqueArray(fc.tuple(text, texts), { selector: ([key]) => key.toLowerCase(), minLength: 1 })),
    {
      selector: ([operator]) => operator,
      maxLength: 3,
    },
  )
  .map((blocks) =>
    blocks
      .flatMap(([operator, keys]) => keys.map(([key, values]) => ({ operator, key, values })))
      .filter(({ operator, key }) => !/^\d+$/.test(operator) && !/^\d+$/.test(key)),
  );
const statement: fc.Arbitrary<Omit<Statement, 'index'>> = fc.record(
  {
    sid: text.filter((sid) => sid !== ''),
    effect: fc.constantFrom('Allow', 'Deny'),
    actions: targets,
    resources: targets,
    principals,
    conditions,
  },
  { requiredKeys: ['effect', 'actions', 'conditions'] },
);
const documents: fc.Arbitrary<PolicyDocument> = fc.record({
  version: fc.constantFrom('2008-10-17', '2012-10-17'),
  statements: fc.array(statement).map((list) => list.map((one, index) => ({ index, ...one }))),
  unparsed: fc.constant([]),
});

describe('printPolicy', () => {
  it('writes what parsing gives back', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(plain(parsePolicy(printPolicy(document)))).toEqual(document);
      }),
    );
  });

  it('writes the same text for whatever means the same', () => {
    const list = {
      Statement: [{ Sid: '', Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['*'], Condition: {} }],
    };
    const alone = { version: '2008-10-17', statement: { resource: '*', action: 's3:GetObject', effect: 'allow' } };
    expect(printPolicy(parsePolicy(list))).toBe(printPolicy(parsePolicy(alone)));
  });

  it('writes elements in the order of the examples, and lists of one as what they hold', () => {
    const document = {
      Statement: {
        Condition: { StringLike: { 'aws:b': ['x*'], 'aws:a': ['y', 'z'] }, Bool: { 'aws:c': true } },
        NotResource: ['b', 'a'],
        NotPrincipal: { Service: 'x.amazonaws.com', AWS: ['1'] },
        Action: [],
        Effect: 'Deny',
        Sid: 'One',
      },
    };
    expect(printPolicy(parsePolicy(document))).toBe(
      '{"Version":"2008-10-17","Statement":[{"Sid":"One","Effect":"Deny","NotPrincipal":{"AWS":"1","Service":"x.amazonaws.com"},' +
        '"Action":[],"NotResource":["b","a"],"Condition":{"StringLike":{"aws:b":"x*","aws:a":["y","z"]},"Bool":{"aws:c":"true"}}}]}',
    );
  });

  it.each([
    ['*'],
    [{ AWS: '*' }],
    [{ AWS: ['*', '1'] }],
    [{}],
    [{ Service: ['a', 'b'], Federated: 'c', CanonicalUser: 'd' }],
  ])('keeps the spelling of principals %j', (spelling) => {
    const printed = printPolicy(
      parsePolicy({ Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: spelling } }),
    );
    expect(JSON.parse(printed)).toMatchObject({ Statement: [{ Principal: spelling }] });
  });

  it('brings conditions under one operator together, which means the same', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((key) => ({
      operator: key === 'b' ? 'Bool' : 'StringLike',
      key,
      values: [],
    }));
    const printed = printPolicy(withConditions([a, b, c].filter((one) => one !== undefined)));
    expect(JSON.parse(printed).Statement[0].Condition).toEqual({ StringLike: { a: [], c: [] }, Bool: { b: [] } });
  });

  it('refuses a document of which it would lose a part', () => {
    expect(() => printPolicy(parsePolicy({ Statement: [{ Effect: 'Allow' }] }))).toThrow(InternalError);
    expect(() => printPolicy(parsePolicy('nothing'))).toThrow(InternalError);
  });

  it('refuses a document that has no text', () => {
    const twice = ['aws:a', 'AWS:a'].map((key) => ({ operator: 'StringLike', key, values: ['x'] }));
    expect(() => printPolicy(withConditions(twice))).toThrow(InternalError);
    const anyone = { not: false, isAnyone: true, aws: ['1'], services: [], federated: [], canonicalUsers: [] };
    const [first] = withConditions([]).statements.map((one) => ({ ...one, principals: anyone }));
    expect(() => printPolicy({ ...withConditions([]), statements: first === undefined ? [] : [first] })).toThrow(
      InternalError,
    );
  });
});

function withConditions(list: readonly Condition[]): PolicyDocument {
  const actions = { not: false, patterns: ['*'] };
  return {
    version: '2012-10-17',
    unparsed: [],
    statements: [{ index: 0, effect: 'Allow', actions, conditions: list }],
  };
}

const data = new URL('../../../../shared/data/', import.meta.url);

describe.skipIf(!existsSync(data))('printPolicy on real policies (skipped: ../shared/data absent)', () => {
  const unzipped = (name: string) => gunzipSync(readFileSync(new URL(name, data))).toString();
  const policiesOf = (json: string, field: string): readonly unknown[] =>
    Object.values(JSON.parse(json)).map((entry) => Object(entry)[field]);

  it.each([
    [
      'the IAM user guide',
      275,
      () => policiesOf(readFileSync(new URL('iam-user-guide-policies/policies.json', data), 'utf8'), 'policy'),
    ],
    [
      'AWS',
      1515,
      () => policiesOf(unzipped('aws-managed-policies/aws-managed-policies-2026-07-01.json.gz'), 'Document'),
    ],
  ])('prints every policy of %s so that it is read the same, and printed the same again', (_, count, read) => {
    const policies = read();
    expect(policies).toHaveLength(count);
    for (const policy of policies) {
      const document = parsePolicy(policy);
      expect(document.unparsed).toEqual([]);
      const printed = printPolicy(document);
      const again = parsePolicy(printed);
      expect(plain(again)).toEqual(document);
      expect(printPolicy(again)).toBe(printed);
    }
  });
});
