import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addressesByArn, readTerraformState } from '../../../src/adapters/iac/terraform-state.ts';
import { ConfigError } from '../../../src/core/model/errors.ts';

const account = 'arn:aws:iam::111122223333';

function stateOf(resources: readonly unknown[], version: unknown = 4): string {
  return JSON.stringify({ version, terraform_version: '1.11.4', serial: 1, lineage: 'x', outputs: {}, resources });
}

function resource(type: string, name: string, instances: readonly unknown[], more: object = {}): object {
  return {
    mode: 'managed',
    type,
    name,
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances,
    ...more,
  };
}

describe('readTerraformState', () => {
  it('gives addresses with modules, counts and keys as Terraform writes them', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a key that Terraform has to escape.
    const key = 'a"b${c}';
    const state = readTerraformState(
      stateOf([
        resource('aws_iam_role', 'deploy', [{ index_key: 0, attributes: { arn: `${account}:role/deploy` } }], {
          module: 'module.ci["eu"].module.roles',
        }),
        resource('aws_iam_user', 'people', [{ index_key: key, attributes: { arn: `${account}:user/eve` } }]),
        resource('aws_iam_policy', 'shared', [{ attributes: { arn: `${account}:policy/team/shared` } }]),
        resource('aws_iam_group', 'admins', [{ attributes: { arn: `${account}:group/admins` } }]),
        resource('aws_ssoadmin_permission_set', 'dev', [{ attributes: { arn: 'arn:aws:sso:::permissionSet/a/b' } }]),
      ]),
      'terraform.tfstate',
    );
    expect(state.gaps).toEqual([]);
    expect([...addressesByArn(state.entries)].sort()).toEqual(
      [
        [`${account}:role/deploy`, 'module.ci["eu"].module.roles.aws_iam_role.deploy[0]'],
        [`${account}:user/eve`, 'aws_iam_user.people["a\\"b$${c}"]'],
        [`${account}:policy/team/shared`, 'aws_iam_policy.shared'],
        [`${account}:group/admins`, 'aws_iam_group.admins'],
        ['arn:aws:sso:::permissionSet/a/b', 'aws_ssoadmin_permission_set.dev'],
      ].sort(),
    );
  });

  it('tells inline policies and attachments by their holder', () => {
    const { entries } = readTerraformState(
      stateOf([
        resource('aws_iam_role_policy', 'inline', [{ attributes: { id: 'deploy:s3', role: 'deploy', name: 's3' } }]),
        resource('aws_iam_group_policy_attachment', 'ro', [
          { attributes: { group: 'admins', policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } },
        ]),
        resource('aws_ssoadmin_permission_set_inline_policy', 'dev', [
          { attributes: { permission_set_arn: 'arn:aws:sso:::permissionSet/a/b' } },
        ]),
      ]),
      'terraform.tfstate',
    );
    expect(entries).toEqual([
      {
        is: 'inline-policy',
        holder: { kind: 'role', name: 'deploy' },
        name: 's3',
        address: 'aws_iam_role_policy.inline',
      },
      {
        is: 'attachment',
        holder: { kind: 'group', name: 'admins' },
        policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        address: 'aws_iam_group_policy_attachment.ro',
      },
      {
        is: 'inline-policy',
        holder: { kind: 'permission-set', arn: 'arn:aws:sso:::permissionSet/a/b' },
        name: '',
        address: 'aws_ssoadmin_permission_set_inline_policy.dev',
      },
    ]);
    expect(addressesByArn(entries).size).toBe(0);
  });

  it('leaves out data sources, deposed instances and resources of other kinds', () => {
    const arn = `${account}:role/deploy`;
    const state = readTerraformState(
      stateOf([
        resource('aws_iam_role', 'read', [{ attributes: { arn } }], { mode: 'data' }),
        resource('aws_iam_role', 'old', [{ deposed: '0a1b2c3d', attributes: { arn } }]),
        resource('aws_s3_bucket', 'logs', [{ attributes: { arn: 'arn:aws:s3:::logs' } }]),
      ]),
      'terraform.tfstate',
    );
    expect(state).toEqual({ entries: [], gaps: [] });
  });

  it('makes a gap of what it cannot read, and reads the rest', () => {
    const state = readTerraformState(
      stateOf([
        'nonsense',
        resource('aws_iam_role', 'half', [{ attributes: { arn: 7 } }, { attributes: {} }, 3]),
        resource('aws_iam_role', 'whole', [{ attributes: { arn: `${account}:role/whole` } }]),
      ]),
      'infra.tfstate',
    );
    expect(state.entries.map(({ address }) => address)).toEqual(['aws_iam_role.whole']);
    expect(state.gaps.map(({ message, path, errorCode }) => [path, errorCode, message.split(':')[0]])).toEqual([
      ['infra.tfstate', 'WrongShape', '`resources[0]`'],
      ['infra.tfstate', 'WrongShape', '`resources[1].instances[0]`'],
      ['infra.tfstate', 'WrongShape', '`resources[1].instances[1]`'],
      ['infra.tfstate', 'WrongShape', '`resources[1].instances[2]`'],
    ]);
  });

  it.each([
    ['{"version": 4, "secret": "hunter2"', '`x.tfstate` is not JSON'],
    ['[]', '`x.tfstate` is no Terraform state'],
    [stateOf([], '4'), '`x.tfstate` is no Terraform state'],
    [stateOf([], 3), '`x.tfstate` is a Terraform state of format 3, which is not read: 4 is'],
  ])('refuses %s, without a word of what is in it', (text, message) => {
    const read = () => readTerraformState(text, 'x.tfstate');
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(message);
    try {
      read();
    } catch (error) {
      expect(error instanceof Error ? error.cause : '').toBeUndefined();
    }
  });
});

const states = join(import.meta.dirname, '../../../../shared/data/terraform-iam/state');
const present = existsSync(states);

describe.skipIf(!present)(`real Terraform states${present ? '' : ' (skipped: ../shared/data absent)'}`, () => {
  it('are read whole', () => {
    const read = readdirSync(states)
      .filter((name) => name.endsWith('.tfstate'))
      .map((name) => readTerraformState(readFileSync(join(states, name), 'utf8'), name));
    expect(read.flatMap(({ gaps }) => gaps)).toEqual([]);
    const entries = read.flatMap((state) => state.entries);
    for (const { address } of entries)
      expect(address).toMatch(/^(?:module\.[\w-]+(?:\[.+?\])?\.)*aws_iam_\w+\.[\w-]+(?:\[.+\])?$/);
    expect(entries.filter(({ is }) => is === 'subject').length).toBeGreaterThan(3);
    expect(entries.filter(({ is }) => is === 'inline-policy').length).toBeGreaterThan(10);
    expect(entries.filter(({ is }) => is === 'attachment').length).toBeGreaterThan(10);
  });
});
