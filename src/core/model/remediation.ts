import type { JsonObject } from './json-object.ts';

/** Who holds identity policies. */
export interface PolicyHolder {
  readonly kind: 'role' | 'user' | 'group';
  readonly arn: string;
  readonly name: string;
}

/** A permission set of IAM Identity Center, as its API names it. */
export interface PermissionSetReference {
  readonly arn: string;
  readonly name: string;
  /** ARN of the Identity Center instance; derived from the set's ARN. */
  readonly instanceArn: string;
}

/** Where a quarantine lies, and so how to tell whether it is in force. */
export type QuarantinePlace =
  /** In force while the holder has an inline policy of that name. */
  | { readonly at: 'inline'; readonly holder: PolicyHolder; readonly name: string }
  /** In force while that policy is attached to the holder. */
  | { readonly at: 'managed'; readonly holder: PolicyHolder; readonly arn: string }
  /** In force while the policy's default version has a statement of that Sid. */
  | { readonly at: 'version'; readonly arn: string; readonly sid: string }
  /** In force while the permission set's inline policy has a statement of that Sid. */
  | { readonly at: 'permission-set'; readonly permissionSet: PermissionSetReference; readonly sid: string };

/**
 * One change of an account's IAM, as the API has it. The tool makes none of them: it writes them down for whoever does. The order of a list counts.
 *
 * `when`: only where the quarantine of the plan was in force as the step began (`quarantined`), or was not. The list's `note-quarantine` or
 * `recall-quarantine`, before it, tells which. Absent: always. So `remove` can be done with the quarantine in force, the planned way, or without
 * it, and its undo brings back what it found: a quarantine that was not there is not put by an undo.
 */
export type Change = PlainChange & { readonly when?: 'quarantined' | 'not-quarantined' };

type PlainChange =
  | {
      readonly do: 'put-inline-policy';
      readonly holder: PolicyHolder;
      readonly name: string;
      readonly document: JsonObject;
    }
  | { readonly do: 'delete-inline-policy'; readonly holder: PolicyHolder; readonly name: string }
  | {
      readonly do: 'create-policy';
      readonly arn: string;
      readonly name: string;
      /** Begins and ends with a slash. */
      readonly path: string;
      readonly description: string;
      readonly document: JsonObject;
    }
  /** Only of a policy that the same plan created, attached to nobody by then. */
  | { readonly do: 'delete-created-policy'; readonly arn: string }
  /** Makes the document the policy's default version. AWS chooses the new version's id. */
  | { readonly do: 'create-policy-version'; readonly arn: string; readonly document: JsonObject }
  /** Makes a former version the default again, and deletes the version that was the default until then. */
  | { readonly do: 'return-to-version'; readonly arn: string; readonly versionId: string }
  /**
   * Makes room for a new version. `document` is what is lost: it is saved beside the plan. `versionId` is as the plan found it: where an undo has
   * restored that version since, its new id is meant.
   */
  | {
      readonly do: 'delete-policy-version';
      readonly arn: string;
      readonly versionId: string;
      readonly document: JsonObject;
    }
  /** The undo of that: the same document, not the default; under a new id, as AWS gives none twice. */
  | {
      readonly do: 'restore-policy-version';
      readonly arn: string;
      readonly versionId: string;
      readonly document: JsonObject;
    }
  | { readonly do: 'attach-policy'; readonly holder: PolicyHolder; readonly arn: string }
  | { readonly do: 'detach-policy'; readonly holder: PolicyHolder; readonly arn: string }
  | { readonly do: 'put-trust-policy'; readonly holder: PolicyHolder; readonly document: JsonObject }
  /** All active keys of the user; which they were is written down when it is done, for the undo. */
  | { readonly do: 'deactivate-access-keys'; readonly holder: PolicyHolder }
  /** Those that `deactivate-access-keys` turned off. */
  | { readonly do: 'reactivate-access-keys'; readonly holder: PolicyHolder }
  | {
      readonly do: 'put-permission-set-inline-policy';
      readonly permissionSet: PermissionSetReference;
      readonly document: JsonObject;
    }
  | { readonly do: 'delete-permission-set-inline-policy'; readonly permissionSet: PermissionSetReference }
  | {
      readonly do: 'attach-permission-set-policy';
      readonly permissionSet: PermissionSetReference;
      readonly arn: string;
    }
  | {
      readonly do: 'detach-permission-set-policy';
      readonly permissionSet: PermissionSetReference;
      readonly arn: string;
    }
  /** Brings a changed permission set to all accounts that it is provisioned to. */
  | { readonly do: 'provision-permission-set'; readonly permissionSet: PermissionSetReference }
  /** Changes nothing: looks whether the quarantine is in force, and writes it down for the undo. At the head of a list with `when`. */
  | { readonly do: 'note-quarantine'; readonly quarantine: QuarantinePlace }
  /** Changes nothing: reads what `note-quarantine` wrote down. At the head of the undo of such a list. */
  | { readonly do: 'recall-quarantine'; readonly quarantine: QuarantinePlace }
  /** Cannot be undone: a role or user made again has another unique id. */
  | { readonly do: 'delete-principal'; readonly holder: PolicyHolder; readonly instanceProfiles: readonly string[] }
  /** Cannot be undone as it was: attached to nobody, and made again it has another id. */
  | { readonly do: 'delete-policy'; readonly arn: string };

/** The steps of a plan, in their order. */
export type StepId = 'quarantine' | 'watch' | 'remove' | 'disable' | 'delete';

/** One step of a plan, with its undo. */
export interface RemediationStep {
  readonly id: StepId;
  readonly title: string;
  /** Plain sentences: what it does, what to look at before and after. */
  readonly explanation: readonly string[];
  /** ISO 8601 date: not to be done before it. Absent: at once. */
  readonly notBefore?: string;
  readonly irreversible: boolean;
  /** Empty for a step that only waits. */
  readonly changes: readonly Change[];
  /** Brings back exactly what was before the step; empty for steps that change nothing or cannot be undone. */
  readonly undo: readonly Change[];
}

/** Where a principal, group or policy is defined, as far as the bundle or a Terraform state tells. */
export interface Origin {
  readonly tool: 'terraform' | 'cloudformation';
  /** Terraform: the resource's address (`module.app.aws_iam_role.deploy[0]`); CloudFormation: the logical id in the stack. Absent: not told. */
  readonly address?: string;
  /** CloudFormation: the stack's name. */
  readonly stack?: string;
  /** The ARN of what it says this of. */
  readonly arn: string;
}

/** What is to be done, in a safe order. */
export interface RemediationPlan {
  readonly steps: readonly RemediationStep[];
  /** Empty: nothing tells. */
  readonly origins: readonly Origin[];
}
