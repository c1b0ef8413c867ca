import { readLogFiles } from './read-files.ts';
import { type FileReader, startWorkerPool } from './worker-pool.ts';

/** How the reading shares its work. */
export interface ReaderSettings {
  readonly threads: number;
  /** More threads than jobs are of no use. */
  readonly jobs: number;
  /** Whether there is enough to read that starting threads is worth it. */
  readonly isMuch: boolean;
}

/** A reader of files, and how many jobs it does at a time: 1 reads in the calling thread. */
export interface StartedReader extends FileReader {
  readonly threads: number;
}

/** Starts reading: in threads where there are several, much to read, and a built worker; else in the calling thread. */
export function startReader({ threads, jobs, isMuch }: ReaderSettings): StartedReader {
  // Run from the sources (tests) there is no built worker; the answer is the same, only slower.
  const isBuilt = !import.meta.url.endsWith('.ts');
  if (threads <= 1 || jobs <= 1 || !isMuch || !isBuilt) {
    // Lets timers and signals through between two files.
    const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    return {
      threads: 1,
      async read(job) {
        const decoded = await readLogFiles(job, pause);
        return job.contents === undefined ? decoded : { ...decoded, contents: job.contents };
      },
      close: async () => undefined,
    };
  }
  return { threads, ...startWorkerPool(new URL('./worker.js', import.meta.url), Math.min(threads, jobs)) };
}
