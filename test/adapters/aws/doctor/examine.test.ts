import { describe, expect, it } from 'vitest';
import { examine } from '../../../../src/adapters/aws/doctor/examine.ts';
import type { CollectSettings } from '../../../../src/core/model/collect-settings.ts';
import { sessionTo, testNow } from '../connection.ts';
import { jsonAnswer, jsonError, type WireAnswer, type WireRequest, xmlAnswer, xmlError } from '../wire.ts';

const settings: CollectSettings = {
  accounts: { kind: 'own' },
  role: { name: 'iam-drift-auditor', externalId: 'known to both' },
  concurrency: { accounts: 4, calls: 6, lastAccessed: 3 },
  policyTags: true,
  logs: { source: 'changes-only' },
  accountLogs: {},
  keepBundles: 7,
};

const trailArn = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main';
const s3Xml = (body: string, status = 200): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>${body}`,
});

/** An account with one trail of all regions and a bucket that may be listed; everything that is not told here is refused. */
function account(request: WireRequest): WireAnswer {
  const { operation, service, path, query, parameters } = request;
  if (service === 's3') return bucket(String(query.prefix ?? ''), query.delimiter !== undefined);
  if (path === '/listRegions')
    return jsonAnswer({ Regions: [{ RegionName: 'us-east-1' }, { RegionName: 'eu-west-1' }] });
  if (operation === 'DescribeTrails')
    return jsonAnswer({
      trailList: [
        {
          Name: 'main',
          TrailARN: trailArn,
          HomeRegion: 'eu-west-1',
          S3BucketName: 'logs',
          S3KeyPrefix: 'org',
          IsMultiRegionTrail: true,
          IncludeGlobalServiceEvents: true,
        },
      ],
    });
  if (operation === 'GetTrailStatus' && parameters.Name === trailArn)
    return jsonAnswer({ IsLogging: true, StartLoggingTime: 1_735_689_600 });
  if (operation === 'GetAccountSummary')
    return xmlAnswer(
      operation,
      '<SummaryMap><entry><key>Roles</key><value>40</value></entry><entry><key>Users</key><value>2</value></entry></SummaryMap>',
    );
  if (operation === 'AssumeRole' && String(parameters.RoleArn).includes('444455556666'))
    return xmlAnswer(
      operation,
      '<Credentials><AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2026-11-21T13:00:00Z</Expiration></Credentials>',
    );
  if (operation === 'GetAccountAuthorizationDetails') return xmlAnswer(operation, '<IsTruncated>false</IsTruncated>');
  const isXml = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  return isXml
    ? xmlError(403, 'AccessDenied', 'not authorized')
    : jsonError(400, 'AccessDeniedException', 'not authorized');
}

function bucket(prefix: string, isByFolder: boolean): WireAnswer {
  if (isByFolder)
    return s3Xml(
      '<ListBucketResult><IsTruncated>false</IsTruncated><CommonPrefixes><Prefix>org/AWSLogs/o-abc1234567/</Prefix></CommonPrefixes></ListBucketResult>',
    );
  const key = `${prefix}111122223333_CloudTrail_us-east-1_x.json.gz`;
  return s3Xml(
    `<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>${key}</Key><Size>2000</Size></Contents><Contents><Key>${key}2</Key><Size>500</Size></Contents></ListBucketResult>`,
  );
}

async function examined(answer: (request: WireRequest) => WireAnswer, more: Partial<CollectSettings> = {}) {
  const { session, wire, connection } = await sessionTo(answer, { maxAttempts: 1 });
  const examination = await examine({
    session,
    connection,
    settings: { ...settings, ...more },
    now: () => testNow,
    signal: connection.signal,
    onStep: () => undefined,
  });
  return { examination, wire };
}

describe('examine', () => {
  it('tells the account, its trails, and where their files lie', async () => {
    const { examination, wire } = await examined(account);
    expect(examination.regions).toEqual({ from: 'account', names: ['eu-west-1', 'us-east-1'] });
    expect(examination.size).toEqual({ principals: 42 });
    expect(examination.trails.trails).toEqual([
      {
        arn: trailArn,
        name: 'main',
        homeRegion: 'eu-west-1',
        isMultiRegion: true,
        isOrganization: false,
        includesGlobalServices: true,
        isLogging: true,
        loggingSince: Date.parse('2025-01-01T00:00:00Z'),
        bucket: 'logs',
        prefix: 'org',
      },
    ]);
    expect(examination.logs.place).toEqual({ bucket: 'logs', prefix: 'org/' });
    expect(examination.logs.listing).toEqual({
      state: 'listed',
      files: 2,
      bytes: 2500,
      isCapped: false,
      region: 'us-east-1',
    });
    // An organization's trail has its files one folder deeper.
    expect(wire.requests.map(({ query }) => query.prefix)).toContain(
      'org/AWSLogs/o-abc1234567/111122223333/CloudTrail/us-east-1/2026/11/20/',
    );
  });

  it('asks for the status of a trail in its home region', async () => {
    const { wire } = await examined(account);
    const ofTrail = wire.of('GetTrailStatus').filter(({ parameters }) => parameters.Name === trailArn);
    expect(ofTrail.map(({ region }) => region)).toEqual(['eu-west-1']);
  });

  it('tells what is refused with what is lost, and goes on', async () => {
    const { examination } = await examined(account);
    const refused = examination.permissions.find(({ action }) => action === 'iam:GenerateServiceLastAccessedDetails');
    expect(refused).toMatchObject({ state: 'refused', group: 'account', isOptional: false, isRequired: false });
    expect(refused?.reason).toContain('AccessDenied');
    expect(examination.permissions.find(({ action }) => action === 's3:ListBucket')).toMatchObject({
      state: 'allowed',
      isOptional: true,
    });
    expect(examination.analyzers.regions).toEqual([]);
    expect(examination.analyzers.gaps).toHaveLength(2);
    expect(examination.permissions.some(({ group }) => group === 'organization')).toBe(false);
  });

  it('takes the role in a few of the accounts that are listed, and says which refuse', async () => {
    const { examination, wire } = await examined(account, {
      accounts: { kind: 'list', ids: ['111122223333', '444455556666', '777788889999'] },
    });
    const { others, tried } = examination.accounts;
    expect(others).toBe(2);
    expect(tried.map(({ id, gap }) => [id, gap?.errorCode])).toEqual([
      ['444455556666', undefined],
      ['777788889999', 'AccessDenied'],
    ]);
    const ofCaller = examination.permissions.filter(({ group }) => group === 'caller');
    expect(ofCaller.map(({ action, state }) => [action, state])).toEqual([
      ['sts:AssumeRole', 'allowed'],
      ['sts:GetCallerIdentity', 'allowed'],
    ]);
    expect(wire.of('AssumeRole').every(({ parameters }) => parameters.ExternalId === 'known to both')).toBe(true);
  });

  it('tries five accounts of many', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => String(200_000_000_000 + index));
    const { examination, wire } = await examined(account, { accounts: { kind: 'list', ids } });
    expect(examination.accounts.others).toBe(40);
    expect(wire.of('AssumeRole')).toHaveLength(5);
    const assumeRole = examination.permissions.find(({ action }) => action === 'sts:AssumeRole');
    expect(assumeRole).toMatchObject({ state: 'refused', reason: expect.stringContaining('AccessDenied') });
  });

  it('looks at the home region where enabled regions are not told', async () => {
    const { examination } = await examined((request) =>
      request.path === '/listRegions' ? jsonError(403, 'AccessDeniedException', 'no') : account(request),
    );
    expect(examination.regions).toEqual({ from: 'home', names: ['us-east-1'] });
  });

  it('says that an organization cannot be asked for its accounts', async () => {
    const { examination } = await examined(account, {
      accounts: {
        kind: 'organization',
        include: { ids: [], units: [], tags: {} },
        exclude: { ids: [], units: [], tags: {} },
      },
    });
    expect(examination.accounts.problem).toContain('organizations:ListAccounts');
    expect(examination.permissions.some(({ group }) => group === 'organization')).toBe(true);
  });
});
