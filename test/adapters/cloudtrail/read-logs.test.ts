import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ReadProgress, readLogFolders } from '../../../src/adapters/cloudtrail/read-logs.ts';
import type { Gap } from '../../../src/core/model/gap.ts';
import type { LogScope, UsageBatch } from '../../../src/core/model/usage.ts';
import { contentOf, rowsOf } from './batch-view.ts';
import { allTime, logFile, record } from './record-samples.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-logs-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function name(date: string, suffix: string, account = '111122223333', region = 'eu-west-1'): string {
  return `AWSLogs/${account}/CloudTrail/${region}/${account}_CloudTrail_${region}_${date}T1000Z_${suffix}.json.gz`;
}

function write(path: string, content: Uint8Array): string {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, content);
  return `${folder}/${path}`;
}

function writeRecords(path: string, records: readonly unknown[]): string {
  return write(path, gzipSync(logFile(records)));
}

async function read(
  folders: readonly string[],
  options: {
    readonly scope?: LogScope;
    readonly alreadyRead?: ReadonlySet<string>;
    readonly window?: typeof allTime;
  } = {},
): Promise<{ batches: UsageBatch[]; gaps: Gap[] }> {
  const { scope = { accounts: [] }, alreadyRead = new Set<string>(), window = allTime } = options;
  const batches: UsageBatch[] = [];
  const gaps: Gap[] = [];
  for await (const each of readLogFolders({ folders }).rollUp(scope, window, alreadyRead)) {
    if ('rows' in each) batches.push(each);
    else gaps.push(each);
  }
  return { batches, gaps };
}

function counted(batches: readonly UsageBatch[]): number {
  return batches.reduce((sum, batch) => sum + rowsOf(batch).reduce((inner, row) => inner + row.count, 0), 0);
}

