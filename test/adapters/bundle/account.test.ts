import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readAccountParts } from '../../../src/adapters/bundle/account.ts';
import type { AccountParts } from '../../../src/core/model/bundle.ts';
import { accountFiles, type Content, detailsWith, roleNamed, writeBundle } from './write-bundle.ts';

const id = '111122223333';
const details = detailsWith({ roles: [roleNamed('app')] });

async function read(files: Readonly<Record<string, Content>>): Promise<AccountParts> {
  return readAccountParts(await writeBundle(accountFiles(id, files)), { id });
}

/** What a missing part is: the AWS call that would give it, and its file. */
const missing = [
  ['iam', 'GetCredentialReport', 'credential-report.csv'],
  ['iam', 'GetServiceLastAccessedDetails', 'last-accessed'],
  ['iam', 'GetAccountSummary', 'account-summary.json'],
  ['iam', 'ListOpenIDConnectProviders', 'oidc-providers.json'],
  ['iam', 'ListSAMLProviders', 'saml-providers.json'],
  ['cloudtrail', 'DescribeTrails', 'trails.json'],
  ['access-analyzer', 'ListFindingsV2', 'access-analyzer/findings.json'],
  ['account', 'ListRegions', 'regions.json'],
  ['iam', 'ListRoles', 'roles.json'],
  ['iam', 'ListPolicyTags', 'policy-tags.json'],
  ['iam', 'ListServiceSpecificCredentials', 'service-specific-credentials.json'],
  ['iam', 'ListDelegationRequests', 'delegation-requests.json'],
  ['eks', 'ListClusters', 'eks'],
].map(([service, operation, file]) => ({
  service,
  operation,
  account: id,
  errorCode: 'Missing',
  message: 'not in the bundle',
  path: `accounts/${id}/${file}`,
}));

/** Every optional part, as small as it can be. */
const whole: Readonly<Record<string, Content>> = {
  'authorization-details.json': details,
  'credential-report.csv': [
    'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date',
    `ana,arn:aws:iam::${id}:user/ana,2025-01-01T00:00:00Z,false,N/A,N/A,false,N/A,N/A,false,N/A,N/A`,
  ].join('\n'),
  'last-accessed/1.json': {
    Arn: `arn:aws:iam::${id}:role/app`,
    JobStatus: 'COMPLETED',
    JobCompletionDate: '2026-11-19T00:00:00Z',
    ServicesLastAccessed: [{ ServiceNamespace: 's3', LastAuthenticated: '2026-11-01T00:00:00Z' }],
  },
  'account-summary.json': { SummaryMap: { Users: 1 } },
  'oidc-providers.json': { OpenIDConnectProviderList: [{ Arn: `arn:aws:iam::${id}:oidc-provider/x` }] },
  'saml-providers.json': { SAMLProviderList: [] },
  'trails.json': { trailList: [], status: {}, eventSelectors: {} },
  'access-analyzer/findings.json': { findings: [{ id: 'f1', status: 'ACTIVE' }] },
  'regions.json': { Regions: [{ RegionName: 'eu-west-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' }] },
  'roles.json': { Roles: [{ Arn: `arn:aws:iam::${id}:role/app`, Description: 'runs the app' }] },
  'policy-tags.json': { [`arn:aws:iam::${id}:policy/p`]: [{ Key: 'team', Value: 'a' }] },
  'service-specific-credentials.json': { ServiceSpecificCredentials: [{ UserName: 'ana' }] },
  'delegation-requests.json': { DelegationRequests: [] },
  'eks/eu-west-1/clusters.json': { clusters: [] },
};

