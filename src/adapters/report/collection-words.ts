import type { CollectionSummary, LogsRead } from '../../core/model/calls.ts';
import { listPhrase, named, type Phrase, phrase } from '../markup/phrase.ts';
import { count, formatNumber } from '../markup/prose.ts';

/** So many operations are told by name. */
const mostOperations = 3;

/** Who collected the bundle, at what cost, and whose logs were read where: a sentence or two. */
export function collectionSentence(collection: CollectionSummary): Phrase {
  const cost = costSentence(collection);
  const { logs = [] } = collection;
  return logs.length === 0 ? cost : phrase`${cost} Logs: ${listPhrase(logs.map(logsPhrase))}.`;
}

function logsPhrase({ source, location = '', accounts }: LogsRead): Phrase {
  const of = count(accounts, 'account');
  switch (source) {
    case 'changes-only':
      return phrase`changes of IAM from the event history (${of})`;
    case 'event-history':
      return phrase`the event history (${of})`;
    case 's3':
      return phrase`the files in ${named(location)} (${of})`;
    case 'athena':
      return phrase`the files in ${named(location)}, read by Athena (${of})`;
  }
}

function costSentence({ tool, calledBy, role, calls, total, throttled, retried }: CollectionSummary): Phrase {
  const trouble = [
    ...(throttled === 0 ? [] : [`${formatNumber(throttled)} throttled`]),
    ...(retried === 0 ? [] : [`${formatNumber(retried)} repeated`]),
  ];
  const cost = [`${count(total, 'call')} of AWS`, ...trouble].join(', ');
  const as = calledBy === undefined ? phrase`` : phrase` as ${named(calledBy)}`;
  const by = role === undefined ? phrase`` : phrase`, in other accounts by their role ${named(role)},`;
  const made = phrase`Collected by ${named(tool)}${as}${by} with ${cost}`;
  if (total === 0) return phrase`${made}.`;
  const most = [...calls]
    .filter((row) => row.calls > 0)
    .sort((a, b) => b.calls - a.calls || (keyOf(a) < keyOf(b) ? -1 : 1))
    .slice(0, mostOperations)
    .map((row) => phrase`${named(keyOf(row))} ${formatNumber(row.calls)}`);
  return phrase`${made}; most: ${listPhrase(most)}.`;
}

function keyOf({ service, operation }: CollectionSummary['calls'][number]): string {
  return `${service}:${operation}`;
}
