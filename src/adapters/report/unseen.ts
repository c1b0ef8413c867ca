import type { AuditResult } from '../../core/model/finding.ts';
import { listPhrase, named, type Phrase, phrase } from '../markup/phrase.ts';
import { count, listOf, shorten } from '../markup/prose.ts';
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
