import { loadCatalog } from '../../adapters/catalog/load-catalog.ts';
import type { AuditResult } from '../../core/model/finding.ts';
import type { PolicyReviewer } from '../../core/model/policy-review.ts';
import { suggestionFiguresOf } from '../../core/track/key-figures.ts';
import { linkedFindings } from '../../core/track/link-suggestions.ts';
import { reviewedSuggestions } from './review.ts';

/**
 * A scan's result after somebody else has judged its suggestions: what they said stands in the certificates, a suggestion in which they find an error is
 * withheld and told as such, and links and key figures speak of those that are left.
 */
export async function reviewedResult(
  result: AuditResult,
  reviewer: PolicyReviewer,
  asked: { readonly secondOpinion: boolean },
): Promise<AuditResult> {
  const { suggestions, withheld, gaps } = await reviewedSuggestions(result.suggestions, reviewer, asked);
  return {
    ...result,
    scan: { ...result.scan, gaps: [...result.scan.gaps, ...gaps] },
    keyFigures: { ...result.keyFigures, suggestions: suggestionFiguresOf(suggestions) },
    findings: linkedFindings(result.findings, suggestions, await loadCatalog()),
    suggestions,
    noSuggestions: [...result.noSuggestions, ...withheld],
  };
}
