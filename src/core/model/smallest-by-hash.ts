/** At most so many resource ARNs are kept by principal and event. */
export const resourceLimit = 20;

/** At most so many paths of request parameters are kept by principal and event. */
export const requestKeyLimit = 200;

/** At most so many callers are kept by principal and day. */
export const callerLimit = 50;

/**
 * A hash of a text below 2^53, the same on every machine: what the caps of the roll-up go by.
 *
 * Two lanes of 32 bits over the UTF-16 units, as in the public-domain `cyrb53`. Not for secrets.
 */
export function textHash(text: string): number {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 2654435761);
    high = Math.imul(high ^ unit, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}

/**
 * The `limit` items whose keys have the smallest hashes, so that any order of reading, and any grouping, keeps the same ones.
 * Keys are distinct; the answer has no order of its own.
 */
export function smallestByHash<Item>(items: Iterable<Item>, keyOf: (item: Item) => string, limit: number): Item[] {
  const all = [...items];
  if (all.length <= limit) return all;
  return all
    .map((item) => {
      const key = keyOf(item);
      return { item, key, hash: textHash(key) };
    })
    .sort((a, b) => a.hash - b.hash || (a.key < b.key ? -1 : 1))
    .slice(0, limit)
    .map((entry) => entry.item);
}

/** What tells one caller of a principal and day from another: the key of the cap on callers. */
export function callerKey(caller: {
  readonly sessionName: string;
  readonly accessKeyId: string;
  readonly sourceNetwork: string;
  readonly userAgentFamily: string;
  readonly inScopeOf: string;
  readonly webIdentitySubject: string;
}): string {
  // One template: this is called for every record of a log.
  return `${caller.sessionName}\n${caller.accessKeyId}\n${caller.sourceNetwork}\n${caller.userAgentFamily}\n${caller.inScopeOf}\n${caller.webIdentitySubject}`;
}
