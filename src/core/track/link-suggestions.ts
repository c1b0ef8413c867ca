import type { Finding } from '../model/finding.ts';
import type { Suggestion } from '../model/suggestion.ts';

/** What a smaller policy ends; a key or a password is not among it. */
const ended: ReadonlySet<Finding['subject']['kind']> = new Set(['role', 'user', 'group', 'policy', 'permission-set']);

/**
 * The findings, each with the suggestion that would end it: the one about its subject, else one about what the subject shares with others. A link that a
 * finding has is made anew.
 */
export function linkedFindings(findings: readonly Finding[], suggestions: readonly Suggestion[]): readonly Finding[] {
  const own = new Map<string, string>();
  const shared = new Map<string, string>();
  for (const { id, principal, policy, group, permissionSet, principals = [] } of suggestions) {
    const subject = principal ?? policy ?? group ?? permissionSet;
    if (subject !== undefined) own.set(subject, id);
    for (const arn of principals) if (!shared.has(arn)) shared.set(arn, id);
  }
  return findings.map(({ suggestion: _, ...finding }) => {
    if (!ended.has(finding.subject.kind)) return finding;
    const id = own.get(finding.subject.arn) ?? shared.get(finding.subject.arn);
    return id === undefined ? finding : { ...finding, suggestion: id };
  });
}
