import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/cli/config.ts';
import { configurationText, defaultAnswers, explanations } from '../../../src/cli/init/answers.ts';
import { type Asker, askedAnswers } from '../../../src/cli/init/questions.ts';

/** Answers in their order; of a text, those before the last are refused. Holds that all were asked for. */
function scripted(answers: readonly string[]): {
  readonly asker: Asker;
  readonly asked: string[];
  readonly refusals: string[];
} {
  const left = [...answers];
  const asked: string[] = [];
  const refusals: string[] = [];
  const next = (question: string): string => {
    asked.push(question);
    const answer = left.shift();
    if (answer === undefined) throw new Error(`no answer to ${question}`);
    return answer;
  };
  return {
    asked,
    refusals,
    asker: {
      async choose(question, options) {
        const answer = next(question);
        const chosen = options.find(({ value }) => value === answer);
        if (chosen === undefined) throw new Error(`${answer} is no answer to ${question}`);
        return chosen.value;
      },
      async text(question, { wrong }) {
        for (let answer = next(question); ; answer = next(question)) {
          const refusal = wrong?.(answer);
          if (refusal === undefined) return answer;
          refusals.push(refusal);
        }
      },
    },
  };
}

describe('askedAnswers', () => {
  it('asks little for the own account, and knows its id and alias where credentials are at hand', async () => {
    const { asker, asked } = scripted(['own', 'production', 'changes-only', 'owner team']);
    expect(await askedAnswers(asker, { id: '111122223333', alias: 'shop' })).toStrictEqual({
      accounts: 'own',
      known: { '111122223333': { environment: 'production', alias: 'shop' } },
      logs: { source: 'changes-only' },
      ownerTags: ['owner', 'team'],
    });
    expect(asked[1]).toBe('What is shop for?');
  });

  it('works without credentials', async () => {
    const { asker } = scripted(['own', '', 'event-history', 'owner']);
    expect(await askedAnswers(asker, undefined)).toMatchObject({
      accounts: 'own',
      known: {},
      logs: { source: 'event-history' },
    });
  });

  it('asks what each of a few accounts is for, and which role is assumed', async () => {
    const { asker } = scripted([
      'list',
      '111122223333, 444455556666 111122223333',
      'auditor',
      'our-id',
      'production',
      'unknown',
      's3',
      's3://trail/prefix',
      'owner',
    ]);
    expect(await askedAnswers(asker, undefined)).toStrictEqual({
      accounts: ['111122223333', '444455556666'],
      role: { name: 'auditor', externalId: 'our-id' },
      known: { '111122223333': { environment: 'production' } },
      logs: { source: 's3', location: 's3://trail/prefix' },
      ownerTags: ['owner'],
    });
  });

  it('asks only for production of an organization', async () => {
    const { asker } = scripted([
      'organization',
      'iam-drift-auditor',
      '',
      '111122223333',
      'athena',
      's3://trail',
      'owner',
    ]);
    expect(await askedAnswers(asker, undefined)).toMatchObject({
      accounts: 'organization',
      role: { name: 'iam-drift-auditor' },
      known: { '111122223333': { environment: 'production' } },
    });
  });

  it('says what is wrong with an answer, and asks again', async () => {
    const { asker, refusals } = scripted([
      'list',
      '',
      '1111',
      '111122223333',
      'arn:aws:iam::1:role/a',
      'a',
      'x',
      '',
      'test',
      's3',
      'trail',
      's3://trail',
      ' , ',
      'owner',
    ]);
    await askedAnswers(asker, undefined);
    expect(refusals).toEqual([
      'name at least one account',
      '1111 is no account id: give twelve digits',
      'give its name, with its path if it has one',
      'at least two characters',
      'write it as s3://BUCKET or s3://BUCKET/PREFIX',
      'name at least one tag key',
    ]);
  });
});

describe('configurationText', () => {
  it('is a configuration whatever was answered', () => {
    const role = { name: 'auditor', externalId: 'our-id' };
    for (const accounts of ['own', 'organization', ['111122223333']] as const) {
      for (const logs of [
        { source: 'changes-only' },
        { source: 'event-history' },
        { source: 's3', location: 's3://trail' },
        { source: 'athena', location: 's3://trail/a' },
      ] as const) {
        const answers = { ...defaultAnswers, accounts, logs, role };
        const { collect } = parseConfig(configurationText(answers, './schema.json'), 'c.json', []);
        expect(collect).toMatchObject({ role, logs, accounts: { kind: Array.isArray(accounts) ? 'list' : accounts } });
        expect(explanations(answers).join('\n')).toContain('collect.role');
      }
    }
  });
});
