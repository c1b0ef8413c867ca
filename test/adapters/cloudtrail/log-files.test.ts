import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listLogFiles } from '../../../src/adapters/cloudtrail/log-files.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-files-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), 'text');
  }
}

const base = 'AWSLogs/o-abc/111122223333';

describe('listLogFiles', () => {
  it('finds logs at any depth, by day and place, and files without a name of their own last', async () => {
    write(
      'a.json',
      `${base}/CloudTrail/us-east-1/2026/08/02/111122223333_CloudTrail_us-east-1_20260802T0000Z_a.json.gz`,
      `${base}/CloudTrail/us-east-1/2026/08/01/111122223333_CloudTrail_us-east-1_20260801T0000Z_a.json.gz`,
      `${base}/CloudTrail/eu-west-1/2026/08/01/111122223333_CloudTrail_eu-west-1_20260801T0000Z_a.json.gz`,
    );
    const { files, gaps } = await listLogFiles([folder]);
    expect(files.map(({ region, day, bytes }) => [region, day, bytes])).toEqual([
      ['eu-west-1', 20_666, 4],
      ['us-east-1', 20_666, 4],
      ['us-east-1', 20_667, 4],
      ['', undefined, 4],
    ]);
    expect(files[3]?.path).toBe(`${folder}/a.json`);
    expect(gaps).toEqual([]);
  });

  it('lists digests as digests and passes over insights, aggregated events, hidden files and prose', async () => {
    write(
      `${base}/CloudTrail-Digest/eu-west-1/2026/08/01/111122223333_CloudTrail-Digest_eu-west-1_t_eu-west-1_20260801T000000Z.json.gz`,
      `${base}/CloudTrail-Insight/eu-west-1/2026/08/01/x.json.gz`,
      `${base}/CloudTrail-Aggregated/eu-west-1/2026/08/01/x.json.gz`,
      '.hidden/x.json',
      '.x.json',
      'README.md',
      'LICENSE',
      'LICENSE.upstream',
    );
    const { files, gaps } = await listLogFiles([folder]);
    expect(files.map((file) => file.kind)).toEqual(['digest']);
    expect(gaps).toEqual([]);
  });

  it('says which files could be logs in a format that is not read', async () => {
    write('b.parquet', 'c/a.parquet', 'd.csv');
    const { files, gaps } = await listLogFiles([folder]);
    expect(files).toEqual([]);
    expect(gaps).toMatchObject([
      { errorCode: 'Unsupported', path: `${folder}/d.csv` },
      { errorCode: 'Unsupported', path: `${folder}/b.parquet` },
    ]);
    expect(gaps[1]?.message).toMatch(/^2 files ending in `.parquet`/);
  });

  it('follows links without going in circles or reading a file twice', async () => {
    write('a/x.json');
    symlinkSync(folder, join(folder, 'a', 'loop'));
    symlinkSync(join(folder, 'a', 'x.json'), join(folder, 'y.json'));
    const { files } = await listLogFiles([folder, join(folder, 'a')]);
    expect(files).toHaveLength(1);
  });

  it('takes a single file, and names a folder that is not there', async () => {
    write('x.json');
    const { files, gaps } = await listLogFiles([join(folder, 'x.json'), join(folder, 'missing')]);
    expect(files).toHaveLength(1);
    expect(gaps).toMatchObject([{ service: 'logs', errorCode: 'Missing', path: join(folder, 'missing') }]);
  });

  it('names a broken link', async () => {
    symlinkSync(join(folder, 'nowhere'), join(folder, 'x.json'));
    expect((await listLogFiles([folder])).gaps).toMatchObject([{ errorCode: 'Missing' }]);
  });
});
