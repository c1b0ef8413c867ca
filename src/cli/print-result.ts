import { once } from 'node:events';
import { jsonReporter } from '../adapters/report/json.ts';
import { type TextOptions, textReporter } from '../adapters/report/text.ts';
import type { AuditResult } from '../core/model/finding.ts';
import type { ReportFile } from '../core/model/report.ts';
import type { AuditOptions } from './audit-options.ts';
import type { Terminal } from './terminal.ts';

/**
 * Prints the page, or `findings.json`, and the closing lines. What cannot be printed, since the reader has gone, is in the files all the
 * same.
 */
export async function printResult(
  result: AuditResult,
  closing: readonly string[],
  options: AuditOptions,
  { stdout, stderr }: Terminal,
): Promise<void> {
  const lines = closing.map((line) => `${line}\n`);
  if (options.json === true) {
    await printChunks(chunksOf(jsonReporter.render(result)), stdout);
    // In a pipeline only the JSON is wanted.
    if (options.quiet !== true && stderr.isTTY === true) await printChunks(lines, stderr);
    return;
  }
  if (options.quiet === true) return;
  const page = textReporter(pageSetting(options.color, stdout)).render(result);
  await printChunks([...chunksOf(page), '\n', ...lines], stdout);
}

/** How a page is set for a stream: colors only where they are wanted and seen. */
export function pageSetting(color: boolean, stream: NodeJS.WriteStream): TextOptions {
  const isTerminal = stream.isTTY === true;
  return {
    colors: color && isTerminal && (process.env.NO_COLOR ?? '') === '',
    width: isTerminal ? Math.min(Math.max(stream.columns || 100, 60), 100) : 100,
  };
}

function* chunksOf(files: Iterable<ReportFile>): Generator<string | Uint8Array> {
  for (const { chunks } of files) yield* chunks;
}

/** Waits where the reader is slower, so that a long report does not gather in memory; ends quietly when the reader goes. */
export async function printChunks(chunks: Iterable<string | Uint8Array>, stream: NodeJS.WriteStream): Promise<void> {
  let isGone = false;
  const note = (error: NodeJS.ErrnoException): void => {
    isGone ||= error.code === 'EPIPE';
  };
  stream.on('error', note);
  try {
    for (const chunk of chunks) {
      if (isGone) return;
      if (!stream.write(chunk)) await once(stream, 'drain');
    }
  } catch (error) {
    if (!isGone) throw error;
  } finally {
    stream.removeListener('error', note);
  }
}
