import { type ActionSet, addInto, emptySet, has, isSubset, membersOf } from '../catalog/action-set.ts';
import { matchesPattern } from '../catalog/pattern.ts';
import { endCode, firstLetter, forEachPureFactor, startCode } from './pure-factors.ts';
import type { Candidate } from './smallest-cover.ts';

/** The names of one service, without the prefix, sorted by their lower-case form; a set's bits are places in the list. */
export interface NameSpace {
  readonly names: readonly string[];
  readonly lower: readonly string[];
  /** By name: its letters as codes, between `startCode` and `endCode`. */
  readonly codes: readonly Uint8Array[];
  readonly letters: number;
}

/** Prepares the names of one service. */
export function nameSpace(names: readonly string[]): NameSpace {
  const lower = names.map((name) => name.toLowerCase());
  const codeOf = new Map<string, number>();
  const codes = lower.map((name) => {
    const row = new Uint8Array(name.length + 2);
    row[0] = startCode;
    row[name.length + 1] = endCode;
    for (let place = 0; place < name.length; place++) {
      const letter = name[place] ?? '';
      let code = codeOf.get(letter);
      if (code === undefined) {
        code = codeOf.size + firstLetter;
        codeOf.set(letter, code);
      }
      row[place + 1] = code;
    }
    return row;
  });
  return { names, lower, codes, letters: codeOf.size + firstLetter };
}

/** The places of the names that a lower-case pattern matches. */
export function matchesIn(space: NameSpace, pattern: string): ActionSet {
  const set = emptySet(space.names.length);
  for (let index = 0; index < space.lower.length; index++) {
    if (matchesPattern(pattern, space.lower[index] ?? '')) addInto(set, index);
  }
  return set;
}

/**
 * Patterns within `frame` that match only wanted names, at least one for each wanted name that the frame matches: the shortest of the forms `Ab*`, `*b`,
 * `*b*`, `Ab*c`, `Ab*c*` and `*b*c`, each put in place of a `*` of the frame, and the frame itself. Texts are in the spelling of the first name.
 *
 * What it misses: patterns with three parts or more, and `?` but for the frame's own.
 */
export function candidatesWithin(frame: string, wanted: ActionSet, space: NameSpace, baseCost: number): Candidate[] {
  const pool: Pool = { space, wanted, baseCost, byText: new Map() };
  const matched = matchesIn(space, frame.toLowerCase());
  if (isSubset(matched, wanted)) {
    put(pool, frame, matched);
    return [...pool.byText.values()];
  }
  const star = frame.indexOf('*');
  if (star < 0) return [];
  const [head, tail] = [frame.slice(0, star), frame.slice(star + 1)];
  if (/[*?]/.test(head + tail)) return candidatesInWildFrame(frame, matched, pool);
  const members = [...membersOf(matched)];
  addFactors(pool, { members, head: head.length, tail: tail.length, isWhole: true });
  for (const narrowed of narrowedFrames(pool, members, head.length, tail.length, false)) addFactors(pool, narrowed);
  for (const narrowed of narrowedFrames(pool, members, tail.length, head.length, true)) addFactors(pool, narrowed);
  return [...pool.byText.values()];
}

interface Pool {
  readonly space: NameSpace;
  readonly wanted: ActionSet;
  /** What a pattern costs besides its own letters. */
  readonly baseCost: number;
  readonly byText: Map<string, Candidate>;
}

/** The names that begin and end with so many given letters, and what lies between is free. */
interface Frame {
  readonly members: readonly number[];
  readonly head: number;
  readonly tail: number;
  /** Whether parts that touch its ends are wanted too; a narrower frame leaves those to the wider one. */
  readonly isWhole: boolean;
}

function put(pool: Pool, text: string, set: ActionSet): void {
  pool.byText.set(text.toLowerCase(), { text, cost: pool.baseCost + text.length * lengthWeight, set });
}

/** Shorter counts first, then fewer patterns: each costs one. */
export const lengthWeight = 1024;