describe('readAccountParts', () => {
  it('gives every part of a whole account, without a gap', async () => {
    expect(await read(whole)).toMatchObject({
      account: { id },
      details: { roles: [{ name: 'app' }], isComplete: true },
      credentialReport: [{ user: 'ana' }],
      lastAccessed: [{ services: [{ namespace: 's3' }] }],
      summary: { Users: 1 },
      oidcProviders: [`arn:aws:iam::${id}:oidc-provider/x`],
      samlProviders: [],
      trails: [],
      accessAnalyzerFindings: [{ id: 'f1' }],
      regions: ['eu-west-1'],
      roleDescriptions: new Map([[`arn:aws:iam::${id}:role/app`, 'runs the app']]),
      policyTags: new Map([[`arn:aws:iam::${id}:policy/p`, { team: 'a' }]]),
      serviceSpecificCredentials: [{ UserName: 'ana' }],
      delegationRequests: [],
      eksClusters: new Map([['eu-west-1', []]]),
      gaps: [],
    });
  });

  it('gives the same from compressed files', async () => {
    const zipped = Object.fromEntries(Object.entries(whole).map(([name, content]) => [`${name}.gz`, content]));
    const [plain, packed] = [await read(whole), await read(zipped)];
    expect(packed.gaps).toStrictEqual([]);
    expect({ ...packed, lastAccessed: [] }).toStrictEqual({ ...plain, lastAccessed: [] });
    expect(packed.lastAccessed).toHaveLength(1);
  });

  it('tells each missing part in the order of the table, once, with the call that would give it', async () => {
    const parts = await read({ 'authorization-details.json': details });
    expect(parts.gaps).toStrictEqual(missing);
    expect(parts).not.toHaveProperty('trails');
    expect(parts).not.toHaveProperty('credentialReport');
    expect(parts.lastAccessed).toStrictEqual([]);
    expect(parts.eksClusters.size).toBe(0);
  });

  it('is empty and incomplete without authorization details', async () => {
    const { 'authorization-details.json': _, ...rest } = whole;
    const parts = await read(rest);
    expect(parts.details).toStrictEqual({ users: [], roles: [], groups: [], policies: [], isComplete: false });
    expect(parts.gaps).toStrictEqual([
      {
        service: 'iam',
        operation: 'GetAccountAuthorizationDetails',
        account: id,
        errorCode: 'Missing',
        message: 'not in the bundle',
        path: `accounts/${id}/authorization-details.json`,
      },
    ]);
    expect(parts.credentialReport).toHaveLength(1);
  });

  it('tells the reason that the collector wrote down in place of "missing"', async () => {
    const { 'trails.json': _, 'credential-report.csv': __, ...rest } = whole;
    const refused = { operation: 'DescribeTrails', service: 'cloudtrail', errorCode: 'AccessDenied', message: 'no' };
    const parts = await read({
      ...rest,
      'gaps.json': [
        { ...refused, account: id },
        {
          service: 'eks',
          operation: 'ListClusters',
          account: id,
          region: 'us-east-1',
          errorCode: 'Throttling',
          message: 'm',
        },
        { service: 'x' },
      ],
    });
    expect(parts.gaps).toStrictEqual([
      missing[0],
      expect.objectContaining({
        errorCode: 'WrongShape',
        path: `accounts/${id}/gaps.json`,
        message: '`[2].operation`: expected string, found undefined',
      }),
      { ...refused, account: id },
      {
        service: 'eks',
        operation: 'ListClusters',
        account: id,
        region: 'us-east-1',
        errorCode: 'Throttling',
        message: 'm',
      },
    ]);
  });

  it('misses no answer where nobody was to be asked about', async () => {
    const rest = Object.fromEntries(Object.entries(whole).filter(([name]) => !name.startsWith('last-accessed/')));
    const parts = await read({ ...rest, 'last-accessed/nobody.json': { Principals: [] } });
    expect(parts.gaps).toStrictEqual([]);
    expect(parts.lastAccessed).toStrictEqual([]);
  });

  it('misses no answer that AWS refused to begin', async () => {
    const rest = Object.fromEntries(Object.entries(whole).filter(([name]) => !name.startsWith('last-accessed/')));
    const gap = { service: 'iam', operation: 'GenerateServiceLastAccessedDetails', account: id };
    const refusal = { ...gap, errorCode: 'AccessDenied', message: 'no' };
    const parts = await read({ ...rest, 'gaps.json': [refusal] });
    expect(parts.gaps).toStrictEqual([refusal]);
  });

  it('takes over which file and which days the collector could not get', async () => {
    const gap = { service: 's3', operation: 'ListObjectsV2', errorCode: 'AccessDenied', message: 'no' };
    const place = { account: id, region: 'us-east-1', path: 's3://logs/AWSLogs/' };
    const parts = await read({
      ...whole,
      'gaps.json': [
        { ...gap, ...place, days: ['1970-01-02', '2026-01-31'] },
        { ...gap, path: null, days: null },
        { ...gap, days: ['yesterday'] },
      ],
    });
    expect(parts.gaps).toStrictEqual([
      expect.objectContaining({ errorCode: 'WrongShape', path: `accounts/${id}/gaps.json` }),
      { ...gap, ...place, days: [1, 20_484] },
      { ...gap, account: id },
    ]);
  });

  const files = Object.keys(whole).filter((name) => name.endsWith('.json'));

  describe.each(files)('with a broken %s', (name) => {
    const path = `accounts/${id}/${name}`;
    const broken: readonly (readonly [string, string, Content, string])[] = [
      ['empty', name, '', 'Truncated'],
      ['cut off', name, '{"SummaryMap": {"Users"', 'Truncated'],
      ['a page of HTML', name, '<html><body>Sign in</body></html>', 'NotJson'],
      ['an error text', name, 'An error occurred (AccessDenied)', 'NotJson'],
      ['a number', name, '7', 'WrongShape'],
      ['null', name, 'null', 'WrongShape'],
      ['a text', name, '"x"', 'WrongShape'],
      ['a cut-off archive', `${name}.gz`, gzipSync(JSON.stringify(whole[name])).subarray(0, 20), 'Truncated'],
      ['no archive', `${name}.gz`, Buffer.from('plain text'), 'Unreadable'],
    ];
    it.each(broken)('tells that it is %s, and reads the rest', async (_, written, content, errorCode) => {
      const { [name]: __, ...rest } = whole;
      const parts = await read({ ...rest, [written]: content });
      const extension = written.endsWith('.gz') ? '.gz' : '';
      expect(parts.gaps).toMatchObject([{ service: 'bundle', account: id, errorCode, path: `${path}${extension}` }]);
      expect(parts.gaps[0]?.message).toMatch(/^\S.*[^.]$/);
      const found = [parts.summary, parts.regions, parts.trails, parts.credentialReport, parts.roleDescriptions];
      expect(found.filter((part) => part !== undefined).length).toBeGreaterThanOrEqual(4);
    });
  });

  it('reads the plain file of two, and tells of the other', async () => {
    const parts = await read({ ...whole, 'account-summary.json.gz': { SummaryMap: { Users: 2 } } });
    expect(parts.summary).toStrictEqual({ Users: 1 });
    expect(parts.gaps).toMatchObject([{ errorCode: 'Unparsed', path: `accounts/${id}/account-summary.json.gz` }]);
  });

  it('reads what PowerShell wrote: byte-order marks and UTF-16', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('{"SummaryMap":{"Users":3}}', 'utf16le')]);
    expect((await read({ ...whole, 'account-summary.json': utf16 })).summary).toStrictEqual({ Users: 3 });
    expect(
      (await read({ ...whole, 'account-summary.json': '\ufeff{"SummaryMap":{"Users":4}}' })).summary,
    ).toStrictEqual({
      Users: 4,
    });
  });

  it('carries hostile names through as they are', async () => {
    const name = '=cmd|"/c calc"!A1\u0007<script>\u202e';
    const role = roleNamed('x', {
      Arn: `arn:aws:iam::${id}:role/${name}`,
      RoleName: name,
      Tags: [
        { Key: '__proto__', Value: 'a' },
        { Key: 'constructor', Value: 'b' },
        { Key: 'team', Value: '1' },
        { Key: 'team', Value: '2' },
      ],
    });
    const parts = await read({
      ...whole,
      'authorization-details.json': detailsWith({ roles: [role] }),
      [`last-accessed/${'\u0007'}..%2f..%2f.json`]: { Arn: name, JobStatus: 'COMPLETED', ServicesLastAccessed: [] },
    });
    expect(parts.details.roles[0]?.name).toBe(name);
    expect(Object.entries(parts.details.roles[0]?.tags ?? {})).toStrictEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['team', '2'],
    ]);
    expect(parts.lastAccessed.map((report) => report.arn)).toContain(name);
    expect(parts.gaps).toStrictEqual([]);
  });
});

