import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { homeRegionOf } from '../../core/catalog/home-region.ts';
import { CredentialsError } from '../../core/model/errors.ts';
import { reasonText } from '../../core/model/gap.ts';
import type { Instant } from '../../core/model/time.ts';
import { watchClock } from './answer-date.ts';
import type { CallCounter } from './call-counter.ts';
import { type AwsClient, type ClientType, observe, type RequestHandler } from './client.ts';
import { WrongShapeError } from './collect/iam-answer.ts';
import { type AwsKeys, type Credentials, keptCredentials } from './credentials.ts';
import { credentialsErrorOf, failureOf, isAbort } from './failure.ts';
import type { NeededPermission } from './needed-permission.ts';

/** What all sessions of a run share. */
export interface AwsConnection {
  /** A profile of the AWS configuration files; absent: as the environment says. */
  readonly profile?: string;
  /** The region asked where no part says otherwise; absent: as the environment says, else the partition's home region. */
  readonly region?: string;
  readonly calls: CallCounter;
  readonly now: () => Instant;
  /** Ends all calls under way. */
  readonly signal: AbortSignal;
  /** Attempts of one call, the first included. */
  readonly maxAttempts: number;
  /** For tests: answers in place of the network. */
  readonly requestHandler?: RequestHandler;
}

/** A way into one account: who asks, and clients that ask as them. */
export interface AwsSession {
  readonly accountId: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  /** ARN of the user or role session that asks. */
  readonly callerArn: string;
  /** Where the partition's global services are asked. */
  readonly homeRegion: string;
  /** How far this machine's clock was ahead of AWS's when it was asked who we are (negative: behind); absent where that is not known. */
  readonly clockSkewMs?: number;
  /** The client of a service in a region (default: the home region): made once, counted, retried, ended with the run. */
  client<Client extends AwsClient>(type: ClientType<Client>, region?: string): Client;
  /** Fetches fresh credentials now, unless those at hand last for so long. */
  keepFor(ms: number): Promise<void>;
}

/** A role to assume. */
export interface RoleToAssume {
  readonly arn: string;
  readonly externalId?: string;
}

/** What a session itself needs. */
export const sessionPermissions: readonly NeededPermission[] = [
  { action: 'sts:GetCallerIdentity', without: 'which account it is; AWS grants it to everybody' },
  {
    action: 'sts:AssumeRole',
    without: 'other accounts than the own cannot be read',
    resources: ['arn:aws:iam::*:role/iam-drift-auditor'],
  },
];

/** Name of every session that the auditor takes, so that its calls can be told in the logs. */
export const sessionName = 'iam-drift';

/** A connection that does not come about, or says nothing for so long, is given up and asked for again: the SDK would wait for ever. */
const connectMs = 10_000;
const silentMs = 120_000;

/** Roles assumed by roles last an hour at most. */
const assumedSeconds = 3600;

/**
 * The caller's own session, from the environment, the profile or the machine, as the AWS CLI finds it. Throws `CredentialsError` without
 * credentials, or with such as AWS does not know.
 */
export async function ownSession(connection: AwsConnection): Promise<AwsSession> {
  const { profile } = connection;
  // The SDK's chain goes on to the machine's own credentials where the profile is not there: another account may be audited than was meant.
  const credentials = keptCredentials(
    async (isAnew) =>
      (profile === undefined
        ? fromNodeProviderChain({ ignoreCache: isAnew })
        : fromIni({ profile, ignoreCache: isAnew }))(),
    connection.now,
  );
  return sessionOf(credentials, connection);
}

/** The session of a role, assumed from another session. Throws what AWS says, as the SDK has it, when the role cannot be assumed. */
export async function assumedSession(
  from: AwsSession,
  role: RoleToAssume,
  connection: AwsConnection,
): Promise<AwsSession> {
  const sts = from.client(STSClient, regionOf(from, connection));
  const credentials = keptCredentials(async (): Promise<AwsKeys> => {
    const { Credentials: keys, AssumedRoleUser: user } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: role.arn,
        RoleSessionName: sessionName,
        DurationSeconds: assumedSeconds,
        ...(role.externalId === undefined ? {} : { ExternalId: role.externalId }),
      }),
    );
    if (keys?.AccessKeyId === undefined || keys.SecretAccessKey === undefined)
      throw new Error('AssumeRole answered without credentials');
    const entered = user?.Arn?.split(':')[4];
    if (entered !== undefined && entered !== role.arn.split(':')[4])
      throw new WrongShapeError(`AssumeRole of ${role.arn} entered account ${entered}`);
    return {
      accessKeyId: keys.AccessKeyId,
      secretAccessKey: keys.SecretAccessKey,
      ...(keys.SessionToken === undefined ? {} : { sessionToken: keys.SessionToken }),
      ...(keys.Expiration === undefined ? {} : { expiration: keys.Expiration }),
    };
  }, connection.now);
  const [, partition = 'aws', , , accountId = ''] = role.arn.split(':');
  // Asked for now, so that a refusal is told here and not at the first call of some part.
  await credentials.provide();
  return sessionFor(
    {
      accountId,
      partition,
      callerArn: `arn:${partition}:sts::${accountId}:assumed-role/${role.arn.split('/').at(-1)}/${sessionName}`,
    },
    credentials,
    connection,
  );
}

