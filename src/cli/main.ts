#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { ConfigError, UserError } from '../core/model/errors.ts';
import { runAudit } from './audit.ts';
import type { AuditOptions } from './audit-options.ts';
import { runDemo } from './demo.ts';
import { runDiff } from './diff.ts';
import type { DiffOptions } from './diff-options.ts';
import { type ExitCode, exitCodeOfError, exitCodes } from './exit-code.ts';
import { packageVersion } from './package-version.ts';
import { runSuggest } from './suggest.ts';
import type { SuggestOptions } from './suggest-options.ts';
import type { Terminal } from './terminal.ts';
import { usageErrorOf } from './usage-error.ts';

/** What is under way stops at its next step; where that takes longer, the process ends all the same. */
const graceMs = 2000;

const interruption = new AbortController();
const signals = ['SIGINT', 'SIGTERM'] as const;
for (const signal of signals) process.on(signal, interrupt);

// A reader that went away (`| head`) is no error of ours: whoever prints looks at the stream.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exit(report(new ConfigError(`cannot print: ${error.code ?? error.message}`)));
  });
}
// Past every `catch` it is our bug, and not the exit code 1 that stands for findings.
process.on('uncaughtException', (error) => process.exit(report(error)));

const terminal: Terminal = {
  stdout: process.stdout,
  stderr: process.stderr,
  now: Date.now,
  signal: interruption.signal,
};

const collected = (value: string, before: readonly string[]): readonly string[] => [...before, value];
const common = (command: Command): Command =>
  command
    .option('--out <folder>', 'where the reports go, in a folder a scan', 'reports')
    .addOption(
      new Option('--format <format>', 'json, text, markdown or remediation; repeatable')
        .argParser(collected)
        .default([], 'all'),
    )
    .option('--verdicts', 'also write the verdict of every permission of every principal (large)')
    .option('--json', 'print findings.json instead of the page')
    .option('-q, --quiet', 'print nothing but errors (and findings.json with --json)')
    .option('-v, --verbose', 'print stack traces with errors')
    .option('--no-color', 'no colors, even on a terminal (as the variable NO_COLOR)')
    .allowExcessArguments();

const program = new Command('iam-drift')
  .description('Audits who may do what in AWS accounts against what they were seen doing. It only reads.')
  .version(packageVersion())
  .exitOverride()
  .configureOutput({ outputError: () => undefined })
  .addHelpText(
    'after',
    `
Examples:
  iam-drift demo                                   the built-in example organization, no AWS needed
  iam-drift audit --from bundle                    audit a folder of raw AWS answers
  iam-drift audit --from bundle --cloudtrail logs  with log files that lie elsewhere
  iam-drift audit --from bundle --json | jq .keyFigures
  iam-drift suggest deploy --from bundle           a smaller policy for one role, proved, with the way back
  iam-drift diff old.json new.json                 what a change of policies, or of a bundle, gains and loses

Exit codes: 0 nothing to fail for (--fail-on), 1 something, 2 usage or configuration, 3 nothing to audit,
4 gaps with --require-complete, 70 a bug of ours, 130 interrupted`,
  );

let exitCode: ExitCode = exitCodes.ok;

