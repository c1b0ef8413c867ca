import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { liveBundleIn, removeOldBundles } from '../../../src/cli/live/state-folder.ts';

const now = Date.parse('2026-11-21T03:40:00Z');
const hour = 3_600_000;
let state = '';

beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'iam-drift-state-'));
});

afterEach(() => rm(state, { recursive: true }));

function named(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+|[-:]/g, '');
}

/** A bundle begun at that time. Gives its path. */
async function bundleAt(
  at: number,
  { isWhole = true, by = 'iam-drift 0.1.0', name = named(at) } = {},
): Promise<string> {
  const path = join(state, 'bundles', name);
  await mkdir(path, { recursive: true });
  const manifest = {
    schemaVersion: 1,
    collectedAt: new Date(at).toISOString(),
    collectedBy: by,
    accounts: [{ id: '111122223333' }],
    ...(isWhole ? { completedAt: new Date(at + hour / 2).toISOString() } : {}),
  };
  await writeFile(join(path, 'manifest.json'), JSON.stringify(manifest));
  return path;
}

describe('liveBundleIn', () => {
  it('is a new one, named after the time, where there is none, and makes nothing', async () => {
    expect(await liveBundleIn(join(state, 'new'), now)).toStrictEqual({
      path: join(state, 'new', 'bundles', '20261121T034000Z'),
    });
    expect(await readdir(state)).toEqual([]);
  });

  it('names the newest whole bundle before it, since its answers may serve again', async () => {
    await bundleAt(now - 48 * hour);
    const yesterday = await bundleAt(now - 24 * hour);
    expect(await liveBundleIn(state, now)).toStrictEqual({
      path: join(state, 'bundles', '20261121T034000Z'),
      earlier: yesterday,
    });
  });

  it('goes on with the newest that was broken off less than a day ago', async () => {
    const whole = await bundleAt(now - 40 * hour);
    const broken = await bundleAt(now - 2 * hour, { isWhole: false });
    expect(await liveBundleIn(state, now)).toStrictEqual({
      path: broken,
      resumed: { collectedAt: now - 2 * hour, collectedBy: 'iam-drift 0.1.0' },
      earlier: whole,
    });
  });

  it('does not go on with one that is older, that a whole one followed, or that is dated in the future', async () => {
    await bundleAt(now - 25 * hour, { isWhole: false });
    expect((await liveBundleIn(state, now)).resumed).toBeUndefined();
    await bundleAt(now - 3 * hour, { isWhole: false });
    await bundleAt(now - 2 * hour);
    expect((await liveBundleIn(state, now)).resumed).toBeUndefined();
    await bundleAt(now + hour, { isWhole: false });
    expect((await liveBundleIn(state, now)).resumed).toBeUndefined();
  });

  it('says whose state folder cannot be listed', async () => {
    await writeFile(join(state, 'bundles'), '');
    await expect(liveBundleIn(state, now)).rejects.toMatchObject({ name: 'ConfigError', hint: 'check `--state`' });
  });
});

describe('removeOldBundles', () => {
  it('keeps the newest whole ones, and what is broken off and may be gone on with', async () => {
    const old = [await bundleAt(now - 72 * hour), await bundleAt(now - 71 * hour, { isWhole: false })];
    await bundleAt(now - 48 * hour);
    const current = await bundleAt(now - hour);
    await bundleAt(now - hour / 2, { isWhole: false });
    expect(await removeOldBundles(state, { keep: 2, current, now })).toEqual(old);
    expect(await readdir(join(state, 'bundles'))).toHaveLength(3);
  });

  it('never removes the current one', async () => {
    const current = await bundleAt(now - 96 * hour);
    await bundleAt(now - 24 * hour);
    expect(await removeOldBundles(state, { keep: 1, current, now })).toEqual([]);
  });

  it('leaves alone what it did not make: other names, other manifests, links, files', async () => {
    const current = await bundleAt(now);
    await bundleAt(now - 500 * hour, { name: 'my-copy' });
    await bundleAt(now - 400 * hour, { by: 'somebody else' });
    await mkdir(join(state, 'bundles', '20250101T000000Z'));
    await writeFile(join(state, 'bundles', '20250102T000000Z'), '');
    await mkdir(join(state, 'bundles', '20250103T000000Z'));
    await writeFile(join(state, 'bundles', '20250103T000000Z', 'manifest.json'), 'not JSON');
    await symlink(join(state, 'bundles', 'my-copy'), join(state, 'bundles', '20250104T000000Z'));
    const before = await readdir(join(state, 'bundles'));
    expect(await removeOldBundles(state, { keep: 1, current, now })).toEqual([]);
    expect(await readdir(join(state, 'bundles'))).toEqual(before);
  });
});
