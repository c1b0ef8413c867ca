import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../src/core/policy/parse.ts';

const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const parsed = {
  index: 0,
  effect: 'Allow',
  actions: { not: false, patterns: ['s3:GetObject'] },
  resources: { not: false, patterns: ['*'] },
  conditions: [],
};

describe('parsePolicy', () => {
  const readable: readonly (readonly [string, unknown, object])[] = [
    [
      'a single statement instead of a list',
      { Version: '2012-10-17', Statement: allow },
      { version: '2012-10-17', statements: [parsed] },
    ],
    ['no version, which counts as 2008', { Statement: [allow] }, { version: '2008-10-17', statements: [parsed] }],
    ['JSON text', JSON.stringify({ Statement: [allow] }), { statements: [parsed] }],
    ['URL-encoded JSON text', encodeURIComponent(JSON.stringify({ Statement: [allow] })), { statements: [parsed] }],
    [
      'element names in odd letter case',
      { statement: { effect: 'ALLOW', action: ['s3:GetObject'], resource: '*' } },
      { statements: [parsed] },
    ],
    ['an empty list of statements', { Statement: [] }, { statements: [] }],
    [
      'an empty list of actions',
      { Statement: { ...allow, Action: [] } },
      { statements: [{ ...parsed, actions: { not: false, patterns: [] } }] },
    ],
    [
      'NotAction',
      { Statement: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } },
      { statements: [{ ...parsed, actions: { not: true, patterns: ['iam:*'] } }] },
    ],
    [
      'NotResource',
      { Statement: { Effect: 'Allow', Action: 's3:GetObject', NotResource: ['a', 'b'] } },
      { statements: [{ ...parsed, resources: { not: true, patterns: ['a', 'b'] } }] },
    ],
    [
      'a Sid, and an empty one as none',
      {
        Statement: [
          { ...allow, Sid: 'One' },
          { ...allow, Sid: '' },
        ],
      },
      {
        statements: [
          { ...parsed, sid: 'One' },
          { ...parsed, index: 1 },
        ],
      },
    ],
    [
      'conditions with booleans and numbers',
      {
        Statement: {
          ...allow,
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': true }, NumericLessThan: { 's3:max-keys': [10, '20'] } },
        },
      },
      {
        statements: [
          {
            ...parsed,
            conditions: [
              { operator: 'Bool', key: 'aws:MultiFactorAuthPresent', values: ['true'] },
              { operator: 'NumericLessThan', key: 's3:max-keys', values: ['10', '20'] },
            ],
          },
        ],
      },
    ],
    [
      'principals of a trust policy',
      {
        Statement: {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Service: 'ec2.amazonaws.com', AWS: ['111122223333'] },
        },
      },
      {
        statements: [
          { principals: { not: false, isAnyone: false, services: ['ec2.amazonaws.com'], aws: ['111122223333'] } },
        ],
      },
    ],
    [
      'a byte order mark, and blanks around the text',
      `\uFEFF\r\n ${JSON.stringify({ Statement: [allow] })}\n\u00A0`,
      { statements: [parsed] },
    ],
    [
      'text that a web form encoded, with `+` for blanks',
      `+${new URLSearchParams({ p: JSON.stringify({ Statement: [{ ...allow, Sid: 'a b+c' }] }, null, 1) })}`.replace(
        'p=',
        '',
      ),
      { statements: [{ ...parsed, sid: 'a b+c' }] },
    ],
    [
      'two statements of the same Sid',
      {
        Statement: [
          { ...allow, Sid: 'Same' },
          { ...allow, Sid: 'Same', Effect: 'Deny' },
        ],
      },
      {
        statements: [
          { ...parsed, sid: 'Same' },
          { ...parsed, sid: 'Same', index: 1, effect: 'Deny' },
        ],
      },
    ],
    [
      'a Sid that is a number',
      { Statement: { ...allow, Sid: 20_260_101 } },
      { statements: [{ ...parsed, sid: '20260101' }] },
    ],
    [
      'unknown actions and ARNs that are none, as they stand',
      { Statement: { ...allow, Action: ['no-such:Thing', 'nocolon', ''], Resource: 'arn:aws' } },
      {
        statements: [
          {
            ...parsed,
            actions: { not: false, patterns: ['no-such:Thing', 'nocolon', ''] },
            resources: { not: false, patterns: ['arn:aws'] },
          },
        ],
      },
    ],
    [
      'a condition without values',
      { Statement: { ...allow, Condition: { StringEquals: { 'aws:PrincipalTag/team': [] } } } },
      {
        statements: [
          { ...parsed, conditions: [{ operator: 'StringEquals', key: 'aws:PrincipalTag/team', values: [] }] },
        ],
      },
    ],
    [
      'an Id, which means nothing for access',
      { Id: 'x', Version: '2008-10-17', Statement: allow },
      { version: '2008-10-17', statements: [parsed] },
    ],
    [
      'what is undefined as what is not there',
      { Statement: { ...allow, Principal: undefined, NotAction: undefined, Comment: undefined } },
      { statements: [parsed] },
    ],
    [
      'everybody',
      { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' } },
      { statements: [{ principals: { isAnyone: true } }] },
    ],
  ];
  it.each(readable)('reads %s', (_, document, expected) => {
    const result = parsePolicy(document);
    expect(result.unparsed).toEqual([]);
    expect(result).toMatchObject(expected);
  });

  const unreadable: readonly (readonly [string, unknown, string])[] = [
    ['what is not JSON', '{ "Statement": [', ''],
    ['a list instead of an object', [allow], ''],
    ['null', null, ''],
    ['a document without statements', { Version: '2012-10-17' }, ''],
    ['a broken percent encoding', '%7B%ZZ', ''],
    ['a statement that is text', { Statement: ['Allow'] }, 'Statement[0]'],
    ['an unknown effect', { Statement: { ...allow, Effect: 'Maybe' } }, 'Statement[0].Effect'],
    ['a statement without an action', { Statement: { Effect: 'Allow', Resource: '*' } }, 'Statement[0]'],
    ['an action that is an object', { Statement: { ...allow, Action: { a: 1 } } }, 'Statement[0].Action'],
    ['a condition that is a list', { Statement: { ...allow, Condition: [] } }, 'Statement[0].Condition'],
    [
      'a condition key that is text',
      { Statement: { ...allow, Condition: { StringEquals: 'x' } } },
      'Statement[0].Condition.StringEquals',
    ],
    ['a statement without an effect', { Statement: { Action: '*', Resource: '*' } }, 'Statement[0].Effect'],
    ['an action that is a number', { Statement: { ...allow, Action: [1] } }, 'Statement[0].Action'],
    ['an action that is null', { Statement: { ...allow, Action: null } }, 'Statement[0].Action'],
    ['a principal that is null', { Statement: { ...allow, Principal: null } }, 'Statement[0].Principal'],
    [
      'a kind of principal that there is not',
      { Statement: { ...allow, Principal: { User: 'x' } } },
      'Statement[0].Principal.User',
    ],
    ['Action beside NotAction', { Statement: { ...allow, NotAction: 'iam:*' } }, 'Statement[0].NotAction'],
    ['Resource beside NotResource', { Statement: { ...allow, NotResource: 'a' } }, 'Statement[0].NotResource'],
    [
      'Principal beside NotPrincipal',
      { Statement: { ...allow, Principal: '*', NotPrincipal: { AWS: '1' } } },
      'Statement[0].NotPrincipal',
    ],
    [
      'an element that AWS does not know',
      { Statement: { ...allow, Conditions: { Bool: {} } } },
      'Statement[0].Conditions',
    ],
    ['an element twice in odd letter case', { Statement: { ...allow, action: 's3:*' } }, 'Statement[0].action'],
    ['`Statement` twice in odd letter case', { Statement: allow, statement: [] }, 'statement'],
    [
      'a condition key twice in odd letter case',
      { Statement: { ...allow, Condition: { Bool: { 'aws:a': 'true', 'AWS:A': 'false' } } } },
      'Statement[0].Condition.Bool.aws:a',
    ],
    [
      'a number too large to be read exactly',
      { Statement: { ...allow, Condition: { NumericEquals: { 'a:b': 2 ** 53 } } } },
      'Statement[0].Condition.NumericEquals.a:b',
    ],
    ['a Sid that is a list', { Statement: { ...allow, Sid: ['a'] } }, 'Statement[0].Sid'],
    ['a statement that is null', { Statement: null }, 'Statement[0]'],
    ['a principal that is a number', { Statement: { ...allow, Principal: 7 } }, 'Statement[0].Principal'],
  ];
  it.each(unreadable)('keeps %s as unparsed, with its place', (_, document, place) => {
    expect(parsePolicy(document).unparsed.map((part) => part.place)).toEqual([place]);
    expect(parsePolicy(document).statements).toEqual([]);
  });

  it('reads the statements beside one that it cannot read', () => {
    const { statements, unparsed } = parsePolicy({ Statement: [allow, { Effect: 'Allow' }, allow] });
    expect(statements.map(({ index }) => index)).toEqual([0, 2]);
    expect(unparsed).toHaveLength(1);
  });

  it.each([
    ['the version', { Version: '2012-10-18', Statement: allow }, 'Version'],
    ['the version', { Version: null, Statement: allow }, 'Version'],
    ['an element that AWS does not know', { Statement: allow, Statements: [] }, 'Statements'],
  ])('reads the statements where it cannot read %s', (_, document, place) => {
    const { statements, unparsed } = parsePolicy(document);
    expect(unparsed.map((part) => part.place)).toEqual([place]);
    expect(statements).toHaveLength(1);
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(Array.isArray(parsePolicy(anything).unparsed)).toBe(true);
      }),
    );
  });

  const guide = new URL('../../../../shared/data/iam-user-guide-policies/policies.json', import.meta.url);
  it.skipIf(!existsSync(guide))('reads every policy of the IAM user guide (skipped: ../shared/data absent)', () => {
    const policies: readonly { readonly policy?: unknown }[] = Object.values(JSON.parse(readFileSync(guide, 'utf8')));
    const unread = policies.flatMap((entry) => parsePolicy(entry.policy ?? entry).unparsed);
    expect(unread).toEqual([]);
  });
});
