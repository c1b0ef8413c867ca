import { describe, expect, it } from 'vitest';
import { trino } from '../../../../../src/adapters/aws/logs/athena/dialect.ts';
import { rollUpQuery } from '../../../../../src/adapters/aws/logs/athena/query.ts';
import { dayOf } from '../../../../../src/core/model/time.ts';

const window = { from: Date.parse('2026-08-01T00:00:00Z'), to: Date.parse('2026-08-07T23:59:59.999Z') };
const scope = {
  ...{ database: 'default', table: 'iam_drift_cloudtrail', accounts: ['111122223333', '444455556666'] },
  ...{ regions: ['eu-west-1', 'us-east-1'], firstDay: dayOf(window.from), lastDay: dayOf(window.to) + 1, window },
};

describe('rollUpQuery', () => {
  it('is this text', async () => {
    await expect(`${rollUpQuery(scope, trino)}\n`).toMatchFileSnapshot('../../../../golden/athena/roll-up.sql');
  });

  it('reads the table once, and stays far below the 262,144 bytes that Athena takes', () => {
    const accounts = Array.from({ length: 50 }, (_, at) => String(100_000_000_000 + at));
    const regions = Array.from({ length: 40 }, (_, at) => `region-name-${at}`);
    const query = rollUpQuery({ ...scope, accounts, regions }, trino);
    expect(query.match(/"iam_drift_cloudtrail"/g)).toHaveLength(1);
    expect(query.length).toBeLessThan(30_000);
  });

  it('takes whole seconds of the window, since events have no parts of them', () => {
    const query = rollUpQuery({ ...scope, window: { from: window.from + 1, to: window.from + 3_999 } }, trino);
    expect(query).toContain("eventtime >= '2026-08-01T00:00:01Z' AND eventtime <= '2026-08-01T00:00:03Z'");
  });
});
