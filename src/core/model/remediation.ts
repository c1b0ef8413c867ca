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

/**
 * One change of an account's IAM, as the API has it. The tool makes none of them: it writes them down for whoever does. The order of a list counts.
 */
export type Change =
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
  /** Makes room for a new version. `document` is what is lost: it is saved beside the plan. */
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
