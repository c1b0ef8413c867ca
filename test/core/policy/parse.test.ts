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

  it('does not follow a megabyte of nested brackets', () => {
    const { unparsed } = parsePolicy(`{"Statement":${'['.repeat(500_000)}${']'.repeat(500_000)}}`);
    expect(unparsed[0]?.reason).toMatch(/nested deeper/);
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
