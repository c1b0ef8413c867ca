import { type ActionSet, union } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { createDocumentStore } from '../inventory/documents.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { organizationLimitOf } from '../inventory/organization-limit.ts';
import { type AccessContext, type Permissions, permissionsOf } from '../inventory/permissions.ts';
import type { Principal } from '../inventory/principal.ts';
import type { AccountParts, LastAccessedReport, OrganizationParts } from '../model/bundle.ts';
import type { CoverageSummary, UnknownPrincipal, UnmappedEvent } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { AuditSettings } from '../model/settings.ts';
import { type Instant, isoOf, type TimeWindow } from '../model/time.ts';
import { createAccessReasoner } from '../policy/effective-access.ts';
import { type AnalyzerEvidence, analyzerEvidenceOf, withAnalyzerUse } from './analyzer-evidence.ts';
import { companionJudge } from './companions.ts';
import { type GrantTimeline, grantTimelineOf } from './grant-age.ts';
import { lastAccessedEvidence } from './last-accessed.ts';
import { liftedDenies } from './lifted-denies.ts';
import { type LogCoverage, logCoverageOf } from './log-coverage.ts';
import { logFactsOf } from './log-facts.ts';
import { type PrincipalUse, principalUseOf } from './principal-use.ts';
import { usersOfServiceCredentials } from './service-credentials.ts';
import { mergedUnmapped } from './unmapped-events.ts';
import { mergedEvent, type PrincipalUsage, type UsageLedger } from './usage-ledger.ts';
import { type Verdicts, verdictsOf } from './verdicts.ts';

/** One principal with its permissions, verdicts and use. */
export interface JudgedPrincipal {
  readonly principal: Principal;
  readonly permissions: Permissions;
  readonly verdicts: Verdicts;
  readonly use: PrincipalUse;
  /** Its calls as the logs hold them; `undefined`: the logs hold nothing of it. */
  readonly usage?: PrincipalUsage;
  /** Ids of the long-lived access keys that the logs show in the window. */
  readonly accessKeysSeen: ReadonlySet<string>;
}

/** Everything known of one account: what the detectors read. */
export interface AccountView {
  readonly inventory: Inventory;
  readonly parts: AccountParts;
  readonly window: TimeWindow;
  readonly principals: readonly JudgedPrincipal[];
  readonly logs: LogCoverage;
  readonly timeline: GrantTimeline;
  readonly passed: UsageLedger['passed'];
  /** Elevated actions: the catalog's, and the reads configured as sensitive. */
  readonly elevated: ActionSet;
  readonly organization: OrganizationParts;
  /** What IAM Access Analyzer says of unused access. */
  readonly analyzer: AnalyzerEvidence;
  /** What stands beside the principals' own policies. */
  readonly access: AccessContext;
  readonly coverage: readonly CoverageSummary[];
  readonly unmappedEvents: readonly UnmappedEvent[];
  readonly unknownPrincipals: readonly UnknownPrincipal[];
  readonly catalog: Catalog;
}

/** What an account's evidence is judged from, beside its own parts. */
export interface EvidenceContext {
  readonly window: TimeWindow;
  /** When the bundle was collected; dates answers that do not date themselves. */
  readonly collectedAt: Instant;
  readonly settings: AuditSettings;
  readonly organization: OrganizationParts;
  /** Of unreadable log files. */
  readonly logGaps: readonly Gap[];
}

