import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ended, hurried, run } from '../run-command.ts';
import { type FakeAws, fakeAccount, startFakeAws } from './fake-aws.ts';

let cwd = '';
let aws: FakeAws | undefined;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'iam-drift-reviewing-'));
});

afterEach(async () => {
  await aws?.close();
  aws = undefined;
  rmSync(cwd, { recursive: true });
});

const isoAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

const policy = (value: object): string => encodeURIComponent(JSON.stringify({ Version: '2012-10-17', ...value }));
const trust = policy({
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

/** A role with an inline policy, that was used yesterday. */
function role(name: string, ...actions: readonly string[]): string {
  const document = policy({ Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });
  const arn = `arn:aws:iam::${fakeAccount}:role/${name}`;
  return `<member><Path>/</Path><RoleName>${name}</RoleName><RoleId>AROA${name.toUpperCase()}</RoleId><Arn>${arn}</Arn><CreateDate>2020-01-01T00:00:00Z</CreateDate><AssumeRolePolicyDocument>${trust}</AssumeRolePolicyDocument><RolePolicyList><member><PolicyName>all</PolicyName><PolicyDocument>${document}</PolicyDocument></member></RolePolicyList><AttachedManagedPolicies/><Tags/><InstanceProfileList/><RoleLastUsed><LastUsedDate>${isoAgo(1)}</LastUsedDate><Region>us-east-1</Region></RoleLastUsed></member>`;
}

function service(namespace: string, more: string): string {
  return `<member><ServiceName>${namespace}</ServiceName><ServiceNamespace>${namespace}</ServiceNamespace>${more}</member>`;
}

/** Of each role: it listed buckets yesterday, and did nothing else. */
function lastAccessed(): string {
  const listing = `<member><ActionName>ListAllMyBuckets</ActionName><LastAccessedTime>${isoAgo(1)}</LastAccessedTime></member>`;
  const used = `<LastAuthenticated>${isoAgo(1)}</LastAuthenticated><TotalAuthenticatedEntities>1</TotalAuthenticatedEntities><TrackedActionsLastAccessed>${listing}</TrackedActionsLastAccessed>`;
  const unused = ['ec2', 'iam', 'kms'].map((name) =>
    service(name, '<TotalAuthenticatedEntities>0</TotalAuthenticatedEntities>'),
  );
  return `<JobStatus>COMPLETED</JobStatus><JobType>ACTION_LEVEL</JobType><JobCreationDate>${isoAgo(0)}</JobCreationDate><JobCompletionDate>${isoAgo(0)}</JobCompletionDate><IsTruncated>false</IsTruncated><ServicesLastAccessed>${service('s3', used)}${unused.join('')}</ServicesLastAccessed>`;
}

/** Three roles that hold more than they use: two of them get the same smaller policy. */
const answers = {
  GetAccountAuthorizationDetails: () =>
    `<RoleDetailList>${role('one', 's3:ListAllMyBuckets', 'ec2:*')}${role('two', 's3:ListAllMyBuckets', 'kms:*')}${role('three', 's3:*', 'iam:*')}</RoleDetailList><UserDetailList/><GroupDetailList/><Policies/><IsTruncated>false</IsTruncated>`,
  GenerateServiceLastAccessedDetails: '<JobId>examplea-1111-2222-3333-444444444444</JobId>',
  GetServiceLastAccessedDetails: lastAccessed,
};

function saying(...findings: readonly object[]): string {
  return JSON.stringify({ findings: findings.map((finding) => ({ locations: [], ...finding })) });
}

const warning = saying({
  findingType: 'WARNING',
  issueCode: 'EXAMPLE_CODE',
  findingDetails: 'Something <b>is</b> | wide.',
  learnMoreLink: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/x.html',
});
const error = saying({ findingType: 'ERROR', issueCode: 'INVALID_ACTION', findingDetails: 'There is no such action.' });

async function start(more: Parameters<typeof startFakeAws>[0] = {}): Promise<FakeAws> {
  aws = await startFakeAws({ ...answers, ...more });
  return aws;
}

function inAws(args: string): Promise<Ended> {
  return run(args.split(' '), { cwd, node: hurried, env: aws?.env ?? {} });
}

/** Without credentials and without anybody to ask. */
function offline(args: string): Promise<Ended> {
  return run(args.split(' '), { cwd });
}

function keptBundle(): string {
  const [name = ''] = readdirSync(join(cwd, 'state/bundles'));
  return join('state/bundles', name);
}

/** All files below a folder of reports, by name, the scan's id in it. */
function filesIn(out: string): Readonly<Record<string, string>> {
  const entries = readdirSync(join(cwd, out), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(join(cwd, out).length), readFileSync(path, 'utf8')]));
}

