import {
  type Account,
  accounts,
  cluster,
  clusterArn,
  homeRegion,
  organization,
  ssoProviderName,
  trail,
} from './accounts.ts';
import { cliDate, collectedAt, instantOf } from './calendar.ts';
import { podIdentityAssociations } from './production-cluster.ts';
import { inAccount, type World } from './world.ts';

const enabledRegions =
  'ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 eu-central-1 eu-north-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2'.split(
    ' ',
  );
const disabledRegions = 'af-south-1 ap-east-1 eu-south-1 me-south-1'.split(' ');
/** The one region where the auditor was refused. */
const refusedRegion = 'eu-central-1';

/** The smaller answers of an account, by file name. */
export function accountPartsOf(world: World, account: Account): ReadonlyMap<string, unknown> {
  const saml = [ssoProviderName(account), ...(account.key === 'sandbox' ? ['okta'] : [])];
  return new Map<string, unknown>([
    ['account-summary.json', { SummaryMap: summaryOf(world, account) }],
    ['oidc-providers.json', { OpenIDConnectProviderList: oidcProviders(account).map((Arn) => ({ Arn })) }],
    [
      'saml-providers.json',
      {
        SAMLProviderList: saml.map((name) => ({
          Arn: `arn:aws:iam::${account.id}:saml-provider/${name}`,
          CreateDate: cliDate(instantOf(900, 30_000)),
        })),
      },
    ],
    ['trails.json', trails],
    ['regions.json', { Regions: regions() }],
    [
      'roles.json.gz',
      {
        Roles: inAccount(world.roles, account).map(({ definition, id, arn, createdAt }) => ({
          Path: definition.path ?? '/',
          RoleName: definition.name,
          RoleId: id,
          Arn: arn,
          CreateDate: cliDate(createdAt),
          AssumeRolePolicyDocument: definition.trust,
          Description: definition.description ?? '',
          MaxSessionDuration: 3600,
        })),
      },
    ],
    [
      'policy-tags.json',
      Object.fromEntries(
        inAccount(world.policies, account).map(({ arn, definition: { tags = {} } }) => [
          arn,
          Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
        ]),
      ),
    ],
    ['access-analyzer/findings.json', { findings: [] }],
    ['service-specific-credentials.json', { ServiceSpecificCredentials: [] }],
    ['delegation-requests.json', { DelegationRequests: [] }],
    ['gaps.json', account.key === 'production' ? [refusal(account)] : []],
    ...eksParts(account),
  ]);
}

function oidcProviders(account: Account): readonly string[] {
  const base = `arn:aws:iam::${account.id}:oidc-provider/`;
  if (account.key === 'sandbox') return [];
  return [
    `${base}token.actions.githubusercontent.com`,
    ...(account.key === 'production' ? [base + cluster.issuer] : []),
  ];
}

function summaryOf(world: World, account: Account): Readonly<Record<string, number>> {
  return {
    Users: inAccount(world.users, account).length,
    UsersQuota: 5000,
    Groups: inAccount(world.groups, account).length,
    GroupsQuota: 300,
    Roles: inAccount(world.roles, account).length,
    RolesQuota: 1000,
    Policies: inAccount(world.policies, account).length,
    PoliciesQuota: 1500,
    PolicySizeQuota: 6144,
    RolePolicySizeQuota: 10_240,
    UserPolicySizeQuota: 2048,
    GroupPolicySizeQuota: 5120,
    AssumeRolePolicySizeQuota: 2048,
    AttachedPoliciesPerRoleQuota: 10,
    AttachedPoliciesPerUserQuota: 10,
    AttachedPoliciesPerGroupQuota: 10,
    VersionsPerPolicyQuota: 5,
    AccessKeysPerUserQuota: 2,
    AccountMFAEnabled: 1,
    AccountAccessKeysPresent: 0,
  };
}

function regions(): readonly unknown[] {
  const enabled = enabledRegions.map((RegionName) => ({ RegionName, RegionOptStatus: 'ENABLED_BY_DEFAULT' }));
  return [...enabled, ...disabledRegions.map((RegionName) => ({ RegionName, RegionOptStatus: 'DISABLED' }))];
}

const dataSelector = (name: string, type: string): unknown => ({
  Name: name,
  FieldSelectors: [
    { Field: 'eventCategory', Equals: ['Data'] },
    { Field: 'resources.type', Equals: [type] },
  ],
});

/** Management events, S3 objects and Lambda functions: so the data planes of DynamoDB, SQS and others stay unseen. */
const trails = {
  trailList: [
    {
      Name: trail.name,
      S3BucketName: trail.bucket,
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: true,
      HomeRegion: homeRegion,
      TrailARN: trail.arn,
      LogFileValidationEnabled: true,
      HasCustomEventSelectors: true,
      HasInsightSelectors: false,
      IsOrganizationTrail: true,
    },
  ],
  status: {
    [trail.arn]: {
      IsLogging: true,
      LatestDeliveryTime: cliDate(collectedAt.replace('06:00', '05:55')),
      StartLoggingTime: cliDate(instantOf(1800, 36_000)),
      LatestDigestDeliveryTime: cliDate(collectedAt.replace('06:00', '05:14')),
    },
  },
  eventSelectors: {
    [trail.arn]: {
      TrailARN: trail.arn,
      AdvancedEventSelectors: [
        { Name: 'Management events', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
        dataSelector('Objects of S3', 'AWS::S3::Object'),
        dataSelector('Functions of Lambda', 'AWS::Lambda::Function'),
      ],
    },
  },
};

function refusal(account: Account): unknown {
  return {
    service: 'eks',
    operation: 'ListClusters',
    account: account.id,
    region: refusedRegion,
    errorCode: 'AccessDeniedException',
    message: `User: arn:aws:sts::${account.id}:assumed-role/iam-drift-auditor/nightly is not authorized to perform: eks:ListClusters on resource: arn:aws:eks:${refusedRegion}:${account.id}:cluster/* with an explicit deny in a service control policy`,
  };
}

function eksParts(account: Account): readonly (readonly [string, unknown])[] {
  const isProduction = account.key === accounts.production.key;
  const asked = enabledRegions.filter((region) => !(isProduction && region === refusedRegion));
  const lists = asked.map((region): [string, unknown] => [
    `eks/${region}/clusters.json`,
    { clusters: isProduction && region === cluster.region ? [cluster.name] : [] },
  ]);
  if (!isProduction) return lists;
  const described = {
    cluster: {
      name: cluster.name,
      arn: clusterArn,
      createdAt: cliDate(instantOf(500, 30_000)),
      version: '1.34',
      identity: { oidc: { issuer: `https://${cluster.issuer}` } },
      status: 'ACTIVE',
      tags: { team: 'platform' },
    },
    podIdentityAssociations,
  };
  return [...lists, [`eks/${cluster.region}/${cluster.name}.json`, described]];
}

/** The organization that an account is in, as a path. */
export function organizationPathOf(account: Account): string {
  return `${organization.id}/${organization.rootId}/${account.unit}`;
}
