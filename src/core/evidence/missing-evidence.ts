import { isEmpty } from '../catalog/action-set.ts';
import type { AccountView } from './account-evidence.ts';

/** The kinds of evidence that an account lacks altogether. */
export function missingEvidence({
  principals,
  logs,
  parts,
  inventory,
  organization,
}: AccountView): ReadonlySet<'whole-inventory' | 'usage' | 'role-use' | 'credential-report' | 'permission-sets'> {
  const hasUsage = !isEmpty(logs.covered) || parts.lastAccessed.length > 0;
  const hasRoleUse = hasUsage || principals.some(({ principal }) => principal.roleLastUsed !== undefined);
  const present = {
    // An entity that could not be read may be the one that is attached, or the member.
    'whole-inventory':
      inventory.isComplete &&
      !parts.gaps.some(
        ({ path, errorCode }) => errorCode !== 'Missing' && path?.includes('authorization-details') === true,
      ),
    usage: hasUsage,
    'role-use': hasRoleUse,
    'credential-report': parts.credentialReport !== undefined,
    'permission-sets': organization.permissionSets !== undefined,
  };
  const kinds = ['whole-inventory', 'usage', 'role-use', 'credential-report', 'permission-sets'] as const;
  return new Set(kinds.filter((kind) => !present[kind]));
}
