import { describe, expect, it } from 'vitest';
import { createDocumentStore } from '../../../../src/core/inventory/documents.ts';
import { createActionWriter } from '../../../../src/core/policy/action-writer.ts';
import type { MinimizedWords } from '../../../../src/core/policy/minimize.ts';
import {
  documentOf,
  narrowedDocument,
  type Release,
  rawStatements,
  withStatements,
} from '../../../../src/core/suggest/write/narrow-document.ts';
import { catalog } from '../../evidence/account.ts';
import { actionsOf, allow, policyOf } from '../one-role.ts';

const writer = createActionWriter(catalog);

/** A document without some actions; those behind `dead` are granted to nobody. */
function narrowed(
  document: unknown,
  removable: readonly string[],
  {
    dead = [],
    words = 'none',
    ...scope
  }: { dead?: readonly string[]; words?: MinimizedWords; scope?: Release['scope'] } = {},
) {
  const release: Release = {
    removable: matching(removable),
    droppable: matching(dead),
    ...(scope.scope === undefined ? {} : { scope: scope.scope }),
  };
  return narrowedDocument(createDocumentStore(catalog).read(document), release, words, writer, catalog);
}

function matching(patterns: readonly string[]) {
  return actionsOf(
    ...patterns.flatMap((pattern) =>
      pattern.endsWith(':*')
        ? catalog.actions.filter(({ name }) => name.startsWith(pattern.slice(0, -1))).map(({ name }) => name)
        : [pattern],
    ),
  );
}

function namesLike(prefix: string, but: readonly string[] = []): readonly string[] {
  return catalog.actions.map(({ name }) => name).filter((name) => name.startsWith(prefix) && !but.includes(name));
}

