import type { ActionSet } from '../catalog/action-set.ts';
import type { Environment, Tags } from '../model/bundle.ts';
import type { GrantReference } from '../model/finding.ts';
import type { PrincipalClass, PrincipalKind } from '../model/principal.ts';
import type { Instant } from '../model/time.ts';
import type { PolicyDocument, Statement } from '../policy/statement.ts';
import { statementName } from '../policy/statement.ts';
import type { ParsedDocument } from './documents.ts';

/** One version of a managed policy, parsed. */
export interface PolicyVersion {
  readonly versionId: string;
  readonly isDefault: boolean;
  readonly createdAt?: Instant;
  readonly parsed: ParsedDocument;
}

/** A managed policy, its default version parsed. */
export interface ManagedPolicy {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly isAwsManaged: boolean;
  readonly createdAt?: Instant;
  readonly updatedAt?: Instant;
  readonly attachmentCount: number;
  readonly boundaryUsageCount: number;
  /** Oldest first, as far as dates are known; those with a document only. */
  readonly versions: readonly PolicyVersion[];
  /** `undefined` when the answer lacks the default version's document. */
  readonly current?: ParsedDocument;
}

/** A policy as it reaches a principal: written into it, attached to it, or by way of a group. */
export interface AttachedPolicy {
  /** The inline policy's name, or the managed policy's ARN. */
  readonly name: string;
  readonly type: GrantReference['type'];
  readonly parsed: ParsedDocument;
  /** For a managed policy. */
  readonly managed?: ManagedPolicy;
  /** For a policy of a group. */
  readonly group?: Group;
}

/** One Allow statement as it reaches one principal, with the path it came by. */
export interface Grant {
  readonly policy: AttachedPolicy;
  readonly statement: Statement;
  /** What it grants of the catalog once Deny statements that cover it are taken away; before the boundary. */
  readonly actions: ActionSet;
  readonly isConditional: boolean;
}

/** A group of users. */
export interface Group {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly createdAt?: Instant;
  /** User names. */
  readonly members: readonly string[];
  readonly policies: readonly AttachedPolicy[];
}

/** A user's console password, as the credential report tells it. */
export interface Password {
  readonly changedAt?: Instant;
  /** `undefined`: never, when `wasNeverUsed`; otherwise not told. */
  readonly lastUsedAt?: Instant;
  readonly wasNeverUsed: boolean;
}

/** A user's active access key, as the credential report tells it. */
export interface AccessKey {
  readonly slot: 1 | 2;
  readonly rotatedAt?: Instant;
  /** `undefined`: never, when `wasNeverUsed`; otherwise not told. */
  readonly lastUsedAt?: Instant;
  readonly wasNeverUsed: boolean;
}

/** What a user can sign in or sign requests with. */
export interface Credentials {
  /** `undefined`: no console password. */
  readonly password?: Password;
  /** Active keys only. */
  readonly keys: readonly AccessKey[];
  readonly hasMfa: boolean;
  /** The latest use of any of them, of what is taken away or inactive by now too. */
  readonly lastUsedAt?: Instant;
  /** Whether the report tells of each of them whether it is there, and when it was last used. */
  readonly isWhole: boolean;
}

/** A role or user with everything that says what it may do. */
export interface Principal {
  readonly kind: PrincipalKind;
  /** AWS's unique id. */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly accountId: string;
  readonly class: PrincipalClass;
  readonly environment?: Environment;
  readonly owner?: string;
  readonly tags: Tags;
  readonly description?: string;
  readonly createdAt?: Instant;
  /** Own and by group; in the order inline, attached, by group. */
  readonly policies: readonly AttachedPolicy[];
  readonly boundary?: ManagedPolicy;
  /** The boundary's ARN, also when its policy is not in the bundle. */
  readonly boundaryArn?: string;
  readonly groups: readonly Group[];
  /** Roles only. */
  readonly trust?: PolicyDocument;
  /** Roles only: `undefined`: not told; `{}`: not used in AWS's last 400 days. */
  readonly roleLastUsed?: { readonly at?: Instant };
  /** Instance profiles that hold the role. */
  readonly instanceProfiles: readonly string[];
  /** Users only: `undefined` when there is no credential report. */
  readonly credentials?: Credentials;
  /** For a foundation role: the pattern it fits. */
  readonly foundationPattern?: string;
}

/** A grant as reports write it. */
export function referenceOf(grant: Grant): GrantReference {
  const resources = grant.statement.resources;
  const patterns = resources?.patterns ?? ['*'];
  return {
    policy: grant.policy.name,
    type: grant.policy.type,
    statement: statementName(grant.statement),
    ...(grant.policy.group === undefined ? {} : { via: grant.policy.group.arn }),
    resources: resources?.not === true ? patterns.map((pattern) => `not ${pattern}`) : patterns,
    ...(grant.isConditional ? { conditional: true as const } : {}),
  };
}

/** Whether a managed policy's ARN says that it is AWS's own. */
export function isAwsManaged(arn: string): boolean {
  return /^arn:[^:]*:iam::aws:/.test(arn);
}
