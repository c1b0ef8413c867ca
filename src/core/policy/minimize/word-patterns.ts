import { type ActionSet, addInto, emptySet, has } from '../../catalog/action-set.ts';
import type { Candidate } from './smallest-cover.ts';
import type { WordSpace } from './word-space.ts';

/** Where patterns are looked for: among the names that a frame with its first letters and its last letters matches. */
export interface WordFrame {
  /** Places of the names that it matches, ascending. */
  readonly members: readonly number[];
  /** How many letters all of them begin with: those in front of the frame's first wildcard. */
  readonly head: number;
  /** How many letters all of them end with. */
  readonly tail: number;
  /** Whether a pattern that begins and ends with those letters stays within the frame. */
  isWithin(text: string): boolean;
}

/**
 * The patterns `Ab*`, `*Cd`, `Ab*Cd`, `*Cd*` and `Ab*Cd*` within a frame that match two or more names, only wanted ones, and cut no word of these: each
 * name has an edge of a word at either side of each `*`. Of patterns that differ only in how much they leave open, those that leave the most.
 *
 * With `isLeadingOnly` only `Ab*`.
 *
 * What it misses: a part between wildcards of more than two words, and `*Cd*Ef`.
 */
export function wordPatterns(
  space: WordSpace,
  wanted: ActionSet,
  frame: WordFrame,
  prefixLength: number,
  isLeadingOnly = false,
): readonly Candidate[] {
  const search = searchOf(space, wanted, frame, prefixLength);
  const before = new Uint32Array(frame.members.length + 1);
  for (const [place, name] of frame.members.entries()) {
    before[place + 1] = (before[place] ?? 0) + (has(wanted, name) ? 1 : 0);
  }
  let done = 0;
  for (const group of headGroups(space, frame)) {
    if (group.first < done) continue;
    const size = group.end - group.first;
    const good = (before[group.end] ?? 0) - (before[group.first] ?? 0);
    if (good < 2) continue;
    if (good === size && group.isWhole && frame.tail === 0 && addHead(search, group)) {
      done = group.end;
      continue;
    }
    if (isLeadingOnly || !group.isWhole || good === size) continue;
    addTails(search, group);
    if (frame.tail === 0) addMiddles(search, group);
  }
  return search.found;
}

/** The cost of a pattern: its characters first; of as many, a name is best, then one with its wildcard at the end. */
export function costOfWords(text: string, prefixLength: number): number {
  const star = text.indexOf('*');
  const roughness = star < 0 ? 1 : star === text.length - 1 ? 2 : text.indexOf('*', star + 1) < 0 ? 3 : 4;
  return (prefixLength + text.length) * characterCost + roughness;
}

/** More than any list of patterns can add by roughness. */
const characterCost = 65_536;

/** Members that begin with the same letters: those from `first` to before `end`. */
interface HeadGroup {
  readonly length: number;
  readonly first: number;
  readonly end: number;
  /** Whether a word ends behind these letters in all of them. */
  readonly isWhole: boolean;
}

/** All groups of members by the words they begin with, each before those within it; first the one of the frame's own letters. */
function headGroups(space: WordSpace, { members, head }: WordFrame): readonly HeadGroup[] {
  const groups: { length: number; first: number; end: number; isWhole: boolean }[] = [];
  const open = [{ length: head, first: 0, end: members.length, isWhole: true }];
  groups.push(...open);
  let last = '';
  for (const [place, name] of members.entries()) {
    const text = space.lower[name] ?? '';
    const edges = space.edges[name] ?? [];
    const shared = place === 0 ? head : sharedLength(last, text, head);
    while ((open.at(-1)?.length ?? 0) > shared) {
      const closed = open.pop();
      if (closed !== undefined) closed.end = place;
    }
    for (const group of open) if (!isEdge(edges, group.length)) group.isWhole = false;
    for (const edge of edges) {
      if (edge <= shared) continue;
      const group = { length: edge, first: place, end: members.length, isWhole: true };
      open.push(group);
      groups.push(group);
    }
    last = text;
  }
  return groups;
}

