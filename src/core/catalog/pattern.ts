import { type ActionSet, addInto, emptySet, fullSet } from './action-set.ts';

/**
 * Whether a text matches a pattern of `*` (any run, also none) and `?` (any one character). Compares as is: lower-case both for names.
 *
 * A hot path: two pointers with one way back, no regular expression is compiled. Held against a slow version by a property.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let resume = 0;
  while (place < text.length) {
    const sign = pattern[at];
    if (sign === '*') {
      star = at++;
      resume = place;
    } else if (sign !== undefined && (sign === '?' || sign === text[place])) {
      at++;
      place++;
    } else if (star >= 0) {
      at = star + 1;
      place = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

/** Where the actions of one service lie. */
export interface ServiceRange {
  readonly first: number;
  readonly end: number;
}

/**
 * Makes the function behind `Catalog.matching`: from a policy's action pattern to the actions it matches. Answers are kept by lower-case pattern.
 *
 * `lowerNames` are the sorted lower-case names. A prefix takes no wildcard, but `*` and `*:*` are all; a name nobody knows matches nothing.
 */
export function actionMatcher(
  lowerNames: readonly string[],
  services: ReadonlyMap<string, ServiceRange>,
): (pattern: string) => ActionSet {
  const size = lowerNames.length;
  const all = fullSet(size);
  const kept = new Map<string, ActionSet>();

  function find(pattern: string): ActionSet {
    if (/^\*+(?::\*+)?$/.test(pattern)) return all;
    const set = emptySet(size);
    const range = services.get(pattern.slice(0, Math.max(0, pattern.indexOf(':'))));
    if (range === undefined) return set;
    for (let index = range.first; index < range.end; index++) {
      if (matchesPattern(pattern, lowerNames[index] ?? '')) addInto(set, index);
    }
    return set;
  }

  return (pattern) => {
    const lower = pattern.toLowerCase();
    let set = kept.get(lower);
    if (set === undefined) {
      set = find(lower);
      kept.set(lower, set);
    }
    return set;
  };
}
