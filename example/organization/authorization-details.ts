import type { Account } from './accounts.ts';
import { awsManagedPolicies } from './aws-managed-policies.ts';
import { cliDate, instantOf } from './calendar.ts';
import { versionName } from './changes.ts';
import type { Document, GroupDefinition, PolicyDefinition, RoleDefinition, UserDefinition } from './definitions.ts';
import type { LastUse } from './last-use.ts';
import { uniqueId } from './random.ts';
import { inAccount, type Placed, policyArn, type World } from './world.ts';

type Answer = Readonly<Record<string, unknown>>;
type Write = (document: Document) => unknown;

/** URL-encoded as the API gives documents, where the AWS CLI prints objects. */
function urlEncoded(document: Document): string {
  return encodeURIComponent(JSON.stringify(document));
}

/**
 * GetAccountAuthorizationDetails of an account, by file name: whole in production, with encoded documents in staging, in two pages in
 * the sandbox, so that each way of writing it is read.
 */
export function authorizationDetailsOf(world: World, account: Account, lastUse: LastUse): ReadonlyMap<string, Answer> {
  const write: Write = account.key === 'staging' ? urlEncoded : (document) => document;
  const whole = {
    UserDetailList: inAccount(world.users, account).map((user) => userDetail(user, write)),
    GroupDetailList: inAccount(world.groups, account).map((group) => groupDetail(group)),
    RoleDetailList: inAccount(world.roles, account).map((role) => roleDetail(role, write, lastUse)),
    Policies: [
      ...inAccount(world.policies, account).map((policy) => customerPolicy(world, policy, write)),
      ...awsPolicies(world, account, write),
    ],
  };
  if (account.key !== 'sandbox') return new Map([['authorization-details.json.gz', { ...whole, IsTruncated: false }]]);
  const half = Math.ceil(whole.RoleDetailList.length / 2);
  const [first, second] = [whole.RoleDetailList.slice(0, half), whole.RoleDetailList.slice(half)];
  return new Map<string, Answer>([
    [
      'authorization-details-1.json.gz',
      { ...whole, RoleDetailList: first, Policies: [], IsTruncated: true, Marker: uniqueId('', 'marker') },
    ],
    [
      'authorization-details-2.json.gz',
      { ...whole, UserDetailList: [], GroupDetailList: [], RoleDetailList: second, IsTruncated: false },
    ],
  ]);
}

function attachmentsOf(account: Account, names: readonly string[] = []): readonly Answer[] {
  return names.map((name) => ({ PolicyName: name, PolicyArn: policyArn(account, name) }));
}

function inlineOf(inline: Readonly<Record<string, Document>> = {}, write: Write): readonly Answer[] {
  return Object.entries(inline).map(([name, document]) => ({ PolicyName: name, PolicyDocument: write(document) }));
}

