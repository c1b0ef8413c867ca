import { matchesPattern } from '../catalog/pattern.ts';

/**
 * Whether every text that fits `inner` fits `outer`. True is proved; false may also mean that it could not be told by this simple
 * method (`a*` and `?*` beside each other), which errs to the side of "not covered".
 */
export function isCoveredBy(inner: string, outer: string): boolean {
  if (outer === '*' || inner === outer) return true;
  // Most pairs part ways at once, before any wildcard.
  for (let at = 0; at < inner.length; at++) {
    const wanted = outer[at];
    if (wanted === '*' || wanted === '?') break;
    if (wanted !== inner[at]) return false;
  }
  // The wildcards of `inner` are read as characters that only a wildcard of `outer` can take: a `*` only by a `*`.
  let states = closure(new Set([0]), outer);
  for (const character of inner) {
    const next = new Set<number>();
    for (const place of states) {
      const wanted = outer[place];
      if (wanted === '*') next.add(place);
      else if (character === '*') continue;
      else if (wanted === '?' || (character !== '?' && wanted === character)) next.add(place + 1);
    }
    if (next.size === 0) return false;
    states = closure(next, outer);
  }
  return states.has(outer.length);
}

function closure(states: Set<number>, pattern: string): Set<number> {
  for (const place of states) if (pattern[place] === '*') states.add(place + 1);
  return states;
}

/** Whether some text may fit both patterns; false only where none can: told by what they begin and end with. */
export function mayMeet(pattern: string, other: string): boolean {
  if (!/[*?]/.test(other)) return matchesPattern(pattern, other);
  if (!/[*?]/.test(pattern)) return matchesPattern(other, pattern);
  const [head, otherHead] = [pattern, other].map((text) => text.slice(0, text.search(/[*?]/)));
  const [tail, otherTail] = [pattern, other].map((text) => /[^*?]*$/.exec(text)?.[0]);
  if (head === undefined || otherHead === undefined || tail === undefined || otherTail === undefined) return true;
  return (
    (head.startsWith(otherHead) || otherHead.startsWith(head)) && (tail.endsWith(otherTail) || otherTail.endsWith(tail))
  );
}
