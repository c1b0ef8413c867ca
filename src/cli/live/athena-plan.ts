import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import { DescribeOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import pLimit from 'p-limit';
import { chosenAccounts } from '../../adapters/aws/accounts.ts';
import { newCallCounter } from '../../adapters/aws/call-counter.ts';
import { pause } from '../../adapters/aws/collect/pause.ts';
import { failureOf, gapOfFailure } from '../../adapters/aws/failure.ts';
import { type AthenaPlan, athenaLogs } from '../../adapters/aws/logs/athena/athena-logs.ts';
import { s3Store } from '../../adapters/aws/logs/s3/s3-store.ts';
import { itemsOf } from '../../adapters/aws/pages.ts';
import { type AwsConnection, type AwsSession, assumedSession, ownSession } from '../../adapters/aws/session.ts';
import { decode } from '../../adapters/cloudtrail/decode.ts';
import type { LogSetting } from '../../core/model/collect-settings.ts';
import type { Gap } from '../../core/model/gap.ts';
import { dayMs } from '../../core/model/time.ts';
import { type CollectRequest, connectionOf, wantedAccounts } from './collect-bundle.ts';
import { organizationOfTrail } from './trail-layout.ts';

type AthenaSetting = Extract<LogSetting, { readonly source: 'athena' }>;

/** What Athena would run for one setting, over the accounts that have it. */
export interface PlannedReading {
  readonly setting: AthenaSetting;
  readonly accounts: readonly string[];
  readonly plan: AthenaPlan;
}

/**
 * What Athena would run, and about what it would cost: AWS is asked for accounts and regions, for the table, and for the list of the files, and no
 * query is run. Throws `CredentialsError` and `ConfigError` as a collection does, and what AWS says where a role cannot be assumed.
 */
export async function athenaPlans(request: Omit<CollectRequest, 'bundle'>): Promise<readonly PlannedReading[]> {
  const { config, progress, signal } = request;
  const connection = connectionOf(request, newCallCounter());
  try {
    progress.step('signing in');
    const own = await ownSession(connection);
    progress.step('choosing the accounts');
    const limited = pLimit(config.collect.concurrency.calls);
    const using = { signal, limited: <T>(work: () => Promise<T>) => limited(work) };
    const { accounts } = await chosenAccounts(own, wantedAccounts(request), using);
    const gaps: Gap[] = [];
    const ask = async <T>(service: string, operation: string, work: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await work();
      } catch (error) {
        gaps.push(gapOfFailure(error, { service, operation, account: own.accountId }));
        return undefined;
      }
    };
    const regions = config.collect.regions ??
      (await ask('account', 'ListRegions', () => enabledRegions(own))) ?? [own.homeRegion];
    const planned: PlannedReading[] = [];
    for (const [setting, ids] of settingsOf(accounts, request)) {
      progress.step(`listing the files below ${setting.location}`);
      const plan = await planFor(setting, ids, { own, regions, connection, request, ask });
      planned.push({ setting, accounts: ids, plan: { ...plan, gaps: [...gaps.splice(0), ...plan.gaps] } });
    }
    return planned;
  } finally {
    progress.done();
  }
}

interface PlanningWith {
  readonly own: AwsSession;
  readonly regions: readonly string[];
  readonly connection: AwsConnection;
  readonly request: Omit<CollectRequest, 'bundle'>;
  /** What is not answered is a gap, and `undefined`. */
  ask<T>(service: string, operation: string, work: () => Promise<T>): Promise<T | undefined>;
}

async function planFor(
  setting: AthenaSetting,
  accounts: readonly string[],
  { own, regions, connection, request, ask }: PlanningWith,
): Promise<AthenaPlan> {
  const { roleArn, location } = setting;
  const session =
    roleArn === undefined
      ? own
      : await ask('sts', 'AssumeRole', () => assumedSession(own, { arn: roleArn }, connection));
  if (session === undefined) return { statements: [], gaps: [] };
  const { now, signal } = connection;
  const organization = await ask('organizations', 'DescribeOrganization', () => organizationOf(own));
  const organizationId = await organizationOfTrail(location, accounts, { readJson: async () => organization });
  const source = athenaLogs({
    id: 'athena',
    session,
    setting,
    regions,
    ...(organizationId === undefined ? {} : { organizationId }),
    decode,
    store: s3Store({ session, location, verifyDigests: false, now, signal }),
    signal,
    pause: (ms) => pause(ms, signal),
    isDryRun: true,
  });
  const to = now();
  return source.plan({ accounts }, { from: to - request.config.windowDays * dayMs, to });
}

/** Which accounts have which setting; each setting once. */
function settingsOf(
  accounts: readonly { readonly id: string }[],
  { config: { collect }, logs }: Pick<CollectRequest, 'config' | 'logs'>,
): Iterable<readonly [AthenaSetting, readonly string[]]> {
  const found = new Map<string, readonly [AthenaSetting, string[]]>();
  for (const { id } of accounts) {
    for (const setting of logs ?? [collect.accountLogs[id] ?? collect.logs]) {
      if (setting.source !== 'athena') continue;
      const key = JSON.stringify(setting);
      const known = found.get(key) ?? [setting, []];
      known[1].push(id);
      found.set(key, known);
    }
  }
  return found.values();
}

/** Of the own account: others differ little, and a plan is about. */
async function enabledRegions(session: AwsSession): Promise<readonly string[]> {
  const client = session.client(AccountClient);
  const regions = await itemsOf(
    (token) =>
      client.send(
        new ListRegionsCommand({
          RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'],
          ...(token === undefined ? {} : { NextToken: token }),
        }),
      ),
    ({ NextToken }) => NextToken,
    ({ Regions }) => Regions,
  );
  const names = regions.flatMap(({ RegionName: name }) => (name === undefined ? [] : [name]));
  return names.length === 0 ? [session.homeRegion] : names.sort();
}

/** As the bundle has it; `undefined` for an account in none. */
async function organizationOf(session: AwsSession): Promise<unknown> {
  try {
    const { Organization } = await session.client(OrganizationsClient).send(new DescribeOrganizationCommand({}));
    return { Organization };
  } catch (error) {
    if (failureOf(error).code === 'AWSOrganizationsNotInUseException') return undefined;
    throw error;
  }
}
