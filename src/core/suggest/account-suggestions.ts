import { emptySet, isEmpty } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { createSetStore } from '../catalog/set-store.ts';
import type { AccountView } from '../evidence/account-evidence.ts';
import { createDocumentStore } from '../inventory/documents.ts';
import { comparedAccount } from '../inventory/principal-diff.ts';
import type { NoSuggestion, Suggestion } from '../model/suggestion.ts';
import { dayMs } from '../model/time.ts';
import { createActionWriter } from '../policy/action-writer.ts';
import { finishedSuggestions } from './finish.ts';
import { createKeptRows } from './kept.ts';
import { isDraft, type NarrowDraft, narrowDraft } from './narrow-suggestion.ts';
import { isUnused, type Needs, needsOf } from './needs/needs.ts';
import { fittingResourcesOf, hasNotAction, isAllExplained } from './needs/seen-calls.ts';
import { reasonForNone, whyNothing } from './no-suggestion.ts';
import { type PermissionSetRole, permissionSetRolesOf } from './permission-set-suggestions.ts';
import { retireSuggestion } from './retire-suggestion.ts';
import { type AccountContext, groundsOf, type SuggestOptions } from './suggest-context.ts';
import type { Unit } from './unit.ts';
import { allowedByAll, groupUnit, principalUnit, sharedUnit } from './units.ts';
import { type Edited, editsOfHolder, editsOfShared, type Room } from './write/edits.ts';
import { fittingEdits } from './write/less-removed.ts';
import { type HolderNeeds, ownershipOf } from './write/ownership.ts';
import { quotasOf } from './write/quotas.ts';

/** What one account's suggestions come to. */
export interface AccountSuggestions {
  readonly suggestions: readonly Suggestion[];
  /** For every principal that has none of its own, and for what could not be proved or fits nowhere: why. */
  readonly noSuggestions: readonly NoSuggestion[];
  /** Roles of permission sets: what they need, for the suggestion about the set. */
  readonly rolesOfPermissionSets: readonly PermissionSetRole[];
}

/** Of an audit that makes none. */
export const noSuggestions: AccountSuggestions = { suggestions: [], noSuggestions: [], rolesOfPermissionSets: [] };

/** Suggests smaller policies for one account; design section 6. Pure. */
export function suggestionsOf(view: AccountView, options: SuggestOptions, catalog: Catalog): AccountSuggestions {
  const { inventory, parts, window } = view;
  const context: AccountContext = {
    ...options,
    view,
    grounds: groundsOf(view),
    newDocuments: () => createDocumentStore(catalog),
    writer: createActionWriter(catalog),
    keptRows: createKeptRows(),
    sets: createSetStore(),
  };
  const windowDays = Math.round((window.to - window.from) / dayMs);
  if (windowDays < options.settings.minCoverageDays) return thin(view, windowDays, options);

  const ownAccounts = view.organization.accounts && new Set(view.organization.accounts.map(({ id }) => id));
  const needsContext = {
    view,
    settings: options.settings,
    fitting: fittingResourcesOf(catalog),
    ownAccounts,
    sets: context.sets,
  };
  const whole = comparedAccount(parts, inventory);
  const reasons = new Map<string, NoSuggestion>();
  const ofSets: Needs[] = [];
  const needs = view.principals.map((judged): Needs => {
    const own = needsOf(judged, needsContext, catalog);
    if (judged.principal.class === 'sso-role') ofSets.push(own);
    const reason = reasonForNone(judged, whole.unread.get(judged.principal.arn) ?? [], view);
    if (reason === undefined) return own;
    reasons.set(judged.principal.arn, reason);
    // Whoever is not to be touched still counts among those who share a policy: with all that it holds. What a permission set needs, all its
    // accounts together tell, and this is one.
    return withoutRelease(own, catalog);
  });
  const holders = holdersOf(view, needs, reasons, whole.isWhole);
  const ownership = ownershipOf(holders, { ...inventory, isComplete: whole.isWhole }, catalog);

  const drafts: NarrowDraft[] = [];
  const none: NoSuggestion[] = [];
  const retired: Suggestion[] = [];
  const takenNames = new Set(
    [...inventory.policies.values()].filter(({ isAwsManaged }) => !isAwsManaged).map(({ name }) => name.toLowerCase()),
  );
  const quotas = quotasOf(parts);
  const room: Room = {
    quotas,
    takenNames,
    policyArnPrefix: `arn:${inventory.account.partition}:iam::${inventory.account.id}:policy`,
  };
  let made = 0;
  // What earlier suggestions make takes its place, so that all of them together fit.
  const roomLeft = (): Room => ({ ...room, quotas: { ...quotas, policiesLeft: quotas.policiesLeft - made } });
  const settle = (unit: Unit, edited: ReturnType<typeof editsOfHolder>): NarrowDraft | NoSuggestion => {
    const outcome = narrowDraft(unit, edited, context, catalog);
    if (isDraft(outcome)) {
      const created = createdNames(outcome.edited);
      for (const name of created) takenNames.add(name);
      made += created.length;
      drafts.push(outcome);
    }
    return outcome;
  };

  const suggestedFor = (unit: Unit, { holder, policies }: HolderNeeds): NarrowDraft | NoSuggestion => {
    const { edited, release, noRoom } = fittingEdits(
      unit.release,
      allowedByAll({ policies }, catalog),
      view.elevated,
      isAllExplained(unit.reached) && hasNotAction(unit.reached),
      (own) =>
        isEmpty(own.removable) && own.scope === undefined
          ? undefined
          : editsOfHolder(holder, policies, own, ownership, roomLeft(), context.writer, catalog),
      catalog,
    );
    return settle({ ...unit, release, ...(isEmpty(noRoom) ? {} : { noRoom }) }, edited);
  };

  for (const shared of ownership.shared) {
    const unit = sharedUnit(shared, context, catalog);
    if (unit === undefined) continue;
    const outcome = settle(unit, editsOfShared(shared.policy, unit.release, room.quotas, context.writer, catalog));
    if (!isDraft(outcome) && outcome.why !== 'nothing-unused') none.push(outcome);
  }
  for (const holder of holders) {
    const [first] = holder.reached;
    const isGroup = holder.holder.kind === 'group';
    const reason = isGroup ? undefined : reasons.get(holder.holder.arn);
    if (reason !== undefined) {
      none.push(reason);
      continue;
    }
    if (!holder.isEditable || first === undefined) continue;
    if (!isGroup && isUnused(first.judged, view)) {
      retired.push(retireSuggestion(first, context, catalog));
      continue;
    }
    const whole = isGroup
      ? groupUnit(holder, ownership, context, catalog)
      : principalUnit(holder, ownership, context, catalog);
    let outcome = suggestedFor(whole, holder);
    // Narrowed resources that the holder's own Deny covers would leave nothing: then the actions alone are narrowed.
    if (!isDraft(outcome) && outcome.why === 'failed-check' && whole.scoped !== undefined)
      outcome = suggestedFor(withoutScope(whole), holder);
    if (isDraft(outcome)) continue;
    if (isGroup && outcome.why === 'nothing-unused') continue;
    none.push(isGroup || outcome.why !== 'nothing-unused' ? outcome : whyNothing(first, ownership, view));
  }
  const finished = finishedSuggestions(drafts, retired, room, context, catalog);
  return {
    suggestions: finished.suggestions,
    noSuggestions: [...none, ...finished.none].sort((a, b) =>
      a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0,
    ),
    rolesOfPermissionSets: permissionSetRolesOf(ofSets, view),
  };
}

