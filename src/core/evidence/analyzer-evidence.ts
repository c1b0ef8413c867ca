import { difference, union } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { LastAccessedReport, LastAccessedService } from '../model/bundle.ts';
import { type Instant, parseInstant, type TimeWindow } from '../model/time.ts';
import { type LastAccessedEvidence, lastAccessedEvidence } from './last-accessed.ts';

/** A finding of IAM Access Analyzer about unused access: what it says, in our words. */
export interface AnalyzerFinding {
  readonly id: string;
  readonly kind: 'unused-role' | 'unused-permission' | 'unused-access-key' | 'unused-console-password';
  /** ARN of the role or user. */
  readonly principal: string;
  /** ISO 8601, as it came; empty when not told. */
  readonly updatedAt: string;
}

/** What IAM Access Analyzer says of an account's unused access. */
export interface AnalyzerEvidence {
  /** By ARN. */
  readonly findings: ReadonlyMap<string, readonly AnalyzerFinding[]>;
  /**
   * By ARN: the dates of last access in the findings, as an answer that is never fresh. They show that something was used; what they do not list
   * may have been used all the same.
   */
  readonly reports: ReadonlyMap<string, LastAccessedReport>;
}

const kinds: Readonly<Record<string, AnalyzerFinding['kind']>> = {
  UnusedIAMRole: 'unused-role',
  UnusedPermission: 'unused-permission',
  UnusedIAMUserAccessKey: 'unused-access-key',
  UnusedIAMUserPassword: 'unused-console-password',
};

/** Reads the active findings of unused access; those of other types, and what is not of the expected shape, tell nothing. */
export function analyzerEvidenceOf(findings: readonly Readonly<Record<string, unknown>>[] = []): AnalyzerEvidence {
  const byPrincipal = new Map<string, AnalyzerFinding[]>();
  const services = new Map<string, LastAccessedService[]>();
  for (const finding of findings) {
    const kind = kinds[textOf(finding.findingType)];
    const principal = textOf(finding.resource);
    const isActive = finding.status === undefined || finding.status === 'ACTIVE';
    if (kind === undefined || principal === '' || !isActive) continue;
    const known = byPrincipal.get(principal) ?? [];
    known.push({ id: textOf(finding.id), kind, principal, updatedAt: textOf(finding.updatedAt) });
    byPrincipal.set(principal, known);
    const dated = listOf(finding.findingDetails).flatMap((detail) => serviceIn(objectOf(detail)));
    if (dated.length > 0) services.set(principal, [...(services.get(principal) ?? []), ...dated]);
  }
  return {
    findings: byPrincipal,
    reports: new Map(
      [...services].map(([arn, dated]) => [
        arn,
        // As if it had ended before anything: its silence proves nothing.
        { arn, completedAt: Number.NEGATIVE_INFINITY, services: dated, path: 'access-analyzer' },
      ]),
    ),
  };
}

/** One service of an unused-permission finding, where anything in it has a date. */
function serviceIn(detail: Readonly<Record<string, unknown>>): readonly LastAccessedService[] {
  const unused = objectOf(detail.unusedPermissionDetails);
  const namespace = textOf(unused.serviceNamespace);
  const actions = listOf(unused.actions).flatMap((item) => {
    const { action, lastAccessed } = objectOf(item);
    const lastAt = instantOf(lastAccessed);
    // With the service's prefix or without.
    const name = textOf(action).replace(/^[^:]*:/, '');
    return lastAt === undefined || name === '' ? [] : [{ name, lastAt }];
  });
  const lastAt = instantOf(unused.lastAccessed);
  if (namespace === '' || (lastAt === undefined && actions.length === 0)) return [];
  return [
    {
      namespace,
      ...(lastAt === undefined ? {} : { lastAt }),
      ...(actions.length === 0 ? {} : { actions }),
    },
  ];
}

/**
 * The evidence of last-accessed data with the dates of Access Analyzer beside it: what either shows as used is used, and a service that the second source
 * shows in use is no more taken for idle.
 */
export function withAnalyzerUse(
  own: LastAccessedEvidence | undefined,
  report: LastAccessedReport | undefined,
  window: TimeWindow,
  collectedAt: Instant,
  catalog: Catalog,
): LastAccessedEvidence | undefined {
  if (report === undefined) return own;
  const second = lastAccessedEvidence(report, window, collectedAt, catalog);
  if (own === undefined) return { ...second, hasServices: false };
  const inUse = [...second.servicesInWindow.keys()].map((service) => catalog.matching(`${service}:*`));
  const lastAt = Math.max(own.lastAt ?? Number.NEGATIVE_INFINITY, second.lastAt ?? Number.NEGATIVE_INFINITY);
  return {
    ...own,
    attempted: union(own.attempted, second.attempted),
    attemptedAt: later(own.attemptedAt, second.attemptedAt),
    coveredByName: difference(own.coveredByName, second.attempted),
    coveredByService: inUse.reduce(difference, own.coveredByService),
    lastBefore: later(own.lastBefore, second.lastBefore),
    servicesInWindow: later(own.servicesInWindow, second.servicesInWindow),
    ...(Number.isFinite(lastAt) ? { lastAt } : {}),
  };
}

function later<Key>(a: ReadonlyMap<Key, Instant>, b: ReadonlyMap<Key, Instant>): ReadonlyMap<Key, Instant> {
  const all = new Map(a);
  for (const [key, at] of b) all.set(key, Math.max(all.get(key) ?? at, at));
  return all;
}

function instantOf(value: unknown): Instant | undefined {
  if (typeof value === 'number') return value < 1e11 ? value * 1000 : value;
  return typeof value === 'string' ? parseInstant(value) : undefined;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
