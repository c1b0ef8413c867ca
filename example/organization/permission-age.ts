import { accounts } from './accounts.ts';
import { every } from './calendar.ts';
import { call, listObjects, objectCall } from './calls.ts';
import type { Document, Part, RoleDefinition } from './definitions.ts';
import { allow, policy, trustService } from './policy-language.ts';
import { functionSession, taskSession } from './production-shorthand.ts';

const account = 'production';
const { id } = accounts.production;
const administrator = 'AWSReservedSSO_AdministratorAccess';
const reports = ['arn:aws:s3:::tidewater-reports', 'arn:aws:s3:::tidewater-reports/*'];
const export1 = policy(
  allow(
    ['s3:PutObject', 's3:PutBucketPolicy'],
    ['arn:aws:s3:::tidewater-exports-out', 'arn:aws:s3:::tidewater-exports-out/*'],
  ),
);
const export2 = policy(...export1.Statement, allow('s3:DeleteBucket', 'arn:aws:s3:::tidewater-exports-out'));

const exportPut = (daysAgo: number, document: Document): NonNullable<Part['changes']>[number] => ({
  account,
  by: administrator,
  daysAgo,
  call: call('iam', 'PutRolePolicy', {
    roleName: 'warehouse-export',
    policyName: 'export',
    policyDocument: JSON.stringify(document),
  }),
});

const roles: readonly RoleDefinition[] = [
  {
    account,
    name: 'reporting',
    createdDaysAgo: 420,
    trust: trustService('ecs-tasks'),
    attached: ['reporting'],
    tags: { team: 'data' },
    session: taskSession('c2f85ad01b0c47d38e6f'),
    activity: [
      {
        days: every(5, 119),
        calls: [listObjects('tidewater-reports'), objectCall('GetObject', 'tidewater-reports', 'week.csv')],
      },
    ],
    findings: [
      {
        detector: 'unused-elevated-permission',
        include: ['s3:PutBucketPolicy'],
        exclude: ['s3:GetObject', 's3:DeleteBucket'],
      },
    ],
    suggestion: {
      kind: 'narrow',
      removed: ['s3:PutBucketPolicy'],
      kept: { 's3:GetObject': 'used', 's3:DeleteBucket': 'too-recent' },
    },
    story:
      'A new version of its policy came ten days ago and added s3:DeleteBucket; s3:PutBucketPolicy was in the old one too, and is no younger for it.',
  },
  {
    account,
    name: 'warehouse-export',
    createdDaysAgo: 390,
    trust: trustService('lambda'),
    inline: { export: export2 },
    tags: { team: 'data' },
    session: functionSession('warehouse-export'),
    activity: [{ days: every(6, 119), calls: [objectCall('PutObject', 'tidewater-exports-out', 'stock.parquet')] }],
    findings: [
      {
        detector: 'unused-elevated-permission',
        include: ['s3:PutBucketPolicy'],
        exclude: ['s3:PutObject', 's3:DeleteBucket'],
      },
    ],
    suggestion: {
      kind: 'narrow',
      removed: ['s3:PutBucketPolicy'],
      kept: { 's3:PutObject': 'used', 's3:DeleteBucket': 'too-recent' },
    },
    story:
      'Its inline policy was put 110 days ago, and again eight days ago with one permission more: only that one is young.',
  },
  {
    account,
    name: 'audit-export',
    createdDaysAgo: 350,
    trust: trustService('lambda'),
    inline: {
      export: policy(allow('s3:PutObject', 'arn:aws:s3:::tidewater-audit/*'), {
        Sid: 'SetupUntilMay',
        Effect: 'Allow',
        Action: ['iam:CreateUser', 's3:PutBucketPolicy'],
        Resource: '*',
        Condition: { DateLessThan: { 'aws:CurrentTime': '2026-05-01T00:00:00Z' } },
      }),
    },
    tags: { team: 'security' },
    session: functionSession('audit-export'),
    activity: [{ days: every(7, 117), calls: [objectCall('PutObject', 'tidewater-audit', 'events.json')] }],
    story: 'Its wide statement ended on 1 May by its own condition: dead weight, but no grant.',
  },
  {
    account,
    name: 'function-viewer',
    createdDaysAgo: 330,
    trust: trustService('ecs-tasks'),
    inline: {
      view: policy(allow(['lambda:ListFunctions', 'lambda:UpdateFunctionCode', 'lambda:AddPermission'], `*`), {
        Sid: 'LookOnly',
        Effect: 'Deny',
        Action: ['lambda:Update*', 'lambda:Add*'],
        Resource: '*',
      }),
    },
    tags: { team: 'platform' },
    session: taskSession('f7d0e3b3a1cc4dd0a7b0'),
    activity: [{ days: every(9, 116), calls: [call('lambda', 'ListFunctions20150331')] }],
    noSuggestion: 'nothing-unused',
    story: 'What its Deny takes back was never granted.',
  },
];

/** Permissions that are older or younger than the documents they stand in. */
export const permissionAge: Part = {
  roles,
  users: [
    {
      account,
      name: 'nina.roth',
      createdDaysAgo: 500,
      groups: ['finance-readonly', 'database-administrators'],
      password: { changedDaysAgo: 200 },
      hasMfa: true,
      isConsole: true,
      activity: [{ days: every(10, 118), calls: [call('ce', 'GetCostAndUsage'), call('ce', 'GetDimensionValues')] }],
      noSuggestion: 'not-judged',
      story:
        'She joined the administrators of databases 15 days ago: old as the group is, her grants are no older than her membership.',
    },
  ],
  groups: [
    {
      account,
      name: 'database-administrators',
      createdDaysAgo: 640,
      attached: ['database-administration'],
      story: 'A group with one new member.',
    },
  ],
  policies: [
    {
      account,
      name: 'database-administration',
      versions: [
        {
          daysAgo: 640,
          document: policy(
            allow(
              ['rds:DeleteDBInstance', 'rds:ModifyDBInstance', 'rds:ModifyDBSnapshotAttribute'],
              `arn:aws:rds:*:${id}:*`,
            ),
          ),
        },
      ],
      story: 'Attached to that group.',
    },
    {
      account,
      name: 'reporting',
      versions: [
        { daysAgo: 420, document: policy(allow(['s3:ListBucket', 's3:GetObject', 's3:PutBucketPolicy'], reports)) },
        {
          daysAgo: 10,
          by: administrator,
          document: policy(allow(['s3:ListBucket', 's3:GetObject', 's3:PutBucketPolicy', 's3:DeleteBucket'], reports)),
        },
      ],
      story: 'Attached to reporting.',
    },
  ],
  changes: [
    exportPut(110, export1),
    exportPut(8, export2),
    {
      account,
      by: administrator,
      daysAgo: 15,
      call: call('iam', 'AddUserToGroup', { groupName: 'database-administrators', userName: 'nina.roth' }),
    },
  ],
};
