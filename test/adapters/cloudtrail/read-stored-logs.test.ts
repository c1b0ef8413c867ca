import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLogFolders } from '../../../src/adapters/cloudtrail/read-logs.ts';
import { readStoredLogs } from '../../../src/adapters/cloudtrail/read-stored-logs.ts';
import { createUsageLedger } from '../../../src/core/evidence/usage-ledger.ts';
import type { Gap } from '../../../src/core/model/gap.ts';
import type { LogSource, UsageBatch } from '../../../src/core/model/usage.ts';
import { contentOf, rowsOf } from './batch-view.ts';
import { memoryStore } from './memory-store.ts';
import { allTime, logFile, record } from './record-samples.ts';

const bucket = 's3://log-archive';

function key(date: string, suffix: string, region = 'eu-west-1', account = '111122223333'): string {
  const day = `${date.slice(0, 4)}/${date.slice(4, 6)}/${date.slice(6)}`;
  return `AWSLogs/${account}/CloudTrail/${region}/${day}/${account}_CloudTrail_${region}_${date}T1000Z_${suffix}.json.gz`;
}

function digestKey(date: string): string {
  const name = `111122223333_CloudTrail-Digest_eu-west-1_t_eu-west-1_${date}T000000Z.json.gz`;
  return `AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/08/01/${name}`;
}

async function all(source: LogSource, alreadyRead = new Set<string>()): Promise<(UsageBatch | Gap)[]> {
  const items: (UsageBatch | Gap)[] = [];
  for await (const each of source.rollUp({ accounts: [] }, allTime, alreadyRead)) items.push(each);
  return items;
}

const batchesOf = (items: readonly (UsageBatch | Gap)[]) => items.filter((each) => 'rows' in each);
const gapsOf = (items: readonly (UsageBatch | Gap)[]) => items.filter((each) => 'errorCode' in each);
const counted = (items: readonly (UsageBatch | Gap)[]): number =>
  batchesOf(items).reduce((sum, batch) => sum + rowsOf(batch).reduce((inner, row) => inner + row.count, 0), 0);

/** What a ledger makes of all batches; without the roots, which differ by where the files lie. */
function ledgerOf(items: readonly (UsageBatch | Gap)[]): unknown {
  const builder = createUsageLedger(allTime);
  for (const batch of batchesOf(items)) builder.add(batch);
  const { principals, changes, passed, logs } = builder.build();
  const sorted = <Value>(map: ReadonlyMap<string, Value>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    principals: sorted(principals).map(([id, { events, ...rest }]) => [id, rest, sorted(events)]),
    changes,
    passed: sorted(passed),
    logs: sorted(logs).map(([account, { roots: _, ...rest }]) => [account, rest]),
  };
}

function refusal(path: string, day: number): Gap {
  const place = { account: '111122223333', region: 'eu-west-1' };
  const what = { service: 's3', operation: 'GetObject', errorCode: 'AccessDenied', message: 'kms:Decrypt is needed' };
  return { ...what, ...place, path, days: [day] };
}

