import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalogSync } from '../../../src/adapters/catalog/load-catalog.ts';
import { authorizerOf } from '../../../src/core/policy/authorize.ts';
import type { Witness } from '../../../src/core/policy/compare/witness.ts';
import { comparePolicies, type Relation } from '../../../src/core/policy/compare.ts';
import type { PolicyInput } from '../../../src/core/policy/request.ts';
import { policiesIn, type World, worlds } from './small-worlds.ts';

const catalog = loadCatalogSync();

const principal = { kind: 'user', arn: 'arn:aws:iam::111122223333:user/somebody' } as const;

function allowedBy(policies: readonly PolicyInput[]): (request: Witness) => boolean {
  const authorize = authorizerOf({ identity: policies }, catalog);
  return (request) => authorize({ ...request, principal }).outcome === 'allowed';
}

/** What asking every request of the world says. */
function asked(world: World, before: readonly PolicyInput[], after: readonly PolicyInput[]) {
  const [isBefore, isAfter] = [allowedBy(before), allowedBy(after)];
  const gained = new Set<string>();
  const lost = new Set<string>();
  for (const action of world.actions) {
    const isWildcardOnly = catalog.byName.get(action.toLowerCase())?.isWildcardOnly === true;
    for (const resource of world.resources) {
      if ((resource === '*') !== isWildcardOnly) continue;
      for (const context of world.contexts) {
        const request = { action, resource, ...(context === undefined ? {} : { context }) };
        const [was, is] = [isBefore(request), isAfter(request)];
        if (is && !was) gained.add(action);
        if (was && !is) lost.add(action);
      }
    }
  }
  return { gained, lost };
}

/** More, to look deeper than there is time for in every run. */
const runs = Number(process.env.PROPERTY_RUNS ?? 40);
/** Another one, to look elsewhere. */
const seed = Number(process.env.PROPERTY_SEED ?? 20_261_120);

describe.each(Object.entries(worlds))('compare in a small world of %s', (_name, world) => {
  it('finds every difference that asking every request finds, and proves each by a request', () => {
    fc.assert(
      fc.property(policiesIn(world), policiesIn(world), (before, after) => {
        const result = comparePolicies(before, after, catalog);
        // Where two patterns hold a variable at different places it may give up, and only there.
        if (world !== worlds.variables) expect(result.undecided).toBeUndefined();
        const all = asked(world, before, after);
        const [isBefore, isAfter] = [allowedBy(before), allowedBy(after)];
        for (const witness of result.gained.witnesses)
          expect([isBefore(witness), isAfter(witness)]).toEqual([false, true]);
        for (const witness of result.lost.witnesses)
          expect([isBefore(witness), isAfter(witness)]).toEqual([true, false]);
        const isListed = (action: string) => catalog.byName.has(action.toLowerCase());
        for (const [difference, actions] of [
          [result.gained, all.gained],
          [result.lost, all.lost],
        ] as const) {
          for (const action of result.relation === 'undecided' ? [] : actions) {
            if (isListed(action)) expect(difference.actions).toContain(action);
            else expect(difference.unlisted).toBe(true);
          }
          if (difference.actions.length > 0 || difference.unlisted)
            expect(difference.witnesses.length).toBeGreaterThan(0);
        }
        if (result.relation === 'undecided') return;
        const expected: Relation =
          result.gained.witnesses.length > 0
            ? result.lost.witnesses.length > 0
              ? 'different'
              : 'wider'
            : result.lost.witnesses.length > 0
              ? 'narrower'
              : 'equal';
        expect(result.relation).toBe(expected);
      }),
      { numRuns: runs, seed },
    );
  }, 600_000);
});
