import type { Gap } from './gap.ts';
import type { Instant } from './time.ts';

/** What an account is for. */
export type Environment = 'production' | 'staging' | 'test' | 'development' | 'sandbox' | 'shared' | 'security';

/** All environments, in the order of their weight. */
export const environments: readonly Environment[] = [
  'production',
  'shared',
  'security',
  'staging',
  'test',
  'development',
  'sandbox',
];

/** A policy document as it came: a parsed object, JSON text, or URL-encoded JSON text. */
export type RawDocument = unknown;

/** A tag set as a map; of two tags with the same key the last counts. */
export type Tags = Readonly<Record<string, string>>;

/** An inline policy. */
export interface RawInlinePolicy {
  readonly name: string;
  readonly document: RawDocument;
}

/** A user as GetAccountAuthorizationDetails tells it. */
export interface RawUser {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly createdAt?: Instant;
  readonly inlinePolicies: readonly RawInlinePolicy[];
  /** ARNs. */
  readonly attachedPolicies: readonly string[];
  /** Group names. */
  readonly groups: readonly string[];
  /** ARN of the boundary's policy. */
  readonly boundary?: string;
  readonly tags: Tags;
}

/** A role as GetAccountAuthorizationDetails tells it. */
export interface RawRole {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly createdAt?: Instant;
  readonly trustDocument: RawDocument;
  readonly inlinePolicies: readonly RawInlinePolicy[];
  readonly attachedPolicies: readonly string[];
  readonly boundary?: string;
  readonly tags: Tags;
  /** ARNs. */
  readonly instanceProfiles: readonly string[];
  /**
   * `undefined`: the answer has no such field, so nothing is known. `{}`: AWS tracked it and saw no use in its last 400 days.
   */
  readonly lastUsed?: { readonly at?: Instant; readonly region?: string };
}

/** A group as GetAccountAuthorizationDetails tells it. */
export interface RawGroup {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly createdAt?: Instant;
  readonly inlinePolicies: readonly RawInlinePolicy[];
  readonly attachedPolicies: readonly string[];
}

/** One version of a managed policy. */
export interface RawPolicyVersion {
  readonly versionId: string;
  readonly isDefault: boolean;
  readonly createdAt?: Instant;
  /** `undefined` when the answer lacks it. */
  readonly document?: RawDocument;
}

/** A managed policy, the customer's or AWS's. */
export interface RawManagedPolicy {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly createdAt?: Instant;
  readonly updatedAt?: Instant;
  /** `NaN`, which equals no number, when the answer lacks it: nothing may be taken for attached to nobody then. */
  readonly attachmentCount: number;
  /** `NaN` when the answer lacks it. */
  readonly boundaryUsageCount: number;
  readonly versions: readonly RawPolicyVersion[];
}

/** GetAccountAuthorizationDetails, all pages joined. */
export interface AuthorizationDetails {
  readonly users: readonly RawUser[];
  readonly roles: readonly RawRole[];
  readonly groups: readonly RawGroup[];
  readonly policies: readonly RawManagedPolicy[];
  /** Whether the last page was there: false when it says that more follows. */
  readonly isComplete: boolean;
}

/** One access key of the credential report. */
export interface CredentialReportKey {
  /** 1 or 2: the column it stands in. */
  readonly slot: 1 | 2;
  readonly isActive: boolean;
  readonly rotatedAt?: Instant;
  /** `undefined` with `wasNeverUsed` when the report says `N/A` for an existing key; `undefined` without it when it says nothing. */
  readonly lastUsedAt?: Instant;
  readonly wasNeverUsed: boolean;
}

/** One row of the credential report. */
export interface CredentialReportRow {
  readonly user: string;
  readonly arn: string;
  readonly createdAt?: Instant;
  /** `undefined` when not told (the root's row). */
  readonly passwordEnabled?: boolean;
  readonly passwordLastUsedAt?: Instant;
  /** The report says `no_information`, or `N/A` with a password set: never used, or not since tracking began. */
  readonly passwordNeverUsed: boolean;
  readonly passwordChangedAt?: Instant;
  readonly mfaActive?: boolean;
  /** Whether the row tells of the password and of both keys: whether they are there, and when they were last used. */
  readonly isWhole: boolean;
  /** Only keys that exist: an inactive slot without a rotation date is no key. */
  readonly keys: readonly CredentialReportKey[];
}

/** Last use of one service by one principal; `actions` only in an action-level answer. */
export interface LastAccessedService {
  /** The IAM prefix: `s3`. */
  readonly namespace: string;
  /** `undefined`: not used in the tracking period. */
  readonly lastAt?: Instant;
  /** Every action that the answer lists by name, dated or not. Names without prefix. */
  readonly actions?: readonly { readonly name: string; readonly lastAt?: Instant }[];
}

/** One finished GetServiceLastAccessedDetails answer. */
export interface LastAccessedReport {
  /** The principal's (or policy's, or group's) ARN. */
  readonly arn: string;
  /** When the job ended: what the answer can know of lies 4 h before. `undefined` when the answer does not say. */
  readonly completedAt?: Instant;
  readonly services: readonly LastAccessedService[];
  readonly path: string;
}

