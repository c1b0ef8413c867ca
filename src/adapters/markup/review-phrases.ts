import type { PolicyReview, PolicyReviewLevel } from '../../core/model/policy-review.ts';
import { named, type Phrase, phrase } from './phrase.ts';

const levelNames: Readonly<Record<PolicyReviewLevel, string>> = {
  error: 'error',
  'security-warning': 'security warning',
  warning: 'warning',
  suggestion: 'suggestion',
};

/** What reviewers said of a suggestion's policies, a sentence each. */
export function reviewPhrases(reviews: readonly PolicyReview[]): readonly Phrase[] {
  return reviews.flatMap(({ reviewer, check, policy, findings }): readonly Phrase[] => {
    const about = policy === undefined ? phrase`the policies together` : phrase`${named(policy)}`;
    const none = check === 'validate' ? 'nothing to say against' : 'no new access in';
    if (findings.length === 0) return [phrase`Reviewed by ${reviewer}: ${none} ${about}`];
    return findings.map(({ level, code, message, learnMore }) => {
      const more = learnMore === undefined ? phrase`` : phrase` (${learnMore})`;
      return phrase`Reviewed by ${reviewer}: ${levelNames[level]} for ${about}: ${named(code)}: ${message}${more}`;
    });
  });
}
