import { type ActionSet, has, isSubset } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Principal } from '../inventory/principal.ts';
import type { Instant, TimeWindow } from '../model/time.ts';
import { graceBeforeMs } from './evidence-window.ts';
import type { LastAccessedEvidence } from './last-accessed.ts';
import type { LogCoverage } from './log-coverage.ts';
import type { ObservedUse } from './observed-use.ts';

/** One source's word on when a principal was last used. */
export interface LastUse {
  /** `cloudtrail`, `role-last-used`, `last-accessed`, `credential-report`. */
  readonly source: string;
  /** `undefined`: the source would have seen use in the whole window and saw none, nor any before it. */
  readonly at?: Instant;
  /** Whether the source would have seen every use in the window. */
  readonly isWhole: boolean;
}

/**
 * Whether a principal was used at all in the window. `just-before`: used in the ten days before it, which a quarterly job does;
 * `too-recent`: younger than the window; `unknown`: no source would have seen it.
 */
export type UseState = 'used' | 'just-before' | 'too-recent' | 'unused' | 'unknown';

/** A principal's use as a whole. */
export interface PrincipalUse {
  readonly state: UseState;
  /** The latest of all sources. */
  readonly lastAt?: Instant;
  readonly sources: readonly LastUse[];
}

/** What a principal's use is judged from. */
export interface PrincipalUseFacts {
  readonly principal: Principal;
  readonly window: TimeWindow;
  readonly observed: ObservedUse;
  readonly granted: ActionSet;
  /** Users only: whether a service-specific credential of it is active. */
  readonly hasServiceCredentials: boolean;
  /** When the role was last assumed, by the logs of its account. */
  readonly assumedAt?: Instant;
  readonly lastAccessed?: LastAccessedEvidence;
  readonly logs: LogCoverage;
}

/** Judges whether a principal was used at all. Refused calls are use of the principal: somebody held its credentials. */
export function principalUseOf(facts: PrincipalUseFacts, catalog: Catalog): PrincipalUse {
  const { principal, window } = facts;
  const sources = principal.kind === 'role' ? roleSources(facts, catalog) : userSources(facts);
  const dates = sources.flatMap(({ at }) => at ?? []);
  const lastAt = dates.length === 0 ? undefined : Math.max(...dates);
  return { state: stateOf(principal, window, sources, lastAt), sources, ...(lastAt === undefined ? {} : { lastAt }) };
}

function stateOf(
  principal: Principal,
  window: TimeWindow,
  sources: readonly LastUse[],
  lastAt: Instant | undefined,
): UseState {
  if (lastAt !== undefined && lastAt >= window.from) return 'used';
  if (principal.createdAt === undefined || principal.createdAt > window.from) return 'too-recent';
  if (lastAt !== undefined && lastAt >= window.from - graceBeforeMs) return 'just-before';
  return sources.some(({ isWhole }) => isWhole) ? 'unused' : 'unknown';
}

/** Sessions that are made without a call that the role's account records: Pod Identity, Roles Anywhere. */
const quietTrust = ['pods.eks.amazonaws.com', 'rolesanywhere.amazonaws.com'];

/** A role is used when it is assumed and when its sessions call; the logs must cover assuming it. */
function roleSources(
  { principal, observed, assumedAt, lastAccessed, logs }: PrincipalUseFacts,
  catalog: Catalog,
): readonly LastUse[] {
  const assuming = ['sts:assumerole', 'sts:assumerolewithwebidentity', 'sts:assumerolewithsaml'];
  const isQuiet = principal.trust?.statements.some(({ principals }) =>
    principals?.services.some((name) => quietTrust.includes(name)),
  );
  const coversAssuming =
    isQuiet !== true && assuming.every((name) => has(logs.covered, catalog.byName.get(name)?.index ?? -1));
  const sources: LastUse[] = [lastUse('cloudtrail', latest(observed.lastSeenAt, assumedAt), coversAssuming)];
  if (principal.roleLastUsed !== undefined) sources.push(lastUse('role-last-used', principal.roleLastUsed.at, true));
  return [...sources, ...lastAccessedSource(lastAccessed)];
}

/**
 * The logs speak for a user when they cover all it may do. The credential report speaks for one whose credentials it lists and tells of; a user
 * without any, or with service-specific credentials, may be used by what the report leaves out (SSH keys, API keys of services).
 */
function userSources({
  principal,
  granted,
  hasServiceCredentials,
  observed,
  lastAccessed,
  logs,
}: PrincipalUseFacts): readonly LastUse[] {
  const coversAll = logs.coversIam && logs.coversManagement && isSubset(granted, logs.covered);
  const sources: LastUse[] = [lastUse('cloudtrail', observed.lastSeenAt, coversAll)];
  const { credentials } = principal;
  if (credentials !== undefined) {
    const hasAny = credentials.password !== undefined || credentials.keys.length > 0;
    sources.push(
      lastUse('credential-report', credentials.lastUsedAt, hasAny && credentials.isWhole && !hasServiceCredentials),
    );
  }
  return [...sources, ...lastAccessedSource(lastAccessed)];
}

/** An answer without services says nothing: the principal has no permissions that it could list. */
function lastAccessedSource(lastAccessed: LastAccessedEvidence | undefined): readonly LastUse[] {
  if (lastAccessed === undefined) return [];
  return [lastUse('last-accessed', lastAccessed.lastAt, lastAccessed.isFresh && lastAccessed.hasServices)];
}

function lastUse(source: string, at: Instant | undefined, isWhole: boolean): LastUse {
  return { source, isWhole, ...(at === undefined ? {} : { at }) };
}

function latest(...dates: readonly (Instant | undefined)[]): Instant | undefined {
  const known = dates.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
