import type { DocumentStore } from '../../inventory/documents.ts';
import { type AttachedPolicy, isAwsManaged, type Principal } from '../../inventory/principal.ts';
import type { SuggestedPolicy } from '../../model/suggestion.ts';
import type { PolicyEdit } from './policy-edit.ts';

/** A principal as it would be once the edits are made. */
export function editedPrincipal(
  principal: Principal,
  edits: readonly PolicyEdit[],
  documents: DocumentStore,
): Principal {
  const kept = principal.policies.flatMap((policy): readonly AttachedPolicy[] => {
    const holder = policy.group?.arn ?? principal.arn;
    for (const edit of edits) {
      if (edit.edit === 'version' && edit.arn === policy.name)
        return [{ ...policy, parsed: documents.read(edit.after) }];
      if (edit.edit === 'detach' && edit.arn === policy.name && edit.holder.arn === holder) return [];
      if (edit.edit === 'permission-set-detach' && edit.arn === policy.name) return [];
      // A permission set's inline policy is the only one of its roles.
      if (edit.edit === 'permission-set-inline' && policy.type === 'inline') return [];
      if (edit.edit !== 'inline' || policy.type !== 'inline') continue;
      if (edit.name !== policy.name || edit.holder.arn !== holder) continue;
      return edit.after === undefined ? [] : [{ ...policy, parsed: documents.read(edit.after) }];
    }
    return [policy];
  });
  const created = edits.flatMap((edit): readonly AttachedPolicy[] => {
    if (edit.edit === 'permission-set-inline' && edit.after !== undefined)
      return [{ name: edit.permissionSet.name, type: 'inline', parsed: documents.read(edit.after) }];
    if (edit.edit !== 'create') return [];
    const group = principal.groups.find(({ arn }) => arn === edit.holder.arn);
    if (edit.holder.arn !== principal.arn && group === undefined) return [];
    const parsed = documents.read(edit.after);
    return [{ name: edit.arn, type: 'managed', parsed, ...(group === undefined ? {} : { group }) }];
  });
  return { ...principal, policies: [...kept, ...created] };
}

/** The documents that a suggestion replaces or detaches, and those that take their place. */
export function documentsOf(edits: readonly PolicyEdit[]): {
  readonly before: readonly SuggestedPolicy[];
  readonly after: readonly SuggestedPolicy[];
} {
  const before: SuggestedPolicy[] = [];
  const after: SuggestedPolicy[] = [];
  for (const edit of edits) {
    switch (edit.edit) {
      case 'inline':
        before.push({ name: edit.name, type: 'inline', document: edit.before });
        if (edit.after !== undefined) after.push({ name: edit.name, type: 'inline', document: edit.after });
        break;
      case 'version': {
        const current = edit.versions.find(({ isDefault }) => isDefault);
        if (current !== undefined) before.push({ name: edit.arn, type: 'managed', document: current.document });
        after.push({ name: edit.arn, type: 'managed', document: edit.after });
        break;
      }
      case 'detach':
        before.push({ name: edit.arn, type: edit.isAwsManaged ? 'aws-managed' : 'managed', document: edit.before });
        break;
      case 'create':
        after.push({ name: edit.arn, type: 'managed', document: edit.after });
        break;
      case 'permission-set-inline': {
        const name = edit.permissionSet.name;
        if (edit.before !== undefined) before.push({ name, type: 'permission-set-inline', document: edit.before });
        if (edit.after !== undefined) after.push({ name, type: 'permission-set-inline', document: edit.after });
        break;
      }
      case 'permission-set-detach':
        before.push({
          name: edit.arn,
          type: isAwsManaged(edit.arn) ? 'aws-managed' : 'managed',
          document: edit.before,
        });
        break;
    }
  }
  return { before, after };
}
