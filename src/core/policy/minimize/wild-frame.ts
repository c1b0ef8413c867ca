import { type ActionSet, has, isSubset, membersOf } from '../../catalog/action-set.ts';
import { matchesPattern } from '../../catalog/pattern.ts';
import { addPattern, type CandidatePool } from './candidate-pool.ts';
import { matchesIn, type NameSpace } from './name-space.ts';
import { endCode, forEachPureFactor, startCode } from './pure-factors.ts';

/**
 * Adds patterns within a frame of several wildcards that match only wanted names: names are taken apart at each `*` in one of the possible ways, and the
 * shortest patterns that come of it are checked, `checks` in all.
 */
export function addCandidatesInWildFrame(pool: CandidatePool, frame: string, matched: ActionSet, checks: number): void {
  const stars = frame.split('*').length - 1;
  for (let star = frame.indexOf('*'); star >= 0; star = frame.indexOf('*', star + 1)) {
    const [head, tail] = [frame.slice(0, star), frame.slice(star + 1)];
    const texts = textsInPlace(pool, matched, head, tail);
    const shortest = texts.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    for (const text of shortest.slice(0, Math.ceil(checks / stars))) {
      const set = matchesIn(pool.space, text.toLowerCase());
      if (isSubset(set, pool.wanted)) addPattern(pool, text, set);
    }
  }
}

/** The frame with more letters in place of one `*`, such that they tell wanted names from others, taken apart as they are here. */
function textsInPlace(pool: CandidatePool, matched: ActionSet, head: string, tail: string): string[] {
  const inside: FreePart[] = [];
  const outside: Uint8Array[] = [];
  for (const index of membersOf(matched)) {
    const part = freePart(pool.space, index, head.toLowerCase(), tail.toLowerCase());
    if (has(pool.wanted, index)) inside.push(part);
    else outside.push(part.codes);
  }
  const codes = inside.map((part) => part.codes);
  const texts = new Set<string>();
  forEachPureFactor(codes, outside, pool.space.letters, (place, from, end) => {
    const text = inside[place]?.text ?? '';
    const part = text.slice(Math.max(0, from - 1), Math.min(text.length, end - 1));
    texts.add(`${head}${from === 0 ? '' : '*'}${part}${end === codes[place]?.length ? '' : '*'}${tail}`);
  });
  return [...texts];
}

interface FreePart {
  readonly text: string;
  /** Between its ends. */
  readonly codes: Uint8Array;
}

/** The most that a `*` between `head` and `tail` can take of a name they match. */
function freePart(space: NameSpace, index: number, head: string, tail: string): FreePart {
  const name = space.lower[index] ?? '';
  let from = 0;
  while (from < name.length && !matchesPattern(head, name.slice(0, from))) from++;
  let end = name.length;
  while (end > from && !matchesPattern(tail, name.slice(end))) end--;
  const codes = (space.codes[index] ?? new Uint8Array(2)).slice(from, end + 2);
  codes[0] = startCode;
  codes[codes.length - 1] = endCode;
  return { text: (space.names[index] ?? '').slice(from, end), codes };
}
