import type { Origin } from '../../model/remediation.ts';
import type { Grounds, SuggestContext } from '../suggest-context.ts';
import type { Unit } from '../unit.ts';
import type { PolicyEdit } from '../write/policy-edit.ts';
import { originsOf } from './origin.ts';

/** Where what a suggestion changes is defined, as far as tags and Terraform states tell: its subject, and every policy that changes. */
export function originsOfEdits(
  { arn }: Pick<Unit, 'arn'>,
  edits: readonly PolicyEdit[],
  { grounds, terraformAddresses }: Pick<SuggestContext, 'grounds' | 'terraformAddresses'>,
): readonly Origin[] {
  const policies = edits.flatMap((edit) => (edit.edit === 'version' || edit.edit === 'detach' ? [edit.arn] : []));
  return originsOfArns([arn, ...policies], grounds, terraformAddresses);
}

/** Where some resources are defined. */
export function originsOfArns(
  arns: readonly string[],
  { tagsOf }: Pick<Grounds, 'tagsOf'>,
  addresses: ReadonlyMap<string, string> = new Map(),
): readonly Origin[] {
  const subjects = [...new Set(arns)].map((arn) => ({ arn, tags: tagsOf(arn) }));
  return originsOf(subjects, addresses);
}
