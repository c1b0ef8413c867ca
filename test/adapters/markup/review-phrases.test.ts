import { describe, expect, it } from 'vitest';
import { markdownText, plainText } from '../../../src/adapters/markup/phrase.ts';
import { reviewPhrases } from '../../../src/adapters/markup/review-phrases.ts';
import { reviews, warning } from '../report/reviews.ts';

describe('reviewPhrases', () => {
  it('say what reviewers found, and where they found nothing', () => {
    expect(reviewPhrases(reviews).map(plainText)).toEqual([
      `Reviewed by access-analyzer: warning for needed: ${warning.code}: ${warning.message} (${warning.learnMore})`,
      'Reviewed by access-analyzer: nothing to say against more',
      'Reviewed by access-analyzer: no new access in the policies together',
    ]);
  });

  it('let no text of a reviewer become markup', () => {
    const findings = [{ level: 'security-warning', code: '`x`', message: '<b>\u202e*all*' } as const];
    const [phrase = []] = reviewPhrases([{ reviewer: 'a|b', check: 'validate', policy: '*', findings }]);
    const text = markdownText(phrase);
    expect(text).toContain('security warning for `*`');
    expect(text).not.toMatch(/<b>|\u202e/);
  });
});
