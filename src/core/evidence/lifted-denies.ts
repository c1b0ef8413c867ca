import { type ActionSet, emptySet, fullSet, subtractInto, uniteInto } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { DocumentStore } from '../inventory/documents.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Principal } from '../inventory/principal.ts';
import type { Instant } from '../model/time.ts';
import type { ChangeEvent } from '../model/usage.ts';
import { actionsBy, type GrantTimeline, parameterOf } from './grant-age.ts';

/** What the denies of the past are found with. */
export interface DenyHistory {
  readonly inventory: Inventory;
  readonly timeline: GrantTimeline;
  readonly documents: DocumentStore;
}

/**
 * The actions that some policy denied the principal after `from` and none denies today: they have been effective for less than the window.
 * A policy that was taken away and whose document is not known may have denied anything. What a document put anew held before is
 * known only where the logs reach back to the put before.
 */
export function liftedDenies(principal: Principal, from: Instant, history: DenyHistory, catalog: Catalog): ActionSet {
  const lifted = emptySet(catalog.size);
  const holders = [
    { kind: principal.kind, name: principal.name },
    ...principal.groups.map(({ name }) => ({ kind: 'group' as const, name })),
  ];
  for (const { kind, name } of holders) {
    const events = history.timeline.eventsOn(kind, name);
    for (const [place, event] of events.entries()) {
      if (event.at > from) uniteInto(lifted, deniedBefore(event, events.slice(0, place), history, catalog));
    }
  }
  for (const { managed } of principal.policies) {
    if (managed === undefined || !managed.versions.some(({ createdAt }) => createdAt !== undefined && createdAt > from))
      continue;
    for (const { parsed } of managed.versions) uniteInto(lifted, actionsBy('Deny', parsed, catalog));
  }
  for (const { parsed } of principal.policies) subtractInto(lifted, actionsBy('Deny', parsed, catalog));
  return lifted;
}

/** What was denied by that which the event took away or wrote over. */
function deniedBefore(
  event: ChangeEvent,
  earlier: readonly ChangeEvent[],
  { inventory, documents }: DenyHistory,
  catalog: Catalog,
): ActionSet {
  const { eventName } = event;
  if (eventName === 'RemoveUserFromGroup') {
    const group = inventory.groups.find(({ name }) => name === parameterOf(event, 'groupName'));
    if (group === undefined) return fullSet(catalog.size);
    const denied = emptySet(catalog.size);
    for (const { parsed } of group.policies) uniteInto(denied, actionsBy('Deny', parsed, catalog));
    return denied;
  }
  if (eventName.startsWith('Detach')) {
    const arn = parameterOf(event, 'policyArn');
    const current = inventory.policies.get(arn)?.current;
    if (current !== undefined) return actionsBy('Deny', current, catalog);
    // Of AWS's own policies only those named so deny.
    const mayDeny = !/^arn:[^:]+:iam::aws:/.test(arn) || /deny/i.test(arn);
    return mayDeny ? fullSet(catalog.size) : emptySet(catalog.size);
  }
  if (!/^(Put|Delete)(Role|User|Group)Policy$/.test(eventName)) return emptySet(catalog.size);
  const name = parameterOf(event, 'policyName');
  const put = earlier.findLast(
    (other) => other.eventName.startsWith('Put') && parameterOf(other, 'policyName') === name,
  );
  const document = put?.parameters?.policyDocument;
  if (document !== undefined) return actionsBy('Deny', documents.read(document), catalog);
  return eventName.startsWith('Delete') ? fullSet(catalog.size) : emptySet(catalog.size);
}
