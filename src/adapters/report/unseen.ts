import type { AuditResult } from '../../core/model/finding.ts';
import type { Gap } from '../../core/model/gap.ts';
import { listPhrase, named, type Phrase, phrase } from '../markup/phrase.ts';
import { capitalized, count, formatNumber, listOf, shorten } from '../markup/prose.ts';
import { type AccountName, accountList, accountNameOf } from './accounts.ts';

const sourceNames: Readonly<Record<string, string>> = {
  logs: 'CloudTrail logs',
  'action-last-accessed': 'last-accessed data by action',
  'service-last-accessed': 'last-accessed data by service',
  'credential-report': 'the credential report',
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
  return grouped(gaps, sentenceOf).map(([sentence, rows]) => {
    const [only] = rows;
    if (rows.length === 1 && only !== undefined) return withPlaces(ownSentenceOf(only), placesOf(rows, nameOf));
    return withPlaces(sentence, placesOf(rows, nameOf));
  });
}

function placesOf(rows: readonly Gap[], nameOf: AccountName): readonly string[] {
  const accounts = new Set(rows.map(({ account }) => account));
  const regions = [...new Set(rows.flatMap(({ region }) => (region === undefined ? [] : [region])))].sort();
  return [
    accountList([...accounts], nameOf),
    regions.length === 0 ? '' : `in ${regions.length > 3 ? count(regions.length, 'region') : listOf(regions)}`,
    rows.length > accounts.size ? `${formatNumber(rows.length)} times` : '',
  ];
}

/** A refusal is told without AWS's message, which repeats the auditor's ARN. */
function ownSentenceOf({ service, operation, errorCode, message }: Gap): string {
  if (/AccessDenied|Unauthorized/i.test(errorCode))
    return `The auditor was not allowed to call ${service}:${operation}`;
  return `${capitalized(service)}, ${operation}: ${shorten(message, 200)}`;
}

/** The same for gaps that differ only in where they were met: account, region and file are taken out of the message. */
function sentenceOf(gap: Gap): string {
  const { message, account, region, path } = gap;
  let text = message;
  if (path !== undefined && path !== '') text = text.replaceAll(path, 'a file');
  if (account !== '') text = text.replaceAll(account, '…');
  if (region !== undefined && region !== '') text = text.replaceAll(region, '…');
  return ownSentenceOf({ ...gap, message: text });
}

function coverageLines(result: AuditResult, nameOf: AccountName): readonly Phrase[] {
  const missing = result.scan.coverage.filter(({ isCovered }) => !isCovered);
  return grouped(
    missing,
    ({ source, what, text }) => `${sourceNames[source] ?? source}, ${what}: ${shorten(text, 200)}`,
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
  return grouped(scan.skipped, ({ needs }) => needs.replaceAll('-', ' ')).map(([needs, rows]) => {
    const detectors = [...new Set(rows.map(({ detector }) => detector))].sort();
    const accounts = accountList(
      rows.map(({ accountId }) => accountId),
      nameOf,
    );
    return phrase`Not looked for ${accounts === '' ? 'at all' : accounts}, for want of ${needs}: ${listPhrase(detectors.map(named))}.`;
  });
}

function withPlaces(sentence: string, places: readonly string[]): Phrase {
  const told = places.filter((place) => place !== '').join(', ');
  const open = sentence.replace(/[.\s]+$/, '');
  return [told === '' ? `${open}.` : `${open}, ${told}.`];
}

/** Rows by key, the largest group first, then by key. */
function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups].sort(([a, one], [b, two]) => two.length - one.length || (a < b ? -1 : 1));
}
