import { describe, expect, it } from 'vitest';
import { loadCatalogSync } from '../../../../src/adapters/catalog/load-catalog.ts';
import { has } from '../../../../src/core/catalog/action-set.ts';
import { eventSourcesOf } from '../../../../src/core/catalog/event-mapping.ts';
import { dependentRows, dependentSource } from '../../../../src/core/catalog/tables/event-dependents.ts';

const catalog = loadCatalogSync();
const lines = dependentRows.flatMap(({ service, rows }) =>
  rows.flatMap(([eventNames, also]) =>
    eventNames.split(' ').map((eventName) => ({ service, eventName, also: also.split(' ') })),
  ),
);

describe('the table of what calls do in other services', () => {
  it('names only actions of the catalog', () => {
    expect(lines.flatMap((line) => line.also).filter((name) => !catalog.byName.has(name.toLowerCase()))).toEqual([]);
  });

  it('makes no elevated action count as exercised', () => {
    const elevated = lines.flatMap(({ service, eventName, also }) => {
      const mapping = catalog.mappingOf(eventSourcesOf(service)[0] ?? '', eventName);
      const known = new Set(also.map((name) => catalog.byName.get(name.toLowerCase())?.index));
      return mapping.kind === 'actions'
        ? mapping.also.filter((index) => known.has(index) && has(catalog.elevated, index))
        : [];
    });
    expect(elevated.map((index) => catalog.actions[index]?.name)).toEqual([]);
  });

  it('names only events that map to actions, and each once', () => {
    const unmapped = lines.filter(
      ({ service, eventName }) => catalog.mappingOf(eventSourcesOf(service)[0] ?? '', eventName).kind !== 'actions',
    );
    expect(unmapped).toEqual([]);
    expect(new Set(lines.map(({ service, eventName }) => `${service} ${eventName}`)).size).toBe(lines.length);
  });

  it('tells its source', () => {
    expect(dependentSource).toContain('iann0036/iam-dataset (MIT)');
  });

  it('reaches what an event may have exercised', () => {
    const mapping = catalog.mappingOf('health.amazonaws.com', 'DescribeEventsForOrganization');
    const also = mapping.kind === 'actions' ? mapping.also.map((index) => catalog.actions[index]?.name) : [];
    expect(also).toContain('organizations:ListAccounts');
  });
});
