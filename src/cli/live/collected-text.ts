import { plainText } from '../../adapters/markup/phrase.ts';
import { listOf, wrap } from '../../adapters/markup/prose.ts';
import { visible } from '../../adapters/markup/visible.ts';
import { type AccountName, accountList } from '../../adapters/report/accounts.ts';
import { gapLines } from '../../adapters/report/gap-lines.ts';
import type { CallCount } from '../../core/model/calls.ts';
import type { Gap } from '../../core/model/gap.ts';
import { counted } from '../progress.ts';

/** What a collection has to say when it is through. */
export interface ToldCollection {
  readonly path: string;
  /** Account ids, those that refused among them. */
  readonly accounts: readonly string[];
  /** Account ids that could not be entered. */
  readonly refused: readonly string[];
  /** Accounts of the organization that are not open. */
  readonly leftOut: readonly { readonly id: string; readonly why: string }[];
  readonly gaps: readonly Gap[];
  /** Of this run and those that it went on with. */
  readonly calls: readonly CallCount[];
  /** Files of answers in the bundle. */
  readonly files: number;
}

const width = 100;

/** What was collected, what was not and why, what it cost, and what to do next, as lines. */
export function collectedLines({
  path,
  accounts,
  refused,
  leftOut,
  gaps,
  calls,
  files,
}: ToldCollection): readonly string[] {
  const entered = accounts.filter((id) => !refused.includes(id));
  const nameOf: AccountName = (id) => id;
  const unseen = gapLines(gaps, nameOf).map(plainText);
  const refusal = accountList(refused, nameOf);
  return [
    `collected: ${accountsText(entered.length)} into ${path} (${counted(files)} files)`,
    ...(refused.length === 0
      ? []
      : [`could not enter: ${accountsText(refused.length)} (${refusal.replace(/^in /, '')})`]),
    ...leftOut.map(({ id, why }) => `left out: ${id}: ${visible(why)}`),
    ...(unseen.length === 0 ? ['everything that was asked for was answered'] : ['', 'What could not be read:']),
    ...unseen.flatMap((line) => indented(line)),
    ...(gaps.some(({ errorCode }) => /AccessDenied|Unauthorized/i.test(errorCode))
      ? ['`iam-drift doctor` tells what is lost without each permission, and prints the policy that grants them']
      : []),
    ...(unseen.length === 0 ? [] : ['']),
    callsLine(calls),
    `next: iam-drift audit --from ${shellWord(path)}`,
  ];
}

function accountsText(accounts: number): string {
  return accounts === 1 ? 'one account' : `${counted(accounts)} accounts`;
}

function indented(line: string): readonly string[] {
  return wrap(line, width - 4).map((part, place) => `${place === 0 ? '  - ' : '    '}${part}`);
}

/** The calls by service, the most first: `1,234 calls of AWS (iam 1,100, cloudtrail 134), 12 repeated, 3 throttled`. */
export function callsLine(calls: readonly CallCount[]): string {
  const sum = (of: (count: CallCount) => number): number => calls.reduce((total, count) => total + of(count), 0);
  const byService = new Map<string, number>();
  for (const { service, calls: some } of calls) byService.set(service, (byService.get(service) ?? 0) + some);
  const services = [...byService]
    .sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1))
    .map(([service, some]) => `${service} ${counted(some)}`);
  const repeated = sum(({ retries }) => retries);
  const throttled = sum(({ throttled: some }) => some);
  const amount = (count: number): string => (count === 1 ? 'one' : counted(count));
  const total = sum((count) => count.calls);
  return [
    `${amount(total)} ${total === 1 ? 'call' : 'calls'} of AWS${services.length === 0 ? '' : ` (${listOf(services, 4)})`}`,
    ...(repeated === 0 ? [] : [`${amount(repeated)} repeated`]),
    ...(throttled === 0 ? [] : [`${amount(throttled)} throttled`]),
  ].join(', ');
}

/** A path as a shell takes it. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
