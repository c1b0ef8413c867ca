import type { Command } from 'commander';
import { ConfigError } from '../../core/model/errors.ts';
import type { InitOptions } from '../init/answers.ts';

/** Adds `init`: what the command line takes, and its help. */
export function initCommand(program: Command, act: (options: InitOptions) => Promise<void>): void {
  program
    .command('init')
    .description('write a configuration, by asking')
    .option('--config <file>', 'the file to write', 'iam-drift.config.json')
    .option('-y, --yes', 'ask nothing: write the defaults')
    .option('--force', 'write over a file that is there')
    .option('--profile <name>', 'a profile of the AWS configuration, to tell the own account by')
    .option('-q, --quiet', 'print nothing but errors (with --yes)')
    .option('-v, --verbose', 'print stack traces with errors')
    .option('--no-color', 'no colors, even on a terminal (as the variable NO_COLOR)')
    .allowExcessArguments()
    .addHelpText(
      'after',
      `
It asks which accounts there are and what they are for, where their logs lie, and which tags name
owners. The file has a "$schema", by which editors complete and explain its keys. It holds no
credentials: those are the environment's.

Examples:
  iam-drift init
  iam-drift init --yes --config audit/iam-drift.config.json`,
    )
    .action(async (options: InitOptions, { args: [argument] }: Command) => {
      if (argument !== undefined)
        throw new ConfigError(`unexpected argument \`${argument}\``, `name the file with \`--config ${argument}\``);
      await act(options);
    });
}
