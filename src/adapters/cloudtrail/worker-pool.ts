import { Worker } from 'node:worker_threads';
import type { Gap } from '../../core/model/gap.ts';
import { logGap } from './log-gap.ts';
import type { ReadFiles, ReadJob } from './read-files.ts';

/** Reads log files; jobs given first are begun first. */
export interface FileReader {
  /** Resolves always; with a gap that names the job's first file when nothing of the job was read. */
  read(job: ReadJob): Promise<ReadFiles | Gap>;
  /** Ends all threads; jobs not done are resolved as gaps. */
  close(): Promise<void>;
}

interface Task {
  readonly job: ReadJob;
  readonly resolve: (result: ReadFiles | Gap) => void;
}

interface Thread {
  readonly worker: Worker;
  task?: Task;
}

/** A parsed file dies young as a whole; with V8's own 48 MB much of it would be copied before it dies. */
const youngMb = 96;

/** Starts threads that read log files, each one job at a time. A thread that dies costs the job it was at, and is replaced. */
export function startWorkerPool(entry: URL, threads: number): FileReader {
  const pool = new Set<Thread>();
  const waiting: Task[] = [];
  let isClosed = false;

  const next = (thread: Thread): void => {
    const task = waiting.shift();
    if (task === undefined) {
      delete thread.task;
      return;
    }
    thread.task = task;
    thread.worker.postMessage(task.job, buffersOf(task.job.contents));
  };

  const start = (): Thread => {
    // The entry is plain JavaScript: loaders the process was started with would only slow its start.
    const thread: Thread = {
      worker: new Worker(entry, { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: youngMb } }),
    };
    pool.add(thread);
    let reason = 'the reading thread ended';
    thread.worker.on('message', (result: ReadFiles | Gap) => {
      thread.task?.resolve(result);
      next(thread);
    });
    thread.worker.on('error', (error: unknown) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    thread.worker.on('exit', () => {
      pool.delete(thread);
      const path = pathOf(thread.task?.job);
      thread.task?.resolve(logGap(path, 'Unreadable', `the thread that read the file died: ${reason}`));
      // Only for work that waits: a thread that cannot start must not be started for ever.
      if (!isClosed && waiting.length > 0) next(start());
    });
    return thread;
  };

  return {
    read(job) {
      return new Promise((resolve) => {
        if (isClosed) {
          resolve(logGap(pathOf(job), 'Interrupted', 'reading was ended before this file'));
          return;
        }
        const task = { job, resolve };
        // A file that is decoded again holds up all others, so it goes first.
        if (job.seen === undefined) waiting.push(task);
        else waiting.unshift(task);
        const idle = [...pool].find((thread) => thread.task === undefined);
        if (idle !== undefined) next(idle);
        else if (pool.size < threads) next(start());
      });
    },
    async close() {
      isClosed = true;
      for (const { job, resolve } of waiting.splice(0)) {
        resolve(logGap(pathOf(job), 'Interrupted', 'reading was ended before this file'));
      }
      await Promise.all([...pool].map((thread) => thread.worker.terminate()));
    },
  };
}

/** The memory of contents, to be handed over. Each must lie in memory of its own. */
export function buffersOf(contents: readonly Uint8Array[] = []): ArrayBuffer[] {
  return contents.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}

function pathOf(job: ReadJob | undefined): string {
  return job?.paths[0] ?? '';
}
