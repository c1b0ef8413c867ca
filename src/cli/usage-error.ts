import type { CommanderError } from 'commander';
import { ConfigError } from '../core/model/errors.ts';

/**
 * The parser's complaint about the command line in our own form: one lower-case line with what the user wrote in backticks, and what to do
 * apart. `command` is the command that was meant, as in `iam-drift audit`.
 */
export function usageErrorOf(error: CommanderError, command: string): ConfigError {
  const [first = '', suggestion = ''] = error.message.split('\n');
  const message = first.replace(/^error: /, '').replace(/'([^']*)'/g, '`$1`');
  const nearest = /^\(Did you mean (?:one of )?(.+)\?\)$/.exec(suggestion)?.[1];
  const names = nearest?.split(', ').map((name) => `\`${name}\``);
  return new ConfigError(
    message.replace(/^option (`.*`) argument missing$/, 'nothing is given for $1'),
    names === undefined ? `see \`${command} --help\`` : `did you mean ${names.join(' or ')}?`,
    { cause: error },
  );
}
