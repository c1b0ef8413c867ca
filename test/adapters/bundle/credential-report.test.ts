import { describe, expect, it } from 'vitest';
import { credentialReportOf } from '../../../src/adapters/bundle/credential-report.ts';
import type { Place } from '../../../src/adapters/bundle/shape.ts';

const columns =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,' +
  'access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,' +
  'access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,' +
  'cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';

/** A row with nothing in it but what `cells` names. */
function row(cells: Readonly<Record<string, string>>): string {
  return columns
    .split(',')
    .map(
      (column) =>
        cells[column] ??
        (column === 'user' ? 'ana' : column === 'arn' ? 'arn:u' : column.endsWith('_active') ? 'false' : 'N/A'),
    )
    .join(',');
}

function read(text: string) {
  const place: Place = { account: '111122223333', file: 'credential-report.csv', gaps: [] };
  const rows = credentialReportOf(text, place);
  return { rows, messages: place.gaps.map(({ errorCode, message }) => `${errorCode}: ${message}`) };
}

function only(cells: Readonly<Record<string, string>>) {
  const { rows, messages } = read(`${columns}\n${row(cells)}\n`);
  expect(messages).toStrictEqual([]);
  return rows?.[0];
}

describe('credentialReportOf', () => {
  it('reads a row in full', () => {
    expect(
      only({
        user_creation_time: '2025-01-01T00:00:00+00:00',
        password_enabled: 'true',
        password_last_used: '2026-10-01T10:00:00+00:00',
        password_last_changed: '2025-01-02T00:00:00+00:00',
        mfa_active: 'true',
        access_key_1_active: 'true',
        access_key_1_last_rotated: '2025-01-03T00:00:00+00:00',
        access_key_1_last_used_date: '2026-10-02T00:00:00+00:00',
        access_key_2_active: 'false',
        access_key_2_last_rotated: '2024-01-03T00:00:00+00:00',
      }),
    ).toStrictEqual({
      user: 'ana',
      arn: 'arn:u',
      createdAt: Date.UTC(2025, 0, 1),
      passwordEnabled: true,
      passwordLastUsedAt: Date.UTC(2026, 9, 1, 10),
      passwordNeverUsed: false,
      passwordChangedAt: Date.UTC(2025, 0, 2),
      mfaActive: true,
      keys: [
        {
          slot: 1,
          isActive: true,
          rotatedAt: Date.UTC(2025, 0, 3),
          lastUsedAt: Date.UTC(2026, 9, 2),
          wasNeverUsed: false,
        },
        { slot: 2, isActive: false, rotatedAt: Date.UTC(2024, 0, 3), wasNeverUsed: true },
      ],
      isWhole: true,
    });
  });

  it.each([
    ['true', 'no_information', true],
    ['true', 'N/A', true],
    ['false', 'N/A', false],
    ['false', 'no_information', true],
    ['not_supported', 'N/A', false],
    ['true', '2026-01-01T00:00:00Z', false],
    ['true', 'not_supported', false],
    ['true', '', false],
  ])('with password_enabled %s and password_last_used %s says never used: %s', (enabled, used, never) => {
    expect(only({ password_enabled: enabled, password_last_used: used })?.passwordNeverUsed).toBe(never);
  });

  it.each([
    ['N/A', true],
    ['no_information', false],
    ['not_supported', false],
    ['', false],
  ])('of a key last used %j says never used: %s', (used, wasNeverUsed) => {
    expect(only({ access_key_2_active: 'true', access_key_2_last_used_date: used })?.keys).toStrictEqual([
      { slot: 2, isActive: true, wasNeverUsed },
    ]);
  });

  it.each([
    [{ password_enabled: 'false' }, true],
    [{}, false],
    [{ password_enabled: 'true', password_last_used: 'no_information' }, true],
    [{ password_enabled: 'true', password_last_used: 'not_supported' }, false],
    [{ password_enabled: 'true', password_last_used: '' }, false],
    [{ password_enabled: 'not_supported' }, false],
    [{ password_enabled: '' }, false],
    [{ password_enabled: 'false', access_key_1_active: 'true', access_key_1_last_used_date: 'no_information' }, false],
    [{ password_enabled: 'false', access_key_1_active: 'true', access_key_1_last_used_date: 'N/A' }, true],
    [{ password_enabled: 'false', access_key_2_active: '' }, false],
  ])('says of %j whether it tells of every credential: %j', (cells, isWhole) => {
    expect(only(cells)?.isWhole).toBe(isWhole);
  });

  it('tells which columns a report lacks, and calls no row of it whole', () => {
    const { rows, messages } = read('user,arn,password_enabled\na,arn:a,false');
    expect(rows?.[0]?.isWhole).toBe(false);
    expect(messages).toStrictEqual([expect.stringMatching(/^WrongShape: there is no column `password_last_used`, /)]);
  });

  it("tells no password of the root's row, and its key", () => {
    const root = only({
      user: '<root_account>',
      password_enabled: 'not_supported',
      password_last_used: '2026-01-01T00:00:00+00:00',
      access_key_1_active: 'true',
    });
    expect(root).not.toHaveProperty('passwordEnabled');
    expect(root).toMatchObject({ user: '<root_account>', keys: [{ slot: 1, isActive: true, wasNeverUsed: true }] });
  });

  it('finds columns by name, in any order, with quotes, byte-order marks removed, CRLF and columns it does not know', () => {
    const text =
      'arn,"user",additional_credentials_info,mfa_active\r\n"arn:aws:iam::111122223333:user/a,b","=1+""2""",,false\r\n\r\n';
    expect(read(text)).toStrictEqual({
      rows: [
        {
          user: '=1+"2"',
          arn: 'arn:aws:iam::111122223333:user/a,b',
          passwordNeverUsed: false,
          mfaActive: false,
          keys: [],
          isWhole: false,
        },
      ],
      messages: [expect.stringMatching(/^WrongShape: there is no column `password_enabled`, /)],
    });
  });

  it('shows a date that is none, and does not take it for "never"', () => {
    const { rows, messages } = read(
      `${columns}\n${row({ access_key_1_active: 'true', access_key_1_last_used_date: 'yesterday' })}\n`,
    );
    expect(rows?.[0]?.keys).toStrictEqual([{ slot: 1, isActive: true, wasNeverUsed: false }]);
    expect(messages).toStrictEqual(['Unparsed: `row 2, access_key_1_last_used_date`: not a date: `yesterday`']);
  });

  it.each([
    ['', 'Truncated: the file is empty'],
    ['<html><body>x</body></html>', 'WrongShape: no columns `user` and `arn`: markup'],
    ['{"Content": "x"}', 'WrongShape: no columns `user` and `arn`'],
  ])('takes %j for no report', (text, message) => {
    expect(read(text)).toStrictEqual({ rows: undefined, messages: [message] });
  });

  it('keeps the rows that are whole', () => {
    const broken = read(`${columns}\n${row({})}\nb,arn:b\n${row({ user: 'c', arn: '' })}\n${row({ user: 'd' })}`);
    expect(broken.messages).toStrictEqual([
      'WrongShape: row 3 has 2 cells, the header 22',
      'WrongShape: row 4 has no `arn`',
    ]);
    const cut = read(`${columns}\n${row({})}\nb,arn`);
    expect(cut.rows?.map((one) => one.user)).toStrictEqual(['ana']);
    expect(cut.messages).toStrictEqual(['Truncated: row 3 has 2 cells, the header 22']);
  });
});
