import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/cli/config.ts';
import { quietProgress } from '../../src/cli/progress.ts';
import { scan } from '../../src/cli/scan.ts';
import { detectors } from '../../src/core/detect/index.ts';
import type { AuditResult } from '../../src/core/model/finding.ts';
import { dayMs } from '../../src/core/model/time.ts';

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const isPresent = existsSync(data);
const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

type Json = Readonly<Record<string, unknown>>;

function read(path: string): Json {
  return JSON.parse(readFileSync(join(data, path), 'utf8'));
}

/** Audits real answers in the layout of a bundle; `files` are named within the account's folder. */
async function audited(
  account: string,
  asOf: string,
  files: Readonly<Record<string, Json | string>>,
  logs: readonly string[] = [],
): Promise<AuditResult> {
  const folder = await mkdtemp(join(tmpdir(), 'iam-drift-real-'));
  folders.push(folder);
  const write = async (name: string, content: Json | string): Promise<void> => {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  };
  await write('manifest.json', {
    schemaVersion: 1,
    collectedAt: asOf,
    accounts: [{ id: account, environment: 'production' }],
  });
  for (const [name, content] of Object.entries(files)) await write(`accounts/${account}/${name}`, content);
  return scan({
    from: folder,
    cloudtrail: logs.map((log) => join(data, log)),
    accounts: [],
    config: parseConfig(
      '{}',
      'the test',
      detectors.map(({ id }) => id),
    ),
    withVerdicts: true,
    now: Date.parse('2026-11-20'),
    progress: quietProgress,
    signal: new AbortController().signal,
  });
}

describe.skipIf(!isPresent)(
  'an account whose last-accessed answers are its own (skipped: ../shared/data absent)',
  () => {
    const asOf = '2020-03-21T12:00:00Z';
    const account = '000000000000';

    async function auditedAccount() {
      const answers = Object.entries(read('iam-airiam/service-last-accessed-by-arn.json'));
      const rows: readonly Json[] = JSON.parse(readFileSync(join(data, 'iam-airiam/credential-report.json'), 'utf8'));
      const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
      const csv = [header, ...rows.map((row) => header.map((name) => row[name] ?? 'N/A'))]
        .map((cells) => cells.join(','))
        .join('\n');
      const result = await audited(account, asOf, {
        'authorization-details.json': read('iam-airiam/account-authorization-details.json'),
        'credential-report.csv': csv,
        ...Object.fromEntries(
          answers.map(([arn, answer], place) => [`last-accessed/${place}.json`, { ...Object(answer), Arn: arn }]),
        ),
      });
      return { result, answers: new Map(answers) };
    }

    it('calls unused exactly what its services’ dates allow', async () => {
      const { result, answers } = await auditedAccount();
      const from = Date.parse(asOf) - 90 * dayMs;
      let unused = 0;
      for (const principal of result.principals) {
        const listed = new Map<string, number>();
        const answer: {
          readonly ServicesLastAccessed?: readonly {
            readonly ServiceNamespace: string;
            readonly LastAuthenticated?: string;
          }[];
        } = Object(answers.get(principal.arn));
        for (const { ServiceNamespace, LastAuthenticated } of answer.ServicesLastAccessed ?? [])
          listed.set(ServiceNamespace, LastAuthenticated === undefined ? 0 : Date.parse(LastAuthenticated));
        for (const { action, verdict } of principal.verdicts ?? []) {
          const last = listed.get(action.slice(0, action.indexOf(':')));
          if (verdict === 'unused') {
            unused++;
            expect(last, `${action} of ${principal.arn}`).toBeLessThan(from);
          }
          if (last === undefined || last >= from) expect(verdict, `${action} of ${principal.arn}`).not.toBe('unused');
        }
      }
      expect(unused).toBeGreaterThan(5000);
    });

    it('finds what was checked by hand, and no role in use', async () => {
      const { result } = await auditedAccount();
      const found = result.findings.map(
        ({ detector, subject }) => `${detector} ${subject.arn.slice(subject.arn.indexOf(':', 20) + 1)}`,
      );
      expect(found).toContain('all-access-service-account user/wifi');
      expect(found).toContain('unused-console-password user/hatulik@bridgecrew.io');
      expect(found).toContain(
        'unused-policy policy/service-role/AWSLambdaTracerAccessExecutionRole-35e5976d-8db9-4c87-b5d3-3b55e6736a14',
      );
      expect(result.findings.filter(({ detector }) => detector === 'unused-role')).toEqual([]);
    });
  },
);

