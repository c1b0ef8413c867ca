import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeManyLogs } from './many-logs.ts';
import { asTerminal, command, type Ended, run } from './run-command.ts';
import { writeSmallBundle } from './small-bundle.ts';

const example = fileURLToPath(new URL('../../example/bundle', import.meta.url));
const schema = fileURLToPath(new URL('../../schema/findings.json', import.meta.url));
let temp = '';
/** One audit of the example, piped, and the folder it wrote to. */
let first: Ended & { readonly cwd: string };

beforeAll(async () => {
  temp = mkdtempSync(join(tmpdir(), 'iam-drift-output-'));
  const cwd = newFolder('first');
  first = { ...(await run(['audit', '--from', example, '--json'], { cwd })), cwd };
  await writeSmallBundle(join(temp, 'bundle'), { isGuilty: true });
  writeManyLogs(join(temp, 'logs'), { files: 60, recordsPerFile: 100 });
});

afterAll(() => rmSync(temp, { recursive: true, force: true }));

/** A folder of its own for what a run writes. */
function newFolder(name: string): string {
  const folder = join(temp, name);
  mkdirSync(folder);
  return folder;
}

/** The only scan's id, and its `findings.json`. */
function written(folder: string): { readonly scanId: string; readonly findings: string } {
  const scanId = readdirSync(join(folder, 'reports')).join();
  return { scanId, findings: readFileSync(join(folder, 'reports', scanId, 'findings.json'), 'utf8') };
}

describe.concurrent('--json', () => {
  it('prints findings.json alone, valid against its schema, and is quiet when piped', () => {
    const { code, stdout, stderr, cwd } = first;
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    // Not compared by the test runner, since telling two megabytes apart takes it minutes.
    expect(stdout === written(cwd).findings).toBe(true);
    const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
    formats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
    expect(validate(JSON.parse(stdout)) ? [] : validate.errors).toEqual([]);
  });

  it('is valid with verdicts too', async () => {
    const { stdout } = await run(['audit', '--from', 'bundle', '--json', '--verdicts', '--out', 'verdicts'], {
      cwd: temp,
    });
    const ajv = new Ajv2020({ allowUnionTypes: true });
    formats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
    expect(validate(JSON.parse(stdout)) ? [] : validate.errors).toEqual([]);
    expect(stdout).toContain('"verdict": "unused"');
  });

  it('tells on a terminal where the files are', async () => {
    const { stdout, stderr } = await run(['audit', '--from', 'bundle', '--json', '--out', 'told'], {
      cwd: temp,
      node: asTerminal,
    });
    expect(() => JSON.parse(stdout)).not.toThrow();
    expect(stderr).toMatch(/written: told\/[0-9a-f]{16}\/findings\.json\n/);
    expect(stderr).toMatch(/exit 1: one finding is high or worse \(--fail-on\)\n$/);
  });
});

describe.concurrent('the same bundle', () => {
  it('gives the same bytes and the same scan id again, and from a copy elsewhere', async () => {
    const [again, elsewhere] = [newFolder('again'), newFolder('elsewhere')];
    cpSync(example, join(elsewhere, 'copy'), { recursive: true });
    const options = ['--quiet', '--format', 'json'];
    await Promise.all([
      run(['audit', '--from', example, ...options], { cwd: again }),
      run(['audit', '--from', './copy/', ...options], { cwd: elsewhere }),
    ]);
    const { scanId, findings } = written(first.cwd);
    for (const { scanId: id, findings: text } of [again, elsewhere].map(written)) {
      expect(id).toBe(scanId);
      expect(text === findings).toBe(true);
    }
  });

  it('gives the same bytes and the same scan id with threads and without', async () => {
    const withCores = (cores: number) => [
      '--import',
      `data:text/javascript,import os from 'node:os'; import { syncBuiltinESMExports } from 'node:module';
       os.availableParallelism = () => ${cores}; syncBuiltinESMExports();`,
    ];
    const [alone, threads] = [newFolder('alone'), newFolder('threads')];
    const args = ['audit', '--from', '../bundle', '--cloudtrail', '../logs', '--quiet', '--format', 'json'];
    await Promise.all([run(args, { cwd: alone, node: withCores(1) }), run(args, { cwd: threads, node: withCores(4) })]);
    expect(written(threads)).toEqual(written(alone));
  });
});

