import type { AuditResult } from '../../core/model/finding.ts';
import { formatNumber, listOf, shorten } from '../markup/prose.ts';

/** Names an account for a reader: `payments-prod (111122223333)`, or its id where it has no alias. */
export type AccountName = (accountId: string) => string;

/** How the scan's accounts are called. */
export function accountNameOf({ scan }: Pick<AuditResult, 'scan'>): AccountName {
  const aliases = new Map(scan.accounts.map((account) => [account.id, account.alias]));
  return (accountId) => {
    const alias = aliases.get(accountId);
    return alias === undefined ? accountId : `${shorten(alias, 40)} (${accountId})`;
  };
}

/** Accounts as a sentence has them: the one by name, several by number with the first two named. */
export function accountList(accountIds: readonly string[], nameOf: AccountName): string {
  const distinct = [...new Set(accountIds)].filter((id) => id !== '').sort();
  if (distinct.length === 0) return '';
  if (distinct.length <= 2) return `in ${listOf(distinct.map(nameOf))}`;
  return `in ${formatNumber(distinct.length)} accounts: ${listOf(distinct.map(nameOf), 2)}`;
}
