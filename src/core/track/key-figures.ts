import type { Finding, KeyFigures, PermissionCreep, PrincipalSummary, UnusedElevatedRoles } from '../model/finding.ts';
import type { BeforeAfter, Suggestion, SuggestionFigures } from '../model/suggestion.ts';
import { type Severity, severities } from '../model/verdict.ts';

/** One account's roles in production, counted for the figure of unused elevated roles. */
export interface RoleCount {
  readonly roles: number;
  readonly unusedElevated: number;
  readonly unknown: number;
}

/** The key figures of a scan, from counts by account. */
export function keyFiguresOf(
  principals: readonly PrincipalSummary[],
  roleCounts: readonly RoleCount[],
  findings: readonly Finding[],
  suggestions: readonly Suggestion[],
  accountIds: readonly string[],
  unusedDays: number,
): KeyFigures {
  const { accountId: _, ...all } = creepOf(principals, '');
  return {
    unusedElevatedRoles: unusedElevatedRolesOf(roleCounts, unusedDays),
    permissionCreep: all,
    permissionCreepByAccount: creepByAccount(principals, accountIds),
    coverage: all.judged,
    suggestions: suggestionFiguresOf(suggestions),
    findings: countsBySeverity(findings),
    principals: principals.length,
    accounts: accountIds.length,
  };
}

function unusedElevatedRolesOf(counts: readonly RoleCount[], days: number): UnusedElevatedRoles {
  const total = (name: keyof RoleCount): number => counts.reduce((sum, count) => sum + count[name], 0);
  const roles = total('roles');
  return {
    days,
    environment: 'production',
    roles,
    unusedElevated: total('unusedElevated'),
    unknown: total('unknown'),
    share: roles === 0 ? null : rounded(total('unusedElevated') / roles),
  };
}

function creepByAccount(
  principals: readonly PrincipalSummary[],
  accountIds: readonly string[],
): readonly PermissionCreep[] {
  const byAccount = new Map<string, PrincipalSummary[]>(accountIds.map((id) => [id, []]));
  for (const principal of principals) byAccount.get(principal.accountId)?.push(principal);
  return [...byAccount].map(([accountId, own]) => creepOf(own, accountId));
}

/**
 * The score is the mean over principals of their own unused share, so that one administrator does not drown a hundred narrow roles.
 * Service-linked roles are AWS's own and do not count.
 */
function creepOf(
  principals: readonly PrincipalSummary[],
  accountId: string,
): PermissionCreep & { readonly accountId: string } {
  const own = principals.filter((principal) => principal.class !== 'service-linked-role');
  const total = (name: 'granted' | 'used' | 'unused' | 'deniedOnly' | 'unobservable'): number =>
    own.reduce((sum, principal) => sum + principal[name], 0);
  const granted = total('granted');
  const used = total('used');
  const unused = total('unused');
  const shares = own.flatMap((principal) => {
    const judged = principal.used + principal.unused + principal.deniedOnly;
    return judged === 0 ? [] : [principal.unused / judged];
  });
  return {
    accountId,
    granted,
    used,
    unused,
    judged: granted === 0 ? null : rounded((granted - total('unobservable')) / granted),
    score:
      shares.length === 0 ? null : Math.round((100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length),
  };
}

/** How much smaller suggestions make what they are about. */
export function suggestionFiguresOf(suggestions: readonly Suggestion[]): SuggestionFigures {
  const total = (name: 'permissions' | 'elevated'): BeforeAfter => ({
    before: suggestions.reduce((sum, { tightness }) => sum + tightness[name].before, 0),
    after: suggestions.reduce((sum, { tightness }) => sum + tightness[name].after, 0),
  });
  return {
    suggestions: suggestions.length,
    permissions: total('permissions'),
    elevated: total('elevated'),
    unjudged: suggestions.reduce((sum, { tightness }) => sum + tightness.unjudged, 0),
  };
}

function countsBySeverity(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const severity of severities)
    counts[severity] = findings.filter((finding) => finding.severity === severity).length;
  return counts;
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
