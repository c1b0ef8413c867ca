import { describe, expect, it } from 'vitest';
import { reviewedSuggestions } from '../../../src/cli/suggest/review.ts';
import type { Gap } from '../../../src/core/model/gap.ts';
import type { JsonObject } from '../../../src/core/model/json-object.ts';
import type { PolicyReviewer, PolicyReviewFinding } from '../../../src/core/model/policy-review.ts';
import type { SuggestedPolicy, Suggestion } from '../../../src/core/model/suggestion.ts';
import { warning } from '../../adapters/report/reviews.ts';
import { suggestion } from '../../adapters/report/suggestion.ts';

const error: PolicyReviewFinding = { level: 'error', code: 'INVALID_ACTION', message: 'The action does not exist.' };
const gap: Gap = {
  service: 'access-analyzer',
  operation: 'ValidatePolicy',
  account: '111122223333',
  region: 'us-east-1',
  errorCode: 'AccessDeniedException',
  message: 'not authorized to perform access-analyzer:ValidatePolicy',
};

type Answer = readonly PolicyReviewFinding[] | Gap;

/** A reviewer with recorded answers, which notes what it was asked. */
function recorded(answerTo: (document: JsonObject) => Answer, opinion?: Answer) {
  const asked: JsonObject[] = [];
  const compared: (readonly JsonObject[])[] = [];
  const reviewer: PolicyReviewer = {
    id: 'access-analyzer',
    actions: ['access-analyzer:ValidatePolicy'],
    async validate(document) {
      asked.push(document);
      return answerTo(document);
    },
    ...(opinion === undefined
      ? {}
      : {
          async checkNoNewAccess(before: readonly JsonObject[], after: readonly JsonObject[]) {
            compared.push(before, after);
            return opinion;
          },
        }),
  };
  return { reviewer, asked, compared };
}

function policy(name: string, action: string): SuggestedPolicy {
  return {
    name,
    type: 'inline',
    document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] },
  };
}

const alone = { secondOpinion: false };
const one = suggestion();
const two = suggestion({
  id: 's-two',
  principal: 'arn:aws:iam::111122223333:role/two',
  after: [policy('a', 's3:GetObject'), policy('b', 's3:PutObject')],
});

