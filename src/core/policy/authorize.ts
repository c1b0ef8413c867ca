import type { Catalog } from '../catalog/catalog.ts';
import { isSparedBy, type NamedBy, namedBy, namesOf, type PrincipalNames } from './authorize/principal-match.ts';
import { contextOf, type EvaluatedContext, resourceAccountOf } from './authorize/request-context.ts';
import { holds, matchesAction, matchesResource } from './authorize/statement-match.ts';
import { type CompiledPolicy, type CompiledStatement, compiledPolicy } from './compiled-policy.ts';
import type { ConditionTest } from './condition-test.ts';
import {
  type Decision,
  errorsOf,
  type PolicyLayer,
  type Reasons,
  referenceTo,
  type StatementReference,
} from './decision.ts';
import { accountOfPrincipal, type PolicyInput, type Request, roleArnOf } from './request.ts';
import { templateText } from './template.ts';

/** The policies that have a say in a request, by type. */
export interface PolicySet {
  /** Own, of groups, managed. */
  readonly identity?: readonly PolicyInput[];
  /** Absent or empty: none. */
  readonly boundary?: readonly PolicyInput[];
  /** Absent or empty: none; then a federated user has no permissions but those that a resource policy gives. */
  readonly session?: readonly PolicyInput[];
  /** Absent: not known; the identity side decides. */
  readonly resource?: PolicyInput;
  /** By level of the organization, root first; every level must allow. Absent or empty: not in force. */
  readonly scps?: readonly (readonly PolicyInput[])[];
  readonly rcps?: readonly (readonly PolicyInput[])[];
}

/** Decides requests under one set of policies, which is read once. */
export type Authorizer = (request: Request) => Decision;

/**
 * AWS's evaluation logic for one request. The order of policies and statements does not matter.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function authorizeRequest(request: Request, policies: PolicySet, catalog: Catalog): Decision {
  return authorizerOf(policies, catalog)(request);
}

/** Reads the policies once, for many requests. */
export function authorizerOf(policies: PolicySet, catalog: Catalog): Authorizer {
  const compiled = compiledSet(policies);
  const inError = errorsOfSet(compiled);
  return (request) => decide(request, compiled, inError, catalog);
}

interface CompiledSet {
  readonly identity: readonly CompiledPolicy[];
  readonly boundary: readonly CompiledPolicy[];
  readonly session: readonly CompiledPolicy[];
  readonly resource: readonly CompiledPolicy[] | undefined;
  readonly scps: readonly (readonly CompiledPolicy[])[];
  readonly rcps: readonly (readonly CompiledPolicy[])[];
}

function compiledSet({ identity, boundary, session, resource, scps, rcps }: PolicySet): CompiledSet {
  const compiled = (inputs: readonly PolicyInput[] = []) => inputs.map(compiledPolicy);
  return {
    identity: compiled(identity),
    boundary: compiled(boundary),
    session: compiled(session),
    resource: resource === undefined ? undefined : compiled([resource]),
    scps: (scps ?? []).map(compiled),
    rcps: (rcps ?? []).map(compiled),
  };
}

function errorsOfSet({ identity, boundary, session, resource, scps, rcps }: CompiledSet): Reasons['inError'] {
  const layers: [PolicyLayer, readonly CompiledPolicy[]][] = [
    ['identity', identity],
    ['boundary', boundary],
    ['session', session],
    ['resource', resource ?? []],
    ['scp', scps.flat()],
    ['rcp', rcps.flat()],
  ];
  return layers.flatMap(([layer, policies]) => policies.flatMap((policy) => errorsOf(layer, policy)));
}

/** The statements of one layer (or one level of it) that a request meets. */
interface Met {
  readonly layer: PolicyLayer;
  readonly allows: readonly CompiledStatement[];
  readonly denies: readonly CompiledStatement[];
}

interface Case {
  readonly request: Request;
  readonly action: string;
  readonly context: EvaluatedContext;
  readonly names: PrincipalNames;
  readonly hasBoundary: boolean;
}

