import { describe, expect, it } from 'vitest';
import { type ExitCode, exitCodeOf, exitCodes, foremostExitCode, type Gate } from '../../src/cli/exit-code.ts';
import type { FindingStatus } from '../../src/core/model/finding.ts';
import type { Severity } from '../../src/core/model/verdict.ts';
import { auditResult, finding } from '../adapters/report/audit-result.ts';

const gap = {
  service: 'iam',
  operation: 'ListRoles',
  account: '111122223333',
  errorCode: 'AccessDenied',
  message: 'no',
};
const high: Gate = { failOn: 'high', requireComplete: false };
const complete: Gate = { failOn: 'high', requireComplete: true };

interface Row {
  readonly says: string;
  readonly severity?: Severity;
  readonly status?: FindingStatus;
  readonly gaps?: true;
  readonly accounts?: 'none';
  readonly principals?: 'none';
  readonly gate: Gate;
  readonly code: ExitCode;
}

const table: readonly Row[] = [
  { says: 'nothing found passes', gate: high, code: 0 },
  { says: 'a finding at the threshold fails', severity: 'high', status: 'new', gate: high, code: 1 },
  { says: 'a finding above the threshold fails', severity: 'critical', status: 'open', gate: high, code: 1 },
  { says: 'a finding below the threshold passes', severity: 'medium', status: 'new', gate: high, code: 0 },
  { says: 'a reopened finding counts', severity: 'high', status: 'reopened', gate: high, code: 1 },
  { says: 'an excepted finding does not count', severity: 'critical', status: 'excepted', gate: high, code: 0 },
  { says: 'a resolved finding does not count', severity: 'critical', status: 'resolved', gate: high, code: 0 },
  { says: 'never means never', severity: 'critical', status: 'new', gate: { ...high, failOn: 'never' }, code: 0 },
  { says: 'info lets everything fail', severity: 'info', status: 'new', gate: { ...high, failOn: 'info' }, code: 1 },
  { says: 'gaps alone pass', gaps: true, gate: high, code: 0 },
  { says: 'gaps fail where completeness is required', gaps: true, gate: complete, code: 4 },
  { says: 'no gaps pass where completeness is required', gate: complete, code: 0 },
  { says: 'gaps count even with never', gaps: true, gate: { ...complete, failOn: 'never' }, code: 4 },
  { says: 'gaps go before findings', severity: 'high', status: 'new', gaps: true, gate: complete, code: 4 },
  { says: 'a scan without accounts is no pass', accounts: 'none', gate: high, code: 3 },
  { says: 'a scan without principals is no pass', principals: 'none', gate: high, code: 3 },
  { says: 'nothing collected goes before gaps', principals: 'none', gaps: true, gate: complete, code: 3 },
];

describe('exitCodeOf', () => {
  it.each(table)('$says: $code', ({ severity, status, gaps, accounts, principals, gate, code }) => {
    const found = severity === undefined || status === undefined ? [] : [finding({ severity, status })];
    const result = auditResult({
      findings: found,
      ...(principals === 'none' ? { principals: [] } : {}),
      scan: { ...(gaps === true ? { gaps: [gap] } : {}), ...(accounts === 'none' ? { accounts: [] } : {}) },
    });
    expect(exitCodeOf(result, gate)).toBe(code);
  });
});

describe('foremostExitCode', () => {
  it('takes our bug first, then interruption, usage, nothing collected, gaps and findings', () => {
    let held: ExitCode[] = Object.values(exitCodes);
    const order: ExitCode[] = [];
    while (held.length > 0) {
      const first = foremostExitCode(held);
      order.push(first);
      held = held.filter((code) => code !== first);
    }
    expect(order).toEqual([70, 130, 2, 3, 4, 1, 0]);
  });

  it('is 0 where nothing holds', () => {
    expect(foremostExitCode([])).toBe(0);
  });
});