describe('suggestions that a reviewer looks at', () => {
  it('are the same where there is no reviewer', async () => {
    const suggestions: readonly Suggestion[] = [one, two];
    const reviewed = await reviewedSuggestions(suggestions, undefined, { secondOpinion: true });
    expect(reviewed).toEqual({ suggestions, withheld: [], gaps: [] });
    expect(reviewed.suggestions[0]?.certificate).not.toHaveProperty('reviews');
  });

  it('hold in their certificates what it says of each policy after', async () => {
    const { reviewer, asked } = recorded((document) => (document === two.after[0]?.document ? [warning] : []));
    const { suggestions, withheld, gaps } = await reviewedSuggestions([two], reviewer, alone);
    expect(suggestions[0]?.certificate.reviews).toEqual([
      { reviewer: 'access-analyzer', check: 'validate', policy: 'a', findings: [warning] },
      { reviewer: 'access-analyzer', check: 'validate', policy: 'b', findings: [] },
    ]);
    expect(asked).toEqual(two.after.map(({ document }) => document));
    expect([withheld, gaps, suggestions[0]?.remarks]).toEqual([[], [], two.remarks]);
  });

  it('are asked about once for each distinct document, however it is spelled', async () => {
    const again = { Statement: two.after[0]?.document.Statement, Version: '2012-10-17' };
    const same = suggestion({
      id: 's-same',
      after: [{ name: 'c', type: 'inline', document: again }, policy('d', 's3:PutObject')],
    });
    const { reviewer, asked } = recorded(() => [warning]);
    const { suggestions } = await reviewedSuggestions([two, same], reviewer, alone);
    expect(asked).toHaveLength(2);
    expect(suggestions[1]?.certificate.reviews?.map(({ policy: name, findings }) => [name, findings])).toEqual([
      ['c', [warning]],
      ['d', [warning]],
    ]);
  });

  it('are withheld for an error, with what it says, and what others would remove with them is not said', async () => {
    const other = suggestion({ id: 's-other', after: [], removedWith: [{ suggestion: 's-two', removed: ['s3:*'] }] });
    const { reviewer } = recorded((document) => (document === two.after[1]?.document ? [warning, error] : []));
    const { suggestions, withheld } = await reviewedSuggestions([one, two, other], reviewer, alone);
    expect(suggestions.map(({ id, removedWith }) => [id, removedWith])).toEqual([
      [one.id, []],
      ['s-other', []],
    ]);
    expect(withheld).toEqual([
      {
        accountId: two.accountId,
        subject: two.principal,
        why: 'failed-check',
        text: 'a bug of ours: access-analyzer finds an error in b: INVALID_ACTION: The action does not exist.',
        next: 'please report it with what the reviewer says',
        checks: two.certificate.checks,
      },
    ]);
  });

  it('stay with a remark and a gap where it could not be asked', async () => {
    const { reviewer, asked } = recorded((document) => (document === two.after[1]?.document ? gap : []));
    const { suggestions, withheld, gaps } = await reviewedSuggestions(
      [two, { ...two, id: 's-three' }],
      reviewer,
      alone,
    );
    expect([asked.length, withheld, gaps]).toEqual([2, [], [gap]]);
    for (const { remarks, certificate } of suggestions) {
      expect(remarks.at(-1)).toBe(
        'access-analyzer could not be asked about b: AccessDeniedException: not authorized to perform access-analyzer:ValidatePolicy',
      );
      expect(certificate.reviews?.map(({ policy: name }) => name)).toEqual(['a']);
    }
  });

  it('are told of one refusal once, though each question has a gap of its own', async () => {
    const { reviewer } = recorded(() => ({ ...gap }));
    const { gaps } = await reviewedSuggestions([two], reviewer, alone);
    expect(gaps).toEqual([gap]);
  });

  it('are as they were where a reviewer says nothing, neither of policies nor of a second opinion', async () => {
    const silent: PolicyReviewer = {
      id: 'x',
      actions: [],
      validate: async () => undefined,
      checkNoNewAccess: async () => undefined,
    };
    const reviewed = await reviewedSuggestions([two], silent, { secondOpinion: true });
    expect(reviewed).toEqual({ suggestions: [two], withheld: [], gaps: [] });
  });

  it('get no second opinion where none is asked for, or nothing is written', async () => {
    const { reviewer, compared } = recorded(() => [], [error]);
    await reviewedSuggestions([two], reviewer, alone);
    await reviewedSuggestions([suggestion({ kind: 'retire', after: [] })], reviewer, { secondOpinion: true });
    expect(compared).toEqual([]);
  });

  it('get one over all their policies together, and are withheld where it finds new access', async () => {
    const kind = recorded(() => [], []);
    const { suggestions } = await reviewedSuggestions([two], kind.reviewer, { secondOpinion: true });
    expect(kind.compared).toEqual([two.before, two.after].map((list) => list.map(({ document }) => document)));
    expect(suggestions[0]?.certificate.reviews?.at(-1)).toEqual({
      reviewer: 'access-analyzer',
      check: 'no-new-access',
      findings: [],
    });
    const strict = recorded(() => [], [error]);
    const { withheld } = await reviewedSuggestions([two], strict.reviewer, { secondOpinion: true });
    expect(withheld[0]?.text).toMatch(
      /^a bug of ours: access-analyzer finds new access in the policies after: INVALID/,
    );
  });

  it('tell where a second opinion was asked for and the reviewer has none', async () => {
    const { reviewer } = recorded(() => []);
    const { suggestions, gaps } = await reviewedSuggestions([two], reviewer, { secondOpinion: true });
    expect(gaps).toMatchObject([{ service: 'access-analyzer', operation: 'no-new-access', errorCode: 'Missing' }]);
    expect(suggestions[0]?.remarks.at(-1)).toMatch(/could not be asked about the policies together/);
  });

  it('end with it where the user must change something', async () => {
    const reviewer: PolicyReviewer = {
      id: 'x',
      actions: [],
      validate: () => Promise.reject(new Error('no credentials')),
    };
    await expect(reviewedSuggestions([two], reviewer, alone)).rejects.toThrow('no credentials');
  });
});