/** The same unit with its resources left as they are. */
function withoutScope({ scoped: _, ...unit }: Unit): Unit {
  const { scope: __, ...release } = unit.release;
  return { ...unit, release };
}

function createdNames({ edits }: Edited): readonly string[] {
  return edits.flatMap((edit) => (edit.edit === 'create' ? [edit.name.toLowerCase()] : []));
}

/** Roles and users with their own policies, and groups with theirs. */
function holdersOf(
  { inventory }: AccountView,
  needs: readonly Needs[],
  reasons: ReadonlyMap<string, NoSuggestion>,
  isWhole: boolean,
): readonly HolderNeeds[] {
  const users = new Map(
    needs.flatMap((own) => (own.judged.principal.kind === 'user' ? [[own.judged.principal.name, own] as const] : [])),
  );
  const principals = needs.map((own): HolderNeeds => {
    const { kind, arn, name, policies } = own.judged.principal;
    return {
      holder: { kind, arn, name },
      reached: [own],
      policies: policies.filter(({ group }) => group === undefined),
      isEditable: !reasons.has(arn),
    };
  });
  const groups = inventory.groups.map(({ arn, name, members, policies }): HolderNeeds => {
    const reached = members.flatMap((member) => users.get(member) ?? []);
    const isRead = policies.every(({ parsed }) => parsed.document.unparsed.length === 0);
    return {
      holder: { kind: 'group', arn, name },
      reached,
      policies,
      isEditable: isWhole && isRead && reached.length > 0 && reached.length === members.length,
    };
  });
  return [...principals, ...groups];
}

function withoutRelease(needs: Needs, catalog: Catalog): Needs {
  return { ...needs, removable: emptySet(catalog.size), droppable: emptySet(catalog.size) };
}

function thin(view: AccountView, windowDays: number, { settings }: SuggestOptions): AccountSuggestions {
  const none = view.principals.map(
    ({ principal }): NoSuggestion => ({
      accountId: principal.accountId,
      subject: principal.arn,
      why: 'thin-coverage',
      text: `the window of ${windowDays} days is too short for a suggestion: ${settings.minCoverageDays} are needed`,
      next: 'give a longer window with `--window-days`, and logs or last-accessed data for it',
    }),
  );
  return { suggestions: [], noSuggestions: none, rolesOfPermissionSets: [] };
}
