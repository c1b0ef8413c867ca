import { accountOfPrincipal, type RequestPrincipal, roleArnOf } from '../request.ts';
import type { PrincipalTargets } from '../statement.ts';

/**
 * By what a Principal element names who asks.
 *
 * - `self`: the user's own ARN, the federated user's, the service, the identity provider, or root itself.
 * - `session`: the session's ARN. `role`: the ARN of its role.
 * - `account`: the account, which hands the decision to it.
 * - `anyone`: `*`.
 */
export type NamedBy = 'self' | 'session' | 'role' | 'account' | 'anyone';

/** Everything by which a Principal element can name one principal, with what naming it so means. */
export interface PrincipalNames {
  readonly aws: ReadonlyMap<string, NamedBy>;
  readonly service?: string;
  readonly federated?: string;
}

/** The names of a principal. Compared as they are: an ARN in a Principal element takes no wildcards. */
export function namesOf(principal: RequestPrincipal): PrincipalNames {
  const { kind, arn, service } = principal;
  const account = accountOfPrincipal(principal);
  const aws = new Map<string, NamedBy>();
  if (kind === 'service') return { aws, ...(service === undefined ? {} : { service }) };
  if (kind === 'federated' && account === undefined) return { aws, ...(arn === undefined ? {} : { federated: arn }) };
  if (account !== undefined) {
    const by = kind === 'root' ? 'self' : 'account';
    const partition = (arn ?? principal.roleArn)?.split(':')[1] ?? 'aws';
    aws.set(account, by).set(`arn:${partition}:iam::${account}:root`, by);
  }
  if (kind === 'user' || kind === 'federated') if (arn !== undefined) aws.set(arn, 'self');
  const roleArn = roleArnOf(principal);
  if (roleArn !== undefined) aws.set(roleArn, 'role');
  if (kind === 'session' && arn !== undefined) aws.set(arn, 'session');
  return { aws };
}

const nearest: readonly NamedBy[] = ['self', 'session', 'role', 'anyone', 'account'];

/** By what a list of principals names one, the nearest way first; `undefined` when it does not. */
export function namedBy(targets: PrincipalTargets, names: PrincipalNames): NamedBy | undefined {
  const ways = new Set<NamedBy>();
  if (targets.isAnyone) ways.add('anyone');
  for (const text of targets.aws) {
    const way = names.aws.get(text);
    if (way !== undefined) ways.add(way);
  }
  if (names.service !== undefined && targets.services.includes(names.service)) ways.add('self');
  if (names.federated !== undefined && targets.federated.includes(names.federated)) ways.add('self');
  return nearest.find((way) => ways.has(way));
}

/**
 * Whether a Deny with NotPrincipal spares a principal: only when every one of its names is listed (the account, and for a session its
 * role and the session too), because AWS may check each of them.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function isSparedBy(targets: PrincipalTargets, names: PrincipalNames): boolean {
  if (targets.isAnyone) return true;
  const ways = new Set(names.aws.values());
  const listed = new Set([...names.aws].flatMap(([text, way]) => (targets.aws.includes(text) ? [way] : [])));
  if (names.service !== undefined) return targets.services.includes(names.service);
  if (names.federated !== undefined) return targets.federated.includes(names.federated);
  return ways.size > 0 && listed.size === ways.size;
}
