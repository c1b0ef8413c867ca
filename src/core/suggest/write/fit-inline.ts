import type { AttachedPolicy } from '../../inventory/principal.ts';
import type { JsonObject } from '../../model/json-object.ts';
import type { PolicyHolder } from '../../model/remediation.ts';
import type { LooseStatements } from './layout.ts';
import { isObject } from './narrow-document.ts';
import { type Quotas, sizeOfDocument } from './quotas.ts';

/** A policy that is being written anew. */
export interface Draft {
  readonly policy: AttachedPolicy;
  readonly before: JsonObject;
  /** Absent: nothing is left. */
  after?: JsonObject;
}

/**
 * Where the inline policies of a holder no longer fit together, those that grew go into policies of their own, the longest first. The characters
 * of what stays inline; `undefined`: no inline policy changes.
 */
export function fitInline(
  holder: PolicyHolder,
  policies: readonly AttachedPolicy[],
  inline: Draft[],
  pool: LooseStatements[],
  quotas: Quotas,
  narrowedOf: (policy: AttachedPolicy) => LooseStatements | undefined,
): { readonly before: number; readonly after: number } | undefined {
  if (inline.length === 0) return undefined;
  const untouched = policies.filter(
    ({ type, name }) => type === 'inline' && !inline.some(({ policy }) => policy.name === name),
  );
  const sizeOfValue = (value: unknown): number => (isObject(value) ? sizeOfDocument(value) : 0);
  const fixed = untouched.reduce((sum, { parsed }) => sum + sizeOfValue(parsed.value), 0);
  const total = (): number => inline.reduce((sum, { after }) => sum + sizeOfValue(after), fixed);
  const before = inline.reduce((sum, draft) => sum + sizeOfDocument(draft.before), fixed);
  const allowed = Math.max(quotas.inlineSize[holder.kind], before);
  const longestFirst = [...inline].sort((a, b) => sizeOfValue(b.after) - sizeOfValue(a.after));
  for (const draft of longestFirst) {
    if (total() <= allowed) break;
    const narrowed = narrowedOf(draft.policy);
    if (narrowed === undefined || draft.after === undefined) continue;
    pool.push(narrowed);
    delete draft.after;
  }
  return { before, after: total() };
}