describe.concurrent('a broken log file', () => {
  it('is told the same from a copy of the bundle elsewhere', async () => {
    const [here, there] = [newFolder('here'), newFolder('there')];
    for (const folder of [join(here, 'one'), join(there, 'other')]) {
      cpSync(join(temp, 'bundle'), folder, { recursive: true });
      mkdirSync(join(folder, 'cloudtrail/broken.json.gz'));
      cpSync(join(temp, 'bundle/manifest.json'), join(folder, 'cloudtrail/not-a-log.json'));
    }
    const options = ['--quiet', '--format', 'json'];
    await run(['audit', '--from', 'one', ...options], { cwd: here });
    await run(['audit', '--from', join(there, 'other'), ...options], { cwd: there });
    expect(written(there)).toEqual(written(here));
    expect(written(here).findings).toContain('"path": "cloudtrail/not-a-log.json"');
  });
});

describe.concurrent('progress', () => {
  it('is shown on a terminal and cleared at the end', async () => {
    const args = ['audit', '--from', 'bundle', '--cloudtrail', 'logs', '--out', 'shown', '--format', 'json'];
    const { stderr } = await run(args, { cwd: temp, node: asTerminal });
    expect(stderr).toContain('opening bundle');
    expect(stderr).toMatch(/reading logs: \d+\/153 files, [\d,]+ records/);
    expect(stderr).toContain('auditing account 111122223333 (1/1)');
    expect(stderr.endsWith('\r\u001b[2K')).toBe(true);
  });

  it('is not shown when piped, nor on a terminal that is to be quiet', async () => {
    const args = ['audit', '--from', 'bundle', '--out', 'not-shown', '--format', 'json'];
    expect((await run(args, { cwd: temp })).stderr).toBe('');
    expect((await run([...args, '--quiet'], { cwd: temp, node: asTerminal })).stderr).toBe('');
  });

  it.skipIf(!hasScript())(
    'is shown on a real pseudo-terminal (skipped where script(1) is not that of util-linux)',
    () => {
      const line = [process.execPath, command, 'audit', '--from', 'bundle', '--out', 'pty', '--fail-on', 'never']
        .map((part) => `'${part}'`)
        .join(' ');
      const env = { ...process.env, TERM: 'xterm' };
      const shown = execFileSync('script', ['-qec', `stty cols 60; ${line}`, '/dev/null'], {
        cwd: temp,
        env,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      expect(shown).toContain('auditing account 111122223333 (1/1)');
      const page = shown.slice(shown.lastIndexOf('\r\u001b[2K') + '\r\u001b[2K'.length);
      expect(stripVTControlCharacters(page)).toMatch(/^iam-drift: who may do what/);
      expect(page).toContain('written: pty/');
    },
  );
});

describe.concurrent('a reader that goes away', () => {
  it.skipIf(process.platform === 'win32')('ends the run quietly, with the exit code of its result', () => {
    const line = `"$0" "$1" audit --from "$2" --json --out head-1 | head -1; echo "\${PIPESTATUS[0]}"`;
    const args = ['-c', `{ ${line}; } 2>&1`, process.execPath, command, example];
    expect(execFileSync('bash', args, { cwd: temp, encoding: 'utf8' })).toBe('{\n1\n');
  });
});

describe.concurrent('a bug of ours', () => {
  it('past every catch exits 70, and not with the code of findings', async () => {
    const hook = `process.on('newListener', (name) => {
      if (name === 'uncaughtException') setImmediate(() => { throw new Error('boom'); });
    });`;
    const node = ['--import', `data:text/javascript,${encodeURIComponent(hook)}`];
    const { code, stdout, stderr } = await run(['audit', '--from', 'bundle', '--out', 'bug'], { cwd: temp, node });
    expect({ code, stdout, stderr }).toEqual({
      code: 70,
      stdout: '',
      stderr: 'iam-drift: boom\n  this is a bug of ours: run again with `--verbose` and report it\n',
    });
  });
});

function hasScript(): boolean {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).includes(
      'util-linux',
    );
  } catch {
    return false;
  }
}
