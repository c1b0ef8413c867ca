import { describe, expect, it } from 'vitest';
import { logNameOf } from '../../../src/adapters/cloudtrail/log-name.ts';

const day = 20_666;

describe('logNameOf', () => {
  it('reads account, region and delivery day from a log’s name, in any folder', () => {
    const name = '111122223333_CloudTrail_us-gov-west-1_20260801T2355Z_abcdefghijklmnop.json.gz';
    const expected = { kind: 'log', accountId: '111122223333', region: 'us-gov-west-1', day };
    expect(logNameOf(name)).toEqual(expected);
    expect(logNameOf(`some/where/${name.replace('.gz', '')}`)).toEqual(expected);
  });

  it('reads them from AWS’s folders where the name says nothing, with and without an organization', () => {
    const expected = { kind: 'log', accountId: '111122223333', region: 'eu-west-1', day };
    expect(logNameOf('b/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/08/01/x.json.gz')).toEqual(expected);
    expect(logNameOf('b/AWSLogs/o-abc/111122223333/CloudTrail/eu-west-1/2026/08/01/x.json')).toEqual(expected);
  });

  it('tells digests apart', () => {
    const name = '111122223333_CloudTrail-Digest_eu-west-1_my_trail_us-east-1_20260801T101010Z.json.gz';
    expect(logNameOf(name)).toEqual({ kind: 'digest', accountId: '111122223333', region: 'eu-west-1', day });
    expect(logNameOf('AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/08/01/x.json.gz')).toMatchObject({
      kind: 'digest',
      accountId: '111122223333',
    });
  });

  it('tells insights and aggregated events apart', () => {
    expect(logNameOf('AWSLogs/1/CloudTrail-Insight/eu-west-1/2026/08/01/x.json.gz').kind).toBe('sibling');
    expect(logNameOf('111122223333_CloudTrail-Insight_eu-west-1_20260801T1010Z_x.json.gz').kind).toBe('sibling');
    expect(logNameOf('AWSLogs/111122223333/CloudTrail-Aggregated/eu-west-1/2026/08/01/x.json.gz').kind).toBe('sibling');
  });

  it('knows nothing of other names', () => {
    expect(logNameOf('logs/export.json')).toEqual({ kind: 'log', accountId: '', region: '' });
    expect(logNameOf('111122223333_CloudTrail_eu-west-1_20269901T2355Z_x.json.gz')).not.toHaveProperty('day');
  });
});
