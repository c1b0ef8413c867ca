import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../src/adapters/catalog/load-catalog.ts';
import { has } from '../../../src/core/catalog/action-set.ts';
import { analyzerEvidenceOf, withAnalyzerUse } from '../../../src/core/evidence/analyzer-evidence.ts';
import { lastAccessedEvidence } from '../../../src/core/evidence/last-accessed.ts';

const catalog = await loadCatalog();
const role = 'arn:aws:iam::111122223333:role/deploy';
const window = { from: Date.parse('2026-08-01T00:00:00Z'), to: Date.parse('2026-10-30T00:00:00Z') };

const finding = {
  id: 'f-1',
  findingType: 'UnusedPermission',
  resource: role,
  status: 'ACTIVE',
  updatedAt: '2026-10-29T00:00:00Z',
  findingDetails: [
    {
      unusedPermissionDetails: {
        serviceNamespace: 'iam',
        lastAccessed: '2026-09-20T00:00:00Z',
        actions: [{ action: 'PutRolePolicy', lastAccessed: '2026-09-01T00:00:00Z' }, { action: 'CreateUser' }],
      },
    },
    { unusedPermissionDetails: { serviceNamespace: 'sqs' } },
  ],
};

const ownAnswer = {
  arn: role,
  completedAt: window.to,
  services: [{ namespace: 'iam', actions: [{ name: 'PutRolePolicy' }, { name: 'CreateUser' }] }, { namespace: 'sqs' }],
  path: 'last-accessed/deploy.json',
};

const index = (name: string): number => catalog.byName.get(name.toLowerCase())?.index ?? -1;

describe('analyzerEvidenceOf', () => {
  it('keeps the dates, and takes nothing without a date for unused', () => {
    const { findings, reports } = analyzerEvidenceOf([finding]);
    expect(findings.get(role)).toEqual([
      { id: 'f-1', kind: 'unused-permission', principal: role, updatedAt: '2026-10-29T00:00:00Z' },
    ]);
    expect(reports.get(role)?.services).toEqual([
      {
        namespace: 'iam',
        lastAt: Date.parse('2026-09-20T00:00:00Z'),
        actions: [{ name: 'PutRolePolicy', lastAt: Date.parse('2026-09-01T00:00:00Z') }],
      },
    ]);
  });

  it.each([
    ['an archived finding', { ...finding, status: 'ARCHIVED' }],
    ['outside access', { ...finding, findingType: 'ExternalAccess' }],
    ['a finding without resource', { ...finding, resource: undefined }],
  ])('leaves %s out', (_, other) => {
    expect(analyzerEvidenceOf([other]).findings.size).toBe(0);
  });

  it('says nothing where nothing was read', () => {
    expect(analyzerEvidenceOf(undefined).findings.size).toBe(0);
  });
});

describe('withAnalyzerUse', () => {
  const report = analyzerEvidenceOf([finding]).reports.get(role);

  it('counts as used what it dates inside the window, and a service in use as no more idle', () => {
    const own = lastAccessedEvidence(ownAnswer, window, window.to, catalog);
    expect(has(own.coveredByService, index('iam:DeleteRole'))).toBe(true);
    const both = withAnalyzerUse(own, report, window, window.to, catalog);
    expect(both === undefined ? undefined : has(both.attempted, index('iam:PutRolePolicy'))).toBe(true);
    expect(both === undefined ? undefined : has(both.coveredByName, index('iam:PutRolePolicy'))).toBe(false);
    expect(both === undefined ? undefined : has(both.coveredByName, index('iam:CreateUser'))).toBe(true);
    expect(both === undefined ? undefined : has(both.coveredByService, index('iam:DeleteRole'))).toBe(false);
    expect(both === undefined ? undefined : has(both.coveredByService, index('sqs:SendMessage'))).toBe(true);
    expect(both?.lastAt).toBe(Date.parse('2026-09-20T00:00:00Z'));
  });

  it('covers nothing by itself', () => {
    const alone = withAnalyzerUse(undefined, report, window, window.to, catalog);
    expect(alone).toMatchObject({ isFresh: false, hasServices: false });
    expect(alone?.coveredByName.some((word) => word !== 0)).toBe(false);
    expect(alone?.coveredByService.some((word) => word !== 0)).toBe(false);
  });

  it('changes nothing where it has no dates', () => {
    const own = lastAccessedEvidence(ownAnswer, window, window.to, catalog);
    expect(withAnalyzerUse(own, undefined, window, window.to, catalog)).toBe(own);
  });
});
