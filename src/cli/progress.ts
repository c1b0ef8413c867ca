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
  /** Clears the line. */
  done(): void;
}

/** Says nothing. */
export const quietProgress: Progress = {
  logs: () => undefined,
  account: () => undefined,
  done: () => undefined,
};

/** How often the line changes: more often is not read. */
const everyMs = 100;

/** One line that rewrites itself. `now` is in milliseconds. */
export function terminalProgress(write: (text: string) => void, now: () => number): Progress {
  const started = now();
  let lastWrite = Number.NEGATIVE_INFINITY;
  const show = (line: string, isLast: boolean): void => {
    if (!isLast && now() - lastWrite < everyMs) return;
    lastWrite = now();
    write(`\r\u001b[2K${line}`);
  };
  return {
    logs({ files, filesTotal, bytes, bytesTotal, records }) {
      const seconds = Math.max((now() - started) / 1000, 0.001);
      const left = bytes === 0 ? 0 : Math.ceil((seconds * (bytesTotal - bytes)) / bytes);
      const rate = Math.round(records / seconds).toLocaleString('en-US');
      show(
        `reading logs: ${files}/${filesTotal} files, ${records.toLocaleString('en-US')} records, ${rate} records/s, ${left} s left`,
        files === filesTotal,
      );
    },
    account(id, place, total) {
      show(`auditing account ${id} (${place}/${total})`, place === total);
    },
    done() {
      write('\r\u001b[2K');
    },
  };
}
