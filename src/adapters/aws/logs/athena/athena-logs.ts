import { AthenaClient } from '@aws-sdk/client-athena';
import { ConfigError } from '../../../../core/model/errors.ts';
import type { Gap } from '../../../../core/model/gap.ts';
import type { TimeWindow } from '../../../../core/model/time.ts';
import type { LogScope, LogSource, UsageBatch } from '../../../../core/model/usage.ts';
import { gapOfFailure } from '../../failure.ts';
import type { NeededPermission } from '../../needed-permission.ts';
import { type AthenaRunner, runQuery } from './execution.ts';
import { bytesOf } from './listing.ts';
import { checkedName, checkedOutput, trailLocationOf } from './names.ts';
import { daysOf, largestPart, partsOf, partText } from './parts.ts';
import { type Preparation, prepare } from './preparation.ts';
import { dollarsFor } from './price.ts';
import {
  type AthenaOptions,
  type AthenaProgress,
  type AthenaReading,
  partGap,
  type ReadingState,
  readPart,
  regionsIn,
  statementOf,
} from './reading.ts';
import type { TrailTable } from './table.ts';

const without = 'logs are not read with Athena';

/** What reading logs with Athena needs: our calls, and below them what Athena asks for with the caller's permissions. */
export const athenaPermissions: readonly NeededPermission[] = [
  {
    action: 'athena:GetWorkGroup',
    without: 'that the workgroup has no place for results is told by the first query only',
  },
  { action: 'athena:GetTableMetadata', without },
  { action: 'athena:StartQueryExecution', without },
  { action: 'athena:GetQueryExecution', without },
  { action: 'athena:GetQueryResults', without },
  { action: 'athena:StopQueryExecution', without: 'a query under way goes on, and costs, after Ctrl-C' },
  { action: 'glue:GetDatabase', without },
  { action: 'glue:GetTable', without },
  { action: 'glue:CreateTable', without: 'the table over the logs has to be there already' },
  { action: 'glue:GetPartitions', without },
  { action: 's3:GetBucketLocation', without },
  { action: 's3:ListBucket', without },
  { action: 's3:GetObject', without },
  { action: 's3:PutObject', without: 'Athena cannot write the results of its queries' },
  { action: 's3:AbortMultipartUpload', without: 'what Athena began to write of a large result stays in the bucket' },
  { action: 'kms:GenerateDataKey', without: 'results cannot be written where they are encrypted with a key of KMS' },
  { action: 'kms:Decrypt', without: 'logs, or results, that are encrypted with a key of KMS are not read' },
];

/** What Athena would be asked. */
export interface AthenaPlan {
  /** In the order in which they would be run; what each is for, as a line. */
  readonly statements: readonly { readonly about: string; readonly text: string }[];
  /** Of the log files as they are stored: all of them are read once. Absent: the files cannot be listed. */
  readonly bytes?: number;
  /** About; US dollars. */
  readonly dollars?: number;
  readonly gaps: readonly Gap[];
}

/** A log source that can tell beforehand what it would ask. */
export interface AthenaSource extends LogSource {
  /** Runs no query; looks at the workgroup and the table, and lists the files where it can. */
  plan(scope: LogScope, window: TimeWindow): Promise<AthenaPlan>;
  spent(): AthenaProgress;
}

/**
 * CloudTrail's logs, rolled up by Athena: one query a part of accounts and days, in one reading of the files. Makes the table where it is not
 * there. Throws `ConfigError` where a name or place of the setting cannot be told to Athena.
 *
 * Events count by their time, in files of the window and of a day after it. An answer that is broken off gives usage without the files it
 * came from, and a gap: it covers nothing. Duplicates count twice: Athena does not look at event ids. `alreadyRead` is not looked at, since
 * windows one after the other count an event once, whatever files it lies in.
 */
