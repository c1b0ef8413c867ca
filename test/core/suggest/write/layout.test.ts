import { describe, expect, it } from 'vitest';
import { packed, piecesOf } from '../../../../src/core/suggest/write/layout.ts';
import { sizeOfDocument } from '../../../../src/core/suggest/write/quotas.ts';
import { allow, policyOf } from '../one-role.ts';

const now = '2012-10-17';
const then = '2008-10-17';
const one = { Sid: 'One', ...allow('iam:GetRole') };
const two = { Sid: 'Two', ...allow('sqs:SendMessage', 'sqs:ReceiveMessage', 'sns:Publish') };

function loose(...statements: readonly object[]) {
  return { version: now, statements: statements.map((statement) => ({ ...statement })) } as const;
}

describe('packed', () => {
  it('puts all that fits into one document, in order', () => {
    expect(packed([loose(one), loose(two)], 6144)).toEqual([policyOf(one, two)]);
    expect(packed([], 6144)).toEqual([]);
  });

  it('begins another document where the next statement would not fit, to the character', () => {
    const whole = sizeOfDocument(policyOf(one, two));
    expect(packed([loose(one, two)], whole)).toHaveLength(1);
    expect(packed([loose(one, two)], whole - 1)).toEqual([policyOf(one), policyOf(two)]);
  });

  it('gives a Sid that two policies share a number, and counts it', () => {
    const again = { ...two, Sid: 'One' };
    expect(packed([loose(one), loose(again)], 6144)).toEqual([policyOf(one, { ...again, Sid: 'One2' })]);
    const whole = sizeOfDocument(policyOf(one, again));
    expect(packed([loose(one), loose(again)], whole)).toHaveLength(2);
  });

  it('writes what two policies say word for word once', () => {
    expect(packed([loose(one), loose(one, two)], 6144)).toEqual([policyOf(one, two)]);
  });

  it('does not mix versions of the language', () => {
    expect(packed([{ version: then, statements: [one] }, loose(two)], 6144)).toEqual([
      policyOf(two),
      { Version: then, Statement: [one] },
    ]);
  });

  it('is nothing where a statement fits nowhere', () => {
    const denied = { Effect: 'Deny', Action: 'iam:*', Resource: Array.from({ length: 40 }, (_, at) => `arn:${at}`) };
    expect(packed([loose(one), loose(denied)], 200)).toBeUndefined();
  });
});

describe('piecesOf', () => {
  it('leaves a statement that fits as it is', () => {
    expect(piecesOf(two, now, 6144)).toEqual([two]);
  });

  it('splits the actions between services first', () => {
    const limit = sizeOfDocument(policyOf(two)) - 1;
    expect(piecesOf(two, now, limit)).toEqual([
      { ...two, Action: ['sqs:SendMessage', 'sqs:ReceiveMessage'] },
      { ...two, Action: ['sns:Publish'] },
    ]);
  });

  it('splits a service where it alone is too long, and every piece fits', () => {
    const actions = Array.from({ length: 30 }, (_, at) => `sqs:Action${at}`);
    const limit = 200;
    const pieces = piecesOf({ ...two, Action: actions }, now, limit) ?? [];
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.flatMap(({ Action }) => Action)).toEqual(actions);
    expect(pieces.filter((piece) => sizeOfDocument(policyOf(piece)) > limit)).toEqual([]);
  });

  it('gives up on one action that is too long, and on what has no list of actions', () => {
    const limit = sizeOfDocument(policyOf({ ...two, Action: [] })) + 5;
    expect(piecesOf(two, now, limit)).toBeUndefined();
    expect(piecesOf({ ...one, Action: 'iam:GetRole' }, now, 40)).toBeUndefined();
    expect(piecesOf({ Effect: 'Allow', NotAction: ['iam:*', 'sqs:*'], Resource: '*' }, now, 40)).toBeUndefined();
  });
});
