import { type ActionSet, membersOf } from './action-set.ts';
import type { Catalog } from './catalog.ts';

/** The names of a set of actions, in catalog order. */
export function namesOf(actions: ActionSet, catalog: Catalog): readonly string[] {
  return [...membersOf(actions)].map((index) => catalog.actions[index]?.name ?? '');
}

/** The service prefix of an action pattern, in lower case; `*` where it names none. */
export function serviceOfPattern(pattern: string): string {
  const colon = pattern.indexOf(':');
  return colon < 0 ? '*' : pattern.slice(0, colon).toLowerCase();
}
