import type { Environment } from './bundle.ts';
import type { GrantReference } from './finding.ts';
import type { PrincipalClass, PrincipalKind } from './principal.ts';
import type { Instant } from './time.ts';

/** How what is allowed after stands to what was allowed before. */
export type AccessRelation = 'equal' | 'narrower' | 'wider' | 'different' | 'undecided';

/** A policy, and how it reaches whom it speaks of. */
export interface PolicyReference {
  /** A file's path; of a principal an inline policy's name, a managed policy's ARN, or `trust policy`. */
  readonly policy: string;
  /** Of a principal's identity policies. */
  readonly type?: GrantReference['type'];
  /** The group's ARN, for a policy by membership. */
  readonly via?: string;
}

/** A statement of such a policy. */
export interface StatementReference extends PolicyReference {
  /** The Sid, or the statement's index from 0 as text. */
  readonly statement: string;
}

/** A request that one side allows and the other does not. */
export interface DiffWitness {
  readonly action: string;
  readonly resource: string;
  /** Keys that are not here are absent; an empty list says so of a key that AWS would fill in by itself. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** Who asks, where the policies say for whom they are. */
  readonly principal?: {
    readonly kind: string;
    readonly arn?: string;
    readonly roleArn?: string;
    readonly accountId?: string;
    readonly service?: string;
  };
}

/** One part of what is gained or lost: what one statement allows that the other side does not. */
export interface AccessPart {
  /** Names, or patterns that match exactly the actions meant over the catalog. */
  readonly actions: readonly string[];
  /** How many catalog actions that are. */
  readonly actionCount: number;
  /** Whether action names that the catalog does not list are concerned too: what AWS will add. */
  readonly unlisted: boolean;
  /** Names of those that are elevated, worst first. */
  readonly elevated: readonly string[];
  /** The worst class of them. */
  readonly elevatedClass?: string;
  /** Patterns: of these, or (`isNotResources`) of all but these. Empty: of every one. */
  readonly resources: readonly string[];
  readonly isNotResources: boolean;
  /** All hold: `with MFA`. */
  readonly conditions: readonly string[];
  /** What is left out: `on arn:aws:s3:::a/*`. */
  readonly exceptions: readonly string[];
  readonly through: StatementReference;
  /** The Deny of the other side that no longer holds it back, where it was one. */
  readonly freedFrom?: StatementReference;
  readonly witness: DiffWitness;
}

/** What is gained, or what is lost. */
export interface AccessChange {
  /** Names, or patterns that match exactly the actions meant over the catalog. */
  readonly actions: readonly string[];
  readonly actionCount: number;
  readonly unlisted: boolean;
  /** Names, worst first. */
  readonly elevated: readonly string[];
  /** Worst first. Empty: nothing. */
  readonly parts: readonly AccessPart[];
}

/** Two sets of policies compared by meaning. */
export interface AccessDiff {
  readonly relation: AccessRelation;
  /** The reason, when the relation is `undecided`: gained and lost then hold what was decided. */
  readonly undecided?: string;
  readonly gained: AccessChange;
  readonly lost: AccessChange;
}

/** A permissions boundary compared: it allows nothing by itself, and what is gained is what it no longer holds back. */
export interface BoundaryDiff extends AccessDiff {
  /** ARNs; absent: none, and then everything is within it. */
  readonly before?: string;
  readonly after?: string;
}

/** The principal of a comparison of bundles. */
export interface ComparedPrincipal {
  readonly kind: PrincipalKind;
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly class: PrincipalClass;
  readonly environment?: Environment;
}

/** One comparison: of two sets of policies, or of a principal in two bundles. */
export interface DiffEntry {
  /** Absent where what is compared is not one principal in two bundles. */
  readonly principal?: ComparedPrincipal;
  /** Whether the principal is there on one side only. */
  readonly status: 'added' | 'removed' | 'kept';
  /** By identity policies, own and of groups. */
  readonly access: AccessDiff;
  /** Who may assume the role; of roles only, and only where it differs or cannot be told. */
  readonly trust?: AccessDiff;
  /** Only where it differs or cannot be told. */
  readonly boundary?: BoundaryDiff;
  /** What a reader has to know beside it, as plain sentences. */
  readonly notes: readonly string[];
}

/** Principals by what became of them; each counts once. */
export interface DiffCounts {
  readonly added: number;
  readonly removed: number;
  /** There on both sides, with something gained, lost or otherwise different, and all of it decided. */
  readonly changed: number;
  /** There on both sides, and not all could be told; or on one, and the other was read in part. */
  readonly undecided: number;
  readonly unchanged: number;
  /** Service-linked roles that are new, gone or different: AWS's own doing, and not told one by one. */
  readonly serviceLinked: number;
}

/** One side of a comparison. */
export interface DiffSide {
  readonly kind: 'policies' | 'principal' | 'bundle';
  /** As it was asked for. */
  readonly name: string;
  /** Of policies: their names, sorted. */
  readonly policies?: readonly string[];
  /** Of a bundle, or a principal of one. */
  readonly collectedAt?: Instant;
}

/** The whole answer of `iam-drift diff`. */
export interface Diff {
  readonly before: DiffSide;
  readonly after: DiffSide;
  /** Of all entries together. */
  readonly relation: AccessRelation;
  /** Of two bundles. */
  readonly counts?: DiffCounts;
  /** Those in which something differs or could not be told, worst first; of two sets of policies always the one. */
  readonly entries: readonly DiffEntry[];
  readonly notes: readonly string[];
}

/** Writes a comparison in one format. It returns chunks; only the CLI prints them. */
export interface DiffReporter {
  readonly format: string;
  render(diff: Diff): Iterable<string>;
}

/** The comparisons of an entry: identity policies, trust, boundary. */
export function comparisonsOf({ access, trust, boundary }: DiffEntry): readonly AccessDiff[] {
  return [access, trust, boundary].filter((one) => one !== undefined);
}

/** Whether an entry gains something, whatever else could not be told. */
export function isGaining(entry: DiffEntry): boolean {
  return comparisonsOf(entry).some(({ gained }) => gained.parts.length > 0);
}

/** Whether an entry loses something. */
export function isLosing(entry: DiffEntry): boolean {
  return comparisonsOf(entry).some(({ lost }) => lost.parts.length > 0);
}

/** Whether something of an entry could not be told. */
export function isUndecided(entry: DiffEntry): boolean {
  return comparisonsOf(entry).some(({ relation }) => relation === 'undecided');
}

/** How all of it together stands. */
export function relationOf(entries: readonly DiffEntry[]): AccessRelation {
  if (entries.some(isUndecided)) return 'undecided';
  if (entries.some(isGaining)) return entries.some(isLosing) ? 'different' : 'wider';
  return entries.some(isLosing) ? 'narrower' : 'equal';
}
