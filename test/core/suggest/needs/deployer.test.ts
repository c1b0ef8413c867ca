import { describe, expect, it } from 'vitest';
import { fullSet, isSubset, membersOf, setOf } from '../../../../src/core/catalog/action-set.ts';
import type { RawRole } from '../../../../src/core/model/bundle.ts';
import { isDeployer, rollbackActionsOf } from '../../../../src/core/suggest/needs/deployer.ts';
import { accountId, catalog, judgedOf, roleWith, type TestEvent } from '../../evidence/account.ts';

function setNamed(names: readonly string[]) {
  return setOf(
    catalog.size,
    names.map((name) => {
      const action = catalog.byName.get(name.toLowerCase());
      if (action === undefined) throw new Error(`${name} is not in the catalog`);
      return action.index;
    }),
  );
}

/** What is kept of everything, by whoever used these. */
function keptOf(...used: readonly string[]): ReadonlySet<string> {
  const kept = rollbackActionsOf(setNamed(used), fullSet(catalog.size), catalog);
  return new Set([...membersOf(kept)].map((index) => catalog.actions[index]?.name ?? '?'));
}

describe('rollbackActionsOf', () => {
  const rows: readonly (readonly [used: string, kept: string, gone: string])[] = [
    [
      'lambda:CreateFunction',
      'lambda:DeleteFunction lambda:GetFunction lambda:ListFunctions lambda:UpdateFunctionCode lambda:TagResource lambda:RemovePermission',
      'lambda:CreateFunction lambda:InvokeFunction lambda:CreateAlias lambda:DeleteLayerVersion',
    ],
    [
      'ec2:RunInstances',
      'ec2:TerminateInstances ec2:DescribeInstances ec2:StopInstances ec2:StartInstances ec2:DeleteVolume ec2:DetachVolume ec2:DeleteTags ec2:DeleteNetworkInterface',
      'ec2:RunInstances ec2:CreateVolume ec2:DeleteVpc ec2:DeleteSecurityGroup ec2:GetPasswordData',
    ],
    [
      'ec2:CreateSecurityGroup',
      'ec2:DeleteSecurityGroup ec2:DescribeSecurityGroups ec2:RevokeSecurityGroupIngress ec2:CreateTags ec2:DeleteTags',
      'ec2:DeleteVpc ec2:TerminateInstances',
    ],
    [
      's3:CreateBucket',
      's3:DeleteBucket s3:PutBucketPolicy s3:GetBucketPolicy s3:ListAllMyBuckets s3:PutEncryptionConfiguration s3:PutBucketTagging',
      's3:GetObject s3:PutObject s3:DeleteObject s3:CreateAccessPoint',
    ],
    [
      'iam:CreateRole',
      'iam:DeleteRole iam:DetachRolePolicy iam:DeleteRolePolicy iam:UpdateAssumeRolePolicy iam:GetRole iam:ListRoles iam:UntagRole',
      'iam:PassRole iam:CreateUser iam:DeleteUser iam:CreateAccessKey iam:CreatePolicyVersion',
    ],
    [
      'dynamodb:CreateTable',
      'dynamodb:DeleteTable dynamodb:DescribeTable dynamodb:UpdateTable dynamodb:ListTables dynamodb:UntagResource',
      'dynamodb:GetItem dynamodb:Scan dynamodb:DeleteItem dynamodb:CreateBackup',
    ],
    [
      'sqs:CreateQueue',
      'sqs:DeleteQueue sqs:GetQueueUrl sqs:ListQueues sqs:UntagQueue',
      'sqs:SendMessage sqs:PurgeQueue',
    ],
    [
      'kms:CreateKey',
      'kms:ScheduleKeyDeletion kms:DescribeKey kms:PutKeyPolicy',
      'kms:Decrypt kms:Encrypt kms:GenerateDataKey kms:Sign',
    ],
    [
      'cloudformation:CreateChangeSet',
      'cloudformation:DeleteStack cloudformation:UpdateStack cloudformation:ExecuteChangeSet cloudformation:DescribeStackEvents cloudformation:ContinueUpdateRollback',
      'cloudformation:RegisterType',
    ],
    [
      'acm:RequestCertificate',
      'acm:DeleteCertificate acm:DescribeCertificate acm:ListCertificates',
      'acm:ExportCertificate',
    ],
    [
      'rds:CreateDBInstance',
      'rds:DeleteDBInstance rds:DescribeDBInstances rds:ModifyDBInstance rds:RemoveTagsFromResource',
      'rds:DeleteDBCluster',
    ],
    [
      'iam:CreatePolicy',
      'iam:DeletePolicy iam:GetPolicy iam:ListPolicyVersions iam:CreatePolicyVersion iam:DeletePolicyVersion',
      'iam:DeleteRole',
    ],
    [
      'ec2:AllocateAddress',
      'ec2:ReleaseAddress ec2:DescribeAddresses ec2:DisassociateAddress',
      'ec2:TerminateInstances',
    ],
    [
      'events:PutRule',
      'events:DeleteRule events:RemoveTargets events:DescribeRule events:ListTargetsByRule',
      'events:PutEvents',
    ],
    [
      'secretsmanager:CreateSecret',
      'secretsmanager:DeleteSecret secretsmanager:GetSecretValue secretsmanager:UpdateSecret',
      'secretsmanager:CreateSecret',
    ],
    [
      'redshift:CreateCluster',
      'redshift:DeleteCluster redshift:DescribeClusters redshift:ModifyCluster',
      'redshift:GetClusterCredentials redshift:GetClusterCredentialsWithIAM',
    ],
    [
      'lightsail:CreateDiskFromSnapshot',
      'lightsail:DeleteDisk lightsail:GetDisk lightsail:DetachDisk',
      'lightsail:DeleteInstance',
    ],
    ['apigateway:POST', 'apigateway:GET apigateway:DELETE apigateway:PATCH apigateway:PUT', 'apigateway:POST'],
  ];
  it.each(rows)('keeps what undoes %s', (used, wanted, gone) => {
    const kept = keptOf(used);
    expect(wanted.split(' ').filter((name) => !kept.has(name))).toEqual([]);
    expect(gone.split(' ').filter((name) => kept.has(name))).toEqual([]);
  });

  it('keeps of what was added to a resource only what takes it away, and what reads the resource', () => {
    const kept = keptOf('iam:AttachRolePolicy');
    expect(kept).toContain('iam:DetachRolePolicy');
    expect(kept).toContain('iam:ListAttachedRolePolicies');
    expect(kept).not.toContain('iam:DeleteRole');
    const profile = keptOf('iam:AddRoleToInstanceProfile');
    expect(profile).toContain('iam:RemoveRoleFromInstanceProfile');
    expect(profile).not.toContain('iam:DeleteRole');
    const grant = keptOf('kms:CreateGrant');
    expect(grant).toContain('kms:RevokeGrant');
    expect(grant).not.toContain('kms:ScheduleKeyDeletion');
  });

  it('keeps what services let hang on a resource: tags, grants on keys, deliveries of logs', () => {
    const kept = keptOf('ecr:CreateRepository');
    for (const name of [
      'tag:UntagResources',
      'kms:RetireGrant',
      'logs:DeleteLogDelivery',
      'ec2:DescribeNetworkInterfaces',
    ])
      expect(kept).toContain(name);
  });

  it('keeps nothing of whoever made nothing', () => {
    expect(keptOf('s3:PutObject', 'ec2:DescribeInstances', 'lambda:InvokeFunction', 'dynamodb:PutItem').size).toBe(0);
  });

  it('keeps only what is granted', () => {
    const granted = setNamed(['lambda:DeleteFunction', 'lambda:InvokeFunction', 's3:DeleteBucket']);
    const kept = rollbackActionsOf(setNamed(['lambda:CreateFunction']), granted, catalog);
    expect(kept).toEqual(setNamed(['lambda:DeleteFunction']));
  });

  it('keeps of two services what each keeps alone, and more used never keeps less', () => {
    const one = rollbackActionsOf(setNamed(['sns:CreateTopic']), fullSet(catalog.size), catalog);
    const both = rollbackActionsOf(setNamed(['sns:CreateTopic', 'sqs:CreateQueue']), fullSet(catalog.size), catalog);
    expect(isSubset(one, both)).toBe(true);
    expect(isSubset(setNamed(['sqs:DeleteQueue']), both)).toBe(true);
  });

  it('keeps the delete of everything in the catalog that has a create, and neither that create (versions aside) nor passing roles', () => {
    const everything = fullSet(catalog.size);
    const passRole = setNamed(['iam:PassRole']);
    const bad: string[] = [];
    let pairs = 0;
    for (const action of catalog.actions) {
      const noun = /^[^:]+:Create([A-Z].*)$/.exec(action.name)?.[1];
      if (noun === undefined || action.accessLevel === 'tagging') continue;
      const kept = rollbackActionsOf(setOf(catalog.size, [action.index]), everything, catalog);
      const undo = catalog.byName.get(`${action.service}:delete${noun}`.toLowerCase());
      if (undo !== undefined) pairs += 1;
      if (undo !== undefined && !isSubset(setOf(catalog.size, [undo.index]), kept)) bad.push(`${undo.name} is lost`);
      if (!/(?:Version|Replica)$/.test(noun) && isSubset(setOf(catalog.size, [action.index]), kept))
        bad.push(`${action.name} is kept`);
      if (isSubset(passRole, kept)) bad.push(`${action.name} keeps iam:PassRole`);
    }
    expect(bad).toEqual([]);
    expect(pairs).toBeGreaterThan(1000);
  });
});

