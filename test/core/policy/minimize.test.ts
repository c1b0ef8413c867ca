import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalogSync } from '../../../src/adapters/catalog/load-catalog.ts';
import { ConfigError } from '../../../src/core/model/errors.ts';
import { expandActions } from '../../../src/core/policy/expand.ts';
import { minimizeActions } from '../../../src/core/policy/minimize.ts';
import { catalogOfNames, matchesSlowly, wordsOf } from './catalog-of-names.ts';

const catalog = loadCatalogSync();
const allNames = catalog.actions.map(({ name }) => name);

const lengthOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0);

/** Some of the actions of a few services, few or nearly all of each. */
const someActions = fc
  .array(
    fc.tuple(
      fc.constantFrom('s3', 'iam', 'sqs', 'sts', 'kms', 'ec2', 'execute-api', 'apigateway', 'lambda'),
      fc.integer({ min: 1, max: 12 }),
      fc.boolean(),
      fc.infiniteStream(fc.nat(1000)),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((services) =>
    services.flatMap(([service, part, most, random]) => {
      const { first, end } = catalog.services.get(service) ?? { first: 0, end: 0 };
      const chosen = allNames.slice(first, end).filter(() => (random.next().value ?? 0) % 13 < part === most);
      return chosen.length === 0 ? allNames.slice(first, first + 1) : chosen;
    }),
  );

describe('minimizeActions', () => {
  const small = catalogOfNames(['x:GetItem', 'x:GetItems', 'x:GetPolicy', 'x:PutItem', 'x:PutPolicy', 'y:GetItem']);

  it('writes the shortest patterns in the spelling of the catalog', () => {
    expect(minimizeActions(['X:getitem', 'x:GETITEMS', 'x:GetPolicy'], undefined, small)).toEqual(['x:G*']);
    expect(minimizeActions(['x:GetPolicy', 'x:PutPolicy'], undefined, small)).toEqual(['x:*y']);
    expect(minimizeActions(['x:PutItem', 'x:GetItems', 'x:GetItem'], undefined, small)).toEqual(['x:*m*']);
    expect(minimizeActions(['x:GetItem', 'x:PutItem'], undefined, small)).toEqual(['x:*m']);
  });

  it('writes a whole service as one pattern, and the whole catalog as `*`', () => {
    expect(minimizeActions(['y:GetItem'], undefined, small)).toEqual(['y:*']);
    const all = small.actions.map(({ name }) => name);
    expect(minimizeActions(all, undefined, small)).toEqual(['*']);
    expect(minimizeActions(all, ['*:*'], small)).toEqual(['*']);
    expect(minimizeActions(all, ['x:*', 'y:*'], small)).toEqual(['x:*', 'y:*']);
    expect(minimizeActions(all, ['x:*', 'y:?e*'], small)).toEqual(['x:*', 'y:?e*']);
  });

  it('gives nothing for nothing', () => {
    expect(minimizeActions([], undefined, catalog)).toEqual([]);
    expect(minimizeActions([], [], catalog)).toEqual([]);
    expect(minimizeActions([], undefined, catalogOfNames([]))).toEqual([]);
  });

  it('keeps names that the catalog does not list as they are, once', () => {
    const actions = ['x:GetFuture', 'x:getfuture', 'z:New', 'y:GetItem', 'x:No*', 'nonsense'];
    expect(minimizeActions(actions, undefined, small)).toEqual(['nonsense', 'x:GetFuture', 'x:No*', 'y:*', 'z:New']);
    expect(minimizeActions(['x:GetFuture'], ['x:get*'], small)).toEqual(['x:GetFuture']);
  });

  it('takes a pattern among the actions for what it matches', () => {
    expect(minimizeActions(['x:GetI*', 'x:PutItem'], undefined, small)).toEqual(['x:*m*']);
    expect(minimizeActions(['*'], undefined, small)).toEqual(['*']);
  });

  it('stays within the given patterns, unlisted names included', () => {
    const items = ['x:GetItem', 'x:GetItems'];
    expect(minimizeActions(items, ['x:*'], small)).toEqual(['x:G*m*']);
    expect(minimizeActions(items, ['x:GetItem*', 'x:Put*'], small)).toEqual(['x:GetItem*']);
    expect(minimizeActions(items, ['x:GetItem', 'x:GetItems'], small)).toEqual(items);
    expect(minimizeActions(items, ['x:GetItem', 'x:GetItem?*'], small)).toEqual(['x:GetItem*']);
    expect(minimizeActions(['x:GetItem', 'x:PutItem'], ['x:???Item*'], small)).toEqual(['x:???Item']);
  });

  it('keeps the spelling of a pattern that was given, and does not mind letter case', () => {
    expect(minimizeActions(['x:PutItem', 'x:PutPolicy'], ['X:PUT*'], small)).toEqual(['x:PUT*']);
  });

  it('refuses an action that the given patterns do not match, listed or not', () => {
    const refused = (actions: readonly string[], within: readonly string[]) => () =>
      minimizeActions(actions, within, small);
    expect(refused(['x:GetItem', 'x:PutItem'], ['x:Get*'])).toThrow(ConfigError);
    expect(refused(['x:GetItem', 'x:PutItem'], ['x:Get*'])).toThrow('`x:PutItem` cannot be written within');
    expect(refused(['x:GetItem', 'x:PutItem'], [])).toThrow('`x:GetItem` and 1 more action cannot');
    expect(refused(['z:New'], ['x:*', 'z*:New', '*:New'])).toThrow('`z:New`');
    expect(refused(['x:GetFuture*'], ['x:GetFuture'])).toThrow(ConfigError);
  });

  it('is not held up by patterns made to be slow', () => {
    const { first, end } = catalog.services.get('ec2') ?? { first: 0, end: 0 };
    const names = allNames.slice(first, end).filter((_, place) => place % 3 === 0);
    const within = [
      ...Array.from(
        { length: 150 },
        (_, place) => `ec2:*${'?*'.repeat(place % 20)}e*${String.fromCharCode(97 + (place % 26))}*s*`,
      ),
      `ec2:*${'a*e*'.repeat(1000)}`,
      'ec2:?*',
    ];
    const started = performance.now();
    const patterns = minimizeActions(names, within, catalog);
    expect(expandActions(patterns, catalog)).toEqual([...names].sort());
    expect(performance.now() - started).toBeLessThan(20_000);
  }, 60_000);

  it('matches exactly what was given, whatever order, letter case and repetition', () => {
    fc.assert(
      fc.property(someActions, (actions) => {
        const patterns = minimizeActions(actions, undefined, catalog);
        expect(expandActions(patterns, catalog)).toEqual([...new Set(actions)].sort());
        expect(patterns).toEqual([...patterns].sort());
        expect(lengthOf(patterns)).toBeLessThanOrEqual(lengthOf([...new Set(actions)]));
        const otherwise = [...actions, ...actions.map((name) => name.toUpperCase())].reverse();
        expect(minimizeActions(otherwise, undefined, catalog)).toEqual(patterns);
        expect(minimizeActions(patterns, undefined, catalog)).toEqual(patterns);
      }),
      { numRuns: 15 },
    );
  }, 30_000);

  const word = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 4 });
  const bound = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '*'), minLength: 1, maxLength: 4 });

  it('matches no word, listed or not, that the given patterns do not match', () => {
    // One letter, `c`, is in no name and no pattern.
    const words = wordsOf('abc', 7);
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: 2, maxLength: 14 }),
        fc.array(bound, { minLength: 1, maxLength: 4 }),
        fc.infiniteStream(fc.boolean()),
        (names, bounds, coins) => {
          const tiny = catalogOfNames(names.map((name) => `x:${name}`));
          const isAllowed = (text: string) => bounds.some((pattern) => matchesSlowly(pattern, text));
          const actions = names.filter((name) => isAllowed(name) && coins.next().value).map((name) => `x:${name}`);
          const patterns = minimizeActions(
            actions,
            bounds.map((pattern) => `x:${pattern}`),
            tiny,
          );
          expect(expandActions(patterns, tiny)).toEqual([...actions].sort());
          const written = patterns.map((pattern) => pattern.slice(2));
          const beyond = words.filter((text) => !isAllowed(text) && written.some((one) => matchesSlowly(one, text)));
          expect(beyond).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is as short as any choice of patterns of up to four characters, in small catalogs, but for a few in a hundred', () => {
    const patterns = wordsOf('ab*?', 4);
    let [ours, least] = [0, 0];
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: 2, maxLength: 12 }),
        fc.infiniteStream(fc.boolean()),
        (names, coins) => {
          const tiny = catalogOfNames(names.map((name) => `x:${name}`));
          const wanted = names.filter(() => coins.next().value);
          if (wanted.length === 0 || wanted.length === names.length) return;
          const written = minimizeActions(
            wanted.map((name) => `x:${name}`),
            undefined,
            tiny,
          );
          ours += lengthOf(written);
          least += leastLength(wanted, names, patterns);
        },
      ),
      { numRuns: 100, seed: 1 },
    );
    expect(ours).toBeLessThanOrEqual(least * 1.08);
  });
});

