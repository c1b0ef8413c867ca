import { isDeepStrictEqual } from 'node:util';
import type { AccountParts } from '../../../src/core/model/bundle.ts';
import type { Change, QuarantinePlace } from '../../../src/core/model/remediation.ts';
import type { PolicyInput } from '../../../src/core/policy/request.ts';

/** A statement as it is written. */
export type WrittenStatement = Readonly<Record<string, unknown>>;

interface Version {
  readonly id: string;
  /** Of a version that an undo restored: the id that it had. */
  readonly was?: string;
  readonly document: unknown;
}

interface HeldPolicies {
  readonly kind: 'role' | 'user' | 'group';
  readonly name: string;
  readonly arn: string;
  readonly inline: Map<string, unknown>;
  readonly attached: Set<string>;
  readonly groups: readonly string[];
  readonly boundary?: string;
  trust?: unknown;
  keys: 'as they were' | 'off';
}

interface StoredPolicy {
  readonly versions: Version[];
  current: string;
  nextId: number;
  readonly wasCreated: boolean;
}

/** An account's IAM as plain values, changed the way that AWS's API would change it. Knows nothing of how suggestions are made. */
export interface ChangedAccount {
  readonly holders: Map<string, HeldPolicies>;
  readonly policies: Map<string, StoredPolicy>;
  /** What AWS would have refused. */
  readonly refused: string[];
  /** Whether the quarantine was in force when somebody looked last. */
  wasQuarantined?: boolean;
  readonly quotas: Readonly<Record<string, number>>;
}

/** AWS's quotas where the account's summary does not tell them. */
const usualQuotas = {
  RolePolicySizeQuota: 10_240,
  UserPolicySizeQuota: 2048,
  GroupPolicySizeQuota: 5120,
  PolicySizeQuota: 6144,
  VersionsPerPolicyQuota: 5,
  AttachedPoliciesPerRoleQuota: 10,
  AttachedPoliciesPerUserQuota: 10,
  AttachedPoliciesPerGroupQuota: 10,
};

/** Reads a document as it came: an object, JSON text, or URL-encoded JSON text. */
export function writtenDocument(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  try {
    return JSON.parse(raw.trimStart().startsWith('%') ? decodeURIComponent(raw) : raw);
  } catch (error) {
    // A text that is no document stays what it is.
    if (error instanceof SyntaxError || error instanceof URIError) return raw;
    throw error;
  }
}

/** The account as it is. */
export function accountOf({ details, summary }: AccountParts): ChangedAccount {
  const holders = new Map<string, HeldPolicies>();
  const add = (
    kind: HeldPolicies['kind'],
    raw: AccountParts['details']['groups'][number],
    more: { readonly groups?: readonly string[]; readonly boundary?: string; readonly trust?: unknown } = {},
  ): void => {
    holders.set(raw.arn, {
      kind,
      name: raw.name,
      arn: raw.arn,
      inline: new Map(raw.inlinePolicies.map(({ name, document }) => [name, writtenDocument(document)])),
      attached: new Set(raw.attachedPolicies),
      groups: (more.groups ?? []).flatMap((name) => details.groups.find((group) => group.name === name)?.arn ?? []),
      ...(more.boundary === undefined ? {} : { boundary: more.boundary }),
      ...(more.trust === undefined ? {} : { trust: more.trust }),
      keys: 'as they were',
    });
  };
  for (const role of details.roles) {
    const boundary = role.boundary === undefined ? {} : { boundary: role.boundary };
    add('role', role, { ...boundary, trust: writtenDocument(role.trustDocument) });
  }
  for (const { boundary, groups, ...user } of details.users)
    add('user', user, { groups, ...(boundary === undefined ? {} : { boundary }) });
  for (const group of details.groups) add('group', group);
  const policies = new Map<string, StoredPolicy>();
  for (const { arn, versions } of details.policies) {
    policies.set(arn, {
      versions: versions.map(({ versionId, document }) => ({ id: versionId, document: writtenDocument(document) })),
      current: versions.find(({ isDefault }) => isDefault)?.versionId ?? '',
      nextId: Math.max(0, ...versions.map(({ versionId }) => Number(versionId.slice(1)))) + 1,
      wasCreated: false,
    });
  }
  return { holders, policies, refused: [], quotas: { ...usualQuotas, ...summary } };
}

/** The account after the changes; the one given stays as it is. */
export function changedBy(account: ChangedAccount, changes: readonly Change[]): ChangedAccount {
  const next: ChangedAccount = {
    ...account,
    holders: new Map(
      [...account.holders].map(([arn, one]) => [
        arn,
        { ...one, inline: new Map(one.inline), attached: new Set(one.attached) },
      ]),
    ),
    policies: new Map([...account.policies].map(([arn, one]) => [arn, { ...one, versions: [...one.versions] }])),
    refused: [...account.refused],
  };
  for (const change of changes) {
    if (change.when !== undefined && next.wasQuarantined === undefined)
      next.refused.push(`${change.do}: nobody looked whether the quarantine is in force`);
    if (change.when !== undefined && (change.when === 'quarantined') !== next.wasQuarantined) continue;
    const refusal = refusalOf(change, next);
    if (refusal !== undefined) next.refused.push(`${change.do}: ${refusal}`);
  }
  return next;
}

