import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGolden } from './golden.ts';
import { run } from './run-command.ts';

const committed = fileURLToPath(new URL('../../reports/example', import.meta.url));
const files = ['findings.json', 'report.md', 'report.txt'];
const temp = mkdtempSync(join(tmpdir(), 'iam-drift-example-report-'));
let folder = '';

beforeAll(async () => {
  const { code } = await run(['demo', '--quiet'], { cwd: temp });
  expect(code).toBe(0);
  folder = join(temp, 'reports', readdirSync(join(temp, 'reports')).join());
});

afterAll(() => rmSync(temp, { recursive: true, force: true }));

describe('reports/example', () => {
  it.each(files)('holds the %s that the demo writes', async (name) => {
    await expectGolden(await readFile(join(folder, name), 'utf8'), join(committed, name));
  });

  it('holds every file that the demo writes, and no other', () => {
    expect(readdirSync(folder).sort()).toEqual(files);
    expect(readdirSync(committed).sort()).toEqual(files);
  });
});