describe('readLogFolders', () => {
  it('reads zipped and plain files in the order of days', async () => {
    const second = writeRecords(name('20260802', 'a'), [record({ eventID: '1' })]);
    const first = writeRecords(name('20260801', 'b'), [record({ eventID: '2' })]);
    const plain = write('z.json', logFile([record({ eventID: '3' })]));
    const { batches, gaps } = await read([folder]);
    expect(batches.map((batch) => batch.logObjects[0]?.path)).toEqual([first, second, plain]);
    expect(counted(batches)).toBe(3);
    expect(gaps).toEqual([]);
  });

  it('counts an event once within a delivery day of an account and region, and again on another day', async () => {
    const shared = [record({ eventID: 'a' }), record({ eventID: 'b' })];
    writeRecords(name('20260801', 'a'), shared);
    writeRecords(name('20260801', 'b'), [...shared, record({ eventID: 'c' })]);
    writeRecords(name('20260801', 'c'), shared);
    expect(counted((await read([folder])).batches)).toBe(3);
    writeRecords(name('20260802', 'a'), shared);
    expect(counted((await read([folder])).batches)).toBe(5);
  });

  it('counts an event once among the files whose names say nothing', async () => {
    write('x.json', logFile([record({ eventID: 'a' })]));
    write('y/y.json', logFile([record({ eventID: 'a' }), record({ eventID: 'b' })]));
    const { batches } = await read([folder]);
    expect(counted(batches)).toBe(2);
    expect(batches.map((batch) => batch.logObjects[0]?.records)).toEqual([1, 2]);
  });

  it('names truncated, broken and foreign files, and reads the rest', async () => {
    const good = writeRecords(name('20260801', 'good'), [record({ eventID: '1' })]);
    const zipped = gzipSync(logFile([record({ eventID: '2' })]));
    const truncated = write(name('20260801', 'truncated'), zipped.subarray(0, zipped.length - 20));
    const broken = write(name('20260801', 'broken'), gzipSync('{"Records":[{"event'));
    const foreign = write(name('20260801', 'foreign'), gzipSync('{"foo":1}'));
    const { batches, gaps } = await read([folder]);
    expect(batches.map((batch) => batch.logObjects[0]?.path)).toEqual([good]);
    expect(new Map(gaps.map((gap) => [gap.path, gap.errorCode]))).toEqual(
      new Map([
        [truncated, 'Truncated'],
        [broken, 'NotJson'],
        [foreign, 'WrongShape'],
      ]),
    );
    expect(gaps[0]).toMatchObject({ account: '111122223333', region: 'eu-west-1' });
  });

  it('tells digests without opening them', async () => {
    write(
      'AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/111122223333_CloudTrail-Digest_eu-west-1_t_eu-west-1_20260801T000000Z.json.gz',
      new TextEncoder().encode('not even zipped'),
    );
    const { batches, gaps } = await read([folder]);
    expect(batches.flatMap((batch) => batch.logObjects)).toMatchObject([{ kind: 'digest', day: 20_666, records: 0 }]);
    expect(gaps).toEqual([]);
  });

  it('leaves out other accounts, files already read, and files of days that cannot hold the window', async () => {
    writeRecords(name('20260801', 'other', '222233334444'), [record({ eventID: '1' })]);
    const known = writeRecords(name('20260801', 'known'), [record({ eventID: '2' })]);
    writeRecords(name('20260731', 'early'), [record({ eventID: '3' })]);
    writeRecords(name('20260808', 'late'), [record({ eventID: '4' })]);
    writeRecords(name('20260810', 'later'), [record({ eventID: '5' })]);
    const unnamed = write('x.json', logFile([record({ eventID: '6' })]));
    const { batches } = await read([folder], {
      scope: { accounts: ['111122223333'] },
      alreadyRead: new Set([known]),
      window: { from: Date.UTC(2026, 7, 1), to: Date.UTC(2026, 7, 2) - 1 },
    });
    expect(batches.map((batch) => batch.logObjects[0]?.path)).toEqual([
      `${folder}/${name('20260808', 'late')}`,
      unnamed,
    ]);
  });

  it('gives the same roll-up for any split of the records into files', async () => {
    const records = Array.from({ length: 40 }, (_, at) =>
      record({ eventID: `e${at}`, eventName: `Get${at % 3}`, requestParameters: { [`k${at}`]: 1 } }),
    );
    write('one.json', logFile(records));
    const whole = await read([folder]);
    rmSync(join(folder, 'one.json'));
    writeRecords('a.json.gz', records.slice(20));
    writeRecords('b.json.gz', records.slice(0, 25));
    const split = await read([folder]);
    const counts = (batches: readonly UsageBatch[]): unknown => {
      const byEvent = new Map<string, number>();
      for (const row of batches.flatMap(rowsOf))
        byEvent.set(row.eventName, (byEvent.get(row.eventName) ?? 0) + row.count);
      return [...byEvent].sort();
    };
    expect(counts(split.batches)).toEqual(counts(whole.batches));
    const keys = (batches: readonly UsageBatch[]): unknown =>
      [...new Set(batches.flatMap((batch) => batch.details.flatMap((detail) => detail.requestKeys)))].sort();
    expect(keys(split.batches)).toEqual(keys(whole.batches));
  });

  it('rolls small files of one day and place up together, broken ones and duplicates apart', async () => {
    const group = (date: string): void => {
      for (let at = 0; at < 30; at += 1) {
        const id = `${date}-${at}`;
        writeRecords(name(date, `f${String(at).padStart(2, '0')}`), [
          record({ eventID: id }),
          record({ eventID: `${date}-${at - 1}` }),
        ]);
      }
    };
    group('20260801');
    group('20260802');
    // Begins as AWS writes and goes on otherwise, after something was counted: it must not count at all, nor spoil its neighbors.
    const whole = logFile(
      Array.from({ length: 120 }, (_, at) => record({ eventID: `x${at}`, userAgent: 'y'.repeat(1000) })),
    );
    const cut = whole.slice(0, whole.length - 40);
    cut.set(new TextEncoder().encode(']}'), cut.length - 2);
    const broken = write(name('20260801', 'f01-broken'), gzipSync(cut));
    const nulls = writeRecords(name('20260802', 'f01-null'), [record({ eventID: 'n' }), null]);
    const { batches, gaps } = await read([folder]);
    expect(batches.length).toBeLessThan(40);
    expect(batches.some((batch) => batch.logObjects.length > 1)).toBe(true);
    const objects = batches.flatMap((batch) => batch.logObjects.map((each) => each.path));
    expect(objects).toHaveLength(61);
    expect(objects).toEqual([...objects].sort());
    for (const batch of batches) expect(new Set(batch.logObjects.map((each) => each.day)).size).toBe(1);
    // The events numbered 0 to 29 and, in the first file, the one before them.
    expect(counted(batches)).toBe(31 + 31 + 1);
    expect(new Map(gaps.map((gap) => [gap.path, gap.errorCode]))).toEqual(
      new Map([
        [broken, 'NotJson'],
        [nulls, 'Unparsed'],
      ]),
    );
  });

  it('tells its progress, and ends when the reader stops', async () => {
    for (const suffix of ['a', 'b', 'c']) writeRecords(name('20260801', suffix), [record({ eventID: suffix })]);
    const progress: ReadProgress[] = [];
    const source = readLogFolders({ folders: [folder], onProgress: (each) => progress.push(each) });
    for await (const _each of source.rollUp({ accounts: [] }, allTime, new Set())) {
      if (progress.length === 2) break;
    }
    expect(progress).toMatchObject([
      { files: 1, filesTotal: 3, records: 1 },
      { files: 2, filesTotal: 3, records: 2 },
    ]);
  });
});

