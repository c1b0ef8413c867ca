import { type ActionSet, addInto, emptySet } from './action-set.ts';
import { type AccessLevel, type Catalog, type CatalogAction, type ElevatedClass, elevatedClasses } from './catalog.ts';
import type { CompactCatalog } from './compact.ts';
import { eventMapper } from './event-mapping.ts';
import { actionMatcher, type ServiceRange } from './pattern.ts';

/** The letters that stand for access levels in `CompactCatalog.levels`. */
export const levelLetters: Readonly<Record<string, AccessLevel>> = {
  l: 'list',
  r: 'read',
  w: 'write',
  t: 'tagging',
  p: 'permissions-management',
};

/** Makes the catalog that everything asks from its compact form and the event tables. Answers to questions are kept in it, nothing else changes. */
export function buildCatalog(compact: CompactCatalog): Catalog {
  const size = compact.names.length;
  const lowerNames = compact.names.map((name) => name.toLowerCase());
  const services = serviceRanges(lowerNames);
  const elevatedOf = elevatedByAction(compact);
  const companions = new Set(compact.companions.map((companion) => companion.action));
  const forwarded = new Set(compact.forwarded);
  const globals = new Set(compact.globalServices);
  const actions: CatalogAction[] = [];
  const byName = new Map<string, CatalogAction>();
  for (const [service, { first, end }] of services) {
    const isGlobal = globals.has(service);
    for (let index = first; index < end; index++) {
      const resourceTypes = compact.resourceSets[compact.resources[index] ?? 0] ?? [];
      const action: CatalogAction = {
        index,
        name: compact.names[index] ?? '',
        service,
        accessLevel: levelLetters[compact.levels[index] ?? ''] ?? 'write',
        resourceTypes,
        isWildcardOnly: resourceTypes.length === 0,
        elevated: elevatedOf.get(index) ?? notElevated,
        trace: compact.traces[compact.trace[index] ?? 0] ?? { kind: 'unknown' },
        isGlobal,
        isCompanion: companions.has(index),
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
    companions: compact.companions,
    mappingOf: eventMapper({ actions, byName, services, companions: compact.companions }),
    matching: actionMatcher(lowerNames, services),
    ...elevatedSets(compact, size),
  };
}

const notElevated: CatalogAction['elevated'] = [];

/** Sorted names make each service one run. */
function serviceRanges(lowerNames: readonly string[]): Map<string, ServiceRange> {
  const ranges = new Map<string, ServiceRange>();
  let first = 0;
  let service = '';
  for (let index = 0; index <= lowerNames.length; index++) {
    const name = lowerNames[index] ?? '';
    const here = name.slice(0, Math.max(0, name.indexOf(':')));
    if (here === service && index < lowerNames.length) continue;
    if (service !== '') ranges.set(service, { first, end: index });
    service = here;
    first = index;
  }
  return ranges;
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
