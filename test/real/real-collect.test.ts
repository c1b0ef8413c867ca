import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { authorizationDetailsPart } from '../../src/adapters/aws/collect/authorization-details.ts';
import { collectParts } from '../../src/adapters/aws/collect/collect-account.ts';
import { eventHistory } from '../../src/adapters/aws/logs/event-history/event-history.ts';
import { s3Store } from '../../src/adapters/aws/logs/s3/s3-store.ts';
import { ownSession } from '../../src/adapters/aws/session.ts';
import { openBundleWriter } from '../../src/adapters/bundle/write-bundle.ts';
import { decode } from '../../src/adapters/cloudtrail/decode.ts';
import { readLogFolders } from '../../src/adapters/cloudtrail/read-logs.ts';
import { readStoredLogs } from '../../src/adapters/cloudtrail/read-stored-logs.ts';
import { parseConfig } from '../../src/cli/config.ts';
import { quietProgress } from '../../src/cli/progress.ts';
import { scan } from '../../src/cli/scan.ts';
import { createUsageLedger } from '../../src/core/evidence/usage-ledger.ts';
import type { LogSource } from '../../src/core/model/usage.ts';
import { plainSettings } from '../adapters/aws/collect/collecting.ts';
import { connectionTo } from '../adapters/aws/connection.ts';
import { s3Answer } from '../adapters/aws/logs/s3/s3-wire.ts';
import { jsonAnswer, type WireAnswer, type WireRequest, wireOf, xmlAnswer } from '../adapters/aws/wire.ts';

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const isPresent = existsSync(data);
const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'iam-drift-real-collect-'));
  folders.push(made);
  return made;
}

/** A session of an account whose requests `answer` answers. */
function sessionOf(account: string, answer: (request: WireRequest) => WireAnswer, now: number) {
  const identity = `<Arn>arn:aws:iam::${account}:user/auditor</Arn><UserId>AIDA</UserId><Account>${account}</Account>`;
  const wire = wireOf((request) =>
    request.operation === 'GetCallerIdentity' ? xmlAnswer('GetCallerIdentity', identity) : answer(request),
  );
  return ownSession(connectionTo(wire, { maxAttempts: 1, now: () => now }));
}

const documents = new Set(['AssumeRolePolicyDocument', 'PolicyDocument', 'Document']);

/** As IAM writes an answer: lists of `member`s, policy documents URL-encoded. */
function xmlOf(value: unknown, name = ''): string {
  if (documents.has(name) && typeof value === 'object') return encodeURIComponent(JSON.stringify(value));
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => `<member>${xmlOf(item)}</member>`).join('');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => `<${key}>${xmlOf(item, key)}</${key}>`)
      .join('');
  // The tool that wrote the file prints dates with a space.
  const text = String(value).replace(/^(\d{4}-\d\d-\d\d) (?=\d\d:)/, '$1T');
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

async function audited(from: string) {
  const { findings, principals, keyFigures } = await scan({
    from,
    cloudtrail: [],
    accounts: [],
    config: parseConfig('{}', 'the test', []),
    withVerdicts: false,
    now: Date.parse('2026-11-20'),
    progress: quietProgress,
    signal: new AbortController().signal,
  });
  return { findings, principals, keyFigures };
}

describe.skipIf(!isPresent)('a real account (skipped: ../shared/data absent)', () => {
  const asOf = '2023-06-15T00:00:00.000Z';
  const text = isPresent
    ? readFileSync(join(data, 'gaad-realaccount-dev/account-authorization-details.json'), 'utf8')
    : '{}';

  it('gives the same audit when its details come over the wire as when they are read from the file', async () => {
    // Whoever published it changed the account's id in some places only; AWS tells of one account.
    const account = '200611803367';
    const details: Record<string, unknown> = JSON.parse(text.replaceAll('012345678901', account));
    const now = Date.parse(asOf);
    const session = await sessionOf(account, () => xmlAnswer('GetAccountAuthorizationDetails', xmlOf(details)), now);
    const write = async (path: string, collect: boolean): Promise<string> => {
      const writer = await openBundleWriter(path, { fresh: false, now: () => now });
      await writer.writeJson('manifest.json', { schemaVersion: 1, collectedAt: asOf, accounts: [{ id: account }] });
      const place = `accounts/${account}`;
      if (collect) {
        const gaps = await collectParts([authorizationDetailsPart], {
          session,
          writer,
          folder: place,
          settings: plainSettings,
          now: () => now,
          signal: new AbortController().signal,
          limited: (work) => work(),
          progress: () => undefined,
        });
        expect(gaps.map(({ message }) => message)).toEqual([]);
      } else await writer.writeJson(`${place}/authorization-details.json`, details);
      await writer.close();
      return path;
    };
    const read = await audited(await write(await folder(), false));
    expect(read.principals.length).toBeGreaterThan(50);
    expect(await audited(await write(await folder(), true))).toEqual(read);
  });
});

