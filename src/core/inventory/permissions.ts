import {
  type ActionSet,
  difference,
  emptySet,
  intersection,
  intersects,
  isEmpty,
  subtractInto,
  union,
  uniteInto,
} from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { type Instant, isoOf } from '../model/time.ts';
import { isInForce } from '../policy/date-condition.ts';
import type { AccessReasoner, PolicyStatement } from '../policy/effective-access.ts';
import type { Targets } from '../policy/statement.ts';
import type { ParsedDocument } from './documents.ts';
import type { OrganizationLimit, PolicyLimit } from './organization-limit.ts';
import type { AttachedPolicy, Grant, Principal } from './principal.ts';
import { isQuarantine } from './quarantine.ts';

/** What a principal may do, over the catalog. */
export interface Permissions {
  readonly grants: readonly Grant[];
  /**
   * By identity policies, within the boundary and what the organization leaves, less the Deny statements: the actions for which some request gets
   * through, on some resource and under some condition.
   */
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

/** What stands beside a principal's own policies, in its account. */
export interface AccessContext {
  /** Absent: nothing is known to limit the account. It does not bind service-linked roles. */
  readonly organization: OrganizationLimit | undefined;
  readonly asOf: Instant;
  readonly reasoner: AccessReasoner;
}

/**
 * What a principal is effectively granted: identity policies less their Deny statements, within the permissions boundary and within what the
 * organization leaves to the account. A statement ended by `DateLessThan` grants and denies nothing. What cannot be told counts as granted.
 */
export function permissionsOf(principal: Principal, context: AccessContext, catalog: Catalog): Permissions {
  const { asOf, reasoner } = context;
  const denies = principal.policies.flatMap(({ parsed }) => deniesOf(parsed, asOf));
  const boundary = boundaryOf(principal, asOf, catalog);
  const known = knownKeysOf(principal, asOf);
  const partition = principal.arn.split(':')[1] ?? 'aws';
  const identity = emptySet(catalog.size);
  const granted = emptySet(catalog.size);
  const taken = emptySet(catalog.size);
  const unlimited = emptySet(catalog.size);
  const found: { readonly grant: Grant; readonly unfitting: ActionSet }[] = [];
  for (const { policy, allow, isConditional } of principal.policies.flatMap((policy) => allowsOf(policy, asOf))) {
    const { statement } = allow.statement;
    const about = { allow, known, partition };
    const own = reasoner.remaining({ ...about, denies: [denies], layers: [] });
    const limits = limitsOn(allow, principal, boundary, context.organization);
    const left = reasoner.remaining({
      ...about,
      denies: [denies, ...limits.map((limit) => limit.denies)],
      layers: limits.flatMap(({ levels }) => levels),
    });
    found.push({ grant: { policy, statement, actions: left.actions, isConditional }, unfitting: left.unfitting });
    uniteInto(identity, union(own.actions, own.unfitting));
    uniteInto(granted, left.actions);
    uniteInto(taken, difference(difference(allow.actions, left.actions), left.unfitting));
    if (isConditional || !isEveryResource(statement.resources)) continue;
    const within =
      boundary === undefined
        ? own
        : reasoner.remaining({ ...about, denies: [denies, boundary.denies], layers: boundary.levels });
    uniteInto(unlimited, within.actions);
  }
  // What no resource of a grant fits counts as granted, as the catalog may be wrong there; not where another grant of it was taken.
  const grants = found.map(({ grant, unfitting }) => ({
    ...grant,
    actions: isEmpty(unfitting) ? grant.actions : union(grant.actions, difference(unfitting, taken)),
  }));
  const certain = emptySet(catalog.size);
  for (const { actions, isConditional } of grants) {
    uniteInto(granted, actions);
    if (!isConditional) uniteInto(certain, actions);
  }
  return {
    grants,
    granted,
    conditional: difference(granted, boundary === undefined ? certain : intersection(certain, boundary.unlimited)),
    blocked: difference(identity, granted),
    unlimited: boundary === undefined ? unlimited : intersection(unlimited, boundary.unlimited),
    isBoundaryUnread: principal.boundaryArn !== undefined && boundary === undefined,
  };
}

/** The grants of one action set, in the order of the policies; those that give none of it are left out. */
export function grantsOfActions(permissions: Permissions, actions: ActionSet): readonly Grant[] {
  return permissions.grants.filter((grant) => intersects(grant.actions, actions));
}

/** What a request of the principal always says. A role's session tags may add to its tags, so tags are left open. */
function knownKeysOf(principal: Principal, asOf: Instant): ReadonlyMap<string, string | undefined> {
  const isUser = principal.kind === 'user';
  return new Map([
    ['aws:principalarn', principal.arn],
    ['aws:principalaccount', principal.accountId],
    ['aws:principaltype', isUser ? 'User' : 'AssumedRole'],
    ['aws:principalisawsservice', 'false'],
    ['aws:username', isUser ? principal.name : undefined],
    ['aws:currenttime', isoOf(asOf)],
    ['aws:epochtime', String(Math.floor(asOf / 1000))],
  ]);
}

/** The limits that bind a grant: the boundary, and the organization's where it is in force for its resources. */
function limitsOn(
  allow: PolicyStatement,
  principal: Principal,
  boundary: PolicyLimit | undefined,
  organization: OrganizationLimit | undefined,
): readonly PolicyLimit[] {
  const own = boundary === undefined ? [] : [boundary];
  if (organization === undefined || principal.class === 'service-linked-role') return own;
  const { principals, resources, wholeAccount } = organization;
  return [
    ...own,
    principals,
    namesOwnOnly(allow.statement.statement.resources, principal.accountId) ? resources : wholeAccount,
  ];
}

/**
 * Whether a grant's resources lie in the account itself, where its resource control policies bind: their ARNs name it, or name no account but a
 * thing (a bucket). With a wildcard there they may be anybody's.
 */
function namesOwnOnly(resources: Targets | undefined, accountId: string): boolean {
  if (resources === undefined || resources.not || resources.patterns.length === 0) return false;
  return resources.patterns.every((pattern) => {
    const [, , , , account, name = ''] = pattern.split(':');
    return account === accountId || (account === '' && /^[^*?$]/.test(name));
  });
}

function deniesOf(parsed: ParsedDocument, asOf: Instant): readonly PolicyStatement[] {
  return effective(parsed, 'Deny', asOf).filter(({ statement }) => !isQuarantine(statement.statement));
}

function allowsOf(policy: AttachedPolicy, asOf: Instant) {
  return effective(policy.parsed, 'Allow', asOf).map((allow) => ({
    policy,
    allow,
    isConditional: allow.statement.tests.length > 0,
  }));
}

interface BoundaryLimit extends PolicyLimit {
  /** What it leaves whole: without condition, on every resource. */
  readonly unlimited: ActionSet;
}

/** A boundary that is not in the bundle, or not wholly read, limits nothing that we could tell. */
function boundaryOf(principal: Principal, asOf: Instant, catalog: Catalog): BoundaryLimit | undefined {
  const parsed = principal.boundary?.current;
  if (parsed === undefined || parsed.document.unparsed.length > 0) return undefined;
  const allows = effective(parsed, 'Allow', asOf);
  const denies = deniesOf(parsed, asOf);
  const unlimited = emptySet(catalog.size);
  for (const { statement, actions } of allows) {
    if (statement.tests.length === 0 && isEveryResource(statement.statement.resources)) uniteInto(unlimited, actions);
  }
  for (const { statement, actions } of denies) {
    if (statement.tests.length === 0 && isEveryResource(statement.statement.resources))
      subtractInto(unlimited, actions);
  }
  return { levels: [allows], denies, unlimited };
}

/** Statements in force. One without Resource is in error, and says nothing. */
function effective(parsed: ParsedDocument, effect: 'Allow' | 'Deny', asOf: Instant): readonly PolicyStatement[] {
  return parsed.compiled.filter(
    ({ statement }) =>
      statement.effect === effect && statement.resources !== undefined && isInForce(statement.statement, asOf),
  );
}

/** Whether the statement speaks of every resource. */
export function isEveryResource(resources: Targets | undefined): boolean {
  return resources === undefined || (!resources.not && resources.patterns.some((pattern) => /^\*+$/.test(pattern)));
}
