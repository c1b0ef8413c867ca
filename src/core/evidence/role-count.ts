import { intersects } from '../catalog/action-set.ts';
import { dayMs } from '../model/time.ts';
import type { AccountView } from './account-evidence.ts';

/**
 * Counts one production account's roles, those unused for `unusedDays` that hold elevated permissions, and those whose last use no source
 * tells. Service-linked, foundation and break-glass roles, and roles younger than that, do not count.
 */
export function roleCountOf(
  { principals, elevated, window }: AccountView,
  unusedDays: number,
): { readonly roles: number; readonly unusedElevated: number; readonly unknown: number } {
  const since = window.to - unusedDays * dayMs;
  let roles = 0;
  let unusedElevated = 0;
  let unknown = 0;
  for (const { principal, permissions, use } of principals) {
    const isApart = ['service-linked-role', 'foundation-role', 'break-glass'].includes(principal.class);
    if (principal.kind !== 'role' || isApart || principal.environment !== 'production') continue;
    if (principal.createdAt === undefined || principal.createdAt > since) continue;
    roles++;
    if (use.lastAt !== undefined && use.lastAt >= since) continue;
    // A source that speaks for the whole window speaks for its last days; beyond the window only IAM's own date does.
    const isTold = use.sources.some(
      ({ isWhole, source }) => isWhole && (since >= window.from || source === 'role-last-used'),
    );
    if (!isTold) unknown++;
    else if (intersects(permissions.granted, elevated)) unusedElevated++;
  }
  return { roles, unusedElevated, unknown };
}
