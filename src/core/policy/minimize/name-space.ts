import { type ActionSet, addInto, emptySet } from '../../catalog/action-set.ts';
import { matchesPattern } from '../../catalog/pattern.ts';
import { endCode, firstLetter, startCode } from './pure-factors.ts';

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