function decide(request: Request, policies: CompiledSet, inError: Reasons['inError'], catalog: Catalog): Decision {
  const resourceAccount = resourceAccountOf(request);
  const one: Case = {
    request,
    action: request.action.toLowerCase(),
    context: contextOf(request, resourceAccount),
    names: namesOf(request.principal),
    hasBoundary: policies.boundary.length > 0,
  };
  const bound = boundBy(one, catalog);
  const hasIdentity = ['user', 'role', 'session', 'federated'].includes(request.principal.kind);
  const own = (layer: PolicyLayer, given: readonly CompiledPolicy[]) => met(layer, hasIdentity ? given : [], one);
  const identity = own('identity', policies.identity);
  const boundary = own('boundary', policies.boundary);
  const session = own('session', policies.session);
  const resource = policies.resource === undefined ? undefined : met('resource', policies.resource, one);
  const scps = bound.byScps ? policies.scps.map((level) => met('scp', level, one)) : [];
  const rcps = bound.byRcps ? policies.rcps.map((level) => met('rcp', level, one)) : [];

  const all = [identity, boundary, session, ...(resource === undefined ? [] : [resource]), ...scps, ...rcps];
  const denies = all.flatMap(({ layer, denies }) => denies.map((statement) => referenceTo(layer, statement)));
  if (denies.length > 0)
    return { outcome: 'explicitly-denied', reasons: { determining: denies, notKnown: [], inError } };

  const sides = sidesOf(one, { identity, boundary, session, resource }, policies, resourceAccount);
  const levels = [...rcps, ...scps];
  const blockedBy = levels.find(({ allows }) => allows.length === 0)?.layer ?? sides.blockedBy;
  const determining: StatementReference[] = [...levels, ...sides.allowing].flatMap(({ layer, allows }) =>
    allows.map((statement) => referenceTo(layer, statement)),
  );
  const { notKnown } = sides;
  return blockedBy === undefined
    ? { outcome: 'allowed', reasons: { determining, notKnown, inError } }
    : { outcome: 'implicitly-denied', reasons: { determining, blockedBy, notKnown, inError } };
}

/**
 * SCPs bind the principals of accounts, and so neither services nor anonymous requests; RCPs bind whoever asks for a resource of the services
 * that support them, but for the retiring of a key's grant. Neither binds service-linked roles.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
function boundBy({ request, action }: Case, catalog: Catalog): { byScps: boolean; byRcps: boolean } {
  const { principal } = request;
  const isServiceLinked = roleArnOf(principal)?.includes(':role/aws-service-role/') === true;
  return {
    byScps: !isServiceLinked && accountOfPrincipal(principal) !== undefined,
    byRcps:
      !isServiceLinked && action !== 'kms:retiregrant' && catalog.rcpServices.has(action.slice(0, action.indexOf(':'))),
  };
}

function met(layer: PolicyLayer, policies: readonly CompiledPolicy[], one: Case): Met {
  const allows: CompiledStatement[] = [];
  const denies: CompiledStatement[] = [];
  for (const { statements } of policies) {
    for (const statement of statements) {
      if (!isMetBy(statement, layer, one)) continue;
      (statement.effect === 'Allow' ? allows : denies).push(statement);
    }
  }
  return { layer, allows, denies };
}

function isMetBy(statement: CompiledStatement, layer: PolicyLayer, one: Case): boolean {
  if (!matchesAction(statement, one.action) || !speaksOf(statement, layer, one)) return false;
  return matchesResource(statement, one.request.resource, one.context) && holds(statement, one.context);
}

/**
 * A resource policy speaks of those whom its Principal names. In an RCP it is `*` always. In the other types AWS takes no
 * Principal, and a statement that has one anyway, or has no Resource, says nothing.
 */
function speaksOf(statement: CompiledStatement, layer: PolicyLayer, one: Case): boolean {
  const { principals, resources, effect } = statement;
  if (layer === 'rcp') return resources !== undefined;
  if (layer !== 'resource') return principals === undefined && resources !== undefined;
  if (principals === undefined) return false;
  if (!principals.not) return namedBy(principals, one.names) !== undefined;
  if (effect === 'Allow') return namedBy(principals, one.names) === undefined;
  // Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
  return one.hasBoundary || !isSparedBy(principals, one.names);
}

