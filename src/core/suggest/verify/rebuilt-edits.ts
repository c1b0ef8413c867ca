import type { AccountView } from '../../evidence/account-evidence.ts';
import { isRawQuarantine } from '../../inventory/quarantine.ts';
import type { JsonObject } from '../../model/json-object.ts';
import type { PermissionSetReference, PolicyHolder } from '../../model/remediation.ts';
import type { SuggestedPolicy, Suggestion } from '../../model/suggestion.ts';
import { policyValueOf } from '../../policy/parse.ts';
import { canonicalJson } from '../prove/canonical-json.ts';
import { isObject, rawStatements, withStatements } from '../write/narrow-document.ts';
import type { KnownVersion, PolicyEdit } from '../write/policy-edit.ts';
import { quotasOf, sizeOfDocument } from '../write/quotas.ts';

/** What a suggestion's documents amount to in the accounts as they are. */
export interface Rebuilt {
  readonly edits: readonly PolicyEdit[];
  /** Documents that are not what the suggestion says they are: whose, and which. */
  readonly strangers: readonly {
    readonly of: string;
    readonly part: string;
    readonly was: JsonObject;
    readonly is?: unknown;
  }[];
  readonly sizes: readonly {
    readonly name: string;
    readonly characters: number;
    readonly quota: number;
    readonly before: number;
  }[];
  /** A sentence, where the documents make no edits. */
  readonly trouble?: string;
}

/**
 * Tells the edits of a suggestion from its documents alone, and holds what it says of before against the accounts. `views`: the accounts concerned, that
 * of the subject first.
 */
export function rebuiltEdits(suggestion: Suggestion, views: readonly AccountView[]): Rebuilt {
  const { before, after, holders } = suggestion;
  const [view] = views;
  const nothing = { edits: [], strangers: [], sizes: [] };
  if (view === undefined) return { ...nothing, trouble: 'no account that it is about was read' };
  const [first] = holders;
  const holder = suggestion.policy === undefined ? first?.holder : undefined;
  const set = suggestion.permissionSet === undefined ? undefined : permissionSetOf(suggestion, view);
  const edits: PolicyEdit[] = [];
  const strangers: Rebuilt['strangers'][number][] = [];
  const sizes: Rebuilt['sizes'][number][] = [];
  const quotas = quotasOf(view.parts);
  const hold = (of: string, part: string, was: JsonObject, is: unknown): void => {
    if (!isObject(is) || plain(was) !== plain(is))
      strangers.push({ of, part, was, ...(is === undefined ? {} : { is }) });
  };
  const managedNow = (arn: string): unknown => {
    const found = views
      .map(({ inventory }) => inventory.policies.get(arn)?.current?.value)
      .find((one) => one !== undefined);
    return found;
  };
  const named = (list: readonly SuggestedPolicy[], name: string, isInline: boolean) =>
    list.find((one) => one.name === name && (one.type === 'inline') === isInline)?.document;

  for (const { name, type, document } of before) {
    const written = named(after, name, type === 'inline');
    if (type === 'inline') {
      if (holder === undefined) return { ...nothing, trouble: `whose inline policy ${name} is, is not said` };
      hold(holder.arn, `inline ${name}`, document, inlineOf(holder, name, view));
      edits.push({
        edit: 'inline',
        holder,
        name,
        before: document,
        ...(written === undefined ? {} : { after: written }),
      });
    } else if (type === 'permission-set-inline') {
      hold(suggestion.permissionSet ?? '', 'inline', document, set?.inline);
    } else if (written !== undefined) {
      hold(name, 'default version', document, managedNow(name));
      edits.push({
        edit: 'version',
        arn: name,
        versions: versionsOf(name, document, view),
        versionQuota: quotas.versions,
        after: written,
      });
    } else {
      hold(name, 'default version', document, managedNow(name));
      if (set !== undefined)
        edits.push({ edit: 'permission-set-detach', permissionSet: set.reference, arn: name, before: document });
      else if (holder === undefined) return { ...nothing, trouble: `from whom ${name} is detached is not said` };
      else
        edits.push({
          edit: 'detach',
          holder,
          arn: name,
          isAwsManaged: type === 'aws-managed',
          before: document,
          isLastHolder: false,
        });
    }
  }
  for (const { name, type, document } of after) {
    if (type === 'permission-set-inline') continue;
    const isInline = type === 'inline';
    const was = named(before, name, isInline);
    const size = { characters: sizeOfDocument(document), before: was === undefined ? 0 : sizeOfDocument(was) };
    if (!isInline) sizes.push({ name, quota: quotas.policySize, ...size });
    if (was !== undefined) continue;
    if (isInline) return { ...nothing, trouble: `the inline policy ${name} is not one of those before` };
    if (holder === undefined) return { ...nothing, trouble: `to whom ${name} is attached is not said` };
    edits.push({
      edit: 'create',
      holder,
      arn: name,
      name: name.slice(name.lastIndexOf('/') + 1),
      path: '/',
      after: document,
    });
  }
  if (set !== undefined) {
    const [own] = after.filter(({ type }) => type === 'permission-set-inline');
    edits.unshift({
      edit: 'permission-set-inline',
      permissionSet: set.reference,
      ...(set.inline === undefined ? {} : { before: set.inline }),
      ...(own === undefined ? {} : { after: own.document }),
    });
    const characters = own === undefined ? 0 : sizeOfDocument(own.document);
    sizes.push({
      name: 'inline policy',
      characters,
      quota: quotas.inlineSize.role,
      before: set.inline === undefined ? 0 : sizeOfDocument(set.inline),
    });
  }
  if (holder !== undefined && edits.some(({ edit }) => edit === 'inline')) sizes.push(inlineSize(holder, edits, view));
  return { edits, strangers, sizes };
}

