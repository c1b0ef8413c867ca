import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeAws, fakeAccount, startFakeAws } from './live/fake-aws.ts';
import { type Ended, hurried, run } from './run-command.ts';

let cwd = '';
let aws: FakeAws | undefined;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'iam-drift-collect-'));
});

afterEach(async () => {
  await aws?.close();
  aws = undefined;
  rmSync(cwd, { recursive: true });
});

async function collect(args: string, answers: Parameters<typeof startFakeAws>[0] = {}): Promise<Ended> {
  aws ??= await startFakeAws(answers);
  return run(`collect ${args}`.trim().split(' '), { cwd, node: hurried, env: aws.env });
}

/** All text of the files of a folder. */
function textIn(folder: string): string {
  return readdirSync(join(cwd, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

describe('collect', () => {
  it('tells what was collected, what was not, what it cost, and what to do next', async () => {
    const { code, stdout, stderr } = await collect('--bundle b');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^collected: one account into b \(\d+ files\)$/m);
    expect(stdout).toContain(`- The auditor was not allowed to call iam:ListRoles, in ${fakeAccount}.`);
    expect(stdout).toContain('`iam-drift doctor` tells what is lost');
    expect(stdout).toMatch(/^\d+ calls of AWS \(iam \d+, .*\)$/m);
    expect(stdout).toMatch(/^next: iam-drift audit --from b$/m);
    // Not a terminal: plain lines, and no control characters.
    expect(stderr).toMatch(
      /^collecting one account\ncollected 111122223333 \(1\/1 account(?:, (?:one|\d+) calls?)?\)\n$/,
    );
    expect(JSON.parse(readFileSync(join(cwd, 'b/manifest.json'), 'utf8'))).toMatchObject({
      accounts: [{ id: fakeAccount, alias: 'shop-production' }],
    });
  });

  it('makes a bundle that audit reads', async () => {
    await collect('--bundle b --quiet');
    const { code, stdout } = await run(['audit', '--from', 'b', '--format', 'text'], { cwd });
    expect({ code, isFound: stdout.includes('old-app was not used in the window') }).toEqual({
      code: 1,
      isFound: true,
    });
  });

  it('says nothing when quiet, and only the summary with --json', async () => {
    expect(await collect('--bundle b --quiet')).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
    const { stdout } = await collect('--bundle c --quiet --json');
    const summary: unknown = JSON.parse(stdout);
    expect(summary).toMatchObject({ schemaVersion: 1, bundle: 'c', accounts: [fakeAccount], refused: [], leftOut: [] });
    expect(stdout).toContain('"operation": "LookupEvents"');
    expect(stdout).not.toContain('"days"');
  });

  it('writes down no credentials anywhere', async () => {
    const { stdout, stderr } = await collect('--bundle b --verbose');
    const written = [stdout, stderr, textIn('b')].join('\n');
    expect(written).toContain(fakeAccount);
    expect(written).not.toMatch(/very-secret-indeed|AKIATESTONLY/);
  });

  it('exits 3 where users and roles could not be read, since that is not a pass', async () => {
    const { code, stderr } = await collect('--bundle b --quiet', { GetAccountAuthorizationDetails: undefined });
    expect(code).toBe(3);
    expect(stderr).toBe(
      'exit 3: of no account the users and roles were read, and that is not a pass\n' +
        '  the auditor needs `iam:GetAccountAuthorizationDetails`: see what `iam-drift doctor` says\n',
    );
  });

  it('exits 4 for gaps where completeness is required', async () => {
    const { code, stderr } = await collect('--bundle b --quiet --require-complete');
    expect({ code, stderr }).toEqual({
      code: 4,
      stderr: expect.stringMatching(/^exit 4: \d+ gaps, and --require-complete is set\n$/),
    });
  });

  it('exits 2 for credentials that AWS does not know, in one line and what to do', async () => {
    const { code, stdout, stderr } = await collect('--bundle b', { GetCallerIdentity: undefined });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')).toHaveLength(3);
    expect(stderr).toMatch(/^iam-drift: .*GetCallerIdentity.*us-east-1/);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('exits 2 without a folder, without an account id, and for a folder that is no bundle', async () => {
    expect(await collect('')).toMatchObject({ code: 2, stderr: expect.stringContaining('`--bundle DIR`') });
    expect(await collect('--bundle b --account 12')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('`--account 12`'),
    });
    writeFileSync(join(cwd, 'letter.txt'), 'Dear Sir');
    expect(await collect('--bundle .')).toMatchObject({ code: 2, stderr: expect.stringContaining('is no bundle') });
    expect(readFileSync(join(cwd, 'letter.txt'), 'utf8')).toBe('Dear Sir');
  });

  it('says of a region that is none where AWS could not be asked', async () => {
    const { code, stderr } = await run(['collect', '--bundle', 'b', '--region', 'nowhere-1'], {
      cwd,
      env: { AWS_ACCESS_KEY_ID: 'AKIATESTONLY', AWS_SECRET_ACCESS_KEY: 'very-secret-indeed', AWS_MAX_ATTEMPTS: '1' },
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^iam-drift: AWS could not be asked who we are: .* in nowhere-1/);
    expect(stderr).not.toContain('    at ');
  });

  it('tells with --estimate how many calls it would be, and collects nothing', async () => {
    const regions = {
      'POST /listRegions': '{ "Regions": [{ "RegionName": "us-east-1", "RegionOptStatus": "ENABLED" }] }',
    };
    const { code, stdout } = await collect('--estimate', regions);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^about \d+ calls of AWS, about \d+ s, for one account with 1 role and 0 users$/m);
    expect(stdout).toMatch(/^ +2 {2}last-accessed, two for each user and role that was used$/m);
    expect(stdout).toMatch(/^nothing was collected$/m);
    expect(aws?.asked).not.toContain('GetAccountAuthorizationDetails');
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('exits 3 from --estimate where no account could be asked how large it is', async () => {
    const { code, stdout } = await collect('--estimate', { GetAccountSummary: undefined });
    expect(code).toBe(3);
    expect(stdout).toMatch(/^no account could be asked how large it is\n {2}- The auditor was not allowed to call/);
  });

  it('says of an account without organization how else to name accounts', async () => {
    const { code, stdout, stderr } = await collect('--bundle b --organization --quiet');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('the accounts of the organization cannot be found: organizations:');
    expect(stderr).toContain('list the accounts in `collect.accounts`');
  });

  it('tells with --dry-run what would be asked, and asks nothing', async () => {
    const { code, stdout } = await collect('--dry-run --cloudtrail s3://trail/prefix --account 444455556666');
    expect(code).toBe(0);
    expect(stdout).toMatch(/iam:GetAccountAuthorizationDetails/);
    expect(stdout).toContain('entering every account but the own by assuming the role iam-drift-auditor');
    expect(stdout).toContain('log files below s3://trail/prefix, and changes of IAM');
    expect(aws?.asked).toEqual([]);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('tells with --dry-run the statements of Athena and what they would cost, and runs none', async () => {
    const { code, stdout } = await collect('--dry-run --logs athena --cloudtrail s3://trail/prefix', {
      GetTableMetadata: '{ "TableMetadata": {} }',
    });
    expect(code).toBe(0);
    expect(stdout).toContain('-- usage of ');
    expect(stdout).toContain('GROUP BY');
    expect(stdout).toContain('-- what it would cost is not known: the files cannot be listed');
    expect(stdout).toContain('-- not known: The auditor was not allowed to call account:ListRegions');
    expect(aws?.asked).toContain('GetTableMetadata');
    expect(aws?.asked).not.toContain('StartQueryExecution');
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('shows the statements of Athena without credentials too, and says that the cost needs them', async () => {
    const { code, stdout, stderr } = await run(
      ['collect', '--dry-run', '--logs', 'athena', '--cloudtrail', 's3://trail/prefix'],
      { cwd },
    );
    expect(code).toBe(2);
    expect(stdout).toContain("LOCATION 's3://trail/prefix/AWSLogs/'");
    expect(stderr).toContain('there are no credentials');
  });
});

describe.skipIf(process.platform === 'win32')('a collection that is broken off', () => {
  it('exits 130, keeps what it has, and is gone on with without asking for that again', async () => {
    let isStuck = true;
    // The first run hangs in the middle, until it is told to stop.
    aws = await startFakeAws({
      ListRoles: () => (isStuck ? new Promise<string>(() => undefined) : '<Roles/><IsTruncated>false</IsTruncated>'),
    });
    const asked = aws.asked;
    const first = await run(['collect', '--bundle', 'b'], {
      cwd,
      env: aws.env,
      onStderr: (_, child) => {
        const timer = setInterval(() => {
          if (!asked.includes('ListRoles')) return;
          clearInterval(timer);
          setTimeout(() => child.kill('SIGINT'), 300);
        }, 20);
      },
    });
    expect(first).toMatchObject({ code: 130, stdout: '' });
    expect(first.stderr).toMatch(/interrupted; what is collected is kept: run the same command again to go on\n$/);
    expect(JSON.parse(readFileSync(join(cwd, 'b/manifest.json'), 'utf8'))).not.toHaveProperty('completedAt');

    isStuck = false;
    const before = asked.length;
    const second = await run(['collect', '--bundle', 'b'], { cwd, env: aws.env });
    expect(second.code).toBe(0);
    expect(second.stderr).toMatch(/^resuming, \d+ files are there\n/);
    expect(asked.slice(before)).toContain('ListRoles');
    expect(asked.slice(before)).not.toContain('GetAccountAuthorizationDetails');

    const third = await run(['collect', '--bundle', 'b', '--fresh'], { cwd, env: aws.env });
    expect(third.stderr).not.toContain('resuming');
    expect(asked.filter((operation) => operation === 'GetAccountAuthorizationDetails')).toHaveLength(2);
  });
});
