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

/** What of one page of the authorization details matters here; its documents are kept as hashes, so that no account's policies are held at once. */
export interface DetailsDigest {
  readonly roles: readonly PrincipalDigest[];
  readonly users: readonly PrincipalDigest[];
  readonly groups: readonly GroupDigest[];
  readonly policies: readonly PolicyDigest[];
}

interface Granted {
  /** Hashes of the inline policies' names and documents, sorted. */
  readonly inline: readonly string[];
  /** ARNs, sorted. */
  readonly attached: readonly string[];
}

interface PrincipalDigest extends Granted {
  readonly principal: Pick<KnownPrincipal, 'kind' | 'arn' | 'id' | 'name' | 'path' | 'wasUsed'>;
  /** Names, sorted. */
  readonly groups: readonly string[];
}

interface GroupDigest extends Granted {
  readonly name: string;
  readonly id: string;
}

interface PolicyDigest {
  readonly arn: string;
  readonly id: string;
  /** Empty when it is not told. */
  readonly version: string;
  readonly isAttached: boolean;
}

/** Reads one page; what is no such page is empty. */
export function digestOf(page: unknown): DetailsDigest {
  const lists = isObject(page) ? page : {};
  return {
    roles: objectsIn(lists.RoleDetailList).map(roleOf),
    users: objectsIn(lists.UserDetailList).map(userOf),
    groups: objectsIn(lists.GroupDetailList).map((group) => ({
      name: textIn(group.GroupName),
      id: textIn(group.GroupId),
      ...grantedOf(group, 'GroupPolicyList'),
    })),
    policies: objectsIn(lists.Policies).map((policy) => ({
      arn: textIn(policy.Arn),
      id: textIn(policy.PolicyId),
      version: textIn(policy.DefaultVersionId),
      isAttached: policy.AttachmentCount !== 0,
    })),
  };
}

/** The roles and users of all pages, by ARN, each once: as the last page that holds it has it. */
export function principalsIn(pages: readonly DetailsDigest[]): readonly KnownPrincipal[] {
  const policies = new Map(pages.flatMap((page) => page.policies).map((policy) => [policy.arn, policy]));
  const groups = new Map(pages.flatMap((page) => page.groups).map((group) => [group.name, group]));
  const digests = pages.flatMap((page) => [...page.roles, ...page.users]);
  const byArn = new Map(digests.map((digest) => [digest.principal.arn, digest]));
  byArn.delete('');
  return [...byArn.values()]
    .map((digest): KnownPrincipal => {
      const members = digest.groups.map((name) => groups.get(name));
      const grants = grantsOf(digest, members, policies);
      return {
        ...digest.principal,
        hasPermissions: givesAnything(digest) || members.some((group) => group === undefined || givesAnything(group)),
        ...(grants === undefined ? {} : { grants }),
      };
    })
    .sort((a, b) => (a.arn < b.arn ? -1 : 1));
}

/** The ARNs of the customer managed policies that something has attached, sorted; one whose number of attachments is not told is among them. */
export function attachedPoliciesIn(pages: readonly DetailsDigest[]): readonly string[] {
  const attached = pages.flatMap((page) => page.policies).filter(({ isAttached }) => isAttached);
  const arns = new Set(attached.map(({ arn }) => arn));
  return [...arns].filter((arn) => /^arn:[^:]+:iam::\d{12}:policy\//.test(arn)).sort();
}

function roleOf(role: JsonObject): PrincipalDigest {
  const lastUsed = role.RoleLastUsed;
  // An empty object is AWS's word for "not used in the tracking period".
  const wasUsed = isObject(lastUsed) ? { wasUsed: Object.keys(lastUsed).length > 0 } : {};
  return {
    principal: { kind: 'role', ...namedOf(role, textIn(role.RoleId), textIn(role.RoleName)), ...wasUsed },
    groups: [],
    ...grantedOf(role, 'RolePolicyList'),
  };
}

function userOf(user: JsonObject): PrincipalDigest {
  return {
    principal: { kind: 'user', ...namedOf(user, textIn(user.UserId), textIn(user.UserName)) },
    groups: Array.isArray(user.GroupList) ? user.GroupList.map(textIn).sort() : [],
    ...grantedOf(user, 'UserPolicyList'),
  };
}

function grantedOf(entity: JsonObject, inlineList: string): Granted {
  return {
    inline: objectsIn(entity[inlineList])
      .map(({ PolicyName: name, PolicyDocument: document }) => hashOf([name, document]))
      .sort(),
    attached: objectsIn(entity.AttachedManagedPolicies)
      .map(({ PolicyArn: arn }) => textIn(arn))
      .sort(),
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

function givesAnything({ inline, attached }: Granted): boolean {
  return inline.length > 0 || attached.length > 0;
}

/** A hash of all that policies say; `undefined` when a group, or the version of an attached policy, is not told. */
function grantsOf(
  { principal, inline, attached }: PrincipalDigest,
  groups: readonly (GroupDigest | undefined)[],
  policies: ReadonlyMap<string, PolicyDigest>,
): string | undefined {
  const known = groups.filter((group) => group !== undefined);
  const arns = [...new Set([...attached, ...known.flatMap((group) => group.attached)])].sort();
  const versions = arns.map((arn) => [arn, policies.get(arn)?.id ?? '', policies.get(arn)?.version ?? '']);
  const isTold = known.length === groups.length && versions.every(([, , version]) => version !== '');
  return isTold ? hashOf([principal.id, inline, attached, known, versions]) : undefined;
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