describe('readStoredLogs', () => {
  it('reads what a store lists as if it lay in a folder, however the records are split into files', async () => {
    const names = ['GetObject', 'PutObject', 'CreateRole'];
    const records = Array.from({ length: 40 }, (_, at) =>
      record({
        eventID: `e${at % 35}`,
        eventTime: `2026-08-0${1 + (at % 3)}T10:00:${String(at).padStart(2, '0')}Z`,
        eventName: names[at % 3],
        eventSource: at % 3 === 2 ? 'iam.amazonaws.com' : 's3.amazonaws.com',
        requestParameters: { [`k${at % 7}`]: 1, roleName: 'r' },
        ...(at % 5 === 0 ? { errorCode: 'AccessDenied', errorMessage: 'not authorized to perform: s3:GetObject' } : {}),
      }),
    );
    const place = fc.tuple(fc.constantFrom('20260801', '20260802'), fc.constantFrom('eu-west-1', 'us-east-1'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(place, fc.nat(7)), { minLength: 40, maxLength: 40 }), async (split) => {
        const files = new Map<string, unknown[]>();
        for (const [at, [[date, region], file]] of split.entries()) {
          const path = key(date, `f${file}`, region);
          files.set(path, [...(files.get(path) ?? []), records[at]]);
        }
        const folder = mkdtempSync(join(tmpdir(), 'stored-logs-'));
        const objects = new Map<string, Uint8Array>();
        // A store lists days in their order, and regions and files within a day in any.
        const dates = [...files].sort(([a], [b]) => (a.replace(/.*_2026/, '') < b.replace(/.*_2026/, '') ? -1 : 1));
        for (const [path, content] of dates) {
          const bytes = gzipSync(logFile(content));
          objects.set(`${bucket}/${path}`, bytes);
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), bytes);
        }
        const local = await all(readLogFolders({ folders: [folder] }));
        rmSync(folder, { recursive: true });
        expect(ledgerOf(await all(readStoredLogs({ store: memoryStore(objects) })))).toEqual(ledgerOf(local));
      }),
      { numRuns: 25 },
    );
  });

  it('fetches many objects at once, but no more than 16, and none twice for duplicates', async () => {
    const twice = Array.from(
      { length: 60 },
      (_, at) =>
        [`${bucket}/${key('20260801', `f${at}`)}`, gzipSync(logFile([record({ eventID: `a${at >> 1}` })]))] as const,
    );
    const store = memoryStore(new Map(twice));
    const items = await all(readStoredLogs({ store }));
    expect(counted(items)).toBe(30);
    expect(store.reads).toHaveLength(60);
    expect(store.most.reads).toBe(16);
  });

  it('holds a bounded number of bytes, whatever is listed', async () => {
    const content = gzipSync(logFile([record({ eventID: 'a' })]));
    const objects = new Map(Array.from({ length: 12 }, (_, at) => [`${bucket}/${key('20260801', `f${at}`)}`, content]));
    const listing = [...objects.keys()].map((path) => ({ path, bytes: 20 * 1024 * 1024 }));
    const store = memoryStore(objects, listing);
    expect(batchesOf(await all(readStoredLogs({ store })))).toHaveLength(12);
    expect(store.most.bytes).toBe(60 * 1024 * 1024);
  });

  it('passes over what was read already, and siblings, and tells digests without reading them', async () => {
    const content = gzipSync(logFile([record({ eventID: 'a' })]));
    const known = `${bucket}/${key('20260801', 'known')}`;
    const paths = [known, key('20260801', 'new'), digestKey('20260801')].map((path) =>
      path.startsWith('s3:') ? path : `${bucket}/${path}`,
    );
    const sibling = `${bucket}/AWSLogs/111122223333/CloudTrail-Insight/eu-west-1/2026/08/01/x.json.gz`;
    const store = memoryStore(new Map([...paths, sibling].map((path) => [path, content])));
    const items = await all(readStoredLogs({ store }), new Set([known]));
    expect(store.reads).toEqual([`${bucket}/${key('20260801', 'new')}`]);
    expect(batchesOf(items).flatMap(({ logObjects }) => logObjects)).toMatchObject([
      { path: `${bucket}/${key('20260801', 'new')}`, kind: 'log', day: 20_666, records: 1 },
      { path: `${bucket}/${digestKey('20260801')}`, kind: 'digest', day: 20_666 },
    ]);
  });

  it('tells a refusal of many objects once, with all their days, and reads the rest', async () => {
    const objects = new Map<string, Uint8Array | Gap>();
    for (const [date, day] of [
      ['20260801', 20_666],
      ['20260802', 20_667],
    ] as const) {
      for (let at = 0; at < 20; at += 1) {
        const path = `${bucket}/${key(date, `refused${at}`)}`;
        objects.set(path, refusal(path, day));
      }
      objects.set(`${bucket}/${key(date, 'read')}`, gzipSync(logFile([record({ eventID: date })])));
    }
    const listingRefused = { ...refusal('', 20_668), operation: 'ListObjectsV2' };
    const listing = [...objects.keys()].map((path) => ({ path, bytes: 100 }));
    const items = await all(readStoredLogs({ store: memoryStore(objects, [listingRefused, ...listing]) }));
    expect(counted(items)).toBe(2);
    expect(gapsOf(items)).toMatchObject([
      { operation: 'GetObject', days: [20_666, 20_667], message: 'kms:Decrypt is needed (40 times)' },
      { operation: 'ListObjectsV2', days: [20_668] },
    ]);
  });

  it('ends when the store fails, and fetches no more', async () => {
    const content = gzipSync(logFile([record()]));
    const objects = new Map(
      Array.from({ length: 200 }, (_, at) => [`${bucket}/${key('20260801', `f${at}`)}`, content]),
    );
    const store = memoryStore(objects);
    const broken = {
      list: store.list,
      read: (object: { path: string; bytes: number }) =>
        object.path.includes('_f1.') ? Promise.reject(new Error('interrupted')) : store.read(object),
    };
    await expect(all(readStoredLogs({ store: broken }))).rejects.toThrow('interrupted');
    const { length } = store.reads;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(store.reads.length).toBe(length);
    expect(length).toBeLessThan(100);
  });
});

const built = new URL('../../../dist/adapters/cloudtrail/read-stored-logs.js', import.meta.url);

describe.skipIf(!existsSync(built))('reading a store in threads (skipped: not built)', () => {
  it('gives the same answer as one thread, batch by batch, and hands bytes over and back', async () => {
    const module: unknown = await import(built.href);
    const isReader = (value: unknown): value is { readonly readStoredLogs: typeof readStoredLogs } =>
      typeof value === 'object' && value !== null && 'readStoredLogs' in value;
    if (!isReader(module)) throw new Error('the built module has another shape');
    const objects = new Map<string, Uint8Array>();
    for (let file = 0; file < 60; file += 1) {
      const records = Array.from({ length: 30 }, (_, at) =>
        record({ eventID: at % 3 === 0 ? `pair-${file >> 1}-${at}` : `id-${file}-${at}` }),
      );
      objects.set(`${bucket}/${key(`2026080${1 + Math.floor(file / 20)}`, `f${file}`)}`, gzipSync(logFile(records)));
    }
    const cut = `${bucket}/${key('20260803', 'truncated')}`;
    objects.set(cut, gzipSync(logFile([record()])).subarray(0, 60));
    const simple = (items: readonly (UsageBatch | Gap)[]): unknown[] =>
      items.map((each) => ('rows' in each ? [each.logObjects, contentOf(each)] : each));
    const one = await all(readStoredLogs({ store: memoryStore(objects), threads: 1 }));
    const store = memoryStore(objects);
    expect(simple(await all(module.readStoredLogs({ store, threads: 3 })))).toEqual(simple(one));
    expect(store.reads).toHaveLength(61);
    expect(counted(one)).toBe(60 * 30 - 30 * 10);
    expect(gapsOf(one)).toMatchObject([{ errorCode: 'Truncated', path: cut }]);
  });
});