const built = new URL('../../../dist/adapters/cloudtrail/read-logs.js', import.meta.url);

describe.skipIf(!existsSync(built))('reading in threads (skipped: not built)', () => {
  async function readBuilt(threads: number): Promise<(UsageBatch | Gap)[]> {
    const module: unknown = await import(built.href);
    if (!isReader(module)) throw new Error('the built module has another shape');
    const all: (UsageBatch | Gap)[] = [];
    const source = module.readLogFolders({ folders: [folder], threads });
    for await (const each of source.rollUp({ accounts: [] }, allTime, new Set())) all.push(each);
    return all;
  }

  function isReader(module: unknown): module is { readonly readLogFolders: typeof readLogFolders } {
    return typeof module === 'object' && module !== null && 'readLogFolders' in module;
  }

  /** Enough bytes that threads are started (text that does not shrink), in files so small that some are read together. */
  function writeMany(): void {
    for (let file = 0; file < 60; file += 1) {
      const records = Array.from({ length: 80 }, (_, at) =>
        record({
          // Every third event lies in two files.
          eventID: at % 3 === 0 ? `pair-${file >> 1}-${at}` : `id-${file}-${at}`,
          requestParameters: { text: Array.from({ length: 80 }, () => Math.random().toString(36)).join('') },
        }),
      );
      writeRecords(name(`2026080${1 + Math.floor(file / 20)}`, `f${String(file).padStart(2, '0')}`), records);
    }
    write(name('20260801', 'truncated'), gzipSync(logFile([record()])).subarray(0, 60));
  }

  it('gives the same answer as one thread, batch by batch', async () => {
    writeMany();
    const simple = (all: readonly (UsageBatch | Gap)[]): unknown[] =>
      all.map((each) => ('rows' in each ? [each.logObjects, contentOf(each)] : each));
    const one = await readBuilt(1);
    expect(simple(await readBuilt(3))).toEqual(simple(one));
    const batches = one.filter((each) => 'rows' in each);
    expect(batches.some((batch) => batch.logObjects.length > 1)).toBe(true);
    // Of 80 events in each of 60 files, 27 of each second file were seen before.
    expect(counted(batches)).toBe(60 * 80 - 30 * 27);
    expect(one.filter((each) => 'errorCode' in each)).toMatchObject([{ errorCode: 'Truncated' }]);
  });

  it('ends its threads when the reader stops early', async () => {
    writeMany();
    const module: unknown = await import(built.href);
    if (!isReader(module)) throw new Error('the built module has another shape');
    const source = module.readLogFolders({ folders: [folder], threads: 2 });
    let batches = 0;
    for await (const _each of source.rollUp({ accounts: [] }, allTime, new Set())) {
      batches += 1;
      expect(process.getActiveResourcesInfo()).toContain('MessagePort');
      if (batches === 2) break;
    }
    expect(process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort')).toEqual([]);
  });
});

const shared = new URL('../../../../shared/data/', import.meta.url).pathname;

describe.skipIf(!existsSync(shared))('the real sets (skipped: ../shared/data absent)', () => {
  it('reads all records of cloudtrail-invictus', async () => {
    const { batches, gaps } = await read([join(shared, 'cloudtrail-invictus')]);
    const files = readdirSync(join(shared, 'cloudtrail-invictus')).filter((file) => file.endsWith('.json.gz'));
    expect(gaps).toEqual([]);
    expect(batches.flatMap((batch) => batch.logObjects)).toHaveLength(files.length);
    expect(counted(batches)).toBe(1448);
    const rows = batches.flatMap(rowsOf);
    const sum = (outcome: string): number =>
      rows.filter((row) => row.outcome === outcome).reduce((total, row) => total + row.count, 0);
    expect([sum('denied'), sum('failed')]).toEqual([56, 168 - 56]);
    expect(new Set(rows.map((row) => row.eventSource)).size).toBe(14);
    expect(new Set(rows.map((row) => row.eventSource + row.eventName)).size).toBe(147);
    expect(new Set(rows.filter((row) => row.callerKind === 'role').map((row) => row.principalArn)).size).toBe(7);
  });

  it('reads all records of cloudtrail-stratus', async () => {
    const { batches, gaps } = await read([join(shared, 'cloudtrail-stratus')]);
    expect(gaps).toEqual([]);
    expect(batches).toHaveLength(35);
    expect(counted(batches)).toBe(310);
    const rows = batches.flatMap(rowsOf);
    const denied = rows.filter((row) => row.outcome === 'denied').reduce((total, row) => total + row.count, 0);
    expect(denied).toBe(51);
    expect(batches.every((batch) => batch.logObjects[0]?.contents.length !== 0)).toBe(true);
  });
});
