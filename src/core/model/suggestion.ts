import type { GrantReference } from './finding.ts';
import type { JsonObject } from './json-object.ts';
import type { PolicyReview } from './policy-review.ts';
import type { PolicyHolder, RemediationPlan } from './remediation.ts';

/** One policy that a suggestion replaces, detaches, or leaves. */
export interface SuggestedPolicy {
  /** An inline policy's name, a managed policy's ARN; of one to be created, the ARN that it will have. */
  readonly name: string;
  readonly type: GrantReference['type'];
  readonly document: JsonObject;
}

/**
 * Why a permission stays.
 *
 * - `used`: seen in the window, or carried by a call that was seen. `used-before`: last used before the window, within `keepUsedDays`.
 * - `unobservable`, `too-recent`, `denied-only`: the verdicts.
 * - `rollback`: a deployer that creates such a resource must be able to read, change, tag and delete it.
 * - `unexplained`: a call of its service was seen that the policies do not explain, so the service is not narrowed.
 * - `needed-by-others`: others who hold the same policy need it.
 * - `not-editable`: it comes by a policy that is not to be changed (a service's own, a permission set's).
 * - `vendor`: not elevated, and held by a role of an outside company, whose needs we cannot know.
 * - `frozen`: not in the set that was frozen when the plan began.
 * - `no-room`: unused, but what is left without it would not fit into the account's quotas.
 * - `unlisted`: a name that the catalog does not know.
 */
export type KeptWhy =
  | 'used'
  | 'used-before'
  | 'unobservable'
  | 'too-recent'
  | 'denied-only'
  | 'rollback'
  | 'unexplained'
  | 'needed-by-others'
  | 'not-editable'
  | 'vendor'
  | 'frozen'
  | 'no-room'
  | 'unlisted';

/** Permissions that stay, with the reason. */
export interface KeptPermission {
  /** A name, or a pattern that matches exactly the actions meant over the catalog. */
  readonly action: string;
  readonly why: KeptWhy;
  /** A sentence; the same for all that the pattern matches. */
  readonly reason: string;
  /** ISO 8601: the last use of any of them, where it is known. */
  readonly lastUsed?: string;
}

/** How many, before and after. */
export interface BeforeAfter {
  readonly before: number;
  readonly after: number;
}

/** How tight a suggestion is, of the catalog's actions effectively granted; of several principals, summed over them. */
export interface Tightness {
  readonly permissions: BeforeAfter;
  readonly elevated: BeforeAfter;
  /** Of those after: kept because nobody could tell whether they are used (`unobservable` and `too-recent`). */
  readonly unjudged: number;
}

/** One document that a certificate rests on. */
export interface CertifiedDocument {
  /** Whose: a principal's, group's, policy's or permission set's ARN. */
  readonly of: string;
  /** The inline policy's name, `version` of a managed policy (`v3`), `trust`, `boundary`. */
  readonly part: string;
  /** SHA-256 of the document's canonical JSON (members sorted, no blanks), hex. */
  readonly sha256: string;
}

/** The seven points of a certificate. */
export type CertificatePoint =
  | 'no-new-access'
  | 'replay'
  | 'nothing-unjudged-removed'
  | 'intent-kept'
  | 'fits'
  | 'every-path-cut'
  | 'right-target';

/** What one check found. */
export interface CertificateCheck {
  readonly point: CertificatePoint;
  readonly holds: boolean;
  /** A sentence: what was checked; of one that fails, what failed. */
  readonly text: string;
}

/** What was proved of a suggestion, and from what. */
export interface Certificate {
  readonly noNewAccess: boolean;
  readonly replayed: {
    /** Calls seen and not refused. */
    readonly events: number;
    /** Different pairs of action and resource among them. */
    readonly permissions: number;
    /** Calls that the policies before do not explain. */
    readonly unexplained: number;
    /** Of the explained ones, those that the policies after would refuse: always 0 in what is shown. */
    readonly denied: number;
  };
  readonly fits: boolean;
  /** Size of each policy after, and the account's quota for it; characters without blanks. An inline policy's counts with the others of its holder. */
  readonly sizes: readonly { readonly name: string; readonly characters: number; readonly quota: number }[];
  /** What the proof does not know of. */
  readonly notSeen: readonly string[];
  /** Services of which action names that the catalog does not list are lost; `*`: of all services. */
  readonly unlistedLost: readonly string[];
  /** Of each statement whose meaning changed in more than its actions (NotAction, NotResource): which, and how. */
  readonly meaningChanged: readonly string[];
  readonly checks: readonly CertificateCheck[];
  /** What others said of the policies after, where they were asked. The proof does not rest on it. */
  readonly reviews?: readonly PolicyReview[];
  readonly inputs: {
    readonly catalogVersion: string;
    readonly toolVersion: string;
    /** ISO 8601. */
    readonly window: { readonly from: string; readonly to: string };
    /** Sentences: which sources covered what. */
    readonly coverage: readonly string[];
    readonly documents: readonly CertifiedDocument[];
  };
}

