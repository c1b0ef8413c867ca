import { accessAnalyzerReviewer } from '../../adapters/aws/access-analyzer-reviewer.ts';
import { newCallCounter } from '../../adapters/aws/call-counter.ts';
import { ownSession } from '../../adapters/aws/session.ts';
import type { CallCount } from '../../core/model/calls.ts';
import type { PolicyReviewer } from '../../core/model/policy-review.ts';
import { type CollectRequest, connectionOf } from './collect-bundle.ts';

/** Whom to ask about policies, and as whom. */
export type ReviewerRequest = Pick<CollectRequest, 'profile' | 'region' | 'now' | 'signal' | 'maxAttempts'>;

/** A reviewer in AWS, and what asking it has cost. */
export interface AwsReviewer {
  readonly reviewer: PolicyReviewer;
  /** So far; by service, then operation. */
  calls(): readonly CallCount[];
}

/** IAM Access Analyzer, asked with the caller's own credentials. Throws `CredentialsError` without any. */
export async function awsReviewer(request: ReviewerRequest): Promise<AwsReviewer> {
  const counter = newCallCounter();
  const session = await ownSession(connectionOf(request, counter));
  // It judges documents, wherever they come from: the home region has it in every partition.
  return { reviewer: accessAnalyzerReviewer(session), calls: counter.counts };
}
