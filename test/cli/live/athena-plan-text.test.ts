import { describe, expect, it } from 'vitest';
import type { PlannedReading } from '../../../src/cli/live/athena-plan.ts';
import { athenaPlanLines } from '../../../src/cli/live/athena-plan-text.ts';

const gap = {
  service: 's3',
  operation: 'ListObjectsV2',
  account: '111122223333',
  errorCode: 'AccessDenied',
  message: 'no',
};

function linesOf(plan: Partial<PlannedReading['plan']>): readonly string[] {
  return athenaPlanLines({
    setting: {
      source: 'athena',
      location: 's3://trail',
      workgroup: 'primary',
      database: 'default',
      table: 'iam_drift_cloudtrail',
    },
    accounts: ['111122223333', '444455556666'],
    plan: { statements: [], gaps: [], ...plan },
  });
}

describe('athenaPlanLines', () => {
  it('shows the table and one query, and counts the others', () => {
    const statements = ['CREATE', 'SELECT 1', 'SELECT 2', 'SELECT 3'].map((text) => ({ about: `about ${text}`, text }));
    expect(linesOf({ statements, bytes: 1.5e12, dollars: 7.5 })).toEqual([
      '-- s3://trail, for 2 accounts: 111122223333 and 444455556666; workgroup primary',
      '-- about CREATE',
      'CREATE;',
      '',
      '-- about SELECT 1',
      'SELECT 1;',
      '',
      '-- and 2 more like it; with --json all are printed',
      '-- to read: 1.5 TB of log files, about 7.50 US dollars at the list price; no query was run',
    ]);
  });

  it.each([
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [25_400_000, '25 MB'],
    [3e15, '3000 TB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(linesOf({ bytes, dollars: 0.001 }).at(-1)).toContain(`to read: ${text} of log files, about a cent`);
  });

  it('says where what was listed is only the least of it', () => {
    expect(linesOf({ bytes: 1e9, dollars: 1, gaps: [gap] }).join('\n')).toContain('-- to read: at least 1.0 GB');
  });

  it('does not call cheap what could not be listed', () => {
    for (const plan of [{ bytes: 0, dollars: 0, gaps: [gap] }, {}])
      expect(linesOf(plan).join('\n')).toContain('what it would cost is not known');
    expect(linesOf({ bytes: 0, dollars: 0 }).join('\n')).toContain('no log file was found there');
  });
});
