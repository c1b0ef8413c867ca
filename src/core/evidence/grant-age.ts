import { type ActionSet, emptySet, intersection, sizeOf, uniteInto } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { DocumentStore, ParsedDocument } from '../inventory/documents.ts';
import type { AttachedPolicy, ManagedPolicy, Principal } from '../inventory/principal.ts';
import type { Instant } from '../model/time.ts';
import type { ChangeEvent } from '../model/usage.ts';
import { startOf } from '../policy/date-condition.ts';
import { underTodaysNames } from './renamed.ts';
import { versionsInForceSince } from './version-history.ts';

/** Since when a policy's path to a principal stands, and the event that made it. */
export interface PathAge {
  /** `undefined`: no date is known, so it is as old as the principal. */
  readonly since?: Instant;
  readonly event?: ChangeEvent;
}

/** IAM's change events of one account, found by what they changed. */
export interface GrantTimeline {
  /** Of a policy's way to a principal: attachment, inline document, group membership. */
  ageOf(policy: AttachedPolicy, principal: Principal): PathAge;
  /** When another principal was made under the name, after this one was told of: what is asked by name is its. `undefined`: not that we know. */
  madeAgainAt(principal: Principal): Instant | undefined;
  /** The actions that the policy has granted since before `from`, as far as documents and dates tell. */
  grantedSince(policy: AttachedPolicy, principal: Principal, from: Instant): ActionSet;
  /** The event that last changed the principal's boundary, at or after `from`. */
  boundaryChange(principal: Principal, from: Instant): ChangeEvent | undefined;
  /** What a boundary has let through since before `from`. */
  allowedByBoundarySince(boundary: ManagedPolicy, from: Instant): ActionSet;
  /** The event that brought these actions to the principal by this policy, as far as the logs reach. */
  introductionOf(policy: AttachedPolicy, principal: Principal, actions: ActionSet): ChangeEvent | undefined;
  /** What was put on, attached to or taken from a role, user or group, oldest first. */
  eventsOn(kind: 'role' | 'user' | 'group', name: string): readonly ChangeEvent[];
  /** Whether any event at or after `from` names this policy or group: somebody works on it. */
  isTouchedSince(name: string, arn: string, from: Instant): boolean;
}

/**
 * Indexes the change events of one account; `coversIam`: all of the window's are there. Events without parameters, refused and failed ones
 * change nothing.
 */
