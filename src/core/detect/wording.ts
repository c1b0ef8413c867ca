import { namesOf } from '../catalog/action-names.ts';
import { type ActionSet, difference, intersection, isEmpty, sizeOf } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { AccountView, JudgedPrincipal } from '../evidence/account-evidence.ts';
import type { Grant } from '../inventory/principal.ts';
import type { EvidenceNote, Introduction } from '../model/finding.ts';
import { dateOf, type Instant, isoOf } from '../model/time.ts';
import type { ChangeEvent } from '../model/usage.ts';

/** Actions that tell a reader at once what is at stake, and then services whose actions they know; named before others of a class. */
const tellingActions = [
  'iam:PutRolePolicy',
  'iam:AttachRolePolicy',
  'iam:CreatePolicyVersion',
  'iam:CreateAccessKey',
  'iam:UpdateAssumeRolePolicy',
  'iam:PassRole',
  'sts:AssumeRole',
  'lambda:UpdateFunctionCode',
  's3:PutBucketPolicy',
  's3:DeleteBucket',
  'kms:PutKeyPolicy',
];
const tellingServices =
  'iam sts organizations sso kms secretsmanager ssm lambda ec2 s3 cloudformation ecs eks rds dynamodb'.split(' ');

/** Some of the actions a person should know of first: the worst classes, then services that readers know; at most `most`. */
export function worstNames(actions: ActionSet, most: number, catalog: Catalog): readonly string[] {
  const names = new Set<string>();
  for (const set of catalog.elevatedByClass.values()) {
    for (const name of knownFirst(namesOf(intersection(actions, set), catalog))) names.add(name);
    if (names.size >= most) break;
  }
  return [...(names.size === 0 ? namesOf(actions, catalog) : names)].slice(0, most);
}

function knownFirst(names: readonly string[]): readonly string[] {
  return names.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function placeOf(name: string): number {
  const action = tellingActions.indexOf(name);
  if (action >= 0) return action;
  const service = tellingServices.indexOf(name.slice(0, name.indexOf(':')));
  return tellingActions.length + (service < 0 ? tellingServices.length : service);
}

/** `iam:PutRolePolicy, iam:PassRole and 12 more`. */
export function someOf(actions: ActionSet, most: number, catalog: Catalog): string {
  const names = worstNames(actions, most, catalog);
  const rest = sizeOf(actions) - names.length;
  return rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ');
}

/** What the elevated actions let their holder do: a sentence for each of the worst. */
export function whyElevated(actions: ActionSet, catalog: Catalog): string {
  const reasons = worstNames(actions, 3, catalog).flatMap((name) => {
    const [reason] = catalog.byName.get(name.toLowerCase())?.elevated ?? [];
    return reason === undefined ? [] : [`${name} ${reason.reason}`];
  });
  return reasons.join('; ');
}

/** `last used 2026-03-01`, or that no use is known. */
export function lastUsedPhrase(at: Instant | undefined): string {
  return at === undefined ? 'no use of it is known' : `it was last used ${dateOf(at)}`;
}

/** What each source says of the principal's last use. */
export function useNotes({ use }: JudgedPrincipal): readonly EvidenceNote[] {
  return use.sources
    .filter(({ at, isWhole }) => at !== undefined || isWhole)
    .map(({ source, at, isWhole }) => ({
      source,
      text:
        at === undefined
          ? 'would have shown use in the window, and shows none'
          : `last use ${isoOf(at)}${isWhole ? '' : ' (this source does not cover the whole window)'}`,
    }));
}

/** Which source would have shown a use of these actions in the window, and shows none. */
export function notSeenNotes(
  actions: ActionSet,
  { verdicts: { shownBy } }: { readonly verdicts: Pick<JudgedPrincipal['verdicts'], 'shownBy'> },
): readonly EvidenceNote[] {
  const total = sizeOf(actions);
  const amount = (some: number): string => {
    if (some < total) return `${some} of these ${total}`;
    return total === 1 ? 'it' : `all ${total} of these`;
  };
  const notes: EvidenceNote[] = [];
  for (const source of ['cloudtrail', 'last-accessed'] as const) {
    const shown = sizeOf(intersection(actions, shownBy[source]));
    if (shown > 0)
      notes.push({ source, text: `would have shown a use of ${amount(shown)} in the window, and shows none` });
  }
  const carried = sizeOf(difference(difference(actions, shownBy.cloudtrail), shownBy['last-accessed']));
  if (carried > 0)
    notes.push({ source: 'cloudtrail', text: `every call that can carry ${amount(carried)} was seen, and none did` });
  return notes;
}

/** What the principal was refused, and what its boundary holds back: told apart from what it did not use. */
export function besideNotes(
  { verdicts, permissions }: JudgedPrincipal,
  relevant: ActionSet,
  catalog: Catalog,
): readonly EvidenceNote[] {
  const notes: EvidenceNote[] = [];
  const refused = intersection(verdicts.deniedOnly, relevant);
  if (!isEmpty(refused)) {
    notes.push({
      source: 'refused',
      text: 'only refused calls were seen of these: a sign of demand',
      permissions: namesOf(refused, catalog),
    });
  }
  const blocked = intersection(permissions.blocked, relevant);
  if (!isEmpty(blocked)) {
    notes.push({
      source: 'blocked',
      text: 'granted, but held back by the permissions boundary or the organization',
      permissions: namesOf(blocked, catalog),
    });
  }
  return notes;
}

/** Who introduced most of these actions, and when: by the event that brought the grant with most of them; else by a known date. */
export function introductionOf(
  { principal }: JudgedPrincipal,
  grants: readonly Grant[],
  actions: ActionSet,
  { timeline }: AccountView,
): Introduction | undefined {
  const weighed = grants
    .map((grant) => ({ grant, weight: sizeOf(intersection(grant.actions, actions)) }))
    .sort((a, b) => b.weight - a.weight);
  const [main] = weighed;
  if (main === undefined) return undefined;
  const { policy } = main.grant;
  const event = timeline.introductionOf(policy, principal, actions);
  if (event !== undefined) return introductionByEvent(event);
  // Without an event the date of a customer policy's version is all that is known; of anything else nothing is.
  const version =
    policy.managed?.isAwsManaged === false ? policy.managed.versions.find(({ isDefault }) => isDefault) : undefined;
  return version?.createdAt === undefined ? undefined : { at: isoOf(version.createdAt) };
}

function introductionByEvent(event: ChangeEvent): Introduction {
  return {
    at: isoOf(event.at),
    by: event.sessionArn === '' ? event.principalArn : event.sessionArn,
    ...(event.userAgentFamily === '' ? {} : { via: event.userAgentFamily }),
    eventName: event.eventName,
    eventId: event.eventId,
  };
}
