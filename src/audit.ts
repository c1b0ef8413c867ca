import type { Catalog } from './core/catalog/catalog.ts';
import { withAnalyzerNote } from './core/detect/analyzer-note.ts';
import { type Detector, evidenceNames, type OrganizationView, type SharedRole } from './core/detect/detector.ts';
import { detectors } from './core/detect/index.ts';
import { sharedRolesOf } from './core/detect/shared-roles.ts';
import { type AccountView, accountViewOf, type EvidenceContext } from './core/evidence/account-evidence.ts';
import { missingEvidence } from './core/evidence/missing-evidence.ts';
import { summariesOf } from './core/evidence/principal-summary.ts';
import { roleCountOf } from './core/evidence/role-count.ts';
import { unjudgedOf } from './core/evidence/unjudged.ts';
import { mergedUnmapped } from './core/evidence/unmapped-events.ts';
import type { UsageLedger } from './core/evidence/usage-ledger.ts';
import { inventoryOf } from './core/inventory/inventory.ts';
import type { AccountParts, OrganizationParts } from './core/model/bundle.ts';
import { type Collection, collectionSummaryOf } from './core/model/calls.ts';
import type { AuditResult, PrincipalSummary, SkippedDetector, UnjudgedPermissions } from './core/model/finding.ts';
import type { Gap } from './core/model/gap.ts';
import { isoOf } from './core/model/time.ts';
import { type AccountSuggestions, noSuggestions, suggestionsOf } from './core/suggest/account-suggestions.ts';
import { permissionSetSuggestions } from './core/suggest/permission-set-suggestions.ts';
import type { SuggestOptions } from './core/suggest/suggest-context.ts';
import { findingOf, type Observed, ranked, subjectFactsOf } from './core/track/findings.ts';
import { keyFiguresOf, type RoleCount } from './core/track/key-figures.ts';
import { linkedFindings } from './core/track/link-suggestions.ts';

/** What every account is audited against: window, settings, organization, and whether verdicts are wanted one by one. */
export interface AuditContext extends EvidenceContext {
  readonly withVerdicts: boolean;
  /** What suggestions need of the outside; absent: none are made. */
  readonly suggest?: Pick<SuggestOptions, 'sha256' | 'toolVersion'>;
  /** By ARN: the address of what a Terraform state says it manages. */
  readonly terraformAddresses?: ReadonlyMap<string, string>;
}

/** One account audited: all that the scan keeps of it. */
export interface AccountAudit extends AccountSuggestions {
  readonly account: AccountView['inventory']['account'];
  readonly principals: readonly PrincipalSummary[];
  readonly observed: readonly Observed[];
  readonly permissionSetRoles: readonly SharedRole[];
  readonly foundationRoles: readonly SharedRole[];
  readonly roleCount: RoleCount;
  readonly skipped: readonly SkippedDetector[];
  readonly evidence: Pick<AccountView, 'coverage' | 'unmappedEvents' | 'unknownPrincipals'>;
  /** Absent: all of the account's elevated permissions were judged. */
  readonly unjudged?: UnjudgedPermissions;
  readonly gaps: readonly Gap[];
}

/** What belongs to the scan as a whole. */
export interface Organization {
  readonly scanId: string;
  readonly parts: OrganizationParts;
  /** Of the bundle and the logs. */
  readonly gaps: readonly Gap[];
  /** What made the bundle, and by how many calls; absent: not one of our collections. */
  readonly collection?: Collection;
}

/** Audits one account: inventory, evidence, verdicts, observations. Pure: the same input gives the same answer. */
export function auditAccount(
  parts: AccountParts,
  usage: UsageLedger,
  context: AuditContext,
  catalog: Catalog,
): AccountAudit {
  const inventory = inventoryOf(parts, context.settings, catalog);
  const view = accountViewOf(parts, inventory, usage, context, catalog);
  const missing = missingEvidence(view);
  const unjudged = unjudgedOf(view);
  const enabled = detectors.filter(({ id }) => context.settings.detectors[id]?.enabled !== false);
  const ready = enabled.filter(({ needs }) => !needs.some((need) => missing.has(need)));
  const suggested =
    context.suggest === undefined
      ? noSuggestions
      : suggestionsOf(view, suggestOptionsOf(context, context.suggest), catalog);
  return {
    account: inventory.account,
    principals: summariesOf(view, context.withVerdicts),
    observed: ready.flatMap((detector) => observationsOf(detector, view, context)),
    permissionSetRoles: sharedRolesOf(view, 'sso-role'),
    foundationRoles: sharedRolesOf(view, 'foundation-role'),
    roleCount: roleCountOf(view, context.settings.keyFigures.unusedDays),
    ...suggested,
    skipped: enabled
      .filter((detector) => !ready.includes(detector))
      .map(({ id, needs }) => ({
        detector: id,
        accountId: inventory.account.id,
        needs: needs
          .filter((need) => missing.has(need))
          .map((need) => evidenceNames[need])
          .join('; '),
      })),
    evidence: {
      coverage: view.coverage,
      unmappedEvents: view.unmappedEvents,
      unknownPrincipals: view.unknownPrincipals,
    },
    ...(unjudged === undefined ? {} : { unjudged }),
    gaps: [...parts.gaps, ...inventory.gaps],
  };
}

