import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../external-programs.ts';
import { run } from './run-command.ts';
import { smallAccount, writeJson, writeSmallBundle } from './small-bundle.ts';

/** Says the peak of resident memory on stderr when the process ends. */
const meter = fileURLToPath(new URL('../../bench/meter.mjs', import.meta.url));
const accounts = 150;
let temp = '';

beforeAll(async () => {
  temp = mkdtempSync(join(tmpdir(), 'iam-drift-memory-'));
  await writeSmallBundle(join(temp, 'one'), { isGuilty: true });
  await writeManyAccounts(join(temp, 'many'));
});

afterAll(() => rmSync(temp, { recursive: true, force: true }));

/** Accounts of the small bundle's roles, each with a long tag and beside customer policies that nobody has: half a megabyte that must be dropped after the account. */
async function writeManyAccounts(folder: string): Promise<void> {
  const path = join(temp, 'one/accounts', smallAccount, 'authorization-details.json');
  const details: { RoleDetailList: object[]; Policies: object[] } = JSON.parse(readFileSync(path, 'utf8'));
  const statements = Array.from({ length: 10 }, (_, place) => ({
    Sid: `Statement${place}`,
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:PutObject'],
    Resource: Array.from(
      { length: 10 },
      (__, bucket) => `arn:aws:s3:::bucket-${place}-${bucket}-of-a-rather-long-name/*`,
    ),
  }));
  const document = { Version: '2012-10-17', Statement: statements };
  const policies = Array.from({ length: 5 }, (_, place) => ({
    PolicyName: `policy-${place}`,
    PolicyId: `ANPASMALLEXAMPLE${String(place).padStart(5, '0')}`,
    Arn: `arn:aws:iam::${smallAccount}:policy/policy-${place}`,
    Path: '/',
    DefaultVersionId: 'v1',
    AttachmentCount: 0,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: '2026-10-30T00:00:00+00:00',
    UpdateDate: '2026-10-30T00:00:00+00:00',
    PolicyVersionList: [
      { VersionId: 'v1', IsDefaultVersion: true, CreateDate: '2026-10-30T00:00:00+00:00', Document: document },
    ],
  }));
  const text = JSON.stringify({
    RoleDetailList: details.RoleDetailList.map((role) => ({
      ...role,
      Tags: [{ Key: 'note', Value: 'x'.repeat(250_000) }],
    })),
    Policies: [...details.Policies, ...policies],
  });
  const ids = Array.from({ length: accounts }, (_, place) => String(200_000_000_000 + place));
  await writeJson(join(folder, 'manifest.json'), {
    schemaVersion: 1,
    collectedAt: '2026-10-31T06:00:00Z',
    accounts: ids.map((id) => ({ id, environment: 'production' })),
  });
  for (const id of ids) {
    mkdirSync(join(folder, 'accounts', id), { recursive: true });
    writeFileSync(join(folder, 'accounts', id, 'authorization-details.json'), text.replaceAll(smallAccount, id));
  }
}

describeWith(
  [],
  'an audit of many accounts',
  () => {
    it('drops each account before it reads the next, so that its memory stays bounded', async () => {
      // What is not dropped would not fit: the garbage collector cannot be blamed, nor can it hide it.
      const node = ['--max-old-space-size=90', '--import', meter];
      const { code, stderr } = await run(['audit', '--from', 'many', '--fail-on', 'never', '--quiet'], {
        cwd: temp,
        node,
      });
      expect({ code, stderr: stderr.replace(/peak \d+ kB\n/, '') }).toEqual({ code: 0, stderr: '' });
      const peak = Number(/peak (\d+) kB/.exec(stderr)?.[1]) / 1024;
      expect(peak).toBeLessThan(220);
    });
  },
  { onlyInCi: true },
);
