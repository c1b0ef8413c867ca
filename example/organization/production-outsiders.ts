import { accounts, vendors } from './accounts.ts';
import { every } from './calendar.ts';
import { call } from './calls.ts';
import type { Part, RoleDefinition } from './definitions.ts';
import { allow, policy, trustAccount, trustAccountWithMfa } from './policy-language.ts';

const account = 'production';
const { id } = accounts.production;

const roles: readonly RoleDefinition[] = [
  {
    account,
    name: 'vendor-monitoring',
    createdDaysAgo: 620,
    trust: trustAccount(vendors.monitoring, 'tidewater-7f3c2e'),
    inline: {
      read: policy(
        allow(['cloudwatch:DescribeAlarms', 'cloudwatch:ListMetrics', 'ec2:DescribeInstances', 'tag:GetResources']),
      ),
    },
    tags: { team: 'platform', vendor: 'Lighthouse Monitoring' },
    session: { via: 'account', accountId: vendors.monitoring, name: 'lighthouse' },
    activity: [
      {
        days: every(4, 119),
        calls: [
          call('monitoring', 'ListMetrics'),
          call('monitoring', 'DescribeAlarms'),
          call('ec2', 'DescribeInstances'),
          call('tagging', 'GetResources'),
        ],
      },
    ],
    story: 'A vendor with an external id, who uses what it was given.',
  },
  {
    account,
    name: 'vendor-backup-audit',
    createdDaysAgo: 700,
    trust: trustAccount(vendors.backupAudit, 'tidewater-audit-2025'),
    inline: {
      audit: policy(
        allow([
          'backup:ListBackupVaults',
          'backup:DeleteBackupVault',
          'backup:PutBackupVaultAccessPolicy',
          'rds:DescribeDBSnapshots',
          'rds:ModifyDBSnapshotAttribute',
        ]),
      ),
    },
    tags: { vendor: 'Harbour Audit' },
    earlierUse: { 'backup:ListBackupVaults': 301, 'rds:DescribeDBSnapshots': 301 },
    findings: [{ detector: 'unused-role', include: ['rds:ModifyDBSnapshotAttribute'] }],
    suggestion: { kind: 'retire' },
    story: 'The audit ended 301 days ago; the auditor could still share every snapshot of a database.',
  },
  {
    account,
    name: 'ops-runbook',
    createdDaysAgo: 390,
    trust: trustAccountWithMfa(id),
    inline: { runbook: policy(allow(['ecs:DescribeServices', 'ecs:ListTasks', 'ecs:StopTask'])) },
    tags: { team: 'platform' },
    session: { via: 'call', name: 'nadia.berg' },
    activity: [
      {
        days: every(12, 118),
        calls: [
          call('ecs', 'ListTasks', { cluster: 'shop' }),
          call('ecs', 'StopTask', { cluster: 'shop', task: '8c1f6a0d' }),
          call('ecs', 'DescribeServices', { cluster: 'shop', services: ['checkout-api'] }),
        ],
      },
    ],
    story: 'People of the account assume it for the runbook; all of it is in use.',
  },
  {
    account,
    name: 'emergency-access',
    createdDaysAgo: 860,
    trust: trustAccountWithMfa(id),
    attached: ['AdministratorAccess'],
    tags: { purpose: 'break-glass' },
    story: 'Break-glass: not being used is its normal state.',
  },
];

/** Those who come from outside, and those who come in an emergency. */
export const productionOutsiders: Part = { roles };
