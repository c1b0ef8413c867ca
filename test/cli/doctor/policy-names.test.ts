import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { permissionGroupIds, permissionGroups } from '../../../src/adapters/aws/permissions/needed-permissions.ts';
import { policyDocumentsOf } from '../../../src/adapters/aws/permissions/policy-document.ts';
import { parseConfig } from '../../../src/cli/config.ts';
import { partitionOf, policyNames, policyPlaceholders } from '../../../src/cli/doctor/policy-names.ts';
import { detectors } from '../../../src/core/detect/index.ts';

function resourcesOf(collect: object, groupId: string): readonly string[] {
  const settings = parseConfig(
    JSON.stringify({ collect }),
    'test',
    detectors.map(({ id }) => id),
  ).collect;
  const group = permissionGroups.find(({ id }) => id === groupId);
  if (group === undefined) throw new Error(groupId);
  const documents = policyDocumentsOf(group, { partition: 'aws', names: policyNames(settings) });
  return documents.flatMap(({ Statement }) => Statement.flatMap(({ Resource }) => Resource));
}

describe('policyNames', () => {
  it("puts the configuration's role, buckets and table into policies", () => {
    expect(resourcesOf({ role: { name: 'reader' } }, 'caller')).toContain('arn:aws:iam::*:role/reader');
    expect(resourcesOf({ logs: { source: 's3', location: 's3://trail/org' } }, 'logs-s3')).toEqual([
      'arn:aws:kms:*:*:key/LOG-KEY-ID',
      'arn:aws:s3:::trail',
      'arn:aws:s3:::trail/*',
    ]);
    const athena = resourcesOf(
      {
        logs: {
          source: 'athena',
          location: 's3://trail',
          database: 'audit',
          table: 'events',
          output: 's3://results/athena/',
        },
      },
      'logs-athena',
    );
    expect(athena).toContain('arn:aws:glue:*:*:table/audit/events');
    expect(athena).toContain('arn:aws:glue:*:*:database/audit');
    expect(athena).toContain('arn:aws:s3:::results/*');
  });

  it('leaves names that nobody knows in capitals', () => {
    const open = policyPlaceholders.filter((name) =>
      resourcesOf({}, 'logs-athena').some((resource) => resource.includes(name)),
    );
    expect(open).toEqual(['LOG-BUCKET', 'LOG-KEY-ID', 'RESULT-BUCKET']);
  });

  it('lets Athena write nothing but results and its table', () => {
    const group = permissionGroups.find(({ id }) => id === 'logs-athena');
    const writes = group?.permissions.filter(({ action }) => /:(?:Put|Create|Abort)/.test(action)) ?? [];
    expect(writes.length).toBeGreaterThan(1);
    for (const { action, resources = ['*'] } of writes) {
      for (const resource of resources) expect(resource, action).toMatch(/:glue:|RESULT-BUCKET/);
    }
  });
});

describe('the help of doctor', () => {
  it('names all groups of permissions', () => {
    const help = readFileSync(new URL('../../golden/cli/doctor-help.txt', import.meta.url), 'utf8');
    expect(help.replaceAll(/\s+/g, ' ')).toContain(`Groups of --print-policy: ${permissionGroupIds.join(', ')} `);
  });
});

describe('partitionOf', () => {
  it('tells a partition by a region', () => {
    expect(['cn-north-1', 'us-gov-west-1', 'eu-west-1', undefined].map(partitionOf)).toEqual([
      'aws-cn',
      'aws-us-gov',
      'aws',
      'aws',
    ]);
  });
});
