import type { Environment } from './bundle.ts';
import type { CollectionSummary } from './calls.ts';
import type { Gap } from './gap.ts';
import type { PrincipalClass, PrincipalKind } from './principal.ts';
import type { NoSuggestion, Suggestion, SuggestionFigures } from './suggestion.ts';
import type { Confidence, Severity, Verdict } from './verdict.ts';

/** What a finding can be about. */
export type SubjectKind = 'role' | 'user' | 'group' | 'policy' | 'permission-set' | 'access-key' | 'password';

/** What a finding is about. */
export interface Subject {
  readonly kind: SubjectKind;
  /** For a key or password, the user's ARN. */
  readonly arn: string;
  /** AWS's unique id; for a key its id, or `<user id>/key-1` where that is not known. */
  readonly id: string;
  readonly accountId: string;
  readonly environment?: Environment;
  readonly owner?: string;
  readonly class?: PrincipalClass;
}

/** One grant as a report tells it. */
export interface GrantReference {
  /** An inline policy's name, a managed policy's ARN. */
  readonly policy: string;
  readonly type: 'inline' | 'managed' | 'aws-managed' | 'permission-set-inline';
  /** The Sid, or the statement's index from 0 as text. */
  readonly statement: string;
  /** The group's ARN, for a grant by membership. */
  readonly via?: string;
  readonly resources: readonly string[];
  readonly conditional?: true;
}

/** Who introduced a grant, and when. */
export interface Introduction {
  /** ISO 8601. */
  readonly at: string;
  /** The session's or user's ARN as the event has it; absent when only the date is known. */
  readonly by?: string;
  /** The tool, from the user agent: `console`, `terraform`. */
  readonly via?: string;
  readonly eventName?: string;
  readonly eventId?: string;
}

/** A sentence of evidence with its source. */
export interface EvidenceNote {
  /** `cloudtrail`, `last-accessed`, `role-last-used`, `credential-report`, `access-analyzer`, `iam`, `refused`, `blocked`. */
  readonly source: string;
  readonly text: string;
  readonly permissions?: readonly string[];
}

/** What a detector says; the runner adds fingerprint, environment, owner, severity, risk and status. */
export interface Observation {
  readonly subject: {
    readonly kind: SubjectKind;
    readonly arn: string;
    readonly id: string;
    readonly accountId: string;
  };
  /** Tells several observations of one detector about one subject apart; stable between scans. Empty for the only one. */
  readonly key: string;
  readonly confidence: Confidence;
  /** Overrides the detector's default. */
  readonly severity?: Severity;
  /** Action names, or patterns that match exactly the actions meant over the catalog; sorted. */
  readonly permissions: readonly string[];
  readonly grants: readonly GrantReference[];
  /** Plain sentences, no markup; names from AWS in them are as they came. */
  readonly summary: string;
  readonly why: string;
  readonly fix: readonly string[];
  readonly evidence: readonly EvidenceNote[];
  readonly introduced?: Introduction;
  /** Whether the subject can bring administrator power: weighs in the risk. */
  readonly isAdministrator?: boolean;
}

/** Where a finding stands. */
export type FindingStatus = 'new' | 'open' | 'excepted' | 'resolved' | 'reopened';

