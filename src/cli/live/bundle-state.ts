import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reviewsFile } from '../../adapters/bundle/reviews.ts';
import { dayMs, type Instant, isoOf } from '../../core/model/time.ts';
import { manifestFile, readManifest } from './manifest.ts';

/** How far a bundle that we collect is. */
export interface BundleState {
  /** When its collection began. */
  readonly collectedAt: Instant;
  /** When it was last whole; absent: it was broken off, or is under way. */
  readonly completedAt?: Instant;
  /** What collected it: `iam-drift 0.1.0`. */
  readonly collectedBy: string;
}

/** How far the bundle in a folder is; `undefined` where there is none, or one that was not collected by us. */
export async function bundleStateIn(folder: string): Promise<BundleState | undefined> {
  const manifest = await readManifest({ readJson: (file) => jsonIn(join(folder, file)) });
  if (manifest === undefined || !/^iam-drift /.test(String(manifest.collectedBy))) return undefined;
  const completedAt = manifest.completedAt === undefined ? Number.NaN : Date.parse(manifest.completedAt);
  return {
    collectedAt: Date.parse(manifest.collectedAt),
    ...(Number.isNaN(completedAt) ? {} : { completedAt }),
    collectedBy: manifest.collectedBy,
  };
}

/** How many files of answers a bundle's folder holds. */
export async function collectedFileCount(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const own = ['collected.json', 'collection.json', reviewsFile, manifestFile];
  return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !own.includes(entry.name)).length;
}

/** After so long, what a broken-off collection has is too old to go on with unasked. */
export const resumableMs = dayMs;

/** What is to be said before going on with a bundle. */
export function resumeNote(folder: string, state: BundleState, files: number, now: Instant): string {
  const there = files === 1 ? 'one file is there' : `${files.toLocaleString('en-US')} files are there`;
  if (state.completedAt !== undefined) {
    return `\`${folder}\` is whole since ${isoOf(state.completedAt)}, ${there}: only what was missing is asked for; --fresh starts over`;
  }
  if (now - state.collectedAt > resumableMs) {
    return `resuming, ${there}; \`${folder}\` was begun ${isoOf(state.collectedAt)}, more than a day ago: --fresh starts over`;
  }
  return `resuming, ${there}`;
}

async function jsonIn(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
    // A manifest that is no JSON is none of ours.
    if (isAbsent || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
