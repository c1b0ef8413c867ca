/** A permission that the auditor needs, and what it is for. */
export interface NeededPermission {
  /** `iam:GetAccountAuthorizationDetails`. */
  readonly action: string;
  /** What cannot be told without it: a sentence without full stop, lower case. */
  readonly without: string;
  /** Whether nothing can be audited without it. */
  readonly isRequired?: boolean;
  /** Resources it can be limited to, as ARNs with `*`; absent: the action knows none, or all are wanted. */
  readonly resources?: readonly string[];
}
