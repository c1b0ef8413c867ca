import { InternalError } from '../model/errors.ts';
import { type ActionSet, membersOf } from './action-set.ts';
import { buildCatalog } from './build.ts';
import type { AccessLevel, Catalog, ElevatedClass, EventTrace } from './catalog.ts';
import { type CompactCatalog, type CompactCompanions, compactFormat, levelLetters } from './compact-shape.ts';
import { distinctList } from './distinct-list.ts';
import { eventSourcesOf } from './event-mapping.ts';
import { isReadOnly } from './read-only.ts';
import { compactFits, type RawResourceType } from './resource-fit.ts';

/** One action as the action data tells it. */
export interface RawAction {
  readonly service: string;
  readonly name: string;
  /** As the data spells it: `Read`, `Tagging, Write` … */
  readonly accessLevel: string;
  readonly resourceTypes: readonly RawResourceType[];
}

/** The action data, as far as the catalog uses it. */
export interface RawCatalog {
  readonly actions: readonly RawAction[];
  /** Of all services, and the global ones; a key may stand here more than once. */
  readonly conditionKeys: readonly { readonly name: string; readonly type: string }[];
  readonly rcpServices: readonly string[];
}

/** Our own tables, by what they add to an action. Later trace rows win. */
export interface CatalogTables {
  readonly elevated: readonly { readonly pattern: string; readonly class: ElevatedClass; readonly reason: string }[];
  readonly traces: readonly {
    readonly pattern: string;
    readonly trace:
      | 'management'
      | 'none'
      | 'unknown'
      | { readonly data: readonly string[]; readonly partly?: true | undefined };
  }[];
  readonly companions: readonly {
    readonly action: string;
    readonly eventSource: string;
    readonly eventName: string;
    readonly parameters: readonly string[];
    readonly maybe?: readonly string[] | undefined;
  }[];
  readonly globalServices: readonly { readonly service: string }[];
  readonly forwarded: readonly { readonly pattern: string }[];
}

/** The compact catalog, or what is wrong with our tables: rows that name no action, and carriers that map to none. */
export interface Compaction {
  readonly compact: CompactCatalog;
  readonly problems: readonly string[];
}

/** Joins the action data with our tables. */
export function compactCatalog(
  data: RawCatalog,
  tables: CatalogTables,
  names: { readonly version: string; readonly fingerprint: string },
): Compaction {
  const bare = bareCatalog(data, names);
  const catalog = buildCatalog(bare);
  const problems: string[] = [];

  function matched(table: string, pattern: string): ActionSet {
    const set = catalog.matching(pattern);
    if (set.every((word) => word === 0)) problems.push(`${table}: \`${pattern}\` matches no action`);
    return set;
  }

  const elevated = tables.elevated.map((row) => ({
    class: row.class,
    reason: row.reason,
    actions: [...membersOf(matched('elevated', row.pattern))],
  }));
  const forwarded = tables.forwarded.flatMap((row) => [...membersOf(matched('forwarded', row.pattern))]);
  for (const { service } of tables.globalServices) {
    if (!catalog.services.has(service)) problems.push(`global-services: no service \`${service}\``);
  }
  const traceRows = tables.traces.map((row) => ({ trace: row.trace, set: matched('traces', row.pattern) }));
  const compact: CompactCatalog = {
    ...bare,
    ...traceColumns(catalog, traceRows),
    elevated,
    companions: companionsOf(catalog, tables.companions, problems),
    globalServices: tables.globalServices.map((row) => row.service),
    forwarded: [...new Set(forwarded)].sort((a, b) => a - b),
  };
  return { compact, problems };
}

/** The action data alone, as columns. */
function bareCatalog(
  data: RawCatalog,
  names: { readonly version: string; readonly fingerprint: string },
): CompactCatalog {
  const sorted = data.actions
    .map((action) => ({ ...action, full: `${action.service}:${action.name}` }))
    .sort((a, b) => (a.full.toLowerCase() < b.full.toLowerCase() ? -1 : 1));
  const resourceSets = distinctList<readonly string[]>([]);
  return {
    format: compactFormat,
    ...names,
    names: sorted.map((action) => action.full).join(' '),
    services: serviceCounts(sorted),
    levels: sorted.map((action) => letterOf(accessLevelOf(action.accessLevel))).join(''),
    resources: sorted.map((action) => resourceSets.add(action.resourceTypes.map((type) => type.name))),
    resourceSets: resourceSets.values,
    traces: [{ kind: 'unknown' }],
    trace: sorted.map(() => 0),
    elevated: [],
    companions: { eventSources: [], parameters: [], rows: [] },
    globalServices: [],
    forwarded: [],
    fits: compactFits(sorted.map((action) => action.resourceTypes)),
    rcpServices: [...new Set(data.rcpServices.map((service) => service.toLowerCase()))].sort(),
    multivaluedKeys: multivaluedKeysOf(data.conditionKeys),
  };
}

