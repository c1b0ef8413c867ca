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

  it('holds every report that the demo writes, and no other; the files of its suggestions are not committed', () => {
    expect(readdirSync(folder).sort()).toEqual([...files, 'remediation'].sort());
    expect(readdirSync(committed).sort()).toEqual(files);
  });

  it('writes a folder for every suggestion, with its certificate', async () => {
    const { suggestions } = JSON.parse(await readFile(join(folder, 'findings.json'), 'utf8'));
    const written = readdirSync(join(folder, 'remediation'), { recursive: true, encoding: 'utf8' });
    const certificates = written.filter((path) => path.endsWith('certificate.json'));
    expect(suggestions.length).toBeGreaterThan(10);
    expect(certificates).toHaveLength(suggestions.length);
  });
});
