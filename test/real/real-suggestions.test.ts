import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openBundle } from '../../src/adapters/bundle/open-bundle.ts';
import { loadCatalogSync } from '../../src/adapters/catalog/load-catalog.ts';
import { readLogFolders } from '../../src/adapters/cloudtrail/read-logs.ts';
import { type AuditContext, auditAccount } from '../../src/audit.ts';
import { parseConfig } from '../../src/cli/config.ts';
import { detectors } from '../../src/core/detect/index.ts';
import { windowOf } from '../../src/core/evidence/evidence-window.ts';
import { createUsageLedger, type UsageLedger } from '../../src/core/evidence/usage-ledger.ts';
import type { AccountParts, OrganizationParts, RawManagedPolicy } from '../../src/core/model/bundle.ts';
import { defaultEventSelectors } from '../../src/core/model/event-selectors.ts';
import type { NoSuggestion, Suggestion } from '../../src/core/model/suggestion.ts';
import { dayMs, dayOf, type Instant } from '../../src/core/model/time.ts';
import type { LogObject } from '../../src/core/model/usage.ts';
import type { PolicySet } from '../../src/core/policy/authorize.ts';
import {
  accountId,
  batchOf,
  daysAgo,
  logsOf,
  partsWith,
  roleWith,
  settings,
  type TestEvent,
} from '../core/evidence/account.ts';
import { auditedCase, sha256 } from '../core/suggest/audited-case.ts';
import { complaintsAbout, namesLike, type OwnCall } from '../core/suggest/oracle.ts';
import { type Chance, chanceOf, documentOf, managedPolicies, textsOf, type WrittenPolicy } from './policy-variants.ts';

const shared = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const example = fileURLToPath(new URL('../../example/bundle/', import.meta.url));
const isPresent = existsSync(shared);
const catalog = loadCatalogSync();
/** How many actions each check asks about: more, to look deeper than there is time for in every run. */
const depth = Number(process.env.PROPERTY_DEPTH ?? 8);
/** How many of AWS's policies are tried. */
const publishedPolicies = Number(process.env.PROPERTY_RUNS ?? 15);
const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

type Json = Readonly<Record<string, unknown>>;

/** What was suggested of a bundle, and what is wrong with it. */
interface Judged {
  readonly suggestions: readonly Suggestion[];
  readonly noSuggestions: readonly NoSuggestion[];
  readonly complaints: readonly string[];
}

/** Use that is added to what the bundle holds. */
type Invented = (parts: AccountParts, asOf: Instant) => { readonly parts: AccountParts; readonly ledger: UsageLedger };

/** Audits a bundle account by account, and judges each suggestion from the raw parts. */
async function judgedBundle(
  folder: string,
  { invented, keepUsedDays = 400 }: { readonly invented?: Invented; readonly keepUsedDays?: number } = {},
): Promise<Judged> {
  const bundle = await openBundle(folder);
  const asOf = bundle.collectedAt ?? 0;
  const window = windowOf(asOf, 90);
  const organization = await bundle.readOrganization();
  const ledger = await ledgerOf(folder, asOf);
  const ids = detectors.map(({ id }) => id);
  const defaults = parseConfig('{}', 'the test', ids);
  const config = { ...defaults, suggest: { ...defaults.suggest, keepUsedDays } };
  const context: AuditContext = {
    window,
    collectedAt: asOf,
    settings: config,
    organization,
    logGaps: [],
    withVerdicts: true,
    suggest: { sha256, toolVersion: '0.0.0' },
  };
  const judged = { suggestions: [] as Suggestion[], noSuggestions: [] as NoSuggestion[], complaints: [''] };
  judged.complaints.pop();
  for (const { id } of bundle.accounts) {
    const raw = await bundle.readAccount(id);
    const { parts, ledger: usage } = invented?.(raw, asOf) ?? { parts: raw, ledger };
    const audit = auditAccount(parts, usage, context, catalog);
    const scps = scpLevelsOf(id, organization);
    const given = {
      parts,
      audit,
      calls: callsOf(parts, usage),
      settings: config.suggest,
      asOf,
      depth,
      ...(scps === undefined ? {} : { scps }),
    };
    judged.complaints.push(...complaintsAbout(given, catalog));
    judged.suggestions.push(...audit.suggestions);
    judged.noSuggestions.push(...audit.noSuggestions);
  }
  return judged;
}

