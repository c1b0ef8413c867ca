import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../../external-programs.ts';
import { type MotoServer, objectOf, objectsOf, startMoto } from '../moto-server.ts';
import type { Ended } from '../run-command.ts';
import { seedWorld } from './seed-world.ts';
import { logBucket, managementId } from './world.ts';
import { runAgainst } from './world-run.ts';

/** What moto does not know: it answers with a page of HTML. */
const lacking = [
  'access-analyzer:ListAnalyzers',
  'account:ListRegions',
  'cloudtrail:LookupEvents',
  'iam:GenerateServiceLastAccessedDetails',
  'iam:ListDelegationRequests',
  'iam:ListServiceSpecificCredentials',
];

describeWith(
  ['moto_server'],
  'nothing but a moto server',
  () => {
    let moto: MotoServer;
    let folder: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'iam-drift-plain-'));
      moto = await startMoto();
      await seedWorld(moto.url, { roles: 5, days: 5 });
    }, 120_000);
    afterAll(async () => {
      moto.stop();
      await rm(folder, { recursive: true });
    });

    async function told(
      ...args: readonly string[]
    ): Promise<Ended & { readonly json: Readonly<Record<string, unknown>> }> {
      const ended = await runAgainst(moto.url, [...args, '--json'], { cwd: folder });
      expect(ended.stderr).not.toMatch(/^\s+at /m);
      return { ...ended, json: objectOf(JSON.parse(ended.stdout)) };
    }

    it('is examined by doctor, which tells the account and what is refused', async () => {
      const { json, code } = await told('doctor');
      expect(JSON.stringify(json)).toContain(managementId);
      expect(JSON.stringify(json)).toContain('iam:GenerateServiceLastAccessedDetails');
      expect(code).toBe(4);
    });

    it('is collected, with a gap for each operation that it does not know, and audited offline', async () => {
      const logs = ['--cloudtrail', `s3://${logBucket}`, '--window-days', '10'];
      const { code } = await told('collect', '--bundle', 'bundle', ...logs);
      expect(code).toBe(0);
      const audit = await told('audit', '--from', 'bundle', '--fail-on', 'never');
      expect(audit.code).toBe(0);
      const gaps = objectsOf(objectOf(audit.json.scan).gaps);
      const asked = gaps.filter(({ service }) => service !== 'bundle');
      expect([...new Set(asked.map(({ service, operation }) => `${service}:${operation}`))].sort()).toStrictEqual(
        lacking,
      );
      expect(objectsOf(audit.json.principals)).toHaveLength(5);
      expect(objectsOf(audit.json.findings).length).toBeGreaterThan(0);
    });

    it('is audited live, from the bundle that it keeps', async () => {
      const { json, code } = await told('audit', '--window-days', '10', '--fail-on', 'never');
      expect(code).toBe(0);
      expect(objectOf(objectOf(json.scan).collection).tool).toMatch(/^iam-drift /);
      expect(await readdir(join(folder, 'state/bundles'))).toHaveLength(1);
    });
  },
  { onlyInCi: true },
);
