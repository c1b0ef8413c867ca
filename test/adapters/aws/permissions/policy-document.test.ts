import { describe, expect, it } from 'vitest';
import { mergedPermissions } from '../../../../src/adapters/aws/permissions/permission-group.ts';
import {
  managedPolicyCharacters,
  policyDocumentsOf,
  sizeOf,
} from '../../../../src/adapters/aws/permissions/policy-document.ts';

const permission = (action: string, ...resources: readonly string[]) => ({
  action,
  without: 'nothing is told',
  ...(resources.length === 0 ? {} : { resources }),
});

describe('policyDocumentsOf', () => {
  it('names each action once, sorted, and resources where they are known', () => {
    const documents = policyDocumentsOf({
      id: 'logs-s3',
      permissions: [
        permission('s3:ListBucket', 'arn:aws:s3:::*'),
        permission('iam:ListRoles'),
        permission('account:ListRegions'),
        permission('iam:ListRoles'),
      ],
    });
    expect(documents).toEqual([
      {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'IamDriftLogsS3',
            Effect: 'Allow',
            Action: ['account:ListRegions', 'iam:ListRoles'],
            Resource: ['*'],
          },
          { Sid: 'IamDriftLogsS3Part2', Effect: 'Allow', Action: ['s3:ListBucket'], Resource: ['arn:aws:s3:::*'] },
        ],
      },
    ]);
  });

  it("writes resources in the partition's ARNs", () => {
    const [document] = policyDocumentsOf(
      { id: 'caller', permissions: [permission('sts:AssumeRole', 'arn:aws:iam::*:role/iam-drift-auditor')] },
      { partition: 'aws-cn' },
    );
    expect(document?.Statement[0]?.Resource).toEqual(['arn:aws-cn:iam::*:role/iam-drift-auditor']);
  });

  it('is cut into policies that AWS takes, without losing an action', () => {
    const actions = Array.from({ length: 400 }, (_, index) => `organizations:ListSomethingNumber${index}`);
    const documents = policyDocumentsOf({ id: 'organization', permissions: actions.map((name) => permission(name)) });
    expect(documents.length).toBeGreaterThan(1);
    for (const document of documents) expect(sizeOf(document)).toBeLessThanOrEqual(managedPolicyCharacters);
    const kept = documents.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action));
    expect([...kept].sort()).toEqual([...actions].sort());
  });
});

describe('mergedPermissions', () => {
  it('joins what parts say of one action, and wants all resources where one part does', () => {
    const merged = mergedPermissions([
      { action: 'sts:AssumeRole', without: 'b is lost', resources: ['arn:aws:iam::*:role/a'] },
      { action: 'sts:AssumeRole', without: 'a is lost', isRequired: true },
      { action: 'iam:ListRoles', without: 'c is lost' },
      { action: 'iam:ListRoles', without: 'c is lost' },
    ]);
    expect(merged).toEqual([
      { action: 'iam:ListRoles', without: 'c is lost' },
      { action: 'sts:AssumeRole', without: 'b is lost; a is lost', isRequired: true },
    ]);
  });
});
