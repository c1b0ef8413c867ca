import { addInto, emptySet, has, isEmpty, membersOf } from '../../catalog/action-set.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { AttachedPolicy } from '../../inventory/principal.ts';
import { isQuarantine } from '../../inventory/quarantine.ts';
import type { JsonObject } from '../../model/json-object.ts';
import type { PolicyHolder } from '../../model/remediation.ts';
import type { QuarantineWatch } from '../../model/suggestion.ts';
import { dateOf, type Instant, isoOf } from '../../model/time.ts';
import type { Needs } from '../needs/needs.ts';
import type { Room } from '../write/edits.ts';
import { packed } from '../write/layout.ts';
import { isObject, rawStatements } from '../write/narrow-document.ts';
import type { PolicyEdit } from '../write/policy-edit.ts';
import { sizeOfDocument } from '../write/quotas.ts';
import { quarantineNamesOf, quarantineSidOf } from './quarantine.ts';

/** Where the quarantine goes, and its documents; or why there is none. */
export type Quarantine =
  | { readonly as: 'inline' | 'managed'; readonly documents: readonly JsonObject[] }
  | { readonly as: 'none'; readonly why: string };

/** A Deny for these action patterns, on everything. */
export function quarantineStatement(patterns: readonly string[], asOf: Instant): JsonObject {
  return {
    Sid: quarantineSidOf(asOf),
    Effect: 'Deny',
    Action: patterns.length === 1 ? patterns[0] : patterns,
    Resource: '*',
  };
}

/**
 * A Deny for what would be removed from a holder: inline where there is room, else as policies of its own; none where it fits nowhere.
 */
export function quarantineOf(
  patterns: readonly string[],
  holder: PolicyHolder,
  policies: readonly AttachedPolicy[],
  edits: readonly PolicyEdit[],
  room: Room,
  asOf: Instant,
): Quarantine {
  const statement = quarantineStatement(patterns, asOf);
  const loose = [{ version: '2012-10-17' as const, statements: [statement] }];
  // While the policies are rewritten the quarantine stands beside them, and each counts at its longest.
  const inlineUsed = policies
    .filter(({ type }) => type === 'inline')
    .reduce((sum, { name, parsed }) => {
      const before = isObject(parsed.value) ? sizeOfDocument(parsed.value) : 0;
      const [after] = edits.flatMap((edit) =>
        edit.edit === 'inline' && edit.name === name && edit.holder.arn === holder.arn && edit.after !== undefined
          ? [edit.after]
          : [],
      );
      return sum + Math.max(before, after === undefined ? 0 : sizeOfDocument(after));
    }, 0);
  const inline = packed(loose, room.quotas.inlineSize[holder.kind] - inlineUsed);
  if (inline?.length === 1) return { as: 'inline', documents: inline };
  const managed = packed(loose, room.quotas.policySize);
  const attached = policies.filter((policy) => policy.managed !== undefined).length;
  // A group's or user's managed quarantine takes places that the remove step needs for its own new policy only after the quarantine is gone.
  const places = room.quotas.attached[holder.kind] - attached;
  if (managed !== undefined && managed.length <= Math.min(places, room.quotas.policiesLeft))
    return { as: 'managed', documents: managed };
  return { as: 'none', why: `a Deny for what goes does not fit into the policies that ${holder.name} can still have` };
}

/** Names without wildcard that stay in some documents and that the catalog does not list. */
export function unlistedNamesIn(documents: readonly JsonObject[], catalog: Catalog): readonly string[] {
  const names = new Set<string>();
  for (const statement of documents.flatMap(rawStatements)) {
    const entry = Object.entries(statement).find(([key]) => key.toLowerCase() === 'action');
    for (const name of [entry?.[1]].flat()) {
      if (typeof name === 'string' && name.includes(':') && isEmpty(catalog.matching(name))) names.add(name);
    }
  }
  return [...names];
}

/** A quarantine of ours that is in force, and what it refused since: a sign that somebody needs what it blocks. */
export function watchOf(reached: readonly Needs[], catalog: Catalog): QuarantineWatch | undefined {
  let since: string | undefined;
  const blocked = emptySet(catalog.size);
  for (const { judged } of reached) {
    for (const { parsed } of judged.principal.policies) {
      for (const [place, statement] of parsed.document.statements.entries()) {
        const date = /(\d{4})(\d{2})(\d{2})/.exec(statement.sid ?? '');
        if (!isQuarantine(statement) || date === null) continue;
        const day = `${date[1]}-${date[2]}-${date[3]}`;
        since = since === undefined || day < since ? day : since;
        for (const action of membersOf(parsed.actions[place] ?? blocked)) addInto(blocked, action);
      }
    }
  }
  if (since === undefined) return undefined;
  const refused = new Map<string, Instant>();
  for (const { judged } of reached) {
    for (const event of judged.usage?.events.values() ?? []) {
      if (event.lastDenied === undefined || dateOf(event.lastDenied) < since) continue;
      const mapping = catalog.mappingOf(event.eventSource, event.eventName);
      const named = (event.detail?.refusals ?? []).flatMap(
        ({ action }) => catalog.byName.get(action.toLowerCase())?.index ?? [],
      );
      const actions = mapping.kind === 'actions' ? [...mapping.actions, ...mapping.also, ...named] : named;
      for (const action of actions) {
        if (!has(blocked, action)) continue;
        const name = catalog.actions[action]?.name ?? '';
        refused.set(name, Math.max(refused.get(name) ?? 0, event.lastDenied));
      }
    }
  }
  return {
    since,
    refused: [...refused]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([action, at]) => ({ action, lastRefused: isoOf(at) })),
  };
}

/** ARNs for a quarantine's own policies; their names are not taken. */
export function quarantineArnsOf(
  count: number,
  { kind, name }: PolicyHolder,
  { takenNames, policyArnPrefix }: Room,
  asOf: Instant,
): readonly string[] {
  return quarantineNamesOf(asOf, count, [...takenNames], `${kind}-${name}`).map((own) => `${policyArnPrefix}/${own}`);
}
