import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { openBundleWriter } from '../../../src/adapters/bundle/write-bundle.ts';
import type { BundleWriter } from '../../../src/core/model/bundle-writer.ts';
import { ConfigError, InternalError } from '../../../src/core/model/errors.ts';
import type { Gap } from '../../../src/core/model/gap.ts';
import { dayOf } from '../../../src/core/model/time.ts';
import type { UsageBatch } from '../../../src/core/model/usage.ts';
import { readWhole, usageBatches, usageGaps } from './usage-arbitraries.ts';
import { type Content, writeBundle } from './write-bundle.ts';

const account = 'accounts/111122223333';
const now = Date.UTC(2026, 10, 21, 6);

async function opened(files: Readonly<Record<string, Content>> = {}, fresh = false): Promise<BundleWriter> {
  return openBundleWriter(await writeBundle(files), { fresh, now: () => now });
}

async function again(writer: BundleWriter): Promise<BundleWriter> {
  return openBundleWriter(writer.path, { fresh: false, now: () => now });
}

async function allNames(folder: string): Promise<readonly string[]> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  // Who holds the bundle, while it is open.
  const entries = all.filter(({ name }) => name !== '.collecting');
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function readUsage(bundle: string): Promise<readonly (UsageBatch | Gap)[]> {
  const items: (UsageBatch | Gap)[] = [];
  for await (const item of readWhole(bundle)) items.push(item);
  return items;
}

const gap: Gap = {
  service: 's3',
  operation: 'GetObject',
  account: '111122223333',
  errorCode: 'AccessDenied',
  message: 'not allowed',
  days: [dayOf(now)],
};

