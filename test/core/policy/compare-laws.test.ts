import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalogSync } from '../../../src/adapters/catalog/load-catalog.ts';
import { authorizeRequest } from '../../../src/core/policy/authorize.ts';
import { comparePolicies, type Relation } from '../../../src/core/policy/compare.ts';
import type { PolicyInput } from '../../../src/core/policy/request.ts';
import { policiesIn, statementIn, type World, worlds } from './small-worlds.ts';

const catalog = loadCatalogSync();
const runs = Number(process.env.PROPERTY_RUNS ?? 20);
/** Another one, to look elsewhere. */
const seed = Number(process.env.PROPERTY_SEED ?? 20_261_120);

function relationOf(before: readonly PolicyInput[], after: readonly PolicyInput[]): Relation {
  return comparePolicies(before, after, catalog).relation;
}

function documentOf(statements: readonly unknown[]): PolicyInput {
  return { name: 'more', document: { Version: '2012-10-17', Statement: statements } };
}

/** A statement of the world with the effect asked for. */
function withEffect(world: World, effect: 'Allow' | 'Deny'): fc.Arbitrary<unknown> {
  return statementIn(world).map((statement) => Object.assign({}, statement, { Effect: effect }));
}

/** The same statements in another order, policy by policy. */
function reversed(policies: readonly PolicyInput[]): readonly PolicyInput[] {
  return policies.toReversed().map(({ name, document }) => {
    const statements: unknown = Object.entries(document ?? {}).find(([key]) => key === 'Statement')?.[1];
    return {
      name,
      document: { Version: '2012-10-17', Statement: Array.isArray(statements) ? statements.toReversed() : statements },
    };
  });
}

const isNotWider = (relation: Relation) => ['equal', 'narrower', 'undecided'].includes(relation);
const isNotNarrower = (relation: Relation) => ['equal', 'wider', 'undecided'].includes(relation);
const mirrored = {
  equal: 'equal',
  narrower: 'wider',
  wider: 'narrower',
  different: 'different',
  undecided: 'undecided',
} as const;

describe.each(Object.entries(worlds))('the laws of comparing, in a small world of %s', (_name, world) => {
  it('calls policies equal to themselves in any order', () => {
    fc.assert(
      fc.property(policiesIn(world), (policies) => {
        expect(relationOf(policies, reversed(policies))).toBe('equal');
      }),
      { numRuns: runs, seed },
    );
  });

  it('mirrors', () => {
    fc.assert(
      fc.property(policiesIn(world), policiesIn(world), (one, other) => {
        expect(relationOf(other, one)).toBe(mirrored[relationOf(one, other)]);
      }),
      { numRuns: runs, seed },
    );
  }, 120_000);

  it('never calls an added Allow narrower, nor an added Deny wider', () => {
    fc.assert(
      fc.property(policiesIn(world), withEffect(world, 'Allow'), withEffect(world, 'Deny'), (policies, allow, deny) => {
        expect(isNotNarrower(relationOf(policies, [...policies, documentOf([allow])]))).toBe(true);
        expect(isNotWider(relationOf(policies, [...policies, documentOf([deny])]))).toBe(true);
      }),
      { numRuns: runs, seed },
    );
  }, 120_000);

  it('keeps narrower when it is narrowed again, and equal when what is equal is compared', () => {
    fc.assert(
      fc.property(
        policiesIn(world),
        withEffect(world, 'Deny'),
        withEffect(world, 'Deny'),
        (policies, first, second) => {
          const narrow = [...policies, documentOf([first])];
          const narrower = [...narrow, documentOf([second])];
          const relations = [
            relationOf(policies, narrow),
            relationOf(narrow, narrower),
            relationOf(policies, narrower),
          ];
          expect(relations.every(isNotWider)).toBe(true);
          if (relations.includes('undecided')) return;
          expect(relations[2]).toBe(relations.slice(0, 2).includes('narrower') ? 'narrower' : 'equal');
        },
      ),
      { numRuns: runs, seed },
    );
  }, 120_000);

  it('decides requests alike in any order of policies and statements', () => {
    const request = fc.record({
      action: fc.constantFrom(...world.actions),
      resource: fc.constantFrom(...world.resources),
      context: fc.constantFrom(...world.contexts).map((context) => context ?? {}),
    });
    fc.assert(
      fc.property(policiesIn(world), request, (identity, asked) => {
        const principal = { kind: 'user', arn: 'arn:aws:iam::111122223333:user/somebody' } as const;
        const outcome = (policies: readonly PolicyInput[]) =>
          authorizeRequest({ ...asked, principal }, { identity: policies }, catalog).outcome;
        expect(outcome(reversed(identity))).toBe(outcome(identity));
      }),
      { numRuns: 5 * runs, seed },
    );
  });
});
