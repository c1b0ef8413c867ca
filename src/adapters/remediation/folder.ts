import { createHash } from 'node:crypto';
import type { Change, PolicyHolder } from '../../core/model/remediation.ts';
import type { Suggestion } from '../../core/model/suggestion.ts';

/** What a suggestion changes, by its kind, name and ARN. */
export interface SuggestionSubject {
  readonly kind: PolicyHolder['kind'] | 'policy' | 'permission-set';
  readonly name: string;
  readonly arn: string;
}

/** Characters of a name that a folder's name keeps. */
const mostKept = 80;

/**
 * Text as the name of a file or folder, or a part of one: letters, digits, `-`, `_` and dots inside are kept. Every other character becomes
 * a dash, and then a hash of the text follows after a tilde, so that two texts never get the same name. What differs only in case is one
 * name to IAM, and one file to many file systems.
 */
export function fileNameOf(text: string): string {
  if (text.length <= mostKept && /^[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/.test(text)) return text;
  const kept = text
    .slice(0, mostKept)
    .replace(/[^A-Za-z0-9._-]/g, '-')
    .replace(/^[.-]+/, '');
  return `${kept}~${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}

/**
 * What a suggestion is about. A permission set's name stands in its plan only: where the plan changes nothing, the last part of its ARN
 * is taken.
 */
export function subjectOf(suggestion: Suggestion): SuggestionSubject {
  const { principal, policy, group, permissionSet } = suggestion;
  if (permissionSet !== undefined) {
    const name = allChanges(suggestion)
      .flatMap((change) => ('permissionSet' in change ? [change.permissionSet] : []))
      .find(({ arn }) => arn === permissionSet)?.name;
    return { kind: 'permission-set', name: name ?? lastPart(permissionSet), arn: permissionSet };
  }
  if (policy !== undefined) return { kind: 'policy', name: lastPart(policy), arn: policy };
  if (group !== undefined) return { kind: 'group', name: lastPart(group), arn: group };
  const arn = principal ?? '';
  return { kind: /^[^:]*:[^:]*:iam:[^:]*:[^:]*:user\//.test(arn) ? 'user' : 'role', name: lastPart(arn), arn };
}

/** The folder of a suggestion's files inside the scan's: `remediation/<account id>/<kind>-<name>`. No two subjects have the same. */
export function remediationFolderOf(suggestion: Suggestion): string {
  const { kind, name } = subjectOf(suggestion);
  return `remediation/${fileNameOf(suggestion.accountId)}/${kind}-${fileNameOf(name)}`;
}

/** All changes of a plan, the undoing ones too. */
export function allChanges(suggestion: Suggestion): readonly Change[] {
  return suggestion.plan.steps.flatMap(({ changes, undo }) => [...changes, ...undo]);
}

/** What follows the last slash of an ARN: the name in it. */
export function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