export function athenaLogs(options: AthenaOptions): AthenaSource {
  const { id, session, setting, signal } = options;
  const region = setting.region ?? session.homeRegion;
  const table: TrailTable = {
    database: checkedName('database', setting.database),
    table: checkedName('table', setting.table),
    location: trailLocationOf(setting.location, options.organizationId),
  };
  const runner: AthenaRunner = {
    client: session.client(AthenaClient, region),
    workgroup: setting.workgroup,
    database: table.database,
    ...(setting.output === undefined ? {} : { output: checkedOutput(setting.output) }),
    signal,
    wait: options.pause,
  };
  const state: ReadingState = { scanned: [], rows: 0, refusal: undefined, prepared: undefined };
  const reading: AthenaReading = {
    ...{ options, runner, table, state },
    call: { service: 'athena', account: session.accountId, region },
    spent: () => ({
      queries: state.scanned.length,
      rows: state.rows,
      bytesScanned: state.scanned.reduce((sum, each) => sum + each, 0),
      dollars: dollarsFor(state.scanned),
    }),
  };
  return {
    id,
    actions: athenaPermissions.map(({ action }) => action),
    portion: largestPart,
    rollUp: (scope, window) => rollUp(reading, scope, window),
    plan: (scope, window) => planOf(reading, scope, window),
    spent: reading.spent,
  };
}

async function* rollUp(reading: AthenaReading, scope: LogScope, window: TimeWindow): AsyncGenerator<UsageBatch | Gap> {
  for (const part of partsOf(accountsOf(scope), window)) {
    reading.options.signal.throwIfAborted();
    if (reading.options.isDryRun === true) {
      yield partGap(part, 'DryRun', 'Athena was not asked');
      continue;
    }
    const refusal = reading.state.refusal ?? (await ready(reading));
    // Asked once: the answer would be the same for each part, and each part was not read.
    if (refusal !== undefined)
      yield { ...refusal, message: `${refusal.message} (${partText(part)})`, days: daysOf(part) };
    else yield* readPart(reading, part);
  }
}

function accountsOf({ accounts }: LogScope): readonly string[] {
  const odd = accounts.find((account) => !/^\d{12}$/.test(account));
  if (accounts.length > 0 && odd === undefined) return accounts;
  throw new ConfigError(
    odd === undefined ? 'Athena reads the logs of named accounts only' : `\`${odd}\` is no account id`,
    'name the accounts to read with `--account`, or collect them from the organization',
  );
}

/** Why the table cannot be read; `undefined` when it can, made now where it was not there. */
async function ready(reading: AthenaReading): Promise<Gap | undefined> {
  const { state } = reading;
  const found = await preparation(reading);
  if (found.kind === 'ready') return undefined;
  state.refusal = found.kind === 'refused' ? found.gap : await makeTable(reading, found.statement);
  if (state.refusal === undefined) state.prepared = { kind: 'ready' };
  return state.refusal;
}

async function preparation({ state, runner, table, options, call }: AthenaReading): Promise<Preparation> {
  state.prepared ??= await prepare({
    client: runner.client,
    table,
    workgroup: runner.workgroup,
    hasOutput: options.setting.output !== undefined,
    account: call.account,
    region: call.region,
  });
  return state.prepared;
}

async function makeTable({ runner, call }: AthenaReading, statement: string): Promise<Gap | undefined> {
  const made = { ...call, operation: 'StartQueryExecution' };
  try {
    const { failure } = await runQuery(runner, statement);
    if (failure === undefined) return undefined;
    return { ...made, errorCode: failure.code, message: `the table could not be made: ${failure.message}` };
  } catch (error) {
    return gapOfFailure(error, made);
  }
}

async function planOf(reading: AthenaReading, scope: LogScope, window: TimeWindow): Promise<AthenaPlan> {
  const accounts = accountsOf(scope);
  const found = await preparation(reading);
  const parts = partsOf(accounts, window);
  const queries: { readonly about: string; readonly text: string }[] = [];
  for (const part of parts) {
    const { regions } = await regionsIn(reading, part);
    queries.push({ about: `usage of ${partText(part)}`, text: statementOf(reading, part, regions) });
  }
  const { database, table } = reading.table;
  const made =
    found.kind === 'to-make' ? [{ about: `the table \`${database}.${table}\`, once`, text: found.statement }] : [];
  const refusal = found.kind === 'refused' ? [found.gap] : [];
  const { store } = reading.options;
  if (store === undefined) return { statements: [...made, ...queries], gaps: refusal };
  const bytes: number[] = [];
  const gaps: Gap[] = [...refusal];
  for (const part of parts) {
    reading.options.signal.throwIfAborted();
    const listed = await bytesOf(store, part.accounts, part.window);
    bytes.push(listed.bytes);
    gaps.push(...listed.gaps);
  }
  const all = bytes.reduce((sum, each) => sum + each, 0);
  return { statements: [...made, ...queries], bytes: all, dollars: dollarsFor(bytes), gaps };
}
