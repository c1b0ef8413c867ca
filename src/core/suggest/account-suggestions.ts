import { emptySet, isEmpty, sizeOf } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { createSetStore } from '../catalog/set-store.ts';
import type { AccountView, JudgedPrincipal } from '../evidence/account-evidence.ts';
import { createDocumentStore } from '../inventory/documents.ts';
import { comparedAccount } from '../inventory/principal-diff.ts';
import { counted } from '../model/counted.ts';
import type { NoSuggestion, Suggestion } from '../model/suggestion.ts';
import { dayMs } from '../model/time.ts';
import { createActionWriter } from '../policy/action-writer.ts';
import { finishedSuggestions } from './finish.ts';
import { createKeptRows } from './kept.ts';
import { isDraft, type NarrowDraft, narrowDraft } from './narrow-suggestion.ts';
import { isUnused, type Needs, needsOf, notInUse } from './needs/needs.ts';
import { fittingResourcesOf, hasNotAction, isAllExplained } from './needs/seen-calls.ts';
import { type PermissionSetRole, permissionSetRolesOf } from './permission-set-suggestions.ts';
import { retireSuggestion } from './retire-suggestion.ts';
import { type AccountContext, groundsOf, type SuggestOptions } from './suggest-context.ts';
import type { Unit } from './unit.ts';
import { allowedByAll, groupUnit, principalUnit, sharedUnit } from './units.ts';
import { type Edited, editsOfHolder, editsOfShared, type Room } from './write/edits.ts';
import { fittingEdits } from './write/less-removed.ts';
import { type HolderNeeds, type Ownership, ownershipOf } from './write/ownership.ts';
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
  const needs = view.principals.map((judged): Needs => {
    const own = needsOf(judged, needsContext, catalog);
    const reason = reasonForNone(judged, whole.unread.get(judged.principal.arn) ?? [], view);
    if (reason === undefined) return own;
    reasons.set(judged.principal.arn, reason);
    // Whoever is not to be touched still counts among those who share a policy: with all that it holds.
    return reason.why === 'not-touched' && judged.principal.class === 'sso-role' ? own : withoutRelease(own, catalog);
  });
  const holders = holdersOf(view, needs, reasons, whole.isWhole);
  const ownership = ownershipOf(holders, { ...inventory, isComplete: whole.isWhole }, catalog);

  const drafts: NarrowDraft[] = [];
  const none: NoSuggestion[] = [];
  const retired: Suggestion[] = [];
  const takenNames = new Set(
    [...inventory.policies.values()].filter(({ isAwsManaged }) => !isAwsManaged).map(({ name }) => name.toLowerCase()),
  );
  const room: Room = {
    quotas: quotasOf(parts),
    takenNames,
    policyArnPrefix: `arn:${inventory.account.partition}:iam::${inventory.account.id}:policy`,
  };
  const settle = (unit: Unit, edited: ReturnType<typeof editsOfHolder>): NarrowDraft | NoSuggestion => {
    const outcome = narrowDraft(unit, edited, context, catalog);
    if (isDraft(outcome)) {
      for (const name of createdNames(outcome.edited)) takenNames.add(name);
      drafts.push(outcome);
    }
    return outcome;
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
    const unit = isGroup
      ? groupUnit(holder, ownership, context, catalog)
      : principalUnit(holder, ownership, context, catalog);
    const { edited, release, noRoom } = fittingEdits(
      unit.release,
      allowedByAll(holder, catalog),
      view.elevated,
      isAllExplained(unit.reached) && hasNotAction(unit.reached),
      (own) =>
        isEmpty(own.removable) && own.scope === undefined
          ? undefined
          : editsOfHolder(holder.holder, holder.policies, own, ownership, room, context.writer, catalog),
      catalog,
    );
    const outcome = settle({ ...unit, release, ...(isEmpty(noRoom) ? {} : { noRoom }) }, edited);
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
    rolesOfPermissionSets: permissionSetRolesOf(needs, view),
  };
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

