/** The names of one service as words; of each list the places are those of the names. */
export interface WordSpace {
  readonly names: readonly string[];
  /** Sorted by code units. */
  readonly lower: readonly string[];
  /** Where the words of a name begin, ascending, and its length at the end. */
  readonly edges: readonly (readonly number[])[];
  /** By word of a name: a number for its lower-case letters. */
  readonly words: readonly (readonly number[])[];
  /** By word of a name, but the last: a number, beside those of words, for it and the next one. */
  readonly pairs: readonly (readonly number[])[];
  /** By word of a name: a number for the rest of the name from there on. */
  readonly tails: readonly (readonly number[])[];
  /** More than any number of a word or pair. */
  readonly runs: number;
  /** More than any number of a tail. */
  readonly ends: number;
}

/** Takes the names of one service, sorted by their lower-case form and without the prefix, apart into words. */
export function wordSpace(names: readonly string[]): WordSpace {
  const lower = names.map((name) => name.toLowerCase());
  const edges = names.map(wordEdges);
  const numberOfText = new Map<string, number>();
  const words = edges.map((places, name) => {
    const text = lower[name] ?? '';
    return places.slice(0, -1).map((place, word) => numbered(numberOfText, text.slice(place, places[word + 1])));
  });
  const numberOfPair = new Map<number, number>();
  const numberOfTail = new Map<number, number>();
  const pairs: number[][] = [];
  const tails: number[][] = [];
  for (const own of words) {
    const ownPairs: number[] = [];
    const ownTails: number[] = [];
    let tail = 0;
    for (let word = own.length - 1; word >= 0; word--) {
      const code = own[word] ?? 0;
      const next = own[word + 1];
      if (next !== undefined) ownPairs[word] = numberOfText.size + numbered(numberOfPair, code * pairing + next);
      tail = 1 + numbered(numberOfTail, code * pairing + tail);
      ownTails[word] = tail;
    }
    pairs.push(ownPairs);
    tails.push(ownTails);
  }
  return {
    names,
    lower,
    edges,
    words,
    pairs,
    tails,
    runs: numberOfText.size + numberOfPair.size,
    ends: numberOfTail.size + 1,
  };
}

/** More than the words or tails of any service, so that two numbers make one. */
const pairing = 2 ** 24;

function numbered<Key>(numbers: Map<Key, number>, key: Key): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}

/**
 * Where the words of a camel-case name begin, ascending, and its length at the end.
 *
 * A capital begins a word. Of a run of capitals the last begins one if small letters follow (`DB` and `Instance`), unless that is just a plural's `s`
 * (`ACLs`). Digits stay with the word before them. A sign that is neither letter nor digit is a word.
 */
export function wordEdges(name: string): number[] {
  const edges = [0];
  let before = kindOf(name, 0);
  for (let place = 1; place < name.length; place++) {
    const kind = kindOf(name, place);
    if (kind === 'sign' || before === 'sign') edges.push(place);
    else if (kind === 'capital' && (before !== 'capital' || beginsSmall(name, place))) edges.push(place);
    before = kind;
  }
  if (name.length > 0) edges.push(name.length);
  return edges;
}

type Kind = 'capital' | 'small' | 'digit' | 'sign' | 'end';

function kindOf(name: string, place: number): Kind {
  const code = name.charCodeAt(place);
  if (code >= 97 && code <= 122) return 'small';
  if (code >= 65 && code <= 90) return 'capital';
  if (code >= 48 && code <= 57) return 'digit';
  return Number.isNaN(code) ? 'end' : 'sign';
}

/** Whether small letters follow that are not a plural's `s`. */
function beginsSmall(name: string, place: number): boolean {
  if (kindOf(name, place + 1) !== 'small') return false;
  return name[place + 1] !== 's' || kindOf(name, place + 2) === 'small';
}