describe('openBundleWriter', () => {
  it('makes the folder, and the folders of its files', async () => {
    const folder = join(await writeBundle({}), 'a', 'b');
    const writer = await openBundleWriter(folder, { fresh: false, now: () => now });
    await writer.writeJson(`${account}/eks/eu-west-1/clusters.json`, { clusters: [], $metadata: {} });
    expect(JSON.parse(await readFile(join(folder, account, 'eks/eu-west-1/clusters.json'), 'utf8'))).toStrictEqual({
      clusters: [],
    });
    expect(writer.path).toBe(folder);
  });

  it('knows what it wrote, by name and by time', async () => {
    const writer = await opened();
    await writer.writeJson(`${account}/trails.json`, { trailList: [] });
    await writer.writeText(`${account}/credential-report.csv`, 'user\n');
    expect(writer.collectedAt(`${account}/trails.json`)).toBe(now);
    expect(writer.collectedAt(`${account}/regions.json`)).toBeUndefined();
    expect(await writer.readJson(`${account}/trails.json`)).toStrictEqual({ trailList: [] });
    expect(await writer.readText(`${account}/credential-report.csv`)).toBe('user\n');
    expect(writer.filesUnder(`${account}/`)).toStrictEqual([
      `${account}/credential-report.csv`,
      `${account}/trails.json`,
    ]);
    await writer.remove(`${account}/trails.json`);
    expect(await writer.readJson(`${account}/trails.json`)).toBeUndefined();
    expect(writer.filesUnder('accounts/')).toStrictEqual([`${account}/credential-report.csv`]);
    await writer.remove(`${account}/trails.json`);
  });

  it('writes down when each file was collected, and has it again', async () => {
    const writer = await opened();
    await writer.writeJson(`${account}/trails.json`, {});
    await writer.flush();
    expect(JSON.parse(await readFile(join(writer.path, 'collected.json'), 'utf8'))).toStrictEqual({
      [`${account}/trails.json`]: '2026-11-21T06:00:00Z',
    });
    expect((await again(writer)).collectedAt(`${account}/trails.json`)).toBe(now);
  });

  it('writes the dates down by itself while it goes on', async () => {
    const writer = await opened();
    await writer.writeJson(`${account}/trails.json`, {});
    await vi.waitFor(() => expect(existsSync(join(writer.path, 'collected.json'))).toBe(true), 5_000);
  });

  it('takes the date of the file itself where the process was killed before it was written down', async () => {
    const writer = await opened({ [`${account}/trails.json`]: {}, 'collected.json': {} });
    const at = Date.UTC(2026, 9, 1);
    await utimes(join(writer.path, account, 'trails.json'), at / 1000, at / 1000);
    expect((await again(writer)).collectedAt(`${account}/trails.json`)).toBe(at);
  });

  it.each([
    ['not JSON', 'nonsense'],
    ['of another shape', '[1]'],
    ['cut off', '{"a'],
  ])('goes on with dates that are %s', async (_, text) => {
    const writer = await opened({ [`${account}/trails.json`]: {}, 'collected.json': text });
    expect(writer.collectedAt(`${account}/trails.json`)).toBeGreaterThan(0);
  });

  it('knows no file that is written down and gone', async () => {
    const writer = await opened({ 'collected.json': { [`${account}/trails.json`]: '2026-11-01T00:00:00Z' } });
    expect(writer.collectedAt(`${account}/trails.json`)).toBeUndefined();
    expect(writer.filesUnder('')).toStrictEqual([]);
  });

  it('removes the unfinished files of a process that was killed, and no other hidden file', async () => {
    const writer = await opened({
      [`${account}/.12-3.iam-drift`]: '{"half',
      'usage/.12-4.iam-drift': 'x',
      '.gitignore': 'x',
    });
    expect(await allNames(writer.path)).toStrictEqual(['.gitignore']);
  });

  it('has a file that a machine without power left empty written again', async () => {
    const writer = await opened({ [`${account}/trails.json`]: '' });
    expect(writer.collectedAt(`${account}/trails.json`)).toBeUndefined();
  });

  it('knows compressed files by their plain names, and puts the plain one in their place', async () => {
    const writer = await opened({ [`${account}/trails.json.gz`]: { trailList: [] } });
    expect(await writer.readJson(`${account}/trails.json`)).toStrictEqual({ trailList: [] });
    expect(writer.filesUnder(account)).toStrictEqual([`${account}/trails.json`]);
    await writer.writeJson(`${account}/trails.json`, {});
    expect(await allNames(join(writer.path, account))).toStrictEqual(['trails.json']);
  });

  it('has no JSON of a file that holds none', async () => {
    const writer = await opened({ [`${account}/trails.json`]: '<html>' });
    expect(await writer.readJson(`${account}/trails.json`)).toBeUndefined();
    expect(await writer.readText(`${account}/trails.json`)).toBe('<html>');
  });

  it.each([
    '../a.json',
    '/a.json',
    `${account}/../b.json`,
    `${account}/.a.json`,
    `${account}//a.json`,
    'a\\b.json',
    '',
  ])('does not write to %j, which leads out of the bundle or is hidden in it', async (name) => {
    const writer = await opened();
    await expect(writer.writeJson(name, {})).rejects.toThrow(InternalError);
    expect(await allNames(writer.path)).toStrictEqual([]);
  });

  it('says that the disk refuses, as something for the user to mend', async () => {
    const writer = await opened({ [`${account}/trails.json`]: {} });
    // A folder where the file is to be: refused to root as well.
    await mkdir(join(writer.path, account, 'regions.json', 'inside'), { recursive: true });
    await expect(writer.writeJson(`${account}/regions.json`, {})).rejects.toThrow(ConfigError);
    expect((await readdir(join(writer.path, account))).sort()).toStrictEqual(['regions.json', 'trails.json']);
  });

  it.skipIf(process.getuid?.() === 0)(
    'says that a folder cannot be read (skipped: root reads everything)',
    async () => {
      const { path } = await opened({ [`${account}/trails.json`]: {} });
      await chmod(join(path, account), 0o000);
      await expect(openBundleWriter(path, { fresh: false, now: () => now })).rejects.toThrow(ConfigError);
      await chmod(join(path, account), 0o755);
    },
  );

  it('keeps thirty thousand files in a few seconds, however often it is asked', async () => {
    const dates = Object.fromEntries(
      Array.from({ length: 30_000 }, (_, index) => [`${account}/last-accessed/${index}.json`, '2026-11-01T00:00:00Z']),
    );
    const writer = await opened({ 'collected.json': dates });
    for (let index = 0; index < 300; index++) await writer.writeJson(`${account}/last-accessed/${index}.json`, {});
    await writer.flush();
    expect((await again(writer)).filesUnder(`${account}/last-accessed/`)).toHaveLength(300);
  });
});

describe('a folder that is no bundle', () => {
  it.each<[string, Readonly<Record<string, Content>>]>([
    ['a file', { 'thesis.doc': 'x' }],
    ['a folder', { 'photos/a.jpg': 'x' }],
    ['other things in a folder named as ours', { 'accounts/2026.xls': 'x', 'collected.json': {} }],
    ['a folder of an account with other things', { [`${account}/notes.txt`]: 'x' }],
  ])('is refused, and stays as it is, when it holds %s', async (_, files) => {
    const folder = await writeBundle(files);
    for (const fresh of [false, true]) {
      await expect(openBundleWriter(folder, { fresh, now: () => now })).rejects.toThrow(ConfigError);
    }
    expect(await allNames(folder)).toStrictEqual(Object.keys(files).sort());
  });

  it('is refused when it is a file', async () => {
    const folder = await writeBundle({ file: 'x' });
    const opening = openBundleWriter(join(folder, 'file'), { fresh: false, now: () => now });
    await expect(opening).rejects.toThrow('there is a file of that name');
  });
});

