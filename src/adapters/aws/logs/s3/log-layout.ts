import { ConfigError } from '../../../../core/model/errors.ts';
import { type Gap, reasonText } from '../../../../core/model/gap.ts';
import { type Day, dateOf, startOfDay } from '../../../../core/model/time.ts';
import { callText, gapOfFailure } from '../../failure.ts';
import { isAccount, isOrganization, type LogLocation } from './log-location.ts';
import { listCall, type S3Bucket } from './s3-bucket.ts';

/** A folder of one account: `prefix/AWSLogs/111122223333/`, or one below an organization's. */
export interface AccountFolder {
  readonly accountId: string;
  readonly path: string;
  /** Regions that have logs, sorted. */
  readonly regions: readonly string[];
}

/** Which folders a location has. Each answer is asked for once. */
export interface LogLayout {
  /** The accounts that have a folder, sorted. Throws `ConfigError` where there are no logs at all, and what cannot be a gap. */
  accounts(): Promise<readonly string[]>;
  /** The account's folders that have logs, and what of them could not be listed. Throws as `accounts` does. */
  foldersOf(accountId: string): Promise<{ readonly folders: readonly AccountFolder[]; readonly gaps: readonly Gap[] }>;
}

interface Top {
  readonly accounts: readonly string[];
  readonly organizations: readonly string[];
  /** Why the top folder could not be listed. */
  readonly failure?: unknown;
}

/** Finds the folders of accounts, of account trails and of organization trails, by one listing of folder names each. */
export function logLayout(bucket: S3Bucket, location: LogLocation, callerAccount: string): LogLayout {
  const base = `${location.prefix}AWSLogs/`;
  const top = once(() => topOf(bucket, base, location, callerAccount));
  const known = new Map<string, () => ReturnType<LogLayout['foldersOf']>>();

  const foldersOf: LogLayout['foldersOf'] = async (accountId) => {
    if (location.accountId !== undefined && location.accountId !== accountId) return { folders: [], gaps: [] };
    const { accounts, organizations, failure } = await top();
    const isAlone = failure !== undefined || accounts.includes(accountId);
    const paths = [
      ...(isAlone ? [`${base}${accountId}/`] : []),
      ...organizations.map((organization) => `${base}${organization}/${accountId}/`),
    ];
    const folders: AccountFolder[] = [];
    const gaps: Gap[] = failure === undefined ? [] : [topGap(failure, base, bucket, accountId)];
    for (const path of paths) {
      try {
        const names = await bucket.folders(`${path}CloudTrail/`);
        const regions = names.filter((name) => /^[a-z0-9-]+$/.test(name));
        if (regions.length > 0) folders.push({ accountId, path, regions });
      } catch (error) {
        gaps.push(placeGap(error, accountId, `s3://${bucket.name}/${path}CloudTrail/`));
      }
    }
    return { folders, gaps };
  };

  return {
    async accounts() {
      const { accounts, organizations, failure } = await top();
      // Without a list of accounts nobody can say whose logs are not read.
      if (failure !== undefined) throw unlistedError(failure, base, bucket, callerAccount);
      const all = new Set(accounts);
      for (const organization of organizations) {
        if (location.accountId !== undefined) break;
        const names = await bucket.folders(`${base}${organization}/`).catch((error: unknown) => {
          throw unlistedError(error, `${base}${organization}/`, bucket, callerAccount);
        });
        for (const name of names.filter(isAccount)) all.add(name);
      }
      if (location.accountId !== undefined) all.add(location.accountId);
      return [...all].sort();
    },
    foldersOf(accountId) {
      const asked = known.get(accountId) ?? once(() => foldersOf(accountId));
      known.set(accountId, asked);
      return asked();
    },
  };
}

async function topOf(bucket: S3Bucket, base: string, location: LogLocation, callerAccount: string): Promise<Top> {
  const { organizationId, accountId } = location;
  // A location that names folders is believed: whoever may list no more than an account's folder says so in this way.
  if (organizationId !== undefined) return { accounts: [], organizations: [organizationId] };
  if (accountId !== undefined) return { accounts: [accountId], organizations: [] };
  let names: readonly string[];
  try {
    names = await bucket.folders(base);
  } catch (error) {
    gapOfFailure(error, { ...listCall(callerAccount), region: bucket.region() });
    return { accounts: [], organizations: [], failure: error };
  }
  const accounts = names.filter(isAccount);
  const organizations = names.filter(isOrganization);
  if (accounts.length + organizations.length === 0) {
    const call = callText({ ...listCall(callerAccount), region: bucket.region() });
    throw new ConfigError(
      `no logs of any account under \`s3://${bucket.name}/${base}\`: ${call}`,
      'check the location of the logs: it is what stands before `AWSLogs/`; `aws cloudtrail describe-trails` tells where trails deliver',
    );
  }
  return { accounts, organizations };
}

function topGap(failure: unknown, base: string, bucket: S3Bucket, accountId: string): Gap {
  const gap = gapOfFailure(failure, listCall(accountId));
  const path = `s3://${bucket.name}/${base}`;
  const without =
    'which trails deliver there is not known; a location that ends in the folder of an account needs no more than that';
  return { ...gap, message: `the folders under ${path} could not be listed (${gap.message}): ${without}`, path };
}

function unlistedError(error: unknown, path: string, bucket: S3Bucket, callerAccount: string): ConfigError {
  const { errorCode, message } = gapOfFailure(error, listCall(callerAccount));
  const call = callText({ ...listCall(callerAccount), region: bucket.region() });
  return new ConfigError(
    `the accounts under \`s3://${bucket.name}/${path}\` could not be listed: ${call}: ${reasonText(errorCode, message)}`,
    'allow s3:ListBucket on the bucket, or name the accounts',
    { cause: error },
  );
}

/** A folder of an account that could not be listed; without days and region it concerns all. */
export function placeGap(error: unknown, accountId: string, path: string, region?: string, days?: readonly Day[]): Gap {
  const gap = gapOfFailure(error, { ...listCall(accountId), ...(region === undefined ? {} : { region }) });
  return { ...gap, path, ...(days === undefined ? {} : { days }) };
}

/** `2026/08/01/`. */
export function dayFolder(day: Day): string {
  return `${dateOf(startOfDay(day)).replaceAll('-', '/')}/`;
}

/** Asks once; all who ask wait for the same answer. What failed is asked again. */
function once<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let answer: Promise<Answer> | undefined;
  return () => {
    const asked = answer ?? ask();
    answer = asked;
    asked.catch(() => {
      answer = undefined;
    });
    return asked;
  };
}
