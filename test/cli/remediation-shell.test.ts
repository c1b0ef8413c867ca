import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cliWriter } from '../../src/adapters/remediation/cli-script.ts';
import { shellOption, shellWord } from '../../src/adapters/remediation/shell.ts';
import { accountId, hostileName, hostileSuggestion, suggestions } from '../adapters/remediation/suggestions.ts';
import { describeWith } from '../external-programs.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iam-drift-shell-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What bash makes of a script's words: each printed with a NUL behind it. */
function wordsOf(lines: readonly string[], locale: string): readonly string[] {
  const script = lines.map((line) => `printf '%s\\0' ${line}\n`).join('');
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: folder,
    env: { PATH: process.env.PATH, LC_ALL: locale },
  });
  expect(stderr.toString()).toBe('');
  expect(status).toBe(0);
  return stdout.toString().split('\0').slice(0, -1);
}

/** Writes the scripts of a suggestion into the folder of the test; their paths. */
function writeScripts(suggestion: (typeof suggestions)[number]): readonly string[] {
  return cliWriter.write(suggestion).map(({ path, chunks }) => {
    const file = join(folder, path);
    writeFileSync(file, [...chunks].join(''));
    return file;
  });
}

describeWith(['bash'], 'words for bash', () => {
  it('mean to bash exactly the text they were made of', () => {
    const unit = fc.oneof(
      fc.constantFrom(...`'"\\$\`!~*?[]{}()<>|&;#=%-\n\r\t \u001b\u0085é\u202e😀`),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter((text) => text !== '\0'),
    );
    const texts = fc.array(fc.string({ unit }), { minLength: 1, maxLength: 20 });
    for (const locale of ['C', 'C.UTF-8']) {
      fc.assert(
        fc.property(texts, (all) => {
          expect(wordsOf(all.map(shellWord), locale)).toEqual(all);
          expect(
            wordsOf(
              all.map((text) => shellOption('name', text)),
              locale,
            ),
          ).toEqual(all.map((text) => `--name=${text}`));
        }),
        { seed: 4, numRuns: 60 },
      );
    }
  });
});

/** Writes down its arguments, and answers as AWS would where the scripts look. */
const recordingAws = `#!/usr/bin/env bash
printf '%s\\0' "$@" '' >>"$CALLS"
case "$1 $2" in
  'sts get-caller-identity') printf '${accountId}\\tarn:aws:sts::${accountId}:assumed-role/x/y\\n' ;;
  'iam get-role-policy') echo '{}' ;;
esac
`;

describeWith(['bash', 'jq'], 'the scripts of a plan', () => {
  it('hand a hostile name to the AWS CLI whole, and run nothing that is in it', () => {
    const [remediate = ''] = writeScripts(hostileSuggestion);
    writeFileSync(join(folder, 'aws'), recordingAws, { mode: 0o755 });
    const { status, stderr } = spawnSync('bash', [remediate, 'remove', '--now', '--force'], {
      cwd: folder,
      env: { PATH: `${folder}:${process.env.PATH}`, CALLS: join(folder, 'calls') },
    });
    expect(status, stderr.toString()).toBe(0);
    const calls = readFileSync(join(folder, 'calls'), 'utf8')
      .split('\0\0')
      .map((call) => call.split('\0').filter((word) => word !== ''));
    expect(calls).toContainEqual([
      'iam',
      'delete-role-policy',
      `--role-name=${hostileName}`,
      `--policy-name=${hostileName}`,
    ]);
    expect(existsSync(join(folder, 'owned'))).toBe(false);
    // What is told on the terminal holds nothing that moves a cursor.
    expect(stderr.toString()).toMatch(/^[\n -~]*$/);
  });

  it('never let a name stand for a file', () => {
    const holder = { kind: 'role', name: 'file:///etc/passwd', arn: `arn:aws:iam::${accountId}:role/x` } as const;
    const [step] = hostileSuggestion.plan.steps;
    if (step === undefined) throw new Error('no step');
    const changes = [{ do: 'delete-inline-policy', holder, name: 'x' } as const];
    const plan = { origins: [], steps: [{ ...step, changes, undo: [] }] };
    const [remediate = ''] = writeScripts({ ...hostileSuggestion, plan });
    writeFileSync(join(folder, 'aws'), recordingAws, { mode: 0o755 });
    const { status, stderr } = spawnSync('bash', [remediate, 'remove', '--now', '--force'], {
      env: { PATH: `${folder}:${process.env.PATH}`, CALLS: join(folder, 'calls') },
    });
    expect(status).toBe(1);
    expect(stderr.toString()).toContain('the AWS CLI would take this for an address');
    expect(readFileSync(join(folder, 'calls'), 'utf8')).not.toContain('passwd');
  });

  it('print what they would do, and do nothing, without a step', () => {
    for (const suggestion of suggestions) {
      for (const script of writeScripts(suggestion)) {
        for (const words of [[], ['--help'], ['nonsense']]) {
          const { status, stderr } = spawnSync('bash', [script, ...words], { env: { PATH: '/usr/bin:/bin' } });
          expect(status).toBe(2);
          expect(stderr.toString()).toContain('STEP [--check] [--force]');
        }
      }
    }
  });
});

describeWith(['python3', 'jq', 'bash'], 'the comparison of documents', () => {
  it('is the same by jq and by python3', async () => {
    const { baseFunctions } = await import('../../src/adapters/remediation/script-base.ts');
    const document = { b: ['y', 'x', 'x'], a: [{ c: ['one'] }], n: 1, t: true, e: [], s: 'é"' };
    writeFileSync(join(folder, 'document.json'), JSON.stringify(document));
    const plain = (before: string): string => {
      const script = `${before}\n${baseFunctions.plain}\nplain ${shellWord(join(folder, 'document.json'))}`;
      return spawnSync('bash', ['-c', script]).stdout.toString();
    };
    const byJq = plain('');
    const byPython = plain('command() { [[ $2 != jq ]]; }');
    expect(JSON.parse(byJq)).toEqual({ a: { c: 'one' }, b: ['x', 'y'], e: [], n: 1, s: 'é"', t: true });
    expect(JSON.parse(byPython)).toEqual(JSON.parse(byJq));
  });
});

describeWith(['shellcheck'], 'shellcheck', () => {
  it('has nothing to say of any script', () => {
    for (const suggestion of suggestions) {
      const scripts = writeScripts(suggestion);
      const { stdout, status } = spawnSync('shellcheck', ['--severity=style', ...scripts]);
      expect(stdout.toString()).toBe('');
      expect(status).toBe(0);
    }
  });
});