export function grantTimelineOf(
  changes: readonly ChangeEvent[],
  coversIam: boolean,
  documents: DocumentStore,
  catalog: Catalog,
): GrantTimeline {
  const byTarget = new Map<string, ChangeEvent[]>();
  const byHolder = new Map<string, ChangeEvent[]>();
  const touched = new Map<string, Instant>();
  for (const change of underTodaysNames(changes)) {
    if (change.outcome !== 'allowed' || change.eventSource !== 'iam.amazonaws.com') continue;
    const key = targetKey(change);
    if (key !== undefined) byTarget.set(key.toLowerCase(), [...(byTarget.get(key.toLowerCase()) ?? []), change]);
    const holder = holderKey(change);
    if (holder !== undefined)
      byHolder.set(holder.toLowerCase(), [...(byHolder.get(holder.toLowerCase()) ?? []), change]);
    for (const name of [parameterOf(change, 'policyArn'), parameterOf(change, 'groupName')])
      if (name !== '') touched.set(name, change.at);
  }
  const eventsOf = (...parts: readonly string[]): readonly ChangeEvent[] =>
    byTarget.get(parts.join('\n').toLowerCase()) ?? [];

  const holderAge = (policy: AttachedPolicy, principal: Principal): PathAge => {
    const [kind, name] = policy.group === undefined ? [principal.kind, principal.name] : ['group', policy.group.name];
    if (policy.managed !== undefined) return sinceLastGap(eventsOf('attach', kind, name, policy.name), 'Detach');
    return sinceLastGap(eventsOf('inline', kind, name, policy.name), 'Delete');
  };
  const ageOf = (policy: AttachedPolicy, principal: Principal): PathAge => {
    const { group } = policy;
    if (group === undefined) return holderAge(policy, principal);
    const membership = sinceLastGap(eventsOf('member', principal.name, group.name), 'Remove');
    const made: PathAge = group.createdAt === undefined ? {} : { since: group.createdAt };
    return youngest([holderAge(policy, principal), membership, made]);
  };

  const grantedByVersionsSince = (policy: ManagedPolicy, from: Instant): ActionSet => {
    if (policy.current === undefined) return emptySet(catalog.size);
    const current = allowedSince(policy.current, from, catalog);
    // AWS changes its own policies; the attachment is what counts.
    if (policy.isAwsManaged) return current;
    const others = versionsInForceSince(policy, from, eventsOf('version', policy.arn), coversIam, documents);
    if (others === undefined) return emptySet(catalog.size);
    return others.reduce((set, parsed) => intersection(set, allowedSince(parsed, from, catalog)), current);
  };

  return {
    ageOf,
    madeAgainAt({ kind, name, createdAt }) {
      const last = eventsOf('made', kind, name).at(-1)?.at;
      return last !== undefined && createdAt !== undefined && last > createdAt + sameCreationMs ? last : undefined;
    },
    grantedSince(policy, principal, from) {
      if (policy.managed === undefined) return grantedInlineSince(policy, principal, from);
      const isYounger = (ageOf(policy, principal).since ?? Number.NEGATIVE_INFINITY) > from;
      return isYounger ? emptySet(catalog.size) : grantedByVersionsSince(policy.managed, from);
    },
    allowedByBoundarySince(boundary, from) {
      return grantedByVersionsSince(boundary, from);
    },
    introductionOf(policy, principal, actions) {
      const path = ageOf(policy, principal);
      if (policy.managed === undefined) return inlineIntroduction(policy, principal, actions) ?? path.event;
      const version = policy.managed.isAwsManaged
        ? undefined
        : eventsOf('version', policy.managed.arn).findLast(({ eventName }) => !eventName.startsWith('Delete'));
      return (version?.at ?? Number.NEGATIVE_INFINITY) > (path.event?.at ?? Number.NEGATIVE_INFINITY)
        ? version
        : path.event;
    },
    boundaryChange(principal, from) {
      return eventsOf('boundary', principal.kind, principal.name).findLast(({ at }) => at >= from);
    },
    eventsOn: (kind, name) => byHolder.get(`${kind}\n${name}`.toLowerCase()) ?? [],
    isTouchedSince(name, arn, from) {
      return Math.max(touched.get(arn) ?? 0, touched.get(name) ?? 0) >= from;
    },
  };

  /** The earliest of the last documents in a row that grant as many of the actions as today's. */
  function inlineIntroduction(
    policy: AttachedPolicy,
    principal: Principal,
    actions: ActionSet,
  ): ChangeEvent | undefined {
    const [kind, name] = policy.group === undefined ? [principal.kind, principal.name] : ['group', policy.group.name];
    const wanted = sizeOf(intersection(actionsBy('Allow', policy.parsed, catalog), actions));
    const events = eventsOf('inline', kind, name, policy.name);
    const lastOther = events.findLastIndex(({ parameters }) => {
      const document = parameters?.policyDocument;
      return (
        document === undefined ||
        sizeOf(intersection(actionsBy('Allow', documents.read(document), catalog), actions)) < wanted
      );
    });
    return events[lastOther + 1];
  }

  /** An inline document put in the window grants since before it only what every document since then granted, and the first was not the first. */
  function grantedInlineSince(policy: AttachedPolicy, principal: Principal, from: Instant): ActionSet {
    const [kind, name] = policy.group === undefined ? [principal.kind, principal.name] : ['group', policy.group.name];
    if (policy.group !== undefined) {
      const membership = sinceLastGap(eventsOf('member', principal.name, policy.group.name), 'Remove');
      if (Math.max(membership.since ?? 0, policy.group.createdAt ?? 0) > from) return emptySet(catalog.size);
    }
    const events = eventsOf('inline', kind, name, policy.name);
    const current = allowedSince(policy.parsed, from, catalog);
    const inWindow = events.filter(({ at }) => at > from);
    if (inWindow.length === 0) return current;
    if (inWindow.some(({ eventName }) => eventName.startsWith('Delete'))) return emptySet(catalog.size);
    // The document that held when the window began: only an event from before it tells.
    const before = events.findLast(({ at }) => at <= from);
    if (before === undefined || before.eventName.startsWith('Delete')) return emptySet(catalog.size);
    return [before, ...inWindow].reduce((set, event) => {
      const document = event.parameters?.policyDocument;
      return document === undefined
        ? emptySet(catalog.size)
        : intersection(set, allowedSince(documents.read(document), from, catalog));
    }, current);
  }
}