function addFactors(pool: Pool, { members, head, tail, isWhole }: Frame): void {
  const inside = members.filter((index) => has(pool.wanted, index));
  const outside = members.filter((index) => !has(pool.wanted, index));
  const cut = (index: number): Uint8Array => {
    const row = pool.space.codes[index] ?? new Uint8Array(0);
    if (!isWhole) return row.subarray(1 + head, row.length - 1 - tail);
    const part = row.slice(head, row.length - tail);
    part[0] = startCode;
    part[part.length - 1] = endCode;
    return part;
  };
  const texts = inside.map(cut);
  const shift = isWhole ? head - 1 : head;
  forEachPureFactor(texts, outside.map(cut), pool.space.letters, (place, from, end) => {
    const index = inside[place] ?? 0;
    const name = pool.space.names[index] ?? '';
    const touchesHead = isWhole && from === 0;
    const touchesTail = isWhole && end === texts[place]?.length;
    const part = name.slice(Math.max(head, from + shift), Math.min(name.length - tail, end + shift));
    const text = `${name.slice(0, head)}${touchesHead ? '' : '*'}${part}${touchesTail ? '' : '*'}${name.slice(name.length - tail)}`;
    const known = pool.byText.get(text.toLowerCase());
    if (known !== undefined) addInto(known.set, index);
    else put(pool, text, addedTo(emptySet(pool.space.names.length), index));
  });
}

function addedTo(set: ActionSet, index: number): ActionSet {
  addInto(set, index);
  return set;
}

/**
 * The frames one gets by giving more letters at the beginning (at the end, with `fromEnd`), each as short as it separates names, as far as they hold
 * both wanted and other names.
 */
function* narrowedFrames(
  pool: Pool,
  members: readonly number[],
  given: number,
  opposite: number,
  fromEnd: boolean,
): Generator<Frame> {
  const groups = new Map<number, number[]>();
  for (const index of members) {
    const row = pool.space.codes[index] ?? new Uint8Array(0);
    if (row.length - 2 <= given + opposite) continue;
    const code = row[fromEnd ? row.length - 2 - given : 1 + given] ?? 0;
    const group = groups.get(code);
    if (group === undefined) groups.set(code, [index]);
    else group.push(index);
  }
  for (const group of groups.values()) {
    const wanted = group.filter((index) => has(pool.wanted, index)).length;
    if (wanted === 0 || wanted === group.length) continue;
    const [head, tail] = fromEnd ? [opposite, given + 1] : [given + 1, opposite];
    if (group.length < members.length) yield { members: group, head, tail, isWhole: false };
    yield* narrowedFrames(pool, group, given + 1, opposite, fromEnd);
  }
}

/** Candidates checked for one `*` of a frame with several wildcards: each is matched against every name. */
const wildFrameLimit = 300;

/** A frame with several wildcards: names are taken apart in one of the possible ways, and what comes of it is checked. */
function candidatesInWildFrame(frame: string, matched: ActionSet, pool: Pool): Candidate[] {
  for (let star = frame.indexOf('*'); star >= 0; star = frame.indexOf('*', star + 1)) {
    const [head, tail] = [frame.slice(0, star), frame.slice(star + 1)];
    const inside: FreePart[] = [];
    const outside: Uint8Array[] = [];
    for (const index of membersOf(matched)) {
      const part = freePart(pool.space, index, head.toLowerCase(), tail.toLowerCase());
      if (part === undefined) continue;
      if (has(pool.wanted, index)) inside.push(part);
      else outside.push(part.codes);
    }
    const texts = new Set<string>();
    forEachPureFactor(
      inside.map(({ codes }) => codes),
      outside,
      pool.space.letters,
      (place, from, end) => {
        const { text, codes } = inside[place] ?? { text: '', codes: new Uint8Array(0) };
        const part = text.slice(Math.max(0, from - 1), Math.min(text.length, end - 1));
        texts.add(`${head}${from === 0 ? '' : '*'}${part}${end === codes.length ? '' : '*'}${tail}`);
      },
    );
    const shortest = [...texts].sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, wildFrameLimit);
    for (const text of shortest) {
      const set = matchesIn(pool.space, text.toLowerCase());
      if (isSubset(set, pool.wanted)) put(pool, text, set);
    }
  }
  return [...pool.byText.values()];
}

interface FreePart {
  readonly text: string;
  /** Between its ends. */
  readonly codes: Uint8Array;
}

/** What a `*` between `head` and `tail` takes of a name: the longest. */
function freePart(space: NameSpace, index: number, head: string, tail: string): FreePart | undefined {
  const name = space.lower[index] ?? '';
  for (let from = 0; from <= name.length; from++) {
    if (!matchesPattern(head, name.slice(0, from))) continue;
    for (let end = name.length; end >= from; end--) {
      if (!matchesPattern(tail, name.slice(end))) continue;
      const codes = (space.codes[index] ?? new Uint8Array(0)).slice(from, end + 2);
      codes[0] = startCode;
      codes[codes.length - 1] = endCode;
      return { text: (space.names[index] ?? '').slice(from, end), codes };
    }
  }
  return undefined;
}
