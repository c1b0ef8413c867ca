import type { Command } from 'commander';
import { ConfigError } from '../../core/model/errors.ts';
import type { CollectOptions } from '../collect-options.ts';
import { liveOptions } from './live-options.ts';
import { repeatable } from './repeatable.ts';

/** Adds `collect`: what the command line takes, and its help. */
export function collectCommand(program: Command, act: (options: CollectOptions) => Promise<void>): void {
  const command = program
    .command('collect')
    .description('read AWS accounts into a bundle: a folder that can be audited offline, as often as you like')
    .option('--bundle <folder>', 'where the bundle goes: made, or gone on with')
    .addOption(repeatable('--account <id>', 'only this account', 'those configured, else the own'))
    .addOption(repeatable('--cloudtrail <place>', 'log files in S3: s3://bucket/prefix', 'none'));
  liveOptions(command)
    .option('--window-days <days>', 'days of use to read (default: 90)')
    .option('--config <file>', 'configuration (default: ./iam-drift.config.json, if it is there)')
    .option('--fresh', 'start over instead of going on with what is there')
    .option('--estimate', 'only tell how many calls it would be, and about how long')
    .option('--dry-run', 'only tell what would be asked; of Athena the statements')
    .option('--require-complete', 'exit 4 when anything could not be read')
    .option('--json', 'print the summary as JSON')
    .option('-q, --quiet', 'print nothing but errors (and the summary with --json)')
    .option('-v, --verbose', 'print stack traces with errors')
    .option('--no-color', 'no colors, even on a terminal (as the variable NO_COLOR)')
    .allowExcessArguments()
    .addHelpText(
      'after',
      `
It only reads, with the credentials that the AWS CLI would use; every other account is entered by
assuming a role. A collection that was broken off is gone on with by the same command: what is there
is not asked for again. What could not be read is told, and the rest is collected.

Examples:
  iam-drift collect --bundle bundle                           the account of the credentials at hand
  iam-drift collect --bundle bundle --organization --estimate how many calls all accounts would be
  iam-drift collect --bundle bundle --account 111122223333 --role-name auditor --external-id our-id
  iam-drift collect --bundle bundle --cloudtrail s3://trail/prefix
  iam-drift audit --from bundle                               what to do next

Exit codes: 0 collected, 2 usage or credentials, 3 nothing collected, 4 gaps with
--require-complete, 70 a bug of ours, 130 interrupted: the same command goes on`,
    )
    .action(async (options: CollectOptions, { args: [argument] }: Command) => {
      if (argument !== undefined)
        throw new ConfigError(`unexpected argument \`${argument}\``, `name the bundle with \`--bundle ${argument}\``);
      await act(options);
    });
}
