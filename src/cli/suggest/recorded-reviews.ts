import { createHash } from 'node:crypto';
import type {
  PolicyReview,
  PolicyReviewAnswer,
  PolicyReviewer,
  RecordedAnswer,
  RecordedReviews,
} from '../../core/model/policy-review.ts';
import { canonicalJson } from '../../core/suggest/prove/canonical-json.ts';

/** A reviewer whose answers are noted. */
export interface Recording {
  /** Asks as the one that is recorded does, and each question once. */
  readonly reviewer: PolicyReviewer;
  /** What was answered so far, refusals too; by check, then digest. */
  answers(): readonly RecordedAnswer[];
}

/** Notes what a reviewer answers. A question that is asked again has the same answer, so that what is noted is what was told. */
export function recordingOf(reviewer: PolicyReviewer): Recording {
  const asked = new Map<string, Promise<PolicyReviewAnswer | undefined>>();
  const answered = new Map<string, RecordedAnswer>();
  const noting = (
    check: PolicyReview['check'],
    about: unknown,
    ask: () => Promise<PolicyReviewAnswer | undefined>,
  ): Promise<PolicyReviewAnswer | undefined> => {
    const sha256 = digestOf(about);
    const key = keyOf(check, sha256);
    const noted = async () => {
      const answer = await ask();
      if (answer !== undefined) answered.set(key, { check, sha256, answer });
      return answer;
    };
    const answer = asked.get(key) ?? noted();
    asked.set(key, answer);
    return answer;
  };
  const { checkNoNewAccess: compare } = reviewer;
  return {
    reviewer: {
      id: reviewer.id,
      actions: reviewer.actions,
      validate: (document) => noting('validate', document, () => reviewer.validate(document)),
      ...(compare === undefined
        ? {}
        : {
            checkNoNewAccess: (before, after) => noting('no-new-access', [before, after], () => compare(before, after)),
          }),
    },
    answers: () => [...answered].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, answer]) => answer),
  };
}

/** A reviewer that says again what was recorded, and asks nobody: of anything else it says nothing. */
export function recordedReviewer({ reviewer, answers }: RecordedReviews): PolicyReviewer {
  const known = new Map(answers.map(({ check, sha256, answer }) => [keyOf(check, sha256), answer]));
  return {
    id: reviewer,
    actions: [],
    validate: async (document) => known.get(keyOf('validate', digestOf(document))),
    checkNoNewAccess: async (before, after) => known.get(keyOf('no-new-access', digestOf([before, after]))),
  };
}

function digestOf(about: unknown): string {
  return createHash('sha256').update(canonicalJson(about)).digest('hex');
}

function keyOf(check: PolicyReview['check'], sha256: string): string {
  return `${check} ${sha256}`;
}
