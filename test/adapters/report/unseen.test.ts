import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/adapters/markup/phrase.ts';
import { unseenLines } from '../../../src/adapters/report/unseen.ts';
import type { AuditResult } from '../../../src/core/model/finding.ts';
import type { Gap } from '../../../src/core/model/gap.ts';
import { auditResult } from './audit-result.ts';

function told(scan: Partial<AuditResult['scan']>): readonly string[] {
  return unseenLines(auditResult({ scan })).map(plainText);
}

const missing: Gap = {
  service: 'bundle',
  operation: 'read',
  account: '111122223333',
  errorCode: 'Missing',
  message: 'no trails.json in accounts/111122223333',
};

describe('what could not be seen', () => {
  it('is nothing where everything was', () => {
    expect(told({})).toEqual([]);
  });

  it('is told with its own words where it was met once', () => {
    expect(told({ gaps: [missing] })).toEqual([
      'Bundle, read: no trails.json in accounts/111122223333, in payments-prod (111122223333).',
    ]);
  });

  it('is told once over accounts, whatever account its message names', () => {
    const other = { ...missing, account: '444455556666', message: 'no trails.json in accounts/444455556666' };
    expect(told({ gaps: [missing, other] })).toEqual([
      'Bundle, read: no trails.json in accounts/…, in payments-prod (111122223333) and 444455556666.',
    ]);
  });

  it('counts regions and files instead of listing them', () => {
    const gaps = Array.from({ length: 12 }, (_, index) => ({
      ...missing,
      service: 'logs',
      region: `eu-west-${index % 6}`,
      path: `logs/${index}.json.gz`,
      message: `cannot unzip logs/${index}.json.gz`,
    }));
    expect(told({ gaps })).toEqual([
      'Logs, read: cannot unzip a file, in payments-prod (111122223333), in 6 regions, 12 times.',
    ]);
  });

  it('tells different troubles apart, the widest first', () => {
    const refused = { ...missing, service: 'iam', operation: 'ListRoles', errorCode: 'AccessDeniedException' };
    const again = { ...missing, message: 'no trails.json in accounts/444455556666', account: '444455556666' };
    const lines = told({ gaps: [refused, missing, again] });
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('not allowed to call iam:ListRoles');
  });

  it('names a source that covers nothing, and not one that does', () => {
    const row = {
      accountId: '111122223333',
      source: 'logs',
      what: 'management',
      confidence: 'certain',
      text: 'no trail',
    } as const;
    const lines = told({
      coverage: [
        { ...row, isCovered: false },
        { ...row, isCovered: true, what: 'data' },
      ],
    });
    expect(lines).toEqual(['CloudTrail logs, management: no trail, in payments-prod (111122223333).']);
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
      needs: 'credential-report',
    }));
    expect(told({ skipped })).toEqual([
      'Not looked for in payments-prod (111122223333), for want of credential report: unused-access-key and unused-console-password.',
    ]);
  });
});
