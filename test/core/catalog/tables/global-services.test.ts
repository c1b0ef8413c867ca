import { beforeAll, describe, expect, it } from 'vitest';
import { globalServiceRows } from '../../../../src/core/catalog/tables/global-services.ts';
import { type KnownCatalog, knownCatalog } from './known-catalog.ts';

let known: KnownCatalog;
beforeAll(async () => {
  known = await knownCatalog();
});

describe('the table of global services', () => {
  it('names services of the catalog once, each with a source', () => {
    const services = globalServiceRows.map((row) => row.service);
    expect(new Set(services).size).toBe(services.length);
    expect(services.filter((service) => !known.catalog.services.has(service))).toEqual([]);
    expect(globalServiceRows.every((row) => row.source !== '')).toBe(true);
  });

  it('has IAM and CloudFront, and neither STS nor services whose events lie elsewhere', () => {
    const services = globalServiceRows.map((row) => row.service);
    expect(services).toEqual(expect.arrayContaining(['iam', 'cloudfront', 'route53', 'organizations']));
    for (const service of ['sts', 'globalaccelerator', 'networkmanager', 's3', 'wafv2']) {
      expect(services).not.toContain(service);
    }
  });
});
