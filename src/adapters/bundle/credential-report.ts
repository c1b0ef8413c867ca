import type { CredentialReportKey, CredentialReportRow } from '../../core/model/bundle.ts';
import { csvRows } from './csv.ts';
import { addGap, instantIn, optional, type Place } from './shape.ts';

/**
 * The rows of a credential report, read by the names of its columns; `undefined` when it is none.
 *
 * AWS's words (IAM user guide, "Getting credential reports" and "Finding unused credentials"): a password last used `no_information`
 * was never used, or not since 2014-10-20; `N/A` means that there is no password. An access key last used `N/A` was never used or not
 * since 2015-04-22, or there is no key. Anything else that is no date (`not_supported`, `no_information` for a key, an empty cell)
 * tells nothing, and is never taken for "never used".
 */
export function credentialReportOf(text: string, place: Place): readonly CredentialReportRow[] | undefined {
  const [header, ...rows] = csvRows(text);
  const columns = new Map((header ?? []).map((name, index) => [name.trim().toLowerCase(), index]));
  if (!columns.has('user') || !columns.has('arn')) {
    const isMarkup = text.trimStart().startsWith('<');
    const what =
      text.trim() === '' ? 'the file is empty' : `no columns \`user\` and \`arn\`${isMarkup ? ': markup' : ''}`;
    addGap(place, text.trim() === '' ? 'Truncated' : 'WrongShape', what);
    return undefined;
  }
  const missing = neededColumns.filter((name) => !columns.has(name));
  if (missing.length > 0)
    addGap(place, 'WrongShape', `there is no column ${missing.map((name) => `\`${name}\``).join(', ')}`);
  return rows.flatMap((cells, index) => {
    const line = index + 2;
    if (cells.length !== header?.length) {
      const isLast = index === rows.length - 1 && cells.length < (header?.length ?? 0);
      addGap(
        place,
        isLast ? 'Truncated' : 'WrongShape',
        `row ${line} has ${cells.length} cells, the header ${header?.length ?? 0}`,
      );
      return [];
    }
    const row = rowOf((column) => cells[columns.get(column) ?? -1]?.trim(), line, place);
    if (row.arn !== '') return [row];
    addGap(place, 'WrongShape', `row ${line} has no \`arn\``);
    return [];
  });
}

const neededColumns = [
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  ...[1, 2].flatMap((slot) => ['active', 'last_rotated', 'last_used_date'].map((name) => `access_key_${slot}_${name}`)),
];

/** The cell of a column; `undefined` when the report has no such column. */
type Cells = (column: string) => string | undefined;

function rowOf(cell: Cells, line: number, place: Place): CredentialReportRow {
  const passwordEnabled = flagOf(cell('password_enabled'));
  const lastUsed = cell('password_last_used');
  const date = (column: string) => dateOf(cell(column), `row ${line}, ${column}`, place);
  const isPasswordTold =
    passwordEnabled === false || date('password_last_used') !== undefined || isNever(lastUsed, passwordEnabled);
  return {
    user: cell('user') ?? '',
    arn: cell('arn') ?? '',
    ...optional('createdAt', date('user_creation_time')),
    ...optional('passwordEnabled', passwordEnabled),
    ...optional('passwordLastUsedAt', date('password_last_used')),
    passwordNeverUsed: isNever(lastUsed, passwordEnabled),
    ...optional('passwordChangedAt', date('password_last_changed')),
    ...optional('mfaActive', flagOf(cell('mfa_active'))),
    keys: ([1, 2] as const).flatMap((slot) => keyOf(slot, cell, date)),
    isWhole:
      passwordEnabled !== undefined && isPasswordTold && ([1, 2] as const).every((slot) => isKeyTold(slot, cell, date)),
  };
}

function keyOf(slot: 1 | 2, cell: Cells, date: (column: string) => number | undefined): readonly CredentialReportKey[] {
  const isActive = flagOf(cell(`access_key_${slot}_active`)) === true;
  const rotatedAt = date(`access_key_${slot}_last_rotated`);
  if (!isActive && rotatedAt === undefined) return [];
  const column = `access_key_${slot}_last_used_date`;
  return [
    {
      slot,
      isActive,
      ...optional('rotatedAt', rotatedAt),
      ...optional('lastUsedAt', date(column)),
      wasNeverUsed: cell(column) === 'N/A',
    },
  ];
}

function isNever(lastUsed: string | undefined, passwordEnabled: boolean | undefined): boolean {
  return lastUsed === 'no_information' || (lastUsed === 'N/A' && passwordEnabled === true);
}

/** A key that is known not to be active cannot be used; of an active one the last use must be told. */
function isKeyTold(slot: 1 | 2, cell: Cells, date: (column: string) => number | undefined): boolean {
  const isActive = flagOf(cell(`access_key_${slot}_active`));
  const column = `access_key_${slot}_last_used_date`;
  return isActive === false || (isActive === true && (cell(column) === 'N/A' || date(column) !== undefined));
}

function flagOf(cell: string | undefined): boolean | undefined {
  if (cell?.toLowerCase() === 'true') return true;
  return cell?.toLowerCase() === 'false' ? false : undefined;
}

const noDates: ReadonlySet<string> = new Set(['', 'N/A', 'no_information', 'not_supported']);

function dateOf(cell: string | undefined, where: string, place: Place): number | undefined {
  return cell === undefined || noDates.has(cell) ? undefined : instantIn(cell, where, place);
}
