#!/usr/bin/env node
import { setMaxListeners } from 'node:events';
import { Command, CommanderError } from 'commander';
import { ConfigError, UserError } from '../core/model/errors.ts';
import { runAudit } from './audit.ts';
import { runCollect } from './collect.ts';
import { auditCommand, demoCommand } from './commands/audit.ts';
import { collectCommand } from './commands/collect.ts';
import { diffCommand } from './commands/diff.ts';
import { doctorCommand } from './commands/doctor.ts';
import { initCommand } from './commands/init.ts';
import { suggestCommand } from './commands/suggest.ts';
import { runDemo } from './demo.ts';
import { runDiff } from './diff.ts';
import { type ExitCode, exitCodeOfError, exitCodes } from './exit-code.ts';
import { hintLines } from './hint-lines.ts';
import { packageVersion } from './package-version.ts';
import { runSuggest } from './suggest.ts';
import type { Terminal } from './terminal.ts';
import { usageErrorOf } from './usage-error.ts';

// The SDK would print a notice of Node's version on stderr; `doctor` says it instead. It is loaded later, where AWS is asked.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** What is under way stops at its next step; where that takes longer, the process ends all the same. */
const graceMs = 2000;

const interruption = new AbortController();
// Every call of AWS under way listens to it.
setMaxListeners(0, interruption.signal);
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
  iam-drift init                                   writes a configuration, by asking
  iam-drift doctor                                 what it may read, and what to fix first
  iam-drift collect --bundle bundle --estimate     how many calls of AWS it would be
  iam-drift audit                                  the account of the credentials at hand
  iam-drift audit --from bundle --cloudtrail logs  a bundle, offline, with log files
  iam-drift audit --from bundle --json | jq .keyFigures
  iam-drift suggest deploy --from bundle           a smaller policy for one role, proved
  iam-drift diff old.json new.json                 what a change of policies gains and loses

A bundle is a folder of raw answers of AWS, as "collect" writes it.

Exit codes: 0 nothing to fail for (--fail-on), 1 something, 2 usage or configuration,
3 nothing to audit, 4 gaps with --require-complete, 70 a bug of ours, 130 interrupted`,
  );

let exitCode: ExitCode = exitCodes.ok;
/** What Ctrl-C leaves behind, in a few words. */
let afterInterruption = 'no report was written';

demoCommand(program, async (options) => {
  exitCode = await runDemo(options, terminal);
});
initCommand(program, async (options) => {
  afterInterruption = 'nothing was written';
  const { runInit } = await import('./init.ts');
  exitCode = await runInit(options, terminal, process.stdin);
});
doctorCommand(program, async (options) => {
  afterInterruption = 'nothing was changed';
  const { runDoctor } = await import('./doctor.ts');
  exitCode = await runDoctor(options, terminal);
});
collectCommand(program, async (options) => {
  afterInterruption = 'what is collected is kept: run the same command again to go on';
  exitCode = await runCollect(options, terminal);
});
auditCommand(program, async (options) => {
  if (options.from === undefined) {
    afterInterruption = 'no report was written; what is collected is kept: run the same command again to go on';
  }
  exitCode = await runAudit(options, terminal);
});
diffCommand(program, async (sides, options) => {
  exitCode = await runDiff(sides, options, terminal, process.stdin);
});
suggestCommand(program, async (names, options) => {
  exitCode = await runSuggest(names, options, terminal);
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
    process.stderr.write(`interrupted; ${afterInterruption}\n`);
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
    process.stderr.write(`interrupted; ${afterInterruption}\n`);
    return code;
  }
  process.stderr.write(`iam-drift: ${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof UserError) {
    for (const line of hintLines(error.hint, process.stderr)) process.stderr.write(`${line}\n`);
  }
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
