import type { AccountView } from '../../evidence/account-evidence.ts';
import type { Unit } from '../unit.ts';
import type { PolicyEdit } from '../write/policy-edit.ts';
import { isRequiredByService } from '../write/service-policies.ts';

/** Classes of principals whose own policies nobody here may change. */
const untouchable = ['service-linked-role', 'foundation-role', 'break-glass', 'sso-role'];

/**
 * What speaks against the target of some edits, read from the raw account: a policy that others hold too, one that a service requires, a principal
 * that is not to be touched. Empty: nothing.
 */
export function targetTroublesOf(
  unit: Unit,
  edits: readonly PolicyEdit[],
  { parts, inventory }: AccountView,
): readonly string[] {
  const reached = new Set(unit.reached.map(({ judged }) => judged.principal.arn));
  const { roles, users, groups, policies } = parts.details;
  const classes = new Map(inventory.principals.map((principal) => [principal.arn, principal.class]));
  return edits.flatMap((edit): readonly string[] => {
    if (edit.edit === 'permission-set-inline') return [];
    if (edit.edit === 'permission-set-detach' || edit.edit === 'detach') {
      const required = isRequiredByService(edit.arn);
      if (required !== undefined) return [`${edit.arn} is required by ${required.service}`];
    }
    if ('holder' in edit) {
      const own = classes.get(edit.holder.arn);
      if (own !== undefined && untouchable.includes(own)) return [`${edit.holder.name} is not to be changed: ${own}`];
      if (edit.holder.kind === 'group') {
        const members = users.filter((user) => user.groups.includes(edit.holder.name));
        const other = members.find(({ arn }) => !reached.has(arn));
        if (other !== undefined) return [`${other.name} is a member of ${edit.holder.name} and was not looked at`];
      } else if (!reached.has(edit.holder.arn)) return [`${edit.holder.name} was not looked at`];
    }
    if (edit.edit !== 'version') return [];
    const policy = policies.find(({ arn }) => arn === edit.arn);
    const memberGroups = new Set(
      groups.filter((group) => group.attachedPolicies.includes(edit.arn)).map(({ name }) => name),
    );
    const holders = [
      ...roles.filter((role) => role.attachedPolicies.includes(edit.arn)),
      ...users.filter(
        (user) => user.attachedPolicies.includes(edit.arn) || user.groups.some((name) => memberGroups.has(name)),
      ),
    ];
    const other = holders.find(({ arn }) => !reached.has(arn));
    if (other !== undefined) return [`${edit.arn} is also held by ${other.arn}`];
    const direct = holders.filter((holder) => holder.attachedPolicies.includes(edit.arn)).length + memberGroups.size;
    if (policy === undefined || policy.attachmentCount !== direct || policy.boundaryUsageCount !== 0)
      return [`${edit.arn} is used in places that the bundle does not name`];
    return [];
  });
}
