import { isAwsManaged } from '../../inventory/principal.ts';
import type { AccountParts } from '../../model/bundle.ts';
import type { JsonObject } from '../../model/json-object.ts';
import type { PolicyHolder } from '../../model/remediation.ts';

/** What an account allows of policies: GetAccountSummary's answer, or AWS's defaults where it is not in the bundle. */
export interface Quotas {
  /** Characters of a managed policy. */
  readonly policySize: number;
  /** Characters of all inline policies of one holder together. */
  readonly inlineSize: Readonly<Record<PolicyHolder['kind'], number>>;
  /** Managed policies attached to one holder. */
  readonly attached: Readonly<Record<PolicyHolder['kind'], number>>;
  readonly versions: number;
  /** Customer policies that can still be made. */
  readonly policiesLeft: number;
}

/** The quotas of one account. */
export function quotasOf({ summary = {}, details }: AccountParts): Quotas {
  // Source of the defaults: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  const own = details.policies.filter(({ arn }) => !isAwsManaged(arn)).length;
  return {
    policySize: summary.PolicySizeQuota ?? 6144,
    inlineSize: {
      role: summary.RolePolicySizeQuota ?? 10_240,
      user: summary.UserPolicySizeQuota ?? 2048,
      group: summary.GroupPolicySizeQuota ?? 5120,
    },
    attached: {
      role: summary.AttachedPoliciesPerRoleQuota ?? 10,
      user: summary.AttachedPoliciesPerUserQuota ?? 10,
      group: summary.AttachedPoliciesPerGroupQuota ?? 10,
    },
    versions: summary.VersionsPerPolicyQuota ?? 5,
    policiesLeft: (summary.PoliciesQuota ?? 1500) - (summary.Policies ?? own),
  };
}

/** Characters of a document as IAM counts them: without blanks. Those inside texts are counted here, which errs to the safe side. */
export function sizeOfDocument(document: JsonObject): number {
  return JSON.stringify(document).length;
}
