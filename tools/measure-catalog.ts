import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { loadCatalogSync } from '../dist/adapters/catalog/load-catalog.js';
import { eventSourcesOf } from '../dist/core/catalog/event-mapping.js';
import { dependentRows } from '../dist/core/catalog/tables/event-dependents.js';

/**
 * Measures the event mapping against the data sets of `../shared/data`, and the size and loading of the catalog, and writes the figures into
 * `docs/catalog.md` between its markers. Run by `npx tsx tools/measure-catalog.ts`, after `npm run build`.
 */

const data = new URL('../../shared/data/', import.meta.url);
const page = new URL('../docs/catalog.md', import.meta.url);
const catalogFile = new URL('../dist/catalog.json', import.meta.url);
const catalog = loadCatalogSync();

const sdkMap = z.object({
  sdk_method_iam_mappings: z.record(z.string(), z.array(z.object({ action: z.string() }))),
  sdk_permissionless_actions: z.array(z.string()),
  sdk_service_mappings: z.record(z.string(), z.string()),
});
const logFile = z.object({ Records: z.array(z.object({ eventSource: z.string(), eventName: z.string() })) });

/** SDK services that the map does not resolve itself, by IAM prefix. */
const prefixOfSdkService: Readonly<Record<string, string>> = {
  ChimeSDKMediaPipelines: 'chime',
  ChimeSDKMeetings: 'chime',
  ChimeSDKMessaging: 'chime',
  ConnectCampaigns: 'connect-campaigns',
  EMRServerless: 'emr-serverless',
  Keyspaces: 'cassandra',
  LicenseManagerUserSubscriptions: 'license-manager-user-subscriptions',
  MigrationHubOrchestrator: 'migrationhub-orchestrator',
  PinpointSMSVoiceV2: 'sms-voice',
  PrivateNetworks: 'private-networks',
  RedshiftServerless: 'redshift-serverless',
};

/** SDK methods whose event has another name than the method. */
const eventOfSdkMethod: Readonly<Record<string, string>> = {
  'S3Control.DeletePublicAccessBlock': 'DeleteAccountPublicAccessBlock',
  'S3Control.GetPublicAccessBlock': 'GetAccountPublicAccessBlock',
  'S3Control.PutPublicAccessBlock': 'PutAccountPublicAccessBlock',
};

/**
 * How our answer relates to the map's. The first four are agreement: what we say is needed the map has too, and whatever the map has
 * besides we know as well. The fourth stands apart because its table was written from this very map.
 */
type Agreement =
  | 'same' // what the call needs, exactly
  | 'also' // the rest is in what it may have exercised
  | 'companion' // the rest is told by the call's parameters (companion table)
  | 'dependent' // the rest is in the table of what calls do in other services
  | 'own event' // the rest are calls in the caller's name to another service, which leave their own events
  | 'more' // we need an action that the map does not have
  | 'less' // the map has an action of the same service, or a companion, that we do not know of here
  | 'unmapped'
  | 'not in the catalog';

interface Comparison {
  readonly method: string;
  readonly agreement: Agreement;
  /** Actions of the map that we do not know of for this call. */
  readonly missing: readonly string[];
  /** Actions that only we say are needed. */
  readonly extra: readonly string[];
}

/** Companion actions by the event that can carry them. */
const carriedBy = new Map<string, Set<string>>();
for (const companion of catalog.companions) {
  const name = nameOf(companion.action);
  for (const { eventSource, eventName } of companion.carriers) {
    const bare = eventName.toLowerCase().replace(/20\d{6}(?:v\d+)?$|20\d\d_\d\d_\d\d$/, '');
    const key = `${eventSource} ${bare}`;
    carriedBy.set(key, (carriedBy.get(key) ?? new Set()).add(name));
  }
}

/** Actions that only the table of dependents gives, by service and event. */
const dependents = new Map<string, readonly string[]>();
for (const { service, rows } of dependentRows) {
  for (const [eventNames, also] of rows) {
    for (const name of eventNames.split(' ')) dependents.set(`${service} ${name}`, also.toLowerCase().split(' '));
  }
}

/** Actions that never leave an event of their own, so no event of theirs can excuse that we miss them. */
const silent = new Set(catalog.companions.map((companion) => nameOf(companion.action)));

function nameOf(index: number): string {
  return catalog.actions[index]?.name.toLowerCase() ?? '';
}

/** The source a method's calls are logged under: by the map's own service names, and S3 Control's `s3-outposts` calls apart. */
function eventSourceOf(prefix: string, wanted: readonly string[]): string {
  const isOutposts = prefix === 's3' && wanted.every((action) => action.startsWith('s3-outposts:'));
  return eventSourcesOf(isOutposts ? 's3-outposts' : prefix)[0] ?? '';
}

