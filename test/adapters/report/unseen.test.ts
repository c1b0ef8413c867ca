import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/adapters/markup/phrase.ts';
import { seenLines, unseenLines } from '../../../src/adapters/report/unseen.ts';
import type { AuditResult } from '../../../src/core/model/finding.ts';
import type { Gap } from '../../../src/core/model/gap.ts';
import { auditResult } from './audit-result.ts';

function told(scan: Partial<AuditResult['scan']>): readonly string[] {
  return unseenLines(auditResult({ scan })).map(plainText);
}

const missing: Gap = {
  service: 'cloudtrail',
  operation: 'DescribeTrails',
  account: '111122223333',
  errorCode: 'Missing',
  message: 'not in the bundle',
  path: 'accounts/111122223333/trails.json',
};

const alsoMissing: Gap = { ...missing, account: '444455556666', path: 'accounts/444455556666/trails.json' };

describe('what could not be seen', () => {
  it('is nothing where everything was', () => {
    expect(told({})).toEqual([]);
  });

  it('names the file that is missing, without the folder that its account tells', () => {
    expect(told({ gaps: [missing] })).toEqual(['trails.json: not in the bundle, in payments-prod (111122223333).']);
  });

  it('is told once over accounts', () => {
    expect(told({ gaps: [missing, alsoMissing] })).toEqual([
      'trails.json: not in the bundle, in payments-prod (111122223333) and 444455556666.',
    ]);
  });

  it('joins the files of which the same is to be said', () => {
    const files = ['trails.json', 'regions.json', 'eks/eu-west-1/clusters.json', 'eks/eu-west-2/clusters.json'];
    const gaps = files.map((file) => ({
      ...missing,
      path: `accounts/111122223333/${file}`,
      ...(file.startsWith('eks') ? { region: file.split('/')[1] ?? '' } : {}),
    }));
    expect(told({ gaps })).toEqual([
      'eks/…/clusters.json, regions.json and trails.json: not in the bundle, in payments-prod (111122223333).',
    ]);
  });

  it('is told once over accounts and numbers that its message names', () => {
    const { path: _, ...gap } = { ...missing, errorCode: 'Failed', message: 'account 111122223333 has 12 trails' };
    const other = { ...gap, account: '444455556666', message: 'account 444455556666 has 7 trails' };
    expect(told({ gaps: [gap, other] })).toEqual([
      'cloudtrail:DescribeTrails: account … has … trails, in payments-prod (111122223333) and 444455556666.',
    ]);
  });

  it('counts log files and regions instead of listing them, and names the only one', () => {
    const gaps = Array.from({ length: 12 }, (_, index) => ({
      ...missing,
      service: 'logs',
      operation: 'read',
      region: `eu-west-${index % 6}`,
      path: `logs/${index}.json.gz`,
      message: 'the file ends in the middle',
    }));
    expect(told({ gaps })).toEqual([
      'Log files: the file ends in the middle, in payments-prod (111122223333), in 6 regions, 12 times.',
    ]);
    expect(told({ gaps: gaps.slice(0, 1) })).toEqual([
      'logs/0.json.gz: the file ends in the middle, in payments-prod (111122223333), in eu-west-0.',
    ]);
  });

  it('tells different troubles apart, the widest first', () => {
    const refused = { ...missing, service: 'iam', operation: 'ListRoles', errorCode: 'AccessDeniedException' };
    const lines = told({ gaps: [refused, missing, alsoMissing] });
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('not allowed to call iam:ListRoles');
  });

  it('joins what a source does not cover for one reason, and leaves out what it covers', () => {
    const row = {
      accountId: '111122223333',
      source: 'logs',
      confidence: 'certain',
      isCovered: false,
      text: 'no trail',
    } as const;
    const lines = told({
      coverage: [
        { ...row, what: 'management events' },
        { ...row, what: 'data events of AWS::S3::Object' },
        { ...row, what: 'data events of AWS::Lambda::Function', isCovered: true },
      ],
    });
    expect(lines).toEqual([
      'CloudTrail logs (management events and data events of AWS::S3::Object): no trail, in payments-prod (111122223333).',
    ]);
  });

  it('tells once that no log file was read at all, and of each account where others have some', () => {
    const row = {
      source: 'logs',
      isCovered: false,
      confidence: 'strong' as const,
      text: 'no log file of this account was read',
    };
    const coverage = [{ ...row, accountId: '111122223333', what: 'management events' }];
    const none: Gap = {
      service: 'logs',
      operation: 'read',
      account: '',
      errorCode: 'Missing',
      message: 'no CloudTrail log file was read; looked in `cloudtrail/`',
    };
    expect(told({ coverage, gaps: [none] })).toHaveLength(1);
    expect(told({ coverage, gaps: [none] })[0]).toContain('looked in `cloudtrail/`');
    const ofOneFile: Gap = { ...none, path: 'cloudtrail/a.json.gz', message: '`cloudtrail/a.json.gz` does not exist' };
    expect(told({ coverage, gaps: [ofOneFile] })).toHaveLength(2);
    expect(
      told({ coverage: coverage.map((one) => ({ ...one, from: '2026-11-01T00:00:00Z' })), gaps: [none] }),
    ).toHaveLength(2);
  });

  it('tells once what accounts lack in different numbers', () => {
    const row = { source: 'last-accessed', what: 'services', confidence: 'strong', isCovered: false } as const;
    const coverage = ['111122223333', '444455556666'].map((accountId, index) => ({
      ...row,
      accountId,
      text: `0 of ${index + 7} principals have an answer`,
    }));
    expect(told({ coverage })).toEqual([
      'Last-accessed data (services): … of … principals have an answer, in payments-prod (111122223333) and 444455556666.',
    ]);
  });

  it('sums up events without a permission, the most frequent named first', () => {
    const events = ['A', 'B', 'C', 'D'].map((eventName, index) => ({
      eventSource: 'x.amazonaws.com',
      eventName,
      count: 1_000 * (index + 1),
      principals: 1,
    }));
    expect(told({ unmappedEvents: events })).toEqual([
      '4 kinds of event (10,000 calls) could not be tied to a permission, so use of those services is not judged: x.amazonaws.com D, x.amazonaws.com C, x.amazonaws.com B and 1 more.',
    ]);
  });

  it('joins the detectors that lacked the same evidence', () => {
    const skipped = ['unused-access-key', 'unused-console-password'].map((detector) => ({
      detector,
      accountId: '111122223333',
      needs: 'credential-report.csv',
    }));
    expect(told({ skipped })).toEqual([
      'unused-access-key and unused-console-password could not be looked for in payments-prod (111122223333), for want of credential-report.csv.',
    ]);
  });
});

describe('what was seen', () => {
  const row = { source: 'logs', what: 'management events', confidence: 'certain', isCovered: true } as const;
  const seen = (coverage: AuditResult['scan']['coverage']): readonly string[] =>
    seenLines(auditResult({ scan: { coverage } })).map(plainText);

  it('names the source, what it covers and in which accounts, and leaves out what is not covered', () => {
    const text = 'recorded and read for the whole window';
    expect(
      seen([
        { ...row, accountId: '111122223333', text },
        { ...row, accountId: '444455556666', text },
        { ...row, accountId: '444455556666', isCovered: false, what: 'data events', text: 'no trail' },
      ]),
    ).toEqual([
      'CloudTrail logs (management events): recorded and read for the whole window, in payments-prod (111122223333) and 444455556666.',
    ]);
  });

  it('counts what is too much to list', () => {
    const coverage = Array.from({ length: 40 }, (_, index) => ({
      ...row,
      accountId: String(100000000000 + index),
      text: `${index} of 50 principals have an answer`,
    }));
    expect(seen(coverage)).toHaveLength(31);
    expect(seen(coverage).at(-1)).toBe('And 10 more, in findings.json under scan.coverage.');
  });
});
