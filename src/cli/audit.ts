import { once } from 'node:events';
import { reportersFor } from '../adapters/report/index.ts';
import { jsonReporter } from '../adapters/report/json.ts';
import { textReporter } from '../adapters/report/text.ts';
import { detectors } from '../core/detect/index.ts';
import { ConfigError } from '../core/model/errors.ts';
import type { AuditResult } from '../core/model/finding.ts';
import type { ReportFile } from '../core/model/report.ts';
import { type Instant, parseInstant } from '../core/model/time.ts';
import { severities } from '../core/model/verdict.ts';
import { type Config, loadConfig } from './config.ts';
import { type ExitCode, exitCodeOf } from './exit-code.ts';
import { nearestName } from './nearest-name.ts';
import { quietProgress, terminalProgress } from './progress.ts';
import { scan } from './scan.ts';
import { writeReports } from './write-reports.ts';

/** The options of `audit`, as the command line gives them. */
export interface AuditOptions {
  readonly config?: string;
  readonly from?: string;
  readonly cloudtrail: readonly string[];
  readonly account: readonly string[];
  readonly asOf?: string;
  readonly windowDays?: string;
  readonly out: string;
  readonly format: readonly string[];
  readonly failOn?: string;
  readonly requireComplete?: boolean;
  readonly verdicts?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** What a command needs of the process: where it writes, what time it is, and whether it is to stop. */
export interface Terminal {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly now: () => Instant;
  readonly signal: AbortSignal;
}

/** Audits a bundle, writes the reports, prints the page (or `findings.json`), and says how to exit. */
export async function runAudit(options: AuditOptions, terminal: Terminal): Promise<ExitCode> {
  const config = overridden(
    await loadConfig(
      options.config,
      detectors.map(({ id }) => id),
    ),
    options,
  );
  return audit(config, options, terminal);
}

/** Audits with a configuration that is already made. */
export async function audit(config: Config, options: AuditOptions, terminal: Terminal): Promise<ExitCode> {
  const { stdout, stderr } = terminal;
  const formats = formatsOf(options.format);
  if (options.from === undefined) {
    throw new ConfigError(
      'no bundle to audit: this version reads bundles, not AWS itself',
      'give `--from BUNDLE`, or see it at work with `iam-drift demo`',
    );
  }
  const isQuiet = options.quiet === true || !stderr.isTTY;
  const result = await scan({
    from: options.from,
    cloudtrail: options.cloudtrail,
    accounts: options.account,
    config,
    withVerdicts: options.verdicts === true,
    now: terminal.now(),
    progress: isQuiet ? quietProgress : terminalProgress((text) => stderr.write(text), terminal.now),
    signal: terminal.signal,
  });
  const reporters = reportersFor({ colors: false, width: 100 }).filter(({ format }) => formats.includes(format));
  const paths = await writeReports(
    (function* () {
      for (const reporter of reporters) yield* reporter.render(result);
    })(),
    { out: options.out, scanId: result.scan.id, signal: terminal.signal },
  );
  await print(result, options, terminal);
  if (options.quiet !== true) {
    for (const path of paths) (options.json === true ? stderr : stdout).write(`written: ${path}\n`);
  }
  return exitCodeOf(result, config);
}

async function print(result: AuditResult, options: AuditOptions, { stdout }: Terminal): Promise<void> {
  const colors = options.color && stdout.isTTY === true && process.env.NO_COLOR === undefined;
  if (options.json === true) return printFiles(jsonReporter.render(result), stdout);
  if (options.quiet === true) return;
  const width = stdout.isTTY ? Math.min(Math.max(stdout.columns ?? 100, 60), 100) : 100;
  await printFiles(textReporter({ colors, width }).render(result), stdout);
  stdout.write('\n');
}

/** Waits where the reader is slower, so that a long report does not gather in memory. */
async function printFiles(files: Iterable<ReportFile>, stdout: NodeJS.WriteStream): Promise<void> {
  for (const { chunks } of files) {
    for (const chunk of chunks) if (!stdout.write(chunk)) await once(stdout, 'drain');
  }
}

const knownFormats = ['json', 'text', 'markdown'];

function formatsOf(given: readonly string[]): readonly string[] {
  for (const format of given) {
    if (knownFormats.includes(format)) continue;
    const nearest = nearestName(format, knownFormats);
    throw new ConfigError(
      `unknown format \`${format}\`: expected one of ${knownFormats.map((name) => `\`${name}\``).join(', ')}`,
      nearest === undefined ? 'check `--format`' : `did you mean \`${nearest}\`?`,
    );
  }
  return given.length === 0 ? knownFormats : given;
}

/** The command line comes before the configuration. */
function overridden(config: Config, options: AuditOptions): Config {
  const asOf = options.asOf === undefined ? config.asOf : instantOption(options.asOf);
  return {
    ...config,
    ...(asOf === undefined ? {} : { asOf }),
    ...(options.windowDays === undefined ? {} : { windowDays: windowDaysOption(options.windowDays) }),
    ...(options.failOn === undefined ? {} : { failOn: failOnOption(options.failOn) }),
    requireComplete: options.requireComplete ?? config.requireComplete,
  };
}

function instantOption(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined)
    throw new ConfigError(`\`--as-of ${text}\` is not a date`, 'write it as `2026-10-31` or `2026-10-31T06:00:00Z`');
  return at;
}

function windowDaysOption(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 400) {
    throw new ConfigError(`\`--window-days ${text}\`: expected a whole number from 1 to 400`, 'the default is 90');
  }
  return days;
}

function failOnOption(text: string): Config['failOn'] {
  const known = [...severities, 'never'] as const;
  const found = known.find((name) => name === text);
  if (found === undefined) {
    throw new ConfigError(`\`--fail-on ${text}\`: expected one of ${known.join(', ')}`, 'the default is high');
  }
  return found;
}
