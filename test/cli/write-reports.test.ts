import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeReports } from '../../src/cli/write-reports.ts';
import { ConfigError, InternalError } from '../../src/core/model/errors.ts';

let out = '';

beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'iam-drift-reports-'));
});

afterEach(async () => {
  await rm(out, { recursive: true, force: true });
});

function* failingChunks(): Generator<string> {
  yield 'x'.repeat(1 << 19);
  throw new InternalError('the reporter broke');
}

describe('writeReports', () => {
  it('writes every file into the folder of the scan and returns the paths', async () => {
    const paths = await writeReports(
      [
        { path: 'findings.json', chunks: ['{', '"a": 1', '}\n'] },
        { path: 'report.txt', chunks: [Buffer.from('caf'), 'é\n', new Uint8Array([0x0a])] },
      ],
      { out, scanId: 'scan-1' },
    );
    expect(paths).toEqual([join(out, 'scan-1', 'findings.json'), join(out, 'scan-1', 'report.txt')]);
    expect(await readFile(join(out, 'scan-1', 'findings.json'), 'utf8')).toBe('{"a": 1}\n');
    expect(await readFile(join(out, 'scan-1', 'report.txt'), 'utf8')).toBe('café\n\n');
    expect(await readdir(join(out, 'scan-1'))).toEqual(['findings.json', 'report.txt']);
  });

  it('writes an empty file for no chunks', async () => {
    await writeReports([{ path: 'report.txt', chunks: [] }], { out, scanId: 's' });
    expect(await readFile(join(out, 's', 'report.txt'), 'utf8')).toBe('');
  });

  it('writes a file that is larger than its buffer without losing a byte', async () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => `row ${index}\n`);
    await writeReports([{ path: 'report.txt', chunks: rows }], { out, scanId: 's' });
    expect(await readFile(join(out, 's', 'report.txt'), 'utf8')).toBe(rows.join(''));
  });

  it('takes the files of many suggestions from their list as it writes them, and writes them all', async () => {
    let taken = 0;
    let open = 0;
    let most = 0;
    function* many(): Generator<{ path: string; chunks: Iterable<string> }> {
      for (; taken < 500; taken++) {
        const text = `${taken}`;
        open++;
        most = Math.max(most, open);
        const chunks = (function* () {
          yield text;
          open--;
        })();
        yield { path: `remediation/${taken % 7}/${taken}.txt`, chunks };
      }
    }
    const paths = await writeReports(many(), { out, scanId: 's' });
    expect(paths).toHaveLength(500);
    expect(paths[13]).toBe(join(out, 's', 'remediation', '6', '13.txt'));
    for (const [index, path] of paths.entries()) expect(await readFile(path, 'utf8')).toBe(String(index));
    expect(most).toBeLessThanOrEqual(10);
    expect((await readdir(join(out, 's'), { recursive: true })).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('keeps the old reports and leaves no temporary file when a reporter fails', async () => {
    await writeReports([{ path: 'findings.json', chunks: ['old'] }], { out, scanId: 's' });
    const files = [
      { path: 'findings.json', chunks: ['new'] },
      { path: 'report.txt', chunks: failingChunks() },
    ];
    await expect(writeReports(files, { out, scanId: 's' })).rejects.toThrow('the reporter broke');
    expect(await readdir(join(out, 's'))).toEqual(['findings.json']);
    expect(await readFile(join(out, 's', 'findings.json'), 'utf8')).toBe('old');
  });

  it('stops when it is interrupted and leaves nothing', async () => {
    const controller = new AbortController();
    function* interrupted(): Generator<string> {
      yield 'x'.repeat(1 << 19);
      controller.abort(new Error('interrupted'));
      yield 'y'.repeat(1 << 19);
    }
    const writing = writeReports([{ path: 'a.txt', chunks: interrupted() }], {
      out,
      scanId: 's',
      signal: controller.signal,
    });
    await expect(writing).rejects.toThrow('interrupted');
    expect(await readdir(join(out, 's'))).toEqual([]);
  });

  it('asks for another folder when the folder cannot be made', async () => {
    await writeFile(join(out, 'file'), '');
    const error = await writeReports([{ path: 'a.txt', chunks: ['a'] }], { out: join(out, 'file'), scanId: 's' }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({
      message: expect.stringContaining('cannot write'),
      hint: expect.stringContaining('--out'),
    });
  });

  it.each(['../a.txt', '/a.txt', '', 'a/../../b'])(
    'refuses `%s`, which leaves the folder, as our bug',
    async (path) => {
      await expect(writeReports([{ path, chunks: [] }], { out, scanId: 's' })).rejects.toBeInstanceOf(InternalError);
    },
  );
});
