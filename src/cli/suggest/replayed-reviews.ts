import { readReviews } from '../../adapters/bundle/reviews.ts';
import type { AuditResult } from '../../core/model/finding.ts';
import { recordedReviewer } from './recorded-reviews.ts';

/**
 * Brings into a result what was said of its suggestions when its bundle was audited live, so that both audits report the same. Of a bundle without
 * recorded answers the result stays as it is; where they cannot be read, a gap says so.
 */
export function replayingReviews(bundle: string) {
  return async (result: AuditResult): Promise<AuditResult> => {
    const { reviews, gaps } = await readReviews(bundle);
    const told =
      gaps.length === 0 ? result : { ...result, scan: { ...result.scan, gaps: [...result.scan.gaps, ...gaps] } };
    if (reviews === undefined) return told;
    // What judges them is large for those who have none.
    const { reviewedResult } = await import('./reviewed-result.ts');
    // Whether a second opinion was asked for then is in the answers: what was not asked is not told.
    return reviewedResult(told, recordedReviewer(reviews), { secondOpinion: true, calls: () => reviews.calls });
  };
}
