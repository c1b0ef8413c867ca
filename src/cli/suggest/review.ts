import pLimit from 'p-limit';
import { subjectArnOf } from '../../adapters/report/suggestion-words.ts';
import { type Gap, reasonText } from '../../core/model/gap.ts';
import type { JsonObject } from '../../core/model/json-object.ts';
import type {
  PolicyReview,
  PolicyReviewAnswer,
  PolicyReviewer,
  PolicyReviewFinding,
} from '../../core/model/policy-review.ts';
import type { NoSuggestion, Suggestion } from '../../core/model/suggestion.ts';
import { canonicalJson } from '../../core/suggest/prove/canonical-json.ts';

/** Suggestions after somebody else has looked at them. */
export interface ReviewedSuggestions {
  /** With what the reviewer said in their certificates. */
  readonly suggestions: readonly Suggestion[];
  /** Those that the reviewer finds an error in: they are not to be shown. */
  readonly withheld: readonly NoSuggestion[];
  /** Questions that were not answered. */
  readonly gaps: readonly Gap[];
}

/**
 * Asks a reviewer about every policy that suggestions write, each distinct document once, and with `secondOpinion` whether the policies after allow
 * more than those before. One with an error is withheld. What could not be asked is a gap, and a remark on the suggestion, which stays: our own
 * certificate does not rest on the reviewer. Without a reviewer, and for what it was never asked, nothing changes.
 *
 * Findings that link to a suggestion, and the key figures, are the caller's to bring into line.
 */
export async function reviewedSuggestions(
  suggestions: readonly Suggestion[],
  reviewer: PolicyReviewer | undefined,
  { secondOpinion }: { readonly secondOpinion: boolean },
): Promise<ReviewedSuggestions> {
  if (reviewer === undefined) return { suggestions, withheld: [], gaps: [] };
  const limited = pLimit(atOnce);
  const validated = new Map<string, Promise<Answer>>();
  const validate = (document: JsonObject): Promise<Answer> => {
    const key = canonicalJson(document);
    const known = validated.get(key) ?? limited(() => reviewer.validate(document));
    validated.set(key, known);
    return known;
  };
  // All are asked side by side first, so that an organization's do not wait for each other.
  await Promise.all(suggestions.flatMap(({ after }) => after.map(({ document }) => validate(document))));
  // By content: a refusal that is repeated from a record is told as often as the one that was recorded.
  const gaps = new Map<string, Gap>();
  const reviewed: Suggestion[] = [];
  const withheld: NoSuggestion[] = [];
  const withheldIds = new Set<string>();
  for (const suggestion of suggestions) {
    const reviews: PolicyReview[] = [];
    const remarks: string[] = [];
    const note = (answer: Answer, about: Omit<PolicyReview, 'reviewer' | 'findings'>): void => {
      if (answer === undefined) return;
      if (!isGap(answer)) {
        reviews.push({ reviewer: reviewer.id, ...about, findings: answer });
        return;
      }
      gaps.set(canonicalJson(answer), answer);
      remarks.push(
        `${reviewer.id} could not be asked about ${about.policy ?? 'the policies together'}: ${reasonText(answer.errorCode, answer.message)}`,
      );
    };
    for (const { name, document } of suggestion.after) {
      note(await validate(document), { check: 'validate', policy: name });
    }
    if (secondOpinion && suggestion.after.length > 0)
      note(await secondOpinionOn(suggestion, reviewer), { check: 'no-new-access' });
    const failed = reviews.find(({ findings }) => findings.some(isError));
    if (failed === undefined) {
      reviewed.push(withReviews(suggestion, reviews, remarks));
    } else {
      withheldIds.add(suggestion.id);
      withheld.push(withheldFor(suggestion, failed));
    }
  }
  return { suggestions: reviewed.map((one) => withoutOthers(one, withheldIds)), withheld, gaps: [...gaps.values()] };
}

/** So many policies are judged at once. */
const atOnce = 4;

type Answer = PolicyReviewAnswer | undefined;

function isGap(answer: PolicyReviewAnswer): answer is Gap {
  return 'errorCode' in answer;
}

function isError({ level }: PolicyReviewFinding): boolean {
  return level === 'error';
}

async function secondOpinionOn({ accountId, before, after }: Suggestion, reviewer: PolicyReviewer): Promise<Answer> {
  // A second opinion was asked for: that this reviewer has none is told like any other answer that is missing.
  if (reviewer.checkNoNewAccess === undefined) {
    return {
      service: reviewer.id,
      operation: 'no-new-access',
      account: accountId,
      errorCode: 'Missing',
      message: 'it does not compare policies',
    };
  }
  return reviewer.checkNoNewAccess(
    before.map(({ document }) => document),
    after.map(({ document }) => document),
  );
}

function withReviews(suggestion: Suggestion, reviews: readonly PolicyReview[], remarks: readonly string[]): Suggestion {
  const { certificate } = suggestion;
  return {
    ...suggestion,
    remarks: [...suggestion.remarks, ...remarks],
    ...(reviews.length === 0
      ? {}
      : { certificate: { ...certificate, reviews: [...(certificate.reviews ?? []), ...reviews] } }),
  };
}

function withheldFor(suggestion: Suggestion, { reviewer, check, policy, findings }: PolicyReview): NoSuggestion {
  const [first] = findings.filter(isError);
  const what = check === 'validate' ? `an error in ${policy ?? ''}` : 'new access in the policies after';
  return {
    accountId: suggestion.accountId,
    subject: subjectArnOf(suggestion),
    why: 'failed-check',
    text: `a bug of ours: ${reviewer} finds ${what}: ${first?.code ?? ''}: ${first?.message ?? ''}`,
    next: 'please report it with what the reviewer says',
    checks: suggestion.certificate.checks,
  };
}

/** What would go only together with a suggestion that is not shown does not go. */
function withoutOthers(suggestion: Suggestion, withheld: ReadonlySet<string>): Suggestion {
  const removedWith = suggestion.removedWith.filter((other) => !withheld.has(other.suggestion));
  return removedWith.length === suggestion.removedWith.length ? suggestion : { ...suggestion, removedWith };
}
