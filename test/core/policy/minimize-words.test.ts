import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalogSync } from '../../../src/adapters/catalog/load-catalog.ts';
import { fullSet, setOf } from '../../../src/core/catalog/action-set.ts';
import { expandActions, plainPattern } from '../../../src/core/policy/expand.ts';
import { wordEdges } from '../../../src/core/policy/minimize/word-space.ts';
import { actionPatternsOf, minimizeActions } from '../../../src/core/policy/minimize.ts';
import { catalogOfNames, matchesSlowly } from './catalog-of-names.ts';

const catalog = loadCatalogSync();
const allNames = catalog.actions.map(({ name }) => name);

/** The ways to read a name as the pattern, slowly: whether one of them has an edge of a word wherever a wildcard begins or ends. */
function readsAtEdges(pattern: string, name: string): boolean {
  const edges = new Set([0, ...wordEdges(name)]);
  const read = (rest: string, place: number): boolean => {
    if (rest === '') return place === name.length;
    if (rest[0] !== '*') return rest[0]?.toLowerCase() === name[place]?.toLowerCase() && read(rest.slice(1), place + 1);
    if (!edges.has(place)) return false;
    return [...edges].some((edge) => edge >= place && read(rest.slice(1), edge));
  };
  return read(pattern, 0);
}

function expectWhole(patterns: readonly string[], names: readonly string[]): void {
  for (const pattern of patterns) {
    expect(pattern).not.toContain('?');
    expect(pattern.split('*').length).toBeLessThanOrEqual(3);
    if (/^\w+:\*$/.test(pattern) || !pattern.includes('*')) continue;
    const [service = '', text = ''] = pattern.split(':');
    const own = names.filter((name) => name.startsWith(`${service}:`)).map((name) => name.slice(service.length + 1));
    const matched = own.filter((name) => matchesSlowly(text.toLowerCase(), name.toLowerCase()));
    expect(matched.length).toBeGreaterThan(1);
    expect(matched.filter((name) => !readsAtEdges(text, name))).toEqual([]);
  }
}