/** Principals that get no suggestion whatever they use. */
function reasonForNone(
  judged: JudgedPrincipal,
  unread: readonly string[],
  view: AccountView,
): NoSuggestion | undefined {
  const { principal } = judged;
  const none = (why: NoSuggestion['why'], text: string, next?: string): NoSuggestion => ({
    accountId: principal.accountId,
    subject: principal.arn,
    why,
    text,
    ...(next === undefined ? {} : { next }),
  });
  switch (principal.class) {
    case 'service-linked-role':
      return none('not-touched', `${principal.name} is a service-linked role: AWS alone changes it`);
    case 'foundation-role':
      return none('not-touched', `${principal.name} is a role of the landing zone: change it by the tool that made it`);
    case 'break-glass':
      return none('not-touched', `${principal.name} is for emergencies: not being used is its normal state`);
    case 'sso-role':
      return none(
        'not-touched',
        `${principal.name} belongs to a permission set of IAM Identity Center and cannot be changed in the account`,
        view.organization.permissionSets === undefined
          ? 'collect IAM Identity Center as well, and ask for the permission set'
          : 'ask for the permission set: its suggestion counts the use in all accounts',
      );
  }
  const [unparsed] = principal.policies.flatMap(({ name, parsed }) =>
    parsed.document.unparsed.map(({ place, reason }) => `${name}${place === '' ? '' : `, ${place}`}: ${reason}`),
  );
  const missing = unparsed ?? unread[0];
  if (missing !== undefined) {
    return none(
      'unread-policies',
      `not all policies of ${principal.name} could be read: ${missing}`,
      'collect the bundle again',
    );
  }
  if (principal.boundaryArn !== undefined && judged.permissions.isBoundaryUnread) {
    return none(
      'unread-policies',
      `the permissions boundary of ${principal.name} is not in the bundle, or could not be read`,
      'collect the bundle again',
    );
  }
  if (isUnused(judged, view)) return undefined;
  const before = notInUse(judged, view);
  return before === undefined ? undefined : none('not-judged', before);
}

function withoutRelease(needs: Needs, catalog: Catalog): Needs {
  return { ...needs, removable: emptySet(catalog.size), droppable: emptySet(catalog.size) };
}

/** Nothing of a principal's own policies goes: because all is in use, because nobody could tell, or because others need it. */
function whyNothing(needs: Needs, ownership: Ownership, { window }: AccountView): NoSuggestion {
  const { principal, permissions, verdicts } = needs.judged;
  const about = { accountId: principal.accountId, subject: principal.arn };
  const granted = sizeOf(permissions.granted);
  if (granted === 0) return { ...about, why: 'nothing-unused', text: `${principal.name} is granted nothing` };
  if (!isEmpty(needs.removable)) {
    const sources = principal.policies.filter(
      ({ group, name }) => group !== undefined || ownership.wayOf(name, principal.arn) !== 'own',
    );
    const names = [...new Set(sources.map(({ name, group }) => group?.name ?? name))].slice(0, 3).join(', ');
    return {
      ...about,
      why: 'not-touched',
      text: `what is unused of ${principal.name} (${counted(sizeOf(needs.removable), 'permission')}) all comes by what others share or a service requires: ${names}`,
      next: 'see the suggestions for those',
    };
  }
  if (sizeOf(verdicts.used) === granted)
    return { ...about, why: 'nothing-unused', text: `${principal.name} uses everything that it is granted` };
  const open = sizeOf(verdicts.unobservable);
  if (sizeOf(verdicts.tooRecent) > 0 && open === 0) {
    const days = Math.round((window.to - window.from) / dayMs);
    return {
      ...about,
      why: 'not-judged',
      text: `${principal.name}, or what it is granted, is younger than the window of ${days} days`,
    };
  }
  if (open > 0) {
    return {
      ...about,
      why: 'not-judged',
      text: `${principal.name} holds ${counted(granted, 'permission')}, of which none was proved unused: the use of ${open} could not have been seen`,
      next: 'collect action-level last-accessed data and logs that cover the window; `scan.coverage` says what is missing',
    };
  }
  return {
    ...about,
    why: 'nothing-unused',
    text: `nothing that ${principal.name} is granted was proved unused and may go`,
  };
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
