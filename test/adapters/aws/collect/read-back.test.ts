import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { accessAnalyzerPart } from '../../../../src/adapters/aws/collect/access-analyzer.ts';
import { collectParts, organizationParts } from '../../../../src/adapters/aws/collect/collect-account.ts';
import { eksPart } from '../../../../src/adapters/aws/collect/eks.ts';
import { trailsPart } from '../../../../src/adapters/aws/collect/trails.ts';
import { readAccountParts } from '../../../../src/adapters/bundle/account.ts';
import { readOrganizationParts } from '../../../../src/adapters/bundle/organization.ts';
import { openBundleWriter } from '../../../../src/adapters/bundle/write-bundle.ts';
import { sessionTo, testNow } from '../connection.ts';
import { jsonAnswer, jsonError, type WireAnswer, type WireRequest } from '../wire.ts';
import { account, folder, plainSettings } from './collecting.ts';
import { type Answers, answering } from './json-wire.ts';
import { organizationAnswers, root, tests, workloads } from './organization-answers.ts';

const finding = {
  id: '00000000-0000-4000-8000-000000000001',
  findingType: 'UnusedPermission',
  resourceType: 'AWS::IAM::Role',
  resource: `arn:aws:iam::${account}:role/cart`,
  resourceOwnerAccount: account,
  status: 'ACTIVE',
  analyzedAt: '2026-11-20T00:00:00Z',
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-01T00:00:00Z',
};
const roleArn = `arn:aws:iam::${account}:role/cart`;
const trailArn = `arn:aws:cloudtrail:us-east-1:${account}:trail/main`;
const instance = { InstanceArn: 'arn:aws:sso:::instance/ssoins-1', OwnerAccountId: account };

/** REST services, by method and path. */
const rest: Readonly<Record<string, unknown>> = {
  'GET /analyzer': {
    analyzers: [
      {
        arn: `arn:aws:access-analyzer:us-east-1:${account}:analyzer/a`,
        name: 'a',
        type: 'ACCOUNT_UNUSED_ACCESS',
        status: 'ACTIVE',
        createdAt: '2026-01-01T00:00:00Z',
      },
    ],
  },
  'POST /findingv2': { findings: [finding] },
  [`GET /findingv2/${finding.id}`]: {
    ...finding,
    findingDetails: [{ unusedPermissionDetails: { serviceNamespace: 's3', lastAccessed: '2026-01-01T00:00:00Z' } }],
  },
  'GET /clusters': { clusters: ['blue'] },
  'GET /clusters/blue': {
    cluster: { name: 'blue', createdAt: 1767225600, identity: { oidc: { issuer: 'https://i' } } },
  },
  'GET /clusters/blue/pod-identity-associations': { associations: [{ associationId: 'a-1' }] },
  'GET /clusters/blue/pod-identity-associations/a-1': {
    association: { associationId: 'a-1', namespace: 'shop', serviceAccount: 'cart', roleArn },
  },
};

const policy = {
  Id: 'p-FullAWSAccess',
  Arn: 'arn:aws:organizations::aws:policy/p-FullAWSAccess',
  Name: 'FullAWSAccess',
};

const json: Answers = {
  ...organizationAnswers,
  ListPolicies: () => ({ Policies: [policy] }),
  DescribePolicy: () => ({ Policy: { PolicySummary: policy, Content: '{"Version":"2012-10-17","Statement":[]}' } }),
  ListTargetsForPolicy: () => ({ Targets: [{ TargetId: root }] }),
  ListInstances: () => ({ Instances: [instance] }),
  ListPermissionSets: () => ({ PermissionSets: ['arn:aws:sso:::permissionSet/ssoins-1/ps-1'] }),
  DescribePermissionSet: () => ({ PermissionSet: { Name: 'admin', CreatedDate: 1767225600 } }),
  GetInlinePolicyForPermissionSet: () => ({ InlinePolicy: '' }),
  ListManagedPoliciesInPermissionSet: () => ({
    AttachedManagedPolicies: [{ Arn: 'arn:aws:iam::aws:policy/A', Name: 'A' }],
  }),
  ListCustomerManagedPolicyReferencesInPermissionSet: () => ({ CustomerManagedPolicyReferences: [] }),
  GetPermissionsBoundaryForPermissionSet: () => jsonError(400, 'ResourceNotFoundException', 'none'),
  ListAccountsForProvisionedPermissionSet: () => ({ AccountIds: ['333344445555'] }),
  DescribeTrails: () => ({
    trailList: [
      { Name: 'main', TrailARN: trailArn, HomeRegion: 'us-east-1', S3BucketName: 'logs', IsMultiRegionTrail: true },
    ],
  }),
  GetTrailStatus: () => ({ IsLogging: true, StartLoggingTime: 1767225600 }),
  GetEventSelectors: () => ({ EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] }),
};

