import {
  type ActionSet,
  difference,
  emptySet,
  intersection,
  sizeOf,
  subtractInto,
  union,
  uniteInto,
} from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { permissionsOf } from '../inventory/permissions.ts';
import type { JsonObject } from '../model/json-object.ts';
import type {
  KeptPermission,
  NoSuggestion,
  QuarantineWatch,
  SuggestedHolder,
  SuggestedPolicy,
  Suggestion,
  Tightness,
} from '../model/suggestion.ts';
import { keptOf, type ReachedAfter } from './kept.ts';
import { plannedEdits } from './plan/narrow-plan.ts';
import { unlistedNamesIn, watchOf } from './plan/place-quarantine.ts';
import { certificateOf } from './prove/certificate.ts';
import type { Grounds, SuggestContext } from './suggest-context.ts';
import type { Unit } from './unit.ts';
import { documentsOf, editedPrincipal } from './write/after-policies.ts';
import type { DoesNotFit, Edited } from './write/edits.ts';
import { isObject } from './write/narrow-document.ts';
import type { HolderNeeds } from './write/ownership.ts';
import type { PolicyEdit } from './write/policy-edit.ts';

/** A suggestion without its plan, which is made once all suggestions of the account are known. */
export interface NarrowDraft {
  readonly unit: Unit;
  readonly edited: Edited;
  readonly reached: readonly Omit<ReachedAfter, 'after'>[];
  /** The documents of everybody concerned as they would be. */
  readonly staying: readonly JsonObject[];
  /** Gone for everybody it reaches, whatever else stays. */
  readonly removed: ActionSet;
  readonly suggestion: Omit<Suggestion, 'plan' | 'removedWith'>;
}

/** Writes and proves one suggestion. What cannot be proved, or changes nothing, is told with the reason instead. */
export function narrowDraft(
  unit: Unit,
  edited: Edited | DoesNotFit | undefined,
  context: SuggestContext,
  catalog: Catalog,
): NarrowDraft | NoSuggestion {
  const none = (why: NoSuggestion['why'], text: string, next?: string): NoSuggestion => ({
    accountId: unit.accountId,
    subject: unit.arn,
    why,
    text,
    ...(next === undefined ? {} : { next }),
  });
  if (edited === undefined)
    return none('nothing-unused', `nothing of ${unit.name} was proved unused that its own policies grant`);
  if ('doesNotFit' in edited) {
    return none(
      'does-not-fit',
      edited.doesNotFit,
      'raise the quota, or collect last-accessed data, which lets whole services go',
    );
  }
  const documents = context.newDocuments();
  const reached = unit.reached.map((needs): ReachedAfter => {
    const after = editedPrincipal(needs.judged.principal, edited.edits, documents);
    const { granted, conditional } = permissionsOf(after, context.grounds.accessOf(after), catalog);
    // What no resource of a grant fits counts as granted unless another grant of it was denied: less can so seem more. What is really gained, `compare` tells.
    const grantedAfter = context.sets(intersection(granted, needs.judged.permissions.granted));
    return { needs, after, grantedAfter, conditionalAfter: context.sets(intersection(conditional, grantedAfter)) };
  });
  const removed = context.sets(removedOf(reached, catalog));
  const { before, after } = documentsOf(edited.edits);
  const certificate = certificateOf(
    {
      before,
      after,
      reached,
      edited,
      removed,
      ...(unit.frozen === undefined ? {} : { frozen: unit.frozen }),
      ...(unit.scoped === undefined ? {} : { scoped: unit.scoped }),
      ...(unit.release.rewritesNotAction === undefined ? {} : { rewritesNotAction: true }),
      targetTroubles: context.grounds.troublesOf(unit, edited.edits),
      targetText: unit.targetText,
    },
    context,
    catalog,
  );
  const failed = certificate.checks.filter(({ holds }) => !holds);
  if (failed.length > 0) {
    const isUndecided = failed.every(
      ({ point, text }) => point === 'no-new-access' && text.startsWith('it could not be told'),
    );
    return {
      ...none(
        isUndecided ? 'undecided' : 'failed-check',
        isUndecided
          ? `a smaller policy of ${unit.name} could not be proved: ${failed[0]?.text ?? ''}`
          : `a bug of ours: the check ${failed[0]?.point ?? ''} failed: ${failed[0]?.text ?? ''}`,
        isUndecided ? undefined : 'please report it with the certificate checks below',
      ),
      checks: certificate.checks,
    };
  }
  const quarantine = watchOf(unit.reached, catalog);
  return {
    unit,
    edited,
    // Parsed documents are many times their text: only what the plan needs goes on.
    reached: reached.map(({ needs, grantedAfter, conditionalAfter }) => ({ needs, grantedAfter, conditionalAfter })),
    staying: reached.flatMap((one) => one.after.policies.map(({ parsed }) => parsed.value)).filter(isObject),
    removed,
    suggestion: {
      id: '',
      kind: 'narrow',
      accountId: unit.accountId,
      ...subjectOf(unit),
      before,
      after,
      holders: unit.holders.map((holder) => suggestedHolder(holder, plannedEdits({ unit, edited }))),
      removed: context.writer.patternsOf(removed, 'leading'),
      kept: [...keptOf(reached, unit, context, catalog), ...unlistedKept(after, catalog)],
      tightness: tightnessOf(reached, context.grounds, catalog),
      blastRadius: unit.blastRadius,
      remarks: [...unit.remarks, ...quarantineRemarks(quarantine), ...edited.remarks],
      ...(quarantine === undefined ? {} : { quarantine }),
      certificate,
    },
  };
}