describe.skipIf(!isPresent)('real logs (skipped: ../shared/data absent)', () => {
  // The files are named after another account than their records tell.
  const account = '123837392027';
  const named = '218007301253';
  const place = join(data, 'cloudtrail-invictus');
  const names = isPresent ? readdirSync(place).filter((name) => name.endsWith('.json.gz')) : [];
  const window = { from: Date.parse('2023-07-10T00:00:00Z'), to: Date.parse('2023-07-11T00:00:00Z') };

  const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);

  async function ledgerOf(source: LogSource, read = named) {
    const builder = createUsageLedger(window);
    for await (const item of source.rollUp({ accounts: [read] }, window, new Set())) {
      if ('rows' in item) builder.add(item);
      else expect(item).toBe('no gap');
    }
    const { principals, changes, logs } = builder.build();
    const days = [...(logs.get(read)?.days ?? [])];
    // In an order that does not hang on that of reading.
    const sorted = [...principals].sort(byKey).map(([id, { events, ...rest }]) => {
      const own = [...events].sort(byKey).map(([, { detail, ...event }]) => ({
        ...event,
        keys: detail?.requestKeys,
        resources: detail?.resources,
        refusals: detail?.refusals,
        passed: [...(detail?.passed ?? [])].sort((a, b) => (a.arn < b.arn ? -1 : 1)),
      }));
      return { id, kind: rest.callerKind, arn: rest.arn, seen: [rest.firstSeen, rest.lastSeen], events: own };
    });
    return { principals: sorted, changes, days };
  }

  it('are rolled up from S3 as from the folder', async () => {
    const keys = names.map((name): [string, Uint8Array] => [
      `AWSLogs/${named}/CloudTrail/us-east-1/2023/07/10/${name}`,
      readFileSync(join(place, name)),
    ]);
    const answer = s3Answer({ name: 'logs', region: 'us-east-1', objects: new Map(keys), pageSize: 7 });
    const session = await sessionOf(named, answer, window.to);
    const store = s3Store({ session, location: 's3://logs', verifyDigests: false, now: () => window.to });
    const local = await ledgerOf(readLogFolders({ folders: [place] }));
    expect(local.principals.length).toBeGreaterThan(10);
    expect(await ledgerOf(readStoredLogs({ store }))).toEqual(local);
  });

  it('are rolled up from the event history as from the folder, and claim no day', async () => {
    const records = names.flatMap((name): readonly Record<string, unknown>[] => {
      const file: { Records: Record<string, unknown>[] } = JSON.parse(
        gunzipSync(readFileSync(join(place, name))).toString('utf8'),
      );
      return file.Records.filter(({ managementEvent }) => managementEvent === true);
    });
    const events = records
      .map((record) => ({
        EventId: record.eventID,
        EventName: record.eventName,
        EventSource: record.eventSource,
        EventTime: Date.parse(String(record.eventTime)) / 1000,
        CloudTrailEvent: JSON.stringify(record),
      }))
      .sort((a, b) => b.EventTime - a.EventTime);
    const answer = ({ parameters }: WireRequest): WireAnswer => {
      const first = Number(parameters.NextToken ?? 0);
      const more = first + 50 < events.length ? { NextToken: String(first + 50) } : {};
      const from = Number(parameters.StartTime);
      const to = Number(parameters.EndTime);
      const within = events.slice(first, first + 50).filter(({ EventTime }) => EventTime >= from && EventTime <= to);
      return jsonAnswer({ Events: within, ...more });
    };
    const now = window.to + 7_200_000;
    const session = await sessionOf(account, answer, now);
    const regions = [...new Set(records.map(({ awsRegion }) => String(awsRegion)))];
    expect(regions).toEqual(['us-east-1']);
    const source = eventHistory({ session, regions, decode, now: () => now, pause: async () => undefined });
    const local = await ledgerOf(readLogFolders({ folders: [place] }));
    const history = await ledgerOf(source, account);
    expect(history.days).toEqual([]);
    expect(history.changes).toEqual(local.changes);
    expect(history.principals).toEqual(local.principals);
  });
});
