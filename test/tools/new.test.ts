import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What the scaffold and the tests that hold its work need of a checkout. */
const parts = [
  'src',
  'tools',
  'test/complete.test.ts',
  'test/complete-rules.ts',
  'test/core/detect',
  'test/adapters/report',
  'test/cases/detectors',
  'docs/detectors',
  'dist/catalog.json',
  'config.example.json',
  'CONTRIBUTING.md',
  'package.json',
  'tsconfig.json',
  'biome.json',
  'vitest.config.ts',
];

let copy = '';

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'iam-drift-new-'));
  for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
});

afterEach(() => rmSync(copy, { recursive: true, force: true }));

/** Runs a tool of `node_modules` in the copy; output and errors together, without colors. */
function run(tool: string, ...args: readonly string[]): { readonly status: number | null; readonly text: string } {
  const env = { PATH: process.env.PATH ?? '', HOME: copy, NO_COLOR: '1', CI: '1' };
  const ended = spawnSync(join(copy, 'node_modules/.bin', tool), args, { cwd: copy, encoding: 'utf8', env });
  return { status: ended.status, text: `${ended.stdout}${ended.stderr}` };
}

/** That the compiler saw the files and has nothing to say of them; of the rest of the copy it may. */
function expectCompiled(files: readonly string[]): void {
  const { text } = run('tsc', '-p', 'tsconfig.json', '--noEmit', '--listFiles');
  for (const file of files) {
    expect(text).toContain(`/${file}\n`);
    expect(text).not.toContain(`${file}(`);
  }
}

const read = (path: string): string => readFileSync(join(copy, path), 'utf8');

describe('npm run new detector', () => {
  it('writes a detector that compiles, keeps the lint rules, and stays open until its TODOs are written', () => {
    expect(run('tsx', 'tools/new.ts', 'detector', 'lost-key')).toMatchObject({ status: 0 });
    expect(read('src/core/detect/index.ts')).toContain("import { lostKey } from './lost-key.ts';\n");
    expect(read('src/core/detect/index.ts')).toContain('  lostKey,\n];');

    const files = ['src/core/detect/lost-key.ts', 'src/core/detect/index.ts'];
    expectCompiled(files);
    expect(run('biome', 'check', '--vcs-enabled=false', ...files)).toMatchObject({ status: 0 });

    const complete = run('vitest', 'run', '--project', 'core', 'test/complete.test.ts');
    expect(complete.status).toBe(1);
    expect(complete.text).toContain('docs/detectors/lost-key.md: still to write: TODO');
    expect(complete.text).toContain('src/core/detect/lost-key.ts: still to write: TODO');
    expect(complete.text).not.toContain('docs/detectors/README.md: add a row');

    const cases = run('vitest', 'run', '--project', 'core', 'test/core/detect/cases.test.ts', '-t', 'lost-key');
    expect(cases.text).toContain('there is no finding about arn:aws:iam::111122223333:role/report-builder');
    expect(cases.text).toMatch(/1 failed \| 1 passed/);
  });

  it('refuses a name that is bad or taken, says what to do, and writes nothing', () => {
    const before = read('src/core/detect/index.ts');
    for (const [args, message] of [
      [['detector', 'Lost_Key'], '`Lost_Key` cannot be the name of a detector'],
      [['detector'], 'the name of a detector is missing'],
      [['detector', 'unused-role'], 'src/core/detect/unused-role.ts is there already'],
      [['detector', 'wording'], 'src/core/detect/wording.ts is there already'],
      [['detector', 'lost-key', 'too'], 'what to make is not clear'],
      [['ticket'], 'what to make is not clear'],
    ] as const) {
      const ended = run('tsx', 'tools/new.ts', ...args);
      expect(ended.status, args.join(' ')).toBe(2);
      expect(ended.text).toContain(message);
      expect(ended.text).not.toContain('    at ');
    }
    expect(read('src/core/detect/index.ts')).toBe(before);
    expect(existsSync(join(copy, 'docs/detectors/lost-key.md'))).toBe(false);
  });
});

describe('npm run new reporter', () => {
  it('writes a reporter that compiles and keeps the lint rules, with a test that stays open', () => {
    expect(run('tsx', 'tools/new.ts', 'reporter', 'lines')).toMatchObject({ status: 0 });
    const files = [
      'src/adapters/report/lines.ts',
      'src/adapters/report/index.ts',
      'test/adapters/report/lines.test.ts',
    ];
    expectCompiled(files);
    expect(run('biome', 'check', '--vcs-enabled=false', ...files)).toMatchObject({ status: 0 });
    expect(read('src/cli/audit-options.ts')).toMatch(/knownFormats = \[.*'lines'\]/);
    const open = run('vitest', 'run', '--project', 'adapters', 'test/adapters/report/lines.test.ts');
    expect(open.text).toContain("to contain 'TODO'");
  });
});