/** A document but for a quarantine of ours, as text. */
function plain(document: JsonObject): string {
  return canonicalJson(
    withStatements(
      document,
      rawStatements(document).filter((statement) => !isRawQuarantine(statement)),
    ),
  );
}

/** A holder's own policies, as they are. */
export function policiesOfHolder({ arn }: PolicyHolder, { inventory }: AccountView) {
  const group = inventory.groups.find((one) => one.arn === arn);
  const principal = inventory.principals.find((one) => one.arn === arn);
  return group?.policies ?? principal?.policies.filter((policy) => policy.group === undefined) ?? [];
}

function inlineOf(holder: PolicyHolder, name: string, view: AccountView): unknown {
  return policiesOfHolder(holder, view).find((policy) => policy.type === 'inline' && policy.name === name)?.parsed
    .value;
}

function inlineSize(holder: PolicyHolder, edits: readonly PolicyEdit[], view: AccountView): Rebuilt['sizes'][number] {
  let [characters, before] = [0, 0];
  for (const { name, type, parsed } of policiesOfHolder(holder, view)) {
    if (type !== 'inline' || !isObject(parsed.value)) continue;
    before += sizeOfDocument(parsed.value);
    const edit = edits.find((one) => one.edit === 'inline' && one.name === name);
    const after = edit === undefined ? parsed.value : edit.edit === 'inline' ? edit.after : undefined;
    characters += after === undefined ? 0 : sizeOfDocument(after);
  }
  return {
    name: `inline policies of ${holder.name}`,
    characters,
    before,
    quota: quotasOf(view.parts).inlineSize[holder.kind],
  };
}

function versionsOf(arn: string, before: JsonObject, { inventory }: AccountView): readonly KnownVersion[] {
  return (inventory.policies.get(arn)?.versions ?? []).flatMap(({ versionId, isDefault, parsed }) =>
    isObject(parsed.value) ? [{ versionId, isDefault, document: isDefault ? before : parsed.value }] : [],
  );
}

/** The permission set of a suggestion, as it is. */
export function permissionSetOf(
  { permissionSet, plan }: Suggestion,
  { organization }: AccountView,
): { readonly reference: PermissionSetReference; readonly inline?: JsonObject } | undefined {
  const set = organization.permissionSets?.find(({ arn }) => arn === permissionSet);
  const [reference] = plan.steps.flatMap(({ changes }) =>
    changes.flatMap((change) => ('permissionSet' in change ? [change.permissionSet] : [])),
  );
  if (set === undefined || reference === undefined) return undefined;
  const inline =
    set.inlinePolicy === undefined || set.inlinePolicy === '' ? undefined : policyValueOf(set.inlinePolicy);
  return { reference, ...(isObject(inline) ? { inline } : {}) };
}
