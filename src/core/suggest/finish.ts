import { type ActionSet, difference, emptySet, intersection, isEmpty, uniteInto } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { DocumentStore } from '../inventory/documents.ts';
import { permissionsOf } from '../inventory/permissions.ts';
import type { NoSuggestion, Suggestion } from '../model/suggestion.ts';
import type { NarrowDraft } from './narrow-suggestion.ts';
import { narrowPlanOf, plannedEdits } from './plan/narrow-plan.ts';
import { planTrouble } from './prove/plan-trial.ts';
import type { SuggestContext } from './suggest-context.ts';
import { suggestionIdOf } from './suggestion-id.ts';
import { editedPrincipal } from './write/after-policies.ts';
import type { Room } from './write/edits.ts';
import { allowedBy } from './write/ownership.ts';

/** Drafts with their ids, their plans, and what they come to together. Of what changes nobody's access there is no suggestion. */
export function finishedSuggestions(
  drafts: readonly NarrowDraft[],
  retired: readonly Suggestion[],
  room: Room,
  context: SuggestContext,
  catalog: Catalog,
): { readonly suggestions: readonly Suggestion[]; readonly none: readonly NoSuggestion[] } {
  const ids = new Map(drafts.map((draft) => [draft, suggestionIdOf(draft.unit, context.sha256)]));
  const pending = pendingOf(drafts, context, catalog);
  const suggestions: Suggestion[] = [...retired];
  const none: NoSuggestion[] = [];
  for (const draft of drafts) {
    const together = pending.get(draft);
    const removedWith = [...pending].flatMap(([other, theirs]) => {
      if (other === draft || together === undefined) return [];
      const shared = intersection(together, theirs);
      return isEmpty(shared)
        ? []
        : [{ suggestion: ids.get(other) ?? '', removed: context.writer.patternsOf(shared, 'leading') }];
    });
    if (isEmpty(draft.removed) && removedWith.length === 0 && draft.unit.scoped === undefined) {
      const { accountId, arn, name } = draft.unit;
      none.push({
        accountId,
        subject: arn,
        why: 'nothing-unused',
        text: `all that is unused of ${name} also comes by a policy that stays as it is`,
      });
      continue;
    }
    const finished = plannedSuggestion(draft, ids.get(draft) ?? '', removedWith, room, context, catalog);
    if ('why' in finished) none.push(finished);
    else suggestions.push(finished);
  }
  suggestions.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { suggestions, none };
}

/** A draft with its plan, which was tried on a model of the account. */
export function plannedSuggestion(
  draft: NarrowDraft,
  id: string,
  removedWith: Suggestion['removedWith'],
  room: Room,
  context: SuggestContext,
  catalog: Catalog,
): Suggestion | NoSuggestion {
  const { unit, suggestion } = draft;
  const plan = narrowPlanOf(draft, room, context, catalog);
  const trouble = planTrouble(plan, unit, plannedEdits(draft), room.quotas);
  if (trouble === undefined) return { ...suggestion, id, removedWith, plan };
  const { accountId, arn } = unit;
  return {
    accountId,
    subject: arn,
    why: 'failed-check',
    text: `a bug of ours: ${trouble}`,
    next: 'please report it with the certificate checks below',
    checks: suggestion.certificate.checks,
  };
}

/** By draft: what it takes out of its documents and another policy still grants, until the other drafts are done as well. */
function pendingOf(
  drafts: readonly NarrowDraft[],
  { grounds, newDocuments }: SuggestContext,
  catalog: Catalog,
): ReadonlyMap<NarrowDraft, ActionSet> {
  const byPrincipal = new Map<string, NarrowDraft[]>();
  for (const draft of drafts) {
    for (const { needs } of draft.reached) {
      const { arn } = needs.judged.principal;
      byPrincipal.set(arn, [...(byPrincipal.get(arn) ?? []), draft]);
    }
  }
  const pending = new Map<NarrowDraft, ActionSet>();
  const documents = newDocuments();
  for (const [arn, own] of byPrincipal) {
    if (own.length < 2) continue;
    const reached = own[0]?.reached.find(({ needs }) => needs.judged.principal.arn === arn);
    if (reached === undefined) continue;
    const { principal } = reached.needs.judged;
    const edits = own.flatMap(({ edited }) => edited.edits);
    const after = editedPrincipal(principal, edits, documents);
    const { granted } = permissionsOf(after, grounds.accessOf(after), catalog);
    for (const draft of own) {
      const alone = draft.reached.find(({ needs }) => needs.judged.principal.arn === arn);
      if (alone === undefined) continue;
      const left = intersection(difference(alone.grantedAfter, granted), takenOut(draft, documents, catalog));
      const known = pending.get(draft) ?? emptySet(catalog.size);
      if (isEmpty(left)) continue;
      uniteInto(known, left);
      pending.set(draft, known);
    }
  }
  return pending;
}

/** What a draft's documents granted before and no longer do. */
function takenOut({ suggestion }: NarrowDraft, documents: DocumentStore, catalog: Catalog): ActionSet {
  const allowed = (list: Suggestion['before']): ActionSet => {
    const set = emptySet(catalog.size);
    for (const { document } of list) uniteInto(set, allowedBy(documents.read(document), catalog));
    return set;
  };
  return difference(allowed(suggestion.before), allowed(suggestion.after));
}
