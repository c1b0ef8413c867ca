import { emptySet, isEmpty, uniteInto } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { createSetStore } from '../catalog/set-store.ts';
import type { AccountView } from '../evidence/account-evidence.ts';
import { createDocumentStore, type DocumentStore } from '../inventory/documents.ts';
import type { AttachedPolicy } from '../inventory/principal.ts';
import type { OrganizationParts, PermissionSet } from '../model/bundle.ts';
import { counted } from '../model/counted.ts';
import type { PermissionSetReference } from '../model/remediation.ts';
import type { NoSuggestion, Suggestion } from '../model/suggestion.ts';
import { type ActionWriter, createActionWriter } from '../policy/action-writer.ts';
import { plannedSuggestion } from './finish.ts';
import { createKeptRows } from './kept.ts';
import { isDraft, narrowDraft } from './narrow-suggestion.ts';
import type { Needs } from './needs/needs.ts';
import { hasNotAction, isAllExplained } from './needs/seen-calls.ts';
import { type Grounds, groundsOf, type SuggestContext, type SuggestOptions } from './suggest-context.ts';
import { suggestionIdOf } from './suggestion-id.ts';
import type { Unit } from './unit.ts';
import { frozenFor, withinFrozen } from './units.ts';
import { fittingEdits } from './write/less-removed.ts';
import { allowedBy, releaseOf } from './write/ownership.ts';
import { inlineDocumentOf, permissionSetEdits } from './write/permission-set-edits.ts';
import { plainestThatFits } from './write/plainest-that-fits.ts';
import type { PolicyEdit } from './write/policy-edit.ts';
import { type Quotas, quotasOf } from './write/quotas.ts';
import { isRequiredByService } from './write/service-policies.ts';

/** A role of a permission set in one account, with what is needed to judge the set across accounts. */
export interface PermissionSetRole {
  /** The set's name. */
  readonly of: string;
  readonly needs: Needs;
  readonly grounds: Grounds;
  readonly quotas: Quotas;
}

/** The roles of permission sets of one account. */
export function permissionSetRolesOf(needs: readonly Needs[], view: AccountView): readonly PermissionSetRole[] {
  const own = needs.filter(({ judged }) => judged.principal.class === 'sso-role');
  const grounds = groundsOf(view);
  const quotas = quotasOf(view.parts);
  return own.map((one) => ({ of: permissionSetNameOf(one.judged.principal.name), needs: one, grounds, quotas }));
}

/** `AWSReservedSSO_NAME_0123456789abcdef`: the set's name may hold underscores itself. */
function permissionSetNameOf(roleName: string): string {
  return roleName.replace(/^AWSReservedSSO_/, '').replace(/_[0-9a-f]{16}$/, '');
}

/**
 * Suggestions about permission sets: the set is the subject, and its use is the union over all accounts it is provisioned to. A set of which an account
 * was not read gets none. AWS's own policies in it become part of its inline policy; customer policies that it names live in the accounts,
 * are part of the set in all of them, and stay.
 */
export function permissionSetSuggestions(
  roles: readonly PermissionSetRole[],
  organization: OrganizationParts,
  options: SuggestOptions,
  catalog: Catalog,
): { readonly suggestions: readonly Suggestion[]; readonly noSuggestions: readonly NoSuggestion[] } {
  const suggestions: Suggestion[] = [];
  const noSuggestions: NoSuggestion[] = [];
  const documents = createDocumentStore(catalog);
  const writer = createActionWriter(catalog);
  for (const set of organization.permissionSets ?? []) {
    const own = roles.filter(({ of }) => of === set.name);
    const accountId = organization.managementAccountId ?? own[0]?.needs.judged.principal.accountId ?? '';
    const none = (why: NoSuggestion['why'], text: string, next: string): void => {
      noSuggestions.push({ accountId, subject: set.arn, why, text, next });
    };
    const unread = set.provisionedAccounts.find(
      (account) => !own.some(({ needs }) => needs.judged.principal.accountId === account),
    );
    const [first] = own;
    if (unread !== undefined || first === undefined) {
      const text = `permission set ${set.name} is provisioned to ${unread ?? 'no account'}, ${unread === undefined ? 'so it has no use to judge' : 'which was not read'}`;
      none('not-judged', text, 'audit all accounts that it is provisioned to in one scan');
      continue;
    }
    const context = contextOf(own, options, documents, writer);
    const unit = unitOf(set, own, accountId, context, catalog);
    const unparsed = own.find(({ needs }) =>
      needs.judged.principal.policies.some(({ parsed }) => parsed.document.unparsed.length > 0),
    );
    if (unparsed !== undefined) {
      none(
        'unread-policies',
        `not all policies of permission set ${set.name} could be read`,
        'collect the bundle again',
      );
      continue;
    }
    const among = unit.among ?? emptySet(catalog.size);
    const { edited, release, noRoom } = fittingEdits(
      unit.release,
      among,
      context.grounds.elevated,
      isAllExplained(unit.reached) && hasNotAction(unit.reached),
      (less) =>
        isEmpty(less.removable)
          ? undefined
          : plainestThatFits((words) =>
              permissionSetEdits(
                set,
                { ...unit, release: less },
                awsPolicies(set, first),
                smallest(own).inlineSize.role,
                documents,
                words,
                writer,
                catalog,
              ),
            ),
      catalog,
    );
    const outcome = narrowDraft({ ...unit, release, ...(isEmpty(noRoom) ? {} : { noRoom }) }, edited, context, catalog);
    if (!isDraft(outcome)) {
      noSuggestions.push(outcome);
      continue;
    }
    if (isEmpty(outcome.removed)) {
      none(
        'nothing-unused',
        `all that is unused of permission set ${set.name} also comes by a customer policy that it names`,
        'narrow that policy in all accounts together: it is a part of the set',
      );
      continue;
    }
    const room = { quotas: smallest(own), takenNames: new Set<string>(), policyArnPrefix: '' };
    const finished = plannedSuggestion(outcome, suggestionIdOf(unit, options.sha256), [], room, context, catalog);
    if ('why' in finished) noSuggestions.push(finished);
    else suggestions.push({ ...finished, permissionSetPolicies: policiesOf(set, outcome.edited.edits) });
  }
  return { suggestions, noSuggestions };
}

