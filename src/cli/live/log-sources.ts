import { createHash } from 'node:crypto';
import { pause } from '../../adapters/aws/collect/pause.ts';
import { regionsToAsk } from '../../adapters/aws/collect/regions.ts';
import { gapOfFailure } from '../../adapters/aws/failure.ts';
import { athenaLogs } from '../../adapters/aws/logs/athena/athena-logs.ts';
import { changesOnly } from '../../adapters/aws/logs/event-history/changes-only.ts';
import { eventHistory } from '../../adapters/aws/logs/event-history/event-history.ts';
import { s3Store } from '../../adapters/aws/logs/s3/s3-store.ts';
import { type AwsSession, assumedSession } from '../../adapters/aws/session.ts';
import { decode } from '../../adapters/cloudtrail/decode.ts';
import { readStoredLogs } from '../../adapters/cloudtrail/read-stored-logs.ts';
import type { Gap } from '../../core/model/gap.ts';
import { dayMs } from '../../core/model/time.ts';
import type { LogSource } from '../../core/model/usage.ts';
import { changeRegionsOf } from './change-regions.ts';
import type { CollectLogsRequest, SharedSetting } from './collect-logs.ts';
import { organizationOfTrail } from './trail-layout.ts';

/** The changes of an account, from its event history. */
export async function changesOf(session: AwsSession, request: CollectLogsRequest): Promise<LogSource> {
  const { connection, writer } = request;
  return changesOnly({
    session,
    regions: await changeRegionsOf(session, writer),
    decode,
    now: connection.now,
    pause: (ms) => pause(ms, connection.signal),
  });
}

/** All management events of an account, from its event history. */
export async function historyOf(session: AwsSession, request: CollectLogsRequest): Promise<LogSource> {
  const { connection, writer, config } = request;
  const folder = `accounts/${session.accountId}`;
  return eventHistory({
    session,
    regions: await regionsToAsk({ session, writer, folder, settings: config.collect }),
    decode,
    now: connection.now,
    pause: (ms) => pause(ms, connection.signal),
  });
}

/** A place that holds the logs of several accounts; one that cannot be entered gives a gap for each of them. */
export async function sharedSourceOf(
  setting: SharedSetting,
  accounts: readonly string[],
  request: CollectLogsRequest,
): Promise<LogSource> {
  const id = idOf(setting);
  const session = await sessionFor(setting, request);
  if ('errorCode' in session) return refusedSource(id, session, accounts);
  const { now, signal } = request.connection;
  const { location } = setting;
  const isVerified = setting.source === 's3' && setting.verifyDigests;
  const store = s3Store({ session, location, verifyDigests: isVerified, now, signal });
  if (setting.source === 's3') return { ...readStoredLogs({ store }), id };
  const organizationId = await organizationOfTrail(location, accounts, request.writer);
  return athenaLogs({
    id,
    session,
    setting,
    regions: await regionsOf(accounts, request),
    ...(organizationId === undefined ? {} : { organizationId }),
    decode,
    store,
    signal,
    pause: (ms) => pause(ms, signal),
  });
}

/** Looks whether the place of logs is there, by listing the last day of one account. Throws `ConfigError` where it is not. */
export async function checkPlace(
  setting: SharedSetting,
  [account]: readonly string[],
  request: Pick<CollectLogsRequest, 'own' | 'connection'>,
): Promise<void> {
  const session = await sessionFor(setting, request);
  if (account === undefined || 'errorCode' in session) return;
  const { now, signal } = request.connection;
  const store = s3Store({ session, location: setting.location, verifyDigests: false, now, signal });
  for await (const _ of store.list({ accounts: [account] }, { from: now() - dayMs, to: now() })) return;
}

/** All regions that are enabled in any of the accounts, sorted. */
async function regionsOf(
  accounts: readonly string[],
  { sessions, writer, config }: CollectLogsRequest,
): Promise<readonly string[]> {
  const regions = new Set<string>();
  for (const id of accounts) {
    const session = sessions.get(id);
    if (session === undefined) continue;
    const asked = await regionsToAsk({ session, writer, folder: `accounts/${id}`, settings: config.collect });
    for (const region of asked) regions.add(region);
  }
  return [...regions].sort();
}

/** Tells the portions of several places apart: `s3-log-archive-1a2b3c`. */
function idOf(setting: SharedSetting): string {
  const bucket = setting.location.replace(/^s3:\/\//, '').replace(/\/.*$/s, '');
  const hash = createHash('sha256').update(JSON.stringify(setting)).digest('hex').slice(0, 6);
  return `${setting.source}-${bucket}-${hash}`;
}

async function sessionFor(
  { roleArn }: SharedSetting,
  { own, connection }: Pick<CollectLogsRequest, 'own' | 'connection'>,
): Promise<AwsSession | Gap> {
  if (roleArn === undefined) return own;
  try {
    return await assumedSession(own, { arn: roleArn }, connection);
  } catch (error) {
    return gapOfFailure(error, { service: 'sts', operation: 'AssumeRole', account: roleArn.split(':')[4] ?? '' });
  }
}

/** A source that could not be entered: nothing of these accounts was read. */
function refusedSource(id: string, gap: Gap, accounts: readonly string[]): LogSource {
  return {
    id,
    actions: [],
    portion: { days: Number.POSITIVE_INFINITY, accounts: accounts.length },
    async *rollUp(scope) {
      for (const account of scope.accounts) yield { ...gap, account };
    },
  };
}
