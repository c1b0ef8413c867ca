import { has } from '../../catalog/action-set.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { EventUsage } from '../../evidence/usage-ledger.ts';
import type { Principal } from '../../inventory/principal.ts';
import type { Refusal } from '../../model/usage.ts';

/** What must be known of the principal, beside the refusals. */
export interface DeniedFacts {
  readonly policies: Principal['policies'];
  /** Whether the action was granted, and not denied by a policy, for the whole window: else the refusals may be older than the grant that answered them. */
  readonly isGrantedAllThrough: boolean;
}

/** The refusals of each action inside or before the window: those that name it, and those that name none, of calls that need it. */
export function refusalsByAction(
  events: Iterable<EventUsage>,
  catalog: Catalog,
): ReadonlyMap<number, readonly Refusal[]> {
  const byAction = new Map<number, Refusal[]>();
  const add = (action: number, refusal: Refusal): void => {
    const list = byAction.get(action);
    if (list === undefined) byAction.set(action, [refusal]);
    else list.push(refusal);
  };
  for (const { eventSource, eventName, detail, denied } of events) {
    const mapping = catalog.mappingOf(eventSource, eventName);
    const needed = mapping.kind === 'actions' ? [...mapping.actions, ...mapping.also] : [];
    const refusals = detail?.refusals ?? [];
    for (const refusal of refusals) {
      const named = catalog.byName.get(refusal.action.toLowerCase());
      if (named !== undefined) add(named.index, refusal);
      else for (const action of needed) add(action, refusal);
    }
    if (denied > 0 && refusals.length === 0) for (const action of needed) add(action, { action: '', layer: 'unknown' });
  }
  return byAction;
}

/**
 * Whether a permission of which only refused calls were seen may be suggested away, once the user asks for that.
 *
 * Only where every refusal says that the principal's own policies did not allow it, so that the call went beyond the grant and no change stands
 * behind it: not a quarantine or another Deny, a permission granted in the window, an organization's policy, a resource's, a boundary, a session's
 * policy, a VPC endpoint. A layer that is not told keeps it. Calls on S3 objects are kept always: without `s3:ListBucket` S3 refuses a call for an object
 * that is not there. `refusals` may hold those of other actions; one that names no action counts against all.
 */
export function mayRemoveDenied(
  action: number,
  refusals: readonly Refusal[],
  facts: DeniedFacts,
  catalog: Catalog,
): boolean {
  const entry = catalog.actions[action];
  if (entry === undefined || !facts.isGrantedAllThrough) return false;
  if (entry.service.startsWith('s3') && entry.resourceTypes.some((type) => /object/i.test(type))) return false;
  const isDenied = facts.policies.some(({ parsed }) =>
    parsed.document.statements.some(({ effect }, index) => {
      const actions = parsed.actions[index];
      return effect === 'Deny' && actions !== undefined && has(actions, action);
    }),
  );
  if (isDenied) return false;
  const own = refusals.filter((refusal) => {
    const named = catalog.byName.get(refusal.action.toLowerCase());
    return named === undefined || named.index === action;
  });
  return own.length > 0 && own.every(({ layer }) => layer === 'identity');
}
