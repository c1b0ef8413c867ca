import type { Catalog } from '../../catalog/catalog.ts';
import type { AttachedPolicy, ManagedPolicy } from '../../inventory/principal.ts';
import type { JsonObject } from '../../model/json-object.ts';
import type { PolicyHolder } from '../../model/remediation.ts';
import type { ActionWriter } from '../../policy/action-writer.ts';
import type { MinimizedWords } from '../../policy/minimize.ts';
import { type Draft, fitInline } from './fit-inline.ts';
import { type LooseStatements, packed } from './layout.ts';
import { isObject, narrowedDocument, type Release, withStatements } from './narrow-document.ts';
import type { Ownership } from './ownership.ts';
import { plainestThatFits } from './plainest-that-fits.ts';
import type { KnownVersion, PolicyEdit } from './policy-edit.ts';
import { type Quotas, sizeOfDocument } from './quotas.ts';
import { isRequiredByService } from './service-policies.ts';

/** The edits of one suggestion, with what the certificate says of them. */
export interface Edited {
  readonly edits: readonly PolicyEdit[];
  /** Whether nothing had to be split or moved for want of room. */
  readonly isTidy: boolean;
  readonly unlistedLost: ReadonlySet<string>;
  readonly remarks: readonly string[];
  /** `before`: what it has now, 0 for a new one. A policy that is over its quota already may stay as long as it is. */
  readonly sizes: readonly {
    readonly name: string;
    readonly characters: number;
    readonly quota: number;
    readonly before: number;
  }[];
}

/** Why something cannot be written down: it fits nowhere. A sentence. */
export interface DoesNotFit {
  readonly doesNotFit: string;
}

/** Where a holder's policies may go. */
export interface Room {
  readonly quotas: Quotas;
  /** Names of all customer policies, in lower case. */
  readonly takenNames: ReadonlySet<string>;
  /** Beginning of the account's policy ARNs: `arn:aws:iam::111122223333:policy`. */
  readonly policyArnPrefix: string;
}

/**
 * Rewrites the policies of one holder: its inline policies, those that nobody else has, and in place of AWS's own and of those that others share, a
 * policy of its own. `undefined`: nothing changes.
 */
export function editsOfHolder(
  holder: PolicyHolder,
  policies: readonly AttachedPolicy[],
  release: Release,
  ownership: Ownership,
  room: Room,
  writer: ActionWriter,
  catalog: Catalog,
): Edited | DoesNotFit | undefined {
  return plainestThatFits((words) => holderWritten(holder, policies, release, ownership, room, words, writer, catalog));
}

function holderWritten(
  holder: PolicyHolder,
  policies: readonly AttachedPolicy[],
  release: Release,
  ownership: Ownership,
  room: Room,
  words: MinimizedWords,
  writer: ActionWriter,
  catalog: Catalog,
): Edited | DoesNotFit | undefined {
  const { quotas } = room;
  const inline: Draft[] = [];
  const versions: Draft[] = [];
  const detached: AttachedPolicy[] = [];
  const pool: LooseStatements[] = [];
  const unlistedLost = new Set<string>();
  const remarks: string[] = [];
  let isTidy = true;
  for (const policy of policies) {
    const way = wayOf(policy, holder, ownership);
    if (way === 'leave' || way === 'in-place') continue;
    const narrowed = narrowedDocument(policy.parsed, release, words, writer, catalog);
    if (narrowed === undefined || !isObject(policy.parsed.value)) continue;
    for (const service of narrowed.unlistedLost) unlistedLost.add(service);
    remarks.push(...narrowed.remarks.map((text) => `${policy.name}: ${text}`));
    if (way === 'fork') {
      detached.push(policy);
      if (narrowed.statements.length > 0) pool.push(narrowed);
      continue;
    }
    const before = policy.parsed.value;
    const after = narrowed.statements.length === 0 ? undefined : withStatements(before, narrowed.statements);
    const draft = { policy, before, ...(after === undefined ? {} : { after }) };
    if (policy.type === 'inline') inline.push(draft);
    else if (after === undefined) detached.push(policy);
    else if (sizeOfDocument(after) <= Math.max(quotas.policySize, sizeOfDocument(before))) versions.push(draft);
    else {
      // Too long for one policy: a set of new ones takes its place.
      detached.push(policy);
      pool.push(narrowed);
      isTidy = false;
    }
  }
  if (inline.length + versions.length + detached.length === 0) return undefined;
  const loose = pool.length;
  const inlineSize = fitInline(holder, policies, inline, pool, quotas, (policy) =>
    narrowedDocument(policy.parsed, release, words, writer, catalog),
  );
  const documents = packed(pool, quotas.policySize);
  if (documents === undefined) return { doesNotFit: 'a statement is longer than a policy may be' };
  const attached = policies.filter(({ managed }) => managed !== undefined).length - detached.length + documents.length;
  if (
    attached > Math.max(quotas.attached[holder.kind], policies.filter(({ managed }) => managed !== undefined).length)
  ) {
    return {
      doesNotFit: `${holder.name} would need ${attached} attached policies, and the account's quota is ${quotas.attached[holder.kind]}`,
    };
  }
  if (documents.length > quotas.policiesLeft)
    return {
      doesNotFit: `the account can hold ${quotas.policiesLeft} more policies, and ${documents.length} are needed`,
    };
  const created = namesFor(holder.name, documents.length, room.takenNames);
  const edits: PolicyEdit[] = [
    ...inline.map(
      ({ policy, before, after }): PolicyEdit => ({
        edit: 'inline',
        holder,
        name: policy.name,
        before,
        ...(after === undefined ? {} : { after }),
      }),
    ),
    ...versions.flatMap(({ policy, after }) =>
      policy.managed === undefined || after === undefined ? [] : [versionEdit(policy.managed, after, quotas)],
    ),
    ...documents.map((after, place): PolicyEdit => {
      const name = created[place] ?? '';
      return { edit: 'create', holder, arn: `${room.policyArnPrefix}/${name}`, name, path: '/', after };
    }),
    ...detached.flatMap((policy) => detachEdit(policy, holder, ownership)),
  ];
  return {
    edits,
    isTidy: isTidy && pool.length === loose && documents.length <= 1,
    unlistedLost,
    remarks,
    sizes: [
      ...(inlineSize === undefined
        ? []
        : [
            {
              name: `inline policies of ${holder.name}`,
              characters: inlineSize.after,
              quota: quotas.inlineSize[holder.kind],
              before: inlineSize.before,
            },
          ]),
      ...edits.flatMap((edit) =>
        edit.edit === 'version' || edit.edit === 'create'
          ? [
              {
                name: edit.arn,
                characters: sizeOfDocument(edit.after),
                quota: quotas.policySize,
                before: currentSize(edit),
              },
            ]
          : [],
      ),
    ],
  };
}

