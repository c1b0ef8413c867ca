import { subjectArnOf } from '../../adapters/report/suggestion-words.ts';
import type { AuditResult, PrincipalSummary } from '../../core/model/finding.ts';
import type { NoSuggestion, Suggestion } from '../../core/model/suggestion.ts';

/** What a scan has to say of one subject: its own suggestion, those of what it shares with others, or why there is none. */
export interface Answer {
  /** ARN. */
  readonly subject: string;
  /** Its own first. */
  readonly suggestions: readonly Suggestion[];
  readonly noSuggestions: readonly NoSuggestion[];
}

/** What the scan says of a subject; of a principal for which it says nothing, what its figures say. */
export function answerFor(subject: string, { suggestions, noSuggestions, principals }: AuditResult): Answer {
  const own = suggestions.filter((suggestion) => subjectArnOf(suggestion) === subject);
  const shared = suggestions.filter(
    (suggestion) => !own.includes(suggestion) && suggestion.principals?.includes(subject) === true,
  );
  const reasons = noSuggestions.filter((one) => one.subject === subject);
  const principal = principals.find(({ arn }) => arn === subject);
  const isUntold = own.length + shared.length + reasons.length === 0;
  return {
    subject,
    suggestions: [...own, ...shared],
    noSuggestions: isUntold && principal !== undefined ? [nothingUnused(principal)] : reasons,
  };
}

/** Suggestions are made for what is unused, so of whom the scan says nothing has nothing that is. */
function nothingUnused({ accountId, arn, granted, used, unobservable, tooRecent }: PrincipalSummary): NoSuggestion {
  const unjudged = unobservable + tooRecent;
  return {
    accountId,
    subject: arn,
    why: 'nothing-unused',
    text: `Nothing that it is granted was proved to be unused: of ${granted} permissions ${used} were used, and ${unjudged} cannot be judged.`,
    ...(unjudged === 0 ? {} : { next: 'More can be judged with more logs: the report tells what could not be seen.' }),
  };
}

/** All that is to be said. */
export interface Told {
  /** Of whom somebody asked; absent where all is told. */
  readonly answers?: readonly Answer[];
  readonly suggestions: readonly Suggestion[];
  readonly noSuggestions: readonly NoSuggestion[];
}

/** What is said of suggestions that failed a check of ours, which is a bug; nothing where none did. */
export function failureLines({ noSuggestions }: Told): readonly string[] {
  const failed = noSuggestions.filter(({ why }) => why === 'failed-check').length;
  if (failed === 0) return [];
  const what =
    failed === 1
      ? 'a suggestion fails a check of its certificate, and is'
      : `${failed} suggestions fail checks of their certificates, and are`;
  return [`iam-drift: ${what} not shown`, '  this is a bug of ours: report it with the checks that failed'];
}
