import type { AuditResult } from '../../core/model/finding.ts';
import type { BeforeAfter, NoSuggestion, Suggestion, Tightness } from '../../core/model/suggestion.ts';
import { count, formatNumber, listOf, shorten } from '../markup/prose.ts';

/** ARN of what a suggestion is about: a principal, a policy, a group or a permission set. */
export function subjectArnOf({ principal, policy, group, permissionSet }: Suggestion): string {
  return principal ?? policy ?? group ?? permissionSet ?? '';
}

/** The last part of its ARN, as people call it; of a permission set, whose ARN has none, its name as the plan has it. */
export function subjectNameOf(suggestion: Suggestion): string {
  const arn = subjectArnOf(suggestion);
  return shorten(permissionSetName(suggestion) ?? (arn.slice(arn.lastIndexOf('/') + 1) || arn), 64);
}

function permissionSetName({ permissionSet, plan }: Suggestion): string | undefined {
  if (permissionSet === undefined) return undefined;
  const changes = plan.steps.flatMap(({ changes: forth, undo }) => [...forth, ...undo]);
  return changes
    .flatMap((change) => ('permissionSet' in change ? [change.permissionSet] : []))
    .find(({ arn }) => arn === permissionSet)?.name;
}

/** The command that tells a suggestion whole. What a shell would take apart is quoted. */
export function suggestCommand(suggestion: Suggestion): string {
  const arn = subjectArnOf(suggestion);
  const word = /^[\w+=,.@:/-]+$/.test(arn) ? arn : `'${arn.replaceAll("'", "'\\''")}'`;
  return `iam-drift suggest ${word} --from BUNDLE`;
}

/** Suggestions by id, for the findings that point at them. */
export function suggestionsById({ suggestions }: AuditResult): ReadonlyMap<string, Suggestion> {
  return new Map(suggestions.map((suggestion) => [suggestion.id, suggestion]));
}

/** How many before and after: `412 to 4`. */
export function beforeAfterText({ before, after }: BeforeAfter): string {
  return `${formatNumber(before)} to ${formatNumber(after)}`;
}

/** How tight, in one sentence. */
export function tightnessSentence({ permissions, elevated, unjudged }: Tightness): string {
  const what = `${formatNumber(permissions.before)} granted permissions become ${formatNumber(permissions.after)}, elevated ones ${beforeAfterText(elevated)}`;
  if (permissions.after === 0) return `${what}.`;
  const rest = unjudged === 0 ? 'all' : `${formatNumber(unjudged)} of those`;
  return `${what}; ${rest} that stay could ${unjudged === 0 ? '' : 'not '}be judged.`;
}

/** The suggestions that take away most: elevated permissions first, then all. */
export function mostTightening(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  const taken = ({ before, after }: BeforeAfter): number => before - after;
  return suggestions.toSorted(
    ({ tightness: a, id: one }, { tightness: b, id: other }) =>
      taken(b.elevated) - taken(a.elevated) || taken(b.permissions) - taken(a.permissions) || (one < other ? -1 : 1),
  );
}

const whyNames: Readonly<Record<NoSuggestion['why'], string>> = {
  'nothing-unused': 'nothing unused',
  'not-judged': 'not judged',
  'thin-coverage': 'too little seen',
  'unread-policies': 'policies not read',
  'not-touched': 'not to be touched',
  'does-not-fit': 'does not fit the quotas',
  undecided: 'not decided',
  'failed-check': 'failed a check of ours',
};

/** Why something has no suggestion, in a few words. */
export function whyName({ why }: NoSuggestion): string {
  return whyNames[why];
}

/** What has no suggestion, by why; `undefined` where nothing was left out. Where nothing is unused there is nothing to suggest. */
export function leftOutSentence({ noSuggestions }: Pick<AuditResult, 'noSuggestions'>): string | undefined {
  const left = noSuggestions.filter(({ why }) => why !== 'nothing-unused');
  if (left.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const one of left) counts.set(whyName(one), (counts.get(whyName(one)) ?? 0) + 1);
  const reasons = [...counts]
    .sort(([a, one], [b, two]) => two - one || (a < b ? -1 : 1))
    .map(([why, number]) => `${why} ${formatNumber(number)}`);
  return `No suggestion for ${count(left.length, 'other', 'others')}: ${listOf(reasons)}.`;
}

/** Whether a report has anything to say of suggestions: one that failed a check of ours is told even alone. */
export function tellsOfSuggestions({ suggestions, noSuggestions }: AuditResult): boolean {
  return suggestions.length > 0 || noSuggestions.some(({ why }) => why === 'failed-check');
}
