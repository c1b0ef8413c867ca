import type { Command } from 'commander';
import { ConfigError } from '../../core/model/errors.ts';
import type { AuditOptions } from '../audit-options.ts';
import { liveOptions } from './live-options.ts';
import { repeatable } from './repeatable.ts';

/** Adds `demo`: what the command line takes, and its help. */
export function demoCommand(program: Command, act: (options: AuditOptions) => Promise<void>): void {
  reporting(
    program.command('demo').description('run the whole audit on the built-in example organization; always exits 0'),
  ).action(async (options: AuditOptions, command: Command) => {
    const [argument] = command.args;
    if (argument !== undefined)
      throw new ConfigError(`unexpected argument \`${argument}\``, 'see `iam-drift demo --help`');
    await act(options);
  });
}

/** Adds `audit`: what the command line takes, and its help. */
export function auditCommand(program: Command, act: (options: AuditOptions) => Promise<void>): void {
  const command = program
    .command('audit')
    .description('audit AWS accounts, or with --from a bundle: a folder of raw AWS answers and CloudTrail files')
    .option('--from <bundle>', 'the folder to audit; without it AWS is asked')
    .addOption(repeatable('--cloudtrail <place>', 'log files: a folder or s3://bucket/prefix', 'none'))
    .addOption(repeatable('--account <id>', 'only this account', 'all'))
    .option('--config <file>', 'configuration (default: ./iam-drift.config.json, if it is there)')
    .option('--as-of <date>', "as of when to audit a bundle (default: the bundle's collectedAt)")
    .option('--window-days <days>', 'days that must be without use (default: 90)')
    .option(
      '--fail-on <severity>',
      'exit 1 for findings at or above it: critical, high, medium, low, info, never (default: high)',
    )
    .option('--require-complete', 'exit 4 when anything could not be read')
    .option(
      '--second-opinion',
      'also ask IAM Access Analyzer whether a suggestion allows more than what it replaces (AWS charges for it)',
    );
  liveOptions(reporting(command).optionsGroup('Asking AWS (without --from):'))
    .option('--state <folder>', 'where bundles are kept', 'state')
    .addHelpText(
      'after',
      `
Without --from it asks AWS, with the credentials that the AWS CLI would use: it collects a bundle
into state/bundles, and audits that. It only reads. A run that was broken off is gone on with by the
same command, for a day.

A bundle holds accounts/<account id>/authorization-details.json, as "aws iam
get-account-authorization-details" prints it, and whatever else there is: credential-report.csv,
last-accessed/, trails.json, cloudtrail/ …; what is missing is said in the report. Use that could
not have been seen is never called unused.

Examples:
  iam-drift audit                                  the account of the credentials at hand
  iam-drift audit --profile audit --organization   all accounts of the organization
  iam-drift audit --cloudtrail s3://trail/prefix   with the log files of a trail
  iam-drift audit --from bundle                    a bundle, offline`,
    )
    .action(async (options: AuditOptions, { args: [argument] }: Command) => {
      if (argument !== undefined)
        throw new ConfigError(`unexpected argument \`${argument}\``, `name the bundle with \`--from ${argument}\``);
      await act(options);
    });
}

/** What the commands that report take. */
function reporting(command: Command): Command {
  return command
    .option('--out <folder>', 'where the reports go, in a folder a scan', 'reports')
    .addOption(repeatable('--format <format>', 'json, text, markdown or remediation', 'all'))
    .option('--verdicts', 'also write the verdict of every permission of every principal (large)')
    .option('--json', 'print findings.json instead of the page')
    .option('-q, --quiet', 'print nothing but errors (and findings.json with --json)')
    .option('-v, --verbose', 'print stack traces with errors')
    .option('--no-color', 'no colors, even on a terminal (as the variable NO_COLOR)')
    .allowExcessArguments();
}