function answer(request: WireRequest): WireAnswer {
  const value = rest[`${request.method} ${request.path}`];
  return value === undefined ? answering(json)(request) : jsonAnswer(value);
}

const folders: string[] = [];
afterEach(async () => {
  for (const path of folders.splice(0)) await rm(path, { recursive: true });
});

/** What a collection needs, into a folder on the disk. */
async function surroundings() {
  const path = await mkdtemp(join(tmpdir(), 'iam-drift-read-back-'));
  folders.push(path);
  const now = () => testNow;
  const { session, connection } = await sessionTo(answer, { maxAttempts: 1 });
  return {
    session,
    writer: await openBundleWriter(path, { fresh: false, now }),
    settings: { ...plainSettings, regions: ['us-east-1'] },
    now,
    signal: connection.signal,
    limited: <T>(work: () => Promise<T>) => work(),
    progress: () => undefined,
  };
}

describe('what is collected', () => {
  it('of the organization is read back without a gap', async () => {
    const with_ = await surroundings();
    expect(await collectParts(organizationParts, { ...with_, folder: 'organization' })).toEqual([]);
    expect(await readOrganizationParts(with_.writer.path)).toEqual({
      id: 'o-abcdefghij',
      managementAccountId: account,
      accounts: [
        { id: account, name: 'management', status: 'ACTIVE' },
        { id: '222233334444', name: 'old', status: 'SUSPENDED' },
        { id: '333344445555', name: 'shop', status: 'ACTIVE' },
        { id: '444455556666', name: 'shop-test', status: 'ACTIVE' },
      ],
      parents: new Map([
        [account, root],
        ['222233334444', root],
        ['333344445555', workloads],
        ['444455556666', tests],
        [tests, workloads],
        [workloads, root],
      ]),
      serviceControlPolicies: [
        {
          id: policy.Id,
          arn: policy.Arn,
          name: policy.Name,
          document: '{"Version":"2012-10-17","Statement":[]}',
          targets: [root],
        },
      ],
      resourceControlPolicies: [expect.objectContaining({ id: policy.Id })],
      permissionSets: [
        {
          arn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1',
          name: 'admin',
          description: '',
          managedPolicies: ['arn:aws:iam::aws:policy/A'],
          customerManagedPolicies: [],
          provisionedAccounts: ['333344445555'],
        },
      ],
      gaps: [],
    });
  });

  it('of trails, clusters and analyzers is read back without a gap of them', async () => {
    const with_ = await surroundings();
    const parts = [trailsPart, eksPart, accessAnalyzerPart];
    expect(await collectParts(parts, { ...with_, folder })).toEqual([]);
    const read = await readAccountParts(with_.writer.path, { id: account });
    expect(read.trails).toMatchObject([
      { arn: trailArn, isLogging: true, startedLoggingAt: Date.parse('2026-01-01T00:00:00Z') },
    ]);
    expect(read.trails?.[0]?.selectors).toHaveLength(1);
    expect([...read.eksClusters]).toEqual([
      [
        'us-east-1',
        [
          {
            name: 'blue',
            region: 'us-east-1',
            oidcIssuer: 'https://i',
            podIdentityAssociations: [{ namespace: 'shop', serviceAccount: 'cart', roleArn }],
          },
        ],
      ],
    ]);
    expect(read.accessAnalyzerFindings).toMatchObject([
      {
        id: finding.id,
        analyzerArn: `arn:aws:access-analyzer:us-east-1:${account}:analyzer/a`,
        analyzedAt: '2026-11-20T00:00:00Z',
        findingDetails: [{ unusedPermissionDetails: { serviceNamespace: 's3' } }],
      },
    ]);
    const services = new Set(read.gaps.map(({ service }) => service));
    for (const service of ['cloudtrail', 'eks', 'access-analyzer']) expect(services).not.toContain(service);
  });
});