describe.skipIf(!isPresent)('a real account without logs of its own (skipped: ../shared/data absent)', () => {
  it('finds the three roles that IAM says nobody used, and nothing of the young, the foundation or the service-linked ones', async () => {
    const result = await audited(
      '200611803367',
      '2023-03-29T00:00:00Z',
      { 'authorization-details.json': read('gaad-realaccount-dev/account-authorization-details.json') },
      ['cloudtrail-invictus', 'cloudtrail-stratus'],
    );
    expect(result.principals).toHaveLength(58);
    expect(
      result.findings.map(({ detector, subject }) => `${detector} ${subject.arn.split('/').at(-1)}`).sort(),
    ).toEqual(['unused-role MyOtherRole', 'unused-role MyRole', 'unused-role OverprivilegedEC2']);
    expect(result.scan.unmappedEvents).toEqual([]);
  });
});

describe.skipIf(!isPresent)(
  'an account rebuilt from the events that made its roles (skipped: ../shared/data absent)',
  () => {
    const account = '123837392027';

    interface Event {
      readonly eventTime: string;
      readonly eventSource: string;
      readonly eventName: string;
      readonly errorCode?: string;
      readonly requestParameters?: Readonly<Record<string, string>> | null;
      readonly responseElements?: { readonly role?: Readonly<Record<string, string>> } | null;
      readonly userIdentity: { readonly principalId?: string };
    }

    function events(): readonly Event[] {
      return readdirSync(join(data, 'cloudtrail-invictus'))
        .filter((name) => name.endsWith('.json.gz'))
        .flatMap(
          (name): readonly Event[] =>
            JSON.parse(gunzipSync(readFileSync(join(data, 'cloudtrail-invictus', name))).toString()).Records,
        )
        .sort((a, b) => (a.eventTime < b.eventTime ? -1 : 1));
    }

    function rolesOf(log: readonly Event[]): readonly Json[] {
      return log
        .filter(
          ({ eventName, errorCode, responseElements }) =>
            eventName === 'CreateRole' && errorCode === undefined && responseElements?.role !== undefined,
        )
        .map(({ eventTime, requestParameters, responseElements }) => {
          const role = responseElements?.role ?? {};
          const puts = log.filter(
            (event) =>
              event.eventName === 'PutRolePolicy' &&
              event.errorCode === undefined &&
              event.requestParameters?.roleName === role.roleName,
          );
          return {
            Path: '/',
            RoleName: role.roleName,
            RoleId: role.roleId,
            Arn: role.arn,
            CreateDate: eventTime,
            AssumeRolePolicyDocument: requestParameters?.assumeRolePolicyDocument,
            InstanceProfileList: [],
            RolePolicyList: puts.map((put) => ({
              PolicyName: put.requestParameters?.policyName,
              PolicyDocument: put.requestParameters?.policyDocument,
            })),
            AttachedManagedPolicies: [],
            Tags: [],
          };
        });
    }

    it('joins grants and use on the unique id: used what was called, too recent the rest, nothing unused', async () => {
      const log = events();
      const roles = rolesOf(log);
      expect(roles).toHaveLength(7);
      const result = await audited(
        account,
        '2023-07-10T13:00:00Z',
        { 'authorization-details.json': { RoleDetailList: roles } },
        ['cloudtrail-invictus'],
      );
      expect(result.findings).toEqual([]);
      for (const principal of result.principals) {
        const called = log.filter(
          ({ userIdentity, errorCode }) =>
            userIdentity.principalId?.startsWith(`${principal.id}:`) === true &&
            !/AccessDenied|Unauthorized/.test(errorCode ?? ''),
        );
        const names = new Set(called.map(({ eventName }) => eventName.replace(/\d[\dv_]*$/, '').toLowerCase()));
        for (const { action, verdict } of principal.verdicts ?? []) {
          expect(['used', 'too-recent', 'denied-only', 'unobservable'], action).toContain(verdict);
          if (names.has(action.slice(action.indexOf(':') + 1).toLowerCase()))
            expect(verdict, `${action} of ${principal.arn}`).toBe('used');
        }
      }
      const usedRoles = result.principals.filter(({ used }) => used > 0).map(({ arn }) => arn.split('/').at(-1));
      expect(usedRoles).toEqual(['stratus-red-team-ec2-steal-credentials-role']);
    });
  },
);