common(
  program.command('demo').description('run the whole audit on the built-in example organization; always exits 0'),
).action(async (options: AuditOptions, command: Command) => {
  const [argument] = command.args;
  if (argument !== undefined)
    throw new ConfigError(`unexpected argument \`${argument}\``, 'see `iam-drift demo --help`');
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
  .action(async (options: AuditOptions, command: Command) => {
    const [argument] = command.args;
    if (argument !== undefined)
      throw new ConfigError(`unexpected argument \`${argument}\``, `name the bundle with \`--from ${argument}\``);
    exitCode = await runAudit(options, terminal);
  });

program
  .command('diff')
  .description('what is gained and lost between two policies, folders of policies, bundles or principals')
  .argument('[before]')
  .argument('[after]')
  .option('--principal <name>', 'of both bundles only this principal: name, ARN, or end of the ARN (role/deploy)')
  .option('--config <file>', 'configuration (default: ./iam-drift.config.json, if it is there)')
  .option('--format <format>', 'text, json or markdown (for a comment); printed on stdout (default: text)')
  .option('--json', 'the same as --format json')
  .option('--fail-on <what>', 'exit 1 when access is gained, or may be: gained, never (default: never)')
  .option('-q, --quiet', 'print nothing but errors (and what --json or --format markdown asks for)')
  .option('-v, --verbose', 'print stack traces with errors')
  .option('--no-color', 'no colors, even on a terminal (as the variable NO_COLOR)')
  .allowExcessArguments()
  .addHelpText(
    'after',
    `
Each side is one of
  FILE              a policy: a JSON document, or what "aws iam get-policy-version" and "get-role-policy" print
  FOLDER            all policies (*.json) below it, together
  -                 a policy from standard input
  BUNDLE#PRINCIPAL  the identity policies of a role or user of a bundle: name, ARN, or end of the ARN
  BUNDLE            every role and user of a bundle; the other side has to be a bundle too

Examples:
  iam-drift diff old.json new.json --fail-on gained
  git show main:policy.json | iam-drift diff - policy.json --format markdown
  iam-drift diff bundle-september bundle-october
  iam-drift diff bundle-september bundle-october --principal deploy
  iam-drift diff bundle#deploy deploy-narrow.json
  iam-drift diff bundle#deploy bundle#deploy-staging

Compared is by meaning, exactly, over every action name, resource and condition; where that cannot be told it says "undecided".`,
  )
  .action(async (_before: unknown, _after: unknown, options: DiffOptions, command: Command) => {
    exitCode = await runDiff(command.args, options, terminal, process.stdin);
  });

program
  .command('suggest')
  .description('a smaller policy for a role or user, with its proof, the safe steps there and the way back')
  .argument('[principal]')
  .option('--from <bundle>', 'the folder to read')
  .option('--all', 'for every role and user: an overview, and the files of each')
  .option('--language <language>', 'print only its main file: json, terraform, cloudformation or cli')
  .option('--out <folder>', 'write the files there, in a folder a scan (with --all default: reports)')
  .option('--scope <scope>', 'narrow actions, or resources too, where all used are known (default: actions)')
  .option('--include-denied', 'also take away what was tried, and refused each time')
  .addOption(
    new Option(
      '--terraform-state <file>',
      'a state (terraform state pull), to tell where a role is defined; repeatable',
    )
      .argParser(collected)
      .default([], 'none'),
  )
  .option('--frozen <certificate>', 'go on with a plan: remove no more than its certificate says')
  .option('--verify <certificate>', 'check a certificate against the bundle: exit 1 when it no longer holds')
  .addOption(
    new Option('--cloudtrail <folder>', 'log files beside those of the bundle; repeatable')
      .argParser(collected)
      .default([], 'none'),
  )
  .addOption(new Option('--account <id>', 'only this account; repeatable').argParser(collected).default([], 'all'))
  .option('--config <file>', 'configuration (default: ./iam-drift.config.json, if it is there)')
  .option('--as-of <date>', "as of when to judge (default: the bundle's collectedAt)")
  .option('--window-days <days>', 'days that must be without use (default: 90)')
  .option('--json', 'print the suggestions as findings.json has them')
  .option('-q, --quiet', 'print nothing but errors (and what --json or --language asks for)')
  .option('-v, --verbose', 'print stack traces with errors')
  .option('--no-color', 'no colors, even on a terminal (as the variable NO_COLOR)')
  .allowExcessArguments()
  .addHelpText(
    'after',
    `
PRINCIPAL is a role or user: its name, its ARN, the end of it (role/deploy), or a pattern in quotes ("app-*"). The ARN of a
policy, group or permission set works too. What was used stays, and what nobody could judge; what goes was provably not used.
Nothing is changed: every step is printed with the command that does it and the one that undoes it.

Examples:
  iam-drift suggest deploy --from bundle
  iam-drift suggest role/deploy --from bundle --language terraform > deploy.tf

Exit codes: 0 told, also that there is nothing to suggest; 1 --verify: something changed; 2 usage; 70 a check of ours failed`,
  )
  .action(async (_principal: unknown, options: SuggestOptions, command: Command) => {
    exitCode = await runSuggest(command.args, options, terminal);
  });

try {
  await program.parseAsync();
} catch (error) {
  exitCode = report(error);
}
process.exitCode = exitCode;

/** Once: with no handler left, the system ends the process at the next Ctrl-C. */
function interrupt(): void {
  for (const signal of signals) process.removeListener(signal, interrupt);
  interruption.abort(new Error('interrupted'));
  setTimeout(() => {
    process.stderr.write('interrupted\n');
    process.exit(exitCodes.interrupted);
  }, graceMs).unref();
}

function report(error: unknown): ExitCode {
  if (!(error instanceof CommanderError)) return reportOwn(error);
  // Help and version are no errors; without a command the help is the answer, and has been printed.
  if (error.exitCode === 0) return exitCodes.ok;
  return error.code === 'commander.help' ? exitCodes.usage : reportOwn(usageErrorOf(error, commandMeant()));
}

function commandMeant(): string {
  const command = program.commands.find((each) => each.name() === process.argv[2]);
  return command === undefined ? 'iam-drift' : `iam-drift ${command.name()}`;
}

function reportOwn(error: unknown): ExitCode {
  const code = isInterruption(error) ? exitCodes.interrupted : exitCodeOfError(error);
  if (code === exitCodes.interrupted) {
    process.stderr.write('interrupted; no report was written\n');
    return code;
  }
  process.stderr.write(`iam-drift: ${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof UserError && error.hint !== '') process.stderr.write(`  ${error.hint}\n`);
  if (code === exitCodes.internal)
    process.stderr.write('  this is a bug of ours: run again with `--verbose` and report it\n');
  if (process.argv.includes('--verbose') || process.argv.includes('-v')) console.error(error);
  return code;
}

/** What fails because the work was stopped is no error of its own; a bug of ours stays one. */
function isInterruption(error: unknown): boolean {
  if (!interruption.signal.aborted) return false;
  return error === interruption.signal.reason || exitCodeOfError(error) !== exitCodes.internal;
}
