import type { AuditResult } from '../../core/model/finding.ts';
import type { Gap } from '../../core/model/gap.ts';
import { listPhrase, named, type Phrase, phrase } from '../markup/phrase.ts';
import { capitalized, count, formatNumber, listOf, shorten } from '../markup/prose.ts';
import { type AccountName, accountList, accountNameOf } from './accounts.ts';

const sourceNames: Readonly<Record<string, string>> = {
  logs: 'CloudTrail logs',
  'last-accessed': 'Last-accessed data',
  'action-last-accessed': 'Last-accessed data by action',
  'service-last-accessed': 'Last-accessed data by service',
  'credential-report': 'The credential report',
};

/** What the scan could not see, one sentence a kind; equal sentences over accounts are told once, the widest first. */
export function unseenLines(result: AuditResult): readonly Phrase[] {
  const nameOf = accountNameOf(result);
  return [
    ...gapLines(result.scan.gaps, nameOf),
    ...coverageLines(result, nameOf),
    ...unmappedLines(result),
    ...unknownLines(result),
    ...skippedLines(result, nameOf),
  ];
}

function gapLines(gaps: readonly Gap[], nameOf: AccountName): readonly Phrase[] {
  return grouped(gaps, gapSentence, gapSentenceAnywhere).map(([sentence, rows]) => {
    const accounts = [...new Set(rows.map(({ account }) => account))];
    const regions = [...new Set(rows.flatMap(({ region }) => (region === undefined ? [] : [region])))].sort();
    return withPlaces(sentence, [
      accountList(accounts, nameOf),
      regions.length === 0 ? '' : `in ${regions.length > 3 ? count(regions.length, 'region') : listOf(regions)}`,
      rows.length > accounts.length ? `${formatNumber(rows.length)} times` : '',
    ]);
  });
}

/** A refusal is told without AWS's message, which repeats the auditor's ARN. */
function gapSentence({ service, operation, account, errorCode, message, path }: Gap): string {
  if (/AccessDenied|Unauthorized/i.test(errorCode))
    return `The auditor was not allowed to call ${service}:${operation}`;
  const told = shorten(message, 200);
  if (path === undefined || message.includes(path)) return `${capitalized(service)}, ${operation}: ${told}`;
  const inside =
    account !== '' && path.startsWith(`accounts/${account}/`) ? path.slice(`accounts/${account}/`.length) : path;
  return `${shorten(inside, 100)}: ${told}`;
}

/** The same sentence for all gaps that differ only in where they were met: account, region and log file are taken out. */
function gapSentenceAnywhere(gap: Gap): string {
  const { account, region, path, service } = gap;
  const isLog = service === 'logs' && path !== undefined;
  let sentence = isLog ? `Log files: ${shorten(gap.message.replaceAll(path, 'a file'), 200)}` : gapSentence(gap);
  if (account !== '') sentence = sentence.replaceAll(account, '…');
  if (region !== undefined && region !== '') sentence = sentence.replaceAll(region, '…');
  return sentence;
}

function coverageLines({ scan }: AuditResult, nameOf: AccountName): readonly Phrase[] {
  const missing = scan.coverage.filter(({ isCovered }) => !isCovered);
  const byAccount = groups(missing, ({ accountId, source, text }) => `${accountId} ${source} ${text}`).flatMap(
    (rows) => {
      const [row] = rows;
      if (row === undefined) return [];
      const source = sourceNames[row.source] ?? row.source;
      const sentence = `${source} (${listOf(
        rows.map(({ what }) => what),
        3,
      )}): ${shorten(row.text, 200)}`;
      return [{ accountId: row.accountId, sentence }];
    },
  );
  return grouped(
    byAccount,
    ({ sentence }) => sentence,
    ({ sentence }) => sentence,
  ).map(([sentence, rows]) =>
    withPlaces(sentence, [
      accountList(
        rows.map(({ accountId }) => accountId),
        nameOf,
      ),
    ]),
  );
}

function unmappedLines({ scan }: AuditResult): readonly Phrase[] {
  const events = [...scan.unmappedEvents].sort((a, b) => b.count - a.count || (a.eventName < b.eventName ? -1 : 1));
  if (events.length === 0) return [];
  const calls = events.reduce((total, event) => total + event.count, 0);
  const examples = events.map(({ eventSource, eventName }) =>
    named(`${shorten(eventSource, 60)} ${shorten(eventName, 60)}`),
  );
  return [
    phrase`${count(events.length, 'kind')} of event (${count(calls, 'call')}) could not be tied to a permission, so use of those services is not judged: ${listPhrase(examples, 3)}.`,
  ];
}

function unknownLines({ scan }: AuditResult): readonly Phrase[] {
  const callers = [...scan.unknownPrincipals].sort((a, b) => b.events - a.events || (a.arn < b.arn ? -1 : 1));
  if (callers.length === 0) return [];
  const examples = callers.map(({ arn, id }) => named(shorten(arn === '' ? id : arn, 100)));
  const verb = callers.length === 1 ? 'is' : 'are';
  return [
    phrase`${count(callers.length, 'principal')} in the logs ${verb} not known to IAM (deleted since, perhaps): ${listPhrase(examples, 2)}.`,
  ];
}

function skippedLines({ scan }: AuditResult, nameOf: AccountName): readonly Phrase[] {
  return groups(scan.skipped, ({ needs }) => needs).map((rows) => {
    const detectors = [...new Set(rows.map(({ detector }) => detector))].sort();
    const accounts = accountList(
      rows.map(({ accountId }) => accountId),
      nameOf,
    );
    const where = accounts === '' ? 'across accounts' : accounts;
    return phrase`${listPhrase(detectors.map(named))} could not be looked for ${where}, for want of ${rows[0]?.needs ?? ''}.`;
  });
}

function withPlaces(sentence: string, places: readonly string[]): Phrase {
  const told = places.filter((place) => place !== '').join(', ');
  const open = sentence.replace(/[.\s]+$/, '');
  return [told === '' ? `${open}.` : `${open}, ${told}.`];
}

/**
 * Rows that say the same, with what they say: the sentence itself where it is the same for all, else the one that fits all, numbers taken
 * out.
 */
function grouped<T>(
  rows: readonly T[],
  sentenceOf: (row: T) => string,
  sentenceAnywhereOf: (row: T) => string,
): readonly (readonly [string, readonly T[]])[] {
  const keyOf = (row: T): string => sentenceAnywhereOf(row).replace(/(?<![\w:])\d[\d,.:-]*(?![\w:])/g, '…');
  return groups(rows, keyOf).map((group) => {
    for (const tell of [sentenceOf, sentenceAnywhereOf]) {
      const [sentence = '', ...others] = new Set(group.map(tell));
      if (others.length === 0) return [sentence, group];
    }
    const [first] = group;
    return [first === undefined ? '' : keyOf(first), group];
  });
}

/** Rows by key, the largest group first, then by key. */
function groups<T>(rows: readonly T[], keyOf: (row: T) => string): readonly (readonly T[])[] {
  const byKey = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [row]);
    else group.push(row);
  }
  return [...byKey].sort(([a, one], [b, two]) => two.length - one.length || (a < b ? -1 : 1)).map(([, group]) => group);
}
