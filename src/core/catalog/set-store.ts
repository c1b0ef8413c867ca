import type { ActionSet } from './action-set.ts';

/** Gives of equal sets one and the same, so that thousands of principals with the same permissions keep one set. The sets are not changed afterwards. */
export type SetStore = (set: ActionSet) => ActionSet;

/** A new store, empty. Keep one an account. */
export function createSetStore(): SetStore {
  const known = new Map<number, ActionSet[]>();
  return (set) => {
    const hash = hashOf(set);
    const alike = known.get(hash);
    if (alike === undefined) {
      known.set(hash, [set]);
      return set;
    }
    const same = alike.find((one) => one.every((word, place) => word === set[place]));
    if (same !== undefined) return same;
    alike.push(set);
    return set;
  };
}

/** FNV-1a over the words; equal hashes are compared. */
export function hashOf(set: ActionSet): number {
  let hash = 0x811c9dc5;
  for (const word of set) hash = Math.imul(hash ^ word, 0x01000193);
  return hash;
}
