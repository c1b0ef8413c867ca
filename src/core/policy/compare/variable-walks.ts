import type { State } from './automata.ts';
import type { Effort } from './effort.ts';
import { otherThan } from './find-text.ts';

/** Beyond these the walks are given up. */
const mostEntries = 100;
const mostClasses = 300;

/** The states of the automata of some patterns, walked together. */
export type Place = readonly State[];

/** Where the walkers can be when a text of `prefix` ends; `undefined` when there are too many places. */
export function placesAfter(prefix: State, starts: Place, effort: Effort): readonly Place[] | undefined {
  const reached = new Map<string, Place>();
  const seen = new Set<string>();
  const queue: { readonly prefix: State; readonly place: Place }[] = [{ prefix, place: starts }];
  for (let at = 0; at < queue.length; at++) {
    const one = queue[at];
    if (one === undefined) break;
    if (one.prefix.isAccepting) reached.set(keyOf(one.place), one.place);
    if (reached.size > mostEntries || seen.size > 10 * mostEntries || !effort.spend(1 + one.place.length))
      return undefined;
    for (const code of [...lettersAt([[one.prefix], one.place]), otherThan(lettersAt([[one.prefix], one.place]))]) {
      const next = one.prefix.next(code);
      if (next === undefined) continue;
      const place = walked(one.place, code);
      const key = `${next.id}|${keyOf(place)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ prefix: next, place });
    }
  }
  return [...reached.values()];
}

/** A word, with where it moved each walker. */
interface Walk {
  readonly places: readonly Place[];
  readonly text: string;
  readonly isFresh: boolean;
}

/** One word for each way in which words move all walkers at once; with the fresh character where the way has such a word. */
export function wordsByClass(
  entries: readonly Place[],
  fresh: number,
  effort: Effort,
): { readonly texts: readonly string[]; readonly isComplete: boolean } {
  const start: Walk = { places: entries, text: '', isFresh: false };
  const seen = new Set<string>();
  const words = new Map<string, Walk>();
  const queue: Walk[] = [start];
  for (let at = 0; at < queue.length; at++) {
    const walk = queue[at];
    if (walk === undefined) break;
    if (words.size > mostClasses || !effort.spend(1 + walk.places.reduce((sum, place) => sum + place.length, 0)))
      return { texts: textsOf(words), isComplete: false };
    for (const code of [...lettersAt(walk.places), fresh]) {
      const places = walk.places.map((place) => walked(place, code));
      const isFresh = walk.isFresh || code === fresh;
      const kind = places.map(keyOf).join('|');
      const key = `${isFresh}|${kind}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const next: Walk = { places, text: walk.text + String.fromCharCode(code), isFresh };
      if (isFresh || !words.has(kind)) words.set(kind, next);
      queue.push(next);
    }
  }
  return { texts: textsOf(words), isComplete: true };
}

/** Those that nobody named first, and of them the shortest: they are the usual values. */
function textsOf(words: ReadonlyMap<string, Walk>): readonly string[] {
  return [...words.values()]
    .sort((a, b) => Number(b.isFresh) - Number(a.isFresh) || a.text.length - b.text.length)
    .map(({ text }) => text);
}

function walked(place: Place, code: number): Place {
  const next: State[] = [];
  for (const state of place) {
    const after = state.next(code);
    if (after !== undefined && !next.includes(after)) next.push(after);
  }
  return next;
}

function keyOf(place: Place): string {
  return place
    .map((state) => state.id)
    .sort((a, b) => a - b)
    .join();
}

function lettersAt(places: readonly Place[]): ReadonlySet<number> {
  const letters = new Set<number>();
  for (const place of places) for (const state of place) for (const letter of state.letters) letters.add(letter);
  return letters;
}
