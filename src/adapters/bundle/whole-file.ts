import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { ConfigError } from '../../core/model/errors.ts';
import { isAbsent } from './bundle-files.ts';

/** Files that are being written begin with a dot, so that no reader of bundles takes them for one of its own. */
const unfinishedName = /^\.\d+-\d+\.iam-drift$/;

/** Whether a file (its name alone) was being written when its process ended. */
export function isUnfinished(base: string): boolean {
  return unfinishedName.test(base);
}

let begun = 0;

/** In the same folder: a rename is whole or not at all only within one file system. */
function temporaryIn(folder: string): string {
  begun += 1;
  return join(folder, `.${process.pid}-${begun}.iam-drift`);
}

/** Writes a file under another name, then gives it its own: it is there whole or not at all. Throws `ConfigError` where the disk refuses. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = temporaryIn(dirname(path));
  await onDisk(path, temporary, async () => {
    try {
      await writeFile(temporary, text, { flag: 'wx' });
    } catch (error) {
      // Most files go where others are: the folder is made only when it is missing.
      if (!isAbsent(error)) throw error;
      await mkdir(dirname(path), { recursive: true });
      await writeFile(temporary, text, { flag: 'wx' });
    }
    await rename(temporary, path);
  });
}

/**
 * Writes lines, as they come, into a compressed file, whose path is asked for when all of them are written. Throws what giving the lines throws,
 * and `ConfigError` where the disk refuses; then there is no file.
 */
export async function writeWholeLines(folder: string, lines: AsyncIterable<string>, path: () => string): Promise<void> {
  const temporary = temporaryIn(folder);
  let broken: { readonly error: unknown } | undefined;
  const watched = async function* () {
    try {
      yield* inChunks(lines);
    } catch (error) {
      broken = { error };
      throw error;
    }
  };
  await onDisk(
    folder,
    temporary,
    async () => {
      await mkdir(folder, { recursive: true });
      await pipeline(Readable.from(watched()), createGzip(), createWriteStream(temporary, { flags: 'wx' }));
      await rename(temporary, path());
    },
    () => broken,
  );
}

/** The temporary file is gone in any case. Errors of the disk are the user's to mend: they must not pass for errors of what was asked. */
async function onDisk(
  path: string,
  temporary: string,
  write: () => Promise<void>,
  brokenBefore: () => { readonly error: unknown } | undefined = () => undefined,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    await rm(temporary, { force: true });
    const before = brokenBefore();
    if (before !== undefined) throw before.error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    throw new ConfigError(
      `\`${path}\` cannot be written: ${code}`,
      'check the space on the disk, and who may write there; then run the same command: what is collected is kept',
      { cause: error },
    );
  }
}

const chunkLength = 65_536;

/** Compressing lines one by one costs more than the compression. */
async function* inChunks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const line of lines) {
    chunk += line;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
