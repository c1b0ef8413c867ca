import { constants as bufferLimits } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Gap } from '../../core/model/gap.ts';

const unzip = promisify(gunzip);

/** One file of a bundle. */
export interface BundleFile {
  /** Relative to the bundle, with `/` between the parts. */
  readonly name: string;
  readonly path: string;
  readonly size: number;
}

/** A folder that is not there holds no files. */
export function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/**
 * All files under `folder` (relative to the bundle; empty for the whole of it), in the order of their names by code unit. Files and
 * folders whose name begins with a dot are no part of a bundle. Symbolic links are followed, but not back to a folder they lie in.
 * A folder that cannot be listed comes as a gap.
 */
export async function* filesUnder(bundle: string, folder: string, account = ''): AsyncGenerator<BundleFile | Gap> {
  yield* walk(bundle, folder, account, []);
}

async function* walk(
  bundle: string,
  folder: string,
  account: string,
  parents: readonly string[],
): AsyncGenerator<BundleFile | Gap> {
  const place = join(bundle, folder);
  let entries: readonly Dirent[];
  let real: string;
  try {
    entries = await readdir(place, { withFileTypes: true });
    real = await realpath(place);
  } catch (error) {
    if (isAbsent(error)) return;
    yield gapOf(account, folder === '' ? '.' : folder, 'Unreadable', `the folder cannot be listed: ${reasonOf(error)}`);
    return;
  }
  if (parents.includes(real)) return;
  for (const entry of await kindsOf(bundle, folder, entries)) {
    if (entry.kind === 'folder') yield* walk(bundle, entry.name, account, [...parents, real]);
    else if (entry.kind === 'file') yield { name: entry.name, path: join(bundle, entry.name), size: entry.size };
    else yield gapOf(account, entry.name, 'Unreadable', entry.reason);
  }
}

type Entry =
  | { readonly kind: 'folder'; readonly name: string }
  | { readonly kind: 'file'; readonly name: string; readonly size: number }
  | { readonly kind: 'unreadable'; readonly name: string; readonly reason: string };

async function kindsOf(bundle: string, folder: string, entries: readonly Dirent[]): Promise<readonly Entry[]> {
  const found: Entry[] = [];
  for (const { name: base } of entries) {
    if (base.startsWith('.')) continue;
    const name = folder === '' ? base : `${folder}/${base}`;
    try {
      const about = await stat(join(bundle, name));
      if (about.isDirectory()) found.push({ kind: 'folder', name });
      else if (about.isFile()) found.push({ kind: 'file', name, size: about.size });
    } catch (error) {
      found.push({ kind: 'unreadable', name, reason: `the file cannot be read: ${reasonOf(error)}` });
    }
  }
  // A folder sorts as the names inside it do, so that the whole walk comes out in the order of full names.
  const keyOf = (entry: Entry) => (entry.kind === 'folder' ? `${entry.name}/` : entry.name);
  return found.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** A file's text, unzipped when its name ends in `.gz`; without byte-order mark, UTF-16 (as PowerShell redirects) understood. */
export async function readText(file: BundleFile, account: string): Promise<string | Gap> {
  try {
    const raw = await readFile(file.path);
    // A JavaScript string holds no more than this; past it the file is a gap, not an end of the run.
    const bytes = file.name.endsWith('.gz')
      ? await unzip(raw, { maxOutputLength: bufferLimits.MAX_STRING_LENGTH })
      : raw;
    return textOf(bytes);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'Z_BUF_ERROR') return gapOf(account, file.name, 'Truncated', 'the compressed file ends too early');
    return gapOf(account, file.name, 'Unreadable', `the file cannot be read: ${reasonOf(error)}`);
  }
}

function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  const text = bytes.toString('utf8');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** A file's JSON value, or why it has none. */
export async function readJson(
  file: BundleFile,
  account: string,
): Promise<{ readonly value: unknown } | { readonly gap: Gap }> {
  const text = await readText(file, account);
  if (typeof text !== 'string') return { gap: text };
  if (text.trim() === '') return { gap: gapOf(account, file.name, 'Truncated', 'the file is empty') };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const reason = reasonOf(error);
    if (endsEarly(reason, text)) {
      return { gap: gapOf(account, file.name, 'Truncated', 'the JSON ends too early') };
    }
    const isMarkup = text.trimStart().startsWith('<');
    return { gap: gapOf(account, file.name, 'NotJson', isMarkup ? 'the file is not JSON but markup' : 'not JSON') };
  }
}

/** Whether Node's words for a syntax error mean that the text ends where more was to come. */
function endsEarly(reason: string, text: string): boolean {
  const position = /at position (\d+)/.exec(reason)?.[1];
  return /unexpected end|unterminated/i.test(reason) || Number(position ?? -1) >= text.trimEnd().length;
}

/** A gap about a file of the bundle. Its message is one line, whatever the names in it hold. */
export function gapOf(account: string, path: string, errorCode: string, message: string): Gap {
  return {
    service: 'bundle',
    operation: errorCode === 'Unreadable' || errorCode === 'Missing' ? 'read' : 'parse',
    account,
    errorCode,
    message: message.replace(/[\r\n\u2028\u2029]+/g, ' '),
    path,
  };
}

/** Whether a value of one of our readers is a gap. */
export function isGap(value: object): value is Gap {
  return 'errorCode' in value;
}

/** The first line of an error's message, without the absolute path that Node adds. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return (error.message.split('\n')[0] ?? '').replace(/, \w+ '.*$/, '');
}