/** The least sum of lengths, with two characters for `x:`, of patterns that match just the wanted names: a table over all subsets. */
function leastLength(wanted: readonly string[], names: readonly string[], patterns: readonly string[]): number {
  const costs = new Map<number, number>();
  for (const pattern of patterns) {
    const matched = names.filter((name) => matchesSlowly(pattern, name));
    if (matched.length === 0 || matched.some((name) => !wanted.includes(name))) continue;
    const mask = matched.reduce((bits, name) => bits | (1 << wanted.indexOf(name)), 0);
    costs.set(mask, Math.min(costs.get(mask) ?? Number.POSITIVE_INFINITY, pattern.length + 2));
  }
  const least: number[] = Array(1 << wanted.length).fill(Number.POSITIVE_INFINITY);
  least[0] = 0;
  for (let covered = 0; covered < least.length; covered++) {
    for (const [mask, cost] of costs) {
      least[covered | mask] = Math.min(least[covered | mask] ?? 0, (least[covered] ?? 0) + cost);
    }
  }
  return least.at(-1) ?? Number.NaN;
}

const policyFile = new URL(
  '../../../../shared/data/aws-managed-policies/aws-managed-policies-2026-07-01.json.gz',
  import.meta.url,
);

interface ManagedPolicies {
  readonly [name: string]: { readonly Document: { readonly Statement: OneStatement | readonly OneStatement[] } };
}
interface OneStatement {
  readonly Action?: string | readonly string[];
}

