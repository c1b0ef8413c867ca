import { describe, expect, it } from 'vitest';
import type { LogFile } from '../../../src/adapters/cloudtrail/log-files.ts';
import { jobsOf } from '../../../src/adapters/cloudtrail/log-jobs.ts';

function file(path: string, day: number | undefined, bytes: number, region = 'eu-west-1'): LogFile {
  return { kind: 'log', path, accountId: '111122223333', region, bytes, ...(day === undefined ? {} : { day }) };
}

describe('jobsOf', () => {
  it('joins neighbors of one day, account and region', () => {
    const days = Array.from({ length: 40 }, (_, at) => file(`f${at}`, 20_000 + (at >> 1), 1000));
    const jobs = jobsOf(days);
    expect(jobs.map((job) => job.files.map((each) => each.path))).toEqual(
      Array.from({ length: 20 }, (_, at) => [`f${at * 2}`, `f${at * 2 + 1}`]),
    );
    expect(jobs[0]?.bytes).toBe(2000);
    expect(new Set(jobs.map((job) => job.group)).size).toBe(20);
  });

  it('splits what is large, so that threads share it and memory is bounded', () => {
    const small = Array.from({ length: 160 }, (_, at) => file(`f${at}`, 20_000, 1000));
    expect(jobsOf(small).map((job) => job.files.length)).toEqual(Array(16).fill(10));
    const large = Array.from({ length: 200 }, (_, at) => file(`f${at}`, 20_000, 3_000_000));
    expect(jobsOf(large).every((job) => job.files.length === 2)).toBe(true);
  });

  it('keeps files apart whose names say nothing, and regions', () => {
    const many = Array.from({ length: 100 }, (_, at) => file(`z${at}`, 20_001, 1000));
    const jobs = jobsOf([
      file('a', 20_000, 1),
      file('b', 20_000, 1, 'us-east-1'),
      ...many,
      file('x', undefined, 1),
      file('y', undefined, 1),
    ]);
    expect(jobs.slice(0, 2).map((job) => job.files.length)).toEqual([1, 1]);
    expect(jobs.slice(-2).map((job) => job.files.map((each) => each.path))).toEqual([['x'], ['y']]);
    expect(jobsOf([])).toEqual([]);
  });
});