async function ledgerOf(folder: string, asOf: Instant): Promise<UsageLedger> {
  const builder = createUsageLedger(windowOf(asOf, 90));
  const logs = join(folder, 'cloudtrail');
  const span = { from: asOf - 400 * dayMs, to: asOf };
  const source = existsSync(logs) ? readLogFolders({ folders: [logs], threads: 1 }) : undefined;
  for await (const item of source?.rollUp({ accounts: [] }, span, new Set()) ?? [])
    if ('rows' in item) builder.add(item);
  return builder.build();
}

function callsOf({ details }: AccountParts, usage: UsageLedger): readonly OwnCall[] {
  return [...details.roles, ...details.users].flatMap(({ id, arn }) =>
    [...(usage.principals.get(id)?.events.values() ?? [])].flatMap((event): OwnCall[] => {
      const mapping = catalog.mappingOf(event.eventSource, event.eventName);
      const at = Math.max(event.lastUsed ?? 0, event.lastBefore ?? 0);
      if (at === 0 || mapping.kind === 'no-permission') return [];
      const exercised = mapping.kind === 'actions' ? [...mapping.actions, ...mapping.also] : [];
      const actions = exercised.map((index) => catalog.actions[index]?.name ?? '');
      const source = event.eventSource.replace('.amazonaws.com', '');
      return [{ principalArn: arn, source, at, actions, resources: event.detail?.resources ?? [] }];
    }),
  );
}

/** From the root down to the account. */
function scpLevelsOf(id: string, { serviceControlPolicies, parents }: OrganizationParts): PolicySet['scps'] {
  if (serviceControlPolicies === undefined || parents === undefined) return undefined;
  const levels: string[] = [];
  for (let level: string | undefined = id; level !== undefined; level = parents.get(level)) levels.unshift(level);
  return levels.map((level) => serviceControlPolicies.filter(({ targets }) => targets.includes(level)));
}

/** A bundle of one account in a folder of its own. */
async function bundleOf(account: string, asOf: string, files: Readonly<Record<string, Json>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'iam-drift-suggested-'));
  folders.push(folder);
  const write = async (name: string, content: Json): Promise<void> => {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, JSON.stringify(content));
  };
  await write('manifest.json', {
    schemaVersion: 1,
    collectedAt: asOf,
    accounts: [{ id: account, environment: 'production' }],
  });
  for (const [name, content] of Object.entries(files)) await write(`accounts/${account}/${name}`, content);
  return folder;
}

function read(path: string): Json {
  return JSON.parse(readFileSync(join(shared, path), 'utf8'));
}