describe('rollbackActionsOf over the catalog', () => {
  const inverses: readonly (readonly [verb: string, undo: string])[] = [
    ['Attach', 'Detach'],
    ['Associate', 'Disassociate'],
    ['Authorize', 'Revoke'],
    ['Enable', 'Disable'],
    ['Register', 'Deregister'],
    ['Allocate', 'Release'],
    ['Assign', 'Unassign'],
    ['Put', 'Delete'],
    ['Upload', 'Delete'],
    ['Add', 'Remove'],
  ];
  it.each(inverses)('keeps what undoes each %s…: %s… of the same', (verb, undo) => {
    const lost: string[] = [];
    let pairs = 0;
    for (const action of catalog.actions) {
      const noun = new RegExp(`^[^:]+:${verb}([A-Z].*)$`).exec(action.name)?.[1];
      const writes = action.accessLevel === 'write' || action.accessLevel === 'permissions-management';
      if (noun === undefined || !writes || action.trace.kind === 'data') continue;
      const other = catalog.byName.get(`${action.service}:${undo}${noun.replace('To', 'From')}`.toLowerCase());
      if (other === undefined) continue;
      pairs += 1;
      const kept = rollbackActionsOf(setOf(catalog.size, [action.index]), fullSet(catalog.size), catalog);
      if (!isSubset(setOf(catalog.size, [other.index]), kept)) lost.push(other.name);
    }
    expect(lost).toEqual([]);
    expect(pairs).toBeGreaterThan(2);
  });
});

