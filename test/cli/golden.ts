import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { expect } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;

/** Whether golden files are to be written, on purpose, instead of compared. */
export const isRefreshing = process.env.UPDATE_GOLDEN === '1';

/**
 * Holds a text against the golden file at `path`, byte for byte. With `UPDATE_GOLDEN=1` it writes the file instead. A difference is told by
 * its first line, since some of these files are too large to be shown.
 */
export async function expectGolden(text: string, path: string): Promise<void> {
  if (isRefreshing) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    return;
  }
  const name = relative(root, path);
  if (!existsSync(path)) expect.fail(`${name} is missing; write it with UPDATE_GOLDEN=1`);
  const golden = await readFile(path, 'utf8');
  if (golden === text) return;
  const [before, after] = [golden.split('\n'), text.split('\n')];
  const line = before.findIndex((each, place) => each !== after[place]);
  const at = line < 0 ? before.length : line;
  expect.fail(
    [
      `${name} differs from line ${at + 1} on; if that is meant, refresh it with UPDATE_GOLDEN=1`,
      ...before.slice(at, at + 5).map((each) => `- ${each.slice(0, 200)}`),
      ...after.slice(at, at + 5).map((each) => `+ ${each.slice(0, 200)}`),
    ].join('\n'),
  );
}