/** How many letters two texts share at the beginning, when they are known to share some. */
function sharedLength(a: string, b: string, known: number): number {
  let shared = known;
  while (shared < a.length && a.charCodeAt(shared) === b.charCodeAt(shared)) shared++;
  return shared;
}

function isEdge(edges: readonly number[], place: number): boolean {
  return place === 0 || edges.includes(place);
}

/** What a search knows at a time; counters are by number of a tail or run, and hold for the group whose number stands in `group`. */
interface Search {
  readonly space: WordSpace;
  readonly wanted: ActionSet;
  readonly frame: WordFrame;
  readonly prefixLength: number;
  readonly found: Candidate[];
  readonly tails: Counters;
  readonly runs: Counters;
  /** By name: length of the shortest tail that a wider group found for it. */
  readonly shortestTail: Uint32Array;
  /** By name, the words (as bits) that a wider group found enough. */
  readonly settled: Uint32Array;
  groups: number;
}

interface Counters {
  readonly group: Int32Array;
  readonly all: Int32Array;
  readonly good: Int32Array;
  /** The last name counted, since a word may come twice. */
  readonly last: Int32Array;
  /** 0: not tried; 1: taken; 2: refused. */
  readonly verdict: Uint8Array;
}

function searchOf(space: WordSpace, wanted: ActionSet, frame: WordFrame, prefixLength: number): Search {
  return {
    space,
    wanted,
    frame,
    prefixLength,
    found: [],
    tails: counters(space.ends),
    runs: counters(space.runs),
    shortestTail: new Uint32Array(space.names.length).fill(0xffffffff),
    settled: new Uint32Array(space.names.length),
    groups: 0,
  };
}

function counters(size: number): Counters {
  const row = (): Int32Array => new Int32Array(size);
  return { group: row(), all: row(), good: row(), last: row(), verdict: new Uint8Array(size) };
}

function count(counted: Counters, group: number, number: number, name: number, isWanted: boolean): void {
  if (counted.group[number] !== group) {
    counted.group[number] = group;
    counted.all[number] = 0;
    counted.good[number] = 0;
    counted.verdict[number] = 0;
  } else if (counted.last[number] === name) return;
  counted.last[number] = name;
  counted.all[number] = (counted.all[number] ?? 0) + 1;
  if (isWanted) counted.good[number] = (counted.good[number] ?? 0) + 1;
}

/** Whether something is in two names or more of the group, and only in wanted ones. */
function isPure(counted: Counters, number: number): boolean {
  const all = counted.all[number] ?? 0;
  return all > 1 && all === counted.good[number];
}

/** The pattern `Ab*` for all names of the group. */
function addHead(search: Search, group: HeadGroup): boolean {
  const { space, frame } = search;
  const text = `${(space.names[frame.members[group.first] ?? 0] ?? '').slice(0, group.length)}*`;
  if (!frame.isWithin(text)) return false;
  const set = emptySet(space.names.length);
  for (let place = group.first; place < group.end; place++) addInto(set, frame.members[place] ?? 0);
  search.found.push({ text, cost: costOfWords(text, search.prefixLength), set });
  return true;
}

/** The patterns `Ab*Cd` for the shortest tails of names of the group that no other name of it has. */
function addTails(search: Search, group: HeadGroup): void {
  const { space, wanted, frame, tails: counted } = search;
  const number = ++search.groups;
  for (let place = group.first; place < group.end; place++) {
    const name = frame.members[place] ?? 0;
    const isWanted = has(wanted, name);
    const edges = space.edges[name] ?? [];
    const own = space.tails[name] ?? [];
    for (let word = own.length - 1; word >= 0 && (edges[word] ?? 0) >= group.length; word--) {
      count(counted, number, own[word] ?? 0, name, isWanted);
    }
  }
  for (let place = group.first; place < group.end; place++) {
    const name = frame.members[place] ?? 0;
    if (!has(wanted, name)) continue;
    const text = space.names[name] ?? '';
    const edges = space.edges[name] ?? [];
    const own = space.tails[name] ?? [];
    for (let word = own.length - 1; word >= 0; word--) {
      const edge = edges[word] ?? 0;
      const length = text.length - edge;
      if (edge < group.length || length >= (search.shortestTail[name] ?? 0)) break;
      const tail = own[word] ?? 0;
      if (length < frame.tail || !isPure(counted, tail)) continue;
      if (counted.verdict[tail] === 0) {
        counted.verdict[tail] = addPattern(search, group, text.slice(0, group.length), '', text.slice(edge)) ? 1 : 2;
      }
      if (counted.verdict[tail] !== 1) continue;
      search.shortestTail[name] = length;
      break;
    }
  }
}

