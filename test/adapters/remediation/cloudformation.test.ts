import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cloudFormationWriter } from '../../../src/adapters/remediation/cloudformation.ts';
import type { Suggestion } from '../../../src/core/model/suggestion.ts';
import {
  ciRole,
  ciRoleOfCloudFormation,
  hostileNames,
  permissionSet,
  sharedPolicy,
  statedSuggestions,
  unusedRole,
} from './stated-suggestions.ts';
import { suggestions } from './suggestions.ts';

const golden = join(import.meta.dirname, '../../golden/remediation');

const templateSchema = z.object({
  AWSTemplateFormatVersion: z.literal('2010-09-09'),
  Description: z.string().max(1024),
  Metadata: z.object({ IamDrift: z.looseObject({ says: z.array(z.string()) }) }),
  Resources: z.record(
    z.string().regex(/^[A-Za-z0-9]{1,255}$/),
    z.object({
      Type: z.string(),
      DeletionPolicy: z.enum(['Retain', 'Delete']),
      UpdateReplacePolicy: z.string(),
      Properties: z.looseObject({ PolicyDocument: z.unknown() }),
    }),
  ),
});

const importSchema = z.array(
  z.object({
    ResourceType: z.string(),
    LogicalResourceId: z.string(),
    ResourceIdentifier: z.record(z.string(), z.string()),
  }),
);

function filesOf(suggestion: Suggestion): ReadonlyMap<string, string> {
  return new Map(cloudFormationWriter.write(suggestion).map(({ path, chunks }) => [path, [...chunks].join('')]));
}

function jsonOf(suggestion: Suggestion, path: string): unknown {
  return JSON.parse(filesOf(suggestion).get(path) ?? '');
}

function templateOf(suggestion: Suggestion, path = 'cloudformation.template.json'): z.infer<typeof templateSchema> {
  return templateSchema.parse(jsonOf(suggestion, path));
}

const rollback = 'cloudformation-rollback.template.json';

describe('the CloudFormation templates', () => {
  it.each(statedSuggestions)('of %s are as agreed', async (name, suggestion) => {
    for (const [path, text] of filesOf(suggestion)) {
      await expect(text).toMatchFileSnapshot(join(golden, name, path));
    }
  });

  it('are templates, and what is imported is all of the rollback, and retained', () => {
    const withImport = [...statedSuggestions.map(([, one]) => one), ...suggestions].filter((one) =>
      filesOf(one).has(rollback),
    );
    expect(withImport.length).toBeGreaterThan(3);
    for (const suggestion of withImport) {
      templateOf(suggestion);
      const { Resources } = templateOf(suggestion, rollback);
      const imported = importSchema.parse(jsonOf(suggestion, 'resources-to-import.json'));
      expect(imported.map(({ LogicalResourceId, ResourceType }) => [LogicalResourceId, ResourceType])).toEqual(
        Object.entries(Resources).map(([id, { Type }]) => [id, Type]),
      );
      for (const { DeletionPolicy } of Object.values(Resources)) expect(DeletionPolicy).toBe('Retain');
    }
  });

  it('hold the documents of before and after as they are', () => {
    for (const suggestion of [ciRole(), sharedPolicy()]) {
      const documents = (path?: string) =>
        Object.values(templateOf(suggestion, path).Resources).map(({ Properties }) => Properties.PolicyDocument);
      const expected = (side: 'before' | 'after') =>
        suggestion[side].filter(({ type }) => type !== 'aws-managed').map(({ document }) => document);
      expect(new Set(documents())).toEqual(new Set(expected('after')));
      expect(new Set(documents(rollback))).toEqual(new Set(expected('before')));
    }
  });

  it('keep a logical id in both templates, and give no two resources the same', () => {
    const ids = Object.keys(templateOf(hostileNames()).Resources);
    expect(ids).toHaveLength(3);
    expect(Object.keys(templateOf(hostileNames(), rollback).Resources).sort()).toEqual(ids.sort());
  });

  it('name the commands for what no stack does', () => {
    const { IamDrift } = templateOf(ciRole()).Metadata;
    expect(IamDrift.commandsAfter).toEqual([
      "aws iam detach-role-policy --role-name='ci-deploy' --policy-arn='arn:aws:iam::aws:policy/AdministratorAccess'",
      "aws iam delete-role-policy --role-name='ci-deploy' --policy-name='old'",
    ]);
    expect(templateOf(ciRole(), rollback).Metadata.IamDrift.commandsBefore).toEqual([
      "aws iam attach-role-policy --role-name='ci-deploy' --policy-arn='arn:aws:iam::aws:policy/AdministratorAccess'",
    ]);
  });

  it('speak of commands only where there are some', () => {
    for (const [, suggestion] of statedSuggestions) {
      for (const path of filesOf(suggestion).keys()) {
        if (!path.endsWith('.template.json')) continue;
        const { IamDrift } = templateOf(suggestion, path).Metadata;
        const { commandsAfter } = z.looseObject({ commandsAfter: z.array(z.string()).default([]) }).parse(IamDrift);
        expect(IamDrift.says.some((line) => line.includes('un `commandsAfter`'))).toBe(
          commandsAfter.length > 0 && path !== rollback,
        );
      }
    }
  });

  it('write first what is for the stack that defines a role, and leave that role out of the others', () => {
    const files = filesOf(ciRoleOfCloudFormation());
    expect([...files.keys()]).toEqual([
      'cloudformation-DeployRole.snippet.json',
      'cloudformation-quarantine.template.json',
    ]);
    expect(jsonOf(ciRoleOfCloudFormation(), 'cloudformation-DeployRole.snippet.json')).toMatchObject({
      stack: 'pipelines',
      logicalId: 'DeployRole',
      takeOut: ['old', 'arn:aws:iam::aws:policy/AdministratorAccess'],
      undo: { takeOut: ['arn:aws:iam::111122223333:policy/iam-drift/ci-deploy-AdministratorAccess'] },
    });
  });

  it('give a permission set as the properties of its resource', () => {
    const [path = ''] = filesOf(permissionSet()).keys();
    expect(jsonOf(permissionSet(), path)).toMatchObject({
      properties: { ManagedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] },
      undo: {
        properties: {
          ManagedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess', 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
        },
      },
    });
  });

  it('say that no template can do a plan that only takes away', () => {
    const suggestion = ciRole();
    const steps = suggestion.plan.steps
      .filter(({ id }) => id === 'remove')
      .map((step) => ({ ...step, changes: step.changes.filter((change) => change.do === 'detach-policy'), undo: [] }));
    const files = filesOf({ ...suggestion, plan: { steps, origins: [] } });
    expect([...files.keys()]).toEqual(['cloudformation.txt']);
  });

  it('hold for an unused role the quarantine alone', () => {
    expect([...filesOf(unusedRole()).keys()]).toEqual(['cloudformation-quarantine.template.json']);
  });
});
