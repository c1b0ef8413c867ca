import { buildCatalog } from '../../../src/core/catalog/build.ts';
import type { Catalog } from '../../../src/core/catalog/catalog.ts';
import { compactCatalog } from '../../../src/core/catalog/compact.ts';

/** A catalog of just these actions, about which nothing else is known. */
export function catalogOfNames(names: readonly string[]): Catalog {
  const actions = names.map((action) => {
    const [service = '', name = ''] = action.split(':');
    return { service, name, accessLevel: 'Write', resourceTypes: [] };
  });
  const tables = { elevated: [], traces: [], companions: [], globalServices: [], forwarded: [] };
  const data = { actions, conditionKeys: [], rcpServices: [] };
  return buildCatalog(compactCatalog(data, tables, { version: 'names', fingerprint: '' }).compact);
}

/** Whether a text matches a pattern of `*` and `?`: the slow, obvious version. */
export function matchesSlowly(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const rest = pattern.slice(1);
  if (pattern[0] === '*') return matchesSlowly(rest, text) || (text !== '' && matchesSlowly(pattern, text.slice(1)));
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && matchesSlowly(rest, text.slice(1));
}

/** All texts of one up to `longest` of the letters. */
export function wordsOf(letters: string, longest: number): readonly string[] {
  const words: string[] = [];
  let last = [''];
  for (let length = 1; length <= longest; length++) {
    last = last.flatMap((word) => [...letters].map((letter) => word + letter));
    words.push(...last);
  }
  return words;
}
