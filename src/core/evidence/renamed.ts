import type { ChangeEvent } from '../model/usage.ts';

const renamed: Readonly<Record<string, { readonly own: string; readonly to: string }>> = {
  UpdateUser: { own: 'userName', to: 'newUserName' },
  UpdateGroup: { own: 'groupName', to: 'newGroupName' },
};

/**
 * The change events of IAM with the names that users and groups have today, in the same order: what was attached to `bob` before he became `alice` is hers. Events
 * about an earlier holder of a name that was taken over keep a name that nobody has.
 */
export function underTodaysNames(changes: readonly ChangeEvent[]): readonly ChangeEvent[] {
  if (!changes.some(isRenaming)) return changes;
  const names = { userName: new Map<string, string>(), groupName: new Map<string, string>() };
  // From the latest back: a name means what it meant before the renamings that follow.
  const told = changes.toReversed().map((change) => {
    const { parameters } = change;
    if (change.eventSource !== 'iam.amazonaws.com' || parameters === undefined) return change;
    if (isRenaming(change)) rename(change, names);
    const userName = todaysName(parameters.userName, names.userName);
    const groupName = todaysName(parameters.groupName, names.groupName);
    if (userName === undefined && groupName === undefined) return change;
    return {
      ...change,
      parameters: {
        ...parameters,
        ...(userName === undefined ? {} : { userName }),
        ...(groupName === undefined ? {} : { groupName }),
      },
    };
  });
  return told.toReversed();
}

function isRenaming({ eventSource, eventName, outcome, parameters }: ChangeEvent): boolean {
  const how = renamed[eventName];
  if (how === undefined || outcome !== 'allowed' || eventSource !== 'iam.amazonaws.com') return false;
  const own = parameters?.[how.own];
  const to = parameters?.[how.to];
  // A change of the path alone has no new name.
  return typeof own === 'string' && typeof to === 'string' && own !== to;
}

function rename(
  { eventName, parameters }: ChangeEvent,
  names: { readonly userName: Map<string, string>; readonly groupName: Map<string, string> },
): void {
  const how = renamed[eventName];
  const own = how === undefined ? undefined : parameters?.[how.own];
  const to = how === undefined ? undefined : parameters?.[how.to];
  if (typeof own !== 'string' || typeof to !== 'string') return;
  const map = eventName === 'UpdateUser' ? names.userName : names.groupName;
  map.set(own.toLowerCase(), map.get(to.toLowerCase()) ?? to);
  // Whoever had the new name before is somebody else. No name of IAM has a space.
  if (own.toLowerCase() !== to.toLowerCase()) map.set(to.toLowerCase(), `${to} before`);
}

function todaysName(name: unknown, names: ReadonlyMap<string, string>): string | undefined {
  return typeof name === 'string' ? names.get(name.toLowerCase()) : undefined;
}
