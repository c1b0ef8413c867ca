import { type ActionSet, addInto, emptySet } from './action-set.ts';
import {
  type Catalog,
  type CatalogAction,
  type Companion,
  type ElevatedClass,
  type EventTrace,
  elevatedClasses,
} from './catalog.ts';
import { type CompactCatalog, levelLetters } from './compact-shape.ts';
import { eventMapper } from './event-mapping.ts';
import { actionMatcher, type ServiceRange } from './pattern.ts';
import { fitReader } from './resource-fit.ts';

/** Makes the catalog that everything asks from its compact form and the event tables. Answers to questions are kept in it, nothing else changes. */
export function buildCatalog(compact: CompactCatalog): Catalog {
  const names = compact.names.split(' ');
  // Lower-cased as one string, which is several times faster than name by name.
  const lowerNames = compact.names.toLowerCase().split(' ');
  const size = names.length;
  const elevatedOf = elevatedByAction(compact);
  const companions = companionsOf(compact);
  const companionActions = new Set(companions.map((companion) => companion.action));
  const forwarded = new Set(compact.forwarded);
  const globals = new Set(compact.globalServices);
  const services = new Map<string, ServiceRange>();
  const actions: CatalogAction[] = [];
  const byName = new Map<string, CatalogAction>();
  for (const [service, count] of compact.services) {
    const isGlobal = globals.has(service);
    const first = actions.length;
    const end = first + count;
    services.set(service, { first, end });
    for (let index = first; index < end; index++) {
      const resourceTypes = compact.resourceSets[compact.resources[index] ?? 0] ?? [];
      const action: CatalogAction = {
        index,
        name: names[index] ?? '',
        service,
        accessLevel: levelLetters[compact.levels[index] ?? ''] ?? 'write',
        resourceTypes,
        isWildcardOnly: resourceTypes.length === 0,
        elevated: elevatedOf.get(index) ?? notElevated,
        trace: compact.traces[compact.trace[index] ?? 0] ?? unknownTrace,
        isGlobal,
        isCompanion: companionActions.has(index),
        isForwarded: forwarded.has(index),
      };
      actions.push(action);
      byName.set(lowerNames[index] ?? '', action);
    }
  }
  return {
    version: compact.version,
    actions,
    size,
    byName,
    services,
    companions,
    mappingOf: eventMapper({ actions, byName, services, companions }),
    matching: actionMatcher(lowerNames, services),
    fitOf: fitReader(compact.fits),
    rcpServices: new Set(compact.rcpServices),
    multivaluedKeys: new Set(compact.multivaluedKeys),
    ...elevatedSets(compact, size),
  };
}

const notElevated: CatalogAction['elevated'] = [];
const unknownTrace: EventTrace = { kind: 'unknown' };

function companionsOf({ companions }: CompactCatalog): Companion[] {
  const parametersAt = (place: number) => companions.parameters[place] ?? [];
  return companions.rows.map((row) => ({
    action: row.action,
    carriers: row.carriers.map(([source, eventName, action, parameters, maybe]) => ({
      eventSource: companions.eventSources[source] ?? '',
      eventName,
      action,
      parameters: parametersAt(parameters),
      maybe: parametersAt(maybe),
    })),
  }));
}

function elevatedByAction(compact: CompactCatalog): Map<number, { class: ElevatedClass; reason: string }[]> {
  const result = new Map<number, { class: ElevatedClass; reason: string }[]>();
  for (const row of compact.elevated) {
    const entry = { class: row.class, reason: row.reason };
    for (const index of row.actions) {
      const entries = result.get(index);
      if (entries === undefined) result.set(index, [entry]);
      else entries.push(entry);
    }
  }
  return result;
}

function elevatedSets(compact: CompactCatalog, size: number): Pick<Catalog, 'elevated' | 'elevatedByClass'> {
  const elevated = emptySet(size);
  const elevatedByClass = new Map<ElevatedClass, ActionSet>(elevatedClasses.map((name) => [name, emptySet(size)]));
  for (const row of compact.elevated) {
    const ofClass = elevatedByClass.get(row.class) ?? emptySet(size);
    for (const index of row.actions) {
      addInto(ofClass, index);
      if (row.class !== 'data-access') addInto(elevated, index);
    }
  }
  return { elevated, elevatedByClass };
}
