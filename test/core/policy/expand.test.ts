import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalogSync } from '../../../src/adapters/catalog/load-catalog.ts';
import { expandActions, plainPattern } from '../../../src/core/policy/expand.ts';
import { catalogOfNames, matchesSlowly } from './catalog-of-names.ts';

const catalog = loadCatalogSync();

describe('expandActions', () => {
  it('gives names in the spelling of the catalog, each once, by code units', () => {
    const small = catalogOfNames(['x:getB', 'x:GetA', 'x:Put', 'y:GetA']);
    expect(expandActions(['X:G*', 'x:?et*', 'y:geta'], small)).toEqual(['x:GetA', 'x:getB', 'y:GetA']);
  });

  it.each(['*', '*:*', '***'])('takes `%s` for all actions', (pattern) => {
    expect(expandActions([pattern], catalog)).toEqual(catalog.actions.map(({ name }) => name).sort());
  });

  it('finds nothing for names and services that are not listed, wildcards in the prefix and texts that are no actions', () => {
    expect(
      expandActions(['s3:NoSuchThing', 'nosuch:*', 's*:GetObject', '*:GetObject', 's3', '', ':', 's3:'], catalog),
    ).toEqual([]);
    expect(expandActions([], catalog)).toEqual([]);
  });

  it('answers at once to patterns of a million wildcards', () => {
    const started = performance.now();
    const many = 1_000_000;
    expect(expandActions([`s3:${'*'.repeat(many)}`], catalog)).toEqual(expandActions(['s3:*'], catalog));
    expect(expandActions([`s3:${'*?'.repeat(many)}`], catalog)).toEqual([]);
    expect(expandActions([`ec2:${'*a'.repeat(many)}`, `ec2:${'*e*s'.repeat(many)}*`], catalog)).toEqual([]);
    // Generous: it took minutes before runs were shortened.
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('agrees with the slow reading of patterns', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'B', 'b'), minLength: 1, maxLength: 4 });
    const pattern = fc.string({ unit: fc.constantFrom('A', 'b', '*', '?'), maxLength: 5 });
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { selector: (text) => text.toLowerCase(), minLength: 1 }),
        pattern,
        (names, text) => {
          const small = catalogOfNames(names.map((one) => `x:${one}`));
          const slow = names
            .filter((one) => matchesSlowly(text.toLowerCase(), one.toLowerCase()))
            .map((one) => `x:${one}`);
          expect(expandActions([`x:${text}`], small)).toEqual(slow.sort());
        },
      ),
    );
  });
});

describe('plainPattern', () => {
  it('writes each run of wildcards in one way', () => {
    expect(['a**b', 'a*?b', 'a?*?*b', 'a??b', '*', 'a*b*'].map(plainPattern)).toEqual([
      'a*b',
      'a?*b',
      'a??*b',
      'a??b',
      '*',
      'a*b*',
    ]);
  });
});
