/** A 64-bit key of an event's id, as two words. */
export interface EventKey {
  readonly high: number;
  readonly low: number;
}

/**
 * The key of an `eventID`: a hash over its text, so that ids which are no UUIDs work too. Two different ids of one delivery day share
 * a key with a chance of about n² / 2^65 (10 million events: 3 in a million), and then one call is not counted.
 */
export function eventKeyOf(eventId: string): EventKey {
  let low = 0x9e3779b9;
  let high = 0x85ebca6b;
  for (let index = 0; index < eventId.length; index += 1) {
    const unit = eventId.charCodeAt(index);
    low = Math.imul(low ^ unit, 2654435761);
    high = Math.imul(high ^ unit, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return { high: high >>> 0, low: low >>> 0 };
}

/** A growing set of event keys: 8 bytes a place, at most two thirds full. */
export interface EventIdSet {
  /** Adds a key; false when it was there already. */
  add(high: number, low: number): boolean;
}

/** An empty set of event keys, open addressing over one typed array. Made for speed: a `Set` of BigInts takes ten times the memory. */
export function newEventIdSet(): EventIdSet {
  let places = 1024;
  let words = new Uint32Array(places * 2);
  let size = 0;
  let holdsZero = false;

  const place = (table: Uint32Array, count: number, high: number, low: number): number => {
    let index = low & (count - 1);
    for (;;) {
      const a = table[index * 2];
      const b = table[index * 2 + 1];
      // A pair of zeros is an empty place; the key of two zeros is kept apart.
      if ((a === 0 && b === 0) || (a === high && b === low)) return index;
      index = (index + 1) & (count - 1);
    }
  };

  const grow = (): void => {
    const larger = new Uint32Array(places * 4);
    for (let index = 0; index < words.length; index += 2) {
      const high = words[index] ?? 0;
      const low = words[index + 1] ?? 0;
      if (high === 0 && low === 0) continue;
      const at = place(larger, places * 2, high, low);
      larger[at * 2] = high;
      larger[at * 2 + 1] = low;
    }
    words = larger;
    places *= 2;
  };

  return {
    add(high, low) {
      if (high === 0 && low === 0) {
        const isNew = !holdsZero;
        holdsZero = true;
        return isNew;
      }
      const at = place(words, places, high, low);
      if (words[at * 2] === high && words[at * 2 + 1] === low) return false;
      words[at * 2] = high;
      words[at * 2 + 1] = low;
      size += 1;
      if (size * 3 > places * 2) grow();
      return true;
    },
  };
}
