import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalog } from '../evidence/account.ts';
import { auditedCase } from './audited-case.ts';
import { complaintsAbout } from './oracle.ts';
import { randomAccount } from './random-account.ts';

/** More, to look deeper than there is time for in every run. */
const runs = Number(process.env.PROPERTY_RUNS ?? 10);
/** Another one, to look elsewhere. */
const seed = Number(process.env.PROPERTY_SEED ?? 20_261_121);
/** How many actions each check asks about. */
const depth = Number(process.env.PROPERTY_DEPTH ?? 5);

describe('suggestions for random accounts', () => {
  it('give nothing, take nothing that is needed or cannot be judged, fit, can be undone, and are never silently left out', () => {
    fc.assert(
      fc.property(randomAccount, (account) => {
        const given = auditedCase(account, depth);
        expect(complaintsAbout(given, catalog)).toEqual([]);
        const { suggestions, noSuggestions, principals } = given.audit;
        const told = new Set([
          ...suggestions.flatMap((one) => [one.principal, ...(one.principals ?? [])]),
          ...noSuggestions.map(({ subject }) => subject),
        ]);
        expect(principals.filter(({ arn, unused }) => unused > 0 && !told.has(arn)).map(({ arn }) => arn)).toEqual([]);
        expect(noSuggestions.filter(({ why }) => why === 'failed-check')).toEqual([]);
      }),
      // Making a counterexample smaller takes minutes.
      { numRuns: runs, seed, endOnFailure: process.env.PROPERTY_SHRINK === undefined },
    );
  }, 3_600_000);
});
