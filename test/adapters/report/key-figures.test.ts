import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/adapters/markup/phrase.ts';
import {
  isPoorlyCovered,
  keyFigureLines,
  scopeSentence,
  standingOf,
} from '../../../src/adapters/report/key-figures.ts';
import type { AuditResult, KeyFigures } from '../../../src/core/model/finding.ts';
import { auditResult, finding, keyFigures, principal } from './audit-result.ts';
import { suggestion } from './suggestion.ts';

function told(label: string, result: AuditResult): string {
  const figure = keyFigureLines(result).find((line) => line.label === label);
  return figure === undefined ? 'no such figure' : plainText(figure.text);
}

function withFigures(changes: Partial<KeyFigures>): AuditResult {
  return auditResult({ keyFigures: keyFigures([], changes) });
}

const roles = { days: 60, environment: 'production', roles: 31, unusedElevated: 12, unknown: 3, share: 12 / 31 };

describe('the share of unused roles', () => {
  it('is told with its numbers, and with what cannot be told', () => {
    expect(told('Unused but powerful', withFigures({ unusedElevatedRoles: roles }))).toBe(
      '12 of 31 roles in production (39 %) were not used in 60 days and still hold elevated permissions; 3 cannot be told.',
    );
  });

  it('agrees with one role, and leaves out an unknown of none', () => {
    const one = { ...roles, unusedElevated: 1, unknown: 0, share: 1 / 31 };
    expect(told('Unused but powerful', withFigures({ unusedElevatedRoles: one }))).toBe(
      '1 of 31 roles in production (3 %) was not used in 60 days and still holds elevated permissions.',
    );
  });

  it('says why where there is no role to judge', () => {
    const none = { ...roles, roles: 0, unusedElevated: 0, unknown: 0, share: null };
    expect(told('Unused but powerful', withFigures({ unusedElevatedRoles: none }))).toBe(
      'No role in production is old enough to be judged over 60 days.',
    );
    const elsewhere = auditResult({ principals: [principal({ environment: 'test' })] });
    expect(told('Unused but powerful', elsewhere)).toContain('nothing is known to be production');
  });
});

describe('permission creep', () => {
  it('names the worst three accounts, by score', () => {
    const rows = [10, 90, 50, 70].map((score, index) => ({
      accountId: `00000000000${index}`,
      granted: 10,
      used: 1,
      unused: 1,
      judged: 1,
      score,
    }));
    expect(told('Permission creep', withFigures({ permissionCreepByAccount: rows }))).toMatch(
      /Most in 000000000001 90, 000000000003 70 and 000000000002 50\.$/,
    );
  });

  it('is not told where nothing could be judged', () => {
    const creep = { granted: 5, used: 0, unused: 0, judged: 0, score: null };
    expect(told('Permission creep', withFigures({ permissionCreep: creep }))).toContain('Cannot be told');
  });
});

describe('coverage', () => {
  it.each([
    [null, true],
    [0, true],
    [0.49, true],
    [0.5, false],
    [1, false],
  ])('of %s is poor: %s', (coverage, poor) => {
    expect(isPoorlyCovered(withFigures({ coverage }))).toBe(poor);
    expect(told('Coverage', withFigures({ coverage })).includes('could be judged. That is little')).toBe(
      poor && coverage !== null,
    );
  });
});

describe('findings', () => {
  it('are counted by severity, without the excepted and the resolved, which are told apart', () => {
    const findings = [
      finding({ severity: 'high' }),
      finding({ severity: 'critical', status: 'excepted' }),
      finding({ severity: 'low', status: 'reopened' }),
      finding({ severity: 'low', status: 'resolved' }),
    ];
    expect(told('Findings', auditResult({ findings }))).toBe(
      '1 high, 1 low; 1 accepted exception not counted; 1 resolved since the scan before.',
    );
    expect(standingOf(findings)).toHaveLength(2);
  });
});

describe('the first sentence', () => {
  it('says how much was audited and over what time', () => {
    expect(scopeSentence(auditResult())).toBe(
      '2 accounts and 1 principal; use seen from 2026-08-22 to 2026-11-20 (90 days).',
    );
  });
});

describe('the suggestions', () => {
  it('are told with what they leave, and what of it could not be judged', () => {
    const proposed = suggestion();
    const figures = { suggestions: 1, ...proposed.tightness };
    const result = auditResult({ suggestions: [proposed], keyFigures: keyFigures([], { suggestions: figures }) });
    expect(told('Suggestions', result)).toBe(
      '1 change, proved: 412 granted permissions become 4, elevated ones 42 to 1; 3 of those that stay could not be judged.',
    );
  });

  it('are not told where there are none', () => {
    expect(told('Suggestions', auditResult())).toBe('no such figure');
  });
});