/** Whole coverage by logs that lie in one region, and calls that every third role and user makes of what it may do. */
function inventedUse(
  parts: AccountParts,
  asOf: Instant,
): { readonly parts: AccountParts; readonly ledger: UsageLedger } {
  const { id } = parts.account;
  const days = Array.from({ length: 121 }, (_, ago) => dayOf(asOf - ago * dayMs));
  const logs = days.map(
    (day): LogObject => ({
      path: `AWSLogs/${id}/CloudTrail/${day}`,
      kind: 'log',
      accountId: id,
      region: 'us-east-1',
      day,
      records: 1,
      contents: [],
    }),
  );
  const principals = [...parts.details.roles, ...parts.details.users];
  const events = principals.flatMap(({ id: principalId, arn }, place): TestEvent[] => {
    const chance = chanceOf(arn);
    return Array.from({ length: place % 3 === 0 ? 4 : 1 }, () => {
      const [source = '', name = ''] = (usualCalls[chance(usualCalls.length)] ?? '').split(' ');
      return { daysAgo: 1, source, name, principalId, principalArn: arn, detail: { principalId, principalArn: arn } };
    });
  });
  const builder = createUsageLedger(windowOf(asOf, 90));
  const batch = batchOf(events, logs);
  const at = new Float64Array(events.length).fill(asOf - dayMs);
  const rows = {
    ...batch.rows,
    day: new Int32Array(events.length).fill(dayOf(asOf - dayMs)),
    firstSeen: at,
    lastSeen: at,
    accountId: new Uint32Array(events.length).fill(batch.strings.length),
    principalAccountId: new Uint32Array(events.length).fill(batch.strings.length),
  };
  builder.add({ ...batch, strings: [...batch.strings, id], rows });
  const trail = {
    arn: `arn:aws:cloudtrail:us-east-1:${id}:trail/all`,
    name: 'all',
    homeRegion: 'us-east-1',
    bucket: 'logs',
    prefix: '',
    isMultiRegion: true,
    isOrganization: false,
    includesGlobalServices: true,
    isLogging: true,
    startedLoggingAt: asOf - 700 * dayMs,
    selectors: defaultEventSelectors,
  };
  // Old enough to be judged, whatever the dates in the data are.
  const aged = <T extends { readonly createdAt?: Instant }>(list: readonly T[]): readonly T[] =>
    list.map((one) => ({ ...one, createdAt: Math.min(one.createdAt ?? 0, asOf - 500 * dayMs) }));
  const policies = aged(parts.details.policies).map((policy) => ({ ...policy, versions: aged(policy.versions) }));
  return {
    parts: {
      ...parts,
      trails: [trail],
      regions: ['us-east-1'],
      details: {
        ...parts.details,
        roles: aged(parts.details.roles),
        users: aged(parts.details.users),
        groups: aged(parts.details.groups),
        policies,
      },
    },
    ledger: builder.build(),
  };
}

const usualCalls = [
  'ec2.amazonaws.com DescribeInstances',
  's3.amazonaws.com ListBuckets',
  'iam.amazonaws.com GetRole',
  'iam.amazonaws.com CreateAccessKey',
  'lambda.amazonaws.com ListFunctions20150331',
  'cloudformation.amazonaws.com DescribeStacks',
  'ssm.amazonaws.com UpdateInstanceInformation',
  'sts.amazonaws.com AssumeRole',
];

function named({ suggestions }: Judged): readonly string[] {
  return suggestions
    .map(({ kind, principal, policy, group }) => `${kind} ${(principal ?? policy ?? group ?? '').split('/').at(-1)}`)
    .sort();
}

describe('suggestions for the example organization', () => {
  it('hold against the bundle’s own documents and logs', async () => {
    const judged = await judgedBundle(example);
    expect(judged.complaints).toEqual([]);
    expect(judged.noSuggestions.filter(({ why }) => why === 'failed-check')).toEqual([]);
    expect(judged.suggestions.length).toBeGreaterThan(10);
  });
});

// Half a minute of computing: CI alone does it.
const isWanted = isPresent && process.env.IAM_DRIFT_EXTERNAL_CHECKS === '1';

