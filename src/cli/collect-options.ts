import type { CollectSettings, LogSetting } from '../core/model/collect-settings.ts';
import { ConfigError } from '../core/model/errors.ts';
import { athenaDefaults, roleNamePattern } from './config/collect-schema.ts';
import type { Config } from './config.ts';
import { nearestName } from './nearest-name.ts';

/** The options that say which accounts are asked, and where their logs are: those of `collect`, and of `audit` without `--from`. */
export interface LiveOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly account: readonly string[];
  readonly organization?: boolean;
  readonly roleName?: string;
  readonly externalId?: string;
  readonly cloudtrail: readonly string[];
  readonly logs?: string;
  readonly verifyDigests?: boolean;
}

/** The options of `collect`, as the command line gives them. */
export interface CollectOptions extends LiveOptions {
  readonly bundle?: string;
  readonly config?: string;
  readonly windowDays?: string;
  readonly fresh?: boolean;
  readonly estimate?: boolean;
  readonly dryRun?: boolean;
  readonly requireComplete?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** What the command line says of whom and where to ask. */
export interface LiveSettings {
  readonly config: Config;
  readonly profile?: string;
  readonly region?: string;
  /** Account ids; empty: those the configuration chooses. */
  readonly accounts: readonly string[];
  /** In place of what the configuration says of logs, for all accounts. */
  readonly logs?: readonly LogSetting[];
}

/**
 * The configuration with what the command line says instead. Without a `--region` the SDK finds one in the environment. Throws `ConfigError` for an option
 * that cannot be understood.
 */
export function liveSettings(config: Config, options: LiveOptions): LiveSettings {
  for (const id of options.account) {
    if (!/^\d{12}$/.test(id)) throw new ConfigError(`\`--account ${id}\` is no account id`, 'give its twelve digits');
  }
  if (options.region !== undefined && !/^[a-z0-9-]+$/.test(options.region)) {
    throw new ConfigError(`\`--region ${options.region}\` is no region`, 'name it as in `--region eu-central-1`');
  }
  const logs = logsOption(config.collect, options);
  return {
    config: { ...config, collect: collectSettings(config.collect, options) },
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    ...(options.region === undefined ? {} : { region: options.region }),
    accounts: [...new Set(options.account)],
    ...(logs === undefined ? {} : { logs }),
  };
}

const nobody = { ids: [], units: [], tags: {} } as const;

function collectSettings(settings: CollectSettings, options: LiveOptions): CollectSettings {
  const { organization, roleName, externalId } = options;
  const { accounts, role } = settings;
  if (roleName !== undefined && !roleNamePattern.test(roleName)) {
    throw new ConfigError(
      `\`--role-name ${roleName}\` is no name of a role`,
      'give its name, with its path if it has one: `iam-drift-auditor`',
    );
  }
  const isShortcut = organization === true && accounts.kind !== 'organization';
  return {
    ...(isOnlyDigests(options) ? verifying(settings) : settings),
    ...(isShortcut ? { accounts: { kind: 'organization', include: nobody, exclude: nobody } as const } : {}),
    role: {
      ...role,
      ...(roleName === undefined ? {} : { name: roleName }),
      ...(externalId === undefined ? {} : { externalId }),
    },
  };
}

/** Whether the configured places are to be read, and their files verified. */
function isOnlyDigests({ logs, cloudtrail, verifyDigests }: LiveOptions): boolean {
  return verifyDigests === true && logs === undefined && cloudtrail.length === 0;
}

function verifying(settings: CollectSettings): CollectSettings {
  const { logs, accountLogs } = settings;
  if (![logs, ...Object.values(accountLogs)].some(({ source }) => source === 's3')) throw nothingToVerify();
  const verified = (each: LogSetting): LogSetting => (each.source === 's3' ? { ...each, verifyDigests: true } : each);
  return {
    ...settings,
    logs: verified(logs),
    accountLogs: Object.fromEntries(Object.entries(accountLogs).map(([id, each]) => [id, verified(each)])),
  };
}

function nothingToVerify(): ConfigError {
  return new ConfigError(
    '`--verify-digests` without log files to verify',
    'it is for logs read in S3: give `--cloudtrail s3://BUCKET/PREFIX` too',
  );
}

const sources: readonly LogSetting['source'][] = ['changes-only', 'event-history', 's3', 'athena'];

/** What `--logs` and `--cloudtrail` say together, with `--verify-digests`; `undefined` where neither is given. */
function logsOption(
  { logs }: CollectSettings,
  { logs: name, cloudtrail, verifyDigests }: LiveOptions,
): readonly LogSetting[] | undefined {
  const source = name === undefined ? undefined : sourceNamed(name);
  const locations = cloudtrail.map(locationOf);
  if (source === undefined && locations.length === 0) return undefined;
  const meant = source ?? 's3';
  if (verifyDigests === true && meant !== 's3') throw nothingToVerify();
  if (meant === 'changes-only' || meant === 'event-history') {
    if (locations.length === 0) return [{ source: meant }];
    throw new ConfigError(
      `\`--cloudtrail\` and \`--logs ${meant}\` beside each other`,
      'leave `--logs` out to read the files in S3, or name `--logs athena`',
    );
  }
  const places = locations.length > 0 ? locations : 'location' in logs ? [logs.location] : [];
  if (places.length === 0) {
    throw new ConfigError(
      `\`--logs ${meant}\` without the place of the log files`,
      'give `--cloudtrail s3://BUCKET/PREFIX`, or `collect.logs` in the configuration',
    );
  }
  return meant === 's3' ? s3Logs(places, logs, verifyDigests) : [athenaLogs(places, logs)];
}

function s3Logs(
  places: readonly string[],
  logs: LogSetting,
  verifyDigests: boolean | undefined,
): readonly LogSetting[] {
  return places.map((location) => ({
    source: 's3',
    location,
    verifyDigests: verifyDigests ?? (logs.source === 's3' && logs.verifyDigests),
    ...('roleArn' in logs && logs.roleArn !== undefined ? { roleArn: logs.roleArn } : {}),
  }));
}

function athenaLogs([location = '', ...others]: readonly string[], logs: LogSetting): LogSetting {
  if (others.length > 0) {
    throw new ConfigError('`--logs athena` with several places', 'a table is made over one: give `--cloudtrail` once');
  }
  if (logs.source === 'athena') return { ...logs, location };
  const { roleArn } = 'roleArn' in logs ? logs : {};
  return { source: 'athena', location, ...athenaDefaults, ...(roleArn === undefined ? {} : { roleArn }) };
}

function sourceNamed(name: string): LogSetting['source'] {
  const found = sources.find((source) => source === name);
  if (found !== undefined) return found;
  const nearest = nearestName(name, sources);
  throw new ConfigError(
    `\`--logs ${name}\`: expected one of ${sources.map((source) => `\`${source}\``).join(', ')}`,
    nearest === undefined ? 'the default is `changes-only`' : `did you mean \`${nearest}\`?`,
  );
}

function locationOf(text: string): string {
  if (/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/.*)?$/.test(text)) return text;
  throw new ConfigError(
    `\`--cloudtrail ${text}\` is no place in S3`,
    'write it as `s3://BUCKET/PREFIX`; log files of this machine are read by `iam-drift audit --from BUNDLE --cloudtrail FOLDER`',
  );
}

/** Attempts of one call where the environment does not say: the SDK's own 3 are soon used up by an API that is shared. */
const defaultAttempts = 8;

/** How often one call is attempted at most: `AWS_MAX_ATTEMPTS`, as the AWS CLI has it. */
export function maxAttemptsIn({ AWS_MAX_ATTEMPTS: text }: NodeJS.ProcessEnv): number {
  if (text === undefined || text === '') return defaultAttempts;
  const attempts = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (attempts >= 1) return attempts;
  throw new ConfigError(
    `AWS_MAX_ATTEMPTS is \`${text}\`: expected a whole number from 1`,
    'unset it for the default, 8',
  );
}
