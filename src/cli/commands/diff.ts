import type { Command } from 'commander';
import type { DiffOptions } from '../diff-options.ts';

/** Adds `diff`: what the command line takes, and its help. */
export function diffCommand(
  program: Command,
  act: (sides: readonly string[], options: DiffOptions) => Promise<void>,
): void {
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
  FILE              a policy: a JSON document, or what "aws iam get-policy-version" prints
  FOLDER            all policies (*.json) below it, together
  -                 a policy from standard input
  BUNDLE#PRINCIPAL  the identity policies of a role or user of a bundle: name, ARN, or its end
  BUNDLE            every role and user of a bundle; the other side has to be a bundle too

Examples:
  iam-drift diff old.json new.json --fail-on gained
  git show main:policy.json | iam-drift diff - policy.json --format markdown
  iam-drift diff bundle-september bundle-october
  iam-drift diff bundle-september bundle-october --principal deploy
  iam-drift diff bundle#deploy deploy-narrow.json
  iam-drift diff bundle#deploy bundle#deploy-staging

Compared is by meaning, exactly, over every action name, resource and condition; where that cannot
be told it says "undecided".`,
    )
    .action(async (_before: unknown, _after: unknown, options: DiffOptions, command: Command) => {
      await act(command.args, options);
    });
}
