import { InternalError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/json-object.ts';
import type {
  Change,
  Origin,
  PermissionSetReference,
  PolicyHolder,
  RemediationPlan,
  RemediationStep,
} from '../../model/remediation.ts';
import { dateOf, dayMs, type Instant } from '../../model/time.ts';
import type { PolicyEdit } from '../write/policy-edit.ts';
import { deletionWords, quarantineWords, removalWords, watchWords } from './narrow-words.ts';
import { defaultOf, type VersionedPolicy } from './policy-version.ts';
import {
  demandQuarantine,
  holdsQuarantine,
  inlineQuarantine,
  managedQuarantine,
  permissionSetQuarantine,
  type Quarantine,
  quarantineNamesOf,
  takenAway,
  versionQuarantine,
} from './quarantine.ts';
import { type Attachments, removalOf } from './removal.ts';
import { listsOf, notingQuarantine, type Reversible, type StepLists } from './reversible.ts';

/** Whom or what a plan is about: where its quarantine goes. */
export type PlanSubject =
  | {
      readonly kind: 'principal' | 'group';
      readonly holder: PolicyHolder;
      /** Names of all inline policies that it has. */
      readonly inlineNames: readonly string[];
    }
  | ({ readonly kind: 'policy'; readonly name: string } & VersionedPolicy)
  | {
      readonly kind: 'permission-set';
      readonly permissionSet: PermissionSetReference;
      /** Its inline policy; absent: it has none. */
      readonly inline?: JsonObject;
    };

/**
 * The Deny of what is removed: documents that fit where they go, every statement with a Sid that begins with `quarantineSidOf(asOf)`. With `arns`
 * (one a document) they become policies of their own, attached to the principal or group. Or why there is none: a clause, without a full stop.
 */
export type QuarantineFacts =
  | { readonly documents: readonly JsonObject[]; readonly arns?: readonly string[] }
  | { readonly omitted: string };

/** What the plan of a smaller policy is made from. */
export interface PlanFacts {
  readonly subject: PlanSubject;
  readonly edits: readonly PolicyEdit[];
  readonly quarantine: QuarantineFacts;
  /** Of holders that get or lose policies; one that is not listed has room. */
  readonly attachments?: readonly Attachments[];
  readonly asOf: Instant;
  readonly windowDays: number;
  readonly origins: readonly Origin[];
}

/**
 * The plan of a suggestion to narrow: quarantine, watch, remove, and where a policy is then attached to nobody, delete. The undo of a step brings
 * back what was before it, if the steps after it are undone. `remove` may be done with the quarantine in force, or without.
 */
export function planOf(facts: PlanFacts): RemediationPlan {
  const { quarantine: given, subject, asOf } = facts;
  const quarantine = 'omitted' in given ? undefined : quarantineOf(subject, given, asOf);
  const words = { name: nameOf(subject), kind: subject.kind, asOf };
  const steps: readonly RemediationStep[] = [
    {
      id: 'quarantine',
      ...quarantineWords(words, 'omitted' in given ? given.omitted : undefined),
      irreversible: false,
      ...provisioned(subject, listsOf(quarantine?.put ?? [])),
    },
    {
      id: 'watch',
      ...watchWords(quarantine !== undefined || isInForce(facts)),
      irreversible: false,
      changes: [],
      undo: [],
    },
    {
      id: 'remove',
      ...removalWords(words, quarantine !== undefined),
      irreversible: false,
      ...removalStep(facts, quarantine),
    },
    ...deletionStep(facts),
  ];
  return { steps, origins: facts.origins };
}

function quarantineOf(
  subject: PlanSubject,
  { documents, arns }: Extract<QuarantineFacts, { readonly documents: unknown }>,
  asOf: Instant,
): Quarantine {
  if (documents.length === 0) throw new InternalError('a quarantine without a document');
  for (const document of documents) demandQuarantine(document, asOf);
  switch (subject.kind) {
    case 'policy':
      return versionQuarantine(subject, documents);
    case 'permission-set':
      return permissionSetQuarantine(subject.permissionSet, subject.inline, documents);
    default: {
      if (arns !== undefined) return managedQuarantine(subject.holder, documents, arns);
      const names = quarantineNamesOf(asOf, documents.length, subject.inlineNames);
      return inlineQuarantine(subject.holder, documents, names);
    }
  }
}

function removalStep({ subject, edits, attachments = [] }: PlanFacts, quarantine: Quarantine | undefined): StepLists {
  if (quarantine === undefined) return provisioned(subject, listsOf(removalOf({ edits, attachments })));
  const { place, takeAway } = quarantine;
  const parts = (): readonly Reversible[] => {
    switch (place.at) {
      case 'inline':
        return [...removalOf({ edits, attachments }), ...takeAway];
      case 'managed': {
        const added = quarantine.put.filter(({ change }) => change.do === 'attach-policy').length;
        const crowded = attachments.map((one) =>
          one.holder === place.holder.arn ? { ...one, attached: one.attached + added } : one,
        );
        return crowded.some((one) => !leavesRoom(one, edits))
          ? [...takeAway, ...removalOf({ edits, attachments })]
          : [...removalOf({ edits, attachments: crowded }), ...takeAway];
      }
      case 'version': {
        // Without a version of its own to make, the removal brings back what made room for the quarantine's.
        const isRewritten = edits.some((edit) => edit.edit === 'version' && edit.arn === place.arn);
        const room = quarantine.room === undefined || isRewritten ? [] : takenAway([quarantine.room]);
        const quarantinedVersion = { arn: place.arn, takeAway: [...takeAway, ...room] };
        return removalOf({ edits, attachments, quarantinedVersion });
      }
      case 'permission-set':
        return removalOf({ edits: withInlineEdit(subject, edits), attachments, ...quarantinedInlineOf(quarantine) });
    }
  };
  return notingQuarantine(provisioned(subject, listsOf(parts())), place);
}

function quarantinedInlineOf({ put: [put] }: Quarantine): { readonly quarantinedInline?: Change } {
  return put === undefined ? {} : { quarantinedInline: put.change };
}

/** Whether a former quarantine is in force, which the edits take away. */
function isInForce({ edits }: PlanFacts): boolean {
  return edits.some((edit) => {
    if (edit.edit === 'version') return holdsQuarantine(defaultOf(edit).document);
    return edit.edit !== 'create' && edit.before !== undefined && holdsQuarantine(edit.before);
  });
}

/** Whether all that a holder gets can be attached, if need be after what it loses. */
function leavesRoom({ holder, attached, quota }: Attachments, edits: readonly PolicyEdit[]): boolean {
  const count = (kind: 'create' | 'detach') =>
    edits.filter((edit) => edit.edit === kind && edit.holder.arn === holder).length;
  return count('create') === 0 || attached + count('create') - count('detach') <= quota;
}

function withInlineEdit(subject: PlanSubject, edits: readonly PolicyEdit[]): readonly PolicyEdit[] {
  if (subject.kind !== 'permission-set' || edits.some(({ edit }) => edit === 'permission-set-inline')) return edits;
  const { permissionSet, inline } = subject;
  const same = inline === undefined ? {} : { before: inline, after: inline };
  return [...edits, { edit: 'permission-set-inline', permissionSet, ...same }];
}

/** A permission set reaches its accounts only when it is provisioned: so it ends every list that changes one. */
function provisioned(subject: PlanSubject, { changes, undo }: StepLists): StepLists {
  if (subject.kind !== 'permission-set' || changes.length === 0) return { changes, undo };
  const provision: Change = { do: 'provision-permission-set', permissionSet: subject.permissionSet };
  return { changes: [...changes, provision], undo: [...undo, provision] };
}

function deletionStep({ edits, asOf, windowDays }: PlanFacts): readonly RemediationStep[] {
  const arns = new Set(
    edits.flatMap((edit) => (edit.edit === 'detach' && edit.isLastHolder && !edit.isAwsManaged ? [edit.arn] : [])),
  );
  if (arns.size === 0) return [];
  return [
    {
      id: 'delete',
      ...deletionWords([...arns]),
      notBefore: dateOf(asOf + windowDays * dayMs),
      irreversible: true,
      changes: [...arns].map((arn) => ({ do: 'delete-policy', arn })),
      undo: [],
    },
  ];
}

function nameOf(subject: PlanSubject): string {
  if (subject.kind === 'policy') return subject.name;
  return subject.kind === 'permission-set' ? subject.permissionSet.name : subject.holder.name;
}
