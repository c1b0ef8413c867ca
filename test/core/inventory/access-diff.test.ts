import { describe, expect, it } from 'vitest';
import { emptySet } from '../../../src/core/catalog/action-set.ts';
import { type ComparedPolicy, createAccessComparer, undecidedBy } from '../../../src/core/inventory/access-diff.ts';
import { parsePolicy } from '../../../src/core/policy/parse.ts';
import { catalog } from '../evidence/account.ts';

function policyOf(policy: string, statements: readonly object[], via?: string): ComparedPolicy {
  return {
    reference: { policy, type: 'inline', ...(via === undefined ? {} : { via }) },
    document: parsePolicy({ Version: '2012-10-17', Statement: statements }),
  };
}

const allow = (action: string | readonly string[], resource = '*') => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
});

const comparer = () => createAccessComparer(catalog.elevated, catalog);

describe('createAccessComparer', () => {
  it('finds nothing where the words differ and the meaning does not', () => {
    const before = [policyOf('a', [allow(['s3:GetObject', 's3:PutObject'])])];
    const after = [policyOf('b', [allow('S3:putobject')]), policyOf('c', [allow('s3:GetObject')])];
    const { relation, gained, lost } = comparer().compare(before, after);
    expect({ relation, gained: gained.parts, lost: lost.parts }).toEqual({ relation: 'equal', gained: [], lost: [] });
  });

  it('tells what is gained worst first, with the elevated actions and the policy it came through', () => {
    const after = [
      policyOf('read', [allow('s3:GetObject')]),
      policyOf('iam', [allow(['iam:PassRole', 'iam:GetRole'])]),
    ];
    const { relation, gained } = comparer().compare([], after);
    expect(relation).toBe('wider');
    expect(gained).toMatchObject({ actionCount: 3, unlisted: false, elevated: ['iam:PassRole'] });
    expect(
      gained.parts.map(({ through, elevatedClass, actionCount }) => [through.policy, elevatedClass, actionCount]),
    ).toEqual([
      ['iam', 'privilege-escalation', 2],
      ['read', undefined, 1],
    ]);
  });

  it('gives as example the worst that a part allows, where a request for it is known', () => {
    const { gained } = comparer().compare([], [policyOf('all', [allow('*')])]);
    const [part] = gained.parts;
    expect(part?.elevated).toContain(part?.witness.action);
  });

  it('counts as elevated what the caller says is', () => {
    const { gained } = createAccessComparer(emptySet(catalog.size), catalog).compare(
      [],
      [policyOf('iam', [allow('iam:PassRole')])],
    );
    expect(gained.elevated).toEqual([]);
  });

  it('writes whole services and everything as patterns that match exactly what is gained', () => {
    const { gained } = comparer().compare([], [policyOf('all', [allow('*')])]);
    expect({ actions: gained.actions, actionCount: gained.actionCount, unlisted: gained.unlisted }).toEqual({
      actions: ['*'],
      actionCount: catalog.size,
      unlisted: true,
    });
    const some = comparer().compare([], [policyOf('sqs', [allow(['sqs:*', 'sns:Publish'])])]).gained;
    expect(some.actions).toEqual(['sns:Publish', 'sqs:*']);
  });

  it('tells policies of one name apart by the group they came by', () => {
    const after = [
      policyOf('own', [allow('s3:GetObject')], 'arn:aws:iam::111122223333:group/a'),
      policyOf('own', [allow('s3:PutObject')], 'arn:aws:iam::111122223333:group/b'),
    ];
    const { gained } = comparer().compare([], after);
    expect(gained.parts.map(({ actions, through }) => [actions[0], through.via]).toSorted()).toEqual([
      ['s3:GetObject', 'arn:aws:iam::111122223333:group/a'],
      ['s3:PutObject', 'arn:aws:iam::111122223333:group/b'],
    ]);
  });

  it('names the Deny that held back before what is gained now', () => {
    const deny = { Sid: 'Guard', Effect: 'Deny', Action: 's3:*', Resource: '*' };
    const { gained } = comparer().compare(
      [policyOf('own', [allow('s3:GetObject'), deny])],
      [policyOf('own', [allow('s3:GetObject')])],
    );
    expect(gained.parts[0]?.freedFrom).toEqual({ policy: 'own', type: 'inline', statement: 'Guard' });
  });

  it('does not take two documents for the same that could not be read in the same way', () => {
    const unread = [policyOf('own', [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Surprise: 1 }])];
    expect(comparer().compare(unread, unread)).toMatchObject({ relation: 'undecided', undecided: expect.any(String) });
  });

  it('looks past where in the text a statement stands', () => {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: [allow('s3:GetObject')] });
    const at = (document: string) => [{ reference: { policy: 'own' }, document: parsePolicy(document) }];
    expect(comparer().compare(at(text), at(`\n\n${text}`)).relation).toBe('equal');
  });
});

describe('undecidedBy', () => {
  const same = comparer().compare([], []);

  it('leaves an answer without reasons as it is', () => {
    expect(undecidedBy(same, [])).toBe(same);
  });

  it('gives the first reason and counts the others', () => {
    expect(undecidedBy(same, ['this', 'that', 'more'])).toMatchObject({
      relation: 'undecided',
      undecided: 'not all was read: this (and 2 more)',
    });
  });
});