/** What a suggestion is about, by the contract's names. */
export function subjectOf({ kind, arn, reached }: Pick<Unit, 'kind' | 'arn' | 'reached'>): Partial<Suggestion> {
  const principals = reached.map(({ judged }) => judged.principal.arn);
  if (kind === 'principal') return { principal: arn };
  if (kind === 'policy') return { policy: arn, principals };
  return kind === 'group' ? { group: arn, principals } : { permissionSet: arn, principals };
}

/** Gone for everybody who is reached, and somebody had it. */
function removedOf(reached: readonly ReachedAfter[], catalog: Catalog): ActionSet {
  const removed = emptySet(catalog.size);
  for (const { needs, grantedAfter } of reached)
    uniteInto(removed, difference(needs.judged.permissions.granted, grantedAfter));
  for (const { grantedAfter } of reached) subtractInto(removed, grantedAfter);
  return removed;
}

function tightnessOf(reached: readonly ReachedAfter[], { elevated }: Grounds, catalog: Catalog): Tightness {
  const total = (setsOf: (one: ReachedAfter) => ActionSet): number =>
    reached.reduce((sum, one) => sum + sizeOf(setsOf(one)), 0);
  const granted = (one: ReachedAfter): ActionSet => one.needs.judged.permissions.granted;
  const none = emptySet(catalog.size);
  return {
    permissions: { before: total(granted), after: total(({ grantedAfter }) => grantedAfter) },
    elevated: {
      before: total((one) => intersection(granted(one), elevated)),
      after: total(({ grantedAfter }) => intersection(grantedAfter, elevated)),
    },
    unjudged: total(({ needs, grantedAfter }) =>
      intersection(grantedAfter, union(needs.kept.get('unobservable') ?? none, needs.kept.get('too-recent') ?? none)),
    ),
  };
}

function suggestedHolder({ holder, policies }: HolderNeeds, edits: readonly PolicyEdit[]): SuggestedHolder {
  const inline = policies.filter(({ type }) => type === 'inline').map(({ name }) => name);
  const attached = policies.filter(({ managed }) => managed !== undefined).map(({ name }) => name);
  const own = edits.filter((edit) => 'holder' in edit && edit.holder.arn === holder.arn);
  const deleted = new Set(
    own.flatMap((edit) => (edit.edit === 'inline' && edit.after === undefined ? [edit.name] : [])),
  );
  const detached = new Set(own.flatMap((edit) => (edit.edit === 'detach' ? [edit.arn] : [])));
  const created = own.flatMap((edit) => (edit.edit === 'create' ? [edit.arn] : []));
  return {
    holder,
    inlinePolicies: { before: inline, after: inline.filter((name) => !deleted.has(name)) },
    attachedPolicies: { before: attached, after: [...attached.filter((arn) => !detached.has(arn)), ...created] },
  };
}

function unlistedKept(after: readonly SuggestedPolicy[], catalog: Catalog): readonly KeptPermission[] {
  return unlistedNamesIn(
    after.map(({ document }) => document),
    catalog,
  ).map((action) => ({
    action,
    why: 'unlisted',
    reason: 'the catalog does not know it, so nobody can tell whether it is used',
  }));
}

/** What a quarantine in force refused stays; until the removal it is still blocked. */
function quarantineRemarks(quarantine: QuarantineWatch | undefined): readonly string[] {
  if (quarantine === undefined || quarantine.refused.length === 0) return [];
  const names = quarantine.refused.map(({ action }) => action).join(', ');
  return [
    `The quarantine of ${quarantine.since} has refused ${names}: somebody needs that. It stays, and it is blocked until the quarantine is taken away or \`remove\` is done.`,
  ];
}

/** Whether it is a draft, and no reason for none. */
export function isDraft(one: NarrowDraft | NoSuggestion): one is NarrowDraft {
  return 'suggestion' in one;
}
