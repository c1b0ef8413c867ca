import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The time the generated bundles are audited as of. */
const asOf = Date.parse('2026-06-30T06:00:00Z');
const account = '111122223333';
const dayMs = 86_400_000;

const services = [
  's3',
  'ec2',
  'lambda',
  'dynamodb',
  'sqs',
  'sns',
  'kms',
  'ssm',
  'iam',
  'ecs',
  'rds',
  'logs',
  'cloudwatch',
  'events',
];

/**
 * Writes a bundle of one account with `roles` roles: four in ten hold a document of their own, five in ten share one of forty managed policies,
 * one in ten is administrator; every third is seen in the logs each week. The same number gives the same bundle.
 */
export async function writeRolesBundle(folder: string, roles: number): Promise<void> {
  const accountFolder = join(folder, 'accounts', account);
  await mkdir(accountFolder, { recursive: true });
  await writeJson(join(folder, 'manifest.json'), {
    schemaVersion: 1,
    collectedAt: new Date(asOf).toISOString(),
    accounts: [{ id: account, environment: 'production' }],
  });
  const policies = Array.from({ length: 40 }, (_, place) => managedPolicy(place));
  await writeJson(join(accountFolder, 'authorization-details.json'), {
    RoleDetailList: Array.from({ length: roles }, (_, place) => role(place)),
    Policies: [...policies, administratorAccess],
  });
  await writeJson(join(accountFolder, 'trails.json'), trails);
  await writeJson(join(accountFolder, 'regions.json'), {
    Regions: [{ RegionName: 'us-east-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' }],
  });
  for (let day = 0; day <= 92; day++) await writeLogs(folder, day, roles);
}

function role(place: number): object {
  const name = `role-${place}`;
  return {
    Path: '/',
    RoleName: name,
    RoleId: roleId(place),
    Arn: `arn:aws:iam::${account}:role/${name}`,
    CreateDate: '2024-01-01T00:00:00Z',
    AssumeRolePolicyDocument: document([
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ]),
    InstanceProfileList: [],
    RolePolicyList: place % 10 < 4 ? [{ PolicyName: 'own', PolicyDocument: ownDocument(place) }] : [],
    AttachedManagedPolicies:
      place % 10 === 9
        ? [{ PolicyName: 'AdministratorAccess', PolicyArn: administratorAccess.Arn }]
        : place % 10 >= 4
          ? [{ PolicyName: `shared-${place % 40}`, PolicyArn: policyArn(place % 40) }]
          : [],
    Tags: [{ Key: 'owner', Value: `team-${place % 20}` }],
    RoleLastUsed: {},
  };
}

function ownDocument(place: number): object {
  const [first, second] = [services[place % services.length], services[(place * 7) % services.length]];
  return document([
    {
      Effect: 'Allow',
      Action: [`${first}:Get*`, `${first}:List*`, `${first}:Put*`],
      Resource: `arn:aws:${first}:::thing-${place}/*`,
    },
    {
      Effect: 'Allow',
      Action: `${second}:*`,
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalTag/number': String(place) } },
    },
    { Effect: 'Deny', Action: `${second}:Delete*`, Resource: '*' },
  ]);
}

function managedPolicy(place: number) {
  const service = services[place % services.length];
  return policy(policyArn(place), `shared-${place}`, [
    { Effect: 'Allow', Action: [`${service}:*`, 'logs:CreateLogGroup'], Resource: '*' },
    { Effect: 'Allow', Action: 'iam:PassRole', Resource: `arn:aws:iam::${account}:role/shared-${place}` },
  ]);
}

const administratorAccess = policy('arn:aws:iam::aws:policy/AdministratorAccess', 'AdministratorAccess', [
  { Effect: 'Allow', Action: '*', Resource: '*' },
]);

function policy(arn: string, name: string, statements: readonly object[]) {
  const version = {
    VersionId: 'v1',
    IsDefaultVersion: true,
    CreateDate: '2024-01-01T00:00:00Z',
    Document: document(statements),
  };
  return {
    PolicyName: name,
    PolicyId: `ANPA${name
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '')
      .padEnd(17, 'X')
      .slice(0, 17)}`,
    Arn: arn,
    Path: '/',
    DefaultVersionId: 'v1',
    AttachmentCount: 1,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: '2024-01-01T00:00:00Z',
    UpdateDate: '2024-01-01T00:00:00Z',
    PolicyVersionList: [version],
  };
}

const trail = `arn:aws:cloudtrail:us-east-1:${account}:trail/all`;
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

async function writeLogs(folder: string, day: number, roles: number): Promise<void> {
  const at = new Date(asOf - day * dayMs);
  const date = at.toISOString().slice(0, 10);
  const records = [];
  for (let place = day % 7; place < roles; place += 7) if (place % 3 === 0) records.push(record(place, at));
  const compact = date.replaceAll('-', '');
  const path = join(folder, 'cloudtrail', 'AWSLogs', account, 'CloudTrail', 'us-east-1', ...date.split('-'));
  await mkdir(path, { recursive: true });
  const name = `${account}_CloudTrail_us-east-1_${compact}T0600Z_${String(day).padStart(16, '0')}.json.gz`;
  await writeFile(join(path, name), gzipSync(JSON.stringify({ Records: records })));
}

function record(place: number, at: Date): object {
  const arn = `arn:aws:iam::${account}:role/role-${place}`;
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `${roleId(place)}:session`,
      arn: `arn:aws:sts::${account}:assumed-role/role-${place}/session`,
      accountId: account,
      sessionContext: {
        sessionIssuer: { type: 'Role', principalId: roleId(place), arn, accountId: account, userName: `role-${place}` },
      },
    },
    eventTime: at.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.1',
    userAgent: 'aws-sdk-java/2.20',
    requestParameters: { instancesSet: {} },
    eventID: `00000000-0000-4000-8000-${(place * 100 + ((at.getTime() / dayMs) % 100)).toString(16).replace('.', '').padStart(12, '0').slice(0, 12)}`,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
  };
}

function roleId(place: number): string {
  return `AROA${String(place).padStart(17, 'A')}`;
}

function policyArn(place: number): string {
  return `arn:aws:iam::${account}:policy/shared-${place}`;
}

function document(statements: readonly object[]): object {
  return { Version: '2012-10-17', Statement: statements };
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, JSON.stringify(value));
}
