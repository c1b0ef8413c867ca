import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/model/finding.ts';
import { breachesOf, expectedShape } from './case-expectation.ts';

const arn = 'arn:aws:iam::111122223333:role/report-builder';

const finding: Finding = {
  id: '0123456789abcdef',
  detector: 'unused-role',
  title: 'Role not used',
  severity: 'high',
  confidence: 'strong',
  risk: 60,
  riskParts: {},
  status: 'new',
  subject: { kind: 'role', arn, id: 'AROAEXAMPLE', accountId: '111122223333' },
  permissions: ['iam:PutRolePolicy'],
  grants: [{ policy: 'own', type: 'inline', statement: '0', resources: ['*'] }],
  summary: 'report-builder was not used',
  why: '',
  fix: ['delete it'],
  attack: [],
  evidence: [{ source: 'iam', text: 'instance profile' }],
  firstSeen: '2026-11-01T12:00:00Z',
  lastSeen: '2026-11-01T12:00:00Z',
};

const wanted = { subject: { kind: 'role', arn }, severity: 'high', confidence: 'strong' } as const;

function breaches(expected: readonly unknown[], findings: readonly Finding[] = [finding]): readonly string[] {
  return breachesOf(expectedShape.parse(expected), findings, (permissions) => new Set(permissions));
}

describe('breachesOf', () => {
  it('has nothing to say where the finding is as expected', () => {
    const all = {
      ...wanted,
      permissions: { include: ['iam:PutRolePolicy'], exclude: ['iam:CreateUser'], exactly: ['iam:PutRolePolicy'] },
      summary: ['was not used'],
      fix: ['delete'],
      evidence: [{ source: 'iam', text: 'profile' }],
      grants: [{ policy: 'own', statement: '0', resources: ['*'], conditional: false }],
    };
    expect(breaches([all])).toEqual([]);
  });

  it('names a finding that is missing, and one that nobody expected', () => {
    expect(breaches([wanted], [])).toEqual([`there is no finding about ${arn} `]);
    expect(breaches([])).toEqual([`not expected: ${arn} AROAEXAMPLE: report-builder was not used`]);
  });

  it.each([
    [{ severity: 'low' }, 'severity is high, expected low'],
    [{ confidence: 'certain' }, 'confidence is strong, expected certain'],
    [{ subject: { kind: 'user', arn } }, 'kind is role, expected user'],
    [{ permissions: { include: ['iam:CreateUser'] } }, 'permissions lack iam:CreateUser'],
    [{ permissions: { exclude: ['iam:PutRolePolicy'] } }, 'permissions hold iam:PutRolePolicy'],
    [{ permissions: { exactly: [] } }, 'permissions is iam:PutRolePolicy, expected '],
    [{ summary: ['was used'] }, 'summary lacks "was used"'],
    [{ fix: ['keep it'] }, 'fix lacks "keep it"'],
    [{ evidence: [{ source: 'eks' }] }, 'evidence lacks {"source":"eks"}'],
    [{ evidence: [{ source: 'iam', permissions: ['iam:CreateUser'] }] }, 'evidence lacks'],
    [{ grants: [{ policy: 'own', conditional: true }] }, 'grants lack'],
    [{ introduced: { at: '2026-01-01T00:00:00Z' } }, 'introduced.at is undefined'],
  ])('tells what differs: %j', (difference, said) => {
    const lines = breaches([{ ...wanted, ...difference }]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(said);
  });

  it('does not take a mistyped key for an expectation', () => {
    expect(() => breaches([{ ...wanted, permission: { include: ['*'] } }])).toThrow(/permission/);
  });
});
