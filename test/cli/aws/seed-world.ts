import {
  CloudTrailClient,
  CreateTrailCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { CreateClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import {
  AddUserToGroupCommand,
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreateAccountAliasCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateSAMLProviderCommand,
  CreateUserCommand,
  GetRoleCommand,
  IAMClient,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { had } from './had.ts';
import { type SeededOrganization, seedOrganization } from './seed-organization.ts';
import {
  ageDays,
  homeRegion,
  logBucket,
  managementAccount,
  memberAccount,
  type WorldAccount,
  type WorldSize,
} from './world.ts';
import { type LogFile, logFilesOf } from './world-logs.ts';

/** What AWS chose when a thing was made: its id, and when (moved back by `ageDays`). */
export interface Made {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
}

/** An account that is in moto, with all that moto chose. */
export interface SeededAccount extends WorldAccount {
  readonly roleIds: ReadonlyMap<string, Made>;
  readonly userIds: ReadonlyMap<string, Made>;
  readonly groupIds: ReadonlyMap<string, Made>;
  readonly policyIds: ReadonlyMap<string, Made>;
  /** Ids of access keys by user. */
  readonly keys: ReadonlyMap<string, readonly Made[]>;
  /** Issuers by cluster. */
  readonly issuers: ReadonlyMap<string, string>;
}

/** A world that is in moto. */
export interface SeededWorld {
  /** The management account first. */
  readonly accounts: readonly SeededAccount[];
  readonly organization: SeededOrganization;
  readonly logs: readonly LogFile[];
  /** When seeding began and ended, ms: dates in between are those of things that were made. */
  readonly seeded: { readonly from: number; readonly to: number };
}

const anyKeys = { accessKeyId: 'test', secretAccessKey: 'test' };

/**
 * Makes a world in an empty moto, one call after the other: moto answers some of those that come at once with 500. The ids of what is made are the same
 * every time.
 */
export async function seedWorld(endpoint: string, size: WorldSize): Promise<SeededWorld> {
  const from = Date.now() - 1000;
  await fetch(`${endpoint}/moto-api/seed?a=42`, { method: 'POST' });
  const settings = { region: homeRegion, endpoint, credentials: anyKeys, maxAttempts: 1 };
  const { organization, member } = await seedOrganization(new OrganizationsClient(settings));
  const { Credentials: keys } = await new STSClient(settings).send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${member}:role/seeder`, RoleSessionName: 'seed' }),
  );
  const credentials = {
    accessKeyId: had(keys?.AccessKeyId),
    secretAccessKey: had(keys?.SecretAccessKey),
    sessionToken: had(keys?.SessionToken),
  };
  const memberSettings = { ...settings, credentials };
  const accounts = [
    await seedAccount(managementAccount(), settings),
    await seedAccount(memberAccount(member, size), memberSettings),
  ];
  const logs = logFilesOf(accounts, size.days, from);
  await seedLogs(settings, logs);
  for (const each of [settings, memberSettings]) await seedTrail(each);
  return { accounts, organization, logs, seeded: { from, to: Date.now() } };
}

interface Settings {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  readonly maxAttempts: number;
}

async function seedAccount(account: WorldAccount, settings: Settings): Promise<SeededAccount> {
  const iam = new IAMClient(settings);
  await iam.send(new CreateAccountAliasCommand({ AccountAlias: account.alias }));
  for (const url of account.oidcProviders) {
    await iam.send(
      new CreateOpenIDConnectProviderCommand({
        Url: `https://${url}`,
        ClientIDList: ['sts.amazonaws.com'],
        ThumbprintList: ['6938fd4d98bab03faadb97b34396831e3780aea1'],
      }),
    );
  }
  for (const Name of account.samlProviders) {
    await iam.send(new CreateSAMLProviderCommand({ Name, SAMLMetadataDocument: `<x>${'a'.repeat(1000)}</x>` }));
  }
  const policyIds = await seedPolicies(iam, account);
  const groupIds = await seedGroups(iam, account);
  const { userIds, keys } = await seedUsers(iam, account);
  const roleIds = await seedRoles(iam, account);
  const issuers = new Map<string, string>();
  for (const name of account.clusters) {
    const { cluster } = await new EKSClient(settings).send(
      new CreateClusterCommand({
        name,
        roleArn: `arn:aws:iam::${account.id}:role/app-0000`,
        resourcesVpcConfig: { subnetIds: [] },
      }),
    );
    issuers.set(name, had(cluster?.identity?.oidc?.issuer));
  }
  return { ...account, policyIds, groupIds, userIds, keys, roleIds, issuers };
}