interface Findings {
  readonly scan: {
    readonly gaps: readonly { readonly operation: string }[];
    readonly collection: { readonly total: number; readonly calls: readonly { readonly operation: string }[] };
  };
  readonly suggestions: readonly {
    readonly remarks: readonly string[];
    readonly certificate: {
      readonly reviews?: readonly { readonly check: string; readonly findings: readonly object[] }[];
    };
  }[];
  readonly noSuggestions: readonly { readonly why: string }[];
}

function findingsIn(out: string): Findings {
  const [scan = ''] = readdirSync(join(cwd, out));
  return JSON.parse(readFileSync(join(cwd, out, scan, 'findings.json'), 'utf8'));
}

describe('what was said of the suggestions of a live audit', () => {
  it('is said again, byte for byte, by an audit of the bundle that was kept, which asks nobody', async () => {
    let asked = 0;
    await start({
      'POST /policy/validation': () => {
        asked += 1;
        return asked === 2 ? error : warning;
      },
    });
    const live = await inAws('audit --out live');
    expect(asked).toBe(3);
    await offline(`audit --from ${keptBundle()} --out again`);
    const [first, second] = [filesIn('live'), filesIn('again')];
    expect(Object.keys(first).filter((name) => name.endsWith('certificate.json'))).toHaveLength(2);
    expect(second).toEqual(first);
    const { scan, suggestions, noSuggestions } = findingsIn('again');
    expect(suggestions.map(({ certificate }) => certificate.reviews?.map(({ findings }) => findings.length))).toEqual([
      [1],
      [1],
    ]);
    expect(noSuggestions.map(({ why }) => why)).toContain('failed-check');
    expect(scan.collection.calls).toContainEqual({
      service: 'access-analyzer',
      operation: 'ValidatePolicy',
      calls: 3,
      retries: 0,
      throttled: 0,
    });
    expect(live.stdout).toContain(`\n${scan.collection.total} calls of AWS (`);
    expect(first).toMatchObject({
      [Object.keys(first).find((name) => name.endsWith('report.md')) ?? '']: expect.stringContaining(
        `${scan.collection.total} calls of AWS`,
      ),
    });
  });

  it('is told as refused again, where it was refused', async () => {
    await start();
    await inAws('audit --out live');
    await offline(`audit --from ${keptBundle()} --out again`);
    expect(filesIn('again')).toEqual(filesIn('live'));
    const { scan, suggestions } = findingsIn('again');
    expect(scan.gaps.filter(({ operation }) => operation === 'ValidatePolicy')).toHaveLength(1);
    expect(suggestions).toHaveLength(3);
    for (const { remarks, certificate } of suggestions) {
      expect(remarks.at(-1)).toMatch(/^access-analyzer could not be asked about .*AccessDenied/);
      expect(certificate).not.toHaveProperty('reviews');
    }
  });

  it('holds a second opinion that was asked for, and is not changed by one on the bundle that was kept', async () => {
    await start({
      'POST /policy/validation': saying(),
      'POST /policy/check-no-new-access': JSON.stringify({ result: 'PASS', message: 'no new access' }),
    });
    await inAws('audit --out live --second-opinion');
    const kept = keptBundle();
    const reviews = readFileSync(join(cwd, kept, 'reviews.json'), 'utf8');
    await offline(`audit --from ${kept} --out again`);
    expect(filesIn('again')).toEqual(filesIn('live'));
    expect(findingsIn('again').suggestions[0]?.certificate.reviews?.map(({ check }) => check)).toEqual([
      'validate',
      'no-new-access',
    ]);
    await aws?.close();
    await start();
    await inAws(`audit --from ${kept} --out other --second-opinion`);
    expect(findingsIn('other').scan.gaps.map(({ operation }) => operation)).toContain('CheckNoNewAccess');
    expect(readFileSync(join(cwd, kept, 'reviews.json'), 'utf8')).toBe(reviews);
  });

  it('is said by `suggest` of the bundle too', async () => {
    await start({ 'POST /policy/validation': warning });
    await inAws('audit --quiet');
    const { stdout } = await offline(`suggest one --from ${keptBundle()} --json`);
    expect(JSON.parse(stdout).suggestions[0].certificate.reviews).toMatchObject([
      { check: 'validate', findings: [{ code: 'EXAMPLE_CODE' }] },
    ]);
  });
});