describe('minimizeActions with whole words', () => {
  const names = [
    'GetItem',
    'GetItemAcl',
    'GetItems',
    'PutItemAcl',
    'GetOracle',
    'PutItem',
    'ListDBInstances',
    'ListDBs',
  ];
  const small = catalogOfNames(names.map((name) => `x:${name}`));
  const whole = (actions: readonly string[], within?: readonly string[]) =>
    minimizeActions(
      actions.map((name) => `x:${name}`),
      within,
      small,
      { words: 'whole' },
    );

  it('takes capitals in a row for one word, and a plural with it', () => {
    expect(wordEdges('DescribeDBInstances')).toEqual([0, 8, 10, 19]);
    expect(wordEdges('ListACLs')).toEqual([0, 4, 8]);
    expect(wordEdges('Route53Resolver')).toEqual([0, 7, 15]);
    expect(wordEdges('GET')).toEqual([0, 3]);
    expect(wordEdges('')).toEqual([0]);
  });

  it('writes a wildcard only where a word of every matched name begins or ends', () => {
    expect(whole(['GetItemAcl', 'PutItemAcl'])).toEqual(['x:*Acl']);
    expect(whole(['PutItem', 'PutItemAcl'])).toEqual(['x:Put*']);
    // `GetItem*` would cut `GetItems`.
    expect(whole(['GetItem', 'GetItemAcl', 'GetItems'])).toEqual(['x:GetItem', 'x:GetItemAcl', 'x:GetItems']);
    expect(whole(['ListDBInstances', 'ListDBs'])).toEqual(['x:List*']);
  });

  it('writes out a name that no pattern shares with another', () => {
    expect(whole(['GetOracle'])).toEqual(['x:GetOracle']);
    expect(minimizeActions(['y:One'], undefined, catalogOfNames(['y:One', 'z:Two']), { words: 'whole' })).toEqual([
      'y:One',
    ]);
  });

  it('prefers a wildcard at the end among patterns of as many characters', () => {
    const even = catalogOfNames(['x:GetAcl', 'x:GetBox', 'x:PutAcl', 'x:PutBox', 'x:GetTip']);
    const actions = ['x:GetAcl', 'x:GetBox', 'x:GetTip'];
    expect(minimizeActions(actions, undefined, even, { words: 'whole' })).toEqual(['x:Get*']);
  });

  it('stays within a pattern that cuts a word, keeps it where all of it is wanted, and writes names out where not', () => {
    expect(whole(['GetItem', 'GetItemAcl', 'GetItems'], ['x:GetIt*'])).toEqual(['x:GetIt*']);
    expect(whole(['GetItem', 'GetItems'], ['x:GetIt*'])).toEqual(['x:GetItem', 'x:GetItems']);
    expect(whole(['PutItem', 'PutItemAcl'], ['x:P*'])).toEqual(['x:P*']);
    expect(whole(['GetItemAcl', 'PutItemAcl'], ['x:*Item*'])).toEqual(['x:*ItemAcl']);
  });

  it('writes all of it as `*`, and a whole service as one pattern', () => {
    expect(whole(names)).toEqual(['*']);
    expect(actionPatternsOf(fullSet(catalog.size), catalog)).toEqual(['*']);
    expect(actionPatternsOf(setOf(catalog.size, []), catalog)).toEqual([]);
    expect(minimizeActions(['s3:*'], undefined, catalog, { words: 'whole' })).toEqual(['s3:*']);
  });

  it('matches exactly what was given, cuts no word, and is the same from names and from a set', () => {
    const services = ['s3', 'iam', 'sqs', 'kms', 'rds', 'lambda'].map((service) =>
      allNames.filter((name) => name.startsWith(`${service}:`)),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...services),
        fc.integer({ min: 1, max: 12 }),
        fc.infiniteStream(fc.nat(12)),
        (own, part, random) => {
          const actions = own.filter(() => (random.next().value ?? 0) < part);
          const patterns = minimizeActions(actions, undefined, catalog, { words: 'whole' });
          expect(expandActions(patterns, catalog)).toEqual([...actions].sort());
          expectWhole(patterns, own);
          const set = setOf(
            catalog.size,
            actions.map((name) => catalog.byName.get(name.toLowerCase())?.index ?? -1),
          );
          expect(actionPatternsOf(set, catalog)).toEqual(patterns);
        },
      ),
      { numRuns: 40 },
    );
  }, 30_000);

  const word = fc.constantFrom('Ab', 'Abs', 'A', 'AB', 'Ba', 'b', 'Bab');
  const bound = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '*'), minLength: 1, maxLength: 5 });

  it('is exact, whole and within the given patterns in small catalogs where words hide in each other', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('')),
          {
            minLength: 2,
            maxLength: 14,
            selector: (name) => name.toLowerCase(),
          },
        ),
        fc.array(bound, { minLength: 1, maxLength: 3 }),
        fc.infiniteStream(fc.boolean()),
        (some, bounds, coins) => {
          const tiny = catalogOfNames(some.map((name) => `x:${name}`));
          const isAllowed = (name: string) => bounds.some((one) => matchesSlowly(one, name.toLowerCase()));
          const actions = some.filter((name) => isAllowed(name) && coins.next().value).map((name) => `x:${name}`);
          const within = bounds.map((one) => plainPattern(`x:${one}`));
          const patterns = minimizeActions(actions, within, tiny, { words: 'whole' });
          expect(expandActions(patterns, tiny)).toEqual([...actions].sort());
          // What the caller wrote may cut words; the rest may not.
          const ours = patterns.filter((one) => !within.includes(one.toLowerCase()));
          expectWhole(
            ours,
            tiny.actions.map(({ name }) => name),
          );
          const free = minimizeActions(actions, undefined, tiny, { words: 'whole' });
          expect(expandActions(free, tiny)).toEqual([...actions].sort());
          if (free[0] !== '*')
            expectWhole(
              free,
              tiny.actions.map(({ name }) => name),
            );
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('minimizeActions with leading words, and with none', () => {
  const small = catalogOfNames(
    ['GetItem', 'GetItemAcl', 'GetItems', 'PutItem', 'PutItemAcl', 'ListDBs'].map((name) => `x:${name}`),
  );
  const written = (actions: readonly string[], words: 'leading' | 'none', within?: readonly string[]) =>
    minimizeActions(
      actions.map((name) => `x:${name}`),
      within,
      small,
      { words },
    );

  it('cuts only behind the words that names begin with', () => {
    expect(written(['PutItem', 'PutItemAcl'], 'leading')).toEqual(['x:Put*']);
    // `*Acl` would be shorter, and begins with no word.
    expect(written(['GetItemAcl', 'PutItemAcl'], 'leading')).toEqual(['x:GetItemAcl', 'x:PutItemAcl']);
    // `GetItem*` would cut `GetItems`.
    expect(written(['GetItem', 'GetItemAcl'], 'leading')).toEqual(['x:GetItem', 'x:GetItemAcl']);
  });

  it('writes names out with none, but a whole service as one pattern', () => {
    expect(written(['PutItem', 'PutItemAcl'], 'none')).toEqual(['x:PutItem', 'x:PutItemAcl']);
    expect(minimizeActions(['s3:*', 'sqs:SendMessage'], undefined, catalog, { words: 'none' })).toEqual([
      's3:*',
      'sqs:SendMessage',
    ]);
    expect(actionPatternsOf(fullSet(catalog.size), catalog, 'none')).toEqual(['*']);
  });

  it('stays within the given patterns', () => {
    expect(written(['PutItem', 'PutItemAcl'], 'none', ['x:P*'])).toEqual(['x:PutItem', 'x:PutItemAcl']);
    expect(written(['GetItem', 'GetItemAcl', 'GetItems'], 'leading', ['x:GetIt*'])).toEqual(['x:GetIt*']);
  });

  it('matches exactly what was given, with wildcards at the end alone, and is the same from names and from a set', () => {
    const own = allNames.filter((name) => /^(sqs|kms|rds|lambda):/.test(name));
    fc.assert(
      fc.property(
        fc.constantFrom('leading', 'none'),
        fc.integer({ min: 1, max: 12 }),
        fc.infiniteStream(fc.nat(12)),
        (words, part, random) => {
          const actions = own.filter(() => (random.next().value ?? 0) < part);
          const patterns = minimizeActions(actions, undefined, catalog, { words });
          expect(expandActions(patterns, catalog)).toEqual([...actions].sort());
          expectWhole(patterns, own);
          const cut = patterns.filter((pattern) => pattern.includes('*') && !/^\w+:\*$/.test(pattern));
          expect(cut.filter((pattern) => words === 'none' || !/^[^*?]+\*$/.test(pattern))).toEqual([]);
          const set = setOf(
            catalog.size,
            actions.map((name) => catalog.byName.get(name.toLowerCase())?.index ?? -1),
          );
          expect(actionPatternsOf(set, catalog, words)).toEqual(patterns);
        },
      ),
      { numRuns: 30 },
    );
  }, 30_000);
});
