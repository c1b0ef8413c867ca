import { isWatched, type RecordedIn, watchedNames } from '../../../../core/catalog/watched-changes.ts';
import type { Gap } from '../../../../core/model/gap.ts';
import type { Instant, TimeWindow } from '../../../../core/model/time.ts';
import type { Decode, LogSource, UsageBatch } from '../../../../core/model/usage.ts';
import type { AwsSession } from '../../session.ts';
import { sideBySide } from './event-history.ts';
import { type HistoryProgress, progressOf } from './history-progress.ts';
import { heldOf, readStretch } from './history-reading.ts';
import { lookupPermissions, newLookupPace } from './lookup.ts';

/** What an account's changes are looked up with. */
export interface ChangesOnlyOptions {
  /** In the account that is read. */
  readonly session: AwsSession;
  /** Regions by what is recorded there in this account; IAM's own are always looked up in the home region. */
  readonly regions: {
    /** Only where the account administers Identity Center: its region. */
    readonly identityCenter?: string;
    /** Only in the management account: the region that Organizations is signed for. */
    readonly organization?: string;
    /** Home regions of the trails that the account owns. */
    readonly trails: readonly string[];
  };
  readonly decode: Decode;
  readonly now: () => Instant;
  /** Waits; ends early when the run ends. */
  readonly pause: (ms: number) => Promise<void>;
  readonly onProgress?: (progress: HistoryProgress) => void;
}

/**
 * Only the changes that the timeline of grants rests on, from the event history: one lookup a name and place, some fifty in all, so half a minute for most accounts. It says
 * when permissions were given and by whom, and nothing of their use. Changes since the window's end are among them, up to now.
 */
export function changesOnly(options: ChangesOnlyOptions): LogSource {
  return {
    id: 'changes-only',
    actions: lookupPermissions.map(({ action }) => action),
    rollUp: (scope, window) => rollUp(options, scope.accounts, window),
  };
}

async function* rollUp(
  { session, regions, decode, now, pause, onProgress }: ChangesOnlyOptions,
  accounts: readonly string[],
  wanted: TimeWindow,
): AsyncGenerator<UsageBatch | Gap> {
  if (accounts.length > 0 && !accounts.includes(session.accountId)) return;
  // What is older than the history is no gap of it: the timeline says "before". Grants are as of when they were asked for, which is after the window's end:
  // one that was made in between must not pass for an old one.
  const window = heldOf({ from: wanted.from, to: Math.max(wanted.to, now()) }, now());
  if (window === undefined) return;
  const places = placesOf(session.homeRegion, regions);
  const pace = newLookupPace(now, pause);
  const pageOf = progressOf(session.accountId, window, [...places.keys()], now, onProgress);
  yield* await sideBySide([...places.keys()].sort(), (region) => {
    const kinds = places.get(region) ?? [];
    return readStretch(
      {
        region,
        window,
        eventNames: watchedNames(kinds),
        isWanted: ({ eventSource, eventName }) => isWatched(eventSource, eventName, kinds),
      },
      { session, decode, now, pace, onPage: pageOf(region) },
    );
  });
}

/** What is looked up where: a name that two kinds share in one region is asked once. */
function placesOf(
  homeRegion: string,
  { identityCenter, organization, trails }: ChangesOnlyOptions['regions'],
): ReadonlyMap<string, readonly RecordedIn[]> {
  const places = new Map<string, readonly RecordedIn[]>([[homeRegion, ['home']]]);
  const add = (region: string | undefined, kind: RecordedIn): void => {
    if (region !== undefined) places.set(region, [...(places.get(region) ?? []), kind]);
  };
  add(identityCenter, 'identity-center');
  add(organization, 'organization');
  for (const region of new Set(trails)) add(region, 'trail');
  return places;
}
