import { has, isSubset, membersOf } from '../../catalog/action-set.ts';
import { addMatch, addPattern, type CandidatePool } from './candidate-pool.ts';
import { matchesIn } from './name-space.ts';
import { endCode, forEachPureFactor, startCode } from './pure-factors.ts';
import { addCandidatesInWildFrame } from './wild-frame.ts';

/**
 * Adds patterns within `frame` that match only wanted names: the shortest of the forms `Ab*`, `*b`, `*b*`, `Ab*c`, `Ab*c*`, `*b*c`, `?b*` and `*b?`, each
 * put in place of a `*` of the frame, and the frame itself. In a frame with several wildcards each is matched against every name, and at most
 * `checks` are.
 *
 * What it misses: patterns with three parts or more, and names that fit a frame only through a `?`.
 */
export function addCandidatesWithin(pool: CandidatePool, frame: string, checks: number): void {
  const { space, wanted } = pool;
  const matched = matchesIn(space, frame.toLowerCase());
  if (isSubset(matched, wanted)) {
    addPattern(pool, frame, matched);
    return;
  }
  const star = frame.indexOf('*');
  if (star < 0) return;
  const [head, tail] = [frame.slice(0, star), frame.slice(star + 1)];
  if (/[*?]/.test(head + tail)) {
    addCandidatesInWildFrame(pool, frame, matched, checks);
    return;
  }
  const members = [...membersOf(matched)];
  addFactors(pool, { members, head: head.length, tail: tail.length, touchHead: true, touchTail: true });
  for (let skipped = 1; skipped <= mostSkipped; skipped++) {
    addSkipping(pool, members, head.length, tail.length, skipped, false);
    addSkipping(pool, members, tail.length, head.length, skipped, true);
  }
  for (const narrowed of narrowedFrames(pool, members, head.length, tail.length, false)) addFactors(pool, narrowed);
  for (const narrowed of narrowedFrames(pool, members, tail.length, head.length, true)) addFactors(pool, narrowed);
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

function addFactors(pool: CandidatePool, { members, head, tail, touchHead, touchTail }: Frame): void {
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

/** How many `?` are tried at either end of the free part. */
const mostSkipped = 2;

/**
 * The forms `?b*` (`*b?`, with `fromEnd`): the fewest letters behind `skipped` letters of any kind that no other name has there. `given` letters of the
 * frame come first, and `opposite` last.
 */
function addSkipping(
  pool: CandidatePool,
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
  pool: CandidatePool,
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