function tagsOf(tags: Readonly<Record<string, string>> = {}): readonly Answer[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function roleDetail(
  { definition, account, arn, id, createdAt }: Placed<RoleDefinition>,
  write: Write,
  lastUse: LastUse,
): Answer {
  const { name, path = '/', boundary } = definition;
  const used = lastUse.of(id);
  const profile = {
    Path: '/',
    InstanceProfileName: name,
    InstanceProfileId: uniqueId('AIPA', arn),
    Arn: `arn:aws:iam::${account.id}:instance-profile/${name}`,
    CreateDate: cliDate(createdAt),
    Roles: [],
  };
  return {
    Path: path,
    RoleName: name,
    RoleId: id,
    Arn: arn,
    CreateDate: cliDate(createdAt),
    AssumeRolePolicyDocument: write(definition.trust),
    InstanceProfileList: definition.hasInstanceProfile === true ? [profile] : [],
    RolePolicyList: inlineOf(definition.inline, write),
    AttachedManagedPolicies: attachmentsOf(account, definition.attached),
    ...(boundary === undefined
      ? {}
      : {
          PermissionsBoundary: {
            PermissionsBoundaryType: 'Policy',
            PermissionsBoundaryArn: policyArn(account, boundary),
          },
        }),
    Tags: tagsOf(definition.tags),
    RoleLastUsed: used === undefined ? {} : { LastUsedDate: cliDate(used.at), Region: used.region },
  };
}

function userDetail({ definition, account, arn, id, createdAt }: Placed<UserDefinition>, write: Write): Answer {
  const inline = inlineOf(definition.inline, write);
  return {
    Path: definition.path ?? '/',
    UserName: definition.name,
    UserId: id,
    Arn: arn,
    CreateDate: cliDate(createdAt),
    ...(inline.length === 0 ? {} : { UserPolicyList: inline }),
    GroupList: definition.groups ?? [],
    AttachedManagedPolicies: attachmentsOf(account, definition.attached),
    Tags: tagsOf(definition.tags),
  };
}

function groupDetail({ definition, account, arn, id, createdAt }: Placed<GroupDefinition>): Answer {
  return {
    Path: '/',
    GroupName: definition.name,
    GroupId: id,
    Arn: arn,
    CreateDate: cliDate(createdAt),
    GroupPolicyList: [],
    AttachedManagedPolicies: attachmentsOf(account, definition.attached),
  };
}

/** How many principals and groups of an account have a policy attached. */
function attachmentCount(world: World, account: Account, name: string): number {
  const holders = [...world.roles, ...world.users, ...world.groups];
  return inAccount<(typeof holders)[number]>(holders, account).filter(({ definition }) =>
    definition.attached?.includes(name),
  ).length;
}

function customerPolicy(
  world: World,
  { definition, account, arn, id, createdAt }: Placed<PolicyDefinition>,
  write: Write,
): Answer {
  const { name, versions } = definition;
  const bounded = inAccount(world.roles, account).filter((role) => role.definition.boundary === name);
  const dates = versions.map(({ daysAgo }, index) =>
    cliDate(index === 0 ? createdAt : versionDate(world, definition, daysAgo)),
  );
  return {
    PolicyName: name,
    PolicyId: id,
    Arn: arn,
    Path: '/',
    DefaultVersionId: `v${versions.length}`,
    AttachmentCount: attachmentCount(world, account, name),
    PermissionsBoundaryUsageCount: bounded.length,
    IsAttachable: true,
    CreateDate: dates[0],
    UpdateDate: dates.at(-1),
    // Newest first, as AWS lists them.
    PolicyVersionList: versions
      .map(({ document }, index) => ({
        Document: write(document),
        VersionId: `v${index + 1}`,
        IsDefaultVersion: index === versions.length - 1,
        CreateDate: dates[index],
      }))
      .reverse(),
  };
}

/** When a later version was made: as the logs have it, where they do. */
function versionDate(world: World, { account, name }: PolicyDefinition, daysAgo: number): string {
  return (
    world.changes.find(({ creates }) => creates === versionName(account, name, daysAgo))?.at ??
    instantOf(daysAgo, 52_000)
  );
}

/** The AWS-managed policies that something of the account has attached. */
function awsPolicies(world: World, account: Account, write: Write): readonly Answer[] {
  return Object.entries(awsManagedPolicies).flatMap(([name, managed]) => {
    const count = attachmentCount(world, account, name);
    if (count === 0) return [];
    const date = cliDate(managed.createdAt);
    const version = {
      Document: write(managed.document),
      VersionId: `v${managed.version}`,
      IsDefaultVersion: true,
      CreateDate: date,
    };
    return [
      {
        PolicyName: name,
        PolicyId: uniqueId('ANPA', `aws/${name}`),
        Arn: policyArn(account, name),
        Path: managed.path,
        DefaultVersionId: version.VersionId,
        AttachmentCount: count,
        PermissionsBoundaryUsageCount: 0,
        IsAttachable: true,
        CreateDate: date,
        UpdateDate: date,
        PolicyVersionList: [version],
      },
    ];
  });
}
