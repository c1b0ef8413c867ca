import { writeReviews } from '../../adapters/bundle/reviews.ts';
import type { AuditResult } from '../../core/model/finding.ts';
import { maxAttemptsIn } from '../collect-options.ts';
import type { Progress } from '../progress.ts';
import { recordingOf } from '../suggest/recorded-reviews.ts';
import type { Terminal } from '../terminal.ts';

/** Whom to ask about suggestions, and how the asking is told. */
export interface Reviewing {
  readonly options: { readonly profile?: string; readonly region?: string; readonly secondOpinion?: boolean };
  readonly progress: Progress;
  readonly terminal: Terminal;
  /** Folder of the bundle that keeps the answers; absent: none, as of a bundle that the user gave, which is not ours to change. */
  readonly keptIn?: string;
}

/** What IAM Access Analyzer says of a result's suggestions, beside our own proof. */
export function reviewing({ options, progress, terminal, keptIn }: Reviewing) {
  return async (result: AuditResult): Promise<AuditResult> => {
    if (result.suggestions.length === 0) return result;
    progress.step('asking IAM Access Analyzer about the suggestions');
    const { profile, region, secondOpinion = false } = options;
    // The SDK is large, and only loaded where AWS is asked.
    const { reviewedResult } = await import('../suggest/reviewed-result.ts');
    const { awsReviewer } = await import('./aws-reviewer.ts');
    const { reviewer, calls } = await awsReviewer({
      ...(profile === undefined ? {} : { profile }),
      ...(region === undefined ? {} : { region }),
      now: terminal.now,
      signal: terminal.signal,
      maxAttempts: maxAttemptsIn(process.env),
    });
    const recording = recordingOf(reviewer);
    const asking = { secondOpinion, calls };
    const reviewed = await reviewedResult(result, recording.reviewer, asking).finally(progress.done);
    if (keptIn !== undefined) {
      const reviews = { reviewer: reviewer.id, calls: calls(), answers: recording.answers() };
      await writeReviews(keptIn, reviews, terminal.now);
    }
    return reviewed;
  };
}
