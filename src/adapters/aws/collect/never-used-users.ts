/** Cells that say of a password that it was never used, or that there is none. */
const passwordNever: ReadonlySet<string> = new Set(['N/A', 'no_information']);

/** Cells that say nothing of further credentials. */
const nothing: ReadonlySet<string> = new Set(['', 'N/A', 'no_information', 'not_supported', 'false', '[]', '{}']);

/**
 * The ARNs of the users of whom a credential report says in full that neither their password nor a key was ever used. A user of whom it says
 * less, or who has credentials whose use it does not tell (certificates, and what `additional_credentials_info` names), is not among them.
 */
export function neverUsedUsersIn(report: string): ReadonlySet<string> {
  const [header = [], ...rows] = report.split(/\r?\n/).map(cellsOf);
  const never = rows.flatMap((cells) => {
    // A row with too many or too few cells says nothing.
    if (cells.length !== header.length) return [];
    const row = new Map(header.map((name, index) => [name, cells[index] ?? '']));
    return isNeverUsed(row) ? [row.get('arn') ?? ''] : [];
  });
  return new Set(never.filter((arn) => arn !== ''));
}

function isNeverUsed(row: ReadonlyMap<string, string>): boolean {
  return (
    passwordNever.has(row.get('password_last_used') ?? '') &&
    [1, 2].every((slot) => row.get(`access_key_${slot}_last_used_date`) === 'N/A') &&
    [1, 2].every((slot) => row.get(`cert_${slot}_active`) !== 'true') &&
    nothing.has(row.get('additional_credentials_info') ?? '')
  );
}

/** The cells of a line; AWS quotes those with commas, which names of users may have. */
function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    (quoted?.replaceAll('""', '"') ?? plain ?? '').trim(),
  );
}
