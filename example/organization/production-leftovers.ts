import { accounts } from './accounts.ts';
import { objectCall } from './calls.ts';
import type { Part, RoleDefinition } from './definitions.ts';
import { allow, policy, trustService } from './policy-language.ts';
import { functionArn, functionSession } from './production-shorthand.ts';

const account = 'production';
const { id } = accounts.production;

const roles: readonly RoleDefinition[] = [
  {
    account,
    name: 'recommendations-pilot',
    createdDaysAgo: 40,
    createdBy: 'github-terraform',
    trust: trustService('lambda'),
    inline: {
      pilot: policy(
        allow(
          ['s3:GetObject', 's3:PutBucketPolicy', 'lambda:UpdateFunctionCode'],
          ['arn:aws:s3:::tidewater-pilot*', functionArn('pilot-*')],
        ),
      ),
    },
    tags: { team: 'data', environment: 'production' },
    noSuggestion: 'not-judged',
    story: 'Made 40 days ago and not used yet: younger than the window.',
  },
  {
    account,
    name: 'legacy-batch',
    createdDaysAgo: 1400,
    trust: trustService('ec2'),
    inline: {
      batch: policy(
        allow([
          'ec2:RunInstances',
          'ec2:TerminateInstances',
          'iam:PassRole',
          'rds:DeleteDBInstance',
          's3:DeleteBucket',
        ]),
      ),
    },
    hasInstanceProfile: true,
    tags: { team: 'unknown', environment: 'production' },
    earlierUse: { 'ec2:RunInstances': 141, 'ec2:TerminateInstances': 141 },
    findings: [{ detector: 'unused-role', include: ['iam:PassRole', 's3:DeleteBucket'] }],
    suggestion: { kind: 'retire' },
    story:
      'The batch system was switched off 141 days ago; its role can still start instances with any role and delete databases.',
  },
  {
    account,
    name: 'tmp-orders-backfill',
    description: 'Temporary, for INC-2291; remove after the backfill',
    createdDaysAgo: 118,
    createdBy: 'AWSReservedSSO_AdministratorAccess',
    trust: trustService('lambda'),
    inline: {
      backfill: policy(
        allow(
          ['dynamodb:BatchWriteItem', 'dynamodb:DeleteTable', 's3:GetObject'],
          [`arn:aws:dynamodb:*:${id}:table/orders*`, 'arn:aws:s3:::tidewater-exports/*'],
        ),
      ),
    },
    tags: { team: 'orders', environment: 'production', expires: '2026-07-15', ticket: 'INC-2291' },
    session: functionSession('orders-backfill'),
    activity: [{ days: [118, 117, 116], calls: [objectCall('GetObject', 'tidewater-exports', 'orders-2026-06.csv')] }],
    unseenUse: { dynamodb: 116 },
    findings: [{ detector: 'unused-role', include: ['dynamodb:DeleteTable'] }],
    suggestion: { kind: 'retire' },
    story:
      'Made by hand for an incident 118 days ago, to end on 15 July by its own tag, used for three days, and still there.',
  },
];

/** What was left behind, and what has only begun. */
export const productionLeftovers: Part = {
  roles,
  policies: [
    {
      account,
      name: 'old-migration-access',
      versions: [{ daysAgo: 410, document: policy(allow(['dms:*', 'rds:*'])) }],
      findings: [{ detector: 'unused-policy' }],
      story: 'Left over from a migration of databases; attached to nobody.',
    },
  ],
};
