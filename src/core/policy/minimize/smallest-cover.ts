import { type ActionSet, has, membersOf, subtractInto } from '../../catalog/action-set.ts';

/** Something that covers a set at a cost. */
export interface Candidate {
  readonly text: string;
  /** A positive whole number. */
  readonly cost: number;
  /** A part of what is to be covered. */
  readonly set: ActionSet;
}

/** Elements that are few enough to be covered at the least cost for certain: the tables have 2 to that power entries. */
const exactUpTo = 12;

/** Elements looked up in the search for a better cover, where the caller does not say. A bound on work, not on time, so that answers do not depend on the machine. */
const usualEffort = 400_000;

/**
 * Candidates that together cover `wanted` (indices below `size`) at little cost: the least for up to twelve elements, else greedily and improved by
 * taking one or two out and covering what they leave bare at the least cost. The answer depends on nothing but the candidates, not on
 * their order. `undefined` where the candidates do not reach.
 */
export function smallestCover(
  wanted: ActionSet,
  size: number,
  candidates: readonly Candidate[],
  effort = usualEffort,
): readonly Candidate[] | undefined {
  const useful = cheapestBySet(candidates);
  const elements = [...membersOf(wanted)];
  const byElement = candidatesByElement(useful, size);
  if (elements.length <= exactUpTo) return exactCover(elements, byElement);
  const greedy = greedyCover(wanted, useful);
  return greedy === undefined ? undefined : improvedCover(greedy, byElement, size, effort);
}

/** The sum of the candidates' costs. */
export function costOf(cover: readonly Candidate[]): number {
  return cover.reduce((sum, candidate) => sum + candidate.cost, 0);
}

/** Of candidates with the same set only the cheapest, cheapest first. */
function cheapestBySet(candidates: readonly Candidate[]): readonly Candidate[] {
  const bySet = new Map<string | number, Candidate>();
  for (const candidate of candidates) {
    const key = keyOf(candidate.set);
    const known = bySet.get(key);
    if (known === undefined || byCostThenText(candidate, known) < 0) bySet.set(key, candidate);
  }
  return [...bySet.values()].sort(byCostThenText);
}

/** The same for the same set: most sets have a single element, and then it is that. */
function keyOf(set: ActionSet): string | number {
  let single = -1;
  for (let word = 0; word < set.length; word++) {
    const bits = set[word] ?? 0;
    if (bits === 0) continue;
    if (single >= 0 || (bits & (bits - 1)) !== 0) return String.fromCharCode(...new Uint16Array(set.buffer));
    single = word * 32 + 31 - Math.clz32(bits);
  }
  return single;
}

function byCostThenText(a: Candidate, b: Candidate): number {
  return a.cost - b.cost || (a.text < b.text ? -1 : 1);
}

function candidatesByElement(candidates: readonly Candidate[], size: number): readonly (readonly Candidate[])[] {
  const byElement = Array.from({ length: size }, (): Candidate[] => []);
  for (const candidate of candidates)
    for (const element of membersOf(candidate.set)) byElement[element]?.push(candidate);
  return byElement;
}

/** Always the candidate that costs least for each element it adds. */
function greedyCover(wanted: ActionSet, candidates: readonly Candidate[]): readonly Candidate[] | undefined {
  const bare = wanted.slice();
  let left = countIn(bare, bare);
  // Gains only shrink, so an old gain is an upper bound, and most candidates need no counting again.
  const gains = candidates.map((candidate) => countIn(candidate.set, bare));
  const chosen: Candidate[] = [];
  while (left > 0) {
    let best: Candidate | undefined;
    let bestGain = 0;
    for (let place = 0; place < candidates.length; place++) {
      const candidate = candidates[place];
      const bound = gains[place] ?? 0;
      if (candidate === undefined || bound === 0 || candidate.cost * bestGain >= (best?.cost ?? 1) * bound) continue;
      const gain = countIn(candidate.set, bare);
      gains[place] = gain;
      if (gain > 0 && candidate.cost * bestGain < (best?.cost ?? 1) * gain) [best, bestGain] = [candidate, gain];
    }
    if (best === undefined) return undefined;
    chosen.push(best);
    subtractInto(bare, best.set);
    left -= bestGain;
  }
  return chosen;
}

