import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/cli/config.ts';
import { exitCodes } from '../../src/cli/exit-code.ts';
import { detectors } from '../../src/core/detect/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const out = mkdtempSync(join(tmpdir(), 'iam-drift-readme-'));

afterAll(() => rmSync(out, { recursive: true }));

/** The lines of the code blocks in one language, block by block. */
function blocksOf(language: string): readonly (readonly string[])[] {
  const blocks = readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'));
  return [...blocks].map(([, text = '']) => text.trimEnd().split('\n'));
}

describe('the README', () => {
  it('shows lines that the demo really prints, in their order', () => {
    const command = join(root, 'dist/cli/main.js');
    const printed = execFileSync(process.execPath, [command, 'demo', '--out', out], { encoding: 'utf8', cwd: out });
    const lines = printed.split('\n');
    const excerpt = (blocksOf('text')[0] ?? []).filter((line) => line !== '' && !line.includes('…'));
    expect(excerpt.length).toBeGreaterThan(10);
    let from = 0;
    for (const line of excerpt) {
      const place = lines.indexOf(line, from);
      expect(place, `not in the output of the demo, or not there: ${line}`).toBeGreaterThanOrEqual(0);
      from = place + 1;
    }
  });

  it('begins with the two commands, and nothing before them', () => {
    expect(blocksOf('sh')[0]).toEqual(['npm start', 'npm test']);
    const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    );
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test']));
  });

  it('names every detector and exit code', () => {
    for (const { id } of detectors) expect(readme).toContain(`\`${id}\``);
    for (const code of Object.values(exitCodes)) expect(readme).toMatch(new RegExp(`^\\| ${code} \\|`, 'm'));
  });

  it('shows a configuration that is one', () => {
    const [block = []] = blocksOf('json');
    const config = parseConfig(
      block.join('\n'),
      'README.md',
      detectors.map(({ id }) => id),
    );
    expect(config.accounts).toEqual({ '111122223333': { environment: 'production' } });
  });

  it('shows no command that is not there', () => {
    const help = execFileSync(process.execPath, [join(root, 'dist/cli/main.js'), '--help'], { encoding: 'utf8' });
    const shown = [...readme.matchAll(/npx iam-drift (\w+)/g)].map(([, name]) => name);
    expect(shown).toContain('demo');
    for (const name of shown) expect(help).toContain(`\n  ${name} `);
  });
});
