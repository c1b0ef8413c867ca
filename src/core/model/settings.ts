import type { Environment } from './bundle.ts';
import type { Severity } from './verdict.ts';

/** What the configuration says about one account. */
export interface AccountSettings {
  readonly environment?: Environment;
  readonly alias?: string;
  readonly owner?: string;
}

/** A role of a landing zone or deployment tool, known by name and trust. */
export interface FoundationPattern {
  /** Role name with `*` and `?`. */
  readonly pattern: string;
  /** Trusted principals with `*` and `?` (service names, ARNs, account ids), of which one must be in the trust policy; empty: any. */
  readonly trustedBy: readonly string[];
}

/** How one detector is set. */
export interface DetectorSettings {
  readonly enabled: boolean;
  /** Replaces the detector's own. */
  readonly severity?: Severity;
}

/** How suggestions are made. */
export interface SuggestSettings {
  /** Windows shorter than so many days are no ground for a suggestion. */
  readonly minCoverageDays: number;
  /** What was used within so many days before `asOf` is kept. */
  readonly keepUsedDays: number;
  /** Whether what was only refused is suggested away too. */
  readonly includeDenied: boolean;
  /** `resources`: also narrow resources to those seen, where all that were seen are known. */
  readonly scope: 'actions' | 'resources';
  /** By subject's ARN: the only actions that may be removed, because a plan was begun with them. Absent: any. */
  readonly frozen?: ReadonlyMap<string, readonly string[]>;
}

/** The part of the configuration that the audit itself reads. */
export interface AuditSettings {
  readonly suggest: SuggestSettings;
  /** 1–400. */
  readonly windowDays: number;
  /** By account id. */
  readonly accounts: Readonly<Record<string, AccountSettings>>;
  readonly coverage: {
    /** Days inside the window that may lack their logs; they lower the confidence. */
    readonly toleratedGapDays: number;
    /** Resource types whose data events are declared to be recorded, in all accounts. */
    readonly dataEvents: readonly string[];
  };
  readonly keyFigures: { readonly unusedDays: number };
  /** By detector id; an absent one is enabled. */
  readonly detectors: Readonly<Record<string, DetectorSettings>>;
  readonly breakGlass: {
    /** Name or ARN patterns; empty: the default words. */
    readonly principals: readonly string[];
    /** Value pattern by tag key. */
    readonly tags: Readonly<Record<string, string>>;
  };
  /** Beside the built-in table. */
  readonly foundationRoles: readonly FoundationPattern[];
  /** Tag keys that name an owner, the first that is there counts; letter case aside. */
  readonly ownerTags: readonly string[];
  /** Action patterns whose reads count as elevated. */
  readonly sensitiveData: readonly string[];
  readonly trustedAccounts: readonly string[];
}