async function seedPolicies(iam: IAMClient, { policies }: WorldAccount): Promise<ReadonlyMap<string, Made>> {
  const ids = new Map<string, Made>();
  for (const [name, document] of Object.entries(policies)) {
    const { Policy: made } = await iam.send(
      new CreatePolicyCommand({ PolicyName: name, PolicyDocument: JSON.stringify(document) }),
    );
    ids.set(name, madeOf(made?.PolicyId, made?.CreateDate));
  }
  return ids;
}

async function seedGroups(iam: IAMClient, { groups }: WorldAccount): Promise<ReadonlyMap<string, Made>> {
  const ids = new Map<string, Made>();
  for (const [name, { inline }] of Object.entries(groups)) {
    const { Group: made } = await iam.send(new CreateGroupCommand({ GroupName: name }));
    ids.set(name, madeOf(made?.GroupId, made?.CreateDate));
    for (const [PolicyName, document] of Object.entries(inline)) {
      const PolicyDocument = JSON.stringify(document);
      await iam.send(new PutGroupPolicyCommand({ GroupName: name, PolicyName, PolicyDocument }));
    }
  }
  return ids;
}

async function seedUsers(iam: IAMClient, { users }: WorldAccount) {
  const userIds = new Map<string, Made>();
  const keys = new Map<string, readonly Made[]>();
  for (const user of users) {
    const { User: made } = await iam.send(new CreateUserCommand({ UserName: user.name }));
    userIds.set(user.name, madeOf(made?.UserId, made?.CreateDate));
    for (const GroupName of user.groups) {
      await iam.send(new AddUserToGroupCommand({ GroupName, UserName: user.name }));
    }
    for (const [PolicyName, document] of Object.entries(user.inline)) {
      const PolicyDocument = JSON.stringify(document);
      await iam.send(new PutUserPolicyCommand({ UserName: user.name, PolicyName, PolicyDocument }));
    }
    if (user.hasPassword) {
      await iam.send(new CreateLoginProfileCommand({ UserName: user.name, Password: 'Corr3ct-horse!' }));
    }
    const own: Made[] = [];
    for (let index = 0; index < user.keys; index++) {
      const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName: user.name }));
      own.push(madeOf(key?.AccessKeyId, key?.CreateDate));
    }
    keys.set(user.name, own);
  }
  return { userIds, keys };
}

async function seedRoles(iam: IAMClient, { roles }: WorldAccount): Promise<ReadonlyMap<string, Made>> {
  const ids = new Map<string, Made>();
  for (const role of roles) {
    if (role.isAlreadyThere) {
      const { Role: known } = await iam.send(new GetRoleCommand({ RoleName: role.name }));
      ids.set(role.name, madeOf(known?.RoleId, known?.CreateDate));
      continue;
    }
    const { Role: made } = await iam.send(
      new CreateRoleCommand({
        RoleName: role.name,
        Path: role.path,
        AssumeRolePolicyDocument: JSON.stringify(role.trust),
        ...(role.description === '' ? {} : { Description: role.description }),
        Tags: Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    ids.set(role.name, madeOf(made?.RoleId, made?.CreateDate));
    for (const [PolicyName, document] of Object.entries(role.inline)) {
      const PolicyDocument = JSON.stringify(document);
      await iam.send(new PutRolePolicyCommand({ RoleName: role.name, PolicyName, PolicyDocument }));
    }
    for (const PolicyArn of role.managed) {
      await iam.send(new AttachRolePolicyCommand({ RoleName: role.name, PolicyArn }));
    }
  }
  return ids;
}

/** The log files, all in one bucket of the management account. */
async function seedLogs(settings: Settings, logs: readonly LogFile[]): Promise<void> {
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: logBucket }));
  for (const { key, body } of logs) await s3.send(new PutObjectCommand({ Bucket: logBucket, Key: key, Body: body }));
}

/** A trail of all regions, that records management events. */
async function seedTrail(settings: Settings): Promise<string> {
  const trails = new CloudTrailClient(settings);
  const { TrailARN: arn } = await trails.send(
    new CreateTrailCommand({
      Name: 'all',
      S3BucketName: logBucket,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
    }),
  );
  await trails.send(
    new PutEventSelectorsCommand({
      TrailName: 'all',
      EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
    }),
  );
  await trails.send(new StartLoggingCommand({ Name: 'all' }));
  return had(arn);
}

function madeOf(id: string | undefined, at: Date | undefined): Made {
  return { id: had(id), at: new Date(had(at).getTime() - ageDays * 86_400_000).toISOString() };
}
