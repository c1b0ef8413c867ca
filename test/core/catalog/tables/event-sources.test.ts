import { describe, expect, it } from 'vitest';
import { loadCatalogSync } from '../../../../src/adapters/catalog/load-catalog.ts';
import { eventSourceRows } from '../../../../src/core/catalog/tables/event-sources.ts';

const catalog = loadCatalogSync();

describe('the table of event sources', () => {
  it('names only services of the catalog', () => {
    const unknown = eventSourceRows.flatMap((row) => row.services).filter((service) => !catalog.services.has(service));
    expect(unknown).toEqual([]);
  });

  it('gives every row a source, and every event source one row', () => {
    expect(eventSourceRows.filter((row) => row.source.length < 10)).toEqual([]);
    expect(new Set(eventSourceRows.map((row) => row.eventSource)).size).toBe(eventSourceRows.length);
  });

  it('never takes a source of its own name from a service', () => {
    const stolen = eventSourceRows.filter((row) => {
      const named = row.eventSource.replace('.amazonaws.com', '');
      return catalog.services.has(named) && row.services[0] !== named;
    });
    expect(stolen).toEqual([]);
  });

  it('has no row that the plain rule would say by itself', () => {
    const idle = eventSourceRows.filter(
      (row) => row.services.length === 1 && `${row.services[0]}.amazonaws.com` === row.eventSource,
    );
    expect(idle).toEqual([]);
  });
});
