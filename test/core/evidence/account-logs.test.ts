import { describe, expect, it } from 'vitest';
import { type AccountLogs, addLogObject } from '../../../src/core/evidence/account-logs.ts';
import type { LogObject } from '../../../src/core/model/usage.ts';

const file: LogObject = {
  path: 'logs/AWSLogs/o-1/111122223333/CloudTrail/eu-west-1/2026/01/01/x.json.gz',
  kind: 'log',
  accountId: '111122223333',
  region: 'eu-west-1',
  day: 20454,
  records: 7,
  contents: [],
};

function logsOf(...objects: readonly LogObject[]): ReadonlyMap<string, AccountLogs> {
  const logs = new Map<string, AccountLogs>();
  for (const object of objects) addLogObject(logs, object);
  return logs;
}

describe('addLogObject', () => {
  it('gives a file to the account, day and region of its name', () => {
    expect([...logsOf(file, { ...file, region: 'us-east-1', records: 3 })]).toEqual([
      [
        '111122223333',
        {
          days: new Set([20454]),
          regions: new Set(['eu-west-1', 'us-east-1']),
          roots: new Set(['/logs/AWSLogs/o-1/111122223333/']),
          files: 2,
          records: 10,
        },
      ],
    ]);
  });

  it('gives a file without AWS’s name to every account whose records it holds', () => {
    const { day: _, ...unnamed } = { ...file, path: 'export/events.json', accountId: '', region: '' };
    const contents = ['111122223333', '444455556666'].map((accountId) => ({
      accountId,
      region: 'us-east-1',
      days: [20454, 20455],
      firstEvent: 0,
      lastEvent: 1,
    }));
    const logs = logsOf({ ...unnamed, contents });
    expect([...logs.keys()]).toEqual(['111122223333', '444455556666']);
    expect(logs.get('444455556666')).toMatchObject({
      days: new Set([20454, 20455]),
      roots: new Set(['/export/']),
      files: 1,
    });
  });

  it('counts a digest’s day as read', () => {
    const path = 'AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/01/02/x.json.gz';
    expect(logsOf({ ...file, path, kind: 'digest', day: 20455, records: 0 }).get('111122223333')?.days).toEqual(
      new Set([20455]),
    );
  });
});
