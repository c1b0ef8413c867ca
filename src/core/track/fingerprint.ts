const offset = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;
const mask = 0xffffffffffffffffn;

/**
 * The identity of a finding: from detector, account and unique id of the subject, and key, never from wording, severity or order. 64 bits of
 * FNV-1a over the parts, hex: findings are counted in thousands, so two do not meet by chance.
 */
export function fingerprintOf(detector: string, accountId: string, subjectId: string, key: string): string {
  let hash = offset;
  for (const byte of bytesOf([detector, accountId, subjectId, key].join('\n'))) {
    hash = ((hash ^ BigInt(byte)) * prime) & mask;
  }
  return hash.toString(16).padStart(16, '0');
}

/** UTF-16 code units as two bytes each. */
function* bytesOf(text: string): Generator<number> {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    yield unit >>> 8;
    yield unit & 0xff;
  }
}
