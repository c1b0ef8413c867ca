import { describe, expect, it } from 'vitest';
import { originsOf } from '../../../../src/core/suggest/plan/origin.ts';

const arn = 'arn:aws:iam::111122223333:role/deploy';
const none: ReadonlyMap<string, string> = new Map();

describe('originsOf', () => {
  it('takes the address of a Terraform state before a tag that says no more than Terraform', () => {
    const known = new Map([[arn, 'module.ci.aws_iam_role.deploy[0]']]);
    expect(originsOf([{ arn, tags: { ManagedBy: 'terraform' } }], known)).toEqual([
      { tool: 'terraform', arn, address: 'module.ci.aws_iam_role.deploy[0]' },
    ]);
  });

  it('takes stack and logical id from the tags that CloudFormation sets', () => {
    const tags = {
      'aws:cloudformation:stack-name': 'pipelines',
      'aws:cloudformation:logical-id': 'DeployRole',
      'aws:cloudformation:stack-id': 'arn:aws:cloudformation:eu-west-1:111122223333:stack/pipelines/1',
    };
    expect(originsOf([{ arn, tags }], none)).toEqual([
      { tool: 'cloudformation', arn, address: 'DeployRole', stack: 'pipelines' },
    ]);
  });

  it('takes the name of the stack from its id where it stands nowhere else', () => {
    const tags = { 'aws:cloudformation:stack-id': 'arn:aws-cn:cloudformation:cn-north-1:111122223333:stack/base/1-2' };
    expect(originsOf([{ arn, tags }], none)).toEqual([{ tool: 'cloudformation', arn, stack: 'base' }]);
  });

  it.each([
    ['ManagedBy', 'Terraform'],
    ['managed-by', 'terraform'],
    ['managed_by', 'OpenTofu'],
    ['Provisioner', 'terraform '],
    ['IaC', 'terraform'],
    ['iac:tool', 'terraform'],
    ['terraform', 'true'],
    ['Terraform', 'Yes'],
  ])('takes the tag %s = %s for Terraform without an address', (key, value) => {
    expect(originsOf([{ arn, tags: { [key]: value } }], none)).toEqual([{ tool: 'terraform', arn }]);
  });

  it.each([
    ['ManagedBy', 'platform team'],
    ['created-by', 'terraform'],
    ['terraform', 'false'],
    ['terraform-workspace', 'production'],
    ['managed-by', 'not terraform'],
    ['cloudformation:stack-name', 'pipelines'],
    ['aws:cloudformation:stack-id', 'pipelines'],
    ['aws:cloudformation:logical-id', 'DeployRole'],
  ])('says nothing of the tag %s = %s', (key, value) => {
    expect(originsOf([{ arn, tags: { [key]: value } }], none)).toEqual([]);
  });

  it('tells both where a state and a stack have it', () => {
    const tags = { 'aws:cloudformation:stack-name': 'pipelines' };
    expect(originsOf([{ arn, tags }], new Map([[arn, 'aws_iam_role.deploy']])).map(({ tool }) => tool)).toEqual([
      'terraform',
      'cloudformation',
    ]);
  });
});
