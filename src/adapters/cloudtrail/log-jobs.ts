import type { LogFile } from './log-files.ts';

/** Log files that are read together into one batch. */
export interface LogJob<File extends LogFile = LogFile> {
  /** Files of one delivery day, account and region share it: among them an event is counted once. */
  readonly group: string;
  readonly files: readonly File[];
  /** On disk, or as stored. */
  readonly bytes: number;
}

/** More bytes on disk are not read together: what is found twice costs reading a job again. */
const mostBytes = 8 * 1024 * 1024;

/** So many jobs there are at least where files are many and small, so that threads share the work. */
const fewestJobs = 16;

/**
 * Joins consecutive files of one group to jobs, which depend on the files alone. CloudTrail delivers hundreds of small files a day, in
 * which the same callers make the same calls: rolled up together they are written, handed over and merged once. A file
 * whose name says nothing is a job of its own. `fewest` jobs are made where files are many and small.
 */
export function jobsOf<File extends LogFile>(logs: readonly File[], fewest = fewestJobs): LogJob<File>[] {
  const total = logs.reduce((sum, file) => sum + file.bytes, 0);
  const limit = Math.min(mostBytes, total / fewest);
  const jobs: { group: string; files: File[]; bytes: number }[] = [];
  for (const file of logs) {
    const group = groupOf(file);
    const last = jobs.at(-1);
    if (last !== undefined && file.day !== undefined && last.group === group && last.bytes + file.bytes <= limit) {
      last.files.push(file);
      last.bytes += file.bytes;
    } else {
      jobs.push({ group, files: [file], bytes: file.bytes });
    }
  }
  return jobs;
}

function groupOf(file: LogFile): string {
  return file.day === undefined ? 'unnamed' : `${file.day} ${file.accountId} ${file.region}`;
}
