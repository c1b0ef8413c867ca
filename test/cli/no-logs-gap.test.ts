import { describe, expect, it } from 'vitest';
import { noLogsGap } from '../../src/cli/no-logs-gap.ts';
import type { Collection, LogsRead } from '../../src/core/model/calls.ts';

const accounts = [{ id: '111122223333' }];

function collected(...sources: readonly LogsRead['source'][]): { accounts: typeof accounts; collection: Collection } {
  const logs = sources.map((source) => ({ source, accounts: 1 }));
  return { accounts, collection: { tool: 'iam-drift 0.1.0', calls: [], logs } };
}

describe('the gap of a scan without log files', () => {
  it('tells where they were looked for in a bundle that somebody made', () => {
    expect(noLogsGap({ accounts }, [])).toEqual({
      service: 'logs',
      operation: 'read',
      account: '111122223333',
      errorCode: 'Missing',
      message: 'no CloudTrail log file was read; looked in `cloudtrail/` and `usage/` of the bundle',
    });
    expect(noLogsGap({ accounts: [...accounts, ...accounts] }, ['logs'])).toMatchObject({
      account: '',
      message: 'no CloudTrail log file was read; looked in `cloudtrail/` and `usage/` of the bundle, `logs`',
    });
  });

  it('tells of a collection of changes alone that no more was to be read', () => {
    expect(noLogsGap(collected('changes-only'), [])?.message).toBe(
      'only changes of IAM were to be read, from the event history, and no CloudTrail log file (the source of logs is `changes-only`)',
    );
    expect(noLogsGap(collected('changes-only', 'event-history'), [])?.message).toMatch(/^of some accounts only/);
  });

  it('tells where files were looked for that were to be there, or given beside', () => {
    expect(noLogsGap(collected('changes-only', 's3'), [])?.message).toContain('looked in');
    expect(noLogsGap(collected('changes-only'), ['logs'])?.message).toMatch(/looked in .*, `logs`$/);
  });

  it('is none where the whole event history was to be read in place of files', () => {
    expect(noLogsGap(collected('event-history'), [])).toBeUndefined();
    expect(noLogsGap(collected('event-history'), ['logs'])?.message).toContain('looked in');
  });
});
