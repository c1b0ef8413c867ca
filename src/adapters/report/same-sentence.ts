import type { Phrase } from '../markup/phrase.ts';

/** A sentence and where it holds, as one. */
export function withPlaces(sentence: string, places: readonly string[]): Phrase {
  const told = places.filter((place) => place !== '').join(', ');
  const open = sentence.replace(/[.\s]+$/, '');
  return [told === '' ? `${open}.` : `${open}, ${told}.`];
}

/**
 * Rows that say the same, with what they say: the sentence itself where it is the same for all, else the one that fits all, numbers taken
 * out.
 */
export function grouped<T>(
  rows: readonly T[],
  sentenceOf: (row: T) => string,
  sentenceAnywhereOf: (row: T) => string,
): readonly (readonly [string, readonly T[]])[] {
  const keyOf = (row: T): string => sentenceAnywhereOf(row).replace(/(?<![\w:])\d[\d,.:-]*(?![\w:])/g, '…');
  return groups(rows, keyOf).map((group) => {
    for (const tell of [sentenceOf, sentenceAnywhereOf]) {
      const [sentence = '', ...others] = new Set(group.map(tell));
      if (others.length === 0) return [sentence, group];
    }
    const [first] = group;
    return [first === undefined ? '' : keyOf(first), group];
  });
}

/** Rows by key, the largest group first, then by key. */
export function groups<T>(rows: readonly T[], keyOf: (row: T) => string): readonly (readonly T[])[] {
  const byKey = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [row]);
    else group.push(row);
  }
  return [...byKey].sort(([a, one], [b, two]) => two.length - one.length || (a < b ? -1 : 1)).map(([, group]) => group);
}