/** Takes one candidate, or two, out of the cover and puts something cheaper in, until nothing of the kind is left to find. */
function improvedCover(
  start: readonly Candidate[],
  byElement: readonly (readonly Candidate[])[],
  size: number,
  effort: number,
): readonly Candidate[] {
  let cover = [...start].sort(byCostThenText);
  let budget = effort;
  const times = new Uint16Array(size);
  for (const candidate of cover)
    for (const element of membersOf(candidate.set)) times[element] = (times[element] ?? 0) + 1;
  const bareWithout = (a: Candidate, b: Candidate | undefined): number[] =>
    [...(b === undefined ? [a] : [a, b])].flatMap((candidate, place) =>
      [...membersOf(candidate.set)].filter((element) => {
        const shared = b !== undefined && has(a.set, element) && has(b.set, element);
        if (shared) return place === 0 && times[element] === 2;
        return times[element] === 1;
      }),
    );
  let improved = true;
  while (improved && budget > 0) {
    improved = false;
    search: for (let first = cover.length - 1; first >= 0; first--) {
      for (let second = first; second >= 0; second--) {
        const [a, b] = [cover[first], second === first ? undefined : cover[second]];
        if (a === undefined) continue;
        const bare = bareWithout(a, b);
        budget -= bare.length + 8;
        if (bare.length > exactUpTo) continue;
        for (const element of bare) budget -= byElement[element]?.length ?? 0;
        if (budget <= 0) break search;
        const instead = exactCover(bare, byElement);
        if (instead === undefined || costOf(instead) >= a.cost + (b?.cost ?? 0)) continue;
        const out = b === undefined ? [a] : [a, b];
        for (const gone of out) for (const element of membersOf(gone.set)) times[element] = (times[element] ?? 0) - 1;
        for (const come of instead)
          for (const element of membersOf(come.set)) times[element] = (times[element] ?? 0) + 1;
        cover = [...cover.filter((candidate) => !out.includes(candidate)), ...instead].sort(byCostThenText);
        improved = true;
        break search;
      }
    }
  }
  return cover;
}

/** The cheapest cover of few elements, by a table over all their subsets; of equally cheap ones the one found first. */
function exactCover(
  elements: readonly number[],
  byElement: readonly (readonly Candidate[])[],
): readonly Candidate[] | undefined {
  const all = (1 << elements.length) - 1;
  const rows = elements.map((element, place) => cheapestByMask(elements, place, byElement[element] ?? []));
  const cost = new Float64Array(all + 1).fill(Number.POSITIVE_INFINITY);
  const last: (readonly [from: number, candidate: Candidate])[] = [];
  cost[0] = 0;
  for (let covered = 0; covered < all; covered++) {
    const soFar = cost[covered] ?? 0;
    if (soFar === Number.POSITIVE_INFINITY) continue;
    // Every cover covers the lowest bare element, so only that one's candidates need trying.
    const lowest = 31 - Math.clz32(~covered & (covered + 1));
    for (const [mask, candidate] of rows[lowest] ?? []) {
      const next = covered | mask;
      if (soFar + candidate.cost >= (cost[next] ?? 0)) continue;
      cost[next] = soFar + candidate.cost;
      last[next] = [covered, candidate];
    }
  }
  const cover: Candidate[] = [];
  for (let at = all; at !== 0; ) {
    const step = last[at];
    if (step === undefined) return undefined;
    cover.push(step[1]);
    at = step[0];
  }
  return cover;
}

/** The cheapest candidate for each subset of the elements, of those that have the element at `place`. */
function cheapestByMask(
  elements: readonly number[],
  place: number,
  candidates: readonly Candidate[],
): Map<number, Candidate> {
  const byMask = new Map<number, Candidate>();
  for (const candidate of candidates) {
    let mask = 1 << place;
    for (let other = 0; other < elements.length; other++) {
      if (has(candidate.set, elements[other] ?? 0)) mask |= 1 << other;
    }
    const known = byMask.get(mask);
    if (known === undefined || candidate.cost < known.cost) byMask.set(mask, candidate);
  }
  return byMask;
}

function countIn(set: ActionSet, within: ActionSet): number {
  let total = 0;
  for (let word = 0; word < within.length; word++) {
    let bits = (set[word] ?? 0) & (within[word] ?? 0);
    if (bits === 0) continue;
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    total += (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return total;
}
