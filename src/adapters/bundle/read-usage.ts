import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Gap } from '../../core/model/gap.ts';
import type { TimeWindow } from '../../core/model/time.ts';
import type { UsageBatch } from '../../core/model/usage.ts';
import { type BundleFile, filesUnder, gapOf, isGap } from './bundle-files.ts';
import { type BatchBuilder, newBatch, usageGapOf } from './usage-batch.ts';
import { type UsageLine, usageLineSchema } from './usage-lines.ts';

/**
 * The roll-ups in `usage/*.jsonl.gz` (or `.jsonl`) of a bundle that touch the window, in the order of the files' names, one in memory at
 * a time, and the gaps that were written among them. From a lost line on the roll-ups of a file come without log objects, and a gap follows: their use counts, what they lack
 * is not taken for read.
 */
export async function* readUsageFiles(bundle: string, window: TimeWindow): AsyncGenerator<UsageBatch | Gap> {
  for await (const file of filesUnder(bundle, 'usage')) {
    if (isGap(file)) yield file;
    else if (/\.jsonl(\.gz)?$/.test(file.name)) yield* batchesOf(file, window);
    else yield gapOf('', file.name, 'WrongShape', 'not read: only `.jsonl` and `.jsonl.gz` are roll-ups');
  }
}

async function* batchesOf(file: BundleFile, window: TimeWindow): AsyncGenerator<UsageBatch | Gap> {
  let building: BatchBuilder | undefined;
  let number = 0;
  let lost: { readonly line: number; readonly why: string; count: number } | undefined;
  let broken: Gap | undefined;
  let lostHere = false;
  try {
    for await (const text of linesOf(file)) {
      number++;
      if (text.trim() === '') continue;
      const line = lineOf(text);
      if (line?.kind === 'header') {
        if (building !== undefined) yield claimed(building.batch(!lostHere), lost === undefined);
        building = newBatch(window);
        lostHere = false;
      } else if (line?.kind === 'gap') {
        yield usageGapOf(line);
      } else if (line === undefined || building === undefined) {
        lostHere = true;
        const why = line === undefined ? 'not a line of a roll-up' : 'before any header';
        if (lost === undefined) lost = { line: number, why, count: 1 };
        else lost.count++;
      } else building.add(line);
    }
  } catch (error) {
    broken = brokenGap(file, error);
  }
  if (building !== undefined) yield claimed(building.batch(!lostHere && broken === undefined), lost === undefined);
  if (broken !== undefined) yield broken;
  if (lost !== undefined) {
    yield gapOf(
      '',
      file.name,
      'WrongShape',
      `${lost.count} lines cannot be read, the first is line ${lost.line}: ${lost.why}`,
    );
  }
  if (number === 0 && broken === undefined) yield gapOf('', file.name, 'Truncated', 'the file is empty');
}

/**
 * What was read whole is claimed after what was read: Athena's files after all their usage, the event history in the last roll-up. So after a lost
 * line no roll-up of the file claims anything.
 */
function claimed(batch: UsageBatch, isWhole: boolean): UsageBatch {
  if (isWhole) return batch;
  const { history: _, ...rest } = batch;
  return { ...rest, logObjects: [] };
}

function lineOf(text: string): UsageLine | undefined {
  try {
    return usageLineSchema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    // Not JSON: the caller counts it among the lines that are lost.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The file's lines; only one line, and not the file, is in memory. */
async function* linesOf(file: BundleFile): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytesOf(file)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function bytesOf(file: BundleFile): AsyncIterable<Buffer> & Readable {
  const raw = createReadStream(file.path);
  if (!file.name.endsWith('.gz')) return raw;
  const unzipped = createGunzip();
  raw.on('error', (error) => unzipped.destroy(error));
  return raw.pipe(unzipped);
}

function brokenGap(file: BundleFile, error: unknown): Gap {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === undefined) throw error;
  if (code === 'Z_BUF_ERROR') return gapOf('', file.name, 'Truncated', 'the compressed file ends too early');
  return gapOf('', file.name, 'Unreadable', `the file cannot be read: ${String(code)}`);
}
