import { type AccountKey, accounts } from './accounts.ts';
import { awsManagedPolicies } from './aws-managed-policies.ts';
import { instantOf, loggedDays } from './calendar.ts';
import { call } from './calls.ts';
import type { Call, ChangeDefinition, Document, Part, PolicyDefinition, RoleDefinition } from './definitions.ts';
import { uniqueId } from './random.ts';

/** A change of IAM with its time; `creates` names what came into being by it: `production/role/name`. */
export interface TimedChange {
  readonly account: AccountKey;
  /** Name of the role that made it, or the name without the ending that Identity Center adds. */
  readonly by: string;
  readonly daysAgo: number;
  readonly at: string;
  readonly call: Call;
  readonly creates?: string;
}

type Change = ChangeDefinition & { readonly creates?: string };

const firstChangeAt = 9 * 3600;
const secondsBetween = 37;

/** Every change of IAM in the time of the logs: those told, and those that the definitions of younger things bring. */
export function changesOf(parts: readonly Part[]): readonly TimedChange[] {
  // What is told comes first: a role is deleted before it is made again.
  const all: readonly Change[] = [...parts.flatMap((part) => part.changes ?? []), ...parts.flatMap(derivedChanges)];
  const counts = new Map<string, number>();
  return all.map((change) => {
    const key = `${change.account}/${change.by}/${change.daysAgo}`;
    const index = counts.get(key) ?? 0;
    counts.set(key, index + 1);
    return { ...change, at: instantOf(change.daysAgo, firstChangeAt + index * secondsBetween) };
  });
}

function derivedChanges(part: Part): readonly Change[] {
  const groups = (part.groups ?? []).filter(({ createdDaysAgo }) => createdDaysAgo <= loggedDays);
  const policies = (part.policies ?? []).filter(({ versions }) => (versions[0]?.daysAgo ?? 0) <= loggedDays);
  return [
    ...(part.roles ?? []).flatMap((role) => (role.createdDaysAgo <= loggedDays ? roleMade(role) : grantsMade(role))),
    ...(part.policies ?? []).flatMap(versionsMade),
    ...groups.map(({ account, name, createdDaysAgo, createdBy = '' }) => ({
      account,
      by: createdBy,
      daysAgo: createdDaysAgo,
      call: call('iam', 'CreateGroup', { groupName: name }),
      creates: `${account}/group/${name}`,
    })),
    ...policies.map(({ account, name, versions, createdBy = '' }) => ({
      account,
      by: createdBy,
      daysAgo: versions[0]?.daysAgo ?? 0,
      call: call('iam', 'CreatePolicy', { policyName: name, policyDocument: JSON.stringify(versions[0]?.document) }),
      creates: `${account}/policy/${name}`,
    })),
  ];
}

function versionsMade({ account, name, versions }: PolicyDefinition): readonly Change[] {
  return versions.slice(1).flatMap(({ daysAgo, document, by = '' }) => {
    if (daysAgo > loggedDays) return [];
    const policyArn = `arn:aws:iam::${accounts[account].id}:policy/${name}`;
    const parameters = { policyArn, policyDocument: JSON.stringify(document), setAsDefault: true };
    return [
      {
        account,
        by,
        daysAgo,
        call: call('iam', 'CreatePolicyVersion', parameters),
        creates: versionName(account, name, daysAgo),
      },
    ];
  });
}

/** How a later version of a policy is called in `creates`. */
export function versionName(account: AccountKey, policy: string, daysAgo: number): string {
  return `${account}/policy-version/${policy}/${daysAgo}`;
}

function roleMade(role: RoleDefinition): readonly Change[] {
  const { account, name, createdDaysAgo: daysAgo, createdBy: by = '' } = role;
  const creates = `${account}/role/${name}`;
  const roleId = uniqueId('AROA', creates);
  const response = {
    role: { path: '/', roleName: name, roleId, arn: `arn:aws:iam::${accounts[account].id}:role/${name}` },
  };
  const parameters = {
    roleName: name,
    ...(role.description === undefined ? {} : { description: role.description }),
    assumeRolePolicyDocument: JSON.stringify(role.trust),
    ...tagParameters(role.tags),
  };
  return [
    { account, by, daysAgo, call: { ...call('iam', 'CreateRole', parameters), response }, creates },
    ...Object.keys(role.inline ?? {}).map((policy) => ({ account, by, daysAgo, call: grantCall(role, policy) })),
    ...(role.attached ?? []).map((policy) => ({ account, by, daysAgo, call: grantCall(role, policy) })),
  ];
}

function tagParameters(tags: Readonly<Record<string, string>> | undefined): Readonly<Record<string, unknown>> {
  return tags === undefined ? {} : { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
}

function grantsMade(role: RoleDefinition): readonly Change[] {
  return (role.laterGrants ?? [])
    .filter(({ daysAgo }) => daysAgo <= loggedDays)
    .map(({ policy, daysAgo, by }) => ({ account: role.account, by, daysAgo, call: grantCall(role, policy) }));
}

function grantCall(role: RoleDefinition, policyName: string): Call {
  const document: Document | undefined = role.inline?.[policyName];
  if (document !== undefined) {
    return call('iam', 'PutRolePolicy', { roleName: role.name, policyName, policyDocument: JSON.stringify(document) });
  }
  const managed = awsManagedPolicies[policyName];
  const owner = managed === undefined ? `${accounts[role.account].id}:policy/` : `aws:policy${managed.path}`;
  return call('iam', 'AttachRolePolicy', { roleName: role.name, policyArn: `arn:aws:iam::${owner}${policyName}` });
}
