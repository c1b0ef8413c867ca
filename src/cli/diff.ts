import { loadCatalog } from '../adapters/catalog/load-catalog.ts';
import { diffJsonReporter } from '../adapters/report/diff-json.ts';
import { diffMarkdownReporter } from '../adapters/report/diff-markdown.ts';
import { diffTextReporter } from '../adapters/report/diff-text.ts';
import { detectors } from '../core/detect/index.ts';
import { type Diff, type DiffReporter, isGaining } from '../core/model/diff.ts';
import { ConfigError } from '../core/model/errors.ts';
import { loadConfig } from './config.ts';
import { compareSides } from './diff/compare-sides.ts';
import { type Input, sideNamed } from './diff/sides.ts';
import { type DiffFormat, type DiffOptions, diffFormatOf, diffGateOf } from './diff-options.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { pageSetting, printChunks } from './print-result.ts';
import { progressFor } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** Compares two sides as the command line names them, prints what is gained and lost, and says how to exit. Throws `ConfigError`. */
export async function runDiff(
  sides: readonly string[],
  options: DiffOptions,
  terminal: Terminal,
  input: Input,
): Promise<ExitCode> {
  const format = diffFormatOf(options);
  const gate = diffGateOf(options);
  const [from, to] = twoSides(sides);
  const settings = await loadConfig(
    options.config,
    detectors.map(({ id }) => id),
  );
  const progress = progressFor(options, terminal);
  const compared = async (): Promise<Diff> => {
    progress.step(`opening ${from}`);
    const before = await sideNamed(from, options.principal, input);
    progress.step(`opening ${to}`);
    const after = await sideNamed(to, options.principal, input);
    if (options.principal !== undefined && before.kind !== 'principal' && after.kind !== 'principal') {
      throw new ConfigError(
        `\`--principal ${options.principal}\` is for bundles, and both sides are policies`,
        'leave it out, or name a bundle',
      );
    }
    return compareSides(before, after, { settings, catalog: await loadCatalog(), progress, signal: terminal.signal });
  };
  const diff = await compared().finally(progress.done);
  const closing = gate === 'gained' ? whyNot0(diff) : [];
  await print(diff, format, closing, options, terminal);
  return closing.length === 0 ? exitCodes.ok : exitCodes.findings;
}

function twoSides(sides: readonly string[]): readonly [string, string] {
  const [from, to, surplus] = sides;
  if (from === undefined || to === undefined) {
    throw new ConfigError(
      from === undefined ? 'nothing to compare' : `only one side to compare: \`${from}\``,
      'give both: `iam-drift diff BEFORE AFTER`; each is a policy file, a folder of them, a bundle, or `BUNDLE#PRINCIPAL`',
    );
  }
  if (surplus !== undefined)
    throw new ConfigError(`unexpected argument \`${surplus}\``, 'two sides are compared: see `iam-drift diff --help`');
  if (from === '-' && to === '-')
    throw new ConfigError('`-` stands for both sides', 'standard input can be read once: name a file for the other');
  return [from, to];
}

/** The reason for the exit code 1; empty where nothing is gained, and nothing may be. */
function whyNot0({ entries, relation }: Diff): readonly string[] {
  if (entries.some(isGaining)) return ['exit 1: access is gained (--fail-on gained)'];
  if (relation === 'undecided') return ['exit 1: not all could be told, so access may be gained (--fail-on gained)'];
  return [];
}

async function print(
  diff: Diff,
  format: DiffFormat,
  closing: readonly string[],
  options: DiffOptions,
  { stdout, stderr }: Terminal,
): Promise<void> {
  const lines = closing.map((line) => `${line}\n`);
  if (format === 'text') {
    if (options.quiet === true) return;
    const chunks = reporterOf(format, options, stdout).render(diff);
    await printChunks(lines.length === 0 ? chunks : [...chunks, '\n', ...lines], stdout);
    return;
  }
  await printChunks(reporterOf(format, options, stdout).render(diff), stdout);
  // What is printed goes into a file or a comment, and the reason into the log of the job.
  if (options.quiet !== true) await printChunks(lines, stderr);
}

function reporterOf(format: DiffFormat, { color }: DiffOptions, stdout: NodeJS.WriteStream): DiffReporter {
  switch (format) {
    case 'json':
      return diffJsonReporter;
    case 'markdown':
      return diffMarkdownReporter;
    case 'text':
      return diffTextReporter(pageSetting(color, stdout));
  }
}
