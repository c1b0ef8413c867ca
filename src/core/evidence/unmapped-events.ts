import type { UnmappedEvent } from '../model/finding.ts';

/** Unmapped events as one list, each once, most frequent first. */
export function mergedUnmapped(events: readonly UnmappedEvent[]): readonly UnmappedEvent[] {
  const merged = new Map<string, UnmappedEvent>();
  for (const event of events) {
    const key = `${event.eventSource} ${event.eventName}`;
    const known = merged.get(key);
    merged.set(
      key,
      known === undefined
        ? event
        : { ...known, count: known.count + event.count, principals: known.principals + event.principals },
    );
  }
  return [...merged].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1)).map(([, event]) => event);
}
