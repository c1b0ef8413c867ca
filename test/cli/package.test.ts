import { type ExecFileOptions, execFile } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const runtime = ['commander', 'picocolors', 'zod'];
const megabyte = 1_000_000;

interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

let temp = '';
let packed: Packed = { filename: '', unpackedSize: 0, files: [] };

/** What the program prints; rejects when it does not exit with 0. */
async function output(program: string, args: readonly string[], options: ExecFileOptions): Promise<string> {
  const { stdout } = await promisify(execFile)(program, [...args], {
    ...options,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return stdout;
}

// Packs, and puts the package where an install would: with its run-time dependencies, and nothing else, beside it.
beforeAll(async () => {
  temp = mkdtempSync(join(tmpdir(), 'iam-drift-package-'));
  const modules = join(temp, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  // Without scripts: the tests run what is built, and packing would build it again.
  const args = ['pack', '--json', '--ignore-scripts', '--offline', '--pack-destination', temp];
  const [only]: readonly Packed[] = JSON.parse(await output(npm, args, { cwd: root }));
  if (only === undefined) throw new Error('nothing was packed');
  packed = only;
  await output('tar', ['-xzf', packed.filename], { cwd: temp });
  renameSync(join(temp, 'package'), join(modules, 'iam-drift'));
  for (const name of runtime) symlinkSync(join(root, 'node_modules', name), join(modules, name), 'dir');
  chmodSync(join(modules, 'iam-drift/dist/cli/main.js'), 0o755);
  symlinkSync('../iam-drift/dist/cli/main.js', join(modules, '.bin/iam-drift'));
});

afterAll(() => rmSync(temp, { recursive: true, force: true }));

describe('the package', () => {
  it('holds what runs, what it shows, what describes it, and nothing else', () => {
    const paths = packed.files.map(({ path }) => path);
    const folderOf = (path: string) => /^(?:dist|schema|example\/bundle)(?=\/)/.exec(path)?.[0] ?? path;
    expect([...new Set(paths.map(folderOf))].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      ...(paths.includes('NOTICE') ? ['NOTICE'] : []),
      'README.md',
      'config.example.json',
      'deploy/cloudformation/iam-drift-auditor.yaml',
      'deploy/terraform/iam-drift-auditor/main.tf',
      'deploy/terraform/iam-drift-auditor/outputs.tf',
      'deploy/terraform/iam-drift-auditor/variables.tf',
      'deploy/terraform/iam-drift-auditor/versions.tf',
      'dist',
      'docs/aws.md',
      'docs/permissions.md',
      'example/bundle',
      'example/iam-drift.config.json',
      'package.json',
      'schema',
    ]);
    expect(paths).toEqual(
      expect.arrayContaining([
        'dist/cli/main.js',
        'dist/adapters/cloudtrail/worker.js',
        'dist/catalog.json',
        'dist/index.js',
        'dist/index.d.ts',
        'schema/findings.json',
        'schema/diff.json',
        'schema/bundle.json',
        'schema/configuration.json',
        'example/bundle/manifest.json',
      ]),
    );
    const ofOurs = paths.filter((path) => path.startsWith('dist/'));
    expect(ofOurs.filter((path) => !/\.(?:js|d\.ts)$/.test(path))).toEqual(['dist/catalog.json']);
  });

  it('is small: under six megabytes unpacked', () => {
    console.log(`unpacked: ${(packed.unpackedSize / megabyte).toFixed(1)} MB in ${packed.files.length} files`);
    expect(packed.unpackedSize).toBeLessThan(6 * megabyte);
  });

  it('runs the demo when installed elsewhere, with its run-time dependencies alone', async () => {
    const main = join(temp, 'node_modules/iam-drift/dist/cli/main.js');
    const page = await output(process.execPath, [main, 'demo'], { cwd: temp });
    expect(page).toMatch(/^iam-drift: who may do what in AWS/);
    expect(page).toMatch(/written: reports\/[0-9a-f]{16}\/findings\.json/);
  });

  it.skipIf(process.platform === 'win32')('runs by its name, as `npx iam-drift` does', async () => {
    const npx = join(temp, 'node_modules/.bin/iam-drift');
    const environment = { ...process.env, npm_config_offline: 'true' };
    expect(await output(npx, ['--version'], { cwd: temp })).toMatch(/^\d+\.\d+\.\d+\n$/);
    const page = await output('npx', ['--no', 'iam-drift', 'demo', '--quiet', '--json'], {
      cwd: temp,
      env: environment,
    });
    expect(page.startsWith('{\n  "schemaVersion": 1,')).toBe(true);
  });

  it('is a library by its name too', async () => {
    const program = `import { loadCatalog } from 'iam-drift'; console.log((await loadCatalog()).size > 10_000);`;
    expect(await output(process.execPath, ['--input-type=module', '-e', program], { cwd: temp })).toBe('true\n');
  });

  it('prints in a project of its own what the page on policy reasoning shows', async () => {
    const page = readFileSync(join(root, 'docs/policy-reasoning.md'), 'utf8');
    const blocks = (language: string) =>
      [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text);
    expect(blocks('js')).toHaveLength(blocks('text').length);
    for (const name of ['loadCatalog', 'authorize', 'compare', 'minimize', 'expand'])
      expect(blocks('js').join('')).toMatch(new RegExp(`^[^/]*\\b${name}\\(`, 'm'));
    writeFileSync(join(temp, 'example.mjs'), blocks('js').join('\n'));
    expect(await output(process.execPath, ['example.mjs'], { cwd: temp })).toBe(blocks('text').join(''));
  });

  it('has types that a strict project takes, and that refuse what the functions would not understand', async () => {
    const project = join(temp, 'typed');
    mkdirSync(project);
    writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: strict, files: ['typed.ts'] }));
    writeFileSync(join(project, 'typed.ts'), typedProgram);
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    expect(await output(process.execPath, [tsc, '-p', project], { cwd: project })).toBe('');
    writeFileSync(join(project, 'typed.ts'), typedProgram.replaceAll('// @ts-expect-error\n', ''));
    const refused = await output(process.execPath, [tsc, '-p', project], { cwd: project }).catch(
      ({ stdout }: { readonly stdout: string }) => stdout,
    );
    expect(refused.match(/error TS\d+/g)).toHaveLength(3);
  });
});