/** What identity side and resource side say together: what is missing, or nothing. */
interface Sides {
  readonly allowing: readonly Met[];
  readonly blockedBy?: PolicyLayer;
  readonly notKnown: Reasons['notKnown'];
}

interface OwnLayers {
  readonly identity: Met;
  readonly boundary: Met;
  readonly session: Met;
  readonly resource: Met | undefined;
}

function sidesOf(one: Case, layers: OwnLayers, policies: CompiledSet, resourceAccount: string | undefined): Sides {
  const { principal } = one.request;
  const { resource } = layers;
  const account = accountOfPrincipal(principal);
  const own = ownPolicyKind(one);
  const isSameAccount = account !== undefined && account === resourceAccount;
  const notKnown: Reasons['notKnown'] =
    resource !== undefined ? [] : own !== undefined ? [own] : isSameAccount ? [] : ['resource-policy'];
  // Nobody of an account: only the resource policy can let them in.
  if (account === undefined) {
    if (resource === undefined || resource.allows.length === 0)
      return { allowing: [], blockedBy: 'resource', notKnown };
    return { allowing: [resource], notKnown };
  }
  const needsResource = resource !== undefined && (!isSameAccount || own !== undefined);
  if (needsResource && resource.allows.length === 0) return { allowing: [], blockedBy: 'resource', notKnown };
  if (principal.kind === 'root') return { allowing: needsResource ? [resource] : [], notKnown };

  const limits = limitsOf(principal.kind, layers, policies);
  const ways = isSameAccount && resource !== undefined ? waysOf(resource, one.names) : new Set<NamedBy>();
  // Named itself (a session by the session's ARN): no implicit denial on the identity side counts.
  if (resource !== undefined && (ways.has('self') || ways.has('session'))) return { allowing: [resource], notKnown };
  // Named by its role's ARN, or with everyone: boundary and session policy still limit, the identity policies need not allow.
  const isGranted = ways.has('role') || ways.has('anyone');
  const needed = isGranted ? limits : [layers.identity, ...limits];
  const missing = needed.find(({ allows }) => allows.length === 0);
  const allowing = [...(needsResource || isGranted ? [resource] : []), ...needed].filter((side) => side !== undefined);
  return missing === undefined ? { allowing, notKnown } : { allowing, blockedBy: missing.layer, notKnown };
}

/** The boundary and the session policies, where there are any. */
function limitsOf(kind: Request['principal']['kind'], layers: OwnLayers, policies: CompiledSet): readonly Met[] {
  // A federated user's session without a session policy has no permissions of its own.
  // Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
  const hasSession = policies.session.length > 0 || kind === 'federated';
  return [...(policies.boundary.length > 0 ? [layers.boundary] : []), ...(hasSession ? [layers.session] : [])];
}

function waysOf({ allows }: Met, names: PrincipalNames): ReadonlySet<NamedBy> {
  return new Set(
    allows.flatMap(({ principals, tests }) => {
      if (principals === undefined) return [];
      if (principals.not) return 'anyone';
      const way = namedBy(principals, names);
      if (way !== 'anyone') return way ?? [];
      return tests.some(namesPrincipal) ? 'self' : 'anyone';
    }),
  );
}

/**
 * Everyone, narrowed to the principal by `aws:PrincipalArn`, counts as naming it: boundary and session policy do not limit that.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
function namesPrincipal(test: ConditionTest): boolean {
  if (test.kind !== 'values' || test.key !== 'aws:principalarn' || test.isNegated || test.holdsWhenAbsent) return false;
  // A pattern names nobody in particular.
  return test.operand.type === 'text' && test.operand.templates.every((text) => !/[*?]/.test(templateText(text)));
}

/**
 * Role trust policies and KMS key policies must allow for themselves, also in the same account.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
function ownPolicyKind({ action, request }: Case): 'role-trust' | 'kms-key-policy' | undefined {
  if (action.startsWith('sts:') && /^arn:[^:]*:iam::[^:]*:role\//.test(request.resource)) return 'role-trust';
  return action.startsWith('kms:') && /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(request.resource)
    ? 'kms-key-policy'
    : undefined;
}
