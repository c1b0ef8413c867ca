import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newGapTally } from '../../../src/adapters/cloudtrail/gap-tally.ts';
import type { Gap } from '../../../src/core/model/gap.ts';

function told(gaps: readonly Gap[]): readonly Gap[] {
  const tally = newGapTally();
  for (const gap of gaps) tally.add(gap);
  return tally.all();
}

const gap = fc.record(
  {
    service: fc.constant('s3'),
    operation: fc.constantFrom('GetObject', 'ListObjectsV2'),
    account: fc.constantFrom('111122223333', '444455556666'),
    errorCode: fc.constant('AccessDenied'),
    message: fc.constantFrom('one', 'two'),
    region: fc.constantFrom('eu-west-1', 'us-east-1'),
    path: fc.constantFrom('s3://b/1', 's3://b/2'),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
  },
  { requiredKeys: ['service', 'operation', 'account', 'errorCode', 'message'] },
);

/** What a gap takes away: a day of a region, or all. */
function lossesOf(gaps: readonly Gap[]): readonly string[] {
  const losses = gaps.flatMap(({ account, region = '*', operation, message, days }) =>
    (days ?? ['all']).map((day) => [account, region, operation, message.replace(/ \(.*/, ''), day].join()),
  );
  return [...new Set(losses)].sort();
}

describe('a tally of gaps', () => {
  it('tells what is alike once, and takes no day away and adds none', () => {
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 30 }), (gaps) => {
        const all = told(gaps);
        const whole = new Set(lossesOf(all).filter((loss) => loss.endsWith('all')));
        // A gap of all days holds those of single days.
        const expected = lossesOf(gaps).filter((loss) => whole.has(loss) || !whole.has(loss.replace(/\d$/, 'all')));
        expect(lossesOf(all)).toEqual(expected);
        expect(new Set(all.map(({ path: _, days: __, ...rest }) => JSON.stringify(rest))).size).toBe(all.length);
      }),
    );
  });

  it('is the same in any order', () => {
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 12 }), (gaps) => {
        expect(told([...gaps].reverse())).toEqual(told(gaps));
      }),
    );
  });
});
