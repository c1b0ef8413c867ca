import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { cliWriter } from '../../src/adapters/remediation/cli-script.ts';
import type { JsonObject } from '../../src/core/model/json-object.ts';
import type { Suggestion } from '../../src/core/model/suggestion.ts';
import {
  administratorArn,
  permissionSetSuggestion,
  retiredRoleSuggestion,
  roleSuggestion,
  sharedPolicySuggestion,
  sharedVersions,
  userSuggestion,
} from '../adapters/remediation/suggestions.ts';
import { describeWith } from '../external-programs.ts';
import { type MotoServer, objectOf, objectsOf, startMoto } from './moto-server.ts';
import { startAwsCli, type WarmAwsCli } from './warm-aws-cli.ts';

describeWith(
  ['moto_server', 'aws', 'bash'],
  'the scripts of a plan, against a stand-in for AWS',
  () => {
    let moto: MotoServer;
    let aws: WarmAwsCli;
    let programs: string;
    let folder: string;
    let env: Readonly<Record<string, string>>;

    beforeAll(async () => {
      moto = await startMoto();
      programs = await mkdtemp(join(tmpdir(), 'iam-drift-aws-'));
      env = {
        PATH: `${programs}:${process.env.PATH}`,
        HOME: programs,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_ENDPOINT_URL: moto.url,
      };
      aws = await startAwsCli(programs, env);
    });
    afterAll(async () => {
      aws.stop();
      moto.stop();
      await rm(programs, { recursive: true });
    });
    beforeEach(async () => {
      await moto.reset();
      folder = await mkdtemp(join(tmpdir(), 'iam-drift-plan-'));
    });
    afterEach(() => rm(folder, { recursive: true }));

    /** Writes the scripts of a suggestion. */
    async function writeScripts(suggestion: Suggestion): Promise<void> {
      for (const { path, chunks } of cliWriter.write(suggestion)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), [...chunks].join(''));
        await chmod(join(folder, path), 0o755);
      }
    }

    /** Runs a script; what it said, with its exit code. */
    function runScript(
      script: string,
      words: readonly string[],
      input = '',
    ): Promise<{ code: number | null; said: string }> {
      return new Promise((resolve, reject) => {
        const child = spawn('bash', [join(folder, script), ...words], {
          env: { ...env },
        });
        let said = '';
        const add = (text: string): void => {
          said += text;
        };
        child.stdout.setEncoding('utf8').on('data', add);
        child.stderr.setEncoding('utf8').on('data', add);
        child.on('error', reject);
        child.on('close', (code) => resolve({ code, said }));
        child.stdin.end(input);
      });
    }

    async function perform(script: string, ...words: string[]): Promise<string> {
      const { code, said } = await runScript(script, words);
      expect(code, said).toBe(0);
      return said;
    }

    async function stateOfRole(name: string): Promise<JsonObject> {
      const role = objectOf((await moto.iam('GetRole', { RoleName: name })).Role);
      return { trust: documentOf(role.AssumeRolePolicyDocument), ...(await policiesOf('Role', name)) };
    }

    async function policiesOf(kind: 'Role' | 'User', name: string): Promise<JsonObject> {
      const holder = { [`${kind}Name`]: name };
      const names = (await moto.iam(`List${kind}Policies`, holder)).PolicyNames;
      const inline: Record<string, unknown> = {};
      for (const policy of Array.isArray(names) ? names.map(String) : []) {
        const found = await moto.iam(`Get${kind}Policy`, { ...holder, PolicyName: policy });
        inline[policy] = documentOf(found.PolicyDocument);
      }
      const attached = objectsOf((await moto.iam(`ListAttached${kind}Policies`, holder)).AttachedPolicies);
      return { inline, attached: attached.map(({ PolicyArn }) => PolicyArn).sort() };
    }

    /** The documents of a policy's versions, the default apart; their ids differ after a rollback. */
    async function stateOfPolicy(arn: string): Promise<JsonObject> {
      const versions = objectsOf((await moto.iam('ListPolicyVersions', { PolicyArn: arn })).Versions);
      const documents: JsonObject[] = [];
      for (const { VersionId, IsDefaultVersion } of versions) {
        const found = await moto.iam('GetPolicyVersion', { PolicyArn: arn, VersionId: String(VersionId) });
        const { Document } = objectOf(found.PolicyVersion);
        documents.push({ document: documentOf(Document), isDefault: String(IsDefaultVersion) === 'true' });
      }
      const byText = documents.map((each) => JSON.stringify(each)).sort();
      return { versions: byText.map((text): unknown => JSON.parse(text)) };
    }

    async function stateOfUser(name: string): Promise<JsonObject> {
      const keys = objectsOf((await moto.iam('ListAccessKeys', { UserName: name })).AccessKeyMetadata);
      return { keys: keys.map(({ Status }) => Status), ...(await policiesOf('User', name)) };
    }

    async function makeRole(name: string, path = '/'): Promise<void> {
      const trust = {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      };
      await moto.iam('CreateRole', { RoleName: name, Path: path, AssumeRolePolicyDocument: JSON.stringify(trust) });
    }

    async function makeDeployRole(): Promise<void> {
      await makeRole('deploy', '/ci/');
      const [releases] = roleSuggestion.before;
      const document = JSON.stringify(releases?.document);
      await moto.iam('PutRolePolicy', { RoleName: 'deploy', PolicyName: 'releases', PolicyDocument: document });
      await moto.iam('AttachRolePolicy', { RoleName: 'deploy', PolicyArn: administratorArn });
    }

    const deployAfter = {
      trust: expect.anything(),
      inline: { releases: roleSuggestion.after[0]?.document },
      attached: [roleSuggestion.after[1]?.name],
    };

    it('narrow a role without a quarantine, may be run again, and bring back what was', async () => {
      await makeDeployRole();
      const start = await stateOfRole('deploy');
      await writeScripts(roleSuggestion);
      await perform('remediate.sh', 'remove');
      expect(await stateOfRole('deploy')).toEqual(deployAfter);
      expect(await perform('remediate.sh', 'remove')).toContain('already so: attach');
      expect(await stateOfRole('deploy')).toEqual(deployAfter);
      await perform('rollback.sh', 'remove');
      expect(await stateOfRole('deploy')).toEqual(start);
      const created = String(roleSuggestion.after[1]?.name);
      await expect(moto.iam('GetPolicy', { PolicyArn: created })).rejects.toThrow('NoSuchEntity');
    });

    it('put a quarantine, take it away as they narrow, and bring it back with the undo', async () => {
      await makeDeployRole();
      const start = await stateOfRole('deploy');
      await writeScripts(roleSuggestion);
      await perform('remediate.sh', 'quarantine');
      const quarantined = await stateOfRole('deploy');
      expect(Object.keys(objectOf(quarantined.inline)).sort()).toEqual(['IamDriftQuarantine-20260929', 'releases']);
      await perform('remediate.sh', 'remove');
      expect(await stateOfRole('deploy')).toEqual(deployAfter);
      await perform('rollback.sh', 'remove');
      expect(await stateOfRole('deploy')).toEqual(quarantined);
      await perform('rollback.sh', 'quarantine');
      expect(await stateOfRole('deploy')).toEqual(start);
    });

    it('only look with --check', async () => {
      await makeDeployRole();
      const start = await stateOfRole('deploy');
      await writeScripts(roleSuggestion);
      expect(await perform('remediate.sh', 'remove', '--check')).toContain('would detach');
      expect(await stateOfRole('deploy')).toEqual(start);
    });

    it('change nothing where somebody changed a policy since, unless forced', async () => {
      await makeDeployRole();
      const other = JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sns:*', Resource: '*' }],
      });
      await moto.iam('PutRolePolicy', { RoleName: 'deploy', PolicyName: 'releases', PolicyDocument: other });
      const start = await stateOfRole('deploy');
      await writeScripts(roleSuggestion);
      const refused = await runScript('remediate.sh', ['remove']);
      expect(refused.said).toContain('inline policy releases of role deploy is not what this plan was made from');
      expect(refused.said).toContain('--force');
      expect(refused.code).toBe(1);
      expect(await stateOfRole('deploy')).toEqual(start);
      await perform('remediate.sh', 'remove', '--force');
      expect(await stateOfRole('deploy')).toEqual(deployAfter);
    });

    it('change nothing in another account', async () => {
      await writeScripts({ ...roleSuggestion, accountId: '210987654321' });
      const refused = await runScript('remediate.sh', ['quarantine', '--force']);
      expect(refused.said).toContain('these credentials are of account 123456789012');
      expect(refused.code).toBe(1);
    });

    const sharedArn = sharedPolicySuggestion.policy ?? '';

    async function makeSharedPolicy(): Promise<void> {
      const [first, ...others] = sharedVersions.map((document) => JSON.stringify(document));
      await moto.iam('CreatePolicy', { PolicyName: 'queues', Path: '/shared/', PolicyDocument: first ?? '' });
      for (const document of others) {
        await moto.iam('CreatePolicyVersion', { PolicyArn: sharedArn, PolicyDocument: document, SetAsDefault: 'true' });
      }
    }

    it('make room for a version of a shared policy, and give the room back', async () => {
      await makeSharedPolicy();
      const start = await stateOfPolicy(sharedArn);
      await writeScripts(sharedPolicySuggestion);
      await perform('remediate.sh', 'remove');
      const after = await stateOfPolicy(sharedArn);
      expect(after.versions).toContainEqual({ document: sharedPolicySuggestion.after[0]?.document, isDefault: true });
      expect(objectsOf(after.versions)).toHaveLength(5);
      await perform('remediate.sh', 'remove');
      expect(await stateOfPolicy(sharedArn)).toEqual(after);
      await perform('rollback.sh', 'remove');
      expect(await stateOfPolicy(sharedArn)).toEqual(start);
      await perform('remediate.sh', 'remove');
      expect(await stateOfPolicy(sharedArn)).toEqual(after);
    });

    it('go from a quarantine in a shared policy to the smaller one and all the way back', async () => {
      await makeSharedPolicy();
      const start = await stateOfPolicy(sharedArn);
      await writeScripts(sharedPolicySuggestion);
      await perform('remediate.sh', 'quarantine');
      const quarantined = await stateOfPolicy(sharedArn);
      expect(JSON.stringify(quarantined)).toContain('IamDriftQuarantine20260929');
      await perform('remediate.sh', 'remove');
      const after = await stateOfPolicy(sharedArn);
      expect(after.versions).toContainEqual({ document: sharedPolicySuggestion.after[0]?.document, isDefault: true });
      expect(JSON.stringify(after)).not.toContain('IamDriftQuarantine');
      const refused = await runScript('rollback.sh', ['quarantine']);
      expect(refused.said).toContain('is not the one of this plan');
      expect(await stateOfPolicy(sharedArn)).toEqual(after);
      await perform('rollback.sh', 'remove');
      expect(await stateOfPolicy(sharedArn)).toEqual(quarantined);
      await perform('rollback.sh', 'remove');
      expect(await stateOfPolicy(sharedArn)).toEqual(quarantined);
      await perform('rollback.sh', 'quarantine');
      expect(await stateOfPolicy(sharedArn)).toEqual(start);
    });

    it('end a rollback that was broken off between the two halves of a change', async () => {
      await makeSharedPolicy();
      const start = await stateOfPolicy(sharedArn);
      await writeScripts(sharedPolicySuggestion);
      await perform('remediate.sh', 'remove');
      await moto.iam('SetDefaultPolicyVersion', { PolicyArn: sharedArn, VersionId: 'v5' });
      await perform('rollback.sh', 'remove');
      expect(await stateOfPolicy(sharedArn)).toEqual(start);
    });

    it('refuse where another version became the default', async () => {
      await makeSharedPolicy();
      await moto.iam('SetDefaultPolicyVersion', { PolicyArn: sharedArn, VersionId: 'v3' });
      const start = await stateOfPolicy(sharedArn);
      await writeScripts(sharedPolicySuggestion);
      const refused = await runScript('remediate.sh', ['remove']);
      expect(refused.said).toContain('is not what this plan was made from');
      expect(refused.code).toBe(1);
      expect(await stateOfPolicy(sharedArn)).toEqual(start);
    });

    async function makeUser(): Promise<void> {
      await moto.iam('CreateUser', { UserName: 'legacy-export' });
      await moto.iam('CreateAccessKey', { UserName: 'legacy-export' });
      const second = objectOf((await moto.iam('CreateAccessKey', { UserName: 'legacy-export' })).AccessKey);
      const key = { UserName: 'legacy-export', AccessKeyId: String(second.AccessKeyId) };
      await moto.iam('UpdateAccessKey', { ...key, Status: 'Inactive' });
    }

    it('turn off the active keys of a user, and on again only those', async () => {
      await makeUser();
      const start = await stateOfUser('legacy-export');
      expect(start.keys).toEqual(['Active', 'Inactive']);
      await writeScripts(userSuggestion);
      await perform('remediate.sh', 'disable');
      await perform('remediate.sh', 'disable');
      const disabled = await stateOfUser('legacy-export');
      expect(disabled.keys).toEqual(['Inactive', 'Inactive']);
      expect(Object.keys(objectOf(disabled.inline))).toEqual(['IamDriftDisabled']);
      await perform('rollback.sh', 'disable');
      await perform('rollback.sh', 'disable');
      expect(await stateOfUser('legacy-export')).toEqual(start);
    });

    it('delete a user after its date and by its typed name only', async () => {
      await makeUser();
      await writeScripts(userSuggestion);
      expect((await runScript('remediate.sh', ['delete'])).code).toBe(2);
      const early = await runScript('delete-irreversible.sh', ['delete'], 'legacy-export\n');
      expect(early.said).toContain('not before 2999-01-01');
      const mistyped = await runScript('delete-irreversible.sh', ['delete', '--now'], 'legacy\n');
      expect(mistyped.said).toContain('another name was typed');
      expect((await stateOfUser('legacy-export')).keys).toHaveLength(2);
      const done = await runScript('delete-irreversible.sh', ['delete', '--now'], 'legacy-export\n');
      expect(done.code, done.said).toBe(0);
      await expect(moto.iam('GetUser', { UserName: 'legacy-export' })).rejects.toThrow('NoSuchEntity');
    });

    it('close the trust of a role, open it again, and delete the role with what hangs on it', async () => {
      await makeRole('batch-worker');
      await moto.iam('CreateInstanceProfile', { InstanceProfileName: 'batch' });
      await moto.iam('AddRoleToInstanceProfile', { InstanceProfileName: 'batch', RoleName: 'batch-worker' });
      const document = JSON.stringify(sharedVersions[0]);
      await moto.iam('CreatePolicy', { PolicyName: 'batch-worker', PolicyDocument: document });
      const arn = 'arn:aws:iam::123456789012:policy/batch-worker';
      await moto.iam('CreatePolicyVersion', { PolicyArn: arn, PolicyDocument: document });
      await moto.iam('AttachRolePolicy', { RoleName: 'batch-worker', PolicyArn: arn });
      await moto.iam('PutRolePolicy', { RoleName: 'batch-worker', PolicyName: 'own', PolicyDocument: document });
      const start = await stateOfRole('batch-worker');
      await writeScripts(retiredRoleSuggestion);
      await perform('remediate.sh', 'disable');
      expect(JSON.stringify((await stateOfRole('batch-worker')).trust)).toContain('Deny');
      await perform('rollback.sh', 'disable');
      expect(await stateOfRole('batch-worker')).toEqual(start);
      const done = await runScript('delete-irreversible.sh', ['delete'], 'batch-worker\n');
      expect(done.code, done.said).toBe(0);
      await expect(moto.iam('GetRole', { RoleName: 'batch-worker' })).rejects.toThrow('NoSuchEntity');
      await expect(moto.iam('GetPolicy', { PolicyArn: arn })).rejects.toThrow('NoSuchEntity');
    });

    it('narrow a permission set, and bring back what was', async () => {
      const [instance] = objectsOf((await moto.identityCenter('ListInstances')).Instances);
      const InstanceArn = String(instance?.InstanceArn);
      const made = await moto.identityCenter('CreatePermissionSet', { InstanceArn, Name: 'Developers' });
      const PermissionSetArn = String(objectOf(made.PermissionSet).PermissionSetArn);
      const set = { InstanceArn, PermissionSetArn };
      const [before] = permissionSetSuggestion.before;
      await moto.identityCenter('PutInlinePolicyToPermissionSet', {
        ...set,
        InlinePolicy: JSON.stringify(before?.document),
      });
      const ManagedPolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
      await moto.identityCenter('AttachManagedPolicyToPermissionSet', { ...set, ManagedPolicyArn });
      await moto.identityCenter('AttachCustomerManagedPolicyReferenceToPermissionSet', {
        ...set,
        CustomerManagedPolicyReference: { Name: "o'brien", Path: '/team/' },
      });
      const stateOfSet = async (): Promise<JsonObject> => {
        const inline = (await moto.identityCenter('GetInlinePolicyForPermissionSet', set)).InlinePolicy;
        const own = await moto.identityCenter('ListCustomerManagedPolicyReferencesInPermissionSet', set);
        return {
          inline: typeof inline === 'string' && inline !== '' ? JSON.parse(inline) : undefined,
          attached: (await moto.identityCenter('ListManagedPoliciesInPermissionSet', set)).AttachedManagedPolicies,
          own: own.CustomerManagedPolicyReferences,
        };
      };
      const start = await stateOfSet();
      const text = JSON.stringify(permissionSetSuggestion)
        .replaceAll(permissionSetSuggestion.permissionSet ?? '', PermissionSetArn)
        .replaceAll('arn:aws:sso:::instance/ssoins-1111222233334444', InstanceArn);
      await writeScripts(JSON.parse(text));
      await perform('remediate.sh', 'remove');
      expect(await stateOfSet()).toEqual({ inline: permissionSetSuggestion.after[0]?.document, attached: [], own: [] });
      await perform('rollback.sh', 'remove');
      expect(await stateOfSet()).toEqual(start);
    });
  },
  { onlyInCi: true },
);

/** A document as moto tells it: as text, URL-encoded or not, or as an object. */
function documentOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return JSON.parse(value.startsWith('%') ? decodeURIComponent(value) : value);
}
