import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../core/model/errors.ts';
import { type Instant, isoOf } from '../../core/model/time.ts';
import { type BundleState, bundleStateIn, resumableMs } from './bundle-state.ts';

/** Where a live audit collects to. */
export interface LiveBundle {
  readonly path: string;
  /** What is there of a collection that was broken off. */
  readonly resumed?: BundleState;
  /** The newest bundle before it that is whole, whose answers may serve again. */
  readonly earlier?: string;
}

/** The names that we give: `20261121T034000Z`. */
const bundleName = /^\d{8}T\d{6}Z$/;

interface NamedBundle {
  readonly path: string;
  readonly state: BundleState;
}

/** The bundle of a live audit at `now`: the newest, where it was broken off less than a day ago, else a new one. Makes nothing. */
export async function liveBundleIn(stateFolder: string, now: Instant): Promise<LiveBundle> {
  const bundles = await bundlesIn(stateFolder);
  const whole = bundles.filter(({ state }) => state.completedAt !== undefined);
  const [newest] = bundles;
  const isResumed =
    newest !== undefined &&
    newest.state.completedAt === undefined &&
    now - newest.state.collectedAt < resumableMs &&
    newest.state.collectedAt <= now;
  const [earlier] = whole;
  return {
    path: isResumed ? newest.path : join(stateFolder, 'bundles', nameOf(now)),
    ...(isResumed ? { resumed: newest.state } : {}),
    ...(earlier === undefined ? {} : { earlier: earlier.path }),
  };
}

/**
 * Removes bundles of earlier live audits: whole ones beyond the newest `keep`, and broken-off ones that no run will go on with. Only folders
 * that have a name and a manifest of ours are touched, and never `current`. Gives what was removed.
 */
export async function removeOldBundles(
  stateFolder: string,
  { keep, current, now }: { readonly keep: number; readonly current: string; readonly now: Instant },
): Promise<readonly string[]> {
  const bundles = await bundlesIn(stateFolder);
  const whole = bundles.filter(({ state }) => state.completedAt !== undefined);
  const brokenOff = bundles.filter(
    ({ state }) => state.completedAt === undefined && now - state.collectedAt >= resumableMs,
  );
  const old = [...whole.slice(keep), ...brokenOff].map(({ path }) => path).filter((path) => path !== current);
  for (const path of old) await rm(path, { recursive: true, force: true });
  return old.sort();
}

/** Our bundles in a state folder, the newest first. */
async function bundlesIn(stateFolder: string): Promise<readonly NamedBundle[]> {
  const folder = join(stateFolder, 'bundles');
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return [];
    throw new ConfigError(`the bundles in \`${folder}\` cannot be listed (${code})`, 'check `--state`', {
      cause: error,
    });
  });
  const found: NamedBundle[] = [];
  // A link is not followed: what it leads to is not ours to remove.
  for (const entry of entries.filter((one) => one.isDirectory() && bundleName.test(one.name))) {
    const path = join(folder, entry.name);
    const state = await bundleStateIn(path);
    if (state !== undefined) found.push({ path, state });
  }
  return found.sort((a, b) => (a.path < b.path ? 1 : -1));
}

function nameOf(at: Instant): string {
  return isoOf(at).replace(/[-:]/g, '');
}