function unitOf(
  set: PermissionSet,
  own: readonly PermissionSetRole[],
  accountId: string,
  { settings }: SuggestContext,
  catalog: Catalog,
): Unit {
  const frozen = frozenFor(set.arn, settings, catalog);
  const reached = own.map(({ needs }) => needs);
  const inline = inlineDocumentOf(set);
  const among = emptySet(catalog.size);
  for (const { judged } of reached)
    for (const { parsed } of judged.principal.policies) uniteInto(among, allowedBy(parsed, catalog));
  return {
    kind: 'permission-set',
    accountId,
    arn: set.arn,
    id: set.arn.slice(set.arn.lastIndexOf('/') + 1),
    name: set.name,
    permissionSet: referenceTo(set),
    ...(inline === undefined ? {} : { permissionSetInline: inline }),
    reached,
    release: withinFrozen(releaseOf(reached, catalog), frozen),
    holders: [],
    among,
    ...(frozen === undefined ? {} : { frozen }),
    blastRadius: [
      `Everybody assigned to permission set ${set.name} is touched, in ${counted(set.provisionedAccounts.length, 'account')}: ${set.provisionedAccounts.join(', ')}.`,
    ],
    remarks: [
      'People use a permission set for what is rare as well: ask them before it is narrowed.',
      'The roles cannot be changed in the accounts: the permission set is, and provisioning it again brings the change to all of them.',
    ],
    targetText: `use is the union over all ${counted(own.length, 'account')} that it is provisioned to`,
  };
}

function awsPolicies(set: PermissionSet, { needs }: PermissionSetRole): readonly AttachedPolicy[] {
  return needs.judged.principal.policies.filter(
    ({ name, type }) =>
      type === 'aws-managed' && set.managedPolicies.includes(name) && isRequiredByService(name) === undefined,
  );
}

function policiesOf(
  set: PermissionSet,
  edits: readonly PolicyEdit[],
): NonNullable<Suggestion['permissionSetPolicies']> {
  const gone = new Set(edits.flatMap((edit) => (edit.edit === 'permission-set-detach' ? [edit.arn] : [])));
  return { before: set.managedPolicies, after: set.managedPolicies.filter((arn) => !gone.has(arn)) };
}

/** The permission set's ARN holds its instance's id: `arn:aws:sso:::permissionSet/ssoins-…/ps-…`. */
function referenceTo({ arn, name }: PermissionSet): PermissionSetReference {
  const [, partition = 'aws', instance = ''] = /^arn:([^:]+):sso:::permissionSet\/([^/]+)\//.exec(arn) ?? [];
  return { arn, name, instanceArn: `arn:${partition}:sso:::instance/${instance}` };
}

/** The smallest of the accounts' quotas: the set must fit in each. */
function smallest(own: readonly PermissionSetRole[]): Quotas {
  const [first, ...others] = own.map(({ quotas }) => quotas);
  const least = others.reduce((so, { inlineSize }) => Math.min(so, inlineSize.role), first?.inlineSize.role ?? 10_240);
  const base = first ?? {
    policySize: 6144,
    inlineSize: { role: least, user: 0, group: 0 },
    attached: { role: 0, user: 0, group: 0 },
    versions: 5,
    policiesLeft: 0,
  };
  return { ...base, inlineSize: { ...base.inlineSize, role: least } };
}

function contextOf(
  own: readonly PermissionSetRole[],
  options: SuggestOptions,
  documents: DocumentStore,
  writer: ActionWriter,
): SuggestContext {
  const byArn = new Map(own.map((role) => [role.needs.judged.principal.arn, role.grounds]));
  const [first] = own.map(({ grounds }) => grounds);
  if (first === undefined) throw new RangeError('a permission set without roles has no grounds');
  return {
    ...options,
    newDocuments: () => documents,
    writer,
    keptRows: createKeptRows(),
    sets: createSetStore(),
    grounds: {
      ...first,
      coversIam: own.every(({ grounds }) => grounds.coversIam),
      coverage: own.flatMap(({ needs, grounds }) =>
        grounds.coverage.map((text) => `${needs.judged.principal.accountId}: ${text}`),
      ),
      accessOf: (principal) => (byArn.get(principal.arn) ?? first).accessOf(principal),
      trustOf: (principal) => (byArn.get(principal.arn) ?? first).trustOf(principal),
      tagsOf: () => ({}),
      troublesOf: () => [],
    },
  };
}
