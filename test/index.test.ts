import { describe, expect, it } from 'vitest';
import { createUsageLedger } from '../src/core/evidence/usage-ledger.ts';
import * as library from '../src/index.ts';
import { asOf, batchOf, catalog, daysAgo, logsOf, partsWith, roleWith, settings } from './core/evidence/account.ts';

const context: library.AuditContext = {
  window: { from: daysAgo(90), to: asOf },
  collectedAt: asOf,
  settings,
  organization: { gaps: [] },
  logGaps: [],
  withVerdicts: false,
};
const organization: library.Organization = { scanId: 'scan-1', parts: { gaps: [] }, gaps: [] };

/** The audit of one account whose only role may write policies, and only listed roles. */
function auditOnce(): library.AuditResult {
  const ledger = createUsageLedger(context.window);
  ledger.add(batchOf([{ daysAgo: 3, source: 'iam.amazonaws.com', name: 'ListRoles' }], logsOf()));
  const parts = partsWith({
    roles: [roleWith([{ Effect: 'Allow', Action: ['iam:ListRoles', 'iam:PutRolePolicy'], Resource: '*' }])],
  });
  return library.conclude(
    [library.auditAccount(parts, ledger.build(), context, catalog)],
    organization,
    context,
    catalog,
  );
}

describe('the library', () => {
  it('exports the two pure functions of an audit and the catalog they need, and nothing by accident', () => {
    expect(Object.keys(library).sort()).toEqual(expect.arrayContaining(['auditAccount', 'conclude', 'loadCatalog']));
    expect(Object.values(library).filter((value) => typeof value !== 'function')).toEqual([]);
  });

  it('loads the catalog of the package', async () => {
    expect((await library.loadCatalog()).version).toBe(catalog.version);
  });

  it('audits an account and concludes a scan, without clock, disk or network', () => {
    const { scan, findings, principals } = auditOnce();
    expect(scan).toMatchObject({ id: 'scan-1', asOf: '2026-10-31T06:00:00Z', accounts: [{ id: '111122223333' }] });
    expect(principals.map(({ arn, granted, used, unused }) => ({ arn, granted, used, unused }))).toEqual([
      { arn: 'arn:aws:iam::111122223333:role/worker', granted: 2, used: 1, unused: 1 },
    ]);
    expect(findings.map(({ detector, permissions }) => ({ detector, permissions }))).toEqual([
      { detector: 'unused-elevated-permission', permissions: ['iam:PutRolePolicy'] },
    ]);
  });

  it('gives the same answer for the same input', () => {
    expect(auditOnce()).toEqual(auditOnce());
  });

  it('concludes a scan of no accounts as one that says nothing', () => {
    const { scan, findings, principals } = library.conclude([], organization, context, catalog);
    expect({ accounts: scan.accounts, findings, principals }).toEqual({ accounts: [], findings: [], principals: [] });
  });
});