/** Makes sure that AWS still knows the keys of a session. Throws `CredentialsError` where it does not. */
export async function assertSignedIn(session: AwsSession): Promise<void> {
  try {
    await session.client(STSClient).send(new GetCallerIdentityCommand({}));
  } catch (error) {
    const call = { service: 'sts', operation: 'GetCallerIdentity', account: session.accountId };
    if (failureOf(error).kind === 'credentials') throw credentialsErrorOf(error, call);
    throw error;
  }
}

function regionOf({ homeRegion }: AwsSession, { region }: AwsConnection): string {
  return region ?? homeRegion;
}

async function sessionOf(credentials: Credentials, connection: AwsConnection): Promise<AwsSession> {
  const call = { service: 'sts', operation: 'GetCallerIdentity', account: '' };
  const region =
    connection.region ??
    process.env.AWS_REGION ??
    process.env.AWS_DEFAULT_REGION ??
    (await regionOfProfile(connection.profile)) ??
    homeRegionOf('aws');
  const make = clientMaker(credentials, connection);
  const sts = make(STSClient, region);
  let clockSkewMs: number | undefined;
  const unwatch = watchClock(sts, connection.now, (skewMs) => {
    clockSkewMs = skewMs;
  });
  try {
    const { Arn: callerArn = '', Account: accountId = '' } = await sts.send(new GetCallerIdentityCommand({}));
    // The account names folders of the bundle, and every ARN that is made here.
    if (!/^\d{12}$/.test(accountId) || !/^arn:aws[a-z-]*:/.test(callerArn))
      throw new WrongShapeError('the answer names no account: a proxy, or an endpoint that is not AWS');
    const [, partition = 'aws'] = callerArn.split(':');
    const identity = { accountId, partition, callerArn, ...(clockSkewMs === undefined ? {} : { clockSkewMs }) };
    return sessionFor(identity, credentials, connection);
  } catch (error) {
    if (isAbort(error)) throw error;
    if (failureOf(error).kind === 'credentials') throw credentialsErrorOf(error, { ...call, region });
    const { code, message } = failureOf(error);
    throw new CredentialsError(
      `AWS could not be asked who we are: sts:GetCallerIdentity in ${region}: ${reasonText(code, message)}`,
      'check the network, `--region` and AWS_ENDPOINT_URL; `iam-drift audit --from BUNDLE` needs no AWS',
      { cause: error },
    );
  } finally {
    unwatch();
  }
}

/** The region in the profile's file: credentials of China or GovCloud are not known elsewhere. */
async function regionOfProfile(profile: string | undefined): Promise<string | undefined> {
  // The client asks nothing: it is the SDK's way to read the file.
  const { config } = new STSClient(profile === undefined ? {} : { profile });
  return config.region().catch((error: unknown) => {
    if (error instanceof Error && error.message === 'Region is missing') return undefined;
    throw error;
  });
}

function sessionFor(
  identity: Pick<AwsSession, 'accountId' | 'partition' | 'callerArn' | 'clockSkewMs'>,
  credentials: Credentials,
  connection: AwsConnection,
): AwsSession {
  const homeRegion = homeRegionOf(identity.partition);
  const make = clientMaker(credentials, connection);
  return {
    ...identity,
    homeRegion,
    client: (type, region = homeRegion) => make(type, region),
    keepFor: (ms) => credentials.keepFor(ms),
  };
}

type MakeClient = <Client extends AwsClient>(type: ClientType<Client>, region: string) => Client;

/** Makes each client once. */
function clientMaker(credentials: Credentials, connection: AwsConnection): MakeClient {
  const clients = new Map<unknown, Map<string, AwsClient>>();
  // The SDK would keep keys beside us, and go on with those that we know to be refused.
  const provider = Object.assign(() => credentials.provide(), { memoized: true });
  return <Client extends AwsClient>(type: ClientType<Client>, region: string): Client => {
    const byRegion = clients.get(type) ?? new Map<string, AwsClient>();
    clients.set(type, byRegion);
    const known = byRegion.get(region);
    if (known instanceof type) return known;
    const client = new type({
      region,
      credentials: provider,
      retryMode: 'adaptive',
      maxAttempts: connection.maxAttempts,
      customUserAgent: 'iam-drift',
      requestHandler: connection.requestHandler ?? { connectionTimeout: connectMs, socketTimeout: silentMs },
    });
    observe(client, connection.calls, connection.signal, () => credentials.renew());
    byRegion.set(region, client);
    return client;
  };
}
