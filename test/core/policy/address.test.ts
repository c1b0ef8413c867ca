import { describe, expect, it } from 'vitest';
import { addressRangeOf, addressText } from '../../../src/core/policy/address.ts';

/** First and last address of a block, as text. */
function ends(block: string): readonly string[] | undefined {
  const range = addressRangeOf(block);
  return range && [addressText(range.bits, range.first), addressText(range.bits, range.last)];
}

describe('addressRangeOf', () => {
  it.each([
    ['203.0.113.7', ['203.0.113.7', '203.0.113.7']],
    ['203.0.113.7/24', ['203.0.113.0', '203.0.113.255']],
    ['0.0.0.0/0', ['0.0.0.0', '255.255.255.255']],
    ['2001:db8::/126', ['2001:db8:0:0:0:0:0:0', '2001:db8:0:0:0:0:0:3']],
    ['::1', ['0:0:0:0:0:0:0:1', '0:0:0:0:0:0:0:1']],
    ['::ffff:10.0.0.1', ['0:0:0:0:0:ffff:a00:1', '0:0:0:0:0:ffff:a00:1']],
  ])('reads %s', (block, expected) => {
    expect(ends(block)).toEqual(expected);
  });

  it.each([
    '',
    '1.2.3',
    '256.1.1.1',
    '10.0.0.0/33',
    '2001:db8',
    ':::',
    '1:2:3:4:5:6:7:8:9',
    'x',
    '10.0.0.0/-1',
    '::/129',
  ])('refuses `%s`', (block) => {
    expect(addressRangeOf(block)).toBeUndefined();
  });
});
