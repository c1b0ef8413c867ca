import type { DocumentStore, ParsedDocument } from '../inventory/documents.ts';
import type { ManagedPolicy } from '../inventory/principal.ts';
import type { Instant } from '../model/time.ts';
import type { ChangeEvent } from '../model/usage.ts';

/**
 * The documents that can have been in force since `from` beside today's: versions made since, the last one made before, and, where the default may
 * have been switched, all that are there and all that events tell. `undefined` when one of them is gone and no event tells what it said.
 *
 * `events`: creation, switching and deletion of the policy's versions, oldest first; `coversIam`: none of the window is missing.
 */
export function versionsInForceSince(
  policy: ManagedPolicy,
  from: Instant,
  events: readonly ChangeEvent[],
  coversIam: boolean,
  documents: DocumentStore,
): readonly ParsedDocument[] | undefined {
  const inWindow = events.filter(({ at }) => at > from);
  const told = documentsTold(events, documents);
  const since = policy.versions.filter(({ createdAt }) => createdAt !== undefined && createdAt > from);
  const before = policy.versions.findLast((version) => version.createdAt !== undefined && !since.includes(version));
  if (before === undefined && since.length > 0) return undefined;
  const created = inWindow.filter(isNewDefault).flatMap((event) => told.get(versionIdOf(event)) ?? []);
  if (!mayBeSwitched(policy, inWindow, coversIam)) {
    const retained = since.length === 0 || before === undefined ? [] : [before, ...since];
    return [...retained.map(({ parsed }) => parsed), ...created];
  }
  const retained = new Set(policy.versions.map(({ versionId }) => versionId));
  const isLost = inWindow.some((event) => {
    const id = versionIdOf(event);
    return !retained.has(id) && !told.has(id);
  });
  return isLost ? undefined : [...policy.versions.map(({ parsed }) => parsed), ...told.values()];
}

/** An older default than the newest version was set some day; only covering logs without such an event put that before the window. */
function mayBeSwitched(policy: ManagedPolicy, inWindow: readonly ChangeEvent[], coversIam: boolean): boolean {
  const isSwitched = inWindow.some(({ eventName }) => eventName === 'SetDefaultPolicyVersion');
  return isSwitched || (!coversIam && policy.versions.at(-1)?.isDefault === false);
}

function documentsTold(events: readonly ChangeEvent[], documents: DocumentStore): ReadonlyMap<string, ParsedDocument> {
  const told = new Map<string, ParsedDocument>();
  for (const event of events) {
    const document = event.parameters?.policyDocument;
    if (event.eventName === 'CreatePolicyVersion' && document !== undefined)
      told.set(versionIdOf(event), documents.read(document));
  }
  return told;
}

function isNewDefault({ eventName, parameters }: ChangeEvent): boolean {
  return eventName === 'CreatePolicyVersion' && parameters?.setAsDefault === true;
}

/** A new version's id is in the answer; a switched or deleted one's in the request. */
function versionIdOf({ eventId, parameters, response }: ChangeEvent): string {
  const made = response?.policyVersion;
  if (typeof made === 'object' && made !== null && 'versionId' in made && typeof made.versionId === 'string')
    return made.versionId;
  return typeof parameters?.versionId === 'string' ? parameters.versionId : eventId;
}
