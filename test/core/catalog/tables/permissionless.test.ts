import { describe, expect, it } from 'vitest';
import { loadCatalogSync } from '../../../../src/adapters/catalog/load-catalog.ts';
import { servicesOf } from '../../../../src/core/catalog/event-mapping.ts';
import { matchesPattern } from '../../../../src/core/catalog/pattern.ts';
import { permissionlessRows } from '../../../../src/core/catalog/tables/permissionless.ts';

const catalog = loadCatalogSync();

describe('the table of calls without permission', () => {
  it('bears no name of an action, but for those that AWS lists and never checks', () => {
    const shadowed = permissionlessRows.flatMap((row) =>
      row.eventNames.flatMap((name) => {
        const services = servicesOf(row.eventSource);
        return catalog.actions
          .filter((action) => services.includes(action.service))
          .map((action) => action.name)
          .filter((action) => matchesPattern(name.toLowerCase(), action.slice(action.indexOf(':') + 1).toLowerCase()));
      }),
    );
    expect(shadowed.sort()).toEqual(['dynamodb:DescribeEndpoints', 'sts:GetCallerIdentity', 'sts:GetSessionToken']);
  });

  it('gives every row a reason and a source', () => {
    expect(permissionlessRows.filter((row) => row.why.length < 10 || row.source.length < 10)).toEqual([]);
  });
});
