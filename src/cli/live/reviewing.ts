import type { AuditResult } from '../../core/model/finding.ts';
import { maxAttemptsIn } from '../collect-options.ts';
import type { Progress } from '../progress.ts';
import type { Terminal } from '../terminal.ts';

/** Whom to ask about suggestions, and how the asking is told. */
export interface Reviewing {
  readonly options: { readonly profile?: string; readonly region?: string; readonly secondOpinion?: boolean };
  readonly progress: Progress;
  readonly terminal: Terminal;
}

/** What IAM Access Analyzer says of a result's suggestions, beside our own proof. */
export function reviewing({ options, progress, terminal }: Reviewing) {
  return async (result: AuditResult): Promise<AuditResult> => {
    if (result.suggestions.length === 0) return result;
    progress.step('asking IAM Access Analyzer about the suggestions');
    const { profile, region, secondOpinion = false } = options;
    // The SDK is large, and only loaded where AWS is asked.
    const { awsReviewer } = await import('./aws-reviewer.ts');
    const { reviewedResult } = await import('../suggest/reviewed-result.ts');
    const reviewer = await awsReviewer({
      ...(profile === undefined ? {} : { profile }),
      ...(region === undefined ? {} : { region }),
      now: terminal.now,
      signal: terminal.signal,
      maxAttempts: maxAttemptsIn(process.env),
    });
    return reviewedResult(result, reviewer, { secondOpinion }).finally(progress.done);
  };
}
