import type { BundleWriter } from '../../core/model/bundle-writer.ts';
import type { CallCount } from '../../core/model/calls.ts';

/** The calls that earlier runs of a collection made, as its bundle holds them. */
export async function callsIn(writer: Pick<BundleWriter, 'readJson'>): Promise<readonly CallCount[]> {
  const before = await writer.readJson('collection.json');
  if (typeof before !== 'object' || before === null || !('calls' in before) || !Array.isArray(before.calls)) return [];
  return before.calls.filter(isCallCount);
}

function isCallCount(value: unknown): value is CallCount {
  return (
    typeof value === 'object' &&
    value !== null &&
    'service' in value &&
    'operation' in value &&
    'calls' in value &&
    typeof value.calls === 'number'
  );
}

/** A collection that is gone on with costs what both runs cost. */
export function addedCalls(before: readonly CallCount[], now: readonly CallCount[]): readonly CallCount[] {
  const all = new Map(before.map((count) => [`${count.service}\n${count.operation}`, count]));
  for (const count of now) {
    const key = `${count.service}\n${count.operation}`;
    const known = all.get(key);
    all.set(
      key,
      known === undefined
        ? count
        : {
            ...count,
            calls: known.calls + count.calls,
            retries: known.retries + count.retries,
            throttled: known.throttled + count.throttled,
          },
    );
  }
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
}
