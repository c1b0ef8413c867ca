import { visible } from '../../adapters/markup/visible.ts';
import { remediationWriters } from '../../adapters/remediation/index.ts';
import { brokenJson } from '../../adapters/report/json-layout.ts';
import { noSuggestionPage } from '../../adapters/report/suggestion-text.ts';
import { subjectArnOf } from '../../adapters/report/suggestion-words.ts';
import { ConfigError } from '../../core/model/errors.ts';
import type { RemediationLanguage, Suggestion } from '../../core/model/suggestion.ts';
import { pageSetting, printChunks } from '../print-result.ts';
import type { SuggestOptions } from '../suggest-options.ts';
import type { Terminal } from '../terminal.ts';
import type { Told } from './answer.ts';

/**
 * Prints the main file of the one suggestion that is meant, ready to be piped, and nothing beside it. Why there is none goes to stderr. Throws
 * `ConfigError` where several are meant, or the language has nothing to say of it.
 */
export async function printMainFile(
  { answers = [], suggestions, noSuggestions }: Told,
  language: RemediationLanguage,
  { quiet, color }: SuggestOptions,
  { stdout, stderr }: Terminal,
): Promise<void> {
  const own = answers.flatMap((answer) => answer.suggestions.filter((one) => subjectArnOf(one) === answer.subject));
  const [meant, ...others] = own.length > 0 ? own : suggestions;
  if (others.length > 0) throw severalMeant(own.length > 0 ? own : suggestions, language);
  if (meant !== undefined) {
    await printChunks(mainFileOf(meant, language), stdout);
  } else if (quiet !== true) {
    const setting = pageSetting(color, stderr);
    for (const one of noSuggestions) await printChunks(noSuggestionPage(one, setting), stderr);
  }
}

/** Of policies the one document that is left, or a list of them by name; of any other language the first file. */
function mainFileOf(suggestion: Suggestion, language: RemediationLanguage): Iterable<string | Uint8Array> {
  const files = remediationWriters.find((writer) => writer.language === language)?.write(suggestion) ?? [];
  if (language !== 'json') {
    const [main] = files;
    if (main !== undefined) return main.chunks;
    throw new ConfigError(
      `the suggestion for \`${visible(subjectArnOf(suggestion))}\` has nothing to be written as ${language}`,
      'its plan changes no policy: `--language cli` has its steps',
    );
  }
  const documents = files.filter(({ path }) => path.startsWith('after/'));
  const [only, ...others] = documents;
  if (only === undefined) {
    throw new ConfigError(
      `the suggestion for \`${visible(subjectArnOf(suggestion))}\` leaves no policy`,
      'what it takes away is in its plan: `--language cli` has its steps',
    );
  }
  return others.length === 0 ? only.chunks : [`${brokenJson(suggestion.after, 0)}\n`];
}

function severalMeant(suggestions: readonly Suggestion[], language: RemediationLanguage): ConfigError {
  const arns = suggestions.slice(0, 10).map((one) => `\`${visible(subjectArnOf(one))}\``);
  const more = suggestions.length > arns.length ? ` and ${suggestions.length - arns.length} more` : '';
  return new ConfigError(
    `\`--language ${language}\` prints one suggestion, and ${suggestions.length} are meant`,
    `name one of ${arns.join(', ')}${more}; or write the files of all with \`--out DIR\``,
  );
}