describe.skipIf(!isWanted)('suggestions for real accounts (skipped: ../shared/data absent, or outside of CI)', () => {
  const realAccount = () =>
    bundleOf('200611803367', '2023-03-29T00:00:00Z', {
      'authorization-details.json': read('gaad-realaccount-dev/account-authorization-details.json'),
    });

  it('retire the three roles nobody used, and narrow nothing without logs', async () => {
    const judged = await judgedBundle(await realAccount());
    expect(judged.complaints).toEqual([]);
    expect(named(judged)).toEqual(['retire MyOtherRole', 'retire MyRole', 'retire OverprivilegedEC2']);
  });

  it('hold for real policies under invented use', async () => {
    const judged = await judgedBundle(await realAccount(), { invented: inventedUse });
    expect(judged.complaints).toEqual([]);
    expect(judged.noSuggestions.filter(({ why }) => why === 'failed-check')).toEqual([]);
    expect(judged.suggestions.filter(({ kind }) => kind === 'narrow').length).toBeGreaterThan(10);
  });

  it('hold where services’ last-accessed dates are all that is known', async () => {
    const answers = Object.entries(read('iam-airiam/service-last-accessed-by-arn.json'));
    const folder = await bundleOf('000000000000', '2020-03-21T12:00:00Z', {
      'authorization-details.json': read('iam-airiam/account-authorization-details.json'),
      ...Object.fromEntries(
        answers.map(([arn, answer], place) => [`last-accessed/${place}.json`, { ...Object(answer), Arn: arn }]),
      ),
    });
    const judged = await judgedBundle(folder);
    expect(judged.complaints).toEqual([]);
    // It lists no service that was never used, and none that was not used for 400 days.
    expect(judged.suggestions).toEqual([]);
    const strict = await judgedBundle(folder, { keepUsedDays: 90 });
    expect(strict.complaints).toEqual([]);
    expect(strict.suggestions.length).toBeGreaterThan(0);
    const invented = await judgedBundle(folder, { invented: inventedUse });
    expect(invented.complaints).toEqual([]);
  });

  it('hold for policies that AWS publishes, each on a role that used a little of it', () => {
    const chance = chanceOf('published policies');
    const all = managedPolicies();
    const chosen = new Set(Array.from({ length: publishedPolicies }, () => all[chance(all.length)]));
    const held = [...chosen].flatMap((policy, place) => (policy === undefined ? [] : holding(policy, place, chance)));
    const given = auditedCase(
      {
        parts: partsWith({
          details: {
            roles: held.map(({ role }) => role),
            users: [],
            groups: [],
            policies: held.map(({ managed }) => managed),
            isComplete: true,
          },
        }),
        events: held.flatMap(({ events }) => events),
        logs: logsOf(),
        windowDays: 90,
        suggest: settings.suggest,
        organization: { gaps: [] },
      },
      depth,
    );
    expect(complaintsAbout(given, catalog)).toEqual([]);
    expect(given.audit.noSuggestions.filter(({ why }) => why === 'failed-check' || why === 'undecided')).toEqual([]);
    expect(given.audit.suggestions.length).toBeGreaterThan(held.length / 4);
  });
});

/** A role with a published policy, half of the time as a policy of the account's own, and three calls that the policy allows. */
function holding(policy: WrittenPolicy, place: number, chance: Chance) {
  const owner = chance(2) === 0 ? accountId : 'aws';
  const arn = `arn:aws:iam::${owner}:policy/${policy.name}`;
  const role = roleWith([], {
    id: `AROA${place}`,
    name: `role-${place}`,
    arn: `arn:aws:iam::${accountId}:role/role-${place}`,
    inlinePolicies: [],
    attachedPolicies: [arn],
  });
  const managed: RawManagedPolicy = {
    id: `ANPA${place}`,
    arn,
    name: policy.name,
    path: '/',
    createdAt: daysAgo(700),
    attachmentCount: 1,
    boundaryUsageCount: 0,
    versions: [{ versionId: 'v1', isDefault: true, createdAt: daysAgo(700), document: documentOf(policy) }],
  };
  const allowed = policy.statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => textsOf(Action))
    .flatMap((pattern) => namesLike(pattern, catalog));
  const events = Array.from({ length: allowed.length === 0 ? 0 : 3 }, (): TestEvent => {
    const [service = '', name = ''] = (allowed[chance(allowed.length)] ?? '').split(':');
    const trace = catalog.byName.get(`${service}:${name}`.toLowerCase())?.trace;
    const [source = `${service}.amazonaws.com`] = trace?.kind === 'management' ? trace.eventSources : [];
    const own = { principalId: role.id, principalArn: role.arn };
    return { daysAgo: 5, source, name, ...own, detail: { ...own, requestKeys: ['name'] } };
  });
  return { role, managed, events };
}
