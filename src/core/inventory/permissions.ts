import {
  type ActionSet,
  difference,
  emptySet,
  intersection,
  intersects,
  subtractInto,
  uniteInto,
} from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Instant } from '../model/time.ts';
import { isInForce } from '../policy/date-condition.ts';
import { isCoveredBy } from '../policy/pattern.ts';
import type { Statement, Targets } from '../policy/statement.ts';
import type { ParsedDocument } from './documents.ts';
import type { AttachedPolicy, Grant, Principal } from './principal.ts';

/**
 * The Sid that a quarantine of ours begins with, before its date: what such a Deny blocks stays granted, so that its finding stays open
 * until the grant itself is gone.
 */
export const quarantineSid = 'IamDriftQuarantine';

/** What a principal may do, over the catalog. */
export interface Permissions {
  readonly grants: readonly Grant[];
  /** By identity policies, within the boundary and the organization's limit, less covering unconditional Deny statements. */
  readonly granted: ActionSet;
  /** The granted that hold under a condition only. */
  readonly conditional: ActionSet;
  /** Granted by identity policies, held back by the boundary or the organization alone. */
  readonly blocked: ActionSet;
  /** Granted without condition on every resource, within the boundary; the organization's limit left aside. */
  readonly unlimited: ActionSet;
  /** Whether a boundary limits it that is not in the bundle, or was not wholly read: what it holds back is not known. */
  readonly isBoundaryUnread: boolean;
}

/**
 * What a principal is effectively granted: identity policies within the permissions boundary and within what the organization leaves to
 * the account (`organizationLimit`; it does not bind service-linked roles). A Deny counts only where it is unconditional and
 * covers all of a grant's resources; a statement ended by `DateLessThan` grants and denies nothing.
 */
export function permissionsOf(
  principal: Principal,
  organizationLimit: ActionSet | undefined,
  asOf: Instant,
  catalog: Catalog,
): Permissions {
  const denies = principal.policies.flatMap(({ parsed }) => deniesOf(parsed, asOf));
  const grants = principal.policies.flatMap((policy) => grantsOf(policy, denies, asOf));
  const identity = emptySet(catalog.size);
  const certain = emptySet(catalog.size);
  const unlimited = emptySet(catalog.size);
  for (const grant of grants) {
    uniteInto(identity, grant.actions);
    if (grant.isConditional) continue;
    uniteInto(certain, grant.actions);
    if (isEveryResource(grant.statement.resources)) uniteInto(unlimited, grant.actions);
  }
  const boundary = boundaryOf(principal, asOf, catalog);
  const limit = principal.class === 'service-linked-role' ? undefined : organizationLimit;
  const isBoundaryUnread = principal.boundaryArn !== undefined && boundary === undefined;
  const allowed = [boundary?.allowed, limit].filter((set) => set !== undefined);
  if (allowed.length === 0) {
    return {
      grants,
      granted: identity,
      conditional: difference(identity, certain),
      blocked: emptySet(catalog.size),
      unlimited,
      isBoundaryUnread,
    };
  }
  const granted = allowed.reduce(intersection, identity);
  return {
    grants: grants.map((grant) => ({ ...grant, actions: allowed.reduce(intersection, grant.actions) })),
    granted,
    conditional: difference(granted, boundary === undefined ? certain : intersection(certain, boundary.unlimited)),
    blocked: difference(identity, granted),
    unlimited: boundary === undefined ? unlimited : intersection(unlimited, boundary.unlimited),
    isBoundaryUnread,
  };
}

/** The grants of one action set, in the order of the policies; those that give none of it are left out. */
export function grantsOfActions(permissions: Permissions, actions: ActionSet): readonly Grant[] {
  return permissions.grants.filter((grant) => intersects(grant.actions, actions));
}

interface Deny {
  readonly resources: Targets | undefined;
  readonly actions: ActionSet;
}

function deniesOf(parsed: ParsedDocument, asOf: Instant): readonly Deny[] {
  return effective(parsed, 'Deny', asOf)
    .filter(({ statement }) => statement.conditions.length === 0 && !statement.sid?.startsWith(quarantineSid))
    .map(({ statement, actions }) => ({ resources: statement.resources, actions }));
}

function grantsOf(policy: AttachedPolicy, denies: readonly Deny[], asOf: Instant): readonly Grant[] {
  return effective(policy.parsed, 'Allow', asOf)
    .filter(({ statement }) => hasResources(statement.resources))
    .map(({ statement, actions }) => {
      const covering = denies.filter((deny) => coversAll(deny.resources, statement.resources));
      return {
        policy,
        statement,
        actions: covering.length === 0 ? actions : lessAll(actions, covering),
        isConditional: statement.conditions.length > 0,
      };
    });
}

function lessAll(actions: ActionSet, denies: readonly Deny[]): ActionSet {
  const left = actions.slice();
  for (const deny of denies) subtractInto(left, deny.actions);
  return left;
}

/** A boundary that is not in the bundle, or not wholly read, limits nothing that we could tell. */
function boundaryOf(principal: Principal, asOf: Instant, catalog: Catalog) {
  const parsed = principal.boundary?.current;
  if (parsed === undefined) return undefined;
  if (parsed.document.unparsed.length > 0) return undefined;
  const allowed = emptySet(catalog.size);
  const unlimited = emptySet(catalog.size);
  for (const { statement, actions } of effective(parsed, 'Allow', asOf)) {
    uniteInto(allowed, actions);
    if (statement.conditions.length === 0 && isEveryResource(statement.resources)) uniteInto(unlimited, actions);
  }
  for (const deny of deniesOf(parsed, asOf)) {
    subtractInto(unlimited, deny.actions);
    if (isEveryResource(deny.resources)) subtractInto(allowed, deny.actions);
  }
  return { allowed, unlimited };
}

function effective(parsed: ParsedDocument, effect: Statement['effect'], asOf: Instant) {
  return parsed.document.statements
    .map((statement, place) => ({ statement, actions: parsed.actions[place] ?? new Uint32Array() }))
    .filter(({ statement }) => statement.effect === effect && isInForce(statement, asOf));
}

/** An Allow that names no resource allows nothing. */
function hasResources(resources: Targets | undefined): boolean {
  return resources !== undefined && (resources.not || resources.patterns.length > 0);
}

/** Whether the statement speaks of every resource. */
export function isEveryResource(resources: Targets | undefined): boolean {
  return resources === undefined || (!resources.not && resources.patterns.some((pattern) => /^\*+$/.test(pattern)));
}

function coversAll(outer: Targets | undefined, inner: Targets | undefined): boolean {
  if (isEveryResource(outer)) return true;
  if (outer === undefined || inner === undefined || outer.not || inner.not) return false;
  return inner.patterns.every((pattern) => outer.patterns.some((wide) => isCoveredBy(pattern, wide)));
}
