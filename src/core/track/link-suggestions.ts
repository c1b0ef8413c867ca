import type { Catalog } from '../catalog/catalog.ts';
import type { Finding } from '../model/finding.ts';
import type { Suggestion } from '../model/suggestion.ts';
import { adviceOf, fixWithoutAdvice } from './suggestion-advice.ts';

/** What a smaller policy ends; a key or a password is not among it. */
const ended: ReadonlySet<Finding['subject']['kind']> = new Set(['role', 'user', 'group', 'policy', 'permission-set']);

/**
 * The findings, each with the suggestion that would end it: the one about its subject, else one about what the subject shares with others. What
 * the suggestion takes away of what the finding names stands first in its `fix`. A link that a finding has is made anew, with that sentence.
 */
export function linkedFindings(
  findings: readonly Finding[],
  suggestions: readonly Suggestion[],
  catalog: Catalog,
): readonly Finding[] {
  const own = new Map<string, Suggestion>();
  const shared = new Map<string, Suggestion>();
  for (const suggestion of suggestions) {
    const { principal, policy, group, permissionSet, principals = [] } = suggestion;
    const subject = principal ?? policy ?? group ?? permissionSet;
    if (subject !== undefined) own.set(subject, suggestion);
    for (const arn of principals) if (!shared.has(arn)) shared.set(arn, suggestion);
  }
  const ids = new Set(suggestions.map(({ id }) => id));
  return findings.map((linked) => {
    const { suggestion: _, ...rest } = linked;
    const finding: Finding = { ...rest, fix: fixWithoutAdvice(linked) };
    if (!ended.has(finding.subject.kind)) return finding;
    const suggestion = own.get(finding.subject.arn) ?? shared.get(finding.subject.arn);
    if (suggestion === undefined) return finding;
    const advice = adviceOf(finding, suggestion, ids, catalog);
    return {
      ...finding,
      fix: advice === undefined ? finding.fix : [advice, ...finding.fix],
      suggestion: suggestion.id,
    };
  });
}