/** Joins one account's inventory with its usage and judges every principal. */
export function accountViewOf(
  parts: AccountParts,
  inventory: Inventory,
  usage: UsageLedger,
  context: EvidenceContext,
  catalog: Catalog,
): AccountView {
  const { window, settings } = context;
  const { account } = inventory;
  const logs = logCoverageOf(logFactsOf(parts, account, usage, context), catalog);
  const ownChanges = usage.changes.filter(({ accountId }) => accountId === account.id);
  const documents = createDocumentStore(catalog);
  const timeline = grantTimelineOf(ownChanges, logs.coversIam, documents, catalog);
  const access = {
    organization: organizationLimitOf(account.id, context.organization, documents, window.to, catalog),
    asOf: window.to,
    reasoner: createAccessReasoner(catalog),
  };
  const companions = companionJudge(catalog);
  const reports = newestReports(parts.lastAccessed, context.collectedAt);
  const analyzer = analyzerEvidenceOf(parts.accessAnalyzerFindings);

  const serviceUsers = usersOfServiceCredentials(parts);

  const principals = inventory.principals.map((told): JudgedPrincipal => {
    // Last-accessed data is asked for by ARN, later than the details: it may be about the next of that name.
    const createdAt = timeline.madeAgainAt(told);
    const principal = createdAt === undefined ? told : { ...told, createdAt };
    const permissions = permissionsOf(principal, access, catalog);
    const own = usageOf(principal, usage);
    const report = reports.get(principal.arn);
    const answer = report && lastAccessedEvidence(report, window, context.collectedAt, catalog);
    const dated = analyzer.reports.get(principal.arn);
    const lastAccessed = withAnalyzerUse(answer, dated, window, context.collectedAt, catalog);
    const verdicts = verdictsOf(
      {
        principal,
        permissions,
        window,
        ...(own === undefined ? {} : { usage: own }),
        ...(lastAccessed === undefined ? {} : { lastAccessed }),
        logs,
        timeline,
        companions,
        lifted: liftedDenies(principal, window.from, { inventory, timeline, documents }, catalog),
      },
      catalog,
    );
    const assumedAt = usage.passed.get(principal.arn)?.assumed;
    const use = principalUseOf(
      {
        principal,
        window,
        observed: verdicts.observed,
        granted: permissions.granted,
        hasServiceCredentials: serviceUsers === 'refused' || serviceUsers.has(principal.name),
        logs,
        ...(assumedAt === undefined || assumedAt < (principal.createdAt ?? 0) ? {} : { assumedAt }),
        ...(lastAccessed === undefined ? {} : { lastAccessed }),
      },
      catalog,
    );
    return {
      principal,
      permissions,
      verdicts,
      use,
      ...(own === undefined ? {} : { usage: own }),
      accessKeysSeen: own?.accessKeys ?? new Set(),
    };
  });

  const sensitive = settings.sensitiveData.map((pattern) => catalog.matching(pattern));
  return {
    inventory,
    parts,
    window,
    principals,
    logs,
    timeline,
    passed: usage.passed,
    organization: context.organization,
    analyzer,
    access,
    elevated: sensitive.reduce<ActionSet>(union, catalog.elevated),
    coverage: [...logs.summaries, ...lastAccessedCoverage(parts, analyzer, principals, reports, context)],
    unmappedEvents: unmappedEventsOf(account.id, usage, catalog),
    unknownPrincipals: unknownPrincipalsOf(inventory, usage),
    catalog,
  };
}

/**
 * By unique id; by ARN only what the logs hold without an id, and not before the principal's creation: it may be of an earlier one of that name.
 */
function usageOf(principal: Principal, usage: UsageLedger): PrincipalUsage | undefined {
  const byId = usage.principals.get(principal.id);
  const byArn = usage.principals.get(principal.arn);
  if (byArn === undefined) return byId;
  const events = new Map(byId?.events ?? []);
  for (const [key, event] of byArn.events) {
    const seen = Math.max(event.lastUsed ?? 0, event.lastDenied ?? 0, event.lastBefore ?? 0);
    if (seen < (principal.createdAt ?? 0)) continue;
    const known = events.get(key);
    events.set(key, known === undefined ? event : mergedEvent(known, event));
  }
  return { ...(byId ?? byArn), events };
}

/** The newest answer of each principal; one made at service level does not replace a fresher one. */
function newestReports(
  reports: readonly LastAccessedReport[],
  collectedAt: Instant,
): ReadonlyMap<string, LastAccessedReport> {
  const newest = new Map<string, LastAccessedReport>();
  for (const report of reports) {
    const known = newest.get(report.arn);
    if (known === undefined || (report.completedAt ?? collectedAt) > (known.completedAt ?? collectedAt))
      newest.set(report.arn, report);
  }
  return newest;
}

