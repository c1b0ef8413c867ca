import type { ActionSet } from './action-set.ts';

/** What an action does, in AWS's own classes. */
export type AccessLevel = 'list' | 'read' | 'write' | 'tagging' | 'permissions-management';

/** Why an action is dangerous. `data-access` counts only where configured as sensitive. */
export type ElevatedClass =
  | 'administrator'
  | 'privilege-escalation'
  | 'permissions-management'
  | 'credential-exposure'
  | 'resource-exposure'
  | 'data-destruction'
  | 'data-access';

/** The elevated classes, worst first. */
export const elevatedClasses: readonly ElevatedClass[] = [
  'administrator',
  'privilege-escalation',
  'permissions-management',
  'credential-exposure',
  'resource-exposure',
  'data-destruction',
  'data-access',
];

/**
 * Whether an action's events carry CloudTrail's `readOnly` flag. `unknown`: not sure, or some do and some do not; such an action is covered
 * only by a trail that logs both kinds.
 */
export type ReadOnlyFlag = boolean | 'unknown';

/**
 * The event an allowed call of the action leaves in a trail.
 *
 * - `management`: a management event, in every trail that logs its kind (`readOnly`) and does not exclude its source.
 * - `data`: a data event of one of `resourceTypes`. `partly` when some calls leave a management event as well: such an action is covered
 *   only when the data events are.
 * - `none`: AWS records nothing of it.
 * - `unknown`: we do not know. Never taken for covered.
 */
export type EventTrace =
  | { readonly kind: 'management'; readonly readOnly: ReadOnlyFlag; readonly eventSources: readonly string[] }
  | {
      readonly kind: 'data';
      readonly readOnly: ReadOnlyFlag;
      readonly resourceTypes: readonly string[];
      readonly partly: boolean;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

/** One action of the catalog. */
export interface CatalogAction {
  /** Its bit in every `ActionSet`. */
  readonly index: number;
  /** As AWS spells it: `s3:GetObject`. */
  readonly name: string;
  /** The part before the colon, lower case. */
  readonly service: string;
  readonly accessLevel: AccessLevel;
  /** Names of the resource types it can be limited to; empty with `isWildcardOnly`. */
  readonly resourceTypes: readonly string[];
  readonly isWildcardOnly: boolean;
  readonly elevated: readonly { readonly class: ElevatedClass; readonly reason: string }[];
  readonly trace: EventTrace;
  /** Whether its events lie only in the partition's home region (IAM, Organizations, CloudFront, Route 53 …). */
  readonly isGlobal: boolean;
  /** Whether it is a companion: it leaves no event of its own because another call carries it. */
  readonly isCompanion: boolean;
  /** Whether services exercise it on a caller's behalf (forward access sessions), such as `kms:Decrypt` by S3. */
  readonly isForwarded: boolean;
}

/**
 * Which resources a request for an action can name. One object per distinct set: it can be a map key.
 *
 * Wider than the truth where the data does not tell: of several types of which a request names one (`s3:GetObject`: an object or an access point's object)
 * it marks none as required, so `isOptional` is true of them as well.
 */
export interface ResourceFit {
  /**
   * ARN formats with `${Placeholder}`s, as AWS writes them; empty for a wildcard-only action. Sorted, no duplicates. A `*` in one stands for any text, and
   * the format `*` for any resource.
   */
  readonly formats: readonly string[];
  /** Whether a request may name `*`: a wildcard-only action, or one of which no resource type is required. */
  readonly isOptional: boolean;
}

/** What an event says was exercised. */
export type EventMapping =
  /**
   * `actions`: what the call needs; empty when it needs one or another of `also`. `also`: what it may have exercised besides (counts as used, never
   * as missing).
   */
  | { readonly kind: 'actions'; readonly actions: readonly number[]; readonly also: readonly number[] }
  /** The call needs no permission of IAM (sts:GetCallerIdentity, console sign-in, service events). */
  | { readonly kind: 'no-permission' }
  /** Not known. `service` is the IAM prefix its source belongs to, when that is known. */
  | { readonly kind: 'unmapped'; readonly service?: string };

/** A call that can carry a companion. */
export interface Carrier {
  readonly eventSource: string;
  readonly eventName: string;
  /** The action that a caller needs for the call itself. */
  readonly action: number;
  /** Parameter paths (as in `UsageDetail.requestKeys`) of which any, or anything below it, carries the companion. Empty: every such call does. */
  readonly parameters: readonly string[];
  /** Parameter paths that may carry it, unseen: a launch template can hold an instance profile. */
  readonly maybe: readonly string[];
}

/** An action that leaves no event of its own, with the calls that carry it. */
export interface Companion {
  readonly action: number;
  readonly carriers: readonly Carrier[];
}

/** The action catalog with our own tables joined. Immutable; loaded once, passed as an argument (last). */
export interface Catalog {
  /** Version of the action data and of our tables. */
  readonly version: string;
  /** By index, sorted by lower-case name, so that one service is one run of indices. */
  readonly actions: readonly CatalogAction[];
  readonly size: number;
  /** By lower-case name. */
  readonly byName: ReadonlyMap<string, CatalogAction>;
  /** Index range [first, end) by service prefix. */
  readonly services: ReadonlyMap<string, { readonly first: number; readonly end: number }>;
  readonly companions: readonly Companion[];
  /** What an event exercised; total: an event never seen before is `unmapped`. */
  mappingOf(eventSource: string, eventName: string): EventMapping;
  /**
   * The actions that a policy's action pattern matches (`s3:Get*`, `*`), letter case aside. Answers are kept; do not change them.
   */
  matching(pattern: string): ActionSet;
  /** Which resources a request for the action of this index can name. Throws where there is no such action. */
  fitOf(index: number): ResourceFit;
  /** Service prefixes, lower case, that resource control policies bind. */
  readonly rcpServices: ReadonlySet<string>;
  /**
   * Lower-case condition keys of which a request can have several values (an `ArrayOf…` type in any service). Keys with a placeholder in their name
   * (`events:Metadata/${MetadataKey}`) are left out.
   */
  readonly multivaluedKeys: ReadonlySet<string>;
  /** Actions with any elevated class but `data-access`. */
  readonly elevated: ActionSet;
  /** By class. */
  readonly elevatedByClass: ReadonlyMap<ElevatedClass, ActionSet>;
}
