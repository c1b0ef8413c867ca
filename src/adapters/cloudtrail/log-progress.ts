import type { LogFile } from './log-files.ts';
import type { JobResults, ReadProgress } from './read-jobs.ts';

/** Counts what was read of what is known to be there. */
export interface LogProgress {
  /** More files are known of. */
  expect(files: readonly LogFile[]): void;
  /** A job is done. */
  done(each: JobResults<LogFile>): void;
}

/** A count at zero, told after each job. */
export function newLogProgress(tell: ((progress: ReadProgress) => void) | undefined): LogProgress {
  const progress = { files: 0, filesTotal: 0, bytes: 0, bytesTotal: 0, records: 0 };
  return {
    expect(files) {
      progress.filesTotal += files.length;
      for (const { bytes } of files) progress.bytesTotal += bytes;
    },
    done({ job, results }) {
      if (job === undefined) return;
      progress.files += job.files.length;
      progress.bytes += job.bytes;
      for (const result of results) {
        if ('rows' in result) for (const { records } of result.logObjects) progress.records += records;
      }
      tell?.({ ...progress });
    },
  };
}
