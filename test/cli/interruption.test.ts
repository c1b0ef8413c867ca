import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeManyLogs } from './many-logs.ts';
import { asTerminal, type Ended, run } from './run-command.ts';
import { writeSmallBundle } from './small-bundle.ts';

/** A process that does not listen to its own signal, as in a long computation: the system has to end it. */
const deaf = ['--import', 'data:text/javascript,AbortSignal.prototype.throwIfAborted=()=>{}'] as const;

let temp = '';

beforeAll(async () => {
  temp = mkdtempSync(join(tmpdir(), 'iam-drift-interruption-'));
  await writeSmallBundle(join(temp, 'bundle'), { isGuilty: false });
  writeManyLogs(join(temp, 'logs'), { files: 4000, recordsPerFile: 1000 });
});

afterAll(() => rmSync(temp, { recursive: true, force: true }));

/** Sends the signals, one after the other, once log files are being read. */
async function interrupted(
  name: string,
  signals: readonly NodeJS.Signals[],
  node: readonly string[] = [],
): Promise<Ended> {
  const cwd = join(temp, name);
  mkdirSync(cwd);
  let isSent = false;
  return run(['audit', '--from', '../bundle', '--cloudtrail', '../logs'], {
    cwd,
    node: [...asTerminal, ...node],
    onStderr: (text, child) => {
      if (isSent || !text.includes('reading logs: ')) return;
      isSent = true;
      for (const [place, signal] of signals.entries()) setTimeout(() => child.kill(signal), place * 300);
    },
  });
}

describe.skipIf(process.platform === 'win32')('an interruption', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s while logs are read exits 130 and leaves nothing', async (signal) => {
    const { code, stdout, stderr } = await interrupted(signal, [signal]);
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    // The progress line is cleared before the last word.
    expect(stderr.endsWith('\r\u001b[2Kinterrupted; no report was written\n')).toBe(true);
    expect(readdirSync(join(temp, signal))).toEqual([]);
  });

  it('ends the process even where the work does not stop by itself', async () => {
    const { code, stderr } = await interrupted('deaf', ['SIGINT'], deaf);
    expect({ code, last: stderr.endsWith('interrupted; no report was written\n') }).toEqual({ code: 130, last: true });
    expect(readdirSync(join(temp, 'deaf'))).toEqual([]);
  });

  it('by a second Ctrl-C ends the process at once', async () => {
    const { signal } = await interrupted('twice', ['SIGINT', 'SIGINT'], deaf);
    // By the system, and not by us after the time of grace.
    expect(signal).toBe('SIGINT');
    expect(readdirSync(join(temp, 'twice'))).toEqual([]);
  });
});
