import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { ConfigError, InternalError } from '../core/model/errors.ts';
import type { ReportFile } from '../core/model/report.ts';

/** Where a scan's reports go, and what may stop the writing. */
export interface ReportTarget {
  /** The `--out` folder. */
  readonly out: string;
  readonly scanId: string;
  /** Aborted by Ctrl-C: the writing stops, nothing half-written stays, and the signal's reason is thrown. */
  readonly signal?: AbortSignal;
}

interface Pending {
  readonly temporary: string;
  readonly path: string;
}

/** Text is gathered to about this many bytes before it is written: a chunk may be one row. */
const writeBytes = 1 << 18;

/** Files under way: the suggestions of a large organization are 100,000 small ones. */
const mostAtOnce = 8;

/**
 * Writes files into `<out>/<scan id>/` and returns their paths. All are written under temporary names, flushed, and renamed when the last
 * is whole, so that a reader sees the reports of one scan or of the scan before. Throws a `ConfigError` where the folder cannot be
 * written to; what a reporter throws passes through. In both cases the temporary files are gone.
 */
export async function writeReports(files: Iterable<ReportFile>, target: ReportTarget): Promise<readonly string[]> {
  const folder = join(target.out, plainName(target.scanId));
  const pending: Pending[] = [];
  try {
    await onDisk(folder, () => mkdir(folder, { recursive: true }));
    await writeSideBySide(files, (file) => {
      const path = join(folder, plainName(file.path));
      const temporary = `${path}.${process.pid}.tmp`;
      pending.push({ temporary, path });
      return writeWhole(file, temporary, target.signal);
    });
    target.signal?.throwIfAborted();
    for (const { temporary, path } of pending) await onDisk(path, () => rename(temporary, path));
  } catch (error) {
    await Promise.all(pending.map(({ temporary }) => rm(temporary, { force: true })));
    throw error;
  }
  return pending.map(({ path }) => path);
}

/** A few at a time, since each waits for the disk; they are taken from the list one by one as there is room. Ends once none is under way. */
async function writeSideBySide(files: Iterable<ReportFile>, write: (file: ReportFile) => Promise<void>): Promise<void> {
  const left = files[Symbol.iterator]();
  let isFailing = false;
  const worker = async (): Promise<void> => {
    try {
      for (let next = left.next(); !isFailing && next.done !== true; next = left.next()) await write(next.value);
    } catch (error) {
      isFailing = true;
      throw error;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: mostAtOnce }, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

async function writeWhole(file: ReportFile, temporary: string, signal: AbortSignal | undefined): Promise<void> {
  await onDisk(temporary, () => mkdir(dirname(temporary), { recursive: true }));
  const handle = await onDisk(temporary, () => open(temporary, 'w'));
  try {
    for (const bytes of gathered(file.chunks)) {
      signal?.throwIfAborted();
      await onDisk(temporary, () => writeAll(handle, bytes));
    }
    await onDisk(temporary, () => handle.sync());
  } finally {
    await handle.close();
  }
}

/** Writes every byte: one write may take fewer. */
async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < bytes.length) offset += (await handle.write(bytes, offset)).bytesWritten;
}

function* gathered(chunks: Iterable<string | Uint8Array>): Generator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let text = '';
  let bytes = 0;
  for (const chunk of chunks) {
    if (typeof chunk === 'string') {
      text += chunk;
      bytes += chunk.length;
    } else {
      parts.push(Buffer.from(text), chunk);
      text = '';
      bytes += chunk.length;
    }
    if (bytes >= writeBytes) {
      yield Buffer.concat([...parts, Buffer.from(text)]);
      parts = [];
      text = '';
      bytes = 0;
    }
  }
  if (bytes > 0) yield Buffer.concat([...parts, Buffer.from(text)]);
}

/** A name that stays inside its folder; anything else is a bug of ours. */
function plainName(name: string): string {
  const path = normalize(name);
  if (name === '' || path.startsWith('..') || path.startsWith('/') || /^[a-z]:/i.test(path) || path === '.') {
    throw new InternalError(`report name leaves its folder: \`${name}\``);
  }
  return path;
}

async function onDisk<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new ConfigError(
      `cannot write \`${path}\` (${code})`,
      'choose another folder with --out, or make this one writable',
      {
        cause: error,
      },
    );
  }
}
