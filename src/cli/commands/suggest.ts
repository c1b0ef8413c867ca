import type { Command } from 'commander';
import type { SuggestOptions } from '../suggest-options.ts';
import { repeatable } from './repeatable.ts';

/** Adds `suggest`: what the command line takes, and its help. */
export function suggestCommand(
  program: Command,
  act: (names: readonly string[], options: SuggestOptions) => Promise<void>,
): void {
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
      repeatable('--terraform-state <file>', 'a state (terraform state pull), to tell where a role is defined', 'none'),
    )
    .option('--frozen <certificate>', 'go on with a plan: remove no more than its certificate says')
    .option('--verify <certificate>', 'check a certificate against the bundle: exit 1 when it no longer holds')
    .option('--second-opinion', 'also ask IAM Access Analyzer; the one option that asks AWS')
    .option('--profile <name>', 'credentials for it, by the name of a profile')
    .option('--region <region>', 'region asked for it first (default: as the environment says)')
    .addOption(repeatable('--cloudtrail <folder>', 'log files beside those of the bundle', 'none'))
    .addOption(repeatable('--account <id>', 'only this account', 'all'))
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
PRINCIPAL is a role or user: its name, its ARN, the end of it (role/deploy), or a pattern in quotes
("app-*"). The ARN of a policy, group or permission set works too. What was used stays, and what
nobody could judge; what goes was provably not used. Nothing is changed: every step is printed with
the command that does it and the one that undoes it.

Examples:
  iam-drift suggest deploy --from bundle
  iam-drift suggest role/deploy --from bundle --language terraform > deploy.tf

Exit codes: 0 told, also that there is nothing to suggest; 1 --verify: something changed; 2 usage;
70 a check of ours failed`,
    )
    .action(async (_principal: unknown, options: SuggestOptions, command: Command) => {
      await act(command.args, options);
    });
}