/** Makes one change. Returns why AWS would refuse it; then nothing is changed. */
function refusalOf(change: Change, account: ChangedAccount): string | undefined {
  const { holders, policies, quotas } = account;
  const holder = 'holder' in change ? holders.get(change.holder.arn) : undefined;
  if ('holder' in change && holder?.kind !== change.holder.kind)
    return `there is no ${change.holder.kind} ${change.holder.arn}`;
  if (holder !== undefined && 'holder' in change && holder.name !== change.holder.name)
    return `${holder.arn} is not named \`${change.holder.name}\``;
  const policy = 'arn' in change ? policies.get(change.arn) : undefined;
  const isMissing = 'arn' in change && change.do !== 'create-policy' && policy === undefined;
  // What is detached, or is attached from AWS's own, need not be among the account's policies.
  if (isMissing && change.do !== 'detach-policy' && !change.arn.includes(':iam::aws:'))
    return `there is no ${change.arn}`;
  switch (change.do) {
    case 'put-inline-policy': {
      if (holder === undefined) return 'nobody holds it';
      const inline = new Map([...holder.inline, [change.name, change.document]]);
      const size = [...inline.values()].reduce<number>((sum, document) => sum + charactersOf(document), 0);
      const quota = quotas[`${titled(holder.kind)}PolicySizeQuota`] ?? 0;
      if (size > quota) return `inline policies of ${holder.arn} have ${size} characters, and may have ${quota}`;
      holder.inline.set(change.name, change.document);
      return undefined;
    }
    case 'delete-inline-policy':
      return holder?.inline.delete(change.name) === true ? undefined : `${change.holder.arn} has no \`${change.name}\``;
    case 'create-policy':
      if (policy !== undefined) return `${change.arn} is there already`;
      if (!change.arn.endsWith(`:policy${change.path}${change.name}`))
        return `${change.arn} is not the ARN of ${change.path}${change.name}`;
      if (change.name.length > 128 || !/^[\w+=,.@-]+$/.test(change.name)) return `AWS takes no name \`${change.name}\``;
      policies.set(change.arn, {
        versions: [{ id: 'v1', document: change.document }],
        current: 'v1',
        nextId: 2,
        wasCreated: true,
      });
      return tooLarge(change.document, account);
    case 'delete-created-policy':
    case 'delete-policy':
      if (change.do === 'delete-created-policy' && policy?.wasCreated !== true) return `${change.arn} was there before`;
      if ([...holders.values()].some(({ attached }) => attached.has(change.arn))) return `${change.arn} is attached`;
      policies.delete(change.arn);
      return undefined;
    case 'create-policy-version': {
      if (policy === undefined) return 'AWS keeps its own policies';
      if (policy.versions.length >= (quotas.VersionsPerPolicyQuota ?? 0))
        return `${change.arn} has ${policy.versions.length} versions`;
      policy.current = `v${policy.nextId++}`;
      policy.versions.push({ id: policy.current, document: change.document });
      return tooLarge(change.document, account);
    }
    case 'return-to-version': {
      if (policy?.versions.some(({ id }) => id === change.versionId) !== true)
        return `${change.arn} has no ${change.versionId}`;
      if (policy.current === change.versionId) return `${change.versionId} is the default already`;
      policy.versions.splice(
        policy.versions.findIndex(({ id }) => id === policy.current),
        1,
      );
      policy.current = change.versionId;
      return undefined;
    }
    case 'delete-policy-version': {
      const place =
        policy?.versions.findIndex(({ id, was }) => id === change.versionId || was === change.versionId) ?? -1;
      if (policy === undefined || place < 0) return `${change.arn} has no ${change.versionId}`;
      if (policy.current === policy.versions[place]?.id) return `${change.versionId} is the default`;
      const [lost] = policy.versions.splice(place, 1);
      return isDeepStrictEqual(lost?.document, change.document) ? undefined : 'what is saved is not what is deleted';
    }
    case 'restore-policy-version':
      if (policy === undefined) return 'AWS keeps its own policies';
      if (policy.versions.length >= (quotas.VersionsPerPolicyQuota ?? 0))
        return `${change.arn} has ${policy.versions.length} versions`;
      policy.versions.push({ id: `v${policy.nextId++}`, was: change.versionId, document: change.document });
      return undefined;
    case 'attach-policy': {
      if (holder === undefined) return 'nobody holds it';
      if (holder.attached.has(change.arn)) return `${change.arn} is attached already`;
      const quota = quotas[`AttachedPoliciesPer${titled(holder.kind)}Quota`] ?? 0;
      if (holder.attached.size >= quota) return `${holder.arn} can have ${quota} policies attached`;
      holder.attached.add(change.arn);
      return undefined;
    }
    case 'detach-policy':
      return holder?.attached.delete(change.arn) === true ? undefined : `${change.arn} is not attached`;
    case 'put-trust-policy':
      if (holder?.kind !== 'role') return `${change.holder.arn} is no role`;
      holder.trust = change.document;
      return undefined;
    case 'deactivate-access-keys':
    case 'reactivate-access-keys':
      if (holder?.kind !== 'user') return `${change.holder.arn} is no user`;
      holder.keys = change.do === 'deactivate-access-keys' ? 'off' : 'as they were';
      return undefined;
    case 'note-quarantine':
      account.wasQuarantined = isInForce(change.quarantine, account);
      return undefined;
    case 'recall-quarantine':
      return account.wasQuarantined === undefined ? 'nothing was written down' : undefined;
    case 'delete-principal':
      holders.delete(change.holder.arn);
      return undefined;
    default:
      return 'an account has no permission sets of its own';
  }
}

