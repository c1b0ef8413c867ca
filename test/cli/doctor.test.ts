import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CloudTrailClient, CreateTrailCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWith } from '../external-programs.ts';
import { type MotoServer, startMoto } from './moto-server.ts';
import { run } from './run-command.ts';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'iam-drift-doctor-'));
});

afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('iam-drift doctor', () => {
  it('prints the policy of every audited account without asking AWS', async () => {
    const { code, stdout, stderr } = await run(['doctor', '--print-policy'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { Statement } = JSON.parse(stdout);
    expect(Statement[0].Action).toContain('iam:GetAccountAuthorizationDetails');
    expect(Statement[0].Effect).toBe('Allow');
  });

  it('puts what the configuration knows into a policy, and says what is open', async () => {
    const config = { collect: { logs: { source: 's3', location: 's3://trail-logs/org' } } };
    writeFileSync(join(cwd, 'iam-drift.config.json'), JSON.stringify(config));
    const { code, stdout, stderr } = await run(['doctor', '--print-policy', 'logs-s3', '--region', 'cn-north-1'], {
      cwd,
    });
    rmSync(join(cwd, 'iam-drift.config.json'));
    expect(code).toBe(0);
    expect(stdout).toContain('"arn:aws-cn:s3:::trail-logs/*"');
    expect(stderr).toBe('put your own in place of LOG-KEY-ID\n');
  });

  it('knows the groups', async () => {
    const { code, stderr } = await run(['doctor', '--print-policy', 'acount'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean `account`?');
  });

  it('says in one line that there are no credentials, and what to do', async () => {
    const { code, stdout, stderr } = await run(['doctor'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')).toHaveLength(3);
    expect(stderr).toMatch(/^iam-drift: there are no credentials: sts:GetCallerIdentity/);
    expect(stderr).not.toContain('    at ');
  });

  it('takes no argument', async () => {
    const { code, stderr } = await run(['doctor', 'account'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('unexpected argument `account`');
  });
});

describeWith(
  ['moto_server'],
  'iam-drift doctor against moto',
  () => {
    let moto: MotoServer;
    let env: Readonly<Record<string, string>> = {};
    beforeAll(async () => {
      moto = await startMoto();
      env = {
        AWS_ENDPOINT_URL: moto.url,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_REGION: 'us-east-1',
      };
      const client = {
        endpoint: moto.url,
        region: 'us-east-1',
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      };
      const s3 = new S3Client({ ...client, forcePathStyle: true });
      await s3.send(new CreateBucketCommand({ Bucket: 'trail-logs' }));
      const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10).replaceAll('-', '/');
      const Key = `AWSLogs/123456789012/CloudTrail/us-east-1/${day}/123456789012_CloudTrail_us-east-1_x.json.gz`;
      await s3.send(new PutObjectCommand({ Bucket: 'trail-logs', Key, Body: gzipSync('{"Records":[]}') }));
      const trails = new CloudTrailClient(client);
      await trails.send(new CreateTrailCommand({ Name: 'main', S3BucketName: 'trail-logs', IsMultiRegionTrail: true }));
      await trails.send(new StartLoggingCommand({ Name: 'main' }));
    });
    afterAll(() => moto.stop());

    it('tells what moto knows apart from what it does not, and the trail that it finds', async () => {
      const { code, stdout, stderr } = await run(['doctor'], { cwd, env });
      expect({ code, stderr }).toEqual({ code: 4, stderr: '' });
      expect(stdout).toContain('arn:aws:sts::123456789012:user/moto');
      expect(stdout).toMatch(/allowed .*cloudtrail:DescribeTrails/);
      expect(stdout).toContain('Permissions for log files in S3: 3 of 3 allowed, optional');
      expect(stdout).toMatch(/main: logging since \d{4}-\d\d-\d\d, all regions/);
      expect(stdout).toContain('recommended: s3');
      expect(stdout).toContain('could not be told');
    });

    it('prints the same as JSON, with the one thing to fix first', async () => {
      const { code, stdout } = await run(['doctor', '--json'], { cwd, env });
      const report = JSON.parse(stdout);
      expect(code).toBe(4);
      expect(report).toMatchObject({
        schemaVersion: 1,
        usable: 'with gaps',
        caller: { accountId: '123456789012', partition: 'aws' },
        recommendedLogs: { source: 's3', configuration: { collect: { logs: { location: 's3://trail-logs' } } } },
      });
      expect(report.fixFirst).toEqual(report.troubles[0]);
    });

    it('says nothing when it is to be quiet, and exits the same', async () => {
      expect(await run(['doctor', '--quiet'], { cwd, env })).toMatchObject({ code: 4, stdout: '', stderr: '' });
    });

    it('takes the role in an account that is named', async () => {
      const { stdout } = await run(['doctor', '--account', '444455556666', '--role-name', 'reader'], { cwd, env });
      expect(stdout).toContain('taken    arn:aws:iam::444455556666:role/reader');
    });
  },
  { onlyInCi: true },
);