describe('narrowedDocument', () => {
  it('takes out what goes, and touches nothing else of a statement', () => {
    const look = {
      Sid: 'Look',
      Effect: 'Allow',
      Action: ['iam:GetRole', 'iam:GetUser'],
      Resource: 'arn:aws:iam::*:role/app-*',
      Condition: { Bool: { 'aws:SecureTransport': 'true' } },
    };
    const deny = { Sid: 'No', Effect: 'Deny', Action: ['iam:GetUser'], Resource: '*' };
    const result = narrowed(policyOf(look, deny), ['iam:GetUser']);
    expect(result).toMatchObject({ version: '2012-10-17', remarks: [] });
    expect(result?.statements).toEqual([{ ...look, Action: 'iam:GetRole' }, deny]);
    expect(result?.statements[1]).toBe(deny);
    expect([...(result?.unlistedLost ?? [])]).toEqual([]);
  });

  it('is nothing where nothing of the document goes', () => {
    expect(narrowed(policyOf(allow('iam:GetRole')), ['iam:GetUser'])).toBeUndefined();
    const denied = { Effect: 'Deny', Action: 'iam:GetUser', Resource: '*' };
    expect(narrowed(policyOf(allow('iam:GetRole'), denied), ['iam:GetUser'])).toBeUndefined();
    expect(narrowed(policyOf(allow('iam:GetRole')), [], { dead: ['iam:GetRole'] })).toBeUndefined();
  });

  it('leaves a statement out of which nothing stays, and keeps the order of the others', () => {
    const result = narrowed(policyOf(allow('iam:GetRole'), allow('iam:GetUser'), allow('sqs:*')), ['iam:GetUser']);
    expect(result?.statements).toEqual([allow('iam:GetRole'), allow('sqs:*')]);
    expect(narrowed(policyOf(allow('iam:GetUser')), ['iam:GetUser'])?.statements).toEqual([]);
  });

  it('keeps a pattern of which all stays as it is spelled, and names what is left of one that is broken up', () => {
    const result = narrowed(policyOf(allow('SQS:*Message*', 'sns:*', 'foo:Bar')), ['sns:Publish']);
    const left = namesLike('sns:', ['sns:Publish']);
    expect(result?.statements).toEqual([{ ...allow(), Action: ['SQS:*Message*', 'foo:Bar', ...left] }]);
    expect([...(result?.unlistedLost ?? [])]).toEqual(['sns']);
  });

  it('writes no name twice that a pattern beside it matches', () => {
    const result = narrowed(policyOf(allow('sns:*', 'sns:Get*')), ['sns:Publish']);
    const gets = namesLike('sns:Get');
    expect(result?.statements[0]?.Action).toEqual(['sns:Get*', ...namesLike('sns:', ['sns:Publish', ...gets])]);
  });

  it('loses names of all services where a bare star is broken up', () => {
    const result = narrowed(policyOf(allow('*')), ['sns:Publish'], { words: 'leading' });
    expect([...(result?.unlistedLost ?? [])]).toEqual(['*']);
    expect(result?.statements[0]?.Action).toContain('sqs:*');
    expect(result?.statements[0]?.Action).not.toContain('sns:*');
  });

  it('adds to a NotAction what goes, and says so', () => {
    const rest = { Sid: 'Rest', Effect: 'Allow', NotAction: ['iam:*', 'ec2:*'], Resource: '*' };
    const result = narrowed(policyOf(rest), ['sns:*']);
    expect(result?.statements).toEqual([{ ...rest, NotAction: ['iam:*', 'ec2:*', 'sns:*'] }]);
    expect(result?.remarks).toEqual(['Statement Rest keeps its NotAction: what goes was added to the list']);
    expect([...(result?.unlistedLost ?? [])]).toEqual(['sns']);
    const one = narrowed(policyOf(rest), ['sns:Publish']);
    expect([...(one?.unlistedLost ?? [])]).toEqual([]);
  });

  it('ends a NotAction of which nothing stays', () => {
    const services = [...catalog.services.keys()].filter((service) => service !== 'sns');
    const rest = { Effect: 'Allow', NotAction: services.map((service) => `${service}:*`), Resource: '*' };
    const result = narrowed(policyOf(rest), ['sns:*']);
    expect(result?.statements).toEqual([]);
    expect([...(result?.unlistedLost ?? [])]).toEqual(['*']);
  });

  it('drops what nobody is granted only where something else of its service goes, or all of it', () => {
    const document = policyOf(allow('sns:*', 'sqs:*', 'iam:*'));
    const result = narrowed(document, ['sns:Publish'], { dead: ['sns:Subscribe', 'sqs:SendMessage', 'iam:*'] });
    expect(result?.statements[0]?.Action).toEqual([
      'sqs:*',
      'iam:*',
      ...namesLike('sns:', ['sns:Publish', 'sns:Subscribe']),
    ]);
    const star = narrowed(policyOf(allow('*')), ['sns:Publish'], {
      dead: ['sns:Subscribe', 'sqs:SendMessage', 'iam:*'],
    });
    const actions = star?.statements[0]?.Action;
    expect(actions).toContain('sqs:*');
    expect(actions).not.toContain('iam:*');
    expect(actions).not.toContain('sns:Subscribe');
  });

  it('ends a quarantine of ours with the removal', () => {
    const quarantine = { Sid: 'IamDriftQuarantine20261031', Effect: 'Deny', Action: 'sns:Publish', Resource: '*' };
    expect(narrowed(policyOf(allow('sns:Publish', 'sns:Subscribe'), quarantine), ['sns:Publish'])?.statements).toEqual([
      { ...allow(), Action: 'sns:Subscribe' },
    ]);
  });

  it('reads element names in any case, one statement without a list, and the old version', () => {
    const document = { Statement: { effect: 'Allow', ACTION: ['sns:Publish', 'sns:Subscribe'], Resource: '*' } };
    const result = narrowed(document, ['sns:Publish']);
    expect(result?.version).toBe('2008-10-17');
    expect(result?.statements).toEqual([{ effect: 'Allow', ACTION: 'sns:Subscribe', Resource: '*' }]);
  });

  it('narrows resources where they are told, in pieces with Sids of their own', () => {
    const look = { Sid: 'Look', ...allow('sns:Publish', 'sns:Subscribe', 'sns:ListTopics') };
    const publish = [...actionsOf('sns:Publish')].join();
    const topic = 'arn:aws:sns:us-east-1:111122223333:orders';
    const scope = (action: number) =>
      [...actionsOf(catalog.actions[action]?.name ?? '')].join() === publish ? [topic] : undefined;
    const result = narrowed(policyOf(look), ['sns:ListTopics'], { scope });
    expect(result?.statements).toEqual([
      { ...look, Action: 'sns:Subscribe' },
      { ...look, Sid: 'Look2', Action: 'sns:Publish', Resource: topic },
    ]);
    const wildcard = narrowed(policyOf(allow('sns:*')), [], { scope });
    expect(wildcard?.statements.map(({ Resource }) => Resource)).toEqual(['*', topic]);
    expect([...(wildcard?.unlistedLost ?? [])]).toEqual(['sns']);
    // Of a name that the catalog does not know nobody could tell the resources.
    expect(narrowed(policyOf(allow('sns:Publish', 'sns:MakeBetter')), [], { scope })).toBeUndefined();
  });

  it('writes as plainly as it is asked to', () => {
    const all = namesLike('sns:');
    const goes = all.filter((name) => !/^sns:(Get|List)/.test(name));
    const plain = narrowed(policyOf(allow('sns:*')), goes)?.statements[0]?.Action;
    const leading = narrowed(policyOf(allow('sns:*')), goes, { words: 'leading' })?.statements[0]?.Action;
    expect(plain).toEqual(all.filter((name) => !goes.includes(name)));
    expect(leading).toEqual(['sns:Get*', 'sns:List*']);
  });
});

describe('rawStatements and withStatements', () => {
  it('read and replace the statements however they are spelled, and leave the rest', () => {
    const one = { Id: 'x', statement: { Effect: 'Deny' }, Version: '2012-10-17' };
    expect(rawStatements(one)).toEqual([{ Effect: 'Deny' }]);
    expect(withStatements(one, [])).toEqual({ Id: 'x', statement: [], Version: '2012-10-17' });
    expect(rawStatements('text')).toEqual([]);
    expect(rawStatements({ Version: '2012-10-17' })).toEqual([]);
    expect(rawStatements({ Statement: [1, null, { Effect: 'Allow' }] })).toEqual([{ Effect: 'Allow' }]);
    expect(documentOf([], '2008-10-17')).toEqual({ Version: '2008-10-17', Statement: [] });
  });
});
