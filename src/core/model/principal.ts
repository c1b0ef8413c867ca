/** How a principal is used, judged from its trust policy, credentials, name and tags. */
export type PrincipalClass =
  | 'workload-role'
  | 'kubernetes-service-account'
  | 'ci-role'
  | 'machine-user'
  | 'cross-account-role'
  | 'sso-role'
  | 'federated-role'
  | 'account-role'
  | 'console-user'
  | 'user'
  | 'service-linked-role'
  | 'foundation-role'
  | 'break-glass'
  | 'unclassified-role';

/** The classes that are machine principals ("service accounts"). */
export const machineClasses: ReadonlySet<PrincipalClass> = new Set<PrincipalClass>([
  'workload-role',
  'kubernetes-service-account',
  'ci-role',
  'machine-user',
  'cross-account-role',
]);

/** What an ARN of ours can name as a principal of IAM. */
export type PrincipalKind = 'role' | 'user';