describe("the pages of an account's details", () => {
  const page = (name: string, more: object = {}) => ({ ...detailsWith({ roles: [roleNamed(name)] }), ...more });

  it('are joined in the order of their numbers', async () => {
    const parts = await read({
      ...whole,
      'authorization-details.json': page('a', { IsTruncated: true, Marker: 'm' }),
      'authorization-details-2.json.gz': page('b', { IsTruncated: true, Marker: 'n' }),
      'authorization-details-10.json': { RoleDetailList: [roleNamed('c'), roleNamed('a')], IsTruncated: false },
    });
    expect(parts.details.roles.map((role) => role.name)).toStrictEqual(['a', 'b', 'c']);
    expect(parts.details.isComplete).toBe(true);
    expect(parts.gaps).toStrictEqual([]);
  });

  it.each([
    ['IsTruncated', { IsTruncated: true, Marker: 'm' }],
    ["the AWS CLI's NextToken", { NextToken: 'eyJ' }],
  ])('are incomplete when the last one says by %s that more follows', async (_, more) => {
    const parts = await read({ ...whole, 'authorization-details.json': page('a', more) });
    expect(parts.details.isComplete).toBe(false);
    expect(parts.details.roles).toHaveLength(1);
    expect(parts.gaps).toMatchObject([{ errorCode: 'Truncated', path: `accounts/${id}/authorization-details.json` }]);
  });

  it('are incomplete when one cannot be read, and the others are kept', async () => {
    const parts = await read({
      ...whole,
      'authorization-details-1.json': page('a', { IsTruncated: true }),
      'authorization-details-2.json': '{',
      'authorization-details-3.json': page('c'),
      'authorization-details.json': page('b'),
    });
    expect(parts.details.roles.map((role) => role.name)).toStrictEqual(['b', 'a', 'c']);
    expect(parts.details.isComplete).toBe(false);
    expect(parts.gaps).toHaveLength(1);
  });
});