/** Joins the accounts into a scan: what looks across accounts, findings, key figures. Pure. */
export function conclude(
  audits: readonly AccountAudit[],
  organization: Organization,
  context: AuditContext,
  catalog: Catalog,
): AuditResult {
  const principals = audits.flatMap((audit) => audit.principals);
  const across = acrossAccounts(audits, organization, context, catalog);
  const ofSets = permissionSetsSuggested(audits, organization, context, catalog);
  const suggestions = [...audits.flatMap((audit) => audit.suggestions), ...ofSets.suggestions];
  const findings = linkedFindings(
    ranked([...audits.flatMap(({ observed }) => observed), ...across].map((one) => findingOf(one, context.window.to))),
    suggestions,
    catalog,
  );
  const accounts = audits.map(({ account }) => account);
  return {
    scan: {
      id: organization.scanId,
      asOf: isoOf(context.window.to),
      window: { from: isoOf(context.window.from), to: isoOf(context.window.to) },
      accounts: accounts.map(({ id, alias, environment }) => ({
        id,
        ...(alias === undefined ? {} : { alias }),
        ...(environment === undefined ? {} : { environment }),
      })),
      coverage: audits.flatMap(({ evidence }) => evidence.coverage),
      gaps: [...organization.gaps, ...organization.parts.gaps, ...audits.flatMap(({ gaps }) => gaps)],
      unmappedEvents: mergedUnmapped(audits.flatMap(({ evidence }) => evidence.unmappedEvents)),
      unknownPrincipals: audits.flatMap(({ evidence }) => evidence.unknownPrincipals),
      skipped: audits.flatMap(({ skipped }) => skipped),
      unjudged: audits.flatMap(({ unjudged }) => unjudged ?? []),
      catalogVersion: catalog.version,
      ...(organization.collection === undefined ? {} : { collection: collectionSummaryOf(organization.collection) }),
    },
    keyFigures: keyFiguresOf(
      principals,
      audits.map(({ roleCount }) => roleCount),
      findings,
      suggestions,
      accounts.map(({ id }) => id),
      context.settings.keyFigures.unusedDays,
    ),
    principals,
    findings,
    suggestions,
    noSuggestions: [...audits.flatMap((audit) => audit.noSuggestions), ...ofSets.noSuggestions],
  };
}

function permissionSetsSuggested(
  audits: readonly AccountAudit[],
  { parts }: Organization,
  context: AuditContext,
  catalog: Catalog,
): Pick<AccountSuggestions, 'suggestions' | 'noSuggestions'> {
  if (context.suggest === undefined) return noSuggestions;
  const roles = audits.flatMap(({ rolesOfPermissionSets }) => rolesOfPermissionSets);
  return permissionSetSuggestions(roles, parts, suggestOptionsOf(context, context.suggest), catalog);
}

function suggestOptionsOf(
  { settings, terraformAddresses }: AuditContext,
  outside: NonNullable<AuditContext['suggest']>,
): SuggestOptions {
  return {
    ...outside,
    settings: settings.suggest,
    ...(terraformAddresses === undefined ? {} : { terraformAddresses }),
  };
}

function observationsOf(detector: Detector, view: AccountView, { settings }: AuditContext): readonly Observed[] {
  const own = settings.detectors[detector.id] ?? { enabled: true };
  const byArn = new Map(view.principals.map(({ principal }) => [principal.arn, principal]));
  return [...(detector.detect?.(view, own) ?? [])].map((observation) => ({
    detector,
    observation: withAnalyzerNote(detector.id, observation, view),
    facts: subjectFactsOf(byArn.get(observation.subject.arn) ?? view.inventory.account),
    ...(own.severity === undefined ? {} : { configured: own.severity }),
  }));
}

function acrossAccounts(
  audits: readonly AccountAudit[],
  { parts }: Organization,
  { settings }: AuditContext,
  catalog: Catalog,
): readonly Observed[] {
  const view: OrganizationView = {
    organization: parts,
    accountsRead: new Set(audits.map(({ account }) => account.id)),
    permissionSetRoles: audits.flatMap(({ permissionSetRoles }) => permissionSetRoles),
    foundationRoles: audits.flatMap(({ foundationRoles }) => foundationRoles),
    catalog,
  };
  const byId = new Map(audits.map(({ account }) => [account.id, account]));
  return detectors
    .filter(({ id }) => settings.detectors[id]?.enabled !== false)
    .flatMap((detector) => {
      const own = settings.detectors[detector.id] ?? { enabled: true };
      return [...(detector.detectAcross?.(view, own) ?? [])].map((observation) => ({
        detector,
        observation,
        facts: subjectFactsOf(byId.get(observation.subject.accountId) ?? {}),
        ...(own.severity === undefined ? {} : { configured: own.severity }),
      }));
    });
}
