import { loadCatalog } from '../../adapters/catalog/load-catalog.ts';
import { type CallCount, collectionSummaryOf } from '../../core/model/calls.ts';
import type { AuditResult } from '../../core/model/finding.ts';
import type { PolicyReviewer } from '../../core/model/policy-review.ts';
import { suggestionFiguresOf } from '../../core/track/key-figures.ts';
import { linkedFindings } from '../../core/track/link-suggestions.ts';
import { addedCalls } from '../live/collection-calls.ts';
import { reviewedSuggestions } from './review.ts';

/**
 * A scan's result after somebody else has judged its suggestions: what they said stands in the certificates, a suggestion in which they find an error is
 * withheld and told as such, and links and key figures speak of those that are left. The calls that asking took, as they are when all is answered, count
 * with the collection's.
 */
export async function reviewedResult(
  result: AuditResult,
  reviewer: PolicyReviewer,
  { secondOpinion, calls }: { readonly secondOpinion: boolean; readonly calls: () => readonly CallCount[] },
): Promise<AuditResult> {
  const { suggestions, withheld, gaps } = await reviewedSuggestions(result.suggestions, reviewer, {
    secondOpinion,
  });
  const { collection } = result.scan;
  return {
    ...result,
    scan: {
      ...result.scan,
      gaps: [...result.scan.gaps, ...gaps],
      ...(collection && {
        collection: collectionSummaryOf({ ...collection, calls: addedCalls(collection.calls, calls()) }),
      }),
    },
    keyFigures: { ...result.keyFigures, suggestions: suggestionFiguresOf(suggestions) },
    findings: linkedFindings(result.findings, suggestions, await loadCatalog()),
    suggestions,
    noSuggestions: [...result.noSuggestions, ...withheld],
  };
}
