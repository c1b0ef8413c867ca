import { type RecordedIn, watchedChanges } from './tables/watched-changes.ts';

export type { RecordedIn } from './tables/watched-changes.ts';

/** The names of the watched changes that are recorded in any of these places, sorted, each once. */
export function watchedNames(places: readonly RecordedIn[]): readonly string[] {
  const names = watchedChanges
    .filter(({ recordedIn }) => places.includes(recordedIn))
    .map(({ eventName }) => eventName);
  return [...new Set(names)].sort();
}

/** Whether an event is a watched change that is recorded in any of these places: several sources share a name (`CreateGroup`). */
export function isWatched(eventSource: string, eventName: string, places: readonly RecordedIn[]): boolean {
  return watchedChanges.some(
    (change) =>
      change.eventName === eventName && change.eventSource === eventSource && places.includes(change.recordedIn),
  );
}

/** Names of IAM's own watched changes: what the age of a grant rests on. */
export const iamChangeNames: readonly string[] = watchedNames(['home']);