function compare(method: string, wanted: readonly string[], prefix: string, needsNothing: boolean): Comparison {
  const eventSource = eventSourceOf(prefix, wanted);
  const eventName = eventOfSdkMethod[method] ?? method.split('.')[1] ?? '';
  const ours = catalog.mappingOf(eventSource, eventName);
  const answer = (agreement: Agreement, missing: readonly string[] = [], extra: readonly string[] = []) => ({
    method,
    agreement,
    missing,
    extra,
  });
  if (wanted.some((action) => !catalog.byName.has(action))) return answer('not in the catalog');
  if (ours.kind === 'no-permission' && needsNothing) return answer('same');
  if (ours.kind !== 'actions') return answer('unmapped', wanted);

  const needed = ours.actions.map(nameOf);
  const also = ours.also.map(nameOf);
  const carried = eventSourcesOf(prefix).flatMap((source) => [
    ...(carriedBy.get(`${source} ${eventName.toLowerCase()}`) ?? []),
  ]);
  const dependent = dependents.get(`${prefix} ${eventName}`) ?? [];
  const extra = needed.filter((action) => !wanted.includes(action));
  const rest = wanted.filter((action) => !needed.includes(action));
  const beyondAlso = rest.filter((action) => !also.includes(action));
  const beyondCarried = beyondAlso.filter((action) => !carried.includes(action));
  const fromDependents = rest.filter((action) => dependent.includes(action) && !carried.includes(action));
  if (extra.length > 0) return answer('more', beyondCarried, extra);
  if (rest.length === 0) return answer('same');
  if (beyondAlso.length === 0) return answer(fromDependents.length === 0 ? 'also' : 'dependent');
  if (beyondCarried.length === 0) return answer(fromDependents.length === 0 ? 'companion' : 'dependent');
  const leavesEvent = (action: string) => !action.startsWith(`${prefix}:`) && !silent.has(action);
  return answer(beyondCarried.every(leavesEvent) ? 'own event' : 'less', beyondCarried);
}

function compareAll(): Comparison[] {
  const file = readFileSync(new URL('sdk-iam-map/map-2023-01-01.json.gz', data));
  const map = sdkMap.parse(JSON.parse(gunzipSync(file).toString('utf8')));
  return Object.entries(map.sdk_method_iam_mappings).map(([method, mapped]) => {
    const service = method.split('.')[0] ?? '';
    const prefix = prefixOfSdkService[service] ?? map.sdk_service_mappings[service] ?? service.toLowerCase();
    const wanted = [...new Set(mapped.map(({ action }) => action.toLowerCase()))];
    return compare(method, wanted, prefix, map.sdk_permissionless_actions.includes(method));
  });
}

/** The figures of the comparison, and every difference by group. */
function mappingReport(comparisons: readonly Comparison[]): string[] {
  const of = (...agreements: Agreement[]) => comparisons.filter(({ agreement }) => agreements.includes(agreement));
  const judged = comparisons.length - of('not in the catalog').length;
  const percent = (part: number) => `${((100 * part) / judged).toFixed(2)} %`;
  const row = (says: string, part: number) => `| ${says} | ${part} | ${percent(part)} |`;
  const agreed = of('same', 'also', 'companion').length;
  const dependent = of('dependent').length;
  return [
    `${comparisons.length} methods, ${of('not in the catalog').length} of them with an action that the catalog does not have; ${judged} are judged:`,
    '',
    '| | methods | share |',
    '|---|---:|---:|',
    row('what the call needs is the same, exactly', of('same').length),
    row('the same with what the call may have exercised besides (`also`)', of('also').length),
    row('the same with companions, which its parameters tell', of('companion').length),
    row('**the same actions, so far**', agreed),
    row('the same with the table of what calls do in other services, which was written from this map', dependent),
    row('**the same actions, with that table**', agreed + dependent),
    row(
      'differs: elevated calls to other services in the caller’s name, which leave their own events',
      of('own event').length,
    ),
    row('differs: we name an action that the map does not have', of('more').length),
    row('differs: the map names an action that we do not have here', of('less').length),
    row('differs: not mapped', of('unmapped').length),
    '',
    ...listed('Elevated calls to other services in the caller’s name', of('own event')),
    ...listed('We name an action that the map does not have', of('more')),
    ...listed('The map names an action that we do not have here', of('less')),
    ...listed('Not mapped', of('unmapped')),
  ];
}

