import type { Catalog } from '../catalog/catalog.ts';
import type {
  AccountEntry,
  AccountParts,
  CredentialReportRow,
  Environment,
  RawManagedPolicy,
} from '../model/bundle.ts';
import type { Gap } from '../model/gap.ts';
import type { AuditSettings } from '../model/settings.ts';
import { classOfRole, classOfUser, environmentOfName, environmentOfTags, ownerOfTags } from './classify.ts';
import { createDocumentStore, type DocumentStore, type ParsedDocument } from './documents.ts';
import {
  type AttachedPolicy,
  type Credentials,
  type Group,
  isAwsManaged,
  type ManagedPolicy,
  type PolicyVersion,
  type Principal,
} from './principal.ts';

/** The account with what the configuration and the manifest say of it. */
export interface Account extends AccountEntry {
  readonly owner?: string;
  /** `aws`, `aws-us-gov`, `aws-cn`. */
  readonly partition: string;
}

/** One account's IAM, parsed and joined. */
export interface Inventory {
  readonly account: Account;
  /** Roles and users, by ARN. */
  readonly principals: readonly Principal[];
  readonly groups: readonly Group[];
  /** By ARN. */
  readonly policies: ReadonlyMap<string, ManagedPolicy>;
  /** Whether the answer was whole: only then does "attached to nobody" mean anything. */
  readonly isComplete: boolean;
  /** Documents, or parts of them, that could not be read, and attached policies that the answer lacks. */
  readonly gaps: readonly Gap[];
}

/** Parses and joins one account's raw parts. Each distinct document is parsed once. */
export function inventoryOf(parts: AccountParts, settings: AuditSettings, catalog: Catalog): Inventory {
  const account = accountOf(parts, settings);
  const documents = createDocumentStore(catalog);
  const gaps: Gap[] = [];
  const policies = new Map<string, ManagedPolicy>();
  for (const raw of parts.details.policies) policies.set(raw.arn, managedPolicyOf(raw, documents));

  const read = (raw: unknown, place: string): ParsedDocument => {
    const parsed = documents.read(raw);
    for (const part of parsed.document.unparsed) gaps.push(unparsedGap(account.id, place, part));
    return parsed;
  };
  const attached = (arns: readonly string[], holder: string): readonly AttachedPolicy[] =>
    [...new Set(arns)].flatMap((arn) => {
      const managed = policies.get(arn);
      if (managed?.current === undefined) {
        gaps.push(missingPolicyGap(account.id, arn, holder));
        return [];
      }
      return [{ name: arn, type: managed.isAwsManaged ? 'aws-managed' : 'managed', parsed: managed.current, managed }];
    });
  const inline = (
    list: readonly { readonly name: string; readonly document: unknown }[],
    holder: string,
  ): readonly AttachedPolicy[] =>
    list.map(({ name, document }) => ({
      name,
      type: 'inline',
      parsed: read(document, `inline policy \`${name}\` of ${holder}`),
    }));

  for (const policy of policies.values()) {
    for (const part of policy.current?.document.unparsed ?? [])
      gaps.push(unparsedGap(account.id, `policy ${policy.arn}`, part));
  }
  const groups = groupsOf(parts, (policyList, arns, holder) => [
    ...inline(policyList, holder),
    ...attached(arns, holder),
  ]);
  const groupByName = new Map(groups.map((group) => [group.name, group]));
  const credentials = credentialsByArn(parts.credentialReport);

  const roles = parts.details.roles.map((raw): Principal => {
    const trust = read(raw.trustDocument, `trust policy of ${raw.arn}`).document;
    const facts = { ...raw, accountId: account.id };
    const description = parts.roleDescriptions?.get(raw.arn);
    return {
      kind: 'role',
      ...identityOf(raw, account, settings),
      ...classOfRole(facts, trust, settings),
      ...(description === undefined ? {} : { description }),
      policies: [...inline(raw.inlinePolicies, raw.arn), ...attached(raw.attachedPolicies, raw.arn)],
      ...boundaryOf(raw.boundary, policies),
      groups: [],
      trust,
      ...(raw.lastUsed === undefined
        ? {}
        : { roleLastUsed: raw.lastUsed.at === undefined ? {} : { at: raw.lastUsed.at } }),
      instanceProfiles: raw.instanceProfiles,
    };
  });
  const users = parts.details.users.map((raw): Principal => {
    const facts = { ...raw, accountId: account.id };
    const own = credentials?.get(raw.arn);
    const memberOf = [...new Set(raw.groups)].flatMap((name) => groupByName.get(name) ?? []);
    return {
      kind: 'user',
      ...identityOf(raw, account, settings),
      class: classOfUser(facts, own, settings),
      policies: [
        ...inline(raw.inlinePolicies, raw.arn),
        ...attached(raw.attachedPolicies, raw.arn),
        ...memberOf.flatMap((group) => group.policies.map((policy) => ({ ...policy, group }))),
      ],
      ...boundaryOf(raw.boundary, policies),
      groups: memberOf,
      instanceProfiles: [],
      ...(own === undefined ? {} : { credentials: own }),
    };
  });
  const principals = [...roles, ...users].sort((a, b) => (a.arn < b.arn ? -1 : a.arn > b.arn ? 1 : 0));
  return { account, principals, groups, policies, isComplete: parts.details.isComplete, gaps };
}