/** All the policies, by name, of one whose policies the change touches: what a language that states the whole set has to know. */
export interface SuggestedHolder {
  readonly holder: PolicyHolder;
  /** Names; of all its inline policies before the `remove` step and after it, those that stay among them. */
  readonly inlinePolicies: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** ARNs of the managed policies attached to it, the same. */
  readonly attachedPolicies: { readonly before: readonly string[]; readonly after: readonly string[] };
}

/** What a quarantine of this plan, already in force, has shown. */
export interface QuarantineWatch {
  /** ISO 8601 date in the statement's Sid. */
  readonly since: string;
  /** Actions that it blocks and that were refused since: somebody needs them. */
  readonly refused: readonly { readonly action: string; readonly lastRefused: string }[];
}

/** A proposed change, proved. Exactly one of `principal`, `policy`, `group`, `permissionSet` is there. */
export interface Suggestion {
  /** Stable between scans: of the account and the subject. */
  readonly id: string;
  /** `narrow`: smaller policies. `retire`: the principal was not used at all; there is a plan to take it out of service, and no policy. */
  readonly kind: 'narrow' | 'retire';
  readonly accountId: string;
  /** ARN. */
  readonly principal?: string;
  readonly policy?: string;
  readonly group?: string;
  readonly permissionSet?: string;
  /** Of a policy, group or permission set: ARNs of all whom the change reaches. */
  readonly principals?: readonly string[];
  /** Only what is replaced or detached. */
  readonly before: readonly SuggestedPolicy[];
  readonly after: readonly SuggestedPolicy[];
  /** Every role, user and group of which the `remove` step writes, deletes, attaches or detaches a policy. */
  readonly holders: readonly SuggestedHolder[];
  /** Of a permission set: ARNs of all managed policies in it before the `remove` step and after it. Absent: not a permission set, or not known. */
  readonly permissionSetPolicies?: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** No longer granted once this is done, whatever else stays. Names or exact patterns, sorted. */
  readonly removed: readonly string[];
  /** Gone once the suggestions of these ids are done as well. */
  readonly removedWith: readonly { readonly suggestion: string; readonly removed: readonly string[] }[];
  readonly kept: readonly KeptPermission[];
  readonly tightness: Tightness;
  /** Sentences: who else is touched, and who is not. */
  readonly blastRadius: readonly string[];
  /** Sentences that the reader must see first: dates not known, a long-ago use, a change of meaning. */
  readonly remarks: readonly string[];
  readonly quarantine?: QuarantineWatch;
  readonly plan: RemediationPlan;
  readonly certificate: Certificate;
}

/** Why there is no suggestion for a principal (or shared policy, group, permission set) that has something unused, or is asked about. */
export interface NoSuggestion {
  readonly accountId: string;
  /** ARN. */
  readonly subject: string;
  /** `failed-check`: our bug; `checks` tells which. */
  readonly why:
    | 'nothing-unused'
    | 'not-judged'
    | 'thin-coverage'
    | 'unread-policies'
    | 'not-touched'
    | 'does-not-fit'
    | 'undecided'
    | 'failed-check';
  /** One sentence. */
  readonly text: string;
  /** What would help, where something would. */
  readonly next?: string;
  readonly checks?: readonly CertificateCheck[];
}

/** A document of a certificate that is not what it was. */
export interface ChangedInput {
  readonly of: string;
  readonly part: string;
  /** SHA-256; absent: it is new. */
  readonly was?: string;
  /** Absent: it is gone. */
  readonly is?: string;
}

/** A suggestion checked again later. */
export interface Verification {
  /** Every check holds, no input changed, everybody it reaches is still there, and nobody came to it. */
  readonly holds: boolean;
  /** ARNs of principals that are gone, or not in the accounts read. */
  readonly missing: readonly string[];
  /** ARNs of those who hold the shared policy, or are in the group, since: their needs were not counted. */
  readonly newHolders: readonly string[];
  readonly changedInputs: readonly ChangedInput[];
  readonly checks: readonly CertificateCheck[];
  /** Of what the suggestion removes: what may still go. Names or exact patterns. */
  readonly stillUnused: readonly string[];
  /** Of what the suggestion removes: what somebody holds and may no longer be called unused. */
  readonly noLongerUnused: readonly {
    readonly action: string;
    readonly principal: string;
    readonly verdict: string;
    readonly reason: string;
    readonly lastUsed?: string;
  }[];
  readonly quarantine?: QuarantineWatch;
}

/** Sums of the suggestions of a scan. */
export interface SuggestionFigures {
  readonly suggestions: number;
  readonly permissions: BeforeAfter;
  readonly elevated: BeforeAfter;
  readonly unjudged: number;
}

/** Language a plan is written in. */
export type RemediationLanguage = 'json' | 'terraform' | 'cloudformation' | 'cli';
