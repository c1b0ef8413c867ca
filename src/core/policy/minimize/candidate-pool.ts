import { type ActionSet, addInto, setOf } from '../../catalog/action-set.ts';
import type { NameSpace } from './name-space.ts';
import type { Candidate } from './smallest-cover.ts';

/** Patterns collected for the wanted names of a service. */
export interface CandidatePool {
  readonly space: NameSpace;
  readonly wanted: ActionSet;
  /** Length of the service prefix and the colon, which each pattern repeats. */
  readonly prefixLength: number;
  /** By lower-case text; the spelling is that of the first to come. */
  readonly byText: Map<string, Candidate>;
}

/** An empty pool. */
export function candidatePool(space: NameSpace, wanted: ActionSet, prefixLength: number): CandidatePool {
  return { space, wanted, prefixLength, byText: new Map() };
}

/** Adds a pattern that matches just `set`. */
export function addPattern(pool: CandidatePool, text: string, set: ActionSet): void {
  pool.byText.set(text.toLowerCase(), { text, cost: costOfPattern(text, pool.prefixLength), set });
}

/** Adds a pattern, or notes that it matches this name too. */
export function addMatch(pool: CandidatePool, text: string, index: number): void {
  const known = pool.byText.get(text.toLowerCase());
  if (known !== undefined) addInto(known.set, index);
  else addPattern(pool, text, setOf(pool.space.names.length, [index]));
}

/**
 * What counts is the number of characters. Of patterns with as many, those are better that leave less open and begin their parts where a word
 * begins: `Get*` before `*et*`.
 */
function costOfPattern(text: string, prefixLength: number): number {
  let roughness = 1;
  for (let place = 0; place < text.length; place++) {
    if (text[place] !== '*') continue;
    const next = text[place + 1] ?? '';
    roughness += next >= 'a' && next <= 'z' ? 2 : 1;
  }
  return (prefixLength + text.length) * characterCost + roughness;
}

/** More than any list of patterns can add by roughness. */
const characterCost = 65_536;
