import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ended, run } from './run-command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let cwd = '';

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'iam-drift-init-'));
});

afterEach(() => rmSync(cwd, { recursive: true }));

function init(args: string): Promise<Ended> {
  return run(`init ${args}`.split(' '), { cwd });
}

function written(file: string): { readonly $schema: string } {
  return JSON.parse(readFileSync(join(cwd, file), 'utf8'));
}

describe('init --yes', () => {
  it('writes a configuration that its own schema takes, and that audit takes', async () => {
    expect((await init('--yes')).code).toBe(0);
    const configuration = written('iam-drift.config.json');
    expect(configuration.$schema).toMatch(/^file:\/\//);
    const schema: object = JSON.parse(readFileSync(new URL(configuration.$schema), 'utf8'));
    expect(new Ajv({ strict: false }).validate(schema, configuration)).toBe(true);
    const audit = await run(['audit', '--from', 'nowhere'], { cwd });
    expect(audit.stderr).not.toContain('iam-drift.config.json');
  });

  it('links the schema by a path where package and file move together', async () => {
    mkdirSync(join(cwd, 'node_modules'));
    symlinkSync(root, join(cwd, 'node_modules/iam-drift'));
    const node = ['--preserve-symlinks', '--preserve-symlinks-main'];
    const command = join(cwd, 'node_modules/iam-drift/dist/cli/main.js');
    const { execFileSync } = await import('node:child_process');
    execFileSync(process.execPath, [...node, command, 'init', '--yes', '--quiet'], { cwd });
    const { $schema } = written('iam-drift.config.json');
    expect($schema).toBe('./node_modules/iam-drift/schema/configuration.json');
    expect(readFileSync(join(cwd, $schema), 'utf8')).toContain('Configuration of iam-drift');
  });

  it('writes over a file only with --force, and leaves nothing beside it', async () => {
    writeFileSync(join(cwd, 'iam-drift.config.json'), '{ "windowDays": 30 }');
    expect(await init('--yes')).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') });
    expect(written('iam-drift.config.json')).toEqual({ windowDays: 30 });
    expect((await init('--yes --force --quiet')).code).toBe(0);
    expect(written('iam-drift.config.json')).toMatchObject({ windowDays: 90 });
    expect(readdirSync(cwd)).toEqual(['iam-drift.config.json']);
  });

  it('says of a folder that is not there, and of one in the place of the file', async () => {
    expect(await init('--yes --config nowhere/c.json')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cannot write `nowhere/c.json`: there is no such folder'),
    });
    mkdirSync(join(cwd, 'folder'));
    expect(await init('--yes --force --config folder')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('`folder` is there, and is no file'),
    });
  });
});
