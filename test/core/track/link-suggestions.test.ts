import { describe, expect, it } from 'vitest';
import { loadCatalogSync } from '../../../src/adapters/catalog/load-catalog.ts';
import type { Finding } from '../../../src/core/model/finding.ts';
import { linkedFindings } from '../../../src/core/track/link-suggestions.ts';
import { finding } from '../../adapters/report/audit-result.ts';
import { suggestion } from '../../adapters/report/suggestion.ts';

const catalog = loadCatalogSync();
const role = 'arn:aws:iam::111122223333:role/legacy-deployer';
const policy = 'arn:aws:iam::111122223333:policy/shared';
const own = suggestion({ id: 's-own', principal: role });
const { principal: _, ...rest } = suggestion();
const shared = { ...rest, id: 's-shared', policy, principals: [role] };
const group = { ...rest, id: 's-group', group: 'arn:aws:iam::111122223333:group/all', principals: [role] };
const set = { ...rest, id: 's-set', permissionSet: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1', principals: [role] };

function about(kind: Finding['subject']['kind'], arn: string): Finding {
  return finding({ subject: { kind, arn, id: 'ID', accountId: '111122223333' } });
}

function linkOf(one: Finding, suggestions: Parameters<typeof linkedFindings>[1]): string | undefined {
  return linkedFindings([one], suggestions, catalog)[0]?.suggestion;
}

describe('linkedFindings', () => {
  it('link a finding to the suggestion about its subject', () => {
    expect(linkOf(about('role', role), [own])).toBe('s-own');
    expect(linkOf(about('policy', policy), [own, shared])).toBe('s-shared');
    expect(linkOf(about('group', 'arn:aws:iam::111122223333:group/all'), [group])).toBe('s-group');
    expect(linkOf(about('permission-set', 'arn:aws:sso:::permissionSet/ssoins-1/ps-1'), [set])).toBe('s-set');
  });

  it('prefer its own to those about what it shares, whatever their order, and of those the first', () => {
    expect(linkOf(about('role', role), [shared, own])).toBe('s-own');
    expect(linkOf(about('role', role), [shared, group])).toBe('s-shared');
    expect(linkOf(about('user', role), [group])).toBe('s-group');
  });

  it('leave a finding as it is that no suggestion ends', () => {
    const other = about('role', 'arn:aws:iam::111122223333:role/other');
    expect(linkedFindings([other], [own, shared], catalog)).toEqual([other]);
    expect(linkOf(about('role', role), [])).toBeUndefined();
  });

  it('link no key and no password: a smaller policy does not end them', () => {
    expect(linkOf(about('access-key', role), [own])).toBeUndefined();
    expect(linkOf(about('password', role), [own])).toBeUndefined();
  });

  it('put first what the suggestion takes away, and make that anew with the link', () => {
    const one = about('role', role);
    const [linked = one] = linkedFindings([one], [own], catalog);
    expect(linked.fix).toEqual([
      expect.stringMatching(/^Its suggestion takes 6 of these 8 permissions away/),
      ...one.fix,
    ]);
    expect(linkedFindings([linked], [own], catalog)).toEqual([linked]);
    expect(linkedFindings([linked], [], catalog)).toEqual([one]);
  });
});
