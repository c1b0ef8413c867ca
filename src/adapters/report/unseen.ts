import type { AuditResult, CoverageSummary } from '../../core/model/finding.ts';
import { listPhrase, named, type Phrase, phrase } from '../markup/phrase.ts';
import { count, formatNumber, listOf, shorten } from '../markup/prose.ts';
import { type AccountName, accountList, accountNameOf } from './accounts.ts';
import { gapLines } from './gap-lines.ts';
import { grouped, groups, withPlaces } from './same-sentence.ts';

const sourceNames: Readonly<Record<string, string>> = {
  logs: 'CloudTrail logs',
  'event-history': 'The event history',
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

/** More lines than these are told by their number: a large organization has some for each account. */
const mostSeen = 30;

/** What the scan could see and where, one sentence a source; those that are equal over accounts are told once. */
export function seenLines(result: AuditResult): readonly Phrase[] {
  const nameOf = accountNameOf(result);
  const rows = groups(coverageSentences(result, true), ({ sentence }) => sentence);
  const lines = rows.slice(0, mostSeen).map((group) =>
    withPlaces(group[0]?.sentence ?? '', [
      accountList(
        group.map(({ accountId }) => accountId),
        nameOf,
      ),
    ]),
  );
  const more = rows.length - lines.length;
  return more === 0 ? lines : [...lines, phrase`And ${formatNumber(more)} more, in findings.json under scan.coverage.`];
}

/** What one source covers, or does not, of an account. */
interface CoverageSentence {
  readonly accountId: string;
  readonly sentence: string;
}

function coverageSentences({ scan }: AuditResult, isSeen: boolean): readonly CoverageSentence[] {
  const told = scan.coverage.filter((row) => row.isCovered === isSeen && !isToldByGap(row, scan));
  return groups(told, ({ accountId, source, text }) => `${accountId} ${source} ${text}`).flatMap((rows) => {
    const [row] = rows;
    if (row === undefined) return [];
    const source = sourceNames[row.source] ?? row.source;
    const sentence = `${source} (${listOf(
      rows.map(({ what }) => what),
      3,
    )}): ${shorten(row.text, 200)}`;
    return [{ accountId: row.accountId, sentence }];
  });
}

/** Whether no log file was read of any account: then one gap tells it, and where files were looked for. */
function isToldByGap({ source, from, isCovered }: CoverageSummary, { gaps }: AuditResult['scan']): boolean {
  const isEmpty = source === 'logs' && from === undefined && !isCovered;
  return (
    isEmpty &&
    gaps.some(({ service, errorCode, path }) => service === 'logs' && errorCode === 'Missing' && path === undefined)
  );
}

function coverageLines(result: AuditResult, nameOf: AccountName): readonly Phrase[] {
  return grouped(
    coverageSentences(result, false),
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
