import type { AccountView } from '../evidence/account-evidence.ts';
import type { ManagedPolicy } from '../inventory/principal.ts';
import { dateOf } from '../model/time.ts';
import type { Detector } from './detector.ts';

/**
 * Customer policies that are attached to nobody and bound nobody. A policy that somebody worked on in the window (a new version, a detachment)
 * is left alone: it was not unused all through.
 */
export const unusedPolicy: Detector = {
  id: 'unused-policy',
  title: 'Policy attached to nobody',
  severity: 'low',
  attack: [],
  needs: ['whole-inventory'],
  *detect(account) {
    const attached = attachedPolicies(account);
    for (const policy of account.inventory.policies.values()) {
      if (policy.isAwsManaged || attached.has(policy.arn) || !isIdle(policy, account)) continue;
      yield {
        subject: { kind: 'policy', arn: policy.arn, id: policy.id, accountId: account.inventory.account.id },
        key: '',
        confidence: account.logs.coversManagement ? 'certain' : 'strong',
        permissions: [],
        grants: [],
        summary: `Policy ${policy.name} is attached to nobody and bounds nobody`,
        why: 'A policy in reserve is attached in a hurry, without anybody reading it again.',
        fix: [`Delete policy ${policy.name}, or keep it in your infrastructure code`],
        evidence: [
          {
            source: 'iam',
            text: `AttachmentCount 0, PermissionsBoundaryUsageCount 0${policy.updatedAt === undefined ? '' : `, last changed ${dateOf(policy.updatedAt)}`}`,
          },
        ],
      };
    }
  },
};

function attachedPolicies({ inventory, parts }: AccountView): ReadonlySet<string> {
  const { users, roles } = parts.details;
  const attached = new Set(inventory.groups.flatMap(({ policies }) => policies.map(({ name }) => name)));
  for (const holder of [...users, ...roles]) {
    for (const arn of holder.attachedPolicies) attached.add(arn);
    if (holder.boundary !== undefined) attached.add(holder.boundary);
  }
  return attached;
}

function isIdle(policy: ManagedPolicy, { window, passed, timeline, organization }: AccountView): boolean {
  // A count that the answer lacks is `NaN`, and says nothing.
  if (policy.attachmentCount !== 0 || policy.boundaryUsageCount !== 0) return false;
  if (policy.createdAt === undefined || policy.createdAt > window.from || (policy.updatedAt ?? 0) > window.from)
    return false;
  // Seen as a managed session policy of an AssumeRole call.
  if (passed.has(policy.arn)) return false;
  // IAM Identity Center attaches it wherever the permission set is provisioned.
  const isNamed = organization.permissionSets?.some(({ customerManagedPolicies, permissionsBoundary }) =>
    [...customerManagedPolicies, ...(permissionsBoundary === undefined ? [] : [permissionsBoundary])].some(
      (named) => 'name' in named && named.name === policy.name && named.path === policy.path,
    ),
  );
  return isNamed !== true && !timeline.isTouchedSince(policy.name, policy.arn, window.from);
}