describe('isDeployer', () => {
  const trustOf = (Principal: object): Partial<RawRole> => ({
    trustDocument: { Statement: { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' } },
  });
  const judge = (over: Partial<RawRole> = {}, events: readonly TestEvent[] = []): boolean =>
    isDeployer(
      judgedOf({ parts: { roles: [roleWith([{ Effect: 'Allow', Action: '*', Resource: '*' }], over)] }, events }),
    );
  const create = (source: string, name = 'CreateThing', over: Partial<TestEvent> = {}): TestEvent => ({
    daysAgo: 5,
    source: `${source}.amazonaws.com`,
    name,
    ...over,
  });
  const three = [create('lambda'), create('sqs'), create('sns')];

  it.each([
    [
      'a pipeline',
      trustOf({ Federated: `arn:aws:iam::${accountId}:oidc-provider/token.actions.githubusercontent.com` }),
    ],
    ['CloudFormation', trustOf({ Service: 'cloudformation.amazonaws.com' })],
    ['CodeBuild in China', trustOf({ Service: 'codebuild.amazonaws.com.cn' })],
    ['a role of StackSets by its name', { name: 'AWSCloudFormationStackSetExecutionRole-2' }],
  ])('is %s', (_, over) => expect(judge(over)).toBe(true));

  it('is whoever CloudFormation calls for', () => {
    const event = create('lambda', 'CreateFunction20150331', {
      detail: { invokedBy: ['cloudformation.amazonaws.com'] },
    });
    expect(judge({}, [event])).toBe(true);
    expect(judge({}, [{ ...event, detail: { invokedBy: ['autoscaling.amazonaws.com'] } }])).toBe(false);
  });

  it('is a machine that makes things of three services, and not of two', () => {
    expect(judge({}, three)).toBe(true);
    expect(judge({}, three.slice(1))).toBe(false);
    expect(
      judge(
        {},
        three.map((event) => ({ ...event, outcome: 'denied' as const })),
      ),
    ).toBe(false);
  });

  it('is no person, whatever they make', () => {
    const person = trustOf({ Federated: `arn:aws:iam::${accountId}:saml-provider/okta` });
    expect(judge(person, three)).toBe(false);
  });

  it('is no ordinary workload', () => expect(judge()).toBe(false));
});
