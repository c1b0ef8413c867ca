import type { Catalog } from '../../catalog/catalog.ts';
import type { DocumentStore } from '../../inventory/documents.ts';
import type { AttachedPolicy } from '../../inventory/principal.ts';
import type { PermissionSet } from '../../model/bundle.ts';
import type { JsonObject } from '../../model/json-object.ts';
import type { ActionWriter } from '../../policy/action-writer.ts';
import type { MinimizedWords } from '../../policy/minimize.ts';
import { policyValueOf } from '../../policy/parse.ts';
import type { Unit } from '../unit.ts';
import type { DoesNotFit, Edited } from './edits.ts';
import { packed } from './layout.ts';
import { isObject, narrowedDocument, rawStatements, withStatements } from './narrow-document.ts';
import type { PolicyEdit } from './policy-edit.ts';
import { sizeOfDocument } from './quotas.ts';

/**
 * What changes of a permission set: AWS's own policies in it (`awsPolicies`, those that may be replaced) are taken apart and go into its inline policy,
 * which holds `quota` characters at most. `undefined`: nothing.
 */
export function permissionSetEdits(
  set: PermissionSet,
  { release, permissionSet }: Pick<Unit, 'release' | 'permissionSet'>,
  awsPolicies: readonly AttachedPolicy[],
  quota: number,
  documents: DocumentStore,
  words: MinimizedWords,
  writer: ActionWriter,
  catalog: Catalog,
): Edited | DoesNotFit | undefined {
  if (permissionSet === undefined) return undefined;
  const before = inlineDocumentOf(set);
  const inline =
    before === undefined ? undefined : narrowedDocument(documents.read(before), release, words, writer, catalog);
  const pool = [...(inline === undefined ? [] : [inline])];
  const unlistedLost = new Set<string>(inline?.unlistedLost ?? []);
  const remarks = [...(inline?.remarks ?? [])];
  const detached: PolicyEdit[] = [];
  for (const policy of awsPolicies) {
    const narrowed = narrowedDocument(policy.parsed, release, words, writer, catalog);
    if (narrowed === undefined || !isObject(policy.parsed.value)) continue;
    pool.push(narrowed);
    for (const service of narrowed.unlistedLost) unlistedLost.add(service);
    remarks.push(...narrowed.remarks);
    detached.push({ edit: 'permission-set-detach', permissionSet, arn: policy.name, before: policy.parsed.value });
  }
  if (inline === undefined && detached.length === 0) return undefined;
  const kept =
    before !== undefined && inline === undefined ? [{ ...documents.read(before).document, raw: before }] : [];
  const loose = [
    ...kept.map(({ version, raw }) => ({ version, statements: rawStatements(raw) })),
    ...pool.map(({ version, statements }) => ({ version, statements })),
  ].filter(({ statements }) => statements.length > 0);
  const joined = packed(loose, quota);
  if (joined === undefined || joined.length > 1)
    return {
      doesNotFit: `the inline policy of permission set ${set.name} would be longer than ${quota} characters, or mix versions`,
    };
  const [document] = joined;
  const after =
    document === undefined
      ? undefined
      : detached.length === 0 && before !== undefined
        ? withStatements(before, rawStatements(document))
        : document;
  return {
    edits: [
      {
        edit: 'permission-set-inline',
        permissionSet,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      },
      ...detached,
    ],
    isTidy: true,
    unlistedLost,
    remarks,
    sizes:
      after === undefined
        ? []
        : [
            {
              name: `inline policy of permission set ${set.name}`,
              characters: sizeOfDocument(after),
              quota,
              before: before === undefined ? 0 : sizeOfDocument(before),
            },
          ],
  };
}

/** The set's inline policy as JSON; `undefined`: it has none. */
export function inlineDocumentOf({ inlinePolicy }: PermissionSet): JsonObject | undefined {
  const value = inlinePolicy === undefined || inlinePolicy === '' ? undefined : policyValueOf(inlinePolicy);
  return isObject(value) ? value : undefined;
}
