import { namesOf } from '../catalog/action-names.ts';
import { type ActionSet, emptySet, has, isEmpty, sizeOf } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { hashOf } from '../catalog/set-store.ts';
import { actionPatternsOf, type MinimizedWords, minimizeActions } from './minimize.ts';

/**
 * Writes sets of actions as patterns, and remembers what it wrote of each service, and of whole sets: principals of one account mostly leave the same
 * actions unused. Keep one an account.
 */
export interface ActionWriter {
  /** Patterns that match exactly the set; as `actionPatternsOf`. Of an equal set the very same list. */
  patternsOf(set: ActionSet, words: Exclude<MinimizedWords, 'any'>): readonly string[];
  /** The same within patterns that match all of the set; as `minimizeActions`. */
  patternsWithin(set: ActionSet, within: readonly string[], words: MinimizedWords): readonly string[];
}

/** A new writer, which remembers nothing yet. */
export function createActionWriter(catalog: Catalog): ActionWriter {
  const known = new Map<string, readonly string[]>();
  const wholes = new Map<string, { readonly set: ActionSet; readonly patterns: readonly string[] }[]>();

  /** The patterns of each service of the set together. `keyOf` tells what beside the actions decides how a service is written. */
  function written(
    set: ActionSet,
    keyOf: (service: string) => string,
    write: (own: ActionSet, service: string) => readonly string[],
  ): readonly string[] {
    const patterns: string[] = [];
    for (const [service, { first, end }] of catalog.services) {
      const bits = bitsOf(set, first, end);
      if (bits === undefined) continue;
      const key = `${service} ${keyOf(service)} ${bits}`;
      let own = known.get(key);
      if (own === undefined) {
        own = write(partOf(set, first, end), service);
        known.set(key, own);
      }
      patterns.push(...own);
    }
    return patterns.sort();
  }

  return {
    patternsOf(set, words) {
      if (isEmpty(set)) return [];
      const key = `${words} ${hashOf(set)}`;
      const alike = wholes.get(key) ?? [];
      const same = alike.find((one) => one.set.every((word, place) => word === set[place]));
      if (same !== undefined) return same.patterns;
      const patterns =
        sizeOf(set) === catalog.size
          ? ['*']
          : written(
              set,
              () => words,
              (own) => actionPatternsOf(own, catalog, words),
            );
      wholes.set(key, [...alike, { set: set.slice(), patterns }]);
      return patterns;
    },
    patternsWithin(set, within, words) {
      if (isEmpty(set)) return [];
      const isAll = within.some((pattern) => /^\*+(?::\*+)?$/.test(pattern));
      if (isAll && sizeOf(set) === catalog.size) return ['*'];
      const framesOf = (service: string): readonly string[] =>
        isAll ? ['*'] : within.filter((pattern) => pattern.slice(0, pattern.indexOf(':')).toLowerCase() === service);
      return written(
        set,
        (service) => `${words} ${framesOf(service).join()}`,
        (own, service) => minimizeActions(namesOf(own, catalog), framesOf(service), catalog, { words }),
      );
    },
  };
}

/** The bits of one run of actions as text; `undefined`: none is set. */
function bitsOf(set: ActionSet, first: number, end: number): string | undefined {
  let text = '';
  let isAny = false;
  for (let word = first >>> 5; word <= (end - 1) >>> 5; word++) {
    let bits = set[word] ?? 0;
    if (word === first >>> 5) bits &= -1 << (first & 31);
    if (word === (end - 1) >>> 5 && (end & 31) !== 0) bits &= (1 << (end & 31)) - 1;
    isAny ||= bits !== 0;
    text += `${bits.toString(36)}.`;
  }
  return isAny ? text : undefined;
}

function partOf(set: ActionSet, first: number, end: number): ActionSet {
  const part = emptySet(set.length * 32);
  for (let index = first; index < end; index++) {
    if (has(set, index)) part[index >>> 5] = (part[index >>> 5] ?? 0) | (1 << (index & 31));
  }
  return part;
}
