// Reads the same generated log files in four ways, each in a process of its own, and prints the medians. See read-logs.md.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { decode } from '../dist/adapters/cloudtrail/decode.js';
import { listLogFiles } from '../dist/adapters/cloudtrail/log-files.js';
import { readLogFolders } from '../dist/adapters/cloudtrail/read-logs.js';
import type { UsageBatch } from '../src/core/model/usage.ts';
import { generateLogs } from './generate-logs.ts';

const window = { from: 0, to: Date.UTC(2100, 0, 1) };

interface Measured {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly records: number;
}

/** Each reads all files of a folder and answers how many records it counted. */
const variants: Readonly<
  Record<string, { readonly title: string; readonly read: (folder: string) => Promise<number> }>
> = {
  a: { title: '(a) gunzip alone', read: gunzipOnly },
  b: { title: '(b) one thread: gunzip, JSON.parse, roll-up', read: oneThread },
  c: { title: '(c) ours', read: ours },
  d: { title: '(d) DuckDB read_json, counted rows only', read: duckdb },
};

const [mode, folderGiven] = process.argv.slice(2);
if (mode !== undefined && mode in variants) await measure(mode, folderGiven ?? '');
else compare(Number(mode ?? 5));

async function gunzipOnly(folder: string): Promise<number> {
  let bytes = 0;
  for (const path of await logPaths(folder)) bytes += gunzipSync(readFileSync(path)).length;
  if (bytes === 0) throw new Error('nothing was read');
  return 0;
}

async function oneThread(folder: string): Promise<number> {
  let records = 0;
  for (const path of await logPaths(folder)) {
    const decoded = decode(gunzipSync(readFileSync(path)), path, window);
    if ('errorCode' in decoded) throw new Error(decoded.message);
    records += countedIn(decoded.batch);
  }
  return records;
}

async function ours(folder: string): Promise<number> {
  let records = 0;
  for await (const batch of readLogFolders({ folders: [folder] }).rollUp({ accounts: [] }, window, new Set())) {
    if ('errorCode' in batch) throw new Error(batch.message);
    records += countedIn(batch);
  }
  return records;
}

/** The counted rows alone, without the details, callers and changes: less than what the others do. */
async function duckdb(folder: string): Promise<number> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', { threads: String(availableParallelism()) });
  const connection = await instance.connect();
  const record = `STRUCT(eventID VARCHAR, eventTime TIMESTAMP, eventSource VARCHAR, eventName VARCHAR, awsRegion VARCHAR,
    errorCode VARCHAR, recipientAccountId VARCHAR, userIdentity STRUCT(type VARCHAR, principalId VARCHAR, arn VARCHAR, invokedBy VARCHAR,
    sessionContext STRUCT(sessionIssuer STRUCT(arn VARCHAR))))`;
  const answer = await connection.runAndReadAll(`
    WITH records AS (
      SELECT unnest(Records) AS r FROM read_json('${folder}/**/*.json.gz', columns = { Records: '${record}[]' },
        maximum_object_size = 536870912)
    ), usage AS (
      SELECT CAST(r.eventTime AS DATE) AS day, r.recipientAccountId, r.awsRegion, split_part(r.userIdentity.principalId, ':', 1) AS principalId,
        coalesce(r.userIdentity.sessionContext.sessionIssuer.arn, r.userIdentity.arn) AS principalArn, r.eventSource, r.eventName,
        CASE WHEN r.errorCode IS NULL THEN 'allowed' WHEN r.errorCode LIKE '%AccessDenied%' THEN 'denied' ELSE 'failed' END AS outcome,
        count(DISTINCT r.eventID) AS count, min(r.eventTime) AS firstSeen, max(r.eventTime) AS lastSeen
      FROM records GROUP BY ALL
    )
    SELECT CAST(sum(count) AS DOUBLE) FROM usage`);
  return Number(answer.getRows()[0]?.[0]);
}

async function logPaths(folder: string): Promise<readonly string[]> {
  return (await listLogFiles([folder])).files.map((file) => file.path);
}

function countedIn(batch: UsageBatch): number {
  return batch.rows.count.reduce((sum, count) => sum + count, 0);
}

async function measure(name: string, folder: string): Promise<void> {
  const before = process.resourceUsage();
  const start = performance.now();
  const records = (await variants[name]?.read(folder)) ?? 0;
  const wallMs = performance.now() - start;
  const after = process.resourceUsage();
  const cpuMs = (after.userCPUTime - before.userCPUTime + after.systemCPUTime - before.systemCPUTime) / 1000;
  const measured: Measured = { wallMs, cpuMs, peakMb: after.maxRSS / 1024, records };
  console.log(JSON.stringify(measured));
}

function compare(rounds: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'read-logs-'));
  try {
    const settings = { seed: 20_261_120, files: 400, recordsPerFile: 500, filesPerDay: 5 };
    const generated = generateLogs({ folder, ...settings });
    const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
    console.log(
      `${generated.records} records, ${settings.files} files, ${megabytes(generated.bytes)} zipped, ${megabytes(generated.inflatedBytes)} unzipped; ` +
        `Node ${process.version}, ${availableParallelism()} cores, median of ${rounds} interleaved rounds\n`,
    );
    const runs = new Map<string, Measured[]>(Object.keys(variants).map((name) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, list] of runs) list.push(runOne(name, folder, generated.records));
    }
    print(runs, generated.records);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runOne(name: string, folder: string, expected: number): Measured {
  const script = fileURLToPath(import.meta.url);
  const answer: unknown = JSON.parse(
    execFileSync(process.execPath, [...process.execArgv, script, name, folder], { encoding: 'utf8' }),
  );
  if (!isMeasured(answer)) throw new Error(`variant ${name} did not answer with its figures`);
  if (name !== 'a' && answer.records !== expected) {
    throw new Error(`variant ${name} counted ${answer.records} of ${expected} records`);
  }
  return answer;
}

function isMeasured(value: unknown): value is Measured {
  return typeof value === 'object' && value !== null && 'wallMs' in value && 'records' in value;
}

function print(runs: ReadonlyMap<string, readonly Measured[]>, records: number): void {
  const base = runs.get('b') ?? [];
  console.log('| | wall s | CPU s | records/s | peak memory MB | wall ÷ (b) | CPU ÷ (b) |');
  console.log('|---|---:|---:|---:|---:|---:|---:|');
  for (const [name, list] of runs) {
    const wall = median(list.map((run) => run.wallMs));
    const cpu = median(list.map((run) => run.cpuMs));
    // Of each round its own ratio: what else the machine does then weighs on both sides.
    const ratio = (of: 'wallMs' | 'cpuMs'): string =>
      median(list.map((run, round) => run[of] / (base[round]?.[of] ?? Number.NaN))).toFixed(2);
    const rate = Math.round(records / (wall / 1000)).toLocaleString('en-US');
    const peak = Math.round(median(list.map((run) => run.peakMb)));
    console.log(
      `| ${variants[name]?.title} | ${(wall / 1000).toFixed(2)} | ${(cpu / 1000).toFixed(2)} | ${rate} | ${peak} | ${ratio('wallMs')} | ${ratio('cpuMs')} |`,
    );
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
