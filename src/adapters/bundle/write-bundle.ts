import { rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { BundleWriter } from '../../core/model/bundle-writer.ts';
import { InternalError } from '../../core/model/errors.ts';
import type { Gap } from '../../core/model/gap.ts';
import type { Instant } from '../../core/model/time.ts';
import type { UsageBatch } from '../../core/model/usage.ts';
import { type BundleFile, readJson, readText } from './bundle-files.ts';
import { type CollectedFile, collectedFilesIn } from './bundle-layout.ts';
import { lockBundle } from './bundle-lock.ts';
import { collectedDates, writtenDatesIn } from './collected-dates.ts';
import { printedJson } from './printed-json.ts';
import { reviewsFile } from './reviews.ts';
import { writeWhole, writeWholeLines } from './whole-file.ts';
import { writeUsage, writeUsageGap, writeUsageHeader } from './write-usage.ts';

/** How a bundle is opened for collecting. */
export interface BundleWriterOptions {
  /** Whether to remove first what earlier collections wrote. Logs in `cloudtrail/` stay. */
  readonly fresh: boolean;
  readonly now: () => Instant;
}

/**
 * Opens a folder for collecting, new or with what an earlier collection left, and holds it until it is closed. Throws `ConfigError` for a folder that holds
 * other things and is no bundle, for one that another process collects into, and where the disk refuses.
 */
export async function openBundleWriter(folder: string, { fresh, now }: BundleWriterOptions): Promise<BundleWriter> {
  const bundle = resolve(folder);
  const release = await lockBundle(bundle, now);
  const found = await collectedFilesIn(bundle)
    .then((files) => usableFiles(bundle, files, fresh))
    .catch(async (error: unknown) => {
      await release();
      throw error;
    });
  const written = fresh ? new Map<string, Instant>() : await writtenDatesIn(bundle);
  /** As they lie in the folder. */
  const stored = new Map(found.map(({ name, storedName }) => [name, storedName]));
  const dates = collectedDates(
    bundle,
    found.map(({ name, modifiedAt }) => [name, written.get(name) ?? modifiedAt]),
  );
  let sorted: readonly string[] | undefined;

  const add = async (name: string, storedName = name): Promise<void> => {
    const before = stored.get(name);
    if (before !== undefined && before !== storedName) await rm(join(bundle, before), { force: true });
    if (before === undefined) sorted = undefined;
    stored.set(name, storedName);
    dates.set(name, now());
  };
  const drop = async (name: string): Promise<void> => {
    const before = stored.get(name);
    if (before === undefined) return;
    await rm(join(bundle, before), { force: true });
    stored.delete(name);
    sorted = undefined;
    dates.remove(name);
  };
  const writeText = async (file: string, text: string): Promise<void> => {
    await writeWhole(join(bundle, named(file)), text);
    await add(file);
  };
  const storedFile = (file: string): BundleFile => {
    const name = stored.get(file) ?? file;
    return { name, path: join(bundle, name), size: 0 };
  };
  return {
    path: bundle,
    collectedAt: (file) => dates.of(file),
    filesUnder(prefix) {
      sorted ??= [...stored.keys()].sort();
      return sorted.filter((name) => name.startsWith(prefix));
    },
    async readJson(file) {
      const answer = stored.has(file) ? await readJson(storedFile(file), '') : {};
      return 'value' in answer ? answer.value : undefined;
    },
    async readText(file) {
      const text = stored.has(file) ? await readText(storedFile(file), '') : undefined;
      return typeof text === 'string' ? text : undefined;
    },
    writeJson: (file, value) => writeText(file, printedJson(value)),
    writeText,
    async writeUsage(name, items) {
      const [whole, partial] = usageFilesOf(name);
      const gaps: Gap[] = [];
      const nameNow = () => (gaps.length === 0 ? whole : partial);
      await writeWholeLines(dirname(join(bundle, whole)), linesOf(items, gaps), () => join(bundle, nameNow()));
      await add(nameNow());
      await drop(gaps.length === 0 ? partial : whole);
      return gaps;
    },
    hasUsage: (name) => stored.has(usageFilesOf(name)[0]),
    remove: drop,
    flush: dates.flush,
    async close() {
      await dates.flush();
      await release();
    },
  };
}

/** Without those that go: all, or the partial roll-ups that became whole just before the process was killed. */
async function usableFiles(
  bundle: string,
  files: readonly CollectedFile[],
  fresh: boolean,
): Promise<readonly CollectedFile[]> {
  const names = new Set(files.map(({ name }) => name));
  const kept: CollectedFile[] = [];
  // What says what a bundle is goes last: a process that is killed here leaves something that the next one knows.
  for (const file of [...files].sort((a, b) => Number(isAtTop(a)) - Number(isAtTop(b)))) {
    const isSuperseded = names.has(file.name.replace(/\.partial\.jsonl\.gz$/, '.jsonl.gz')) && isPartial(file.name);
    if (fresh || isSuperseded) await rm(join(bundle, file.storedName), { force: true });
    else if (!ledgerFiles.has(file.name)) kept.push(file);
  }
  return kept;
}

/** Not collected themselves. */
const ledgerFiles: ReadonlySet<string> = new Set(['collected.json', reviewsFile]);

function isAtTop({ name }: CollectedFile): boolean {
  return !name.includes('/');
}

function isPartial(name: string): boolean {
  return name.endsWith('.partial.jsonl.gz');
}

/** Whole, and with gaps. */
function usageFilesOf(name: string): readonly [string, string] {
  if (!/^\w[\w.-]*(?:\/\w[\w.-]*)*$/.test(name) || name.endsWith('.partial')) {
    throw new InternalError(`\`${name}\` is no name for a roll-up`);
  }
  return [`usage/${name}.jsonl.gz`, `usage/${name}.partial.jsonl.gz`];
}

/** Names may hold what AWS answered: none may lead out of the bundle, or be hidden in it. */
function named(file: string): string {
  const isPlain = file.split('/').every((part) => part !== '' && !part.startsWith('.') && !/[\\\0]/.test(part));
  if (!isPlain) throw new InternalError(`\`${file}\` is no name for a file of a bundle`);
  return file;
}

async function* linesOf(items: AsyncIterable<UsageBatch | Gap>, gaps: Gap[]): AsyncGenerator<string> {
  let isEmpty = true;
  for await (const item of items) {
    isEmpty = false;
    if ('rows' in item) yield* writeUsage(item);
    else {
      gaps.push(item);
      yield writeUsageGap(item);
    }
  }
  // A file without any line would pass for one that was cut off.
  if (isEmpty) yield writeUsageHeader();
}
