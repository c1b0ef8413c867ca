#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { UserError } from '../core/model/errors.ts';
import { type AuditOptions, runAudit, type Terminal } from './audit.ts';
import { runDemo } from './demo.ts';
import { type ExitCode, exitCodeOfError, exitCodes } from './exit-code.ts';
import { packageVersion } from './package-version.ts';

const interruption = new AbortController();
const terminal: Terminal = {
  stdout: process.stdout,
  stderr: process.stderr,
  now: Date.now,
  signal: interruption.signal,
};

process.once('SIGINT', () => interruption.abort(new Error('interrupted')));
process.once('SIGTERM', () => interruption.abort(new Error('interrupted')));
// A reader that went away (`| head`) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? exitCodes.ok : exitCodes.internal),
);

const collected = (value: string, before: readonly string[]): readonly string[] => [...before, value];
const common = (command: Command): Command =>
  command
    .option('--out <folder>', 'where the reports go, in a folder a scan', 'reports')
    .addOption(
      new Option('--format <format>', 'json, text or markdown; repeatable (default: all)')
        .argParser(collected)
        .default([], 'all'),
    )
    .option('--verdicts', 'also write the verdict of every permission of every principal (large)')
    .option('--json', 'print findings.json instead of the page')
    .option('-q, --quiet', 'print nothing but errors')
    .option('-v, --verbose', 'print stack traces with errors')
    .option('--no-color', 'no colors, even on a terminal');

const program = new Command('iam-drift')
  .description('Audits who may do what in AWS accounts against what they were seen doing. It only reads.')
  .version(packageVersion())
  .exitOverride()
  .showHelpAfterError('(see `iam-drift --help`)')
  .addHelpText(
    'after',
    `
Examples:
  iam-drift demo                                   the built-in example organization, no AWS needed
  iam-drift audit --from bundle                    audit a folder of raw AWS answers
  iam-drift audit --from bundle --cloudtrail logs  with log files that lie elsewhere
  iam-drift audit --from bundle --json | jq .keyFigures

Exit codes: 0 nothing at or above --fail-on, 1 something, 2 usage or configuration, 3 nothing to audit,
4 gaps with --require-complete, 70 a bug of ours, 130 interrupted`,
  );

let exitCode: ExitCode = exitCodes.ok;

common(
  program.command('demo').description('run the whole audit on the built-in example organization; always exits 0'),
).action(async (options: AuditOptions) => {
  exitCode = await runDemo(options, terminal);
});

common(
  program
    .command('audit')
    .description('audit a bundle: a folder of raw AWS answers and CloudTrail files')
    .option('--from <bundle>', 'the folder to audit')
    .addOption(
      new Option('--cloudtrail <folder>', 'log files beside those of the bundle; repeatable')
        .argParser(collected)
        .default([], 'none'),
    )
    .addOption(new Option('--account <id>', 'only this account; repeatable').argParser(collected).default([], 'all'))
    .option('--config <file>', 'configuration (default: ./iam-drift.config.json, if it is there)')
    .option('--as-of <date>', "as of when to audit (default: the bundle's collectedAt)")
    .option('--window-days <days>', 'days that must be without use (default: 90)')
    .option(
      '--fail-on <severity>',
      'exit 1 for findings at or above it: critical, high, medium, low, info, never (default: high)',
    )
    .option('--require-complete', 'exit 4 when anything could not be read'),
)
  .addHelpText(
    'after',
    `
A bundle holds accounts/<account id>/authorization-details.json, as "aws iam get-account-authorization-details" prints it,
and whatever else there is: credential-report.csv, last-accessed/, trails.json, cloudtrail/ …; what is missing is said in
the report. Use that could not have been seen is never called unused.`,
  )
  .action(async (options: AuditOptions) => {
    exitCode = await runAudit(options, terminal);
  });

try {
  await program.parseAsync();
} catch (error) {
  exitCode = report(error);
}
process.exitCode = exitCode;

function report(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  const code = interruption.signal.aborted ? exitCodes.interrupted : exitCodeOfError(error);
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    code === exitCodes.interrupted ? 'interrupted; nothing was written\n' : `iam-drift: ${message}\n`,
  );
  if (error instanceof UserError && error.hint !== '') process.stderr.write(`  ${error.hint}\n`);
  if (code === exitCodes.internal)
    process.stderr.write('  this is a bug of ours: run again with `--verbose` and report it\n');
  if (process.argv.includes('--verbose') || process.argv.includes('-v')) console.error(error);
  return code;
}
