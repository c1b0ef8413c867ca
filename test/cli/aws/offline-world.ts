import { organizationFiles } from './offline-organization.ts';
import type { Made, SeededAccount, SeededWorld } from './seed-world.ts';
import {
  awsManagedPolicies,
  daysBefore,
  homeRegion,
  logBucket,
  regions,
  roleArnOf,
  userArnOf,
  type WorldRole,
  type WorldService,
  type WorldUser,
} from './world.ts';

/** What a file of a bundle holds: text or bytes as they are, anything else as JSON. */
export type Content = string | Uint8Array | object;

/**
 * The bundle of a world, by file: made of what was seeded, as somebody with the AWS CLI would have made it, and not of what moto answers. The
 * logs are the files themselves.
 */
export function offlineBundle(world: SeededWorld, collectedAt: string): Readonly<Record<string, Content>> {
  const files: Record<string, Content> = {
    'manifest.json': {
      schemaVersion: 1,
      collectedAt,
      accounts: world.accounts.map(({ id, alias }) => ({ id, alias })),
    },
    ...organizationFiles(world),
  };
  for (const account of world.accounts) {
    for (const [name, content] of Object.entries(accountFiles(account, world))) {
      files[`accounts/${account.id}/${name}`] = content;
    }
  }
  for (const { key, body } of world.logs) files[`cloudtrail/${key}`] = body;
  return files;
}

function accountFiles(account: SeededAccount, world: SeededWorld): Readonly<Record<string, Content>> {
  const { id } = account;
  return {
    'authorization-details.json': {
      UserDetailList: account.users.map((user) => userDetail(account, user)),
      GroupDetailList: Object.entries(account.groups).map(([name, { inline }]) => ({
        Path: '/',
        GroupName: name,
        GroupId: account.groupIds.get(name)?.id,
        Arn: `arn:aws:iam::${id}:group/${name}`,
        CreateDate: account.groupIds.get(name)?.at,
        GroupPolicyList: inlineList(inline),
        AttachedManagedPolicies: [],
      })),
      RoleDetailList: account.roles.map((role) => roleDetail(account, role, world)),
      Policies: [
        ...Object.entries(account.policies).map(([name, document]) => policyDetail(account, name, document)),
        ...Object.entries(awsManagedPolicies).map(([arn, document]) => awsPolicyDetail(arn, document)),
      ],
      IsTruncated: false,
    },
    'credential-report.csv': credentialReport(account),
    'account-summary.json': { SummaryMap: {} },
    'oidc-providers.json': {
      OpenIDConnectProviderList: [
        ...account.oidcProviders.map((url) => ({ Arn: `arn:aws:iam::${id}:oidc-provider/${url}` })),
      ],
    },
    'saml-providers.json': {
      SAMLProviderList: account.samlProviders.map((name) => ({
        Arn: `arn:aws:iam::${id}:saml-provider/${name}`,
        ValidUntil: '2036-01-01T00:00:00Z',
      })),
    },
    'regions.json': { Regions: regions.map((RegionName) => ({ RegionName, RegionOptStatus: 'ENABLED_BY_DEFAULT' })) },
    'roles.json': {
      Roles: account.roles.map((role) => ({
        RoleName: role.name,
        RoleId: account.roleIds.get(role.name)?.id,
        Arn: roleArnOf(id, role),
        Path: role.path,
        ...(role.description === '' ? {} : { Description: role.description }),
      })),
    },
    'policy-tags.json': Object.fromEntries(
      Object.keys(account.policies).map((name) => [`arn:aws:iam::${id}:policy/${name}`, []]),
    ),
    'service-specific-credentials.json': { ServiceSpecificCredentials: [] },
    'delegation-requests.json': { DelegationRequests: [] },
    'access-analyzer/findings.json': { findings: [] },
    'trails.json': trails(account),
    ...clusterFiles(account),
    ...lastAccessedFiles(account, world),
  };
}

function roleDetail(account: SeededAccount, role: WorldRole, world: SeededWorld): object {
  const made = account.roleIds.get(role.name);
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: made?.id,
    Arn: roleArnOf(account.id, role),
    CreateDate: made?.at,
    AssumeRolePolicyDocument: role.trust,
    InstanceProfileList: [],
    RolePolicyList: inlineList(role.inline),
    AttachedManagedPolicies: role.managed.map((PolicyArn) => ({ PolicyName: PolicyArn.split('/').at(-1), PolicyArn })),
    Tags: Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })),
    RoleLastUsed:
      role.lastUsedDaysAgo === undefined
        ? {}
        : { LastUsedDate: daysBefore(world.seeded.from, role.lastUsedDaysAgo), Region: homeRegion },
  };
}

function userDetail(account: SeededAccount, user: WorldUser): object {
  const made = account.userIds.get(user.name);
  return {
    Path: '/',
    UserName: user.name,
    UserId: made?.id,
    Arn: userArnOf(account.id, user),
    CreateDate: made?.at,
    UserPolicyList: inlineList(user.inline),
    GroupList: user.groups,
    AttachedManagedPolicies: [],
    Tags: [],
  };
}

