import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../../core/model/errors.ts';
import type { Instant } from '../../core/model/time.ts';

/** Says which process collects into a bundle. It begins with a dot, and so is no part of the bundle. */
const lockFile = '.collecting';

const holder = z.object({ pid: z.int().positive(), host: z.string(), since: z.string() });

/** Lets go of a bundle. */
export type Release = () => Promise<void>;

/**
 * Takes a bundle for this process: two that collect into one folder would take each other's unfinished files for those of one that died. A process
 * that was killed holds nothing. Throws `ConfigError` where another has it, and where the folder cannot be used.
 */
export async function lockBundle(bundle: string, now: () => Instant): Promise<Release> {
  const path = join(bundle, lockFile);
  const own = { pid: process.pid, host: hostname(), since: new Date(now()).toISOString() };
  for (;;) {
    try {
      await mkdir(bundle, { recursive: true });
      await writeFile(path, `${JSON.stringify(own)}\n`, { flag: 'wx' });
      return () => rm(path, { force: true });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code !== 'EEXIST' || !(await isThere(path))) throw unusable(bundle, code, error);
    }
    const found = await holderOf(path);
    if (found !== undefined && isAtWork(found)) {
      const where = found.host === own.host ? '' : ` on ${found.host}`;
      throw new ConfigError(
        `\`${bundle}\` is being collected into by process ${found.pid}${where}, since ${found.since}`,
        `wait for it, or name another folder; if it is gone, remove \`${path}\``,
      );
    }
    await rm(path, { force: true });
  }
}

/** A file in place of the folder says `EEXIST` too. */
async function isThere(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  );
}

/** Who has the bundle; `undefined` where the file was cut short, or is gone by now. */
async function holderOf(path: string): Promise<z.infer<typeof holder> | undefined> {
  try {
    return holder.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}

/** Of another machine it cannot be told, so it counts as at work. This process itself may take up again what it held. */
function isAtWork({ pid, host }: z.infer<typeof holder>): boolean {
  if (host !== hostname()) return true;
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not allowed to signal it: it runs, as somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function unusable(bundle: string, code: string, cause: unknown): Error {
  const why = code === 'EEXIST' || code === 'ENOTDIR' ? 'there is a file of that name' : code;
  return new ConfigError(`\`${bundle}\` cannot be used for a bundle: ${why}`, 'name another folder', { cause });
}
