import type { Instant } from '../model/time.ts';
import type { JudgedPrincipal } from './account-evidence.ts';

/** Whether detectors of use speak of this principal: service-linked, foundation, break-glass and permission-set roles are apart. */
export function isJudgedAlone({ principal }: JudgedPrincipal): boolean {
  return !['service-linked-role', 'foundation-role', 'break-glass', 'sso-role'].includes(principal.class);
}

/**
 * Whether the permissions of a principal are told one by one. One that was not used at all is a finding of its own; one that was last used
 * shortly before the window does its work each quarter.
 */
export function isInUse(judged: JudgedPrincipal, from: Instant): boolean {
  const { principal, use } = judged;
  if (use.state === 'just-before') return false;
  return principal.kind === 'role' ? use.state !== 'unused' : !isUnusedUser(judged, from);
}

/** A user is unused when no source shows use; a key or password made in the window says that somebody is at it. */
export function isUnusedUser(judged: JudgedPrincipal, from: Instant): boolean {
  const { principal, use } = judged;
  if (principal.kind !== 'user' || !isJudgedAlone(judged) || use.state !== 'unused') return false;
  if (principal.credentials === undefined) return false;
  const { password, keys } = principal.credentials;
  const made = [...(password === undefined ? [] : [password.changedAt]), ...keys.map(({ rotatedAt }) => rotatedAt)];
  return made.every((at) => at !== undefined && at <= from);
}
