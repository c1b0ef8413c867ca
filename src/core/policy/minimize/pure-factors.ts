/** Codes of the two ends of a text; the codes of letters start at `firstLetter`. */
export const startCode = 0;
/** See `startCode`. */
export const endCode = 1;
/** See `startCode`. */
export const firstLetter = 2;

/**
 * Finds the shortest parts of texts that no text of `outside` has: calls `found` with each part of each `inside` text such that the part is in
 * no text of `outside`, and nothing shorter within the part is so. A text is the codes of its letters between `startCode` and `endCode`.
 *
 * A hot path: a suffix automaton of all `outside` in typed arrays, linear in their length. Held against a slow version by a property.
 */
export function forEachPureFactor(
  inside: readonly Uint8Array[],
  outside: readonly Uint8Array[],
  letters: number,
  found: (text: number, from: number, end: number) => void,
): void {
  const automaton = suffixAutomaton(outside, letters);
  for (let text = 0; text < inside.length; text++) {
    const codes = inside[text] ?? empty;
    let state = 0;
    let known = 0;
    for (let end = 0; end < codes.length; end++) {
      const code = codes[end] ?? 0;
      const before = known;
      let next = automaton.next[state * letters + code] ?? 0;
      while (next === 0 && state !== 0) {
        state = automaton.link[state] ?? 0;
        known = automaton.length[state] ?? 0;
        next = automaton.next[state * letters + code] ?? 0;
      }
      if (next !== 0) {
        state = next;
        known++;
      }
      // The part one longer than the longest known one is new; without its last letter it was known only if that one reached as far.
      if (known <= before && end - known >= 0) found(text, end - known, end + 1);
    }
  }
}

const empty = new Uint8Array(0);

interface Automaton {
  /** By state × letter; 0 is none, since nothing leads back to the start. */
  readonly next: Int32Array;
  readonly link: Int32Array;
  readonly length: Int32Array;
}

/** The automaton of all parts of the texts, one after the other: a part across two texts holds an end before a start, so no text has it. */
function suffixAutomaton(texts: readonly Uint8Array[], letters: number): Automaton {
  const total = texts.reduce((sum, text) => sum + text.length, 0);
  const next = new Int32Array((2 * total + 1) * letters);
  const link = new Int32Array(2 * total + 1);
  const length = new Int32Array(2 * total + 1);
  link[0] = -1;
  let states = 1;
  let last = 0;
  for (const text of texts) {
    for (const code of text) {
      const made = states++;
      length[made] = (length[last] ?? 0) + 1;
      let at = last;
      while (at >= 0 && next[at * letters + code] === 0) {
        next[at * letters + code] = made;
        at = link[at] ?? -1;
      }
      if (at >= 0) {
        const target = next[at * letters + code] ?? 0;
        if ((length[at] ?? 0) + 1 === length[target]) {
          link[made] = target;
        } else {
          const clone = states++;
          length[clone] = (length[at] ?? 0) + 1;
          next.copyWithin(clone * letters, target * letters, (target + 1) * letters);
          link[clone] = link[target] ?? 0;
          while (at >= 0 && next[at * letters + code] === target) {
            next[at * letters + code] = clone;
            at = link[at] ?? -1;
          }
          link[target] = clone;
          link[made] = clone;
        }
      }
      last = made;
    }
  }
  return { next, link, length };
}