/** A tracked problem, as `findings.json` has it. */
export interface Finding {
  /** Fingerprint of detector, subject's unique id and key. */
  readonly id: string;
  readonly detector: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** 0–100, for ranking. */
  readonly risk: number;
  /** The parts the risk is the sum of. */
  readonly riskParts: Readonly<Record<string, number>>;
  readonly status: FindingStatus;
  readonly subject: Subject;
  readonly permissions: readonly string[];
  readonly grants: readonly GrantReference[];
  readonly summary: string;
  readonly why: string;
  readonly fix: readonly string[];
  readonly attack: readonly string[];
  readonly introduced?: Introduction;
  readonly evidence: readonly EvidenceNote[];
  /** Id of the suggestion that would end it. */
  readonly suggestion?: string;
  /** ISO 8601. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** One verdict as `--verdicts` writes it. */
export interface VerdictRow {
  readonly action: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly conditional?: true;
}

/** One principal as `findings.json` has it. */
export interface PrincipalSummary {
  readonly arn: string;
  readonly id: string;
  readonly kind: PrincipalKind;
  readonly class: PrincipalClass;
  readonly accountId: string;
  readonly environment?: Environment;
  readonly owner?: string;
  /** Number of catalog actions effectively granted; the sum of the five verdicts. */
  readonly granted: number;
  readonly used: number;
  readonly unused: number;
  readonly unobservable: number;
  readonly tooRecent: number;
  readonly deniedOnly: number;
  /** Granted by identity policies, held back by the boundary or the organization. */
  readonly blocked: number;
  /** Elevated actions among the granted, and among the unused. */
  readonly elevated: number;
  readonly unusedElevated: number;
  /** ISO 8601, from any source; absent when no use is known. */
  readonly lastUsed?: string;
  /** Only with `--verdicts`; read once, from first to last. */
  readonly verdicts?: Iterable<VerdictRow>;
}

/** What the sources could see of one account. */
export interface CoverageSummary {
  readonly accountId: string;
  /** `logs`, `event-history`, `last-accessed`, `credential-report`. */
  readonly source: string;
  /** What it sees: `management`, `data AWS::S3::Object`, `principals`. */
  readonly what: string;
  readonly isCovered: boolean;
  readonly confidence: Confidence;
  /** One sentence: why not, or from when to when. */
  readonly text: string;
  /** ISO 8601; the span that the source holds, where it holds any. */
  readonly from?: string;
  readonly to?: string;
}

/** An event the catalog maps to no action. */
export interface UnmappedEvent {
  readonly eventSource: string;
  readonly eventName: string;
  readonly count: number;
  readonly principals: number;
}

/** A principal of an account in scope that logs mention and IAM does not know. */
export interface UnknownPrincipal {
  readonly accountId: string;
  readonly id: string;
  readonly arn: string;
  readonly events: number;
}

/** Elevated permissions of one account that could not be judged, and the events that would judge them. */
export interface UnjudgedPermissions {
  readonly accountId: string;
  /** Counted by principal and action, service-linked roles left out. */
  readonly permissions: number;
  /** Of them: judged once all management events of the window are read, in every region. */
  readonly byManagementEvents: number;
  /** Of them: judged once data events of all their resource types are recorded and read for the whole window. */
  readonly byDataEvents: number;
  /** Those by resource type (`AWS::S3::Object`), most first. */
  readonly dataEvents: readonly { readonly resourceType: string; readonly permissions: number }[];
}

/** A detector that could not judge, and what it lacked. */
export interface SkippedDetector {
  readonly detector: string;
  readonly accountId: string;
  readonly needs: string;
}

/** Roles unused for a number of days that still hold elevated permissions. */
export interface UnusedElevatedRoles {
  readonly days: number;
  readonly environment: string;
  /** Roles at least that old which are neither service-linked, foundation nor break-glass. */
  readonly roles: number;
  readonly unusedElevated: number;
  /** Roles whose last use no source tells. */
  readonly unknown: number;
  /** `unusedElevated / roles`, 0–1; `null` when there are no roles. */
  readonly share: number | null;
}

/** Granted against used, of one account or of all. */
export interface PermissionCreep {
  /** Absent for the figure over all accounts. */
  readonly accountId?: string;
  readonly granted: number;
  readonly used: number;
  readonly unused: number;
  /** Share of the granted permissions that could be judged, 0–1; `null` when nothing is granted. */
  readonly judged: number | null;
  /** 0–100: the mean over principals of unused / (used + denied only + unused); `null` when nothing could be judged. */
  readonly score: number | null;
}

/** The figures that every scan begins with. */
export interface KeyFigures {
  readonly unusedElevatedRoles: UnusedElevatedRoles;
  readonly permissionCreep: PermissionCreep;
  readonly permissionCreepByAccount: readonly PermissionCreep[];
  /** Share of granted permissions that got a verdict other than unobservable, 0–1; `null` when nothing is granted. */
  readonly coverage: number | null;
  readonly suggestions: SuggestionFigures;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly principals: number;
  readonly accounts: number;
}

/** One account of the scan. */
export interface ScannedAccount {
  readonly id: string;
  readonly alias?: string;
  readonly environment?: Environment;
}

/** A whole scan, as the reporters get it. */
export interface AuditResult {
  readonly scan: {
    readonly id: string;
    /** ISO 8601. */
    readonly asOf: string;
    readonly window: { readonly from: string; readonly to: string };
    readonly accounts: readonly ScannedAccount[];
    readonly coverage: readonly CoverageSummary[];
    readonly gaps: readonly Gap[];
    readonly unmappedEvents: readonly UnmappedEvent[];
    readonly unknownPrincipals: readonly UnknownPrincipal[];
    readonly skipped: readonly SkippedDetector[];
    readonly unjudged: readonly UnjudgedPermissions[];
    readonly catalogVersion: string;
    /** What collecting the bundle cost; absent: it was not made by us. */
    readonly collection?: CollectionSummary;
  };
  readonly keyFigures: KeyFigures;
  readonly principals: readonly PrincipalSummary[];
  /** Worst first: by risk, then by id. */
  readonly findings: readonly Finding[];
  readonly suggestions: readonly Suggestion[];
  readonly noSuggestions: readonly NoSuggestion[];
}
