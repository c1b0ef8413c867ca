import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permissionGroups } from '../../src/adapters/aws/permissions/needed-permissions.ts';
import { policyDocumentsOf, sizeOf } from '../../src/adapters/aws/permissions/policy-document.ts';
import { templatePath } from '../../tools/permissions/cloudformation-template.ts';
import { moduleFolder } from '../../tools/permissions/terraform-module.ts';
import { permissionFiles } from '../../tools/write-permissions.ts';
import { type MotoServer, startMoto } from '../cli/moto-server.ts';
import { describeWith } from '../external-programs.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The actions that a text names in a list of its language. */
const actionsIn = (text: string): readonly string[] =>
  [...text.matchAll(/^\s+(?:- |")([a-z0-9-]+:[A-Za-z0-9]+)"?,?$/gm)].map(([, action = '']) => action);

const deployed = permissionGroups
  .filter(({ id }) => id === 'account' || id === 'organization' || id === 'logs-s3')
  .flatMap(({ permissions }) => permissions.map(({ action }) => action));

describe('the files written from the permissions', () => {
  it.each(Object.entries(permissionFiles()))('%s is up to date (npx tsx tools/write-permissions.ts)', (path, text) => {
    expect(read(path)).toBe(text);
  });

  it.each([templatePath, `${moduleFolder}/main.tf`])('%s gives the role what is needed, and nothing else', (path) => {
    expect([...new Set(actionsIn(read(path)))].sort()).toEqual([...new Set(deployed)].sort());
  });

  it.each([templatePath, `${moduleFolder}/main.tf`])('%s gives the role nothing that writes', (path) => {
    const written = actionsIn(read(path)).filter(
      (action) =>
        !/:(?:Get|List|Describe|Lookup|Generate(?:CredentialReport|ServiceLastAccessed)|Decrypt$)/.test(action),
    );
    expect(written).toEqual([]);
  });
});

describe('the policies of the role', () => {
  it('fit into what AWS lets a role hold inline, with room to grow', () => {
    const documents = permissionGroups
      .filter(({ id }) => id === 'account' || id === 'organization' || id === 'logs-s3')
      .map((group) => policyDocumentsOf(group));
    expect(documents.map(({ length }) => length)).toEqual([1, 1, 1]);
    // AWS facts 4: 10,240 characters over all inline policies of a role.
    expect(documents.flat().reduce((sum, document) => sum + sizeOf(document), 0)).toBeLessThan(8000);
  });
});

describeWith(['cfn-lint'], 'the template of the role, read by cfn-lint', () => {
  it('has no error and no warning', () => {
    const { stdout, stderr } = spawnSync('cfn-lint', ['--format', 'parseable', join(root, templatePath)], {
      encoding: 'utf8',
    });
    expect(stdout + stderr).toBe('');
  });
});

describeWith(['hcl2tojson'], 'the Terraform module of the role, read by python-hcl2', () => {
  it.each(Object.keys(permissionFiles()).filter((path) => path.endsWith('.tf')))('%s is HCL', (path) => {
    const { status, stderr } = spawnSync('hcl2tojson', [join(root, path)], { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
  });
});

describeWith(
  ['moto_server'],
  'the template of the role, deployed to moto',
  () => {
    let moto: MotoServer;
    beforeAll(async () => {
      moto = await startMoto();
    });
    afterAll(() => moto.stop());

    it('makes the role, with the policies that its parameters ask for', async () => {
      const parameters = {
        AuditorPrincipalArn: 'arn:aws:iam::111122223333:role/iam-drift',
        ExternalId: 'known-to-both',
        LogBucketArn: 'arn:aws:s3:::trail-logs',
      };
      const entries = Object.entries(parameters).flatMap(([key, value], index): [string, string][] => [
        [`Parameters.member.${index + 1}.ParameterKey`, key],
        [`Parameters.member.${index + 1}.ParameterValue`, value],
      ]);
      const template = read(templatePath);
      const answer = await fetch(moto.url, {
        method: 'POST',
        headers: {
          authorization:
            'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cloudformation/aws4_request, SignedHeaders=host, Signature=none',
        },
        body: new URLSearchParams([
          ['Action', 'CreateStack'],
          ['Version', '2010-05-15'],
          ['StackName', 'auditor'],
          ['TemplateBody', template],
          ['Capabilities.member.1', 'CAPABILITY_NAMED_IAM'],
          ...entries,
        ]),
      });
      expect(answer.status, await answer.text()).toBe(200);
      const { PolicyNames } = await moto.iam('ListRolePolicies', { RoleName: 'iam-drift-auditor' });
      expect(PolicyNames).toEqual(['iam-drift-account', 'iam-drift-logs']);
      const { Role } = await moto.iam('GetRole', { RoleName: 'iam-drift-auditor' });
      expect(decodeURIComponent(JSON.stringify(Role))).toContain('known-to-both');
    });
  },
  { onlyInCi: true },
);
