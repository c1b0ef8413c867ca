import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lockBundle } from '../../../src/adapters/bundle/bundle-lock.ts';

const temp = mkdtempSync(join(tmpdir(), 'iam-drift-lock-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

const now = () => Date.parse('2026-11-21T12:00:00Z');
let count = 0;
const folder = (): string => join(temp, String(++count));

function heldBy(bundle: string, holder: unknown): void {
  writeFileSync(join(bundle, '.collecting'), typeof holder === 'string' ? holder : JSON.stringify(holder));
}

describe('a bundle that is collected into', () => {
  it('is held until it is let go of', async () => {
    const bundle = folder();
    const release = await lockBundle(bundle, now);
    expect(readdirSync(bundle)).toEqual(['.collecting']);
    await release();
    expect(readdirSync(bundle)).toEqual([]);
  });

  it('is refused to a second process, which is told who has it', async () => {
    const bundle = folder();
    await (await lockBundle(bundle, now))();
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    heldBy(bundle, { pid: other.pid, host: hostname(), since: '2026-11-21T11:00:00.000Z' });
    await expect(lockBundle(bundle, now)).rejects.toThrow(
      `is being collected into by process ${other.pid}, since 2026-11-21T11:00:00.000Z`,
    );
    const gone = new Promise((resolve) => other.on('exit', resolve));
    other.kill('SIGKILL');
    await gone;
    await (await lockBundle(bundle, now))();
  });

  it('is refused where a process of another machine has it', async () => {
    const bundle = folder();
    await (await lockBundle(bundle, now))();
    heldBy(bundle, { pid: 1, host: 'elsewhere.example', since: '2026-11-21T11:00:00.000Z' });
    await expect(lockBundle(bundle, now)).rejects.toThrow('process 1 on elsewhere.example');
  });

  it.each(['', '{', '[]', '{"pid":"x"}'])('is taken from what %j left', async (left) => {
    const bundle = folder();
    await (await lockBundle(bundle, now))();
    heldBy(bundle, left);
    await (await lockBundle(bundle, now))();
  });

  it('cannot be a file', async () => {
    const bundle = folder();
    writeFileSync(bundle, '');
    await expect(lockBundle(bundle, now)).rejects.toThrow('there is a file of that name');
  });
});
