import type { JsonObject } from '../../model/json-object.ts';
import type { PermissionSetReference, PolicyHolder } from '../../model/remediation.ts';

/** A version of a managed policy as the bundle has it. */
export interface KnownVersion {
  readonly versionId: string;
  readonly isDefault: boolean;
  readonly document: JsonObject;
}

/** How one policy changes. What a suggestion is made of; the plan's changes, the documents before and after follow from it. */
export type PolicyEdit =
  /** An inline policy written anew. `after` absent: nothing is left of it, and it is deleted. */
  | {
      readonly edit: 'inline';
      readonly holder: PolicyHolder;
      readonly name: string;
      readonly before: JsonObject;
      readonly after?: JsonObject;
    }
  /** A customer's managed policy gets a new default version. */
  | {
      readonly edit: 'version';
      readonly arn: string;
      /** Oldest first; those whose document the bundle has. One is the default. */
      readonly versions: readonly KnownVersion[];
      /** The account's quota of versions a policy. */
      readonly versionQuota: number;
      readonly after: JsonObject;
    }
  /** A managed policy is detached from one holder. */
  | {
      readonly edit: 'detach';
      readonly holder: PolicyHolder;
      readonly arn: string;
      readonly isAwsManaged: boolean;
      readonly before: JsonObject;
      /** Whether nobody else has it, so that it could be deleted later. */
      readonly isLastHolder: boolean;
    }
  /** A policy of the customer's is created and attached to one holder. */
  | {
      readonly edit: 'create';
      readonly holder: PolicyHolder;
      readonly arn: string;
      readonly name: string;
      readonly path: string;
      readonly after: JsonObject;
    }
  /** The inline policy of a permission set. `before` absent: it had none; `after` absent: it is deleted. */
  | {
      readonly edit: 'permission-set-inline';
      readonly permissionSet: PermissionSetReference;
      readonly before?: JsonObject;
      readonly after?: JsonObject;
    }
  /** A managed policy is taken out of a permission set. */
  | {
      readonly edit: 'permission-set-detach';
      readonly permissionSet: PermissionSetReference;
      readonly arn: string;
      readonly before: JsonObject;
    };