function isInForce(place: QuarantinePlace, account: ChangedAccount): boolean {
  switch (place.at) {
    case 'inline':
      return account.holders.get(place.holder.arn)?.inline.has(place.name) === true;
    case 'managed':
      return account.holders.get(place.holder.arn)?.attached.has(place.arn) === true;
    case 'version':
      return statementsOf(documentOf(account, place.arn)).some(({ Sid }) => Sid === place.sid);
    default:
      return false;
  }
}

/** Characters without blanks between them, as IAM counts; blanks within texts count. */
export function charactersOf(document: unknown): number {
  return JSON.stringify(document).length;
}

function tooLarge(document: unknown, { quotas }: ChangedAccount): string | undefined {
  const [size, quota] = [charactersOf(document), quotas.PolicySizeQuota ?? 0];
  return size > quota ? `a policy has ${size} characters, and may have ${quota}` : undefined;
}

function titled(kind: string): string {
  return `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`;
}

/** What one account differs in from another, in sentences; versions by document, and by which is the default, as AWS gives no id twice. */
export function differencesOf(one: ChangedAccount, other: ChangedAccount): readonly string[] {
  const shape = (account: ChangedAccount): Map<string, unknown> =>
    new Map<string, unknown>([
      ...[...account.holders.values()].map(({ arn, inline, attached, trust, keys }): [string, unknown] => [
        arn,
        { inline: Object.fromEntries(inline), attached: [...attached].sort(), trust, keys },
      ]),
      ...[...account.policies].map(([arn, { versions, current }]): [string, unknown] => [
        arn,
        {
          document: versions.find(({ id }) => id === current)?.document,
          others: versions
            .filter(({ id }) => id !== current)
            .map(({ document }) => JSON.stringify(document))
            .sort(),
        },
      ]),
    ]);
  const [a, b] = [shape(one), shape(other)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((arn) => !isDeepStrictEqual(a.get(arn), b.get(arn)))
    .map((arn) => `${arn}: ${JSON.stringify(a.get(arn))} is not ${JSON.stringify(b.get(arn))}`);
}

/** One policy that reaches a principal, and where it stands. */
export interface HeldPolicy extends PolicyInput {
  /** ARN of the principal or group that holds it. */
  readonly holder: string;
  readonly isInline: boolean;
}

/** The identity policies that reach a principal: its own and its groups'. */
export function identityOf(account: ChangedAccount, arn: string): readonly HeldPolicy[] {
  const own = account.holders.get(arn);
  return [arn, ...(own?.groups ?? [])].flatMap((holder) => {
    const held = account.holders.get(holder);
    const inline = [...(held?.inline ?? [])].map(([name, document]) => ({ holder, name, document, isInline: true }));
    const attached = [...(held?.attached ?? [])].map((name) => ({
      holder,
      name,
      document: documentOf(account, name),
      isInline: false,
    }));
    return [...inline, ...attached];
  });
}

/** The default version's document. */
export function documentOf({ policies }: ChangedAccount, arn: string): unknown {
  const policy = policies.get(arn);
  return policy?.versions.find(({ id }) => id === policy.current)?.document;
}

/** The statements of a document, one or a list of them. */
export function statementsOf(document: unknown): readonly WrittenStatement[] {
  const { Statement }: { readonly Statement?: WrittenStatement | readonly WrittenStatement[] } = Object(document);
  return Statement === undefined ? [] : [Statement].flat();
}

/** One text or a list of them. */
export function textsOf(value: unknown): readonly string[] {
  return value === undefined ? [] : [value].flat().map(String);
}
