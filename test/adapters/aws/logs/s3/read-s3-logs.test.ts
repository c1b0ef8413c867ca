import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { s3LogPermissions, s3Store } from '../../../../../src/adapters/aws/logs/s3/s3-store.ts';
import { readLogFolders } from '../../../../../src/adapters/cloudtrail/read-logs.ts';
import { readStoredLogs } from '../../../../../src/adapters/cloudtrail/read-stored-logs.ts';
import { createUsageLedger } from '../../../../../src/core/evidence/usage-ledger.ts';
import type { Gap } from '../../../../../src/core/model/gap.ts';
import { dayMs } from '../../../../../src/core/model/time.ts';
import type { LogSource } from '../../../../../src/core/model/usage.ts';
import { sessionTo, testNow } from '../../connection.ts';
import { call, loggedAccount, logKey } from './log-bucket.ts';
import { s3Answer, s3Error, type WireBucket } from './s3-wire.ts';

const first = Date.UTC(2026, 7, 1);
const window = { from: first, to: first + 3 * dayMs - 1 };

/** Six files a day and region over four days; each holds calls of its own and one of the file before. */
function logFiles(): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const date of ['20260801', '20260802', '20260803', '20260804']) {
    for (const region of ['eu-west-1', 'us-east-1']) {
      for (let at = 0; at < 6; at += 1) {
        const time = `2026-08-${date.slice(6)}T0${at}:00:00Z`;
        // Of the last day only a late event of the day before counts.
        const late = '2026-08-03T23:59:00Z';
        const records = [at, at - 1].map((n) => call(`${date} ${region} ${n}`, date === '20260804' ? late : time));
        files.set(logKey({ date, region, name: `f${at}` }), gzipSync(JSON.stringify({ Records: records })));
      }
    }
  }
  return files;
}

interface RolledUp {
  readonly principals: unknown;
  readonly days: readonly number[];
  readonly roots: readonly string[];
  readonly gaps: readonly Gap[];
}

async function rolledUp(source: LogSource): Promise<RolledUp> {
  const builder = createUsageLedger(window);
  const gaps: Gap[] = [];
  for await (const each of source.rollUp({ accounts: [loggedAccount] }, window, new Set())) {
    if ('rows' in each) builder.add(each);
    else gaps.push(each);
  }
  const { principals, logs } = builder.build();
  const own = logs.get(loggedAccount);
  return { principals: [...principals], days: [...(own?.days ?? [])].sort(), roots: [...(own?.roots ?? [])], gaps };
}

async function fromS3(bucket: Partial<WireBucket>): Promise<LogSource> {
  const { session } = await sessionTo(
    s3Answer({ name: 'log-archive', region: 'us-east-1', objects: logFiles(), ...bucket }),
    { maxAttempts: 1 },
  );
  const signal = new AbortController().signal;
  const store = s3Store({ session, location: 's3://log-archive', verifyDigests: false, now: () => testNow, signal });
  return readStoredLogs({ store, actions: s3LogPermissions.map(({ action }) => action) });
}

describe('reading logs in S3', () => {
  it('gives the same roll-up as reading them from a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 's3-logs-'));
    for (const [key, content] of logFiles()) {
      mkdirSync(dirname(join(folder, key)), { recursive: true });
      writeFileSync(join(folder, key), content);
    }
    const local = await rolledUp(readLogFolders({ folders: [folder] }));
    rmSync(folder, { recursive: true });
    const { principals, days, gaps, roots } = await rolledUp(await fromS3({ pageSize: 4 }));
    expect(principals).toEqual(local.principals);
    // The day after the window was read for what came late alone, and a portion may end there.
    expect(days).toEqual([0, 1, 2].map((day) => first / dayMs + day));
    expect(local.days).toHaveLength(4);
    expect(gaps).toEqual([]);
    expect(roots).toEqual([`/s3://log-archive/AWSLogs/${loggedAccount}/`]);
  });

  it('tells a key that refuses once a region, with all days that are not read', async () => {
    const arn = 'arn:aws:kms:us-east-1:444455556666:key/1234abcd';
    const message = `User: a is not authorized to perform: kms:Decrypt on resource: ${arn} because of its policy`;
    const source = await fromS3({
      instead: ({ kind, key }) =>
        kind === 'get' && key.includes('/us-east-1/') ? s3Error(403, 'AccessDenied', message) : undefined,
    });
    const { gaps } = await rolledUp(source);
    const day = first / dayMs;
    expect(gaps).toMatchObject([
      {
        operation: 'GetObject',
        account: loggedAccount,
        region: 'us-east-1',
        days: [day, day + 1, day + 2, day + 3],
        message: `kms:Decrypt on the key \`${arn}\` that encrypts the log files is needed, by IAM and by the key's policy (24 times)`,
      },
    ]);
    expect(source.actions).toEqual(['s3:ListBucket', 's3:GetObject', 'kms:Decrypt']);
  });
});
