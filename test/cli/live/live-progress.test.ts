import { describe, expect, it } from 'vitest';
import { plainProgress, quietLiveProgress, rewritingProgress } from '../../../src/cli/live/live-progress.ts';

const clear = '\r\u001b[2K';
const production = '111122223333';
const test = '444455556666';

/** Progress that writes into a list, with a clock to set. */
function shown(kind: 'rewriting' | 'plain') {
  const written: string[] = [];
  const clock = { now: 1_000_000 };
  const write = (text: string): void => {
    written.push(text);
  };
  const now = (): number => clock.now;
  const progress = kind === 'plain' ? plainProgress(write, now) : rewritingProgress(write, now, () => 200);
  return { written, clock, progress };
}

describe('rewritingProgress', () => {
  it('tells accounts, calls, and what is asked now', () => {
    const { written, clock, progress } = shown('rewriting');
    progress.begin([production, test]);
    progress.calls(1234);
    clock.now += 1000;
    progress.part(production, 'last-accessed', 40, 812);
    expect(written.at(-1)).toBe(`${clear}collecting: 0/2 accounts, 1,234 calls, ${production} last-accessed 40/812`);
    progress.end(production, 'collected');
    expect(written.at(-1)).toBe(`${clear}collecting: 1/2 accounts, 1,234 calls`);
  });

  it('tells the part of the account that was heard of last', () => {
    const { written, clock, progress } = shown('rewriting');
    progress.begin([production, test]);
    progress.part(production, 'trails', 0, 0);
    clock.now += 1000;
    progress.part(test, 'regions', 0, 0);
    expect(written.at(-1)).toContain(`${test} regions`);
    progress.end(test, 'refused');
    expect(written.at(-1)).toBe(`${clear}collecting: 1/2 accounts, ${production} trails`);
  });

  it('tells the time left from the accounts that are through', () => {
    const { written, clock, progress } = shown('rewriting');
    progress.begin([production, test, '777788889999']);
    clock.now += 60_000;
    progress.end(production, 'collected');
    expect(written.at(-1)).toMatch(/, 2 min left$/);
  });

  it('tells of one account the time left of the part, from what was done since it began', () => {
    const { written, clock, progress } = shown('rewriting');
    progress.begin([production]);
    // Resumed: the first 100 were there.
    progress.part(production, 'last-accessed', 100, 200);
    clock.now += 10_000;
    progress.part(production, 'last-accessed', 120, 200);
    expect(written.at(-1)).toMatch(/last-accessed 120\/200, 40 s left for this part$/);
  });

  it('tells the time left of the logs that are read when all accounts are through', () => {
    const { written, clock, progress } = shown('rewriting');
    progress.begin([production, test]);
    clock.now += 60_000;
    progress.end(production, 'collected');
    progress.end(test, 'collected');
    progress.part('', 's3-trail-1a2b3c', 0, 90);
    clock.now += 10_000;
    progress.part('', 's3-trail-1a2b3c', 10, 90);
    expect(written.at(-1)).toBe(`${clear}collecting: 2/2 accounts, s3-trail-1a2b3c 10/90, 80 s left for this part`);
  });

  it('makes no guess before there is something to guess from', () => {
    const { written, clock, progress } = shown('rewriting');
    progress.begin([production]);
    progress.part(production, 'last-accessed', 0, 200);
    clock.now += 1000;
    progress.part(production, 'last-accessed', 20, 200);
    expect(written.join('')).not.toContain('left');
  });

  it('rewrites its line at most ten times a second within a part', () => {
    const { written, clock, progress } = shown('rewriting');
    progress.begin([production]);
    for (let done = 0; done < 1000; done++) {
      progress.part(production, 'last-accessed', done, 1001);
      clock.now += 1;
    }
    expect(written.length).toBeLessThanOrEqual(13);
  });

  it('leaves a remark above the line', () => {
    const { written, progress } = shown('rewriting');
    progress.begin([production]);
    progress.note('resuming, 12 files are there');
    expect(written.slice(-2)).toEqual([clear, 'resuming, 12 files are there\n']);
  });

  it('goes on with the audit, and clears the line once at the end', () => {
    const { written, progress } = shown('rewriting');
    progress.begin([production]);
    progress.account(production, 1, 1);
    expect(written.at(-1)).toBe(`${clear}auditing account ${production} (1/1)`);
    progress.done();
    const before = written.length;
    progress.done();
    expect(written.length).toBe(before);
    expect(written.at(-1)).toBe(clear);
  });

  it('does not call the search for accounts collecting', () => {
    const { written, progress } = shown('rewriting');
    progress.calls(3);
    expect(written).toEqual([]);
  });
});

describe('plainProgress', () => {
  it('says when it begins and when an account ends, and between them a line each ten seconds', () => {
    const { written, clock, progress } = shown('plain');
    progress.begin([production, test]);
    for (let second = 1; second <= 25; second++) {
      clock.now += 1000;
      progress.calls(second);
      progress.part(production, 'last-accessed', second, 100);
    }
    progress.end(production, 'collected');
    progress.end(test, 'refused');
    expect(written).toEqual([
      'collecting 2 accounts\n',
      `collecting: 0/2 accounts, 10 calls, ${production} last-accessed 9/100\n`,
      `collecting: 0/2 accounts, 20 calls, ${production} last-accessed 19/100\n`,
      `collected ${production} (1/2 accounts, 25 calls)\n`,
      `refused ${test} (2/2 accounts, 25 calls)\n`,
    ]);
  });

  it('writes no control characters', () => {
    const { written, clock, progress } = shown('plain');
    progress.begin([production]);
    clock.now += 20_000;
    progress.logs({ files: 3, filesTotal: 4, bytes: 1, bytesTotal: 2, records: 1000 });
    clock.now += 20_000;
    progress.step('writing the reports');
    progress.done();
    expect(written.join('')).toBe(
      'collecting one account\nreading logs: 3/4 files, 1,000 records\nwriting the reports\n',
    );
  });
});

describe('quietLiveProgress', () => {
  it('has nothing to say', () => {
    expect(quietLiveProgress.note('a remark')).toBeUndefined();
    expect(quietLiveProgress.begin([production])).toBeUndefined();
  });
});
