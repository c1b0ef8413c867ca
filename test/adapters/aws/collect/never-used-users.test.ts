import { describe, expect, it } from 'vitest';
import { neverUsedUsersIn } from '../../../../src/adapters/aws/collect/never-used-users.ts';

const plain: Readonly<Record<string, string>> = {
  user: 'ana',
  arn: 'ana',
  password_enabled: 'false',
  password_last_used: 'N/A',
  access_key_1_last_used_date: 'N/A',
  access_key_2_last_used_date: 'N/A',
  cert_1_active: 'false',
  cert_2_active: 'false',
};

function reportOf(row: Readonly<Record<string, string>>, end = '\n'): string {
  return [Object.keys(row).join(','), Object.values(row).join(',')].join(end);
}

describe('neverUsedUsersIn', () => {
  it.each([
    ['no password and no key', {}],
    ['a password never used', { password_enabled: 'true', password_last_used: 'no_information' }],
    ['no further credentials', { additional_credentials_info: 'N/A' }],
  ])('names a user with %s', (_, over) => {
    expect([...neverUsedUsersIn(reportOf({ ...plain, ...over }))]).toEqual(['ana']);
  });

  it.each([
    ['a used password', { password_last_used: '2026-01-01T00:00:00+00:00' }],
    ['a used key', { access_key_1_last_used_date: '2026-01-01T00:00:00+00:00' }],
    ['a used second key', { access_key_2_last_used_date: '2020-01-01T00:00:00+00:00' }],
    ['a password of which nothing is told', { password_last_used: 'not_supported' }],
    ['a key of which nothing is told', { access_key_1_last_used_date: 'no_information' }],
    ['a key with an empty cell', { access_key_2_last_used_date: '' }],
    ['a certificate', { cert_1_active: 'true' }],
    ['further credentials', { additional_credentials_info: 'bedrock' }],
    ['a cell too many', { extra: 'a,b' }],
  ])('does not name a user with %s', (_, over) => {
    expect(neverUsedUsersIn(reportOf({ ...plain, ...over })).size).toBe(0);
  });

  it('does not take a missing column for never', () => {
    const { access_key_2_last_used_date: _, ...row } = plain;
    expect(neverUsedUsersIn(reportOf(row)).size).toBe(0);
  });

  it('reads quoted names, and lines that end as on Windows', () => {
    const row = { ...plain, user: '"a,""b"', arn: '"arn:a,""b"' };
    expect([...neverUsedUsersIn(reportOf(row, '\r\n'))]).toEqual(['arn:a,"b']);
  });

  it.each([[''], ['<html><body>'], ['user,arn\n']])('finds nobody in %j', (text) => {
    expect(neverUsedUsersIn(text).size).toBe(0);
  });
});
