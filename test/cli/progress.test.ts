import { describe, expect, it } from 'vitest';
import { quietProgress, terminalProgress } from '../../src/cli/progress.ts';

const clear = '\r\u001b[2K';

/** Progress on a terminal of that width, with a clock to set. */
function shownOn(columns?: number) {
  const written: string[] = [];
  const clock = { now: 1_000_000 };
  const progress = terminalProgress(
    (text) => written.push(text),
    () => clock.now,
    () => columns,
  );
  return { written, clock, progress };
}

const megabyte = 1_000_000;
const logs = { files: 0, filesTotal: 4000, bytes: 0, bytesTotal: 100 * megabyte, records: 0 };

describe('terminalProgress', () => {
  it('tells files, records, records a second and the time left', () => {
    const { written, clock, progress } = shownOn();
    progress.logs(logs);
    clock.now += 2000;
    progress.logs({ ...logs, files: 1000, bytes: 25 * megabyte, records: 150_000 });
    expect(written.at(-1)).toBe(`${clear}reading logs: 1,000/4,000 files, 150,000 records, 75,000 records/s, 6 s left`);
  });

  it('counts from when the logs began, not from when the run did', () => {
    const { written, clock, progress } = shownOn();
    progress.step('opening bundle');
    clock.now += 60_000;
    progress.logs(logs);
    clock.now += 1000;
    progress.logs({ ...logs, files: 40, bytes: megabyte, records: 500 });
    expect(written.at(-1)).toContain('500 records/s, 99 s left');
  });

  it('tells long times in minutes and hours', () => {
    const { written, clock, progress } = shownOn();
    progress.logs(logs);
    clock.now += 10_000;
    progress.logs({ ...logs, files: 1, bytes: 2 * megabyte, records: 1 });
    expect(written.at(-1)).toMatch(/ 9 min left$/);
    clock.now += 1000;
    progress.logs({ ...logs, files: 2, bytes: megabyte / 10, records: 2 });
    expect(written.at(-1)).toMatch(/ 3 h 4 min left$/);
  });

  it('makes no guess before there is something to guess from', () => {
    const { written, progress } = shownOn();
    progress.logs(logs);
    expect(written).toEqual([`${clear}reading logs: 0/4,000 files, 0 records`]);
  });

  it('rewrites its line at most ten times a second, and always for the last file', () => {
    const { written, clock, progress } = shownOn();
    for (let files = 1; files <= 1000; files++) {
      progress.logs({ ...logs, filesTotal: 1000, files, bytes: files, records: files });
      clock.now += 1;
    }
    expect(written.length).toBeLessThanOrEqual(12);
    expect(written.at(-1)).toContain('1,000/1,000 files');
  });

  it('names the account that is audited', () => {
    const { written, progress } = shownOn();
    progress.account('111122223333', 3, 1200);
    expect(written).toEqual([`${clear}auditing account 111122223333 (3/1,200)`]);
  });

  it('stays within the width of the terminal, since a line that wraps cannot be cleared', () => {
    const { written, progress } = shownOn(20);
    progress.step('opening a bundle with a long name');
    expect(written).toEqual([`${clear}opening a bundle wi`]);
  });

  it('takes a width of 0 for one that is not known', () => {
    const { written, progress } = shownOn(0);
    progress.step('opening bundle');
    expect(written).toEqual([`${clear}opening bundle`]);
  });

  it('clears its line at the end, once, and not when there is none', () => {
    const { written, progress } = shownOn();
    progress.done();
    expect(written).toEqual([]);
    progress.step('opening bundle');
    progress.done();
    progress.done();
    expect(written.slice(1)).toEqual([clear]);
  });
});

describe('quietProgress', () => {
  it('has nothing to say', () => {
    expect(quietProgress.logs(logs)).toBeUndefined();
    expect(quietProgress.account('111122223333', 1, 1)).toBeUndefined();
    expect(quietProgress.step('opening')).toBeUndefined();
    expect(quietProgress.done()).toBeUndefined();
  });
});
