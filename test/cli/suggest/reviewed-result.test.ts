import { describe, expect, it } from 'vitest';
import { reviewedResult } from '../../../src/cli/suggest/reviewed-result.ts';
import type { PolicyReviewer } from '../../../src/core/model/policy-review.ts';
import { auditResult, finding } from '../../adapters/report/audit-result.ts';
import { suggestion } from '../../adapters/report/suggestion.ts';

const reviewerSaying = (level: 'error' | 'warning'): PolicyReviewer => ({
  id: 'access-analyzer',
  actions: [],
  validate: async () => [{ level, code: 'CODE', message: 'A sentence.' }],
});

const one = suggestion();
const about = finding({ suggestion: one.id });
const result = {
  ...auditResult({
    findings: [{ ...about, subject: { ...about.subject, kind: 'role', arn: one.principal ?? '' } }],
    suggestions: [one],
  }),
};
const call = (operation: string, calls: number) => ({
  service: 'access-analyzer',
  operation,
  calls,
  retries: 1,
  throttled: 0,
});
const alone = { secondOpinion: false, calls: () => [] };

describe('a result whose suggestions somebody else has judged', () => {
  it('holds what they said, and its findings keep their suggestions', async () => {
    const reviewed = await reviewedResult(result, reviewerSaying('warning'), alone);
    expect(reviewed.suggestions[0]?.certificate.reviews?.[0]?.findings).toMatchObject([{ code: 'CODE' }]);
    expect(reviewed.findings[0]?.suggestion).toBe(one.id);
    expect(reviewed.keyFigures.suggestions.suggestions).toBe(1);
  });

  it('withholds a suggestion with an error everywhere, and says so', async () => {
    const reviewed = await reviewedResult(result, reviewerSaying('error'), alone);
    expect(reviewed.suggestions).toEqual([]);
    expect(reviewed.findings[0]).not.toHaveProperty('suggestion');
    expect(reviewed.keyFigures.suggestions.suggestions).toBe(0);
    expect(reviewed.noSuggestions.at(-1)).toMatchObject({ subject: one.principal, why: 'failed-check' });
  });

  it('tells in a finding what its suggestion takes away, once, and no more of one that is withheld', async () => {
    const first = await reviewedResult(result, reviewerSaying('warning'), alone);
    const again = await reviewedResult(first, reviewerSaying('warning'), alone);
    expect(again.findings[0]?.fix).toEqual([expect.stringMatching(/^Its suggestion takes 6 of these 8/), ...about.fix]);
    const withheld = await reviewedResult(again, reviewerSaying('error'), alone);
    expect(withheld.findings[0]?.fix).toEqual(about.fix);
  });

  it('counts the calls that asking took with those of the collection', async () => {
    const collection = {
      tool: 'iam-drift 0.1.0',
      calls: [call('ListAnalyzers', 2)],
      total: 2,
      throttled: 0,
      retried: 1,
    };
    const collected = { ...result, scan: { ...result.scan, collection } };
    const asking = { secondOpinion: false, calls: () => [call('ValidatePolicy', 5)] };
    const { scan } = await reviewedResult(collected, reviewerSaying('warning'), asking);
    expect(scan.collection).toEqual({
      ...collection,
      calls: [call('ListAnalyzers', 2), call('ValidatePolicy', 5)],
      total: 7,
      retried: 2,
    });
    const { scan: byHand } = await reviewedResult(result, reviewerSaying('warning'), asking);
    expect(byHand).not.toHaveProperty('collection');
  });
});