/** One trail with its status and selectors, as `trails.json` holds them. */
export interface Trail {
  readonly arn: string;
  readonly name: string;
  readonly homeRegion: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly isMultiRegion: boolean;
  readonly isOrganization: boolean;
  readonly includesGlobalServices: boolean;
  /** `undefined` when the status could not be read. */
  readonly isLogging?: boolean;
  readonly startedLoggingAt?: Instant;
  readonly stoppedLoggingAt?: Instant;
  /** `undefined` when they could not be read: such a trail covers nothing. */
  readonly selectors?: readonly EventSelector[];
}

/**
 * What one selector lets through; basic and advanced selectors in one shape. All conditions must hold.
 */
export interface EventSelector {
  readonly category: 'management' | 'data' | 'network' | 'other';
  readonly readWrite: 'all' | 'read' | 'write';
  /** `undefined`: of all sources. */
  readonly eventSources?: { readonly not: boolean; readonly values: readonly string[] };
  readonly eventNames?: { readonly not: boolean; readonly values: readonly string[] };
  /** Data events: the resource type (`AWS::S3::Object`); empty for management. */
  readonly resourceType: string;
  /** Whether it lets through only some resources, callers or anything else we do not reason about. */
  readonly isPartial: boolean;
}

/** A cluster of EKS with its Pod Identity associations. */
export interface EksCluster {
  readonly name: string;
  readonly region: string;
  readonly oidcIssuer?: string;
  readonly podIdentityAssociations: readonly {
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly roleArn: string;
  }[];
}

/** An account as the manifest (or its folder's name) tells it. */
export interface AccountEntry {
  readonly id: string;
  readonly alias?: string;
  readonly environment?: Environment;
  readonly organizationPath?: string;
}

/**
 * All parts of one account of a bundle, in our words, documents still raw. A part that is `undefined` was not in the bundle, and a
 * gap says so.
 */
export interface AccountParts {
  readonly account: AccountEntry;
  readonly details: AuthorizationDetails;
  readonly credentialReport?: readonly CredentialReportRow[];
  /** One a job: by ARN, and of one ARN the newest first. Empty also when the part was not in the bundle, and then a gap says so. */
  readonly lastAccessed: readonly LastAccessedReport[];
  /** Quotas and counts of GetAccountSummary, by AWS's key. */
  readonly summary?: Readonly<Record<string, number>>;
  /** ARNs. */
  readonly oidcProviders?: readonly string[];
  readonly samlProviders?: readonly string[];
  readonly trails?: readonly Trail[];
  /** Access Analyzer's findings, as they came. */
  readonly accessAnalyzerFindings?: readonly Readonly<Record<string, unknown>>[];
  /** Names of the regions that are enabled. */
  readonly regions?: readonly string[];
  /** By role ARN. */
  readonly roleDescriptions?: ReadonlyMap<string, string>;
  /** By policy ARN. */
  readonly policyTags?: ReadonlyMap<string, Tags>;
  readonly serviceSpecificCredentials?: readonly Readonly<Record<string, unknown>>[];
  readonly delegationRequests?: readonly Readonly<Record<string, unknown>>[];
  /**
   * By region: present when ListClusters of the region was read, and every cluster it names with its Pod Identity associations. A region
   * of which something is missing is left out, with a gap: a detector must not take an unread cluster for one that is gone.
   */
  readonly eksClusters: ReadonlyMap<string, readonly EksCluster[]>;
  readonly gaps: readonly Gap[];
}

/** A permission set of IAM Identity Center. */
export interface PermissionSet {
  readonly arn: string;
  readonly name: string;
  readonly description: string;
  readonly inlinePolicy?: RawDocument;
  /** ARNs. */
  readonly managedPolicies: readonly string[];
  readonly customerManagedPolicies: readonly { readonly name: string; readonly path: string }[];
  /** `undefined` when it has none: a managed policy's ARN, or the name and path of a customer managed policy. */
  readonly permissionsBoundary?: { readonly arn: string } | { readonly name: string; readonly path: string };
  /** Account ids. */
  readonly provisionedAccounts: readonly string[];
}

/** An organization policy and what it is attached to. */
export interface OrganizationPolicy {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly document: RawDocument;
  /** Ids of roots, units and accounts. */
  readonly targets: readonly string[];
}

/** The parts of `organization/`; `undefined` ones were not in the bundle. */
export interface OrganizationParts {
  readonly id?: string;
  readonly managementAccountId?: string;
  readonly accounts?: readonly { readonly id: string; readonly name: string; readonly status: string }[];
  /** Parent id (unit or root) by child id, units and accounts alike. */
  readonly parents?: ReadonlyMap<string, string>;
  readonly serviceControlPolicies?: readonly OrganizationPolicy[];
  readonly resourceControlPolicies?: readonly OrganizationPolicy[];
  readonly permissionSets?: readonly PermissionSet[];
  readonly gaps: readonly Gap[];
}
