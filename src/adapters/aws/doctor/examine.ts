import { GetAccountSummaryCommand, IAMClient } from '@aws-sdk/client-iam';
import { DescribeOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import pLimit from 'p-limit';
import type { CollectSettings, LogSetting } from '../../../core/model/collect-settings.ts';
import type { Gap } from '../../../core/model/gap.ts';
import type { Instant } from '../../../core/model/time.ts';
import { gapOfFailure } from '../failure.ts';
import { logLocationOf } from '../logs/s3/log-location.ts';
import type { PermissionGroupId } from '../permissions/permission-group.ts';
import { type AwsConnection, type AwsSession, assumedSession } from '../session.ts';
import { type AccountChecks, accountChecks, callerChecks } from './account-checks.ts';
import { type AnalyzersFound, analyzersFound } from './analyzers-found.ts';
import { clockSkewMs } from './clock-skew.ts';
import { enabledRegions } from './enabled-regions.ts';
import { type LogListing, listLogs } from './log-listing.ts';
import { type PermissionCheck, permissionChecks } from './permission-checks.ts';
import type { LogPlace } from './probe.ts';
import { type TrailsFound, trailsFound } from './trail-views.ts';

/** What the doctor found, as plain facts. */
export interface Examination {
  readonly caller: Pick<AwsSession, 'callerArn' | 'accountId' | 'partition' | 'homeRegion'>;
  /** Milliseconds that this machine's clock is ahead of AWS's; absent: not known. */
  readonly clockSkewMs?: number;
  readonly regions: { readonly from: 'configuration' | 'account' | 'home'; readonly names: readonly string[] };
  /** The caller's account in its organization; absent: it is in none, or it may not be asked. */
  readonly organization?: {
    readonly id: string;
    readonly isManagement: boolean;
    readonly managementAccount: string;
  };
  /** Roles and users; absent: not known. */
  readonly size?: { readonly principals: number };
  readonly permissions: readonly PermissionCheck[];
  readonly trails: TrailsFound;
  readonly analyzers: AnalyzersFound;
  /** Where log files lie, and what can be seen there. */
  readonly logs: {
    readonly setting: LogSetting;
    readonly place?: LogPlace;
    readonly listing?: LogListing;
    /** The role configured to read them could not be taken. */
    readonly roleGap?: Gap;
  };
  readonly accounts: AccountChecks;
}

/** What an examination needs. */
export interface ExaminationRequest {
  readonly session: AwsSession;
  readonly connection: AwsConnection;
  readonly settings: CollectSettings;
  readonly now: () => Instant;
  readonly signal: AbortSignal;
  /** Told before each step, in a few words. */
  readonly onStep: (what: string) => void;
}

/** Looks at all that the auditor needs of AWS, in a few dozen calls that change nothing. Throws what ends the run. */
export async function examine(request: ExaminationRequest): Promise<Examination> {
  const { session, connection, settings, now, signal, onStep } = request;
  const limited = pLimit(Math.max(settings.concurrency.calls, 8));
  onStep('looking at the clock and the account');
  const region = connection.region ?? session.homeRegion;
  const [skew, listed, organization, size] = await Promise.all([
    clockSkewMs(session, region, now),
    settings.regions ?? enabledRegions(session),
    organizationOf(session),
    sizeOf(session),
  ]);
  const names = 'service' in listed ? [session.homeRegion] : [...listed].sort();
  const from = settings.regions !== undefined ? 'configuration' : 'service' in listed ? 'home' : 'account';
  onStep('looking for trails and analyzers');
  const [trails, analyzers] = await Promise.all([
    trailsFound(session, names, limited),
    analyzersFound(session, names, limited),
  ]);
  onStep('looking at log files');
  const setting = settings.logs;
  const place = logPlaceOf(setting, trails);
  const logSession = await logSessionOf(request);
  const reader = 'client' in logSession ? logSession : session;
  const listing = place === undefined ? undefined : await listLogs(session, place, reader, now(), signal);
  onStep('trying permissions');
  const groups = groupsToTry(settings, organization?.isManagement === true, place !== undefined);
  const permissions = await permissionChecks(
    groups,
    { session, logSession: reader, signal, logs: setting, logPlace: place },
    limited,
  );
  onStep('taking the role in other accounts');
  const accounts = await accountChecks(session, settings, connection, limited);
  const { callerArn, accountId, partition, homeRegion } = session;
  return {
    caller: { callerArn, accountId, partition, homeRegion },
    ...(skew === undefined ? {} : { clockSkewMs: skew }),
    regions: { from, names },
    ...(organization === undefined ? {} : { organization }),
    ...(size === undefined ? {} : { size }),
    permissions: [...permissions, ...callerChecks(accounts)],
    trails,
    analyzers,
    logs: {
      setting,
      ...(place === undefined ? {} : { place }),
      ...(listing === undefined ? {} : { listing }),
      ...('client' in logSession ? {} : { roleGap: logSession }),
    },
    accounts,
  };
}

/** The groups whose permissions are tried: what the configuration asks for, and what would tell more. */
function groupsToTry(
  { accounts, logs, accountLogs }: CollectSettings,
  isManagement: boolean,
  knowsPlace: boolean,
): ReadonlyMap<PermissionGroupId, { readonly isOptional: boolean }> {
  const sources = new Set([logs, ...Object.values(accountLogs)].map(({ source }) => source));
  const all: readonly (readonly [PermissionGroupId, isTried: boolean, isOptional: boolean])[] = [
    ['account', true, false],
    ['organization', accounts.kind === 'organization' || isManagement, false],
    ['logs-event-history', sources.has('event-history'), false],
    ['logs-s3', sources.has('s3') || knowsPlace, !sources.has('s3')],
    ['logs-athena', sources.has('athena'), false],
    ['second-opinion', true, true],
  ];
  return new Map(all.filter(([, isTried]) => isTried).map(([id, , isOptional]) => [id, { isOptional }]));
}

/** The place configured, else where a trail that records the account delivers: one that logs before others. */
function logPlaceOf(setting: LogSetting, { trails }: TrailsFound): LogPlace | undefined {
  if (setting.source === 's3' || setting.source === 'athena') {
    const { bucket, prefix } = logLocationOf(setting.location);
    return { bucket, prefix };
  }
  const [trail] = trails.filter(({ bucket }) => bucket !== '').sort((a, b) => rank(a) - rank(b));
  return trail === undefined
    ? undefined
    : { bucket: trail.bucket, prefix: trail.prefix === '' ? '' : `${trail.prefix}/` };
}

function rank({ isLogging, isMultiRegion }: TrailsFound['trails'][number]): number {
  return (isLogging === true ? 0 : 2) + (isMultiRegion ? 0 : 1);
}

async function logSessionOf({ session, settings, connection }: ExaminationRequest): Promise<AwsSession | Gap> {
  const { logs } = settings;
  const arn = logs.source === 's3' || logs.source === 'athena' ? logs.roleArn : undefined;
  if (arn === undefined) return session;
  try {
    const { externalId } = settings.role;
    return await assumedSession(session, { arn, ...(externalId === undefined ? {} : { externalId }) }, connection);
  } catch (error) {
    const gap = gapOfFailure(error, { service: 'sts', operation: 'AssumeRole', account: arn.split(':')[4] ?? '' });
    return { ...gap, message: `${arn}: ${gap.message}` };
  }
}

async function organizationOf(session: AwsSession): Promise<Examination['organization']> {
  try {
    const { Organization } = await session.client(OrganizationsClient).send(new DescribeOrganizationCommand({}));
    const { Id: id, MasterAccountId: managementAccount = '' } = Organization ?? {};
    if (id === undefined) return undefined;
    return { id, managementAccount, isManagement: managementAccount === session.accountId };
  } catch (error) {
    // What it refuses is told with the permissions, where they are needed.
    gapOfFailure(error, { service: 'organizations', operation: 'DescribeOrganization', account: session.accountId });
    return undefined;
  }
}

async function sizeOf(session: AwsSession): Promise<Examination['size']> {
  try {
    const { SummaryMap = {} } = await session.client(IAMClient).send(new GetAccountSummaryCommand({}));
    return { principals: (SummaryMap.Roles ?? 0) + (SummaryMap.Users ?? 0) };
  } catch (error) {
    gapOfFailure(error, { service: 'iam', operation: 'GetAccountSummary', account: session.accountId });
    return undefined;
  }
}
