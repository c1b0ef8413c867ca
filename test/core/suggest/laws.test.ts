import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountViewOf } from '../../../src/core/evidence/account-evidence.ts';
import { windowOf } from '../../../src/core/evidence/evidence-window.ts';
import { createUsageLedger } from '../../../src/core/evidence/usage-ledger.ts';
import { inventoryOf } from '../../../src/core/inventory/inventory.ts';
import { suggestionsOf } from '../../../src/core/suggest/account-suggestions.ts';
import { verifySuggestion } from '../../../src/core/suggest/verify.ts';
import { asOf, batchOf, catalog } from '../evidence/account.ts';
import { auditedCase, contextOf, sha256 } from './audited-case.ts';
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

  it('hold when they are checked again at once', () => {
    fc.assert(
      fc.property(randomAccount, ({ parts, events, logs, changes, windowDays, suggest, organization, settings }) => {
        const ledger = createUsageLedger(windowOf(asOf, windowDays));
        ledger.add(batchOf(events, logs, changes));
        const context = contextOf(suggest, windowDays, organization, settings);
        const inventory = inventoryOf(parts, context.settings, catalog);
        const view = accountViewOf(parts, inventory, ledger.build(), context, catalog);
        const options = { settings: suggest, sha256, toolVersion: '0.0.0' };
        const failing = suggestionsOf(view, options, catalog).suggestions.flatMap((suggestion) => {
          const { holds, ...verification } = verifySuggestion(suggestion, [view], options, catalog);
          const { checks, changedInputs, newHolders, missing } = verification;
          return holds ? [] : [{ checks: checks.filter((check) => !check.holds), changedInputs, newHolders, missing }];
        });
        expect(failing).toEqual([]);
      }),
      { numRuns: runs, seed, endOnFailure: process.env.PROPERTY_SHRINK === undefined },
    );
  }, 3_600_000);
});
