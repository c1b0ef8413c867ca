import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  type QueryExecution,
  type Row,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { pagesOf } from '../../pages.ts';

/** Where and how queries are run. */
export interface AthenaRunner {
  readonly client: AthenaClient;
  readonly workgroup: string;
  readonly database: string;
  /** `s3://…/` for the results; absent: the workgroup's own. */
  readonly output?: string;
  /** Ends the query under way, and the run. */
  readonly signal: AbortSignal;
  /** Waits, or ends early when the run does. */
  wait(ms: number): Promise<void>;
}

/** A query that was run to its end, whatever that was. */
export interface RunQuery {
  readonly id: string;
  readonly bytesScanned: number;
  /** Why it failed or was canceled, in AWS's words; absent: it went well. */
  readonly failure?: { readonly code: string; readonly message: string };
}

/** Whether a query failed since it was too much at once. AWS takes nothing for a query that failed. */
export function isTooLarge({ code, message }: NonNullable<RunQuery['failure']>): boolean {
  return (
    /EXCEEDED|EXHAUSTED|TOO_MANY|INSUFFICIENT_RESOURCES/.test(code) || /exhausted resources|timed? ?out/i.test(message)
  );
}

/** An answer of Athena that is not what it says it is. */
export class MalformedAnswerError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MalformedAnswer';
  }
}

const firstPauseMs = 500;
const longestPauseMs = 15_000;
/** Athena ends a query after 30 minutes unless told otherwise; waiting in its queue comes before that. */
const mostWaitingMs = 90 * 60_000;
/** Whoever pressed Ctrl-C does not wait longer. */
const longestStopMs = 5_000;
/** As many as Athena gives at once. */
const rowsPerPage = 1000;

/** Runs one statement to its end. Throws what AWS says where it cannot be started or followed; when the run ends, the query is ended too. */
export async function runQuery(runner: AthenaRunner, statement: string): Promise<RunQuery> {
  const { client, workgroup, database, output } = runner;
  const { QueryExecutionId: id } = await client.send(
    new StartQueryExecutionCommand({
      QueryString: statement,
      WorkGroup: workgroup,
      QueryExecutionContext: { Database: database },
      ...(output === undefined ? {} : { ResultConfiguration: { OutputLocation: output } }),
    }),
  );
  if (id === undefined || id === '') throw new MalformedAnswerError('StartQueryExecution answered without an id');
  try {
    return await followed(runner, id);
  } catch (error) {
    // Whatever came between: a query that nobody waits for would go on to cost.
    await stopQuery(client, id);
    throw error;
  }
}

async function followed(runner: AthenaRunner, id: string): Promise<RunQuery> {
  let pause = firstPauseMs;
  for (let waited = 0; waited < mostWaitingMs; waited += pause, pause = Math.min(pause * 1.5, longestPauseMs)) {
    const { QueryExecution: execution } = await runner.client.send(
      new GetQueryExecutionCommand({ QueryExecutionId: id }),
    );
    const state = execution?.Status?.State;
    const bytesScanned = execution?.Statistics?.DataScannedInBytes ?? 0;
    if (state === 'SUCCEEDED') return { id, bytesScanned };
    if (state === 'FAILED' || state === 'CANCELLED') return { id, bytesScanned, failure: failureOfQuery(execution) };
    if (state !== 'QUEUED' && state !== 'RUNNING') {
      throw new MalformedAnswerError(`GetQueryExecution answered with the state \`${state ?? ''}\``);
    }
    await runner.wait(pause);
    runner.signal.throwIfAborted();
  }
  await stopQuery(runner.client, id);
  const minutes = mostWaitingMs / 60_000;
  return { id, bytesScanned: 0, failure: { code: 'TimedOut', message: `no end after ${minutes} minutes of waiting` } };
}

/** Athena's reasons begin with the engine's code: `HIVE_BAD_DATA: Error parsing field value …`. */
function failureOfQuery(execution: QueryExecution | undefined): { code: string; message: string } {
  const status = execution?.Status;
  const reason = (status?.StateChangeReason ?? status?.AthenaError?.ErrorMessage ?? '').replace(/\s+/g, ' ').trim();
  const code = /^([A-Z][A-Z_]+[A-Z])\b/.exec(reason)?.[1];
  const ended = status?.State === 'CANCELLED' ? 'QueryCancelled' : 'QueryFailed';
  const message = reason === '' ? 'Athena gives no reason' : reason;
  return { code: code ?? ended, message: message.length > 300 ? `${message.slice(0, 299)}…` : message };
}

/**
 * Ends a query. The session's clients ask nothing more once the run is ended, so this one call is made by a client of its own with the same
 * settings. That it fails is of no use to anybody: the run is ending, and Athena ends the query at its own limit.
 */
async function stopQuery(client: AthenaClient, id: string): Promise<void> {
  const { credentials, requestHandler, region } = client.config;
  const own = new AthenaClient({ credentials, requestHandler, region, maxAttempts: 2 });
  const stop = new StopQueryExecutionCommand({ QueryExecutionId: id });
  await own.send(stop, { abortSignal: AbortSignal.timeout(longestStopMs) }).catch(() => undefined);
}

/** All rows of a query's answer, without the first, which names the columns; those must be as told. NULL is `undefined`. */
export async function* answerRows(
  client: AthenaClient,
  id: string,
  columns: readonly string[],
): AsyncGenerator<readonly (string | undefined)[]> {
  let isFirst = true;
  const pages = pagesOf(
    (token) =>
      client.send(
        new GetQueryResultsCommand({
          QueryExecutionId: id,
          MaxResults: rowsPerPage,
          ...(token === undefined ? {} : { NextToken: token }),
        }),
      ),
    ({ NextToken }) => NextToken,
  );
  for await (const { ResultSet } of pages) {
    const rows = (ResultSet?.Rows ?? []).map(cellsOf);
    if (isFirst) {
      const names = rows.shift() ?? [];
      if (names.join() !== columns.join()) {
        throw new MalformedAnswerError(`GetQueryResults answered with the columns \`${names.join()}\``);
      }
      isFirst = false;
    }
    yield* rows;
  }
}

function cellsOf({ Data }: Row): readonly (string | undefined)[] {
  return (Data ?? []).map(({ VarCharValue }) => VarCharValue);
}
