import type { CallCount, CollectionSummary, LogsRead } from '../../core/model/calls.ts';
import type {
  AuditResult,
  CoverageSummary,
  EvidenceNote,
  Finding,
  GrantReference,
  Introduction,
  KeyFigures,
  PermissionCreep,
  PrincipalSummary,
  ScannedAccount,
  SkippedDetector,
  Subject,
  UnjudgedPermissions,
  UnknownPrincipal,
  UnmappedEvent,
} from '../../core/model/finding.ts';
import type { Gap } from '../../core/model/gap.ts';
import { severities } from '../../core/model/verdict.ts';
import { inOrderOf } from './published-order.ts';
import { suggestionFiguresSchema } from './suggestion-schema.ts';

/** The fields of a type in the order in which `findings.json` writes them; the compiler misses none. */
type FieldOrder<T> = Readonly<Record<keyof T, true>>;

const callCount: FieldOrder<CallCount> = {
  service: true,
  operation: true,
  calls: true,
  retries: true,
  throttled: true,
};

const collection: FieldOrder<CollectionSummary> = {
  tool: true,
  calledBy: true,
  role: true,
  logs: true,
  total: true,
  throttled: true,
  retried: true,
  calls: true,
};

const logsRead: FieldOrder<LogsRead> = { source: true, location: true, accounts: true };

const account: FieldOrder<ScannedAccount> = { id: true, alias: true, environment: true };

const coverage: FieldOrder<CoverageSummary> = {
  accountId: true,
  source: true,
  what: true,
  isCovered: true,
  confidence: true,
  text: true,
  from: true,
  to: true,
};

const gap: FieldOrder<Omit<Gap, 'days'>> = {
  service: true,
  operation: true,
  account: true,
  region: true,
  errorCode: true,
  message: true,
  path: true,
};

const unmappedEvent: FieldOrder<UnmappedEvent> = { eventSource: true, eventName: true, count: true, principals: true };

const unknownPrincipal: FieldOrder<UnknownPrincipal> = { accountId: true, id: true, arn: true, events: true };

const skipped: FieldOrder<SkippedDetector> = { detector: true, accountId: true, needs: true };

const unjudged: FieldOrder<UnjudgedPermissions> = {
  accountId: true,
  permissions: true,
  byManagementEvents: true,
  byDataEvents: true,
  dataEvents: true,
};

const dataEvents: FieldOrder<UnjudgedPermissions['dataEvents'][number]> = { resourceType: true, permissions: true };

const creep: FieldOrder<PermissionCreep> = {
  accountId: true,
  granted: true,
  used: true,
  unused: true,
  judged: true,
  score: true,
};

const principal: FieldOrder<Omit<PrincipalSummary, 'verdicts'>> = {
  arn: true,
  id: true,
  kind: true,
  class: true,
  accountId: true,
  environment: true,
  owner: true,
  granted: true,
  used: true,
  unused: true,
  unobservable: true,
  tooRecent: true,
  deniedOnly: true,
  blocked: true,
  elevated: true,
  unusedElevated: true,
  lastUsed: true,
};

const subject: FieldOrder<Subject> = {
  kind: true,
  arn: true,
  id: true,
  accountId: true,
  environment: true,
  owner: true,
  class: true,
};

const grant: FieldOrder<GrantReference> = {
  policy: true,
  type: true,
  statement: true,
  via: true,
  resources: true,
  conditional: true,
};

const introduction: FieldOrder<Introduction> = { at: true, by: true, via: true, eventName: true, eventId: true };

const evidence: FieldOrder<EvidenceNote> = { source: true, text: true, permissions: true };

const finding: FieldOrder<Finding> = {
  id: true,
  detector: true,
  title: true,
  severity: true,
  confidence: true,
  risk: true,
  riskParts: true,
  status: true,
  subject: true,
  permissions: true,
  grants: true,
  summary: true,
  why: true,
  fix: true,
  attack: true,
  introduced: true,
  evidence: true,
  suggestion: true,
  firstSeen: true,
  lastSeen: true,
};

/** The scan as `findings.json` has it: the parts that are lists of rows apart. */
export function scanShape(scan: AuditResult['scan']): {
  readonly head: Readonly<Record<string, unknown>>;
  readonly lists: Readonly<Record<string, readonly object[]>>;
} {
  return {
    head: {
      id: scan.id,
      asOf: scan.asOf,
      window: { from: scan.window.from, to: scan.window.to },
      catalogVersion: scan.catalogVersion,
      ...(scan.collection === undefined ? {} : { collection: collectionShape(scan.collection) }),
    },
    lists: {
      accounts: scan.accounts.map((row) => inOrder(row, account)),
      coverage: scan.coverage.map((row) => inOrder(row, coverage)),
      gaps: scan.gaps.map((row) => inOrder(row, gap)),
      unmappedEvents: scan.unmappedEvents.map((row) => inOrder(row, unmappedEvent)),
      unknownPrincipals: scan.unknownPrincipals.map((row) => inOrder(row, unknownPrincipal)),
      skipped: scan.skipped.map((row) => inOrder(row, skipped)),
      unjudged: scan.unjudged.map((row) =>
        inOrder({ ...row, dataEvents: row.dataEvents.map((one) => inOrder(one, dataEvents)) }, unjudged),
      ),
    },
  };
}

function collectionShape(row: CollectionSummary): object {
  const logs = row.logs === undefined ? {} : { logs: row.logs.map((place) => inOrder(place, logsRead)) };
  return inOrder({ ...row, ...logs, calls: row.calls.map((call) => inOrder(call, callCount)) }, collection);
}

/** The key figures as `findings.json` has them. */
export function keyFiguresShape(figures: KeyFigures): object {
  const { days, environment, roles, unusedElevated, unknown, share } = figures.unusedElevatedRoles;
  const shape: Readonly<Record<keyof KeyFigures, unknown>> = {
    unusedElevatedRoles: { days, environment, roles, unusedElevated, unknown, share },
    permissionCreep: inOrder(figures.permissionCreep, creep),
    permissionCreepByAccount: figures.permissionCreepByAccount.map((row) => inOrder(row, creep)),
    coverage: figures.coverage,
    suggestions: inOrderOf(suggestionFiguresSchema, figures.suggestions),
    findings: Object.fromEntries(severities.map((severity) => [severity, figures.findings[severity]])),
    principals: figures.principals,
    accounts: figures.accounts,
  };
  return shape;
}

/** A principal without its verdicts, as `findings.json` has it. */
export function principalShape(row: PrincipalSummary): object {
  return inOrder(row, principal);
}

/** A finding as `findings.json` has it. */
export function findingShape(row: Finding): object {
  return inOrder(
    {
      ...row,
      subject: inOrder(row.subject, subject),
      riskParts: Object.fromEntries(Object.entries(row.riskParts).sort(([a], [b]) => (a < b ? -1 : 1))),
      grants: row.grants.map((reference) => inOrder(reference, grant)),
      ...(row.introduced === undefined ? {} : { introduced: inOrder(row.introduced, introduction) }),
      evidence: row.evidence.map((note) => inOrder(note, evidence)),
    },
    finding,
  );
}

function inOrder<Key extends string>(
  row: Readonly<Partial<Record<Key, unknown>>>,
  order: Readonly<Record<Key, true>>,
): object {
  const fields = new Map(Object.entries(row));
  return Object.fromEntries(Object.keys(order).map((key) => [key, fields.get(key)]));
}
