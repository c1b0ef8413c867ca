import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from './run-command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Pages that quote what `suggest` prints of the example organization, each with how many commands. */
const pages = [
  ['docs/suggestions.md', 3],
  ['README.md', 1],
] as const;

/** The blocks of a page that begin with such a command, as lines: the command, and what of its output is quoted. */
function quotesIn(path: string): readonly (readonly string[])[] {
  const blocks = readFileSync(`${root}/${path}`, 'utf8').matchAll(/^```text\n(\$ iam-drift suggest .*?)^```$/gms);
  return [...blocks].map(([, text = '']) => text.trimEnd().split('\n'));
}

describe.concurrent('the pages on suggestions', () => {
  it.each(pages)('%s quotes commands', (path, count) => {
    expect(quotesIn(path).length).toBe(count);
  });

  it.each(pages.flatMap(([path]) => quotesIn(path).map((quote) => [path, ...quote] as const)))(
    '%s quotes word for word, but for what it leaves out: %s',
    async (path, typed, ...quoted) => {
      const args = typed.replace('$ iam-drift ', '').split(' ');
      const { code, stdout } = await run(args, { cwd: `${root}/example` });
      expect(code).toBe(0);
      const printed = stdout.split('\n');
      const lines = quoted.filter((line) => line !== '' && line.trim() !== '…');
      expect(lines.length).toBeGreaterThan(2);
      let from = 0;
      for (const line of lines) {
        const place = printed.indexOf(line, from);
        expect(place, `${path} quotes what is not printed, or not there: ${line}`).toBeGreaterThanOrEqual(0);
        from = place + 1;
      }
    },
  );
});
