/** What a collection says while it works. */
export interface CollectProgress {
  /** The accounts that are to be collected. */
  begin(accounts: readonly string[]): void;
  /** A part of an account (or of the organization, then without one): `last-accessed`, 40 of 812. */
  part(account: string, part: string, done: number, total: number): void;
  /** An account is finished, or refused. */
  end(account: string, outcome: 'collected' | 'refused'): void;
  /** Calls of AWS so far, over all accounts. */
  calls(total: number): void;
  /** Anything else that may take a while, in a few words. */
  step(what: string): void;
  /** Clears the line. */
  done(): void;
}

/** Says nothing. */
export const quietCollectProgress: CollectProgress = {
  begin: () => undefined,
  part: () => undefined,
  end: () => undefined,
  calls: () => undefined,
  step: () => undefined,
  done: () => undefined,
};