/** The patterns `Ab*Cd*` for words, or two in a row, of names of the group that no other name of it has. */
function addMiddles(search: Search, group: HeadGroup): void {
  const { space, wanted, frame, runs: counted } = search;
  const number = ++search.groups;
  for (let place = group.first; place < group.end; place++) {
    const name = frame.members[place] ?? 0;
    const isWanted = has(wanted, name);
    const edges = space.edges[name] ?? [];
    const words = space.words[name] ?? [];
    const pairs = space.pairs[name] ?? [];
    for (let word = words.length - 1; word >= 0 && (edges[word] ?? 0) >= group.length; word--) {
      count(counted, number, words[word] ?? 0, name, isWanted);
      if (word < pairs.length) count(counted, number, pairs[word] ?? 0, name, isWanted);
    }
  }
  for (let place = group.first; place < group.end; place++) {
    const name = frame.members[place] ?? 0;
    if (!has(wanted, name)) continue;
    const words = space.words[name] ?? [];
    // The last word alone is a tail, and shorter as one; in the middle of other names it is found from these.
    for (let word = 0; word < words.length; word++) {
      if ((space.edges[name]?.[word] ?? 0) >= group.length) tryMiddle(search, group, name, word);
    }
  }
}

/** Tries the word of the name at this place, and then this and the next one, unless a wider group has it. */
function tryMiddle(search: Search, group: HeadGroup, name: number, word: number): void {
  const { space, runs: counted } = search;
  const text = space.names[name] ?? '';
  const edges = space.edges[name] ?? [];
  const bit = word < 31 ? 1 << word : 0;
  if (((search.settled[name] ?? 0) & bit) !== 0) return;
  for (const [more, run] of [space.words[name]?.[word], space.pairs[name]?.[word]].entries()) {
    if (run === undefined || !isPure(counted, run)) continue;
    if (counted.verdict[run] === 0) {
      const part = text.slice(edges[word], edges[word + 1 + more]);
      counted.verdict[run] = addPattern(search, group, text.slice(0, group.length), part, '') ? 1 : 2;
    }
    if (counted.verdict[run] !== 1) continue;
    search.settled[name] = (search.settled[name] ?? 0) | bit;
    return;
  }
}

/**
 * Adds `head*tail`, or `head*part*`, if it matches, letter by letter, only wanted names of the group and cuts no word of any: `*Acl*` is in
 * `Oracle`, too.
 */
function addPattern(search: Search, group: HeadGroup, head: string, part: string, tail: string): boolean {
  const { space, wanted, frame } = search;
  const text = part === '' ? `${head}*${tail}` : `${head}*${part}*`;
  const set = emptySet(space.names.length);
  const lower = (part === '' ? tail : part).toLowerCase();
  for (let place = group.first; place < group.end; place++) {
    const name = frame.members[place] ?? 0;
    const own = space.lower[name] ?? '';
    const from = own.length - lower.length;
    if (part === '' ? from < group.length || !own.endsWith(lower) : !own.includes(lower, group.length)) continue;
    if (!has(wanted, name)) return false;
    const edges = space.edges[name] ?? [];
    if (part === '' ? !isEdge(edges, from) : !hasBetweenEdges(own, lower, group.length, edges)) return false;
    addInto(set, name);
  }
  if (!frame.isWithin(text)) return false;
  search.found.push({ text, cost: costOfWords(text, search.prefixLength), set });
  return true;
}

/** Whether the part lies between two edges somewhere in the text. */
function hasBetweenEdges(text: string, part: string, from: number, edges: readonly number[]): boolean {
  for (let place = text.indexOf(part, from); place >= 0; place = text.indexOf(part, place + 1)) {
    if (isEdge(edges, place) && isEdge(edges, place + part.length)) return true;
  }
  return false;
}
