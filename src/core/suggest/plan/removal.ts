import type { Change, PolicyHolder } from '../../model/remediation.ts';
import type { PolicyEdit } from '../write/policy-edit.ts';
import { sizeOfDocument } from '../write/quotas.ts';
import { newDefault, roomFor } from './policy-version.ts';
import { isQuarantineDocument } from './quarantine.ts';
import { onlyWhen, type Reversible } from './reversible.ts';

type Edit<Kind extends PolicyEdit['edit']> = Extract<PolicyEdit, { readonly edit: Kind }>;

/** How many managed policies a holder has, and may have. */
export interface Attachments {
  /** The holder's ARN. */
  readonly holder: string;
  readonly attached: number;
  readonly quota: number;
}

/** What decides the order of a removal, beside the edits. */
export interface RemovalFacts {
  readonly edits: readonly PolicyEdit[];
  /** Of holders that get or lose policies; one that is not listed has room. */
  readonly attachments: readonly Attachments[];
  /** Puts the inline policy of a permission set as the quarantine leaves it. */
  readonly quarantinedInline?: Change;
  /** The quarantine is a version of that policy, which goes just before the policy gets its new one. */
  readonly quarantinedVersion?: { readonly arn: string; readonly takeAway: readonly Reversible[] };
}

/**
 * The edits in an order that at no time leaves anybody without what is to stay: policies are made and attached before others go. Where a holder
 * has no room for one more, one goes before the next is attached. Of inline policies, which share one quota, those that shrink most come first.
 * What a former quarantine left comes last.
 */
export function removalOf(facts: RemovalFacts): readonly Reversible[] {
  const { edits } = facts;
  const last = edits.filter(isFormerQuarantine);
  const others = edits.filter((edit) => !isFormerQuarantine(edit));
  const { attached, left } = attachedFirst(others, facts);
  return [
    ...attached,
    ...only(others, 'inline').toSorted(byGrowth).map(inlineChange),
    ...only(others, 'permission-set-inline').flatMap((edit) => permissionSetChange(edit, facts.quarantinedInline)),
    ...(facts.quarantinedVersion?.takeAway ?? []),
    ...only(others, 'version').flatMap((edit) => versionChange(edit, facts.quarantinedVersion?.arn)),
    ...left.map(detachment),
    ...only(others, 'permission-set-detach').map(permissionSetDetachment),
    ...last.flatMap((edit) => (edit.edit === 'inline' ? [inlineChange(edit)] : [])),
    ...only(last, 'detach').map(detachment),
  ];
}

function attachedFirst(edits: readonly PolicyEdit[], { attachments }: RemovalFacts) {
  const made = new Set<string>();
  const attached: Reversible[] = [];
  const left = [...only(edits, 'detach')];
  const used = new Map(attachments.map(({ holder, attached: count }) => [holder, count]));
  const quotas = new Map(attachments.map(({ holder, quota }) => [holder, quota]));
  const count = ({ arn }: PolicyHolder, by: number) => used.set(arn, (used.get(arn) ?? 0) + by);
  for (const edit of only(edits, 'create')) {
    const { holder, arn, name, path, after: document } = edit;
    if (!made.has(arn)) {
      made.add(arn);
      const description = `What ${holder.name} needs, in place of wider policies`;
      attached.push({
        change: { do: 'create-policy', arn, name, path, description, document },
        undo: [{ do: 'delete-created-policy', arn }],
      });
    }
    while ((used.get(holder.arn) ?? 0) >= (quotas.get(holder.arn) ?? Number.POSITIVE_INFINITY)) {
      const at = left.findIndex((other) => other.holder.arn === holder.arn);
      if (at === -1) break;
      attached.push(...left.splice(at, 1).map(detachment));
      count(holder, -1);
    }
    attached.push({ change: { do: 'attach-policy', holder, arn }, undo: [{ do: 'detach-policy', holder, arn }] });
    count(holder, 1);
  }
  return { attached, left };
}

function detachment({ holder, arn }: Edit<'detach'>): Reversible {
  return { change: { do: 'detach-policy', holder, arn }, undo: [{ do: 'attach-policy', holder, arn }] };
}

function inlineChange({ holder, name, before, after }: Edit<'inline'>): Reversible {
  return {
    change:
      after === undefined
        ? { do: 'delete-inline-policy', holder, name }
        : { do: 'put-inline-policy', holder, name, document: after },
    undo: [{ do: 'put-inline-policy', holder, name, document: before }],
  };
}

/**
 * With the quarantine a version of the same policy, that version is gone by now and its room is free: what had to be deleted for it is not there,
 * and only where there was no quarantine is room made.
 */
function versionChange(edit: Edit<'version'>, quarantinedPolicy: string | undefined): readonly Reversible[] {
  const room = roomFor(edit);
  const version = newDefault(edit, edit.after);
  if (room === undefined) return [version];
  return [edit.arn === quarantinedPolicy ? onlyWhen('not-quarantined', room) : room, version];
}

function permissionSetChange(
  { permissionSet, before, after }: Edit<'permission-set-inline'>,
  quarantinedInline: Change | undefined,
): readonly Reversible[] {
  const put = (document: typeof before): Change =>
    document === undefined
      ? { do: 'delete-permission-set-inline-policy', permissionSet }
      : { do: 'put-permission-set-inline-policy', permissionSet, document };
  // Without a change of its own it is written only to take the quarantine away.
  const isSame = before === after;
  if (quarantinedInline === undefined) return isSame ? [] : [{ change: put(after), undo: [put(before)] }];
  if (isSame) return [onlyWhen('quarantined', { change: put(after), undo: [quarantinedInline] })];
  const undo: readonly Change[] = [
    { ...quarantinedInline, when: 'quarantined' },
    { ...put(before), when: 'not-quarantined' },
  ];
  return [{ change: put(after), undo }];
}

function permissionSetDetachment({ permissionSet, arn }: Edit<'permission-set-detach'>): Reversible {
  return {
    change: { do: 'detach-permission-set-policy', permissionSet, arn },
    undo: [{ do: 'attach-permission-set-policy', permissionSet, arn }],
  };
}

function byGrowth(a: Edit<'inline'>, b: Edit<'inline'>): number {
  return growthOf(a) - growthOf(b);
}

function growthOf({ before, after }: Edit<'inline'>): number {
  return (after === undefined ? 0 : sizeOfDocument(after)) - sizeOfDocument(before);
}

function isFormerQuarantine(edit: PolicyEdit): boolean {
  if (edit.edit === 'inline') return edit.after === undefined && isQuarantineDocument(edit.before);
  return edit.edit === 'detach' && isQuarantineDocument(edit.before);
}

function only<Kind extends PolicyEdit['edit']>(edits: readonly PolicyEdit[], kind: Kind): readonly Edit<Kind>[] {
  return edits.filter((edit): edit is Edit<Kind> => edit.edit === kind);
}
