/** Addresses from `first` to `last`, both included, of one family. */
export interface AddressRange {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
}

/** One address (`203.0.113.7`, `2001:db8::1`) or block (`203.0.113.0/24`) as a range; `undefined` when it is neither. Bits past the prefix are ignored. */
export function addressRangeOf(text: string): AddressRange | undefined {
  const [, address = '', prefix] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? [];
  const v4 = v4Of(address);
  const value = v4 ?? v6Of(address);
  if (value === undefined) return undefined;
  const bits = v4 === undefined ? 128 : 32;
  const kept = prefix === undefined ? bits : Number(prefix);
  if (kept > bits) return undefined;
  const free = BigInt(bits - kept);
  const first = (value >> free) << free;
  return { bits, first, last: first + (1n << free) - 1n };
}

/** An address as text: dotted, or eight groups of hexadecimal digits. */
export function addressText(bits: 32 | 128, value: bigint): string {
  const width = bits === 32 ? 8n : 16n;
  const count = bits === 32 ? 4 : 8;
  const parts = Array.from({ length: count }, (_, at) => {
    const part = (value >> (width * BigInt(count - 1 - at))) & ((1n << width) - 1n);
    return bits === 32 ? part.toString() : part.toString(16);
  });
  return parts.join(bits === 32 ? '.' : ':');
}

function v4Of(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((value, part) => value * 256n + BigInt(part), 0n);
}

function v6Of(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2 || !text.includes(':')) return undefined;
  const front = groupsOf(halves[0] ?? '');
  const back = groupsOf(halves[1] ?? '');
  if (front === undefined || back === undefined) return undefined;
  const missing = 8 - front.length - back.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  return [...front, ...Array.from({ length: missing }, () => 0n), ...back].reduce(
    (value, group) => value * 65536n + group,
    0n,
  );
}

/** `undefined` when a group is none. A dotted tail counts as two groups. */
function groupsOf(text: string): readonly bigint[] | undefined {
  if (text === '') return [];
  const groups: bigint[] = [];
  for (const group of text.split(':')) {
    const v4 = v4Of(group);
    if (v4 !== undefined) groups.push(v4 >> 16n, v4 & 0xffffn);
    else if (/^[0-9a-f]{1,4}$/i.test(group)) groups.push(BigInt(`0x${group}`));
    else return undefined;
  }
  return groups;
}
