import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleStateIn, collectedFileCount, resumeNote } from '../../../src/cli/live/bundle-state.ts';

const now = Date.parse('2026-11-21T03:40:00Z');
const hour = 3_600_000;
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iam-drift-bundle-state-'));
});

afterEach(() => rm(folder, { recursive: true }));

function writeManifest(manifest: unknown): Promise<void> {
  return writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
}

const ours = { schemaVersion: 1, collectedAt: '2026-11-21T02:40:00Z', collectedBy: 'iam-drift 0.1.0', accounts: [] };

describe('bundleStateIn', () => {
  it('is nothing where there is no bundle, or one that somebody made by hand', async () => {
    expect(await bundleStateIn(join(folder, 'nowhere'))).toBeUndefined();
    expect(await bundleStateIn(folder)).toBeUndefined();
    await writeManifest({ ...ours, collectedBy: undefined });
    expect(await bundleStateIn(folder)).toBeUndefined();
  });

  it('tells when it was begun, and when it was whole', async () => {
    await writeManifest(ours);
    expect(await bundleStateIn(folder)).toStrictEqual({
      collectedAt: now - hour,
      collectedBy: 'iam-drift 0.1.0',
    });
    await writeManifest({ ...ours, completedAt: '2026-11-21T03:40:00Z' });
    expect(await bundleStateIn(folder)).toMatchObject({ completedAt: now });
  });
});

describe('collectedFileCount', () => {
  it('counts answers, not what we write about them, nor what is half written', async () => {
    expect(await collectedFileCount(join(folder, 'nowhere'))).toBe(0);
    await mkdir(join(folder, 'accounts/111122223333'), { recursive: true });
    await writeManifest(ours);
    await writeFile(join(folder, 'collected.json'), '{}');
    await writeFile(join(folder, 'accounts/111122223333/regions.json'), '{}');
    await writeFile(join(folder, 'accounts/111122223333/.trails.json.tmp'), '{}');
    expect(await collectedFileCount(folder)).toBe(1);
  });
});

describe('resumeNote', () => {
  const begun = { collectedAt: now - hour, collectedBy: 'iam-drift 0.1.0' };

  it('says that it goes on, and with how much', () => {
    expect(resumeNote('b', begun, 1234, now)).toBe('resuming, 1,234 files are there');
    expect(resumeNote('b', begun, 1, now)).toBe('resuming, one file is there');
  });

  it('says of a bundle that was begun more than a day ago how to start over', () => {
    expect(resumeNote('b', { ...begun, collectedAt: now - 30 * hour }, 5, now)).toBe(
      'resuming, 5 files are there; `b` was begun 2026-11-19T21:40:00Z, more than a day ago: --fresh starts over',
    );
  });

  it('says of a whole bundle that only what is missing is asked for', () => {
    expect(resumeNote('b', { ...begun, completedAt: now }, 5, now)).toBe(
      '`b` is whole since 2026-11-21T03:40:00Z, 5 files are there: only what was missing is asked for; --fresh starts over',
    );
  });
});