describe.skipIf(!existsSync(policyFile))('minimizing AWS managed policies (skipped: ../shared/data absent)', () => {
  // Every twentieth policy; `bench/minimize.ts` takes all of them.
  const read = (): (readonly string[])[] => {
    const policies: ManagedPolicies = JSON.parse(gunzipSync(readFileSync(policyFile)).toString('utf8'));
    return Object.values(policies)
      .filter((_, place) => place % 20 === 0)
      .flatMap(({ Document }) => {
        const lists = [Document.Statement].flat().map(({ Action }) => (Action === undefined ? [] : [Action].flat()));
        return [...lists, lists.flat()];
      });
  };

  it.each([
    ['freely, in a third of the letters of the list and less', false],
    ['within its own patterns, in no more than AWS takes', true],
  ])(
    'writes every statement and policy %s, exactly',
    (_, isBounded) => {
      let [explicit, aws, ours] = [0, 0, 0];
      for (const list of read()) {
        const actions = expandActions(list, catalog);
        const patterns = minimizeActions(actions, isBounded ? list : undefined, catalog);
        expect(expandActions(patterns, catalog)).toEqual(actions);
        expect(lengthOf(patterns)).toBeLessThanOrEqual(lengthOf(list));
        explicit += lengthOf(actions);
        aws += lengthOf(list);
        ours += lengthOf(patterns);
      }
      expect(explicit).toBeGreaterThan(100_000);
      expect(ours).toBeLessThanOrEqual(isBounded ? aws : explicit * 0.15);
    },
    60_000,
  );
});
