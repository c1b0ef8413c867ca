import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../../external-programs.ts';
import { type MotoServer, objectOf, objectsOf, startMoto } from '../moto-server.ts';
import type { Ended } from '../run-command.ts';
import { offlineBundle } from './offline-world.ts';
import { type SeededWorld, seedWorld } from './seed-world.ts';
import { logBucket } from './world.ts';
import { startFront, type WorldFront } from './world-front.ts';
import { runAgainst, writeFiles } from './world-run.ts';

describeWith(
  ['moto_server'],
  'a world of two accounts and 1,000 roles, collected from moto',
  () => {
    let moto: MotoServer;
    let world: SeededWorld;
    let front: WorldFront;
    let folder: string;
    let collected: Ended;
    let ofBundle: Audited;
    let offline: Audited;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'iam-drift-world-'));
      moto = await startMoto();
      world = await seedWorld(moto.url, { roles: 1000, days: 95 });
      front = await startFront(moto.url, world);
      const accounts = world.accounts.flatMap(({ id }) => ['--account', id]);
      collected = await runAgainst(
        front.url,
        ['collect', '--bundle', 'bundle', ...accounts, '--cloudtrail', `s3://${logBucket}`],
        { cwd: folder },
      );
      const { collectedAt } = objectOf(JSON.parse(await readFile(join(folder, 'bundle/manifest.json'), 'utf8')));
      await writeFiles(join(folder, 'offline'), offlineBundle(world, String(collectedAt)));
      ofBundle = await audited('bundle');
      offline = await audited('offline');
    }, 400_000);
    afterAll(async () => {
      await front.stop();
      moto.stop();
      await rm(folder, { recursive: true });
    });

    interface Audited {
      readonly report: string;
      readonly scan: Readonly<Record<string, unknown>>;
      readonly findings: readonly object[];
      readonly keyFigures: unknown;
    }

    async function audited(bundle: string): Promise<Audited> {
      const args = ['audit', '--from', bundle, '--out', `reports-${bundle}`, '--fail-on', 'never'];
      const { code, stdout, stderr } = await runAgainst(
        front.url,
        [...args, '--format', 'json', '--format', 'text', '--json'],
        { cwd: folder },
      );
      expect({ code, stderr }).toStrictEqual({ code: 0, stderr: expect.not.stringContaining('error') });
      const result = objectOf(JSON.parse(stdout));
      const scan = objectOf(result.scan);
      const report = await readFile(join(folder, `reports-${bundle}`, String(scan.id), 'report.txt'), 'utf8');
      return {
        report,
        scan,
        findings: objectsOf(result.findings).map(comparable).sort(byText),
        keyFigures: result.keyFigures,
      };
    }

    it('is collected whole, without a gap', () => {
      expect(collected.stdout).toContain('everything that was asked for was answered');
      expect(collected.code).toBe(0);
      expect(ofBundle.scan.gaps).toStrictEqual([]);
    });

    it('has the same findings as the same world read offline', () => {
      const detectors = new Set(offline.findings.map((finding) => objectOf(finding).detector));
      expect(detectors).toStrictEqual(
        new Set([
          'unused-elevated-permission',
          'unused-role',
          'unused-user',
          'unused-group',
          'unused-permission',
          'unused-policy',
          'all-access-service-account',
        ]),
      );
      expect(offline.findings.length).toBeGreaterThan(1000);
      expect(ofBundle.findings).toStrictEqual(offline.findings);
      expect(ofBundle.keyFigures).toStrictEqual(offline.keyFigures);
    });

    it('has cost the calls that the stand-in saw, and the report says how many', async () => {
      const collection = objectOf(JSON.parse(await readFile(join(folder, 'bundle/collection.json'), 'utf8')));
      const counted = objectsOf(collection.calls);
      const total = counted.reduce((sum, { calls }) => sum + Number(calls), 0);
      const repeated = counted.reduce((sum, { retries }) => sum + Number(retries), 0);
      // The audits since have asked AWS nothing.
      expect(total + repeated).toBe(front.calls.length);
      expect(ofBundle.scan.collection).toMatchObject({ total, retried: repeated, throttled: 0 });
      expect(ofBundle.report.replace(/\s+/g, ' ')).toContain(
        `with ${total.toLocaleString('en-US')} calls of AWS; most:`,
      );
      expect(offline.report).not.toContain('calls of AWS');
    });

    it('has cost hardly more calls of IAM than a page of details, two a principal asked about, and constants', () => {
      const iam = front.calls.filter(({ service }) => service === 'iam');
      const asked = iam.filter(({ operation }) => operation === 'GenerateServiceLastAccessedDetails').length;
      const tags = iam.filter(({ operation }) => operation === 'ListPolicyTags').length;
      // The 500 roles that were used, the role that deploys, and a user of whose password nothing is told.
      expect(asked).toBe(502);
      expect(tags).toBe(20);
      const pages = world.accounts.length;
      const constants = 12 * world.accounts.length;
      expect(iam.length).toBeLessThanOrEqual(1.1 * (pages + 2 * asked + constants + tags));
      expect(iam.length).toBeGreaterThanOrEqual(pages + 2 * asked + tags);
    });

    it('asks nothing but the accounts and who we are when all is there already', async () => {
      front.forget();
      const accounts = world.accounts.flatMap(({ id }) => ['--account', id]);
      const again = await runAgainst(
        front.url,
        ['collect', '--bundle', 'bundle', ...accounts, '--cloudtrail', `s3://${logBucket}`],
        { cwd: folder },
      );
      expect(again.code).toBe(0);
      const operations = new Set(front.calls.map(({ service, operation }) => `${service}:${operation}`));
      expect(operations).toStrictEqual(new Set(['sts:GetCallerIdentity', 'sts:AssumeRole']));
    });
  },
  { onlyInCi: true },
);

/** A policy's id is not told by moto, and the ids of findings are made of it. */
function comparable(finding: object): object {
  const { id, subject, ...rest } = objectOf(finding);
  const { id: subjectId, ...named } = objectOf(subject);
  return named.kind === 'policy' ? { ...rest, subject: named } : { ...rest, id, subject: { ...named, id: subjectId } };
}

/** The order of findings falls back on their ids. */
function byText(a: object, b: object): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
