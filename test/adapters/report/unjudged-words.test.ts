import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/adapters/markup/phrase.ts';
import { unjudgedLines } from '../../../src/adapters/report/unjudged-words.ts';
import type { AuditResult, UnjudgedPermissions } from '../../../src/core/model/finding.ts';
import { auditResult } from './audit-result.ts';

const window = { from: '2026-08-22T06:00:00Z', to: '2026-11-20T06:00:00Z' };

function linesOf(unjudged: readonly UnjudgedPermissions[], over: Partial<AuditResult['scan']> = {}): readonly string[] {
  return unjudgedLines(auditResult({ scan: { window, unjudged, ...over } })).map(plainText);
}

const row: UnjudgedPermissions = {
  accountId: '111122223333',
  permissions: 312,
  byManagementEvents: 120,
  byDataEvents: 40,
  dataEvents: [
    { resourceType: 'AWS::S3::Object', permissions: 30 },
    { resourceType: 'AWS::DynamoDB::Table', permissions: 10 },
  ],
};

describe('unjudgedLines', () => {
  it('say which logs would judge how many, where, and how many none would', () => {
    expect(linesOf([row])).toEqual([
      "Of 312 elevated permissions that could not be judged, 120 can be once all management events of the window are read in payments-prod (111122223333), in every region (from a trail's logs, or from the event history).",
      '40 more can be once a trail records data events in payments-prod (111122223333) for the whole window and they are read: AWS::S3::Object (30) and AWS::DynamoDB::Table (10).',
      'For the other 152 no log is sure to tell.',
    ]);
  });

  it('add up accounts', () => {
    const lines = linesOf([row, { ...row, accountId: '444455556666', byManagementEvents: 0 }]);
    expect(lines[0]).toContain('Of 624 elevated permissions that could not be judged, 120 can be');
    expect(lines[0]).not.toContain('444455556666');
    expect(lines[1]).toContain('AWS::S3::Object (60)');
    expect(lines[1]).toContain('444455556666');
  });

  it('do not speak of the event history for a window that it cannot hold', () => {
    const longer = { window: { ...window, from: '2026-05-01T06:00:00Z' } };
    expect(linesOf([row], longer)[0]).toContain("(from a trail's logs).");
  });

  it('say nothing where no log would help', () => {
    expect(linesOf([])).toEqual([]);
    expect(linesOf([{ ...row, byManagementEvents: 0, byDataEvents: 0, dataEvents: [] }])).toEqual([]);
  });

  it('begin with data events where only those are missing', () => {
    expect(linesOf([{ ...row, permissions: 40, byManagementEvents: 0 }])).toEqual([
      'Of 40 elevated permissions that could not be judged, 40 can be once a trail records data events in payments-prod (111122223333) for the whole window and they are read: AWS::S3::Object (30) and AWS::DynamoDB::Table (10).',
    ]);
  });
});
