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
const alone = { secondOpinion: false };

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
});
