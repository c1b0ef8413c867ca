import type { CallCount } from './calls.ts';
import type { Gap } from './gap.ts';
import type { JsonObject } from './json-object.ts';

/** How bad a reviewer says that something in a policy is, the worst first. */
export type PolicyReviewLevel = 'error' | 'security-warning' | 'warning' | 'suggestion';

/** One thing that a reviewer says of a policy. */
export interface PolicyReviewFinding {
  readonly level: PolicyReviewLevel;
  /** The reviewer's own name for it (`PASS_ROLE_WITH_STAR_IN_RESOURCE`). */
  readonly code: string;
  /** A sentence. */
  readonly message: string;
  /** A page that tells more. */
  readonly learnMore?: string;
}

/** What a reviewer said of a suggestion's policies. */
export interface PolicyReview {
  /** Id of the reviewer. */
  readonly reviewer: string;
  /** `validate`: whether a policy is well written. `no-new-access`: whether all of them allow something that those before do not. */
  readonly check: 'validate' | 'no-new-access';
  /** Name of the policy after; absent: all of them together. */
  readonly policy?: string;
  /** Empty: nothing to say against it. */
  readonly findings: readonly PolicyReviewFinding[];
}

/** What a reviewer answers: what it says, empty for nothing against it, or why it could not say. */
export type PolicyReviewAnswer = readonly PolicyReviewFinding[] | Gap;

/** One answer of a reviewer, as a bundle keeps it. */
export interface RecordedAnswer {
  readonly check: PolicyReview['check'];
  /** SHA-256, in hex, of what was asked about as canonical JSON: a document, or for `no-new-access` the list of those before and of those after. */
  readonly sha256: string;
  readonly answer: PolicyReviewAnswer;
}

/** What a reviewer said of the suggestions of one live audit: an audit of the same bundle says the same again without asking. */
export interface RecordedReviews {
  /** Id of the reviewer. */
  readonly reviewer: string;
  /** What asking it cost, beside the collection. */
  readonly calls: readonly CallCount[];
  /** One a question; by check, then digest. */
  readonly answers: readonly RecordedAnswer[];
}

/**
 * Somebody else who judges policies, such as IAM Access Analyzer: asked about suggestions, over a network. What it could not answer is a `Gap`, and
 * `undefined` what nobody asked it (of one that only repeats recorded answers); it throws only where the user must change something.
 */
export interface PolicyReviewer {
  readonly id: string;
  /** Names of the IAM actions that its calls need. */
  readonly actions: readonly string[];
  /** Judges one identity policy (AWS: ValidatePolicy with `policyType` IDENTITY_POLICY). */
  validate(document: JsonObject): Promise<PolicyReviewAnswer | undefined>;
  /** Says, by an error each, what the policies after allow and those before do not (AWS: CheckNoNewAccess). Absent: it cannot. */
  checkNoNewAccess?(
    before: readonly JsonObject[],
    after: readonly JsonObject[],
  ): Promise<PolicyReviewAnswer | undefined>;
}
