import type { Catalog, CatalogAction, EventMapping } from './catalog.ts';
import { matchesPattern } from './pattern.ts';
import { dependentRows } from './tables/event-dependents.ts';
import type { EventNameRow } from './tables/event-name-row.ts';
import { eventNameRows } from './tables/event-names.ts';
import { eventSourceRows } from './tables/event-sources.ts';
import { permissionlessRows } from './tables/permissionless.ts';

/**
 * Makes the function behind `Catalog.mappingOf`: what a CloudTrail event says was exercised.
 *
 * Tried in this order: calls without permission; a row of the event-name table; the action of the same name (letter case aside), of the first of the
 * source's services that has one; a row with a wildcard; all that again without the version at the name's end (`CreateFunction20150331v2`).
 *
 * To `also` come, besides the row's: actions of the same name in the source's other services, what the call may do in other services in the caller's
 * name, and the tagging actions that it can exercise by the tags it carries; but not the companions this event is a carrier of, which are judged by its parameters.
 */
export function eventMapper(
  catalog: Pick<Catalog, 'actions' | 'byName' | 'services' | 'companions'>,
): Catalog['mappingOf'] {
  const { actions, byName, services } = catalog;
  const kept = new Map<string, EventMapping>();
  let carried: ReadonlyMap<string, ReadonlySet<number>> | undefined;

  function ofName(eventSource: string, eventName: string, prefixes: readonly string[]): EventMapping | undefined {
    const ownNames = prefixes.map((prefix) => `${prefix}:${eventName}`);
    const [own, ...namesakes] = indicesOf(ownNames, byName);
    const row = rowOf(prefixes[0] ?? '', eventName, own !== undefined);
    const ownActions = own === undefined ? [] : [own];
    const needed = row?.actions === undefined ? ownActions : indicesOf(row.actions, byName);
    const also = [...namesakes, ...indicesOf(row?.also ?? [], byName)];
    if (needed.length + also.length === 0) return undefined;
    also.push(...indicesOf(dependents.get(`${prefixes[0]} ${eventName}`) ?? [], byName).filter(isPlain));
    for (const index of needed) {
      const action = actions[index];
      if (action !== undefined) also.push(...tagging(action));
    }
    carried ??= carriedByEvent(catalog.companions);
    const judgedApart = carried.get(`${eventSource} ${withoutVersion(eventName)}`);
    return {
      kind: 'actions',
      actions: needed,
      also: [...new Set(also)].filter((index) => !needed.includes(index) && judgedApart?.has(index) !== true),
    };
  }

  /** An event must not count as use of an elevated action that it does not show. */
  function isPlain(index: number): boolean {
    return actions[index]?.elevated.every((elevated) => elevated.class === 'data-access') ?? false;
  }

  /**
   * Tag-on-create leaves no event of its own, in any service, so a creating call may always have exercised the service's tagging; where the
   * companion table knows that tagging, it knows better.
   */
  function tagging(creating: CatalogAction): number[] {
    const verb = creatingVerb.exec(creating.name)?.[1];
    const range = services.get(creating.service);
    if (verb === undefined || range === undefined || creating.accessLevel === 'list') return [];
    const noun = creating.name.slice(creating.name.indexOf(':') + 1 + verb.length);
    return actions
      .slice(range.first, range.end)
      .filter((action) => action.accessLevel === 'tagging' && !action.isCompanion && isTaggingOf(action.name, noun))
      .map(({ index }) => index);
  }

  function find(eventSource: string, eventName: string): EventMapping {
    const bareName = withoutVersion(eventName);
    const names = bareName === eventName ? [eventName] : [eventName, bareName];
    const prefixes = servicesOf(eventSource);
    for (const name of names) {
      if (isPermissionless(eventSource, name)) return { kind: 'no-permission' };
      const mapping = ofName(eventSource, name, prefixes);
      if (mapping !== undefined) return mapping;
    }
    const service = prefixes.find((prefix) => services.has(prefix));
    return service === undefined ? { kind: 'unmapped' } : { kind: 'unmapped', service };
  }

  return (eventSource, eventName) => {
    const key = `${eventSource} ${eventName}`;
    let mapping = kept.get(key);
    if (mapping === undefined) {
      mapping = find(eventSource.toLowerCase().replace(/\.cn$/, ''), eventName.toLowerCase());
      kept.set(key, mapping);
    }
    return mapping;
  };
}

