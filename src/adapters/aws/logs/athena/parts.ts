import { dateOf, dayMs, dayOf, startOfDay, type TimeWindow } from '../../../../core/model/time.ts';

/** What one query reads: the events of some accounts and days. */
export interface QueryPart {
  readonly accounts: readonly string[];
  readonly window: TimeWindow;
}

/**
 * The bounds of one query. Athena works out the folders of all accounts, regions and days of a query: 50 accounts, 17 regions and 8 days are
 * 6,800; of 1,000 accounts and 90 days they would be 1.5 million, and no query would come to its end.
 */
export const largestPart = { days: 7, accounts: 50 } as const;

/** A file delivered on a day may hold events of the day before; AWS delivers within minutes as a rule. */
export const lateDays = 1;

/** The accounts and days of a reading in parts, each for one query: accounts in the order of their ids, days as they come. */
export function partsOf(accounts: readonly string[], window: TimeWindow): readonly QueryPart[] {
  const sorted = [...new Set(accounts)].sort();
  const parts: QueryPart[] = [];
  for (let at = 0; at < sorted.length; at += largestPart.accounts) {
    const some = sorted.slice(at, at + largestPart.accounts);
    for (let from = window.from; from <= window.to; ) {
      const next = startOfDay(dayOf(from) + largestPart.days);
      parts.push({ accounts: some, window: { from, to: Math.min(window.to, next - 1) } });
      from = next;
    }
  }
  return parts;
}

/** A part as two, by days where it has several, else by accounts; nothing where it is one account's day. */
export function halvesOf({ accounts, window }: QueryPart): readonly QueryPart[] {
  const first = dayOf(window.from);
  const last = dayOf(window.to);
  if (last > first) {
    const middle = startOfDay(first + Math.ceil((last - first) / 2));
    return [
      { accounts, window: { from: window.from, to: middle - 1 } },
      { accounts, window: { from: middle, to: window.to } },
    ];
  }
  const half = Math.ceil(accounts.length / 2);
  if (accounts.length < 2) return [];
  return [accounts.slice(0, half), accounts.slice(half)].map((some) => ({ accounts: some, window }));
}

/** `50 accounts (111122223333 to 999988887777), 2026-08-01 to 2026-08-07`. */
export function partText({ accounts, window }: QueryPart): string {
  const [first = ''] = accounts;
  const who =
    accounts.length === 1 ? `account ${first}` : `${accounts.length} accounts (${first} to ${accounts.at(-1)})`;
  return `${who}, ${dateOf(window.from)} to ${dateOf(window.to)}`;
}

/** The days of a part. */
export function daysOf({ window }: QueryPart): readonly number[] {
  const first = dayOf(window.from);
  return Array.from({ length: Math.floor(window.to / dayMs) - first + 1 }, (_, at) => first + at);
}
