import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { usageErrorOf } from '../../src/cli/usage-error.ts';
import { ConfigError } from '../../src/core/model/errors.ts';

const errorOf = (message: string): ConfigError =>
  usageErrorOf(new CommanderError(1, 'commander.unknownOption', message), 'iam-drift audit');

describe('usageErrorOf', () => {
  it('says what is wrong on one line, with what the user wrote in backticks', () => {
    const error = errorOf("error: unknown option '--form'\n(Did you mean --from?)");
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toBe('unknown option `--form`');
  });

  it('names the nearest one', () => {
    expect(errorOf("error: unknown option '--form'\n(Did you mean --from?)").hint).toBe('did you mean `--from`?');
  });

  it('names all that are equally near', () => {
    const { hint } = errorOf("error: unknown option '--fo'\n(Did you mean one of --from, --format?)");
    expect(hint).toBe('did you mean `--from` or `--format`?');
  });

  it('points to the help of the command where nothing is near', () => {
    expect(errorOf("error: unknown option '--xyzzy'").hint).toBe('see `iam-drift audit --help`');
  });

  it('says which option has no value', () => {
    expect(errorOf("error: option '--from <bundle>' argument missing").message).toBe(
      'nothing is given for `--from <bundle>`',
    );
  });

  it('keeps the cause', () => {
    expect(errorOf('error: too much').cause).toBeInstanceOf(CommanderError);
  });
});
