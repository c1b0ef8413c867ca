import { account } from './collect/collecting.ts';
import { type Answers, answering } from './collect/json-wire.ts';
import { organizationAnswers, root } from './collect/organization-answers.ts';
import { jsonAnswer, jsonError, type WireAnswer, type WireRequest, xmlAnswer } from './wire.ts';

const since = '2020-01-01T00:00:00Z';
const lately = '2026-11-19T00:00:00Z';
const roleArn = `arn:aws:iam::${account}:role/cart`;
const policy = '%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%5D%7D';
const role = `<member><Path>/</Path><RoleName>cart</RoleName><RoleId>AROAEXAMPLE0000000001</RoleId><Arn>${roleArn}</Arn><CreateDate>${since}</CreateDate><AssumeRolePolicyDocument>${policy}</AssumeRolePolicyDocument><RolePolicyList><member><PolicyName>p</PolicyName><PolicyDocument>${policy}</PolicyDocument></member></RolePolicyList><AttachedManagedPolicies/><Tags/><RoleLastUsed><LastUsedDate>${lately}</LastUsedDate><Region>us-east-1</Region></RoleLastUsed></member>`;
const report = Buffer.from(
  `user,arn,user_creation_time,password_enabled\n<root_account>,arn:aws:iam::${account}:root,${since},not_supported\n`,
).toString('base64');

/** What the query protocol answers, by operation: the inner XML. */
const iam: Readonly<Record<string, string>> = {
  ListAccountAliases: '<AccountAliases><member>shop</member></AccountAliases><IsTruncated>false</IsTruncated>',
  GetAccountAuthorizationDetails: `<RoleDetailList>${role}</RoleDetailList><UserDetailList/><GroupDetailList/><Policies><member><PolicyName>shared</PolicyName><PolicyId>ANPAEXAMPLE0000000001</PolicyId><Arn>arn:aws:iam::${account}:policy/shared</Arn><Path>/</Path><DefaultVersionId>v1</DefaultVersionId><AttachmentCount>1</AttachmentCount></member></Policies><IsTruncated>false</IsTruncated>`,
  GenerateCredentialReport: '<State>COMPLETE</State>',
  GetCredentialReport: `<Content>${report}</Content><ReportFormat>text/csv</ReportFormat><GeneratedTime>${lately}</GeneratedTime>`,
  GetAccountSummary: '<SummaryMap><entry><key>Roles</key><value>1</value></entry></SummaryMap>',
  ListOpenIDConnectProviders: `<OpenIDConnectProviderList><member><Arn>arn:aws:iam::${account}:oidc-provider/example.com</Arn></member></OpenIDConnectProviderList>`,
  ListSAMLProviders: '<SAMLProviderList/>',
  ListRoles: `<Roles>${role}</Roles><IsTruncated>false</IsTruncated>`,
  ListServiceSpecificCredentials: '<ServiceSpecificCredentials/><IsTruncated>false</IsTruncated>',
  ListDelegationRequests: '<DelegationRequests/><isTruncated>false</isTruncated>',
  ListPolicyTags: '<Tags/><IsTruncated>false</IsTruncated>',
  GenerateServiceLastAccessedDetails: '<JobId>00000000-0000-4000-8000-00000000000a</JobId>',
  GetServiceLastAccessedDetails: `<JobStatus>COMPLETED</JobStatus><JobType>ACTION_LEVEL</JobType><JobCreationDate>${lately}</JobCreationDate><ServicesLastAccessed><member><ServiceName>S3</ServiceName><ServiceNamespace>s3</ServiceNamespace></member></ServicesLastAccessed><JobCompletionDate>${lately}</JobCompletionDate><IsTruncated>false</IsTruncated>`,
};

const finding = {
  id: '00000000-0000-4000-8000-000000000001',
  findingType: 'UnusedPermission',
  resourceType: 'AWS::IAM::Role',
  resource: roleArn,
  resourceOwnerAccount: account,
  status: 'ACTIVE',
  analyzedAt: lately,
  createdAt: since,
  updatedAt: since,
};
const serviceControlPolicy = { Id: 'p-FullAWSAccess', Arn: 'arn:aws:organizations::aws:policy/p', Name: 'Full' };
const trailArn = `arn:aws:cloudtrail:us-east-1:${account}:trail/main`;

