import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detailsPageOf } from '../../../src/adapters/bundle/authorization-details.ts';
import { credentialReportOf } from '../../../src/adapters/bundle/credential-report.ts';
import { lastAccessedPageOf } from '../../../src/adapters/bundle/last-accessed.ts';
import { accountSummaryOf } from '../../../src/adapters/bundle/list-answers.ts';
import type { Place } from '../../../src/adapters/bundle/shape.ts';
import { trailsOf } from '../../../src/adapters/bundle/trails.ts';

const data = '../shared/data';
const skipped = existsSync(data) ? '' : ' (skipped: ../shared/data absent)';

function json(path: string): unknown {
  return JSON.parse(readFileSync(`${data}/${path}`, 'utf8'));
}

function read<T>(part: (value: unknown, place: Place) => T, value: unknown) {
  const place: Place = { account: '123456789012', file: 'x.json', gaps: [] };
  return { found: part(value, place), gaps: place.gaps };
}

describe.skipIf(skipped !== '')(`real answers${skipped}`, () => {
  it.each([
    ['gaad-realaccount-dev/account-authorization-details.json', 13, 45, 3, 24],
    ['gaad-cloudsplaining-small/example-authz-details.json', 3, 3, 2, 32],
    ['gaad-cloudsplaining-small/example_authz_details_for_overrides.json', 0, 0, 0, 1],
    ['gaad-cloudsplaining-small/example_authz_details_for_overrides_complete.json', 1, 2, 1, 3],
    ['gaad-cloudsplaining-small/example_authz_v2.json', 1, 2, 1, 2],
    ['gaad-cloudsplaining-small/managed_policy_mismatch.json', 0, 0, 1, 1],
    ['gaad-cloudmapper-demo/iam-get-account-authorization-details.json', 2, 4, 1, 2],
    ['iam-airiam/account-authorization-details.json', 5, 8, 1, 19],
  ])('are read whole and without a gap: %s', (path, users, roles, groups, policies) => {
    const { found, gaps } = read(detailsPageOf, json(path));
    expect(gaps).toStrictEqual([]);
    expect([found?.users.length, found?.roles.length, found?.groups.length, found?.policies.length]).toStrictEqual([
      users,
      roles,
      groups,
      policies,
    ]);
    const entities = [...(found?.users ?? []), ...(found?.roles ?? []), ...(found?.policies ?? [])];
    expect(entities.filter((entity) => entity.createdAt === undefined)).toStrictEqual([]);
    // Each policy has exactly one default version.
    const defaults = found?.policies.map((policy) => policy.versions.filter((version) => version.isDefault).length);
    expect(new Set(defaults)).toStrictEqual(new Set([1]));
  });

  it('tell last use of 26 roles of the real account', () => {
    const { found } = read(detailsPageOf, json('gaad-realaccount-dev/account-authorization-details.json'));
    expect(found?.roles.filter((role) => role.lastUsed?.at !== undefined)).toHaveLength(26);
    expect(found?.roles.filter((role) => role.lastUsed === undefined)).toHaveLength(0);
  });

  it('include a credential report, a summary and a trail', () => {
    const report = json('gaad-cloudmapper-demo/iam-get-credential-report.json') as { readonly Content: string };
    const place: Place = { account: '', file: 'c.csv', gaps: [] };
    const rows = credentialReportOf(report.Content, place);
    expect(place.gaps).toStrictEqual([]);
    expect(rows?.map((row) => [row.user, row.keys.map((key) => key.wasNeverUsed)])).toStrictEqual([
      ['<root_account>', [false]],
      ['auditor_tmp', [true]],
      ['user', [true, false]],
    ]);
    expect(
      read(accountSummaryOf, json('gaad-cloudmapper-demo/iam-get-account-summary.json')).found?.Users,
    ).toBeDefined();
    const trails = read(trailsOf, json('gaad-cloudmapper-demo/cloudtrail-describe-trails.json'));
    expect(trails.found).toMatchObject([{ name: 'cloudtrail', isOrganization: true }]);
    expect(trails.found?.[0]?.selectors).toBeUndefined();
  });

  it('include last-accessed answers', () => {
    const byArn = json('iam-airiam/service-last-accessed-by-arn.json') as Readonly<Record<string, object>>;
    const reports = Object.entries(byArn).map(([Arn, answer]) => read(lastAccessedPageOf, { Arn, ...answer }));
    expect(reports.flatMap(({ gaps }) => gaps)).toStrictEqual([]);
    expect(reports.reduce((sum, { found }) => sum + (found?.services.length ?? 0), 0)).toBe(168);
  });
});
