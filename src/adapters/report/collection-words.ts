import type { CollectionSummary } from '../../core/model/calls.ts';
import { listPhrase, named, type Phrase, phrase } from '../markup/phrase.ts';
import { count, formatNumber } from '../markup/prose.ts';

/** So many operations are told by name. */
const mostOperations = 3;

/** What collecting the bundle cost, in one sentence. */
export function collectionSentence({ tool, calls, total, throttled, retried }: CollectionSummary): Phrase {
  const trouble = [
    ...(throttled === 0 ? [] : [`${formatNumber(throttled)} throttled`]),
    ...(retried === 0 ? [] : [`${formatNumber(retried)} repeated`]),
  ];
  const cost = [`${count(total, 'call')} of AWS`, ...trouble].join(', ');
  const made = phrase`Collected by ${named(tool)} with ${cost}`;
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
