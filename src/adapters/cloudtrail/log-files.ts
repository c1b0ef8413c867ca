import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Gap } from '../../core/model/gap.ts';
import { logGap } from './log-gap.ts';
import { type LogName, logNameOf } from './log-name.ts';

/** A file that is to be read (a log) or was seen (a digest), with what its name says. */
export interface LogFile extends LogName {
  readonly kind: 'log' | 'digest';
  /** The folder as it was given, and the way below it, with `/`. */
  readonly path: string;
  readonly bytes: number;
}

/** What lies in folders of logs. */
export interface LogFiles {
  /** By delivery day, account, region and path; files whose names say nothing come last. */
  readonly files: readonly LogFile[];
  readonly gaps: readonly Gap[];
}

/** Names that cannot be logs: prose, code and pictures that lie beside them. A name without an ending is one of them (`LICENSE`). */
const noLog =
  /^[^.]*$|\.(?:md|txt|html?|pdf|png|jpe?g|svg|ya?ml|toml|ini|sh|py|js|ts|sql|tf|upstream|sha256|md5|sig)$/i;
const readable = /\.(?:json|json\.gz|gz)$/i;

/**
 * Lists the log files of folders (or single files), at any depth, the same way every time. Links are followed, but no folder or file
 * is entered twice. Hidden files, insights and aggregated events are passed over; what could be logs in a format that is not
 * read (`.csv`, `.parquet`, `.zip` …) is one gap an ending and folder given.
 */
export async function listLogFiles(folders: readonly string[]): Promise<LogFiles> {
  const files: LogFile[] = [];
  const gaps: Gap[] = [];
  const entered = new Set<string>();
  for (const folder of folders) {
    const foreign = new Map<string, string[]>();
    await visit(folder, folder, { files, gaps, entered, foreign });
    for (const [ending, paths] of [...foreign].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const [first = folder] = paths;
      const count = paths.length === 1 ? 'one file' : `${paths.length} files`;
      gaps.push(
        logGap(first, 'Unsupported', `${count} ending in \`${ending}\` could be logs, and this format is not read`),
      );
    }
  }
  return { files: files.sort(byDayAndPlace), gaps };
}

interface Visit {
  readonly files: LogFile[];
  readonly gaps: Gap[];
  readonly entered: Set<string>;
  /** Paths by ending. */
  readonly foreign: Map<string, string[]>;
}

async function visit(path: string, shown: string, into: Visit): Promise<void> {
  try {
    const real = await realpath(path);
    if (into.entered.has(real)) return;
    into.entered.add(real);
    const entry = await stat(real);
    if (entry.isFile()) {
      addFile(shown.replaceAll('\\', '/'), entry.size, into);
      return;
    }
    if (!entry.isDirectory()) return;
    const names = (await readdir(path, { withFileTypes: true })).filter(isShown).map((each) => each.name);
    for (const name of names.sort()) await visit(join(path, name), `${shown.replace(/[/\\]+$/, '')}/${name}`, into);
  } catch (error) {
    into.gaps.push(gapOf(shown, error));
  }
}

function isShown(entry: Dirent): boolean {
  return !entry.name.startsWith('.');
}

function addFile(path: string, bytes: number, into: Visit): void {
  const name = logNameOf(path);
  if (name.kind === 'sibling') return;
  if (readable.test(path)) {
    into.files.push({ ...name, kind: name.kind, path, bytes });
    return;
  }
  const file = path.slice(path.lastIndexOf('/') + 1);
  if (noLog.test(file)) return;
  const ending = file.slice(file.lastIndexOf('.')).toLowerCase();
  into.foreign.set(ending, [...(into.foreign.get(ending) ?? []), path]);
}

function gapOf(path: string, error: unknown): Gap {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOENT') return logGap(path, 'Missing', `\`${path}\` does not exist`);
  const reason = error instanceof Error ? error.message : String(error);
  return logGap(path, 'Unreadable', `could not be read: ${reason}`);
}

/** The order in which files are read. */
export function byDayAndPlace(a: LogFile, b: LogFile): number {
  const days = (a.day ?? Number.MAX_SAFE_INTEGER) - (b.day ?? Number.MAX_SAFE_INTEGER);
  return days || compare(a.accountId, b.accountId) || compare(a.region, b.region) || compare(a.path, b.path);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
