import pLimit from 'p-limit';
import { type AccountLeftOut, chosenAccounts } from '../../adapters/aws/accounts.ts';
import { newCallCounter } from '../../adapters/aws/call-counter.ts';
import { collectParts, organizationParts, writeGaps } from '../../adapters/aws/collect/collect-account.ts';
import { type AwsConnection, type AwsSession, ownSession } from '../../adapters/aws/session.ts';
import { openBundleWriter } from '../../adapters/bundle/write-bundle.ts';
import type { BundleWriter } from '../../core/model/bundle-writer.ts';
import type { Collection } from '../../core/model/calls.ts';
import type { LogSetting } from '../../core/model/collect-settings.ts';
import { ConfigError } from '../../core/model/errors.ts';
import type { Gap } from '../../core/model/gap.ts';
import type { Instant } from '../../core/model/time.ts';
import type { Config } from '../config.ts';
import { packageVersion } from '../package-version.ts';
import { collectAccounts } from './collect-accounts.ts';
import { checkLogPlaces, collectLogs, logsReadOf } from './collect-logs.ts';
import type { CollectProgress } from './collect-progress.ts';
import { addedCalls, callsIn } from './collection-calls.ts';
import { beganManifest, manifestFile, readManifest } from './manifest.ts';

/** What to collect, and how. */
export interface CollectRequest {
  /** Folder of the bundle: made, or gone on with. */
  readonly bundle: string;
  readonly config: Config;
  readonly profile?: string;
  readonly region?: string;
  /** Whether to start over. */
  readonly fresh: boolean;
  /** Account ids; empty: those the configuration chooses. */
  readonly accounts: readonly string[];
  /** In place of what the configuration says of logs, for all accounts. */
  readonly logs?: readonly LogSetting[];
  /** An older bundle, whose last-accessed answers may serve again. */
  readonly earlier?: string;
  readonly now: () => Instant;
  readonly signal: AbortSignal;
  readonly progress: CollectProgress;
  /** Attempts of one call, the first included. */
  readonly maxAttempts: number;
}

/** A bundle that is whole, as far as AWS answered. */
export interface CollectedBundle {
  readonly path: string;
  /** Account ids. */
  readonly accounts: readonly string[];
  /** Account ids that could not be entered. */
  readonly refused: readonly string[];
  /** Accounts of the organization that are not open. */
  readonly leftOut: readonly AccountLeftOut[];
  readonly gaps: readonly Gap[];
  readonly collection: Collection;
  /** Whether it went on with what was there, and since when that is. */
  readonly resumedFrom?: Instant;
}

/**
 * Collects accounts into a bundle: what is there is not asked for again. Throws `CredentialsError`, `ConfigError`, `NothingCollectedError`
 * when no account could be entered, and the signal's reason when it is aborted; what was collected by then is kept.
 */
export async function collectBundle(request: CollectRequest): Promise<CollectedBundle> {
  const { progress } = request;
  const ticking = setInterval(() => progress.calls(calls.total()), 200);
  const calls = newCallCounter();
  try {
    return await collected(request, connectionOf(request, calls));
  } finally {
    clearInterval(ticking);
    progress.done();
  }
}

/** The connection that a request asks for. */
export function connectionOf(
  {
    profile,
    region,
    now,
    signal,
    maxAttempts,
  }: Pick<CollectRequest, 'profile' | 'region' | 'now' | 'signal' | 'maxAttempts'>,
  calls: AwsConnection['calls'],
): AwsConnection {
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { region }),
    calls,
    now,
    signal,
    maxAttempts,
  };
}

