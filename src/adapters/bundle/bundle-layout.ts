import type { Dirent } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../core/model/errors.ts';
import type { Instant } from '../../core/model/time.ts';
import { isUnfinished } from './whole-file.ts';

/** What a collection writes, and what is said later of its suggestions, without the `.gz` that bundles made by hand may have. Logs in `cloudtrail/` are the user's own. */
const ownNames = [
  /^(?:manifest|collected|collection|reviews)\.json$/,
  /^accounts\/\d{12}\/(?:[^/]+\/)*[^/]+\.(?:json|csv)$/,
  /^organization\/(?:[^/]+\/)*[^/]+\.json$/,
  /^usage\/(?:[^/]+\/)*[^/]+\.jsonl(?:\.gz)?$/,
];

const ownFolders = ['accounts', 'organization', 'usage'];

/** A file that a collection wrote, or could have written. */
export interface CollectedFile {
  /** By which it is asked for: relative to the bundle, without the `.gz` of a `.json` or `.csv`. */
  readonly name: string;
  /** As it lies in the folder. */
  readonly storedName: string;
  readonly modifiedAt: Instant;
}

/** The name a file is asked for by: `trails.json.gz` is `trails.json`. */
export function plainNameOf(storedName: string): string {
  return storedName.replace(/(\.json|\.csv)\.gz$/, '$1');
}

/**
 * The files of a bundle that collections write, in no order. Makes the folder where it is not there, and removes what an earlier process left
 * unfinished. Empty files do not count: a machine that loses power leaves such. Throws `ConfigError` for a folder that cannot be used,
 * and for one that holds other things and is no bundle, so that none is written into, or emptied, by mistake. Links to folders are not followed.
 */
export async function collectedFilesIn(bundle: string): Promise<readonly CollectedFile[]> {
  try {
    await mkdir(bundle, { recursive: true });
    return await filesOf(bundle);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    const why = code === 'EEXIST' || code === 'ENOTDIR' ? 'there is a file of that name' : code;
    throw new ConfigError(`\`${bundle}\` cannot be used for a bundle: ${why}`, 'name another folder', { cause: error });
  }
}

async function filesOf(bundle: string): Promise<readonly CollectedFile[]> {
  const own: string[] = [];
  const foreign: string[] = [];
  const sort = (name: string) => {
    const isOwn = ownNames.some((pattern) => pattern.test(plainNameOf(name)));
    (isOwn ? own : foreign).push(name);
  };
  for (const entry of await entriesOf(bundle, '')) {
    if (!entry.isDirectory()) sort(entry.name);
    else if (ownFolders.includes(entry.name)) await eachName(bundle, entry.name, sort);
    else if (entry.name !== 'cloudtrail') foreign.push(`${entry.name}/`);
  }
  const [first] = foreign.sort();
  if (first !== undefined && !own.includes('manifest.json')) {
    throw new ConfigError(
      `\`${bundle}\` is no bundle: it holds \`${first}\`, and no \`manifest.json\``,
      'name a folder that is new, empty, or a bundle',
    );
  }
  const files: CollectedFile[] = [];
  for (const storedName of own) {
    const { size, mtimeMs } = await stat(join(bundle, storedName));
    if (size > 0) files.push({ name: plainNameOf(storedName), storedName, modifiedAt: Math.floor(mtimeMs) });
  }
  return files;
}

async function eachName(bundle: string, folder: string, use: (name: string) => void): Promise<void> {
  for (const entry of await entriesOf(bundle, folder)) {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) await eachName(bundle, name, use);
    else use(name);
  }
}

/** What lies in a folder, without what begins with a dot. */
async function entriesOf(bundle: string, folder: string): Promise<readonly Dirent[]> {
  const entries: Dirent[] = [];
  for (const entry of await readdir(join(bundle, folder), { withFileTypes: true })) {
    if (isUnfinished(entry.name)) await rm(join(bundle, folder, entry.name), { force: true });
    else if (!entry.name.startsWith('.')) entries.push(entry);
  }
  return entries;
}
