import {
  type ActionSet,
  difference,
  emptySet,
  fullSet,
  intersection,
  setOf,
  uniteInto,
} from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { OrganizationParts, OrganizationPolicy } from '../model/bundle.ts';
import type { Instant } from '../model/time.ts';
import { isInForce } from '../policy/date-condition.ts';
import type { PolicyStatement } from '../policy/effective-access.ts';
import type { DocumentStore } from './documents.ts';

/** What one kind of the organization's policies leaves to an account: at every level something must allow, and nothing may deny. */
export interface PolicyLimit {
  readonly levels: readonly (readonly PolicyStatement[])[];
  readonly denies: readonly PolicyStatement[];
}

/** What the organization leaves to an account. */
export interface OrganizationLimit {
  /** Service control policies: they bind the account's principals. */
  readonly principals: PolicyLimit;
  /** Resource control policies: they bind whoever asks for the account's resources. */
  readonly resources: PolicyLimit;
  /** The same for the actions that take no resource: whatever a grant names, they are asked of the account itself. */
  readonly wholeAccount: PolicyLimit;
}

const noLimit: PolicyLimit = { levels: [], denies: [] };

/**
 * The service and resource control policies that bind an account. `undefined` where nothing is known to limit it: no policies in the bundle, no way
 * from the account up to a root, or the management account, which they do not bind.
 */
export function organizationLimitOf(
  accountId: string,
  organization: OrganizationParts,
  documents: DocumentStore,
  asOf: Instant,
  catalog: Catalog,
): OrganizationLimit | undefined {
  const { serviceControlPolicies, resourceControlPolicies, managementAccountId } = organization;
  const levels = levelsOf(accountId, organization);
  if (levels === undefined || accountId === managementAccountId) return undefined;
  if (serviceControlPolicies === undefined && resourceControlPolicies === undefined) return undefined;
  const bound = boundServices(catalog);
  const resources = limitOf(resourceControlPolicies, levels, documents, asOf);
  // AWS's own policy allows everything at every level, and those of customers only deny: a level without an Allow is one that the bundle lacks.
  const whole = { ...resources, levels: resources.levels.filter((level) => level.length > 0) };
  return {
    principals: limitOf(serviceControlPolicies, levels, documents, asOf),
    resources: boundTo(bound, whole, catalog),
    wholeAccount: boundTo(intersection(bound, wildcardOnly(catalog)), whole, catalog),
  };
}

/** From the root down to the account; `undefined` where a parent is not known. */
function levelsOf(accountId: string, { parents }: OrganizationParts): readonly string[] | undefined {
  const levels = [accountId];
  for (let at = parents?.get(accountId); at !== undefined && levels.length < 10; at = parents?.get(at))
    levels.unshift(at);
  return levels[0]?.startsWith('r-') ? levels : undefined;
}

function limitOf(
  policies: readonly OrganizationPolicy[] | undefined,
  levels: readonly string[],
  documents: DocumentStore,
  asOf: Instant,
): PolicyLimit {
  if (policies === undefined) return noLimit;
  const allows: (readonly PolicyStatement[])[] = [];
  const denies: PolicyStatement[] = [];
  for (const level of levels) {
    const parsed = policies
      .filter(({ targets }) => targets.includes(level))
      .map(({ document }) => documents.read(document));
    const statements = parsed
      .flatMap(({ compiled }) => compiled)
      .filter(({ statement }) => statement.resources !== undefined && isInForce(statement.statement, asOf))
      .map(forEveryone);
    denies.push(...statements.filter(({ statement }) => statement.effect === 'Deny'));
    // Every level has at least one policy where they are in force: none here means that the answer lacks some. One not read whole may allow anything.
    const isWhole = parsed.length > 0 && parsed.every(({ document }) => document.unparsed.length === 0);
    if (isWhole) allows.push(statements.filter(({ statement }) => statement.effect === 'Allow'));
  }
  return { levels: allows, denies };
}

/** A resource control policy says `"Principal": "*"`, always: that asks nothing of anyone. */
function forEveryone({ statement, actions }: PolicyStatement): PolicyStatement {
  const { principals: _, ...rest } = statement;
  return { statement: rest, actions };
}

/** The actions of the services that resource control policies bind. */
function boundServices(catalog: Catalog): ActionSet {
  const bound = emptySet(catalog.size);
  for (const service of catalog.rcpServices) uniteInto(bound, catalog.matching(`${service}:*`));
  return bound;
}

function wildcardOnly(catalog: Catalog): ActionSet {
  return setOf(
    catalog.size,
    catalog.actions.flatMap(({ index, isWildcardOnly }) => (isWildcardOnly ? [index] : [])),
  );
}

/** A limit on some actions only: the others pass. */
function boundTo(bound: ActionSet, { levels, denies }: PolicyLimit, catalog: Catalog): PolicyLimit {
  const others: PolicyStatement = { statement: everything, actions: difference(fullSet(catalog.size), bound) };
  return {
    levels: levels.map((level) => [...level, others]),
    denies: denies.map(({ statement, actions }) => ({ statement, actions: intersection(actions, bound) })),
  };
}

const everything: PolicyStatement['statement'] = {
  policy: '',
  statement: {
    index: 0,
    effect: 'Allow',
    actions: { not: false, patterns: ['*'] },
    resources: { not: false, patterns: ['*'] },
    conditions: [],
  },
  effect: 'Allow',
  actions: { not: false, patterns: ['*'] },
  resources: { not: false, templates: [[{ kind: 'text', text: '*' }]] },
  tests: [],
};
