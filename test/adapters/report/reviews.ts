import type { PolicyReview, PolicyReviewFinding } from '../../../src/core/model/policy-review.ts';

/** What a reviewer warns of. */
export const warning: PolicyReviewFinding = {
  level: 'warning',
  code: 'CREATE_SLR_WITH_STAR_IN_RESOURCE',
  message: 'Using a wildcard in the resource can allow creation of unintended service-linked roles.',
  learnMore: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
};

/** Reviews of a suggestion: one policy with a warning, one without, and a second opinion on both. */
export const reviews: readonly PolicyReview[] = [
  { reviewer: 'access-analyzer', check: 'validate', policy: 'needed', findings: [warning] },
  { reviewer: 'access-analyzer', check: 'validate', policy: 'more', findings: [] },
  { reviewer: 'access-analyzer', check: 'no-new-access', findings: [] },
];