/** `createfunction20150331v2` and `createdistribution2020_05_31` without the API's version. */
function withoutVersion(lowerName: string): string {
  return lowerName.replace(/(?<=[a-z])20\d\d(?:\d{4}|_\d\d_\d\d)(?:v\d+)?$/, '');
}

/** The companions that an event can carry, by its source and lower-case name. */
function carriedByEvent(companions: Catalog['companions']): Map<string, Set<number>> {
  const carried = new Map<string, Set<number>>();
  for (const companion of companions) {
    for (const { eventSource, eventName } of companion.carriers) {
      const key = `${eventSource} ${withoutVersion(eventName.toLowerCase())}`;
      carried.set(key, (carried.get(key) ?? new Set()).add(companion.action));
    }
  }
  return carried;
}

/** Verbs of calls that make something, and so can tag it. */
const creatingVerb =
  /:(Create|Run|Register|Copy|Restore|Import|Allocate|Purchase|Request|Put|Start|Launch|Publish|Provision|Upload|Initiate|Add|Issue|Replicate|Schedule|Submit|Open|Enable|Activate|Clone|Build|Send|Associate|Authorize|Batch|Assume|Generate)/;

/** `TagResource`, `AddTagsToResource`, `CreateTags` …, or the tagging of just the noun that is made: `TagRole` for `CreateRole`. */
function isTaggingOf(taggingAction: string, noun: string): boolean {
  const name = taggingAction.slice(taggingAction.indexOf(':') + 1);
  if (/^(?:TagResources?|AddTags?|AddTagsTo\w+|CreateTags?|TagMultiRegionResource)$/.test(name)) return true;
  return name.startsWith('Tag') && noun.toLowerCase().startsWith(name.slice('Tag'.length).toLowerCase());
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
 * The default source, the others that belong to the prefix (some services log under both), and those it shares with others.
 */
const sourcesByService = new Map<string, readonly string[]>();
for (const service of new Set(eventSourceRows.flatMap((row) => row.services))) {
  const rows = eventSourceRows.filter((row) => row.services.includes(service));
  const own = rows.filter((row) => row.services[0] === service);
  const shared = rows.filter((row) => row.services[0] !== service);
  const ordered = [`${service}${suffixText}`, ...[...own, ...shared].map((row) => row.eventSource)];
  sourcesByService.set(service, [...new Set(ordered)]);
}

/** Rows by service and lower-case name, and those with a wildcard apart. */
const exactRows = new Map<string, EventNameRow>();
const wildRows: { readonly service: string; readonly pattern: string; readonly row: EventNameRow }[] = [];
for (const row of eventNameRows) {
  for (const name of row.eventNames) {
    const pattern = name.toLowerCase();
    if (pattern.includes('*')) wildRows.push({ service: row.service, pattern, row });
    else exactRows.set(`${row.service} ${pattern}`, row);
  }
}

/** Actions of other services that an event may exercise in the caller's name, by service and lower-case event name. */
const dependents = new Map<string, readonly string[]>();
for (const { service, rows } of dependentRows) {
  for (const [eventNames, also] of rows) {
    for (const name of eventNames.split(' ')) dependents.set(`${service} ${name.toLowerCase()}`, also.split(' '));
  }
}

/** A row of just this name, or, where no action has the name either, the first row whose pattern fits. */
function rowOf(service: string, eventName: string, hasOwnAction: boolean): EventNameRow | undefined {
  const exact = exactRows.get(`${service} ${eventName}`);
  if (exact !== undefined || hasOwnAction) return exact;
  return wildRows.find((wild) => wild.service === service && matchesPattern(wild.pattern, eventName))?.row;
}

function isPermissionless(eventSource: string, eventName: string): boolean {
  return permissionlessRows.some(
    (row) =>
      row.eventSource === eventSource && row.eventNames.some((name) => matchesPattern(name.toLowerCase(), eventName)),
  );
}

function indicesOf(names: readonly string[], byName: ReadonlyMap<string, CatalogAction>): number[] {
  return names.map((name) => byName.get(name.toLowerCase())?.index).filter((index) => index !== undefined);
}
