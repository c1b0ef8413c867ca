/**
 * An end of the run that the user brought about and can change. `message` is one line, lower case, no full stop, user input in
 * backticks; `hint` says what to do next, and is empty where there is nothing to say.
 */
export class UserError extends Error {
  readonly hint: string;

  constructor(message: string, hint = '', options?: ErrorOptions) {
    super(message, options);
    this.name = 'UserError';
    this.hint = hint;
  }
}

/** The configuration or the command line is wrong (exit code 2). */
export class ConfigError extends UserError {
  constructor(message: string, hint = '', options?: ErrorOptions) {
    super(message, hint, options);
    this.name = 'ConfigError';
  }
}

/** No credentials, or credentials that AWS refuses (exit code 2). */
export class CredentialsError extends UserError {
  constructor(message: string, hint = '', options?: ErrorOptions) {
    super(message, hint, options);
    this.name = 'CredentialsError';
  }
}

/** There is nothing to audit (exit code 3): an empty scan is not a pass. The message names what was looked for, and where. */
export class NothingCollectedError extends UserError {
  constructor(message: string, hint = '', options?: ErrorOptions) {
    super(message, hint, options);
    this.name = 'NothingCollectedError';
  }
}

/** A bug of ours (exit code 70). */
export class InternalError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InternalError';
  }
}
