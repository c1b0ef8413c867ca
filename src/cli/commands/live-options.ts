import type { Command } from 'commander';

/** What the commands that ask AWS take: with which credentials, whom, and where the logs are. */
export function liveOptions(command: Command): Command {
  return command
    .option('--profile <name>', 'a profile of the AWS configuration (default: as the environment says)')
    .option('--region <region>', 'the region to sign in (default: as the environment or profile says)')
    .option('--organization', 'all accounts of the organization, or those that the configuration chooses')
    .option('--role-name <name>', 'the role to assume in other accounts (default: iam-drift-auditor)')
    .option('--external-id <id>', 'the external id that the role asks for')
    .option('--logs <source>', 'changes-only, event-history, s3 or athena (default: as configured, else changes-only)')
    .option('--verify-digests', 'check log files in S3 against their digests');
}
