import { type ActionSet, emptySet, isSubset, membersOf, setOf, uniteInto } from '../../catalog/action-set.ts';
import { matchesPattern } from '../../catalog/pattern.ts';
import { isWithinUnion } from './pattern-inclusion.ts';
import { type Candidate, smallestCover } from './smallest-cover.ts';
import { costOfWords, type WordFrame, wordPatterns } from './word-patterns.ts';
import type { WordSpace } from './word-space.ts';

/**
 * Patterns that match just the wanted names of a service, cut no word, and stay each within one of the frames: few characters, and of as many rather a
 * wildcard at the end. A wildcard stands for two names or more; a name that no pattern shares with another is written out.
 *
 * A frame of which all names are wanted may be written as it is, whatever it cuts.
 */
export function wordCover(
  wanted: ActionSet,
  frames: readonly string[],
  space: WordSpace,
  prefixLength: number,
  words: 'leading' | 'whole' = 'whole',
): readonly string[] {
  const byText = new Map<string, Candidate>();
  const wild = frames.includes('*') ? ['*'] : frames.filter((frame) => /[*?]/.test(frame));
  const checks = Math.min(300, Math.ceil(checksInAll / Math.max(1, wild.length)));
  for (const text of wild) {
    for (const candidate of patternsIn(text, wanted, space, prefixLength, checks, words)) {
      byText.set(candidate.text.toLowerCase(), candidate);
    }
  }
  const shared = emptySet(space.names.length);
  for (const { set } of byText.values()) uniteInto(shared, set);
  const texts: string[] = [];
  const candidates = [...byText.values()];
  for (const index of membersOf(wanted)) {
    const text = space.names[index] ?? '';
    if (((shared[index >>> 5] ?? 0) & (1 << (index & 31))) === 0) texts.push(text);
    else candidates.push({ text, cost: costOfWords(text, prefixLength), set: setOf(space.names.length, [index]) });
  }
  // Every name is among its own candidates, so there is always a cover.
  const cover = smallestCover(shared, space.names.length, candidates, effort) ?? [];
  return [...texts, ...cover.map(({ text }) => text)];
}

/** Frames of several wildcards are compared with this many patterns, all of them together. */
const checksInAll = 3_000;

/** Steps that such a comparison may take. */
const checkSteps = 5_000;

/** Far less than where every character counts: ten times as much won at most a fortieth of the characters on the sets measured. */
const effort = 2_000;

function patternsIn(
  text: string,
  wanted: ActionSet,
  space: WordSpace,
  prefixLength: number,
  checks: number,
  words: 'leading' | 'whole',
): readonly Candidate[] {
  const frame = frameOf(text, space, checks);
  const matched = setOf(space.names.length, frame.members);
  if (frame.members.length > 0 && text !== '*' && isSubset(matched, wanted)) {
    return [{ text, cost: costOfWords(text, prefixLength), set: matched }];
  }
  return wordPatterns(space, wanted, frame, prefixLength, words === 'leading');
}

function frameOf(text: string, space: WordSpace, checks: number): WordFrame {
  const lower = text.toLowerCase();
  const members: number[] = [];
  for (let name = 0; name < space.lower.length; name++) {
    if (lower === '*' || matchesPattern(lower, space.lower[name] ?? '')) members.push(name);
  }
  const first = lower.search(/[*?]/);
  const last = Math.max(lower.lastIndexOf('*'), lower.lastIndexOf('?'));
  const [head, tail] = [first, lower.length - last - 1];
  if (first === last && lower[first] === '*') return { members, head, tail, isWithin: () => true };
  let left = checks;
  const isWithin = (pattern: string): boolean =>
    left-- > 0 && isWithinUnion(pattern.toLowerCase(), [lower], checkSteps) === true;
  return { members, head, tail, isWithin };
}
