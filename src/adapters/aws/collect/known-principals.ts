import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../core/model/json-object.ts';
import { isObject, objectsIn, textIn } from './loose.ts';

/** A role or user as the authorization details tell it, as far as it matters to what else is asked about it. */
export interface KnownPrincipal {
  readonly kind: 'role' | 'user';
  readonly arn: string;
  /** `AROA…`, `AIDA…`; empty when the answer lacks it. */
  readonly id: string;
  readonly name: string;
  readonly path: string;
  /** Whether an inline policy, an attached one or a group gives it anything; a group that is not told may. */
  readonly hasPermissions: boolean;
  /** For a role: whether AWS saw it used in its last 400 days; absent: not told. */
  readonly wasUsed?: boolean;
  /** A hash of its id and all that grants it something, versions included; absent: not all of it is told. */
  readonly grants?: string;
}

/** The roles and users of all pages of the authorization details, an ARN once: the last one that the pages hold. */
export function principalsIn(pages: readonly unknown[]): readonly KnownPrincipal[] {
  const details = pages.filter(isObject);
  const policies = byKey(details, 'Policies', 'Arn');
  const groups = byKey(details, 'GroupDetailList', 'GroupName');
  const roles = details.flatMap((page) => objectsIn(page.RoleDetailList)).map((role) => roleOf(role, policies));
  const users = details.flatMap((page) => objectsIn(page.UserDetailList)).map((user) => userOf(user, policies, groups));
  const byArn = new Map([...roles, ...users].map((principal) => [principal.arn, principal]));
  byArn.delete('');
  return [...byArn.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1));
}

/** The ARNs of the customer managed policies that something has attached, sorted; one whose number of attachments is not told is among them. */
export function attachedPoliciesIn(pages: readonly unknown[]): readonly string[] {
  const policies = pages.filter(isObject).flatMap((page) => objectsIn(page.Policies));
  const attached = policies.filter(({ AttachmentCount: count }) => count !== 0).map(({ Arn }) => textIn(Arn));
  return [...new Set(attached)].filter((arn) => /^arn:[^:]+:iam::\d{12}:policy\//.test(arn)).sort();
}

type ByKey = ReadonlyMap<string, JsonObject>;

function byKey(pages: readonly JsonObject[], list: string, key: string): ByKey {
  return new Map(pages.flatMap((page) => objectsIn(page[list])).map((item) => [textIn(item[key]), item]));
}

function roleOf(role: JsonObject, policies: ByKey): KnownPrincipal {
  const lastUsed = role.RoleLastUsed;
  const inline = objectsIn(role.RolePolicyList);
  const attached = objectsIn(role.AttachedManagedPolicies);
  const granted = grantsOf(inline, attached, policies);
  const id = textIn(role.RoleId);
  return {
    kind: 'role',
    ...namedOf(role, id, textIn(role.RoleName)),
    hasPermissions: inline.length > 0 || attached.length > 0,
    // An empty object is AWS's word for "not used in the tracking period".
    ...(isObject(lastUsed) ? { wasUsed: Object.keys(lastUsed).length > 0 } : {}),
    ...(granted === undefined ? {} : { grants: hashOf([id, granted]) }),
  };
}

function userOf(user: JsonObject, policies: ByKey, groups: ByKey): KnownPrincipal {
  const inline = objectsIn(user.UserPolicyList);
  const attached = objectsIn(user.AttachedManagedPolicies);
  const names = Array.isArray(user.GroupList) ? user.GroupList.map(textIn).sort() : [];
  const members = names.map((name) => groups.get(name));
  const own = grantsOf(inline, attached, policies);
  const inherited = members.map((group) => group && groupGrantsOf(group, policies));
  const isTold = own !== undefined && inherited.every((granted) => granted !== undefined);
  const id = textIn(user.UserId);
  return {
    kind: 'user',
    ...namedOf(user, id, textIn(user.UserName)),
    hasPermissions:
      inline.length > 0 || attached.length > 0 || members.some((group) => group === undefined || givesAnything(group)),
    ...(isTold ? { grants: hashOf([id, own, inherited]) } : {}),
  };
}

function namedOf(
  principal: JsonObject,
  id: string,
  name: string,
): Pick<KnownPrincipal, 'arn' | 'id' | 'name' | 'path'> {
  const arn = textIn(principal.Arn);
  return { arn, id, name, path: textIn(principal.Path) || (/^[^/]*(\/(?:.*\/)?)[^/]*$/.exec(arn)?.[1] ?? '/') };
}

function givesAnything(group: JsonObject): boolean {
  return objectsIn(group.GroupPolicyList).length > 0 || objectsIn(group.AttachedManagedPolicies).length > 0;
}

function groupGrantsOf(group: JsonObject, policies: ByKey): readonly unknown[] | undefined {
  const granted = grantsOf(objectsIn(group.GroupPolicyList), objectsIn(group.AttachedManagedPolicies), policies);
  return granted && [group.GroupId, granted];
}

/** All that policies say, in an order of our own; `undefined` when the version of an attached one is not told. */
function grantsOf(
  inline: readonly JsonObject[],
  attached: readonly JsonObject[],
  policies: ByKey,
): readonly unknown[] | undefined {
  const versions = attached.map(({ PolicyArn }) => {
    const policy = policies.get(textIn(PolicyArn));
    return [textIn(PolicyArn), textIn(policy?.PolicyId), textIn(policy?.DefaultVersionId)];
  });
  if (versions.some(([, , version]) => version === '')) return undefined;
  const documents = inline.map(({ PolicyName, PolicyDocument }) => [
    textIn(PolicyName),
    JSON.stringify(PolicyDocument),
  ]);
  return [documents.map((pair) => pair.join('\n')).sort(), versions.map((parts) => parts.join('\n')).sort()];
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
