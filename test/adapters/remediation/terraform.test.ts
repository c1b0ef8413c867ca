import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { terraformWriter } from '../../../src/adapters/remediation/terraform.ts';
import type { Suggestion } from '../../../src/core/model/suggestion.ts';
import { ciRole, ciRoleOfTerraform, hostileNames, statedSuggestions, unusedRole } from './stated-suggestions.ts';
import { suggestions } from './suggestions.ts';

const golden = join(import.meta.dirname, '../../golden/remediation');

function filesOf(suggestion: Suggestion): ReadonlyMap<string, string> {
  return new Map(terraformWriter.write(suggestion).map(({ path, chunks }) => [path, [...chunks].join('')]));
}

function moduleOf(suggestion: Suggestion, folder = 'terraform'): string {
  const text = filesOf(suggestion).get(`${folder}/main.tf`);
  if (text === undefined) throw new Error(`no ${folder}/main.tf`);
  return text;
}

const all: readonly Suggestion[] = [...statedSuggestions.map(([, suggestion]) => suggestion), ...suggestions];

/**
 * The arguments of the resources as the provider's documentation has them: `required`, then those that may stand. Sources: the pages
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/<name without `aws_`>.
 */
const provider: ReadonlyMap<string, readonly [required: readonly string[], optional: readonly string[]]> = new Map([
  ['aws_iam_policy', [['policy'], ['name', 'path', 'description']]],
  ['aws_iam_role_policy', [['policy', 'role'], ['name']]],
  ['aws_iam_user_policy', [['policy', 'user'], ['name']]],
  ['aws_iam_group_policy', [['policy', 'group'], ['name']]],
  ['aws_iam_role_policy_attachment', [['role', 'policy_arn'], []]],
  ['aws_iam_user_policy_attachment', [['user', 'policy_arn'], []]],
  ['aws_iam_group_policy_attachment', [['group', 'policy_arn'], []]],
  ['aws_iam_role_policies_exclusive', [['role_name', 'policy_names'], []]],
  ['aws_iam_user_policies_exclusive', [['user_name', 'policy_names'], []]],
  ['aws_iam_group_policies_exclusive', [['group_name', 'policy_names'], []]],
  ['aws_iam_role_policy_attachments_exclusive', [['role_name', 'policy_arns'], []]],
  ['aws_iam_user_policy_attachments_exclusive', [['user_name', 'policy_arns'], []]],
  ['aws_iam_group_policy_attachments_exclusive', [['group_name', 'policy_arns'], []]],
  ['aws_ssoadmin_permission_set_inline_policy', [['instance_arn', 'permission_set_arn', 'inline_policy'], []]],
  ['aws_ssoadmin_managed_policy_attachment', [['instance_arn', 'permission_set_arn', 'managed_policy_arn'], []]],
  [
    'aws_ssoadmin_managed_policy_attachments_exclusive',
    [['instance_arn', 'permission_set_arn', 'managed_policy_arns'], []],
  ],
]);

/** What Terraform itself lets stand in any resource. */
const meta = ['lifecycle', 'depends_on'];

interface Found {
  readonly type: string;
  readonly label: string;
  readonly names: readonly string[];
}

/** The resources of a module; its lines at two blanks are the names of their arguments and blocks. */
function resourcesIn(text: string): readonly Found[] {
  return [...text.matchAll(/^resource "([^"]+)" "([^"]+)" \{\n([\s\S]*?)\n\}$/gm)].map(
    ([, type = '', label = '', body = '']) => ({
      type,
      label,
      names: [...body.matchAll(/^ {2}([a-z_]+)(?= *=| \{)/gm)].map(([, name = '']) => name),
    }),
  );
}

describe('the Terraform modules', () => {
  it.each(statedSuggestions)('of %s are as agreed', async (name, suggestion) => {
    for (const [path, text] of filesOf(suggestion)) {
      await expect(text).toMatchFileSnapshot(join(golden, name, path));
    }
  });

  it('use the arguments that the provider documents, and all that it requires', () => {
    const found = all.flatMap((suggestion) => [...filesOf(suggestion).values()].flatMap(resourcesIn));
    expect(found.length).toBeGreaterThan(30);
    for (const { type, names } of found) {
      const [required, optional] = provider.get(type) ?? [[], []];
      expect(required.length, type).toBeGreaterThan(0);
      expect(names, type).toEqual(expect.arrayContaining([...required]));
      expect([...required, ...optional, ...meta], type).toEqual(expect.arrayContaining([...names]));
    }
  });

  it('have labels that are names, each once, and imports only of what they define', () => {
    for (const text of all.flatMap((suggestion) => [...filesOf(suggestion).values()])) {
      const addresses = resourcesIn(text).map(({ type, label }) => `${type}.${label}`);
      expect(new Set(addresses).size).toBe(addresses.length);
      for (const address of addresses) expect(address).toMatch(/^aws_[a-z_]+\.[A-Za-z][A-Za-z0-9_-]*$/);
      const imported = [...text.matchAll(/^ {2}to = (.+)$/gm)].map(([, address]) => address);
      expect(addresses).toEqual(expect.arrayContaining(imported));
    }
  });

  it('give the same thing the same address in a module and its rollback', () => {
    const policiesOf = (text: string) =>
      resourcesIn(text)
        .filter(({ type }) => type.endsWith('_policy'))
        .map(({ type, label, names }) => [type, label, names]);
    const forth = policiesOf(moduleOf(hostileNames()));
    expect(forth).toHaveLength(3);
    expect(policiesOf(moduleOf(hostileNames(), 'terraform-rollback'))).toEqual(forth);
  });

  it('run in the account alone that they are for', () => {
    expect(moduleOf(ciRole())).toContain('allowed_account_ids = ["111122223333"]');
  });

  it('write a list of all that stays after what replaces what goes', () => {
    const text = moduleOf(ciRole());
    expect(text).toContain('aws_iam_role_policy_attachment.ci-deploy_ci-deploy-AdministratorAccess.policy_arn,');
    expect(text).toContain('aws_iam_role_policy.ci-deploy_deploy.name,');
  });

  it('name the resource of the code that defines a role, and import and run nothing', () => {
    const text = moduleOf(ciRoleOfTerraform());
    expect(text.split('\n')[0]).toContain(
      'as module.ci["eu"].aws_iam_role.deploy[0]. Edit that resource in its own code',
    );
    expect(text).not.toMatch(/^(?:import|provider|terraform) /m);
    expect(text).toContain('resource "aws_iam_role_policy" "ci-deploy_deploy"');
  });

  it('say of a role with a tag of Terraform alone that its code is elsewhere, and import', () => {
    const text = moduleOf(ciRole([{ tool: 'terraform', arn: 'arn:aws:iam::111122223333:role/ci/ci-deploy' }]));
    expect(text.split('\n')[0]).toContain('which resource does is not told');
    expect(text).toMatch(/^import \{/m);
  });

  it('have no line outside of comments that a name could have begun', () => {
    const lines = moduleOf(hostileNames()).split('\n');
    expect(lines.filter((line) => /^(?:#|$|\}|[a-z]+ (?:"[^"]+" ){0,2}\{| {2})/.test(line))).toEqual(lines);
    expect(lines.filter((line) => !line.startsWith('#') && line.replaceAll('$${', '').includes('${'))).toEqual([]);
  });

  it('hold for an unused role the quarantine alone, which its destruction undoes', () => {
    const files = filesOf(unusedRole());
    expect([...files.keys()]).toEqual(['terraform-quarantine/main.tf']);
    expect(files.get('terraform-quarantine/main.tf')).toContain('`terraform destroy` in this folder');
  });
});