/** Clocks of the event and of IAM differ by seconds; making what is there already fails. */
const sameCreationMs = 60_000;

function youngest(ages: readonly PathAge[]): PathAge {
  return ages.reduce((young, age) =>
    (age.since ?? Number.NEGATIVE_INFINITY) > (young.since ?? Number.NEGATIVE_INFINITY) ? age : young,
  );
}

/** The events that make or end one thing; the last ending resets it. A repeated making makes it no younger. */
function sinceLastGap(events: readonly ChangeEvent[], endWord: 'Detach' | 'Delete' | 'Remove'): PathAge {
  const lastEnd = events.findLastIndex(({ eventName }) => eventName.startsWith(endWord));
  const event = events[lastEnd + 1];
  return event === undefined ? {} : { since: event.at, event };
}

/** The actions allowed by statements that began before `from`, if they begin at a date at all. */
function allowedSince(parsed: ParsedDocument, from: Instant, catalog: Catalog): ActionSet {
  const statements = parsed.document.statements.map((statement) => (startOf(statement) ?? from) <= from);
  const actions = parsed.actions.map((set, place) => (statements[place] === true ? set : emptySet(catalog.size)));
  return actionsBy('Allow', { ...parsed, actions }, catalog);
}

/** The actions that a document's statements of one effect name, whatever their conditions and resources. */
export function actionsBy(effect: 'Allow' | 'Deny', parsed: ParsedDocument, catalog: Catalog): ActionSet {
  const set = emptySet(catalog.size);
  for (const [place, statement] of parsed.document.statements.entries()) {
    if (statement.effect !== effect) continue;
    const actions = parsed.actions[place];
    if (actions !== undefined) uniteInto(set, actions);
  }
  return set;
}

/** Whose grants an event changed: the holder of the policy, or the user whose membership it was. */
function holderKey(change: ChangeEvent): string | undefined {
  const holder = /(Role|User|Group)Policy$/.exec(change.eventName)?.[1]?.toLowerCase();
  if (holder !== undefined) return `${holder}\n${parameterOf(change, `${holder}Name`)}`;
  return change.eventName === 'RemoveUserFromGroup' ? `user\n${parameterOf(change, 'userName')}` : undefined;
}

/** What an event changed, as a key; the requests name roles, users and groups by name and managed policies by ARN. */
function targetKey(change: ChangeEvent): string | undefined {
  const { eventName } = change;
  const holder = /(Role|User|Group)(Policy|PermissionsBoundary)$/.exec(eventName);
  if (holder !== null) {
    const kind = (holder[1] ?? '').toLowerCase();
    const name = parameterOf(change, `${kind}Name`);
    if (holder[2] === 'PermissionsBoundary') return ['boundary', kind, name].join('\n');
    if (/^(Attach|Detach)/.test(eventName)) return ['attach', kind, name, parameterOf(change, 'policyArn')].join('\n');
    return ['inline', kind, name, parameterOf(change, 'policyName')].join('\n');
  }
  const made = /^Create(Role|User)$/.exec(eventName)?.[1]?.toLowerCase();
  if (made !== undefined) return ['made', made, parameterOf(change, `${made}Name`)].join('\n');
  if (/^(AddUserTo|RemoveUserFrom)Group$/.test(eventName)) {
    return ['member', parameterOf(change, 'userName'), parameterOf(change, 'groupName')].join('\n');
  }
  if (/^(Create|SetDefault|Delete)PolicyVersion$/.test(eventName)) {
    return ['version', parameterOf(change, 'policyArn')].join('\n');
  }
  return undefined;
}

/** A parameter of an event, or the empty text. */
export function parameterOf(change: ChangeEvent, name: string): string {
  const value = change.parameters?.[name];
  return typeof value === 'string' ? value : '';
}
