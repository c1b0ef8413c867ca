import { plainText } from '../../adapters/markup/phrase.ts';
import { count } from '../../adapters/markup/prose.ts';
import { gapLines } from '../../adapters/report/gap-lines.ts';
import { counted, spoken } from '../progress.ts';
import type { Estimate } from './estimate.ts';

/** What a collection would take, as lines: all of it, then by what is asked. */
export function estimateLines({ accounts, gaps, calls, seconds, isOpen }: Estimate): readonly string[] {
  const rows = new Map<string, { calls: number; isOpen: boolean }>();
  for (const row of accounts.flatMap((account) => account.calls)) {
    const known = rows.get(row.what) ?? { calls: 0, isOpen: false };
    rows.set(row.what, { calls: known.calls + row.calls, isOpen: known.isOpen || row.isOpen === true });
  }
  const width = Math.max(0, ...[...rows.values()].map((row) => amount(row).length));
  const of = accounts.length === 1 ? 'one account' : `${counted(accounts.length)} accounts`;
  const roles = accounts.reduce((sum, { size }) => sum + size.roles, 0);
  const users = accounts.reduce((sum, { size }) => sum + size.users, 0);
  const total = `about ${amount({ calls, isOpen })} calls of AWS, about ${spoken(seconds * 1000)}${isOpen ? ' and more' : ''}, for ${of} with ${count(roles, 'role')} and ${count(users, 'user')}`;
  return [
    accounts.length === 0 ? 'no account could be asked how large it is' : total,
    ...[...rows].map(([what, row]) => `  ${amount(row).padStart(width)}  ${what}`),
    ...(isOpen ? ['"and more": how much there is to read is not known before'] : []),
    ...(gaps.length === 0 || accounts.length === 0
      ? []
      : ['Not in it, since they could not be asked how large they are:']),
    ...gapLines(gaps, (id) => id).map((line) => `  - ${plainText(line)}`),
    'nothing was collected',
  ];
}

function amount({ calls, isOpen }: { readonly calls: number; readonly isOpen: boolean }): string {
  return `${counted(calls)}${isOpen ? ' and more' : ''}`;
}
