import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The account of the small bundles. */
export const smallAccount = '111122223333';

const collectedAt = '2026-10-31T06:00:00Z';
const dayMs = 86_400_000;

/** What is in a small bundle. */
export interface SmallBundle {
  /** With a role that may do everything and does nothing; without it there is nothing to find. */
  readonly isGuilty: boolean;
}

/**
 * Writes a bundle of one account that lacks nothing: the role `orders`, which uses what it has, and maybe `old-admin`, which does not; with a
 * log file for every day of the window.
 */
export async function writeSmallBundle(folder: string, { isGuilty }: SmallBundle): Promise<void> {
  const account = join(folder, 'accounts', smallAccount);
  const parts: Readonly<Record<string, unknown>> = {
    'authorization-details.json': {
      RoleDetailList: isGuilty ? [orders, oldAdmin] : [orders],
      Policies: isGuilty ? [administratorAccess] : [],
    },
    'account-summary.json': { SummaryMap: { Roles: isGuilty ? 2 : 1 } },
    'oidc-providers.json': { OpenIDConnectProviderList: [] },
    'saml-providers.json': { SAMLProviderList: [] },
    'trails.json': trails,
    'regions.json': { Regions: [{ RegionName: 'us-east-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' }] },
    'roles.json': { Roles: [] },
    'policy-tags.json': {},
    'service-specific-credentials.json': { ServiceSpecificCredentials: [] },
    'delegation-requests.json': { DelegationRequests: [] },
    'access-analyzer/findings.json': { findings: [] },
    'eks/us-east-1/clusters.json': { clusters: [] },
    'last-accessed/role-orders.json': lastAccessed('orders', '2026-10-30T12:00:00+00:00'),
    ...(isGuilty ? { 'last-accessed/role-old-admin.json': lastAccessed('old-admin', undefined) } : {}),
  };
  const entry = { id: smallAccount, alias: 'shop', environment: 'production' };
  await writeJson(join(folder, 'manifest.json'), { schemaVersion: 1, collectedAt, accounts: [entry] });
  for (const [name, value] of Object.entries(parts)) await writeJson(join(account, name), value);
  for (const [name, value] of Object.entries(organization)) await writeJson(join(folder, 'organization', name), value);
  await writeFile(join(account, 'credential-report.csv'), credentialReport);
  for (let day = 0; day <= 92; day++) await writeDay(folder, day);
}

/** The path of a day's log file, so many days before the bundle was collected. */
export function logFileOf(folder: string, daysAgo: number): string {
  const date = new Date(Date.parse(collectedAt) - daysAgo * dayMs).toISOString().slice(0, 10);
  const name = `${smallAccount}_CloudTrail_us-east-1_${date.replaceAll('-', '')}T0600Z_${String(daysAgo).padStart(16, '0')}.json`;
  return join(folder, 'cloudtrail/AWSLogs', smallAccount, 'CloudTrail/us-east-1', ...date.split('-'), name);
}

/** `count` records of the role `orders` at one time, their ids beginning with `first`. */
export function records(count: number, at: string, first: number): readonly object[] {
  return Array.from({ length: count }, (_, place) => ({
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `${orders.RoleId}:orders`,
      arn: `arn:aws:sts::${smallAccount}:assumed-role/orders/orders`,
      accountId: smallAccount,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: orders.RoleId,
          arn: orders.Arn,
          accountId: smallAccount,
          userName: 'orders',
        },
      },
    },
    eventTime: at,
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.1',
    userAgent: 'aws-sdk-java/2.20',
    requestParameters: { instancesSet: {} },
    eventID: `00000000-0000-4000-8000-${(first + place).toString(16).padStart(12, '0')}`,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: smallAccount,
    eventCategory: 'Management',
  }));
}

