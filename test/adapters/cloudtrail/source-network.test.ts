import { describe, expect, it } from 'vitest';
import { sourceNetworkOf } from '../../../src/adapters/cloudtrail/source-network.ts';

describe('sourceNetworkOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['2001:0DB8:0001::6', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['::ffff:203.0.113.7', '203.0.113.0/24'],
    ['ecs.amazonaws.com', 'ecs.amazonaws.com'],
    ['AWS Internal', 'AWS Internal'],
    ['', ''],
  ])('reads %s as %s', (address, network) => {
    expect(sourceNetworkOf(address)).toBe(network);
  });
});
