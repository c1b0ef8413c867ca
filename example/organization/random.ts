const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const wordCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The one seed of the example; another seed gives other ids and times, and the same stories. */
export const seed = 'tidewater-2026';

/** A source of numbers in [0, 1) that a name decides, so that a new story does not change the ids of the others. */
export function randomOf(name: string): () => number {
  let state = hashOf(`${seed}/${name}`);
  return () => {
    // mulberry32: small, well spread, the same on every machine.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** A whole number in [0, below). */
export function wholeNumber(next: () => number, below: number): number {
  return Math.floor(next() * below);
}

/** Text of `length` characters out of `alphabet`. */
export function textOf(next: () => number, length: number, alphabet: string = wordCharacters): string {
  let text = '';
  for (let index = 0; index < length; index++) text += alphabet.charAt(wholeNumber(next, alphabet.length));
  return text;
}

/** One of IAM's unique ids: `AROA…`, `AIDA…`, `AGPA…`, `ANPA…`. */
export function uniqueId(prefix: string, name: string): string {
  return prefix + textOf(randomOf(`id/${prefix}/${name}`), 17, letters);
}

/** An access key id that scanners know for an example. */
export function accessKeyId(prefix: 'AKIA' | 'ASIA', name: string): string {
  return `${prefix}${textOf(randomOf(`key/${prefix}/${name}`), 9, letters)}EXAMPLE`;
}

/** Hexadecimal text. */
export function hexOf(next: () => number, length: number): string {
  return textOf(next, length, '0123456789abcdef');
}

/**
 * A version 4 UUID of which only the first part differs from others: random digits do not compress, every record of the logs has two, and the
 * bundle is part of the package.
 */
export function uuidOf(next: () => number): string {
  return `${hexOf(next, 8)}-7d4e-4b1a-9c3f-5e8d2a6b0c14`;
}
