import { describe, expect, it } from 'vitest';
import { collectionSummaryOf } from '../../../src/core/model/calls.ts';

describe('collectionSummaryOf', () => {
  it('sums calls, throttled and repeated attempts over all operations', () => {
    const calls = [
      { service: 'iam', operation: 'ListRoles', calls: 5, retries: 3, throttled: 2 },
      { service: 's3', operation: 'GetObject', calls: 7, retries: 1, throttled: 0 },
    ];
    expect(collectionSummaryOf({ tool: 'iam-drift 0.1.0', calls })).toStrictEqual({
      tool: 'iam-drift 0.1.0',
      calls,
      total: 12,
      throttled: 2,
      retried: 4,
    });
  });
});
