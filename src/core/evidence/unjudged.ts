import { intersection, membersOf, sizeOf } from '../catalog/action-set.ts';
import type { CatalogAction } from '../catalog/catalog.ts';
import type { UnjudgedPermissions } from '../model/finding.ts';
import type { AccountView, JudgedPrincipal } from './account-evidence.ts';

/**
 * Counts one account's elevated permissions that could not be judged, by the events that would judge them; `undefined` where there are none. Service-linked roles
 * are left out: nobody can change them.
 *
 * What no log is sure to judge is counted in neither: companions of other calls, actions without an event of their own, services with events that are not
 * known, holders of a boundary that could not be read.
 */
export function unjudgedOf({ inventory, principals, elevated, catalog }: AccountView): UnjudgedPermissions | undefined {
  let permissions = 0;
  let byManagementEvents = 0;
  let byDataEvents = 0;
  const byType = new Map<string, number>();
  for (const judged of principals) {
    if (judged.principal.class === 'service-linked-role') continue;
    const unjudged = intersection(judged.verdicts.unobservable, elevated);
    permissions += sizeOf(unjudged);
    if (judged.permissions.isBoundaryUnread) continue;
    for (const index of membersOf(unjudged)) {
      const action = catalog.actions[index];
      if (action === undefined || !isTold(action, judged)) continue;
      if (action.trace.kind === 'management') byManagementEvents++;
      if (action.trace.kind !== 'data') continue;
      byDataEvents++;
      for (const type of action.trace.resourceTypes) byType.set(type, (byType.get(type) ?? 0) + 1);
    }
  }
  if (permissions === 0) return undefined;
  return {
    accountId: inventory.account.id,
    permissions,
    byManagementEvents,
    byDataEvents,
    dataEvents: [...byType]
      .map(([resourceType, count]) => ({ resourceType, permissions: count }))
      .sort((a, b) => b.permissions - a.permissions || (a.resourceType < b.resourceType ? -1 : 1)),
  };
}

/** Whether covering logs would judge the action: its own event tells of each use. */
function isTold({ isCompanion, service }: CatalogAction, { verdicts }: JudgedPrincipal): boolean {
  return !isCompanion && !verdicts.unsizedServices.has(service);
}
