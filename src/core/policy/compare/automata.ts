import { anyOneInPart, anyRun, anyRunInPart, eitherCase, isRun, type TextPattern, takes } from '../text-pattern.ts';

/** A state of a pattern's automaton: what may still follow. */
export interface State {
  /** Distinct among all states of one `Automata`. */
  readonly id: number;
  readonly isAccepting: boolean;
  /** Whether everything may follow. */
  readonly acceptsAll: boolean;
  /** The UTF-16 units that it does not treat as it treats all others. */
  readonly letters: readonly number[];
  /** The state after one character; `undefined` when nothing can match any more. */
  next(code: number): State | undefined;
}

/** Deterministic automata of patterns, made as far as they are walked. Keep one a comparison. */
export interface Automata {
  startOf(pattern: TextPattern): State;
}

const colon = 0x3a;
const upperCase = 0x20;

/** A new, empty set of automata. */
export function createAutomata(): Automata {
  const starts = new Map<TextPattern, State>();
  // Equal patterns of different resolutions share their automaton.
  const byText = new Map<string, State>();
  let made = 0;

  function stateMaker(pattern: TextPattern) {
    const known = new Map<string, State>();
    return function stateAt(positions: readonly number[]): State {
      const key = positions.join();
      const seen = known.get(key);
      if (seen !== undefined) return seen;
      const letters = lettersAt(pattern, positions);
      const after = new Map<number, State | undefined>();
      const last = positions.at(-1) ?? 0;
      const state: State = {
        id: made++,
        isAccepting: last === pattern.length,
        acceptsAll: pattern[last - 1] === anyRun && last === pattern.length,
        letters,
        next(code) {
          // All characters that no active place names lead to the same state.
          const letter = letters.includes(code) ? code : -1;
          if (after.has(letter)) return after.get(letter);
          const places = stepped(pattern, positions, code);
          const state = places.length === 0 ? undefined : stateAt(places);
          after.set(letter, state);
          return state;
        },
      };
      known.set(key, state);
      return state;
    };
  }

  return {
    startOf(pattern) {
      let start = starts.get(pattern);
      if (start === undefined) {
        const text = pattern.join();
        start = byText.get(text) ?? stateMaker(pattern)(closed(pattern, [0]));
        byText.set(text, start);
        starts.set(pattern, start);
      }
      return start;
    },
  };
}

/** The places reached by skipping runs, ascending, without those that a later run makes needless. */
function closed(pattern: TextPattern, positions: Iterable<number>): readonly number[] {
  const all = new Set<number>();
  for (const start of positions) {
    let at = start;
    all.add(at);
    while (isRun(pattern[at])) all.add(++at);
  }
  const sorted = [...all].sort((a, b) => a - b);
  // Whatever an earlier place accepts, it accepts by way of the last run that takes everything, and that run could start at once.
  const run = sorted.findLast((at) => pattern[at] === anyRun);
  return run === undefined ? sorted : sorted.filter((at) => at >= run);
}

function stepped(pattern: TextPattern, positions: readonly number[], code: number): readonly number[] {
  const next: number[] = [];
  for (const at of positions) {
    const place = pattern[at];
    if (place === undefined || !takes(place, code)) continue;
    next.push(isRun(place) ? at : at + 1);
  }
  return next.length === 0 ? next : closed(pattern, next);
}

function lettersAt(pattern: TextPattern, positions: readonly number[]): readonly number[] {
  const letters = new Set<number>();
  for (const at of positions) {
    const place = pattern[at];
    if (place === undefined) continue;
    if (place >= eitherCase) letters.add(place - eitherCase).add(place - eitherCase - upperCase);
    else if (place >= 0) letters.add(place);
    else if (place === anyOneInPart || place === anyRunInPart) letters.add(colon);
  }
  return [...letters];
}