function policyDetail(account: SeededAccount, name: string, document: object): object {
  const made = account.policyIds.get(name);
  const arn = `arn:aws:iam::${account.id}:policy/${name}`;
  return {
    PolicyName: name,
    PolicyId: made?.id,
    Arn: arn,
    Path: '/',
    DefaultVersionId: 'v1',
    AttachmentCount: account.roles.filter(({ managed }) => managed.includes(arn)).length,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: made?.at,
    UpdateDate: made?.at,
    PolicyVersionList: [{ Document: document, VersionId: 'v1', IsDefaultVersion: true, CreateDate: made?.at }],
  };
}

function awsPolicyDetail(arn: string, document: object): object {
  const CreateDate = '2015-02-06T18:39:46Z';
  return {
    PolicyName: arn.split('/').at(-1),
    PolicyId: 'ANPAEXAMPLEEXAMPLE000',
    Arn: arn,
    Path: '/',
    DefaultVersionId: 'v1',
    AttachmentCount: 1,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate,
    UpdateDate: CreateDate,
    PolicyVersionList: [{ Document: document, VersionId: 'v1', IsDefaultVersion: true, CreateDate }],
  };
}

function inlineList(inline: Readonly<Record<string, object>>): readonly object[] {
  return Object.entries(inline).map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument }));
}

const columns =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';

/** No key and no password was ever used. */
function credentialReport(account: SeededAccount): string {
  const rows = account.users.map((user) => {
    const created = account.userIds.get(user.name)?.at ?? '';
    const [one, two] = account.keys.get(user.name) ?? [];
    const password = user.hasPassword
      ? ['true', 'no_information', created, 'not_supported']
      : ['false', 'not_supported', created, 'not_supported'];
    const arn = userArnOf(account.id, user);
    return [
      user.name,
      arn,
      created,
      ...password,
      'false',
      ...keyCells(one),
      ...keyCells(two),
      'false',
      'N/A',
      'false',
      'N/A',
    ];
  });
  return [columns, ...rows.map((row) => row.join(','))].join('\n');
}

function keyCells(key: Made | undefined): readonly string[] {
  return [String(key !== undefined), key?.at ?? 'N/A', 'N/A', 'N/A', 'N/A'];
}

function trails({ id, roles, roleIds }: SeededAccount): object {
  const arn = `arn:aws:cloudtrail:${homeRegion}:${id}:trail/all`;
  return {
    trailList: [
      {
        Name: 'all',
        S3BucketName: logBucket,
        IncludeGlobalServiceEvents: true,
        IsMultiRegionTrail: true,
        HomeRegion: homeRegion,
        TrailARN: arn,
        LogFileValidationEnabled: false,
        HasCustomEventSelectors: true,
        IsOrganizationTrail: false,
      },
    ],
    status: { [arn]: { IsLogging: true, StartLoggingTime: roleIds.get(roles[0]?.name ?? '')?.at } },
    eventSelectors: {
      [arn]: {
        TrailARN: arn,
        EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
      },
    },
  };
}

function clusterFiles({ clusters, issuers }: SeededAccount): Readonly<Record<string, Content>> {
  const files: Record<string, Content> = {};
  for (const region of regions) {
    files[`eks/${region}/clusters.json`] = { clusters: region === homeRegion ? clusters : [] };
  }
  for (const name of clusters) {
    files[`eks/${homeRegion}/${name}.json`] = {
      cluster: { name, identity: { oidc: { issuer: issuers.get(name) } } },
      podIdentityAssociations: [],
    };
  }
  return files;
}

/** Of the roles that were used: of the others there is nothing that `RoleLastUsed` does not say. */
function lastAccessedFiles(account: SeededAccount, world: SeededWorld): Readonly<Record<string, Content>> {
  const { id, roles, users } = account;
  const asked = [
    ...roles
      .filter(({ lastUsedDaysAgo }) => lastUsedDaysAgo !== undefined)
      .map((role) => ({ ...role, arn: roleArnOf(id, role) })),
    ...users.flatMap((user) =>
      user.services === undefined ? [] : [{ ...user, services: user.services, arn: userArnOf(id, user) }],
    ),
  ];
  return Object.fromEntries(
    asked.map(({ name, arn, services }) => [`last-accessed/${name}.json`, lastAccessed(arn, services, world)]),
  );
}

function lastAccessed(Arn: string, services: readonly WorldService[], world: SeededWorld): object {
  const used = (daysAgo: number) => ({
    at: daysBefore(world.seeded.from, daysAgo),
    by: { LastAuthenticatedEntity: Arn },
  });
  return {
    Arn,
    JobStatus: 'COMPLETED',
    JobType: 'ACTION_LEVEL',
    JobCreationDate: new Date(world.seeded.to).toISOString(),
    JobCompletionDate: new Date(world.seeded.to).toISOString(),
    ServicesLastAccessed: services.map(({ namespace, name, daysAgo, actions }) => ({
      ServiceName: name,
      ServiceNamespace: namespace,
      TotalAuthenticatedEntities: daysAgo === undefined ? 0 : 1,
      ...(daysAgo === undefined
        ? {}
        : {
            LastAuthenticated: used(daysAgo).at,
            LastAuthenticatedRegion: homeRegion,
            ...used(daysAgo).by,
          }),
      TrackedActionsLastAccessed: Object.entries(actions).map(([ActionName, ago]) => ({
        ActionName,
        ...(ago === null
          ? {}
          : { LastAccessedEntity: Arn, LastAccessedTime: used(ago).at, LastAccessedRegion: homeRegion }),
      })),
    })),
  };
}
