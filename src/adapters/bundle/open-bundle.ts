import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AccountEntry } from '../../core/model/bundle.ts';
import type { BundleReader } from '../../core/model/bundle-reader.ts';
import { InternalError, NothingCollectedError } from '../../core/model/errors.ts';
import type { Gap } from '../../core/model/gap.ts';
import { readAccountParts } from './account.ts';
import { type BundleFile, gapOf, isAbsent } from './bundle-files.ts';
import { collectionOf } from './collection.ts';
import { digestOf } from './digest.ts';
import { type Manifest, manifestOf, newestOf } from './manifest.ts';
import { readOrganizationParts } from './organization.ts';
import { type Folder, readFileOf } from './parts.ts';
import { optional } from './shape.ts';

/**
 * Opens a bundle: the accounts are the folders `accounts/<12 digits>` and those that the manifest names, by id. Throws
 * `NothingCollectedError` when there is nothing to audit. Reading an account never throws for what is in the bundle.
 */
export async function openBundle(path: string): Promise<BundleReader> {
  await assertFolder(path);
  const folder = await topFolderOf(path);
  const manifest = await manifestIn(folder);
  const collectedFile = folder.files.get('collected.json');
  const newest = collectedFile && (await readFileOf(folder, collectedFile, newestOf));
  const collectionFile = folder.files.get('collection.json');
  const collection = collectionFile && (await readFileOf(folder, collectionFile, collectionOf));
  const ids = await accountFoldersIn(path, folder.gaps);
  if (ids === undefined && !folder.files.has('manifest.json')) {
    throw new NothingCollectedError(
      `no bundle at \`${path}\`: looked for \`accounts/<account id>/\` and \`manifest.json\``,
      'a bundle is a folder of raw AWS answers; `docs/bundle.md` tells how to make one',
    );
  }
  if (ids === undefined || ids.length === 0) {
    throw new NothingCollectedError(
      `no accounts in the bundle \`${path}\`: looked for folders \`accounts/<12 digits>/\` with files in them`,
      'an account is a folder with at least `authorization-details.json`',
    );
  }
  const accounts = unitedAccounts(ids, manifest?.accounts ?? []);
  return {
    path,
    ...optional('collectedAt', manifest?.collectedAt ?? newest),
    digest: await digestOf(path),
    accounts,
    ...optional('collection', collection),
    gaps: folder.gaps,
    readAccount: async (id) => {
      const account = accounts.find((entry) => entry.id === id);
      if (account === undefined) throw new InternalError(`account \`${id}\` is not in the bundle`);
      return readAccountParts(path, account);
    },
    readOrganization: () => readOrganizationParts(path),
  };
}

async function assertFolder(path: string): Promise<void> {
  const hint = 'a bundle is a folder of raw AWS answers; `docs/bundle.md` tells how to make one';
  try {
    if ((await stat(path)).isDirectory()) return;
  } catch (error) {
    const what = isAbsent(error) ? 'there is no such folder' : 'the folder cannot be read';
    throw new NothingCollectedError(`no bundle at \`${path}\`: ${what}`, hint, { cause: error });
  }
  throw new NothingCollectedError(`no bundle at \`${path}\`: it is a file, not a folder`, hint);
}

/** The files at the top of the bundle; not those in its folders. */
async function topFolderOf(path: string): Promise<Folder> {
  const files = new Map<string, BundleFile>();
  const gaps: Gap[] = [];
  for (const base of ['manifest.json', 'collected.json', 'collection.json']) {
    for (const name of [base, `${base}.gz`]) {
      try {
        const about = await stat(join(path, name));
        if (about.isFile() && !files.has(base)) files.set(base, { name, path: join(path, name), size: about.size });
      } catch (error) {
        if (!isAbsent(error)) gaps.push(gapOf('', name, 'Unreadable', 'the file cannot be read'));
      }
    }
  }
  return { name: '', account: '', files, gaps };
}

async function manifestIn(folder: Folder): Promise<Manifest | undefined> {
  const file = folder.files.get('manifest.json');
  return file && readFileOf(folder, file, manifestOf);
}

/** The account folders, sorted; empty when none of them holds anything; `undefined` without the folder `accounts`. */
async function accountFoldersIn(path: string, gaps: Gap[]): Promise<readonly string[] | undefined> {
  const names = await namesIn(join(path, 'accounts'));
  if (names === 'absent') return undefined;
  if (names === 'unreadable') {
    throw new NothingCollectedError(
      `no accounts in the bundle \`${path}\`: the folder \`accounts\` cannot be listed`,
      'check who may read the folder',
    );
  }
  const ids: string[] = [];
  let hasFiles = false;
  for (const name of names) {
    const inside = await namesIn(join(path, 'accounts', name));
    if (inside !== 'absent' && /^\d{12}$/.test(name)) {
      ids.push(name);
      // Reading an account that cannot be listed says why.
      hasFiles ||= inside === 'unreadable' || inside.length > 0;
    } else {
      const message = 'not read: its name is not a twelve-digit account id, or it is no folder';
      gaps.push(gapOf('', `accounts/${name}`, 'WrongShape', message));
    }
  }
  return hasFiles ? ids : [];
}

/** The names in a folder, sorted, without those that begin with a dot. */
async function namesIn(folder: string): Promise<readonly string[] | 'absent' | 'unreadable'> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  } catch (error) {
    return isAbsent(error) ? 'absent' : 'unreadable';
  }
}

function unitedAccounts(ids: readonly string[], named: readonly AccountEntry[]): readonly AccountEntry[] {
  const entries = new Map<string, AccountEntry>(ids.map((id) => [id, { id }]));
  for (const entry of named) entries.set(entry.id, entry);
  return [...entries.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