/** Writes a value as JSON, and the folders on the way. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify(value));
}

async function writeDay(folder: string, daysAgo: number): Promise<void> {
  const at = new Date(Date.parse(collectedAt) - daysAgo * dayMs - dayMs / 4).toISOString().replace('.000', '');
  await writeJson(logFileOf(folder, daysAgo), { Records: records(1, at, daysAgo) });
}

const organization: Readonly<Record<string, unknown>> = {
  'accounts.json': { Accounts: [{ Id: smallAccount, Name: 'shop', Status: 'ACTIVE' }] },
  'organization.json': { Organization: { Id: 'o-smallshop1', MasterAccountId: smallAccount } },
  'organizational-units.json': {
    Roots: [{ Id: 'r-shop' }],
    OrganizationalUnits: [],
    AccountParents: { [smallAccount]: 'r-shop' },
  },
  'permission-sets.json': { PermissionSets: [] },
  'resource-control-policies.json': { Policies: [] },
  'service-control-policies.json': { Policies: [] },
};

const orders = {
  ...role('orders', 'AROASMALLEXAMPLE0RDER', 'lambda.amazonaws.com'),
  RolePolicyList: [{ PolicyName: 'own', PolicyDocument: document('ec2:DescribeInstances') }],
};
const administratorAccess = {
  PolicyName: 'AdministratorAccess',
  PolicyId: 'ANPAIWMBCKSKIEE64ZLYK',
  Arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  Path: '/',
  DefaultVersionId: 'v1',
  AttachmentCount: 1,
  PermissionsBoundaryUsageCount: 0,
  IsAttachable: true,
  CreateDate: '2015-02-06T18:39:46+00:00',
  UpdateDate: '2015-02-06T18:39:46+00:00',
  PolicyVersionList: [
    { VersionId: 'v1', IsDefaultVersion: true, CreateDate: '2015-02-06T18:39:46+00:00', Document: document('*') },
  ],
};
const oldAdmin = {
  ...role('old-admin', 'AROASMALLEXAMPLE0ADMI', 'ec2.amazonaws.com'),
  AttachedManagedPolicies: [{ PolicyName: 'AdministratorAccess', PolicyArn: administratorAccess.Arn }],
};

function role(name: string, id: string, service: string) {
  const statement = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' };
  return {
    Path: '/',
    RoleName: name,
    RoleId: id,
    Arn: `arn:aws:iam::${smallAccount}:role/${name}`,
    CreateDate: '2024-01-01T00:00:00+00:00',
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [statement] },
    InstanceProfileList: [],
    RolePolicyList: [],
    AttachedManagedPolicies: [],
    Tags: [{ Key: 'owner', Value: 'shop@example.com' }],
    RoleLastUsed: {},
  };
}

function document(action: string): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] };
}

function lastAccessed(name: string, at: string | undefined): object {
  const arn = `arn:aws:iam::${smallAccount}:role/${name}`;
  const used = at === undefined ? {} : { LastAuthenticated: at, LastAuthenticatedEntity: arn };
  return {
    JobStatus: 'COMPLETED',
    JobType: 'SERVICE_LEVEL',
    JobCreationDate: collectedAt,
    JobCompletionDate: collectedAt,
    ServicesLastAccessed: [
      { ServiceName: 'Amazon EC2', ServiceNamespace: 'ec2', ...used, TotalAuthenticatedEntities: 0 },
    ],
    IsTruncated: false,
    Arn: arn,
  };
}

const trail = `arn:aws:cloudtrail:us-east-1:${smallAccount}:trail/all`;
const trails = {
  trailList: [
    {
      Name: 'all',
      TrailARN: trail,
      HomeRegion: 'us-east-1',
      S3BucketName: 'logs',
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      IsOrganizationTrail: false,
    },
  ],
  status: { [trail]: { IsLogging: true, StartLoggingTime: '2024-01-01T00:00:00Z' } },
  eventSelectors: {
    [trail]: { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }] },
  },
};

const credentialReport = `user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated
<root_account>,arn:aws:iam::${smallAccount}:root,2020-01-01T00:00:00+00:00,not_supported,no_information,not_supported,not_supported,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A
`;
