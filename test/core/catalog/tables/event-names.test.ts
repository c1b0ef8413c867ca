import { describe, expect, it } from 'vitest';
import { loadCatalogSync } from '../../../../src/adapters/catalog/load-catalog.ts';
import { eventSourcesOf, servicesOf } from '../../../../src/core/catalog/event-mapping.ts';
import { eventNameRows } from '../../../../src/core/catalog/tables/event-names.ts';

const catalog = loadCatalogSync();

describe('the table of event names', () => {
  it('names only actions of the catalog', () => {
    const named = eventNameRows.flatMap((row) => [...(row.actions ?? []), ...(row.also ?? [])]);
    expect(named.filter((name) => !catalog.byName.has(name.toLowerCase()))).toEqual([]);
  });

  it('names only services of the catalog that are the first of some event source', () => {
    const unreachable = eventNameRows.filter(
      (row) =>
        !catalog.services.has(row.service) ||
        !eventSourcesOf(row.service).some((source) => servicesOf(source)[0] === row.service),
    );
    expect(unreachable.map((row) => row.service)).toEqual([]);
  });

  it('gives every row a source', () => {
    expect(eventNameRows.filter((row) => row.source.length < 10)).toEqual([]);
  });

  it('has no row without an answer', () => {
    const empty = eventNameRows.filter((row) => (row.actions?.length ?? 1) + (row.also?.length ?? 0) === 0);
    expect(empty).toEqual([]);
  });

  it('leaves out `actions` only where an action has the name of the event', () => {
    const nameless = eventNameRows
      .filter((row) => row.actions === undefined)
      .flatMap((row) => row.eventNames.map((name) => `${row.service}:${name}`))
      .filter((name) => catalog.matching(name).every((word) => word === 0));
    expect(nameless).toEqual([]);
  });

  it('has no name twice', () => {
    const names = eventNameRows.flatMap((row) => row.eventNames.map((name) => `${row.service} ${name.toLowerCase()}`));
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  });

  it('says nothing that the plain rule would say by itself', () => {
    const idle = eventNameRows.filter((row) => {
      const [needed, ...more] = row.actions ?? [];
      const own = row.eventNames.map((name) => `${row.service}:${name}`);
      return row.also === undefined && more.length === 0 && own.length === 1 && own[0] === needed;
    });
    expect(idle).toEqual([]);
  });
});