/** A key with a placeholder in its name is no name that a policy can have, so it is left out. */
function multivaluedKeysOf(keys: RawCatalog['conditionKeys']): string[] {
  const several = keys.filter((key) => /^ArrayOf/i.test(key.type) && !/[$<]/.test(key.name));
  return [...new Set(several.map((key) => key.name.toLowerCase()))].sort();
}

/** One access level of the data's words: `Tagging, Write` is tagging, `Permissions management, Write` permissions management. */
export function accessLevelOf(words: string): AccessLevel {
  if (words.includes('Permissions management')) return 'permissions-management';
  if (words.includes('Tagging')) return 'tagging';
  if (words.includes('Write')) return 'write';
  if (words.includes('List')) return 'list';
  if (words.includes('Read')) return 'read';
  throw new InternalError(`unknown access level \`${words}\` in the action data`);
}

function letterOf(level: AccessLevel): string {
  const found = Object.entries(levelLetters).find(([, name]) => name === level);
  return found?.[0] ?? 'w';
}

function traceColumns(
  catalog: Catalog,
  rows: readonly { readonly trace: CatalogTables['traces'][number]['trace']; readonly set: ActionSet }[],
): Pick<CompactCatalog, 'traces' | 'trace'> {
  const winners = new Array<CatalogTables['traces'][number]['trace']>(catalog.size).fill('unknown');
  for (const { trace, set } of rows) for (const index of membersOf(set)) winners[index] = trace;
  const distinct = distinctList<EventTrace>({ kind: 'unknown' });
  const trace = catalog.actions.map((action, index) => {
    const winner = winners[index] ?? 'unknown';
    if (winner === 'unknown' || winner === 'none') return distinct.add({ kind: winner });
    const readOnly = isReadOnly(action.name, action.accessLevel);
    if (winner === 'management') {
      return distinct.add({ kind: 'management', readOnly, eventSources: eventSourcesOf(action.service) });
    }
    return distinct.add({ kind: 'data', readOnly, resourceTypes: winner.data, partly: winner.partly === true });
  });
  return { traces: distinct.values, trace };
}

function companionsOf(catalog: Catalog, rows: CatalogTables['companions'], problems: string[]): CompactCompanions {
  const eventSources = distinctList<string>('');
  const parameters = distinctList<readonly string[]>([]);
  const carriersOf = new Map<number, CompactCompanions['rows'][number]['carriers'][number][]>();
  for (const row of rows) {
    const action = catalog.byName.get(row.action.toLowerCase());
    const mapping = catalog.mappingOf(row.eventSource, row.eventName);
    const carried = mapping.kind === 'actions' ? (mapping.actions[0] ?? mapping.also[0]) : undefined;
    if (action === undefined) problems.push(`companions: no action \`${row.action}\``);
    if (carried === undefined) problems.push(`companions: no action for ${row.eventSource} ${row.eventName}`);
    if (action === undefined || carried === undefined) continue;
    const carriers = carriersOf.get(action.index) ?? [];
    carriersOf.set(action.index, carriers);
    const [own, maybe] = [parameters.add(row.parameters), parameters.add(row.maybe ?? [])];
    carriers.push([eventSources.add(row.eventSource), row.eventName, carried, own, maybe]);
  }
  return {
    eventSources: eventSources.values,
    parameters: parameters.values,
    rows: [...carriersOf].sort(([a], [b]) => a - b).map(([action, carriers]) => ({ action, carriers })),
  };
}

function serviceCounts(sorted: readonly { readonly service: string }[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { service } of sorted) counts.set(service, (counts.get(service) ?? 0) + 1);
  return [...counts];
}
