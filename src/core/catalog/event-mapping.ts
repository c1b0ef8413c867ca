import type { Catalog, CatalogAction, EventMapping } from './catalog.ts';
import { matchesPattern } from './pattern.ts';
import type { EventNameRow } from './tables/event-name-row.ts';
import { eventNameRows } from './tables/event-names.ts';
import { eventSourceRows } from './tables/event-sources.ts';
import { permissionlessRows } from './tables/permissionless.ts';

/**
 * Makes the function behind `Catalog.mappingOf`: what a CloudTrail event says was exercised.
 *
 * Tried in this order: calls without permission; a row of the event-name table; the action of the same name (letter case aside), of the first of the
 * source's services that has one; the same three again without the version at the name's end (`CreateFunction20150331v2`).
 */
export function eventMapper(
  byName: ReadonlyMap<string, CatalogAction>,
  services: Catalog['services'],
): Catalog['mappingOf'] {
  const kept = new Map<string, EventMapping>();

  function ofName(eventSource: string, eventName: string, prefixes: readonly string[]): EventMapping | undefined {
    const identity = prefixes
      .map((prefix) => byName.get(`${prefix}:${eventName}`)?.index)
      .find((index) => index !== undefined);
    const row = rowOf(eventSource, eventName);
    if (row === undefined) {
      return identity === undefined ? undefined : { kind: 'actions', actions: [identity], also: [] };
    }
    const actions = row.actions === undefined ? [identity] : indicesOf(row.actions, byName);
    const known = actions.filter((index) => index !== undefined);
    if (known.length === 0) return undefined;
    return { kind: 'actions', actions: known, also: indicesOf(row.also ?? [], byName) };
  }

  function find(eventSource: string, eventName: string): EventMapping {
    if (isPermissionless(eventSource, eventName)) return { kind: 'no-permission' };
    const prefixes = servicesOf(eventSource);
    const bareName = eventName.replace(/(?<=[a-z])(?:20\d{6}(?:v\d+)?|20\d\d_\d\d_\d\d(?:v\d+)?)$/, '');
    const found = ofName(eventSource, eventName, prefixes);
    if (found !== undefined) return found;
    if (bareName !== eventName) {
      if (isPermissionless(eventSource, bareName)) return { kind: 'no-permission' };
      const ofBareName = ofName(eventSource, bareName, prefixes);
      if (ofBareName !== undefined) return ofBareName;
    }
    const service = prefixes.find((prefix) => services.has(prefix));
    return service === undefined ? { kind: 'unmapped' } : { kind: 'unmapped', service };
  }

  return (eventSource, eventName) => {
    const source = eventSource.toLowerCase();
    const name = eventName.toLowerCase();
    const key = `${source} ${name}`;
    let mapping = kept.get(key);
    if (mapping === undefined) {
      mapping = find(source.replace(/\.cn$/, ''), name);
      kept.set(key, mapping);
    }
    return mapping;
  };
}

/** IAM prefixes an event source's calls are authorized under, likeliest first: its rows', else its own name. */
export function servicesOf(eventSource: string): readonly string[] {
  return servicesBySource.get(eventSource) ?? [eventSource.replace(suffix, '')];
}

/** Every event source whose calls can be authorized under an IAM prefix; the usual one first. */
export function eventSourcesOf(service: string): readonly string[] {
  return sourcesByService.get(service) ?? [`${service}${suffixText}`];
}

const suffixText = '.amazonaws.com';
const suffix = /\.amazonaws\.com$/;

const servicesBySource = new Map(eventSourceRows.map((row) => [row.eventSource, row.services]));

/**
 * A prefix keeps its default source beside those of its rows, because some services log under both; the rows' come first, in table order,
 * unless the default source belongs to another service.
 */
const sourcesByService = new Map<string, readonly string[]>();
for (const row of eventSourceRows) {
  for (const service of row.services) {
    const known = sourcesByService.get(service) ?? [];
    sourcesByService.set(service, [...known, row.eventSource]);
  }
}
for (const [service, sources] of sourcesByService) {
  const usual = `${service}${suffixText}`;
  if (!sources.includes(usual)) sourcesByService.set(service, [...sources, usual]);
}

/** Rows by source and lower-case name, and those with a wildcard apart. */
const exactRows = new Map<string, EventNameRow>();
const wildRows: { eventSource: string; pattern: string; row: EventNameRow }[] = [];
for (const row of eventNameRows) {
  for (const name of row.eventNames) {
    const pattern = name.toLowerCase();
    if (pattern.includes('*')) wildRows.push({ eventSource: row.eventSource, pattern, row });
    else exactRows.set(`${row.eventSource} ${pattern}`, row);
  }
}

function rowOf(eventSource: string, eventName: string): EventNameRow | undefined {
  const exact = exactRows.get(`${eventSource} ${eventName}`);
  if (exact !== undefined) return exact;
  return wildRows.find((wild) => wild.eventSource === eventSource && matchesPattern(wild.pattern, eventName))?.row;
}

function isPermissionless(eventSource: string, eventName: string): boolean {
  return permissionlessRows.some(
    (row) =>
      (row.eventSource === '*' || row.eventSource === eventSource) &&
      row.eventNames.some((name) => matchesPattern(name.toLowerCase(), eventName)),
  );
}

function indicesOf(names: readonly string[], byName: ReadonlyMap<string, CatalogAction>): number[] {
  return names.map((name) => byName.get(name.toLowerCase())?.index).filter((index) => index !== undefined);
}
