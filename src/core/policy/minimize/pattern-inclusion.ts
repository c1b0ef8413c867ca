import { matchesPattern } from '../../catalog/pattern.ts';
import { isCoveredBy } from '../pattern.ts';

/** Places that are looked at before giving up, where the caller does not say: some tens of milliseconds. */
const usualSteps = 100_000;

/** A letter that no pattern names: it stands for every character that they do not name. */
const other = '\u0000';

/**
 * Whether every text of at least one character that `inner` matches is matched by one of `outers`, each perhaps by another one. Compares as
 * is: lower-case all of them for names.
 *
 * Exact for patterns of ordinary size; `undefined` when it would take more than `steps` steps to know.
 */
export function isWithinUnion(inner: string, outers: readonly string[], steps = usualSteps): boolean | undefined {
  // Most patterns that are not within are told so by one of a few texts they match, and only what matches those can cover alone.
  let coverers = outers;
  for (const run of ['', other, other.repeat(80)]) {
    const sample = inner.replaceAll('?', other).replaceAll('*', run);
    if (sample === '') continue;
    const matching = outers.filter((outer) => matchesPattern(outer, sample));
    if (matching.length === 0) return false;
    const fits = new Set(matching);
    coverers = coverers.filter((outer) => fits.has(outer));
  }
  if (!/[*?]/.test(inner) || coverers.some((outer) => isCoveredBy(inner, outer))) return true;
  return searchUnion(inner, outers, steps);
}

/** Places in one of the patterns, by its number; `inner` is number 0. */
interface Live {
  readonly pattern: number;
  readonly places: ReadonlySet<number>;
}

/** Walks `inner` and all of `outers` at once, over sets of places in them, looking for a text that `inner` alone matches. */
function searchUnion(inner: string, outers: readonly string[], mostSteps: number): boolean | undefined {
  const patterns = [inner, ...outers];
  const open = [patterns.map((pattern, number): Live => ({ pattern: number, places: closed(new Set([0]), pattern) }))];
  const seen = new Set<string>();
  let steps = 0;
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const letters = new Set([other]);
    for (const live of state) for (const place of live.places) letters.add(patterns[live.pattern]?.[place] ?? other);
    for (const letter of letters) {
      // A wildcard among the letters is no letter: what it takes, `other` takes.
      if (letter === '*' || letter === '?') continue;
      for (const live of state) steps += live.places.size;
      if (steps > mostSteps) return undefined;
      const next = state
        .map((live) => ({ pattern: live.pattern, places: stepped(live.places, patterns[live.pattern] ?? '', letter) }))
        .filter((live) => live.places.size > 0);
      if (next[0]?.pattern !== 0) continue;
      const [own, ...rest] = next.map((live) => live.places.has((patterns[live.pattern] ?? '').length));
      if (own === true && !rest.includes(true)) return false;
      const key = next.map((live) => `${live.pattern}:${[...live.places].sort((a, b) => a - b)}`).join(' ');
      if (seen.has(key)) continue;
      seen.add(key);
      open.push(next);
    }
  }
  return true;
}

/** The places reachable from `places` by one character. */
function stepped(places: ReadonlySet<number>, pattern: string, letter: string): Set<number> {
  const next = new Set<number>();
  for (const place of places) {
    const sign = pattern[place];
    if (sign === '*') next.add(place);
    else if (sign === '?' || sign === letter) next.add(place + 1);
  }
  return closed(next, pattern);
}

/** With the places behind each `*`, which may take nothing. */
function closed(places: Set<number>, pattern: string): Set<number> {
  for (const place of places) if (pattern[place] === '*') places.add(place + 1);
  return places;
}