/** A shared policy's new version. */
export function editsOfShared(
  policy: ManagedPolicy,
  release: Release,
  quotas: Quotas,
  writer: ActionWriter,
  catalog: Catalog,
): Edited | DoesNotFit | undefined {
  return plainestThatFits((words) => sharedWritten(policy, release, quotas, words, writer, catalog));
}

function sharedWritten(
  policy: ManagedPolicy,
  release: Release,
  quotas: Quotas,
  words: MinimizedWords,
  writer: ActionWriter,
  catalog: Catalog,
): Edited | DoesNotFit | undefined {
  const before = policy.current?.value;
  if (policy.current === undefined || !isObject(before)) return undefined;
  const narrowed = narrowedDocument(policy.current, release, words, writer, catalog);
  if (narrowed === undefined) return undefined;
  if (narrowed.statements.length === 0) return { doesNotFit: `nothing would be left of ${policy.name}: detach it` };
  const after = withStatements(before, narrowed.statements);
  const characters = sizeOfDocument(after);
  if (characters > Math.max(quotas.policySize, sizeOfDocument(before))) {
    return {
      doesNotFit: `${policy.name} would have ${characters} characters, and the account's quota is ${quotas.policySize}`,
    };
  }
  return {
    edits: [versionEdit(policy, after, quotas)],
    isTidy: true,
    unlistedLost: narrowed.unlistedLost,
    remarks: narrowed.remarks.map((text) => `${policy.name}: ${text}`),
    sizes: [{ name: policy.arn, characters, quota: quotas.policySize, before: sizeOfDocument(before) }],
  };
}

/** AWS's own policies are replaced, but not those that a service requires. */
function wayOf({ name, type, managed }: AttachedPolicy, holder: PolicyHolder, ownership: Ownership) {
  if (type === 'inline') return 'own';
  if (managed?.isAwsManaged === true) return isRequiredByService(name) === undefined ? 'fork' : 'leave';
  return ownership.wayOf(name, holder.arn);
}

function currentSize(edit: PolicyEdit): number {
  const current = edit.edit === 'version' ? edit.versions.find(({ isDefault }) => isDefault) : undefined;
  return current === undefined ? 0 : sizeOfDocument(current.document);
}

function versionEdit(policy: ManagedPolicy, after: JsonObject, quotas: Quotas): PolicyEdit {
  const versions = policy.versions.flatMap(({ versionId, isDefault, parsed }): KnownVersion[] =>
    isObject(parsed.value) ? [{ versionId, isDefault, document: parsed.value }] : [],
  );
  return { edit: 'version', arn: policy.arn, versions, versionQuota: quotas.versions, after };
}

function detachEdit(
  { managed, parsed }: AttachedPolicy,
  holder: PolicyHolder,
  ownership: Ownership,
): readonly PolicyEdit[] {
  if (managed === undefined || !isObject(parsed.value)) return [];
  return [
    {
      edit: 'detach',
      holder,
      arn: managed.arn,
      isAwsManaged: managed.isAwsManaged,
      before: parsed.value,
      isLastHolder: !managed.isAwsManaged && ownership.wayOf(managed.arn, holder.arn) === 'own',
    },
  ];
}

/** Longest name of a policy. */
const longestName = 128;

/** Names that no customer policy has; letter case does not tell them apart. */
function namesFor(holderName: string, count: number, taken: ReadonlySet<string>): readonly string[] {
  const names: string[] = [];
  for (let number = 1; names.length < count; number++) {
    const suffix = `-least-privilege${number === 1 ? '' : `-${number}`}`;
    const name = `${holderName.slice(0, longestName - suffix.length)}${suffix}`;
    if (!taken.has(name.toLowerCase())) names.push(name);
  }
  return names;
}
