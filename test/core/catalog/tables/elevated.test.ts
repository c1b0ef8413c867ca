import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { elevatedClasses } from '../../../../src/core/catalog/catalog.ts';
import { elevatedRows } from '../../../../src/core/catalog/tables/elevated.ts';
import { type KnownCatalog, knownCatalog } from './known-catalog.ts';

let known: KnownCatalog;
beforeAll(async () => {
  known = await knownCatalog();
});

function classesOf(action: string): readonly string[] {
  const found = known.catalog.byName.get(action.toLowerCase());
  if (found === undefined) throw new Error(`no action ${action}`);
  return found.elevated.map((row) => row.class);
}

const expected: readonly [className: string, actions: string][] = [
  [
    'privilege-escalation',
    `iam:AttachUserPolicy iam:AttachRolePolicy iam:PutRolePolicy iam:PutUserPolicy iam:CreatePolicyVersion iam:SetDefaultPolicyVersion
     iam:AddUserToGroup iam:UpdateAssumeRolePolicy iam:CreateAccessKey iam:CreateLoginProfile iam:UpdateLoginProfile iam:PassRole
     iam:DeleteRolePermissionsBoundary lambda:UpdateFunctionCode lambda:UpdateFunctionConfiguration ssm:SendCommand ssm:StartSession
     sts:AssumeRole glue:UpdateDevEndpoint cloudformation:UpdateStack sso:CreateAccountAssignment eks:CreateAccessEntry
     rolesanywhere:CreateTrustAnchor ec2:ModifyInstanceAttribute ec2-instance-connect:SendSSHPublicKey`,
  ],
  [
    'permissions-management',
    'iam:CreateRole iam:CreateUser iam:DetachRolePolicy organizations:DetachPolicy kms:PutKeyPolicy kms:CreateGrant lakeformation:GrantPermissions',
  ],
  [
    'credential-exposure',
    `secretsmanager:GetSecretValue ssm:GetParameter ssm:GetParametersByPath ec2:GetPasswordData iam:CreateAccessKey
     sts:GetFederationToken sts:GetWebIdentityToken redshift:GetClusterCredentials rds-db:connect`,
  ],
  [
    'resource-exposure',
    `s3:PutBucketPolicy s3:PutBucketAcl s3:PutBucketPublicAccessBlock ec2:ModifySnapshotAttribute rds:ModifyDBSnapshotAttribute
     lambda:AddPermission sns:AddPermission sqs:AddPermission ec2:AuthorizeSecurityGroupIngress ram:CreateResourceShare`,
  ],
  [
    'data-destruction',
    `s3:DeleteBucket s3:DeleteObject rds:DeleteDBInstance rds:DeleteDBCluster dynamodb:DeleteTable kms:ScheduleKeyDeletion
     ec2:DeleteSnapshot ec2:DeleteVolume backup:DeleteRecoveryPoint logs:DeleteLogGroup cloudtrail:DeleteTrail cloudtrail:StopLogging
     guardduty:DeleteDetector config:StopConfigurationRecorder`,
  ],
  ['data-access', 's3:GetObject dynamodb:GetItem dynamodb:Scan rds-data:ExecuteStatement kms:Decrypt'],
];

const ordinary = `
  ec2:CreateTags logs:CreateLogGroup logs:PutLogEvents cloudwatch:PutMetricData s3:PutObject s3:ListBucket sqs:SendMessage
  sqs:DeleteMessage ec2:StartInstances ec2:StopInstances ec2:RunInstances ec2:DescribeInstances lambda:InvokeFunction lambda:TagResource
  ecr:GetAuthorizationToken ecr:BatchGetImage sts:GetCallerIdentity sts:GetSessionToken sts:TagSession iam:GetRole iam:ListRoles
  iam:TagRole iam:ChangePassword iam:EnableMFADevice iam:CreateServiceLinkedRole dynamodb:PutItem kinesis:PutRecord kms:Encrypt
  kms:GenerateDataKey sns:Publish events:PutEvents events:PutRule states:StartExecution ecs:RunTask ecs:UpdateService codebuild:StartBuild
  autoscaling:SetDesiredCapacity elasticloadbalancing:RegisterTargets cloudformation:DescribeStacks xray:PutTraceSegments
  ssm:DescribeInstanceInformation ssm:PutParameter secretsmanager:DescribeSecret secretsmanager:CreateSecret glue:StartJobRun
  athena:StartQueryExecution codeartifact:GetAuthorizationToken route53:ChangeResourceRecordSets
`;

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/);
}

describe('the table of elevated actions', () => {
  it('names each action once a class, with a reason and a source', () => {
    const keys = elevatedRows.map((row) => `${row.pattern} ${row.class}`);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    for (const row of elevatedRows) {
      expect(row.reason).toMatch(/^lets the caller .+[^.]$/);
      expect(row.source).not.toBe('');
      expect(elevatedClasses).toContain(row.class);
    }
  });

  it('names actions exactly as they are, without patterns', () => {
    const names = new Set(known.catalog.actions.map((action) => action.name));
    expect(elevatedRows.filter((row) => !names.has(row.pattern)).map((row) => row.pattern)).toEqual([]);
  });

  it.each(expected)('knows what is %s', (className, actions) => {
    expect(wordsOf(actions).filter((action) => !classesOf(action).includes(className))).toEqual([]);
  });

  it.each(wordsOf(ordinary))('leaves %s alone, but where data is configured as sensitive', (action) => {
    expect(classesOf(action).filter((name) => name !== 'data-access')).toEqual([]);
  });

  it('counts data access as elevated nowhere by itself', () => {
    expect(known.catalog.byName.get('s3:getobject')?.elevated.map((row) => row.class)).toEqual(['data-access']);
  });
});

const pathsFile = '../shared/data/privesc-paths/paths.json';

interface EscalationPath {
  readonly id: string;
  readonly permissions: { readonly required: readonly { readonly permission: string }[] };
}

describe.skipIf(!existsSync(pathsFile))('known escalation paths (skipped: ../shared/data absent)', () => {
  it('each need an action that the table calls escalation, but for builds of a project that has its role', () => {
    const paths: readonly EscalationPath[] = JSON.parse(readFileSync(pathsFile, 'utf8'));
    const escalation = new Set(
      elevatedRows.filter((row) => row.class === 'privilege-escalation').map((row) => row.pattern),
    );
    const missed = paths.filter((path) => !path.permissions.required.some((one) => escalation.has(one.permission)));
    // `codebuild:StartBuild` can override what is built; every pipeline needs it, so it is left out on purpose.
    expect(missed.map((path) => path.id)).toEqual(['codebuild-002', 'codebuild-003']);
  });
});