async function collected(request: CollectRequest, connection: AwsConnection): Promise<CollectedBundle> {
  const { config, progress, now } = request;
  progress.step('signing in');
  const own = await ownSession(connection);
  refuseWrongClock(own);
  const writer = await openBundleWriter(request.bundle, { fresh: request.fresh, now });
  const callsBefore = await callsIn(writer);
  let whence: Pick<Collection, 'role' | 'logs'> = {};
  const costNow = (): Collection => ({
    tool: `iam-drift ${packageVersion()}`,
    calledBy: own.callerArn,
    ...whence,
    calls: addedCalls(callsBefore, connection.calls.counts()),
  });
  try {
    const before = await readManifest(writer);
    // A folder that a run was broken off in is known by it.
    const start = beganManifest(before, [], config, now());
    await writer.writeJson(manifestFile, start);
    const organization = await organizationGaps(own, writer, request);
    progress.step('choosing the accounts');
    const limited = pLimit(config.collect.concurrency.calls);
    const using = { writer, signal: request.signal, limited: <T>(work: () => Promise<T>) => limited(work) };
    // What the bundle holds of the organization by now is not asked again.
    const chosen = await chosenAccounts(own, wantedAccounts(request), using);
    const { accounts } = chosen;
    await writeGaps(writer, 'organization', [...organization, ...chosen.gaps]);
    const began = beganManifest(start, accounts, config, now());
    await writer.writeJson(manifestFile, began);
    progress.begin(accounts.map(({ id }) => id));
    const ofLogs = {
      own,
      writer,
      config,
      ...(request.logs === undefined ? {} : { logs: request.logs }),
      collectedAt: Date.parse(began.collectedAt),
      connection,
      progress,
    };
    // A place that is not there is told now, and not after an hour of collecting.
    await checkLogPlaces(
      accounts.map(({ id }) => id),
      ofLogs,
    );
    const sessions = await collectAccounts(own, accounts, began, { writer, request, connection });
    whence = whenceOf(own, sessions.entered, request);
    const logGaps = await collectLogs({ ...ofLogs, sessions: sessions.entered });
    const completedAt = new Date(now()).toISOString();
    await writer.writeJson(manifestFile, { ...began, accounts: sessions.named, completedAt });
    return {
      path: request.bundle,
      accounts: accounts.map(({ id }) => id),
      refused: sessions.refused.map(({ account }) => account),
      leftOut: chosen.leftOut,
      gaps: [...chosen.gaps, ...organization, ...sessions.gaps, ...logGaps],
      collection: costNow(),
      ...(before === undefined ? {} : { resumedFrom: Date.parse(before.collectedAt) }),
    };
  } finally {
    // What a run that was broken off has cost counts too.
    await writer.writeJson('collection.json', costNow());
    await writer.close();
  }
}

/** By which role, and from which logs, the bundle is. */
function whenceOf(
  own: AwsSession,
  entered: ReadonlyMap<string, AwsSession>,
  request: CollectRequest,
): Pick<Collection, 'role' | 'logs'> {
  const others = [...entered.values()].some((session) => session !== own);
  return {
    ...(others ? { role: request.config.collect.role.name } : {}),
    logs: logsReadOf([...entered.keys()], request),
  };
}

/** The SDK signs by AWS's clock when ours is wrong, so that nothing would be refused. */
const mostSkewMs = 3_600_000;

/** With a clock that is ahead, all use would seem to lie further back than it does: what is in use would be called unused. */
function refuseWrongClock({ clockSkewMs = 0 }: AwsSession): void {
  if (Math.abs(clockSkewMs) <= mostSkewMs) return;
  const hours = Math.round(Math.abs(clockSkewMs) / mostSkewMs);
  const size = hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
  throw new ConfigError(
    `this machine's clock is ${size} ${clockSkewMs > 0 ? 'ahead of' : 'behind'} AWS's: what was used, and when, would be told wrongly`,
    'set the clock, then run again',
  );
}

/** Accounts named on the command line are a list of their own, unless the organization is to be asked: then they are among its accounts. */
export function wantedAccounts({
  config,
  accounts,
}: Pick<CollectRequest, 'config' | 'accounts'>): Config['collect']['accounts'] {
  const { accounts: setting } = config.collect;
  if (accounts.length === 0) return setting;
  if (setting.kind !== 'organization') return { kind: 'list', ids: accounts };
  return { ...setting, include: { ids: accounts, units: [], tags: {} } };
}

async function organizationGaps(
  session: AwsSession,
  writer: BundleWriter,
  { config, now, signal, progress }: CollectRequest,
): Promise<readonly Gap[]> {
  progress.step('asking for the organization');
  const limited = pLimit(config.collect.concurrency.calls);
  return collectParts(organizationParts, {
    session,
    writer,
    folder: 'organization',
    settings: config.collect,
    now,
    signal,
    limited: (work) => limited(work),
    progress: (part, done, total) => progress.part('', part, done, total),
  });
}
