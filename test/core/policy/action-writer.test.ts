import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalogSync } from '../../../src/adapters/catalog/load-catalog.ts';
import { type ActionSet, emptySet, fullSet, membersOf, setOf } from '../../../src/core/catalog/action-set.ts';
import { createActionWriter } from '../../../src/core/policy/action-writer.ts';
import { actionPatternsOf, minimizeActions } from '../../../src/core/policy/minimize.ts';

const catalog = loadCatalogSync();

function namesOf(set: ActionSet): readonly string[] {
  return [...membersOf(set)].map((index) => catalog.actions[index]?.name ?? '');
}

function matching(...patterns: readonly string[]): ActionSet {
  return setOf(
    catalog.size,
    patterns.flatMap((pattern) => [...membersOf(catalog.matching(pattern))]),
  );
}

/** Some of a few services, so that the same parts come again. */
const services = ['sqs', 'sns', 'sts', 'ses', 'tag', 'account'];
const someActions = fc
  .array(fc.record({ service: fc.constantFrom(...services), part: fc.integer({ min: 1, max: 4 }), at: fc.nat(3) }), {
    maxLength: 4,
  })
  .map((parts) =>
    setOf(
      catalog.size,
      parts.flatMap(({ service, part, at }) => {
        const { first, end } = catalog.services.get(service) ?? { first: 0, end: 0 };
        return Array.from({ length: end - first }, (_, index) => first + index).filter(
          (index) => (index + at) % part === 0,
        );
      }),
    ),
  );

describe('an action writer', () => {
  // One writer for all runs: what it remembers of one set must not show in another.
  const writer = createActionWriter(catalog);

  it('writes what actionPatternsOf writes, whatever it wrote before', () => {
    fc.assert(
      fc.property(someActions, fc.constantFrom('none', 'leading', 'whole'), (set, words) => {
        expect(writer.patternsOf(set, words)).toEqual(actionPatternsOf(set, catalog, words));
      }),
      { numRuns: 60 },
    );
  });

  it('writes within patterns what minimizeActions writes', () => {
    const within = fc.constantFrom(['*'], ['*:*'], ['SQS:*', 'sns:*', 's*:*', 'sts:*', 'ses:*', 'tag:*', 'account:*']);
    fc.assert(
      fc.property(someActions, within, fc.constantFrom('none', 'leading', 'whole', 'any'), (set, bounds, words) => {
        const expected = minimizeActions(namesOf(set), bounds, catalog, { words });
        expect(writer.patternsWithin(set, bounds, words)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('stays within patterns that cut names, and does not mix up those of two calls', () => {
    const set = matching('sqs:SendMessage', 'sqs:SendMessageBatch');
    const expected = (within: readonly string[]) => minimizeActions(namesOf(set), within, catalog, { words: 'any' });
    for (const within of [['sqs:Send*'], ['sqs:S*'], ['sqs:*'], ['sqs:Send*']]) {
      expect(writer.patternsWithin(set, within, 'any')).toEqual(expected(within));
    }
  });

  it('writes nothing of nothing, and everything as a star where that is allowed', () => {
    const all = fullSet(catalog.size);
    expect(writer.patternsOf(emptySet(catalog.size), 'none')).toEqual([]);
    expect(writer.patternsWithin(emptySet(catalog.size), ['sqs:*'], 'none')).toEqual([]);
    expect(writer.patternsOf(all, 'leading')).toEqual(['*']);
    expect(writer.patternsWithin(all, ['*'], 'leading')).toEqual(['*']);
  });

  it('tells apart services that share a word of the set', () => {
    // The last action of a service and the first of the next lie beside each other.
    const [one, two] = [...catalog.services.keys()].slice(0, 2);
    const end = catalog.services.get(one ?? '')?.end ?? 0;
    for (const indices of [[end - 1], [end], [end - 1, end]]) {
      const set = setOf(catalog.size, indices);
      expect(writer.patternsOf(set, 'none')).toEqual([...namesOf(set)].sort());
    }
    expect(two).toBeDefined();
  });
});
