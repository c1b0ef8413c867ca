import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { openBundle } from '../adapters/bundle/open-bundle.ts';
import { readUsageFiles } from '../adapters/bundle/read-usage.ts';
import { loadCatalog } from '../adapters/catalog/load-catalog.ts';
import { readLogFolders } from '../adapters/cloudtrail/read-logs.ts';
import { type AccountAudit, type AuditContext, auditAccount, conclude } from '../audit.ts';
import type { Catalog } from '../core/catalog/catalog.ts';
import { windowOf } from '../core/evidence/evidence-window.ts';
import { createUsageLedger, type UsageLedger } from '../core/evidence/usage-ledger.ts';
import type { AccountEntry, OrganizationParts } from '../core/model/bundle.ts';
import type { BundleReader } from '../core/model/bundle-reader.ts';
import { ConfigError } from '../core/model/errors.ts';
import type { AuditResult } from '../core/model/finding.ts';
import type { Gap } from '../core/model/gap.ts';
import { dayMs, type Instant, isoOf, type TimeWindow } from '../core/model/time.ts';
import type { UsageBatch } from '../core/model/usage.ts';
import type { Config } from './config.ts';
import { nearestName } from './nearest-name.ts';
import { noLogsGap } from './no-logs-gap.ts';
import { packageVersion } from './package-version.ts';
import type { Progress } from './progress.ts';

