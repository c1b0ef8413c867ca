import { suggestionJsonChunks } from '../../adapters/report/json.ts';
import { suggestionOverview } from '../../adapters/report/suggestion-overview.ts';
import { noSuggestionPage, suggestionPage } from '../../adapters/report/suggestion-text.ts';
import type { TextOptions } from '../../adapters/report/text.ts';
import type { AuditResult } from '../../core/model/finding.ts';
import { pageSetting, printChunks } from '../print-result.ts';
import type { SuggestOptions } from '../suggest-options.ts';
import type { Terminal } from '../terminal.ts';
import type { Told } from './answer.ts';
import { tellingOf } from './telling.ts';

/** Suggestions that the overview of `--all` names. */
const mostOfAll = 50;

/** Prints a page each for whom somebody asked, or an overview of all; or the contract's form. `folder` is where files were written. */
export async function printTold(
  told: Told,
  result: AuditResult,
  folder: string | undefined,
  { json, quiet, color }: SuggestOptions,
  { stdout, stderr }: Terminal,
): Promise<void> {
  const written = folder === undefined ? [] : [`written: ${folder}/remediation/\n`];
  if (json === true) {
    await printChunks(suggestionJsonChunks(told), stdout);
    if (quiet !== true && stderr.isTTY === true) await printChunks(written, stderr);
    return;
  }
  if (quiet === true) return;
  const options = pageSetting(color, stdout);
  const pages = told.answers === undefined ? overview(told, options) : pagesOf(told, result, folder, options);
  await printChunks(pages, stdout);
  await printChunks(written.length === 0 ? [] : ['\n', ...written], stdout);
}

function* overview(told: Told, options: TextOptions): Generator<string> {
  yield `${suggestionOverview(told, options, mostOfAll).join('\n')}\n`;
}

function* pagesOf(
  { suggestions, noSuggestions }: Told,
  result: AuditResult,
  folder: string | undefined,
  options: TextOptions,
): Generator<string> {
  let rule = '';
  for (const suggestion of suggestions) {
    yield rule;
    yield* suggestionPage(suggestion, tellingOf(suggestion, result, folder), options);
    rule = `\n${'-'.repeat(options.width)}\n\n`;
  }
  for (const one of noSuggestions) {
    yield rule;
    yield* noSuggestionPage(one, options);
    rule = '\n';
  }
}