function lastAccessedCoverage(
  parts: AccountParts,
  analyzer: AnalyzerEvidence,
  principals: readonly JudgedPrincipal[],
  reports: ReadonlyMap<string, LastAccessedReport>,
  { window }: EvidenceContext,
): readonly CoverageSummary[] {
  const account = parts.account.id;
  const withReport = principals.filter(({ principal }) => reports.has(principal.arn));
  const byAction = withReport.filter(({ principal }) =>
    reports.get(principal.arn)?.services.some(({ actions }) => actions !== undefined),
  );
  const row = (source: string, what: string, isCovered: boolean, text: string): CoverageSummary => ({
    accountId: account,
    source,
    what,
    isCovered,
    confidence: 'strong',
    text,
    ...(isCovered ? { from: isoOf(window.from), to: isoOf(window.to) } : {}),
  });
  return [
    ...analyzerCoverage(analyzer, principals, row),
    row(
      'last-accessed',
      'services',
      withReport.length > 0,
      `${withReport.length} of ${principals.length} principals have an answer`,
    ),
    row(
      'last-accessed',
      'actions',
      byAction.length > 0,
      `${byAction.length} of ${principals.length} principals have an action-level answer`,
    ),
    row(
      'credential-report',
      'passwords and keys',
      parts.credentialReport !== undefined,
      parts.credentialReport === undefined ? 'there is no credential report' : `${parts.credentialReport.length} rows`,
    ),
  ];
}

/** What Access Analyzer finds unused, held against what we judge: where the two differ, the reader is told. */
function analyzerCoverage(
  { findings }: AnalyzerEvidence,
  principals: readonly JudgedPrincipal[],
  row: (source: string, what: string, isCovered: boolean, text: string) => CoverageSummary,
): readonly CoverageSummary[] {
  if (findings.size === 0) return [];
  const total = [...findings.values()].reduce((sum, list) => sum + list.length, 0);
  const used = principals.filter(
    ({ principal, use }) =>
      use.state === 'used' && findings.get(principal.arn)?.some(({ kind }) => kind === 'unused-role') === true,
  );
  const names = used.slice(0, 5).map(({ principal }) => principal.name);
  const more = used.length > names.length ? ` and ${used.length - names.length} more` : '';
  const differ =
    used.length === 0
      ? ''
      : `; it calls unused what other sources show in use in the window: ${names.join(', ')}${more}`;
  return [row('access-analyzer', 'unused access', true, `${total} active findings, held against ours${differ}`)];
}

/** Events of anybody of the account, deleted principals and root too, that the catalog maps to no action. */
function unmappedEventsOf(accountId: string, usage: UsageLedger, catalog: Catalog): readonly UnmappedEvent[] {
  const unmapped: UnmappedEvent[] = [];
  for (const principal of usage.principals.values()) {
    if (principal.accountId !== accountId) continue;
    for (const { eventSource, eventName, allowed, denied, failed } of principal.events.values()) {
      const count = allowed + denied + failed;
      if (count === 0 || catalog.mappingOf(eventSource, eventName).kind !== 'unmapped') continue;
      unmapped.push({ eventSource, eventName, count, principals: 1 });
    }
  }
  return mergedUnmapped(unmapped);
}

/** Roles and users of this account that the logs mention and IAM does not know: deleted ones, as a rule. */
function unknownPrincipalsOf({ account, principals }: Inventory, usage: UsageLedger): readonly UnknownPrincipal[] {
  const known = new Set(principals.flatMap(({ id, arn }) => [id, arn]));
  const unknown: UnknownPrincipal[] = [];
  for (const [key, { id, arn, accountId, events, callerKind }] of usage.principals) {
    const isOwn =
      accountId === account.id && (callerKind === 'role' || callerKind === 'user' || callerKind === 'federated');
    if (!isOwn || known.has(key)) continue;
    let count = 0;
    for (const { allowed, denied, failed } of events.values()) count += allowed + denied + failed;
    unknown.push({ accountId, id, arn, events: count });
  }
  return unknown.sort((a, b) => b.events - a.events || (a.id + a.arn < b.id + b.arn ? -1 : 1));
}
