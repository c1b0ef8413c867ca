import type { Command } from 'commander';
import { ConfigError } from '../../core/model/errors.ts';
import type { DoctorOptions } from '../doctor/doctor-options.ts';
import { liveOptions } from './live-options.ts';
import { repeatable } from './repeatable.ts';

/** Adds `doctor`: what the command line takes, and its help. */
export function doctorCommand(program: Command, act: (options: DoctorOptions) => Promise<void>): void {
  const command = program
    .command('doctor')
    .description('tell what iam-drift may read in AWS, which trails see what, and what to fix first')
    .option('--config <file>', 'configuration (default: ./iam-drift.config.json, if it is there)')
    .option('--print-policy [group]', 'only print the IAM policy that is needed (default: account); needs no AWS')
    .addOption(repeatable('--account <id>', 'only try the role in this account', 'those configured'))
    .addOption(repeatable('--cloudtrail <place>', 'log files in S3: s3://bucket/prefix', 'none'));
  liveOptions(command)
    .option('--json', 'print what was found as JSON')
    .option('-q, --quiet', 'print nothing but errors (and what --json asks for)')
    .option('-v, --verbose', 'print stack traces with errors')
    .option('--no-color', 'no colors, even on a terminal (as the variable NO_COLOR)')
    .allowExcessArguments()
    .addHelpText(
      'after',
      `
Tries each permission by the cheapest call there is; nothing is changed, and nothing is started that
lasts. Takes the options of "collect", and looks at what they would ask for.

Groups of --print-policy: account, organization, logs-event-history, logs-s3, logs-athena,
second-opinion, caller

Examples:
  iam-drift doctor --profile audit                 the account of a profile
  iam-drift doctor --organization                  and the role in some accounts of the organization
  iam-drift doctor --print-policy > policy.json    the policy for every audited account
  iam-drift doctor --json | jq .fixFirst

Exit codes: 0 everything is there, 4 usable with gaps, 2 cannot be used: no credentials, or IAM may
not be read; 130 interrupted`,
    )
    .action(async (options: DoctorOptions, { args: [argument] }: Command) => {
      if (argument !== undefined)
        throw new ConfigError(`unexpected argument \`${argument}\``, 'see `iam-drift doctor --help`');
      await act(options);
    });
}