describe('starting over', () => {
  it('removes what was collected, and nothing else', async () => {
    const writer = await opened(
      {
        'manifest.json': { schemaVersion: 1 },
        'collected.json': {},
        'collection.json': {},
        [`${account}/trails.json`]: {},
        [`${account}/last-accessed/role-a.json.gz`]: {},
        'organization/accounts.json': {},
        'usage/a.jsonl.gz': 'x',
        'README.md': 'about this bundle',
        'cloudtrail/AWSLogs/a.json.gz': 'x',
        'accounts/notes.txt': 'x',
      },
      true,
    );
    expect(writer.filesUnder('')).toStrictEqual([]);
    expect(await allNames(writer.path)).toStrictEqual([
      'README.md',
      'accounts/notes.txt',
      'cloudtrail/AWSLogs/a.json.gz',
    ]);
  });

  it('removes nothing behind a link to another folder', async () => {
    const elsewhere = await writeBundle({ 'keep.json': {} });
    const folder = await writeBundle({ 'manifest.json': { schemaVersion: 1 }, [`${account}/a.json`]: {} });
    await symlink(elsewhere, join(folder, account, 'linked'));
    await openBundleWriter(folder, { fresh: true, now: () => now });
    expect(await allNames(elsewhere)).toStrictEqual(['keep.json']);
  });

  it('can be done after a process that was killed before there was a manifest', async () => {
    const writer = await opened({ [`${account}/trails.json`]: {}, 'collected.json': {} }, true);
    expect(await allNames(writer.path)).toStrictEqual([]);
  });
});

describe('roll-ups', () => {
  it('are read again as they were written, with the gaps among them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(usageBatches, usageGaps), { maxLength: 4 }), async (items) => {
        const writer = await opened();
        const gaps = await writer.writeUsage('2026-01', each(items));
        expect(gaps).toStrictEqual(items.filter((item) => 'errorCode' in item));
        expect(writer.hasUsage('2026-01')).toBe(gaps.length === 0);
        const found = await readUsage(writer.path);
        const withoutOrder = (all: readonly (UsageBatch | Gap)[]) => [
          all.filter((item) => 'rows' in item),
          all.filter((item) => !('rows' in item)),
        ];
        // A file of nothing holds one empty roll-up, so that it does not pass for one that was cut off.
        if (items.length > 0) expect(withoutOrder(found)).toStrictEqual(withoutOrder(structuredClone(items)));
        else expect(found).toMatchObject([{ rows: { length: 0 } }]);
      }),
      { numRuns: 60 },
    );
  });

  it('with gaps are not whole, and go when they become so', async () => {
    const writer = await opened();
    expect(await writer.writeUsage('a', each([gap]))).toStrictEqual([gap]);
    expect(await allNames(join(writer.path, 'usage'))).toStrictEqual(['a.partial.jsonl.gz']);
    const resumed = await again(writer);
    expect(resumed.hasUsage('a')).toBe(false);
    expect(await readUsage(writer.path)).toStrictEqual([gap]);
    expect(await resumed.writeUsage('a', each([]))).toStrictEqual([]);
    expect(await allNames(join(writer.path, 'usage'))).toStrictEqual(['a.jsonl.gz']);
    expect((await again(writer)).hasUsage('a')).toBe(true);
  });

  it('with gaps go when the process was killed just after they became whole', async () => {
    const writer = await opened();
    await writer.writeUsage('a', each([]));
    await writeFile(join(writer.path, 'usage', 'a.partial.jsonl.gz'), 'x');
    const resumed = await again(writer);
    expect(resumed.filesUnder('usage/')).toStrictEqual(['usage/a.jsonl.gz']);
    expect(await allNames(join(writer.path, 'usage'))).toStrictEqual(['a.jsonl.gz']);
  });

  it('leave nothing when reading them fails, and what failed is told', async () => {
    const writer = await opened();
    const failure = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET', syscall: 'read' });
    const items = async function* () {
      yield gap;
      throw failure;
    };
    await expect(writer.writeUsage('a', items())).rejects.toBe(failure);
    expect(await allNames(writer.path)).toStrictEqual([]);
    expect(writer.filesUnder('')).toStrictEqual([]);
  });

  it.each(['../a', 'a/../b', 'a//b', '/a', '.a', 'a.partial', ''])('are not named %j', async (name) => {
    const writer = await opened();
    await expect(writer.writeUsage(name, each([]))).rejects.toThrow(InternalError);
  });
});
