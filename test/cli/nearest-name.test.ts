import { describe, expect, it } from 'vitest';
import { nearestName } from '../../src/cli/nearest-name.ts';

const known = ['windowDays', 'accounts', 'coverage', 'keyFigures', 'failOn', 'unused-role', 'unused-user'];

describe('nearestName', () => {
  it.each([
    ['windowdays', 'windowDays'],
    ['window-days', 'windowDays'],
    ['acounts', 'accounts'],
    ['acocunts', 'accounts'],
    ['coverge', 'coverage'],
    ['key_figures', 'keyFigures'],
    ['unused-rol', 'unused-role'],
    ['fail_on', 'failOn'],
  ])('takes `%s` for `%s`', (name, meant) => {
    expect(nearestName(name, known)).toBe(meant);
  });

  it.each(['', 'x', 'exceptions', 'windowHours and more', '__proto__', 'a'.repeat(100_000)])(
    'offers nothing for %j, which is near to none',
    (name) => {
      expect(nearestName(name, known)).toBeUndefined();
    },
  );

  it('prefers the nearer of two, and the first of two equally near ones', () => {
    expect(nearestName('unused-usre', known)).toBe('unused-user');
    expect(nearestName('ab', ['aa', 'ac'])).toBe('aa');
  });
});