/** One line a method: actions only the map has with a minus, those only we have with a plus. */
function listed(title: string, comparisons: readonly Comparison[]): string[] {
  if (comparisons.length === 0) return [];
  const lines = comparisons.map(({ method, missing, extra }) => {
    const signs = [...missing.map((action) => `-${action}`), ...extra.map((action) => `+${action}`)];
    return `${method} ${signs.join(' ')}`;
  });
  return [
    '<details>',
    `<summary>${title} (${lines.length})</summary>`,
    '',
    '```text',
    ...lines.sort(),
    '```',
    '',
    '</details>',
    '',
  ];
}

/** The figures of one log set. */
function logReport(set: string): string {
  const kinds = { actions: 0, 'no-permission': 0, unmapped: 0 };
  const unmapped = new Set<string>();
  const folder = new URL(`${set}/`, data);
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json.gz'))) {
    const parsed = logFile.parse(JSON.parse(gunzipSync(readFileSync(new URL(name, folder))).toString('utf8')));
    for (const { eventSource, eventName } of parsed.Records) {
      const { kind } = catalog.mappingOf(eventSource, eventName);
      kinds[kind]++;
      if (kind === 'unmapped') unmapped.add(`${eventSource} ${eventName}`);
    }
  }
  const total = kinds.actions + kinds['no-permission'] + kinds.unmapped;
  const share = `${((100 * (total - kinds.unmapped)) / total).toFixed(2)} %`;
  const rest = unmapped.size === 0 ? 'none' : [...unmapped].join(', ');
  return `| \`${set}\` | ${total} | ${kinds.actions} | ${kinds['no-permission']} | ${share} | ${rest} |`;
}

/** Size, and the time to load in a fresh process (median of nine), because a warm one is quicker. */
function loadingReport(): string[] {
  const loader = new URL('../dist/adapters/catalog/load-catalog.js', import.meta.url);
  const program = `import { loadCatalogSync } from '${loader.href}';
    const start = performance.now(); loadCatalogSync(); console.log(performance.now() - start);`;
  const times = Array.from({ length: 9 }, () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })),
  ).sort((a, b) => a - b);
  const elevated = catalog.actions.filter((action) => action.elevated.length > 0).length;
  const traces = new Map<string, number>();
  for (const { trace } of catalog.actions) traces.set(trace.kind, (traces.get(trace.kind) ?? 0) + 1);
  const fits = new Set(catalog.actions.map((action) => catalog.fitOf(action.index)));
  const wildcardOnly = catalog.actions.filter((action) => action.isWildcardOnly).length;
  const optional = catalog.actions.filter((action) => catalog.fitOf(action.index).isOptional).length - wildcardOnly;
  const counted = ['management', 'data', 'none', 'unknown'].map((kind) => `${kind} ${traces.get(kind) ?? 0}`);
  return [
    `- version ${catalog.version}: ${catalog.services.size} services, ${catalog.size} actions, ${elevated} of them with an elevated class`,
    `- event left in a trail: ${counted.join(', ')}`,
    `- companions: ${catalog.companions.length} actions, ${catalog.companions.reduce((sum, { carriers }) => sum + carriers.length, 0)} calls that can carry one`,
    `- resources: ${fits.size} distinct sets of ARN formats, ${wildcardOnly} actions that can name only \`*\`, ${optional} more that can name it`,
    `- resource control policies bind ${catalog.rcpServices.size} services; ${catalog.multivaluedKeys.size} condition keys have several values`,
    `- \`dist/catalog.json\`: ${Math.round(statSync(catalogFile).size / 1000)} kB; loading takes ${Math.round(times[4] ?? 0)} ms in a fresh process (median of 9; Node ${process.versions.node})`,
  ];
}

/** Puts lines between the page's markers of that name. */
function replaced(text: string, marker: string, lines: readonly string[]): string {
  const [start, end] = [`<!-- ${marker}: begin -->`, `<!-- ${marker}: end -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`no markers \`${marker}\` in ${fileURLToPath(page)}`);
  return `${text.slice(0, from + start.length)}\n\n${lines.join('\n').trim()}\n\n${text.slice(to)}`;
}

if (!existsSync(data)) throw new Error('the data sets are not there: nothing was measured');
const comparisons = compareAll();
let text = readFileSync(page, 'utf8');
text = replaced(text, 'loading', loadingReport());
text = replaced(text, 'mapping', mappingReport(comparisons));
text = replaced(text, 'logs', [
  '| set | records | mapped to actions | need no permission | share | not mapped |',
  '|---|---:|---:|---:|---:|---|',
  logReport('cloudtrail-invictus'),
  logReport('cloudtrail-stratus'),
]);
writeFileSync(page, text);
