/**
 * A set of catalog actions as bits: bit `i` is the action with index `i`. All sets of one catalog have the same length.
 * Functions return new sets, but for the three whose names say `Into`.
 */
export type ActionSet = Uint32Array;

/** The empty set for a catalog of `size` actions. */
export function emptySet(size: number): ActionSet {
  return new Uint32Array((size + 31) >>> 5);
}

/** The set of all `size` actions. */
export function fullSet(size: number): ActionSet {
  const set = emptySet(size).fill(0xffffffff);
  const rest = size & 31;
  if (rest !== 0) set[set.length - 1] = 2 ** rest - 1;
  return set;
}

/** The set of the given indices. */
export function setOf(size: number, indices: Iterable<number>): ActionSet {
  const set = emptySet(size);
  for (const index of indices) addInto(set, index);
  return set;
}

/** Adds one action to `set`, in place. */
export function addInto(set: ActionSet, index: number): void {
  set[index >>> 5] = (set[index >>> 5] ?? 0) | (1 << (index & 31));
}

/** Adds all of `other` to `set`, in place. */
export function uniteInto(set: ActionSet, other: ActionSet): void {
  for (let word = 0; word < set.length; word++) set[word] = (set[word] ?? 0) | (other[word] ?? 0);
}

/** Takes all of `other` out of `set`, in place. */
export function subtractInto(set: ActionSet, other: ActionSet): void {
  for (let word = 0; word < set.length; word++) set[word] = (set[word] ?? 0) & ~(other[word] ?? 0);
}

/** What is in either. */
export function union(a: ActionSet, b: ActionSet): ActionSet {
  const result = a.slice();
  uniteInto(result, b);
  return result;
}

/** What is in both. */
export function intersection(a: ActionSet, b: ActionSet): ActionSet {
  const result = a.slice();
  for (let word = 0; word < result.length; word++) result[word] = (result[word] ?? 0) & (b[word] ?? 0);
  return result;
}

/** What is in `a` and not in `b`. */
export function difference(a: ActionSet, b: ActionSet): ActionSet {
  const result = a.slice();
  subtractInto(result, b);
  return result;
}

/** Whether the action is in the set. */
export function has(set: ActionSet, index: number): boolean {
  return (((set[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;
}

/** Whether the set has no member. */
export function isEmpty(set: ActionSet): boolean {
  for (let word = 0; word < set.length; word++) if (set[word] !== 0) return false;
  return true;
}

/** Whether the two have a member in common. */
export function intersects(a: ActionSet, b: ActionSet): boolean {
  for (let word = 0; word < a.length; word++) if (((a[word] ?? 0) & (b[word] ?? 0)) !== 0) return true;
  return false;
}

/** Whether every member of `inner` is in `outer`. */
export function isSubset(inner: ActionSet, outer: ActionSet): boolean {
  for (let word = 0; word < inner.length; word++) {
    if (((inner[word] ?? 0) & ~(outer[word] ?? 0)) !== 0) return false;
  }
  return true;
}

/** Number of members. */
export function sizeOf(set: ActionSet): number {
  let total = 0;
  for (let word = 0; word < set.length; word++) {
    let bits = set[word] ?? 0;
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    total += (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return total;
}

/** The members, ascending. */
export function* membersOf(set: ActionSet): Generator<number> {
  for (let word = 0; word < set.length; word++) {
    let bits = set[word] ?? 0;
    while (bits !== 0) {
      const low = bits & -bits;
      yield (word << 5) + (31 - Math.clz32(low));
      bits ^= low;
    }
  }
}
