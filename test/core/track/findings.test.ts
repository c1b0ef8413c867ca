import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/core/model/finding.ts';
import { findingOf, ranked } from '../../../src/core/track/findings.ts';
import { fingerprintOf } from '../../../src/core/track/fingerprint.ts';
import { severityOf } from '../../../src/core/track/severity.ts';

const observation: Observation = {
  subject: { kind: 'role', arn: 'arn:aws:iam::111122223333:role/a', id: 'AROAA', accountId: '111122223333' },
  key: '',
  confidence: 'certain',
  permissions: ['iam:PassRole'],
  grants: [],
  summary: 'one',
  why: 'why',
  fix: ['fix'],
  evidence: [],
};
const detector = { id: 'unused-role', title: 'Role not used', severity: 'high', attack: ['T1078.004'] } as const;
const asOf = Date.parse('2026-10-31T06:00:00Z');
const finding = (over: Partial<Observation> = {}, facts: object = {}, configured?: 'low') =>
  findingOf(
    { detector, observation: { ...observation, ...over }, facts, ...(configured === undefined ? {} : { configured }) },
    asOf,
  );

describe('a finding', () => {
  it('keeps its identity when wording, permissions, severity or ARN change', () => {
    const other = finding({
      summary: 'two',
      permissions: [],
      severity: 'low',
      confidence: 'weak',
      subject: { ...observation.subject, arn: 'arn:new' },
    });
    expect(other.id).toBe(finding().id);
  });

  it('has another identity for another subject, key, account or detector', () => {
    const ids = [
      ['d', 'a', 's', 'k'],
      ['d', 'a', 's', ''],
      ['d', 'a', 't', 'k'],
      ['d', 'b', 's', 'k'],
      ['e', 'a', 's', 'k'],
      ['d', 'as', '', 'k'],
    ];
    expect(new Set(ids.map(([d = '', a = '', s = '', k = '']) => fingerprintOf(d, a, s, k))).size).toBe(ids.length);
    expect(fingerprintOf('d', 'a', 's', 'k')).toMatch(/^[0-9a-f]{16}$/);
  });

  it('is milder outside production, never below low, and never raised', () => {
    expect(severityOf('high', 'production')).toBe('high');
    expect(severityOf('high', undefined)).toBe('high');
    expect(severityOf('high', 'staging')).toBe('medium');
    expect(severityOf('critical', 'sandbox')).toBe('medium');
    expect(severityOf('medium', 'sandbox')).toBe('low');
    expect(severityOf('info', 'sandbox')).toBe('info');
  });

  it('takes the configured severity as it is', () => {
    expect(finding({}, { environment: 'production' }, 'low').severity).toBe('low');
  });

  it('shows the parts of its risk, which add up to it', () => {
    const { risk, riskParts } = finding(
      { isAdministrator: true, permissions: Array.from({ length: 500 }, () => 'x') },
      { environment: 'production' },
    );
    expect(Object.values(riskParts).reduce((sum, part) => sum + part, 0)).toBe(risk);
    expect(risk).toBeLessThanOrEqual(100);
  });

  it('ranks the worst first, and the same way in any order', () => {
    const findings = [finding(), finding({ key: 'b', severity: 'low' }), finding({ key: 'c', severity: 'critical' })];
    expect(ranked(findings)).toEqual(ranked(findings.toReversed()));
    expect(ranked(findings).map(({ severity }) => severity)).toEqual(['critical', 'high', 'low']);
  });
});
