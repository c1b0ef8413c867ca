import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Instant, isoOf, parseInstant } from '../../core/model/time.ts';
import { isAbsent } from './bundle-files.ts';
import { collectedSchema } from './manifest.ts';
import { printedJson } from './printed-json.ts';
import { writeWhole } from './whole-file.ts';

/** When the files of a bundle were collected, as `collected.json` has it. */
export interface CollectedDates {
  of(name: string): Instant | undefined;
  set(name: string, at: Instant): void;
  remove(name: string): void;
  names(): Iterable<string>;
  /** Writes what has changed since the last time, and throws what went wrong since then. */
  flush(): Promise<void>;
}

const file = 'collected.json';

/** The file is written at most so often. */
const restMs = 1000;

/** The dates written down in a bundle, by file; none where there is no such file, or none that can be read: then the files' own dates count. */
export async function writtenDatesIn(bundle: string): Promise<ReadonlyMap<string, Instant>> {
  const dates = new Map<string, Instant>();
  for (const [name, text] of Object.entries(await dateTextsIn(bundle))) {
    const at = parseInstant(text);
    if (at !== undefined) dates.set(name, at);
  }
  return dates;
}

async function dateTextsIn(bundle: string): Promise<Readonly<Record<string, string>>> {
  try {
    return collectedSchema.safeParse(JSON.parse(await readFile(join(bundle, file), 'utf8'))).data ?? {};
  } catch (error) {
    if (error instanceof SyntaxError || isAbsent(error)) return {};
    throw error;
  }
}

/**
 * Keeps the dates and their file. Since all of the file is written each time, it is written when a part of it has changed, so that the cost of a
 * collection grows with its files and no faster. What a killed process did not write is found by the files' own dates.
 */
export function collectedDates(bundle: string, known: Iterable<readonly [string, Instant]>): CollectedDates {
  const dates = new Map(known);
  let changed = 0;
  let writing: Promise<void> = Promise.resolve();
  let failure: { readonly error: unknown } | undefined;
  let timer: NodeJS.Timeout | undefined;

  const write = (): Promise<void> => {
    // One after the other: of two at once the earlier could be the last to be named.
    writing = writing.then(async () => {
      if (changed === 0) return;
      changed = 0;
      const sorted = [...dates].sort(([a], [b]) => (a < b ? -1 : 1));
      await writeWhole(
        join(bundle, file),
        printedJson(Object.fromEntries(sorted.map(([name, at]) => [name, isoOf(at)]))),
      );
    });
    return writing;
  };
  const change = (): void => {
    changed += 1;
    if (timer !== undefined || changed * 10 < dates.size) return;
    timer = setTimeout(() => {
      timer = undefined;
      write().catch((error: unknown) => {
        failure = { error };
        writing = Promise.resolve();
      });
    }, restMs);
    timer.unref();
  };
  return {
    of: (name) => dates.get(name),
    set(name, at) {
      dates.set(name, at);
      change();
    },
    remove(name) {
      if (dates.delete(name)) change();
    },
    names: () => dates.keys(),
    async flush() {
      clearTimeout(timer);
      timer = undefined;
      const before = failure;
      failure = undefined;
      if (before !== undefined) throw before.error;
      await write();
    },
  };
}