/** What a careful project asks of its types; nothing of Node's is known in it. */
const strict = {
  target: 'es2023',
  lib: ['es2023'],
  module: 'nodenext',
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
  noEmit: true,
};

const typedProgram = `
import { authorize, authorizer, compare, expand, loadCatalog, minimize } from 'iam-drift';
import type { ComparisonResult, Decision, Difference, PolicyInput, PolicySet, Relation, Request, Witness } from 'iam-drift';

export async function use(document: unknown): Promise<readonly string[]> {
  await loadCatalog();
  const policy: PolicyInput = { name: 'policy', document };
  const policies: PolicySet = { identity: [policy], scps: [[policy]], resource: policy };
  const request: Request = {
    action: 's3:GetObject',
    resource: '*',
    principal: { kind: 'role', arn: 'arn:aws:iam::111122223333:role/job' },
    context: { 'aws:TagKeys': ['a', 'b'], 'aws:username': [] },
  };
  const decision: Decision = authorize(request, policies);
  const outcome: 'allowed' | 'explicitly-denied' | 'implicitly-denied' = authorizer(policies)(request).outcome;
  const result: ComparisonResult = compare([policy], []);
  const relation: Relation = result.relation;
  const lost: Difference = result.lost;
  const witness: Witness | undefined = lost.witnesses[0];
  // @ts-expect-error
  authorize({ ...request, principal: { kind: 'nobody' } }, policies);
  // @ts-expect-error
  compare(policy, policy);
  // @ts-expect-error
  minimize(['s3:GetObject'], { within: 's3:*' });
  return [outcome, relation, witness?.action ?? '', ...decision.reasons.notKnown, ...minimize(expand(['s3:*']))];
}
`;
