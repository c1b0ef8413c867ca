import type { TextPattern } from '../text-pattern.ts';
import type { Automata, State } from './automata.ts';
import type { Effort } from './effort.ts';

/** A set of texts: those that match one pattern of every union in `required`, and none in `forbidden`. */
export interface TextQuery {
  readonly required: readonly (readonly TextPattern[])[];
  readonly forbidden: readonly TextPattern[];
}

/** A search's answer: an example, the proof that there is none, or that the search was given up. */
export type Found<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

/** There is none. */
export const none: Found<never> = { kind: 'none' };
/** Given up. */
export const unknown: Found<never> = { kind: 'unknown' };

/** One place in the product of all automata. */
interface Place {
  /** By union: the states that are alive; `undefined` once everything may follow. */
  readonly required: readonly (readonly State[] | undefined)[];
  readonly forbidden: readonly State[];
  readonly code: number;
  readonly from: Place | undefined;
}

/** Most places one search may see. Policies of people need tens. */
const mostPlaces = 20_000;

/**
 * A shortest text of the set. The automata are walked side by side, one character of each kind at a time, so `none` is a proof.
 */
export function findText({ required, forbidden }: TextQuery, automata: Automata, effort: Effort): Found<string> {
  const start: Place = {
    required: required.map((patterns) => reduced(patterns.map((pattern) => automata.startOf(pattern)))),
    forbidden: forbidden.map((pattern) => automata.startOf(pattern)),
    code: 0,
    from: undefined,
  };
  if (isHopeless(start)) return none;
  const seen = new Set<string>([keyOf(start)]);
  const queue: Place[] = [start];
  for (let at = 0; at < queue.length; at++) {
    const place = queue[at];
    if (place === undefined) break;
    if (isGoal(place)) return { kind: 'found', value: textOf(place) };
    for (const code of codesAt(place)) {
      const next = step(place, code);
      if (next === undefined) continue;
      const key = keyOf(next);
      if (seen.has(key)) continue;
      if (seen.size >= mostPlaces || !effort.spend(1 + (statesOf(next) >> 2))) return unknown;
      seen.add(key);
      queue.push(next);
    }
  }
  return none;
}

/** What a place costs. */
function statesOf({ required, forbidden }: Place): number {
  return required.reduce((sum, states) => sum + (states?.length ?? 0), forbidden.length);
}

function step(place: Place, code: number): Place | undefined {
  const required: (readonly State[] | undefined)[] = [];
  for (const states of place.required) {
    if (states === undefined) {
      required.push(undefined);
      continue;
    }
    const next = alive(states, code);
    if (next.length === 0) return undefined;
    required.push(reduced(next));
  }
  const forbidden = alive(place.forbidden, code);
  return forbidden.some((state) => state.acceptsAll) ? undefined : { required, forbidden, code, from: place };
}

function alive(states: readonly State[], code: number): State[] {
  const next: State[] = [];
  for (const state of states) {
    const after = state.next(code);
    if (after !== undefined && !next.includes(after)) next.push(after);
  }
  return next;
}

function reduced(states: readonly State[]): readonly State[] | undefined {
  return states.some((state) => state.acceptsAll) ? undefined : states;
}

function isHopeless({ required, forbidden }: Place): boolean {
  return required.some((states) => states?.length === 0) || forbidden.some((state) => state.acceptsAll);
}

function isGoal({ required, forbidden }: Place): boolean {
  return (
    required.every((states) => states?.some((state) => state.isAccepting) ?? true) &&
    !forbidden.some((state) => state.isAccepting)
  );
}

function keyOf({ required, forbidden }: Place): string {
  const ids = (states: readonly State[]) => states.map((state) => state.id).sort((a, b) => a - b);
  return `${required.map((states) => (states === undefined ? '' : ids(states))).join(';')}|${ids(forbidden)}`;
}

/** Every character that some automaton names here, and one that none does: it stands for all others. */
function codesAt({ required, forbidden }: Place): readonly number[] {
  const letters = new Set<number>();
  for (const states of [...required, forbidden]) {
    for (const state of states ?? []) for (const letter of state.letters) letters.add(letter);
  }
  return [...letters, otherThan(letters)];
}

/** A readable character that is not among those given. */
export function otherThan(letters: ReadonlySet<number>): number {
  for (const code of readable) if (!letters.has(code)) return code;
  let code = 0x100;
  while (letters.has(code)) code++;
  return code;
}

const readable = [...'xyzwvqkjabcdefghilmnoprstu0123456789'].map((letter) => letter.charCodeAt(0));

function textOf(place: Place): string {
  const codes: number[] = [];
  for (let at: Place | undefined = place; at?.from !== undefined; at = at.from) codes.push(at.code);
  return String.fromCharCode(...codes.reverse());
}
