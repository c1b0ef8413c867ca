import type { Terminal } from './terminal.ts';

/** What a long run says while it works. It goes to stderr, and only to a terminal. */
export interface Progress {
  logs(progress: {
    readonly files: number;
    readonly filesTotal: number;
    readonly bytes: number;
    readonly bytesTotal: number;
    readonly records: number;
  }): void;
  account(id: string, place: number, total: number): void;
  /** Anything else that may take a while, in a few words. */
  step(what: string): void;
  /** Clears the line. */
  done(): void;
}

/** Says nothing. */
export const quietProgress: Progress = {
  logs: () => undefined,
  account: () => undefined,
  step: () => undefined,
  done: () => undefined,
};

/** The progress of a command: on a terminal, unless it is to be quiet. */
export function progressFor({ quiet }: { readonly quiet?: boolean }, { stderr, now }: Terminal): Progress {
  if (quiet === true || !canRewrite(stderr)) return quietProgress;
  return terminalProgress(
    (text) => stderr.write(text),
    now,
    () => stderr.columns,
  );
}

/** Whether a stream shows a line that rewrites itself; a dumb terminal cannot. */
export function canRewrite(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && process.env.TERM !== 'dumb';
}

/** How often the line changes: more often is not read. */
const everyMs = 100;

/** Before so long, a guess at the time left is worse than none. */
const guessAfterMs = 500;

const clearLine = '\r\u001b[2K';

/** One line that rewrites itself. `now` is in milliseconds; `columns` is the width of the terminal, where it is known. */
export function terminalProgress(
  write: (text: string) => void,
  now: () => number,
  columns: () => number | undefined = () => undefined,
): Progress {
  const { show, clear } = rewritingLine(write, now, columns);
  let logsBegan: number | undefined;
  return {
    logs({ files, filesTotal, bytes, bytesTotal, records }) {
      logsBegan ??= now();
      const passedMs = now() - logsBegan;
      const parts = [`${counted(files)}/${counted(filesTotal)} files`, `${counted(records)} records`];
      if (passedMs >= guessAfterMs && bytes > 0) {
        parts.push(`${counted(Math.round((records * 1000) / passedMs))} records/s`);
        parts.push(`${spoken((passedMs * (bytesTotal - bytes)) / bytes)} left`);
      }
      show(`reading logs: ${parts.join(', ')}`, files === filesTotal);
    },
    account(id, place, total) {
      show(`auditing account ${id} (${counted(place)}/${counted(total)})`, place === total);
    },
    step(what) {
      show(what, true);
    },
    done: clear,
  };
}

/** A line of a terminal that is written over. */
export interface RewritingLine {
  /** Puts a text in place of the one before; one that is not due only where that has stood for a while. */
  show(line: string, isDue: boolean): void;
  /** Takes the line away; nothing where there is none. */
  clear(): void;
}

/** A line that rewrites itself at most ten times a second, and stays within the terminal. */
export function rewritingLine(
  write: (text: string) => void,
  now: () => number,
  columns: () => number | undefined,
): RewritingLine {
  let lastWrite = Number.NEGATIVE_INFINITY;
  let isShown = false;
  return {
    show(line, isDue) {
      if (!isDue && now() - lastWrite < everyMs) return;
      lastWrite = now();
      isShown = true;
      // A line that wraps could not be cleared any more. A terminal that does not know its width says 0.
      write(`${clearLine}${line.slice(0, (columns() || 100) - 1)}`);
    },
    clear() {
      if (isShown) write(clearLine);
      isShown = false;
      lastWrite = Number.NEGATIVE_INFINITY;
    },
  };
}

/** A count with separators: `12,345`. */
export function counted(count: number): string {
  return count.toLocaleString('en-US');
}

/** A stretch of time as one says it: `40 s`, `3 min`, `2 h 5 min`; rounded up, since a guess that runs out annoys. */
export function spoken(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
