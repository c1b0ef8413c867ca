import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../../src/adapters/cloudtrail/inflate.ts';

const text = JSON.stringify({ Records: Array.from({ length: 500 }, (_, at) => ({ at, text: `record ${at * 7919}` })) });

function textOf(file: Uint8Array, limit?: number): string {
  const answer = inflate(file, 'x.json.gz', limit);
  return 'errorCode' in answer ? answer.errorCode : new TextDecoder().decode(answer);
}

describe('inflate', () => {
  it('unzips, several members too', () => {
    expect(textOf(gzipSync(text))).toBe(text);
    const half = text.length >> 1;
    expect(textOf(Buffer.concat([gzipSync(text.slice(0, half)), gzipSync(text.slice(half))]))).toBe(text);
  });

  it('takes a file that is not zipped as it is, whatever its name', () => {
    expect(textOf(new TextEncoder().encode(text))).toBe(text);
    expect(textOf(new Uint8Array())).toBe('');
  });

  it('names a file that was cut short, at any place', () => {
    const zipped = gzipSync(text);
    for (const length of [2, 5, 12, zipped.length >> 1, zipped.length - 1]) {
      expect(textOf(zipped.subarray(0, length))).toBe('Truncated');
    }
  });

  it('names a file whose content is damaged', () => {
    const zipped = Buffer.from(gzipSync(text));
    zipped.fill(0xff, 40, 60);
    expect(textOf(zipped)).toBe('Unreadable');
  });

  it('refuses a file that inflates beyond the limit', () => {
    expect(textOf(gzipSync(Buffer.alloc(4_000_000)), 1_000_000)).toBe('TooLarge');
    expect(textOf(Buffer.alloc(2_000_000), 1_000_000)).toBe('TooLarge');
  });
});
