import type { ActionSet } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { AccountView, JudgedPrincipal } from '../evidence/account-evidence.ts';
import type { OrganizationParts } from '../model/bundle.ts';
import type { GrantReference, Observation } from '../model/finding.ts';
import type { DetectorSettings } from '../model/settings.ts';
import type { Confidence, Severity } from '../model/verdict.ts';

/**
 * What a detector cannot do without. `whole-inventory`: the last page of the authorization details; `usage`: logs or last-accessed data that
 * cover anything; `role-use`: that, or the last use that IAM itself tells of a role.
 */
export type EvidenceKind = 'whole-inventory' | 'usage' | 'role-use' | 'credential-report' | 'permission-sets';

/** What a detector needs, in the words of the report. */
export const evidenceNames: Readonly<Record<EvidenceKind, string>> = {
  'whole-inventory': 'all pages of authorization-details',
  usage: 'CloudTrail logs or last-accessed data that cover the window',
  'role-use': 'RoleLastUsed, CloudTrail logs or last-accessed data',
  'credential-report': 'credential-report.csv',
  'permission-sets': 'organization/permission-sets.json',
};

/** A role that belongs to many: of a permission set, or of a landing zone. What it keeps for the view across accounts. */
export interface SharedRole {
  /** The permission set's name, or the foundation pattern. */
  readonly of: string;
  readonly arn: string;
  readonly id: string;
  readonly accountId: string;
  readonly granted: ActionSet;
  /** What is unused and may be said so: covered, granted all through, not seen, nor shortly before the window. */
  readonly unused: ActionSet;
  readonly elevated: ActionSet;
  readonly grants: readonly GrantReference[];
  readonly confidence: Confidence;
}

/** What the detectors that look across accounts read. */
export interface OrganizationView {
  readonly organization: OrganizationParts;
  /** Accounts whose inventory was read. */
  readonly accountsRead: ReadonlySet<string>;
  readonly permissionSetRoles: readonly SharedRole[];
  readonly foundationRoles: readonly SharedRole[];
  readonly catalog: Catalog;
}

/** One question asked of every account, or of the organization. */
export interface Detector {
  /** Kebab-case; permanent once released; also the file, the doc page, the configuration key and the folder of cases. */
  readonly id: string;
  readonly title: string;
  /** The default; an observation, the configuration and the environment may change it. */
  readonly severity: Severity;
  /** MITRE ATT&CK technique ids. */
  readonly attack: readonly string[];
  /** Absent evidence makes the detector skipped, never clean. */
  readonly needs: readonly EvidenceKind[];
  detect?(account: AccountView, settings: DetectorSettings): Iterable<Observation>;
  detectAcross?(organization: OrganizationView, settings: DetectorSettings): Iterable<Observation>;
}

/** The subject of an observation about a principal. */
export function subjectOf({ principal }: JudgedPrincipal): Observation['subject'] {
  return { kind: principal.kind, arn: principal.arn, id: principal.id, accountId: principal.accountId };
}