/** What to audit. */
export interface ScanRequest {
  /** Folder of the bundle. */
  readonly from: string;
  /** Folders (or files) of logs beside the bundle's own. */
  readonly cloudtrail: readonly string[];
  /** Account ids; empty: all. */
  readonly accounts: readonly string[];
  readonly config: Config;
  readonly withVerdicts: boolean;
  /** By ARN: the address of what a Terraform state says it manages. */
  readonly terraformAddresses?: ReadonlyMap<string, string>;
  readonly now: Instant;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** IAM itself remembers use for 400 days; logs that lie there are read as far back, since use before the window keeps a finding away. */
const lookBackDays = 400;

/**
 * Audits a bundle: reads its logs, then reads, audits and drops one account after the other. Throws the signal's reason when it is
 * aborted; whichever way it ends, the progress line is cleared.
 */
export async function scan(request: ScanRequest): Promise<AuditResult> {
  try {
    return await audited(request);
  } finally {
    request.progress.done();
  }
}

async function audited(request: ScanRequest): Promise<AuditResult> {
  const { progress, signal } = request;
  const { bundle, wanted, ledger, gaps, organization, context, catalog } = await openedScan(request);
  const audits: AccountAudit[] = [];
  for (const [place, { id }] of wanted.entries()) {
    progress.account(id, place + 1, wanted.length);
    audits.push(auditAccount(await bundle.readAccount(id), ledger, context, catalog));
    // Ctrl-C and the progress line get their turn between two accounts.
    await setImmediate();
    signal.throwIfAborted();
  }
  progress.step('joining the accounts');
  const scanId = scanIdOf(bundle, ledger, request, context.window.to, wanted);
  const { collection } = bundle;
  const whole = { scanId, parts: organization, gaps: [...bundle.gaps, ...gaps], ...(collection && { collection }) };
  return conclude(audits, whole, context, catalog);
}

/** A bundle with all that its accounts are audited against: its logs are read. */
export interface OpenedScan {
  readonly bundle: BundleReader;
  readonly wanted: readonly AccountEntry[];
  readonly ledger: UsageLedger;
  /** Of the logs. */
  readonly gaps: readonly Gap[];
  readonly organization: OrganizationParts;
  readonly context: AuditContext;
  readonly catalog: Catalog;
}

/** Opens a bundle and reads its logs. Throws the signal's reason when it is aborted. */
export async function openedScan(request: ScanRequest): Promise<OpenedScan> {
  const { config, progress, signal, terraformAddresses } = request;
  progress.step(`opening ${request.from}`);
  const bundle = await openBundle(request.from);
  signal.throwIfAborted();
  const wanted = wantedAccounts(bundle, request.accounts);
  const asOf = asOfOf(config, bundle, request.now);
  const window = windowOf(asOf, config.windowDays);
  const catalog = await loadCatalog();
  const { ledger, gaps } = await readUsage(request, bundle, window, wanted);
  const organization = await bundle.readOrganization();
  const context: AuditContext = {
    window,
    collectedAt: bundle.collectedAt ?? asOf,
    settings: config,
    organization,
    logGaps: gaps,
    withVerdicts: request.withVerdicts,
    suggest: { sha256, toolVersion: packageVersion() },
    ...(terraformAddresses === undefined ? {} : { terraformAddresses }),
  };
  return { bundle, wanted, ledger, gaps, organization, context, catalog };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function wantedAccounts(bundle: BundleReader, ids: readonly string[]): readonly AccountEntry[] {
  const known = bundle.accounts.map(({ id }) => id);
  for (const id of ids) {
    if (known.includes(id)) continue;
    const nearest = nearestName(id, known);
    throw new ConfigError(
      `account \`${id}\` is not in the bundle`,
      nearest === undefined ? `it holds ${listed(known)}` : `did you mean \`${nearest}\`?`,
    );
  }
  return ids.length === 0 ? bundle.accounts : bundle.accounts.filter(({ id }) => ids.includes(id));
}

/** The first ten, and how many more there are. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 10).map((name) => `\`${name}\``);
  const more = names.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}

function asOfOf(config: Config, bundle: BundleReader, now: Instant): Instant {
  const asOf = config.asOf ?? bundle.collectedAt;
  if (asOf === undefined) {
    throw new ConfigError(
      'as of when to audit is not known: the bundle has neither `manifest.json` with `collectedAt` nor `collected.json`',
      'give `--as-of`, the time at which the answers were collected, for example `--as-of 2026-10-31T06:00:00Z`',
    );
  }
  if (asOf > now) {
    throw new ConfigError(
      `\`${isoOf(asOf)}\` lies in the future`,
      'check `--as-of`, or `collectedAt` in `manifest.json`',
    );
  }
  return asOf;
}

async function readUsage(
  { from, cloudtrail, accounts, progress, signal }: ScanRequest,
  bundle: BundleReader,
  window: TimeWindow,
  wanted: readonly AccountEntry[],
): Promise<{ readonly ledger: UsageLedger; readonly gaps: readonly Gap[] }> {
  const span = { from: window.to - lookBackDays * dayMs, to: window.to };
  const builder = createUsageLedger(window);
  const gaps: Gap[] = [];
  const take = (item: UsageBatch | Gap): void => {
    if ('rows' in item) builder.add(item);
    else gaps.push(withinBundle(item, from));
    signal.throwIfAborted();
  };
  for await (const item of readUsageFiles(from, span)) take(item);
  const folders = await logFolders(from, cloudtrail);
  if (folders.length > 0) {
    const source = readLogFolders({ folders, onProgress: progress.logs });
    const scope = { accounts: accounts.length === 0 ? [] : wanted.map(({ id }) => id) };
    for await (const item of source.rollUp(scope, span, new Set())) take(item);
  }
  const ledger = builder.build();
  if (ledger.logs.size === 0) {
    // Where a folder of logs is there, what was to be collected does not matter.
    const gap = noLogsGap(folders.length > 0 ? { accounts: bundle.accounts } : bundle, cloudtrail);
    if (gap !== undefined) gaps.push(gap);
  }
  return { ledger, gaps };
}

/** The bundle's own folder of logs, if there is one, and those given. One that is given and not there is a mistake. */
async function logFolders(from: string, given: readonly string[]): Promise<readonly string[]> {
  const own = join(from, 'cloudtrail');
  for (const folder of given) {
    if (/^s3:/i.test(folder)) {
      throw new ConfigError(
        `\`${folder}\` lies in AWS, and \`--from\` reads only files`,
        'leave `--from` out, or collect it into the bundle first: `iam-drift collect --bundle BUNDLE --cloudtrail s3://…`',
      );
    }
    if (!(await isThere(folder)))
      throw new ConfigError(`no log files at \`${folder}\`: there is no such folder`, 'check `--cloudtrail`');
  }
  return (await isThere(own)) ? [own, ...given] : given;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** A gap in the bundle's own logs names their place in the bundle, so that a copy of it elsewhere gives the same report. */
function withinBundle(gap: Gap, from: string): Gap {
  const own = `${join(from, 'cloudtrail').replaceAll('\\', '/')}`;
  if (gap.path === undefined || (gap.path !== own && !gap.path.startsWith(`${own}/`))) return gap;
  const shorter = (text: string): string => text.replaceAll(own, 'cloudtrail');
  return { ...gap, path: shorter(gap.path), message: shorter(gap.message) };
}

/** The same bundle, logs, configuration and time give the same id, wherever they lie. */
function scanIdOf(
  bundle: BundleReader,
  ledger: UsageLedger,
  { config, terraformAddresses }: ScanRequest,
  asOf: Instant,
  wanted: readonly AccountEntry[],
): string {
  const logs = [...ledger.logs]
    .map(([id, { files, records, days }]) => [id, files, records, days.size].join(' '))
    .sort();
  const hash = createHash('sha256');
  const accounts = wanted.map(({ id }) => id);
  const beside = terraformAddresses === undefined ? [] : [terraformAddresses];
  // How the bundle came to be is in the bundle.
  const { collect: _, ...judging } = config;
  hash.update(JSON.stringify([bundle.digest, judging, asOf, accounts, logs, ...beside], withMaps));
  return hash.digest('hex').slice(0, 16);
}

/** JSON has no maps, and would write every one as an empty object. */
function withMaps(_: string, value: unknown): unknown {
  return value instanceof Map ? [...value].sort(([a], [b]) => (a < b ? -1 : 1)) : value;
}
