import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorkerPool } from '../../../src/adapters/cloudtrail/worker-pool.ts';

const window = { from: 0, to: 1 };
let folder = '';
let entry = new URL('file:///');

/** A thread that answers with the path, dies on `die`, and never answers on `hang`. */
const source = `
import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ paths: [path] }) => {
  if (path === 'die') process.exit(1);
  if (path === 'throw') throw new Error('broken on purpose');
  if (path !== 'hang') parentPort.postMessage({ service: 'logs', operation: 'read', account: '', errorCode: 'Answer', message: path, path });
});
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'worker-pool-'));
  writeFileSync(join(folder, 'entry.mjs'), source);
  entry = pathToFileURL(join(folder, 'entry.mjs'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('startWorkerPool', () => {
  it('costs one job when a thread dies, and reads the others', async () => {
    const pool = startWorkerPool(entry, 2);
    const paths = ['a', 'die', 'b', 'throw', 'c', 'd'];
    const answers = await Promise.all(paths.map((path) => pool.read({ paths: [path], window })));
    await pool.close();
    expect(answers.map((answer) => ('errorCode' in answer ? [answer.path, answer.errorCode] : []))).toEqual([
      ['a', 'Answer'],
      ['die', 'Unreadable'],
      ['b', 'Answer'],
      ['throw', 'Unreadable'],
      ['c', 'Answer'],
      ['d', 'Answer'],
    ]);
    expect(answers[3]).toMatchObject({ message: 'the thread that read the file died: broken on purpose' });
  });

  it('answers with gaps, and does not hang, when no thread can start', async () => {
    const pool = startWorkerPool(pathToFileURL(join(folder, 'missing.mjs')), 2);
    const answers = await Promise.all(['a', 'b', 'c'].map((path) => pool.read({ paths: [path], window })));
    await pool.close();
    expect(answers.map((answer) => 'errorCode' in answer && answer.errorCode)).toEqual(Array(3).fill('Unreadable'));
  });

  it('ends what is not done when it is closed', async () => {
    const pool = startWorkerPool(entry, 1);
    const answers = ['hang', 'a'].map((path) => pool.read({ paths: [path], window }));
    await pool.close();
    expect((await Promise.all(answers)).map((answer) => 'errorCode' in answer && answer.path)).toEqual(['hang', 'a']);
    expect(await pool.read({ paths: ['b'], window })).toMatchObject({ errorCode: 'Interrupted', path: 'b' });
  });
});
