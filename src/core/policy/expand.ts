import { emptySet, membersOf, uniteInto } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';

/**
 * The actions of the catalog that any of the patterns matches, in the catalog's spelling, sorted by code units, each once.
 *
 * Letter case does not matter. A pattern that matches nothing listed (an unknown name or service, a wildcard in the prefix) adds nothing.
 */
export function expandActions(patterns: readonly string[], catalog: Catalog): readonly string[] {
  const set = emptySet(catalog.size);
  for (const pattern of new Set(patterns.map(plainPattern))) uniteInto(set, catalog.matching(pattern));
  return [...membersOf(set)].map((index) => catalog.actions[index]?.name ?? '').sort();
}

/**
 * The same pattern with each run of wildcards in its shortest, one spelling: `?` first, then at most one `*`.
 *
 * Patterns come from strangers: a run of a million `*` would be walked once for every name.
 */
export function plainPattern(pattern: string): string {
  return pattern.replace(/[*?]{2,}/g, (run) => {
    const single = run.replaceAll('*', '');
    return single.length === run.length ? run : `${single}*`;
  });
}
