import { serviceOfPattern } from '../../catalog/action-names.ts';
import { type ActionSet, membersOf } from '../../catalog/action-set.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { JsonObject } from '../../model/json-object.ts';
import type { ActionWriter } from '../../policy/action-writer.ts';
import { isCoveredBy, mayMeet } from '../../policy/pattern.ts';
import { rawStatements } from '../write/narrow-document.ts';

/** What Allow statements that stay say, in lower case: which names outside the catalog they grant as well. */
interface Staying {
  /** By service; those over all services under `*`. */
  readonly patterns: ReadonlyMap<string, readonly string[]>;
  /** Each the list of one NotAction. */
  readonly notActions: readonly (readonly string[])[];
}

/**
 * Patterns of a Deny for exactly what goes: over the catalog, and of no name outside it that something in `staying` still grants. A pattern that might
 * deny such a name is written out.
 */
export function quarantinePatterns(
  removed: ActionSet,
  staying: readonly JsonObject[],
  writer: ActionWriter,
  catalog: Catalog,
): readonly string[] {
  const { patterns, notActions } = stayingOf(staying);
  const strikes = (pattern: string): boolean =>
    [...(patterns.get(serviceOfPattern(pattern)) ?? []), ...(patterns.get('*') ?? [])].some((other) =>
      mayMeet(pattern, other),
    ) || notActions.some((list) => !list.some((other) => isCoveredBy(pattern, other)));
  return writer
    .patternsOf(removed, 'whole')
    .flatMap((pattern) =>
      /[*?]/.test(pattern) && strikes(pattern.toLowerCase())
        ? [...membersOf(catalog.matching(pattern))].map((index) => catalog.actions[index]?.name ?? '')
        : [pattern],
    );
}

function stayingOf(documents: readonly JsonObject[]): Staying {
  const patterns = new Map<string, string[]>();
  const notActions: string[][] = [];
  for (const statement of documents.flatMap(rawStatements)) {
    const elements = new Map(Object.entries(statement).map(([name, value]) => [name.toLowerCase(), value]));
    if (String(elements.get('effect')).toLowerCase() !== 'allow') continue;
    const listed = (value: unknown): string[] =>
      [value].flat().flatMap((one) => (typeof one === 'string' ? [one.toLowerCase()] : []));
    for (const pattern of listed(elements.get('action'))) {
      const service = serviceOfPattern(pattern);
      const known = patterns.get(service);
      if (known === undefined) patterns.set(service, [pattern]);
      else known.push(pattern);
    }
    if (elements.has('notaction')) notActions.push(listed(elements.get('notaction')));
  }
  return { patterns, notActions };
}
