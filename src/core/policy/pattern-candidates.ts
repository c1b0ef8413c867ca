import { type ActionSet, addInto, emptySet, has, isSubset, membersOf, setOf } from '../catalog/action-set.ts';
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
 * `*b*`, `Ab*c`, `Ab*c*`, `*b*c`, `?b*` and `*b?`, each put in place of a `*` of the frame, and the frame itself. Texts are in the spelling of the first name.
 *
 * What it misses: patterns with three parts or more.
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
  addFactors(pool, { members, head: head.length, tail: tail.length, touchHead: true, touchTail: true });
  for (let skipped = 1; skipped <= mostSkipped; skipped++) {
    addSkipping(pool, members, head.length, tail.length, skipped, false);
    addSkipping(pool, members, tail.length, head.length, skipped, true);
  }
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
  /** Whether parts are wanted that touch its head; not when the head was chosen by us, since a wider frame has those. */
  readonly touchHead: boolean;
  readonly touchTail: boolean;
}

function put(pool: Pool, text: string, set: ActionSet): void {
  pool.byText.set(text.toLowerCase(), { text, cost: pool.baseCost + text.length * lengthWeight, set });
}

/** Shorter counts first, then fewer patterns: each costs one. */
export const lengthWeight = 1024;

function addFactors(pool: Pool, { members, head, tail, touchHead, touchTail }: Frame): void {
  const inside = members.filter((index) => has(pool.wanted, index));
  const outside = members.filter((index) => !has(pool.wanted, index));
  // The places of a name's codes are one more than those of its letters, because they begin with `startCode`.
  const first = touchHead ? head : head + 1;
  const cut = (index: number): Uint8Array => {
    const row = pool.space.codes[index] ?? new Uint8Array(0);
    const part = row.slice(first, row.length - (touchTail ? tail : tail + 1));
    if (touchHead) part[0] = startCode;
    if (touchTail) part[part.length - 1] = endCode;
    return part;
  };
  const texts = inside.map(cut);
  forEachPureFactor(texts, outside.map(cut), pool.space.letters, (place, from, end) => {
    const index = inside[place] ?? 0;
    const name = pool.space.names[index] ?? '';
    const [partFrom, partEnd] = [Math.max(head, first + from - 1), Math.min(name.length - tail, first + end - 1)];
    const part = name.slice(partFrom, partEnd);
    const [before, after] = [name.slice(0, head), name.slice(name.length - tail)];
    const atHead = touchHead && partFrom === head;
    const atTail = touchTail && partEnd === name.length - tail;
    const mustHead = touchHead && from === 0;
    const mustTail = touchTail && end === texts[place]?.length;
    const add = (left: string, right: string): void => {
      const text = `${before}${left}${part}${right}${after}`;
      addMatch(pool, text, index);
    };
    add(mustHead ? '' : '*', mustTail ? '' : '*');
    // A part that lies at an end does without a `*` there: shorter, for fewer names.
    if (atHead && !mustHead) add('', mustTail ? '' : '*');
    if (atTail && !mustTail) add(mustHead ? '' : '*', '');
  });
}

/** Notes that a pattern matches a wanted name. */
function addMatch(pool: Pool, text: string, index: number): void {
  const known = pool.byText.get(text.toLowerCase());
  if (known !== undefined) addInto(known.set, index);
  else put(pool, text, setOf(pool.space.names.length, [index]));
}

/** How many `?` are tried at either end of the free part. */
const mostSkipped = 2;

/**
 * The forms `?b*` (`*b?`, with `fromEnd`): the fewest letters behind `skipped` letters of any kind that no other name has there. `given` letters of the
 * frame come first, and `opposite` last.
 */
function addSkipping(
  pool: Pool,
  members: readonly number[],
  given: number,
  opposite: number,
  skipped: number,
  fromEnd: boolean,
): void {
  const { space, wanted } = pool;
  const outside = members.filter((index) => !has(wanted, index)).map((index) => space.codes[index] ?? noCodes);
  for (const index of members) {
    if (!has(wanted, index)) continue;
    const row = space.codes[index] ?? noCodes;
    const name = space.names[index] ?? '';
    const start = given + skipped;
    let shared = 0;
    for (const other of outside) shared = Math.max(shared, sharedRun(row, other, start, opposite, fromEnd));
    if (start + shared + 1 + opposite > name.length) continue;
    const any = '?'.repeat(skipped);
    const text = fromEnd
      ? `${name.slice(0, opposite)}*${name.slice(name.length - start - shared - 1, name.length - start)}${any}${name.slice(name.length - given)}`
      : `${name.slice(0, given)}${any}${name.slice(start, start + shared + 1)}*${name.slice(name.length - opposite)}`;
    addMatch(pool, text, index);
  }
}

const noCodes = new Uint8Array(0);

/** How many letters two names share one after the other, from the `start`-th on, counted from the beginning or from the end. */
function sharedRun(a: Uint8Array, b: Uint8Array, start: number, opposite: number, fromEnd: boolean): number {
  const most = Math.min(a.length, b.length) - 2 - start - opposite;
  let shared = 0;
  if (fromEnd) {
    while (shared < most && a[a.length - 2 - start - shared] === b[b.length - 2 - start - shared]) shared++;
  } else {
    while (shared < most && a[1 + start + shared] === b[1 + start + shared]) shared++;
  }
  return shared;
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
    if (group.length < members.length) yield { members: group, head, tail, touchHead: fromEnd, touchTail: !fromEnd };
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
