import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalogSync } from '../../../src/adapters/catalog/load-catalog.ts';
import { fullSet, isEmpty, membersOf, sizeOf } from '../../../src/core/catalog/action-set.ts';
import { matchesPattern } from '../../../src/core/catalog/pattern.ts';

const catalog = loadCatalogSync();

/** The slow, obvious version. */
function matchesSlowly(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const [sign, rest] = [pattern.slice(0, 1), pattern.slice(1)];
  if (sign === '*') {
    return Array.from({ length: text.length + 1 }, (_, skipped) => text.slice(skipped)).some((tail) =>
      matchesSlowly(rest, tail),
    );
  }
  return text !== '' && (sign === '?' || sign === text.slice(0, 1)) && matchesSlowly(rest, text.slice(1));
}

describe('matchesPattern', () => {
  it('agrees with the slow version on short patterns of few letters', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 7 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (a, b) => {
        expect(matchesPattern(a, b)).toBe(matchesSlowly(a, b));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('matching', () => {
  const names = (pattern: string) =>
    [...membersOf(catalog.matching(pattern))].map((index) => catalog.actions[index]?.name);

  it('agrees with the slow version on patterns cut from real action names', () => {
    const cut = fc
      .tuple(fc.nat(catalog.size - 1), fc.nat(30), fc.nat(30), fc.constantFrom('*', '?', '**', '*?'))
      .map(([index, from, length, wildcard]) => {
        const name = catalog.actions[index]?.name ?? '';
        const start = Math.min(name.indexOf(':') + 1 + from, name.length);
        return name.slice(0, start) + wildcard + name.slice(start + length);
      });
    fc.assert(
      fc.property(cut, (pattern) => {
        const service = pattern.slice(0, pattern.indexOf(':'));
        const slow = catalog.actions.filter(
          (action) => action.service === service && matchesSlowly(pattern.toLowerCase(), action.name.toLowerCase()),
        );
        expect(names(pattern)).toEqual(slow.map((action) => action.name));
      }),
      { numRuns: 60 },
    );
  });

  it.each(['*', '**', '*:*'])('takes `%s` for all actions', (pattern) => {
    expect(catalog.matching(pattern)).toEqual(fullSet(catalog.size));
  });

  it.each([
    's3',
    's*:GetObject',
    '?3:GetObject',
    '*:GetObject',
    's3:NoSuchAction',
    'nosuchservice:*',
    '',
    ':',
    'S3:',
    's3 :GetObject',
  ])('takes `%s` for no action', (pattern) => {
    expect(isEmpty(catalog.matching(pattern))).toBe(true);
  });

  it('looks at letters, not at their case', () => {
    expect(names('S3:getOBJECT')).toEqual(['s3:GetObject']);
    expect(catalog.matching('s3:GET*')).toBe(catalog.matching('S3:get*'));
  });

  it('takes `?` for exactly one character', () => {
    expect(names('ec2:CreateTag?')).toEqual(['ec2:CreateTags']);
    expect(names('ec2:CreateTags?')).toEqual([]);
  });

  it('keeps the services apart whose prefix begins alike', () => {
    expect(names('s3:*').every((name) => name?.startsWith('s3:'))).toBe(true);
    const all = [...catalog.services.keys()].reduce(
      (sum, service) => sum + sizeOf(catalog.matching(`${service}:*`)),
      0,
    );
    expect(all).toBe(catalog.size);
  });
});
