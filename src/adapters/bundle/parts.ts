import type { Gap } from '../../core/model/gap.ts';
import { type BundleFile, filesUnder, gapOf, isGap, readJson } from './bundle-files.ts';
import type { Place } from './shape.ts';

/** A part of a bundle that one file holds, and the AWS call that would give it. */
export interface Part<T> {
  /** Relative to the account's (or the organization's) folder, without `.gz`. */
  readonly file: string;
  readonly service: string;
  readonly operation: string;
  read(value: unknown, place: Place): T | undefined;
}

/** The files of one folder of the bundle, with the gaps found so far. */
export interface Folder {
  readonly name: string;
  readonly account: string;
  /** By name relative to the folder, without `.gz`. */
  readonly files: ReadonlyMap<string, BundleFile>;
  readonly gaps: Gap[];
}

/** Lists a folder of the bundle. Where `x.json` and `x.json.gz` stand side by side, the plain one is read, and a gap tells. */
export async function folderOf(bundle: string, name: string, account: string): Promise<Folder> {
  const files = new Map<string, BundleFile>();
  const gaps: Gap[] = [];
  for await (const file of filesUnder(bundle, name, account)) {
    if (isGap(file)) {
      gaps.push(file);
      continue;
    }
    const plain = file.name.slice(name.length + 1).replace(/\.gz$/, '');
    // The walk is sorted, so that the plain file comes first.
    if (files.has(plain))
      gaps.push(gapOf(account, file.name, 'Unparsed', 'not read: the same file stands beside it, not compressed'));
    else files.set(plain, file);
  }
  return { name, account, files, gaps };
}

/** The place of a file of the folder, for messages. */
export function placeOf(folder: Folder, file: BundleFile): Place {
  return { account: folder.account, file: file.name, gaps: folder.gaps };
}

/** A part's value; `undefined`, with a gap, when its file is missing or cannot be read. */
export async function readPart<T>(folder: Folder, part: Part<T>): Promise<T | undefined> {
  const file = folder.files.get(part.file);
  if (file === undefined) {
    addMissing(folder, part.service, part.operation, part.file);
    return undefined;
  }
  return readFileOf(folder, file, part.read);
}

/** One file's value; `undefined`, with a gap, when it cannot be read. */
export async function readFileOf<T>(
  folder: Folder,
  file: BundleFile,
  read: (value: unknown, place: Place) => T | undefined,
): Promise<T | undefined> {
  const json = await readJson(file, folder.account);
  if ('value' in json) return read(json.value, placeOf(folder, file));
  folder.gaps.push(json.gap);
  return undefined;
}

/** Adds the gap of a part that is not in the bundle. */
export function addMissing(folder: Folder, service: string, operation: string, file: string, region?: string): void {
  folder.gaps.push({
    service,
    operation,
    account: folder.account,
    ...(region === undefined ? {} : { region }),
    errorCode: 'Missing',
    message: 'not in the bundle',
    path: `${folder.name}/${file}`,
  });
}

/** The files directly in a folder of the folder whose names end in `.json`, in the order of their names. */
export function jsonFilesIn(folder: Folder, inside: string): readonly BundleFile[] {
  return [...folder.files].flatMap(([name, file]) => {
    const isInside = name.startsWith(`${inside}/`) && !name.slice(inside.length + 1).includes('/');
    return isInside && name.endsWith('.json') ? [file] : [];
  });
}
