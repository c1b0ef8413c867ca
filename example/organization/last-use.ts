import { homeRegion } from './accounts.ts';
import { instantOf } from './calendar.ts';
import type { History } from './logs.ts';
import type { PlacedPrincipal, World } from './world.ts';

/** An instant with its region. */
export interface DatedUse {
  readonly at: string;
  readonly region: string;
}

/** What AWS itself knows of last use: from the logs, from the data plane, and from before the logs. */
export interface LastUse {
  /** Last use of anything. */
  of(principalId: string): DatedUse | undefined;
  ofService(principalId: string, service: string): DatedUse | undefined;
  ofAction(principalId: string, action: string): DatedUse | undefined;
}

/** Days that AWS remembers. */
const trackedDays = 400;
const noon = 12 * 3600;

/** Joins all that is known of last use. */
export function lastUseOf(world: World, history: History): LastUse {
  const found = new Map<string, DatedUse>();
  const add = (key: string, use: DatedUse): void => {
    const known = found.get(key);
    if (known === undefined || known.at < use.at) found.set(key, use);
  };
  const addAction = (principalId: string, action: string, use: DatedUse): void => {
    add(principalId, use);
    add(`${principalId}/${action.split(':')[0]}`, use);
    add(`${principalId}/${action}`, use);
  };
  for (const [principalId, session] of history.sessions) add(principalId, session);
  for (const { principalId, action, at, region } of history.uses) addAction(principalId, action, { at, region });
  for (const principal of [...world.roles, ...world.users]) {
    for (const [key, daysAgo] of beforeAndBeside(principal)) {
      if (daysAgo <= trackedDays) addAction(principal.id, key, { at: instantOf(daysAgo, noon), region: homeRegion });
    }
  }
  return {
    of: (principalId) => found.get(principalId),
    ofService: (principalId, service) => found.get(`${principalId}/${service}`),
    ofAction: (principalId, action) => found.get(`${principalId}/${action}`),
  };
}

function beforeAndBeside({ definition }: PlacedPrincipal): readonly (readonly [string, number])[] {
  return [...Object.entries(definition.unseenUse ?? {}), ...Object.entries(definition.earlierUse ?? {})];
}