function accountOf(parts: AccountParts, settings: AuditSettings): Account {
  const configured = settings.accounts[parts.account.id];
  const alias = configured?.alias ?? parts.account.alias;
  const environment: Environment | undefined =
    configured?.environment ??
    parts.account.environment ??
    (alias === undefined ? undefined : environmentOfName(alias));
  const someArn = parts.details.roles[0]?.arn ?? parts.details.users[0]?.arn ?? 'arn:aws:';
  return {
    ...parts.account,
    ...(alias === undefined ? {} : { alias }),
    ...(environment === undefined ? {} : { environment }),
    ...(configured?.owner === undefined ? {} : { owner: configured.owner }),
    partition: someArn.split(':')[1] ?? 'aws',
  };
}

/** The account's environment comes before a tag: a role tagged `test` in production is in production. */
function identityOf(
  raw: Pick<Principal, 'id' | 'arn' | 'name' | 'path' | 'tags'> & { readonly createdAt?: number },
  account: Account,
  settings: AuditSettings,
) {
  const environment = account.environment ?? environmentOfTags(raw.tags);
  const owner = ownerOfTags(raw.tags, settings.ownerTags) ?? account.owner;
  return {
    id: raw.id,
    arn: raw.arn,
    name: raw.name,
    path: raw.path,
    accountId: account.id,
    tags: raw.tags,
    ...(raw.createdAt === undefined ? {} : { createdAt: raw.createdAt }),
    ...(environment === undefined ? {} : { environment }),
    ...(owner === undefined ? {} : { owner }),
  };
}

function managedPolicyOf(raw: RawManagedPolicy, documents: DocumentStore): ManagedPolicy {
  const versions: PolicyVersion[] = [];
  for (const { versionId, isDefault, createdAt, document } of raw.versions) {
    if (document === undefined) continue;
    versions.push({
      versionId,
      isDefault,
      ...(createdAt === undefined ? {} : { createdAt }),
      parsed: documents.read(document),
    });
  }
  versions.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0));
  const current = versions.find(({ isDefault }) => isDefault)?.parsed;
  return {
    id: raw.id,
    arn: raw.arn,
    name: raw.name,
    path: raw.path,
    isAwsManaged: isAwsManaged(raw.arn),
    ...(raw.createdAt === undefined ? {} : { createdAt: raw.createdAt }),
    ...(raw.updatedAt === undefined ? {} : { updatedAt: raw.updatedAt }),
    attachmentCount: raw.attachmentCount,
    boundaryUsageCount: raw.boundaryUsageCount,
    versions,
    ...(current === undefined ? {} : { current }),
  };
}

function groupsOf(
  parts: AccountParts,
  policiesOf: (
    inline: AccountParts['details']['groups'][number]['inlinePolicies'],
    attached: readonly string[],
    holder: string,
  ) => readonly AttachedPolicy[],
): readonly Group[] {
  const members = new Map<string, string[]>();
  for (const user of parts.details.users) {
    for (const group of user.groups) members.set(group, [...(members.get(group) ?? []), user.name]);
  }
  return parts.details.groups.map((raw) => ({
    id: raw.id,
    arn: raw.arn,
    name: raw.name,
    accountId: parts.account.id,
    ...(raw.createdAt === undefined ? {} : { createdAt: raw.createdAt }),
    members: members.get(raw.name) ?? [],
    policies: policiesOf(raw.inlinePolicies, raw.attachedPolicies, raw.arn),
  }));
}

function boundaryOf(arn: string | undefined, policies: ReadonlyMap<string, ManagedPolicy>) {
  if (arn === undefined) return {};
  const boundary = policies.get(arn);
  return { boundaryArn: arn, ...(boundary === undefined ? {} : { boundary }) };
}

function credentialsByArn(
  report: readonly CredentialReportRow[] | undefined,
): ReadonlyMap<string, Credentials> | undefined {
  return report === undefined ? undefined : new Map(report.map((row) => [row.arn, credentialsOf(row)]));
}

function credentialsOf(row: CredentialReportRow): Credentials {
  const used = [row.passwordLastUsedAt, ...row.keys.map((key) => key.lastUsedAt)].filter((at) => at !== undefined);
  return {
    ...(row.passwordEnabled === true
      ? {
          password: {
            ...(row.passwordChangedAt === undefined ? {} : { changedAt: row.passwordChangedAt }),
            ...(row.passwordLastUsedAt === undefined ? {} : { lastUsedAt: row.passwordLastUsedAt }),
            wasNeverUsed: row.passwordNeverUsed,
          },
        }
      : {}),
    keys: row.keys.filter(({ isActive }) => isActive),
    hasMfa: row.mfaActive === true,
    ...(used.length === 0 ? {} : { lastUsedAt: Math.max(...used) }),
    isWhole: row.isWhole,
  };
}

function unparsedGap(account: string, place: string, part: { readonly place: string; readonly reason: string }): Gap {
  const where = part.place === '' ? place : `${place}, ${part.place}`;
  return { service: 'iam', operation: 'parse', account, errorCode: 'Unparsed', message: `${where}: ${part.reason}` };
}

function missingPolicyGap(account: string, arn: string, holder: string): Gap {
  return {
    service: 'iam',
    operation: 'GetPolicyVersion',
    account,
    errorCode: 'Missing',
    message: `the document of ${arn}, attached to ${holder}, is not in the bundle`,
  };
}