/** What the JSON protocol answers, by operation. */
const json: Answers = {
  ...organizationAnswers,
  ListPolicies: () => ({ Policies: [serviceControlPolicy] }),
  DescribePolicy: () => ({ Policy: { PolicySummary: serviceControlPolicy, Content: '{"Statement":[]}' } }),
  ListTargetsForPolicy: () => ({ Targets: [{ TargetId: root }] }),
  ListInstances: () => ({ Instances: [{ InstanceArn: 'arn:aws:sso:::instance/ssoins-1', OwnerAccountId: account }] }),
  ListPermissionSets: () => ({ PermissionSets: ['arn:aws:sso:::permissionSet/ssoins-1/ps-1'] }),
  DescribePermissionSet: () => ({ PermissionSet: { Name: 'admin', CreatedDate: 1_767_225_600 } }),
  GetInlinePolicyForPermissionSet: () => ({ InlinePolicy: '' }),
  ListManagedPoliciesInPermissionSet: () => ({ AttachedManagedPolicies: [{ Arn: 'arn:aws:iam::aws:policy/A' }] }),
  ListCustomerManagedPolicyReferencesInPermissionSet: () => ({ CustomerManagedPolicyReferences: [] }),
  GetPermissionsBoundaryForPermissionSet: () => jsonError(400, 'ResourceNotFoundException', 'none'),
  ListAccountsForProvisionedPermissionSet: () => ({ AccountIds: ['333344445555'] }),
  DescribeTrails: () => ({
    trailList: [{ Name: 'main', TrailARN: trailArn, HomeRegion: 'us-east-1', S3BucketName: 'logs' }],
  }),
  GetTrailStatus: () => ({ IsLogging: true, StartLoggingTime: 1_767_225_600 }),
  GetEventSelectors: () => ({ EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] }),
};

/** What REST services answer, by method and path. */
const rest: Readonly<Record<string, readonly [string, unknown]>> = {
  'POST /listRegions': [
    'ListRegions',
    { Regions: [{ RegionName: 'us-east-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' }] },
  ],
  'GET /analyzer': [
    'ListAnalyzers',
    {
      analyzers: [
        { arn: `arn:aws:access-analyzer:us-east-1:${account}:analyzer/a`, name: 'a', type: 'ACCOUNT_UNUSED_ACCESS' },
      ],
    },
  ],
  'POST /findingv2': ['ListFindingsV2', { findings: [finding] }],
  [`GET /findingv2/${finding.id}`]: ['GetFindingV2', { ...finding, findingDetails: [] }],
  'GET /clusters': ['ListClusters', { clusters: ['blue'] }],
  'GET /clusters/blue': ['DescribeCluster', { cluster: { name: 'blue', identity: { oidc: { issuer: 'https://i' } } } }],
  'GET /clusters/blue/pod-identity-associations': [
    'ListPodIdentityAssociations',
    { associations: [{ associationId: 'a-1' }] },
  ],
  'GET /clusters/blue/pod-identity-associations/a-1': [
    'DescribePodIdentityAssociation',
    { association: { associationId: 'a-1', namespace: 'shop', serviceAccount: 'cart', roleArn } },
  ],
};

/** The operations that collecting an account and its organization asks, but for who the caller is. */
export const operationsAsked: readonly string[] = [
  ...Object.keys(iam),
  ...Object.keys(json),
  ...Object.values(rest).map(([operation]) => operation),
];

/** The operation of a request, that of a REST service too. */
export function operationOf({ operation, method, path }: WireRequest): string {
  return operation === '' ? (rest[`${method} ${path}`]?.[0] ?? `${method} ${path}`) : operation;
}

/** What AWS answers of a small account that manages an organization. */
export function honestAnswer(request: WireRequest): WireAnswer {
  const { operation, method, path } = request;
  const result = iam[operation];
  if (result !== undefined) return xmlAnswer(operation, result);
  const whole = rest[`${method} ${path}`];
  return whole === undefined ? answering(json)(request) : jsonAnswer(whole[1]);
}

/** Whether a request is of the query protocol. */
export function isQuery({ operation }: WireRequest): boolean {
  return iam[operation] !== undefined;
}
