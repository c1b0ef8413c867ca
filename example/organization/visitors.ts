import { accounts, vendors } from './accounts.ts';
import { call, failed } from './calls.ts';
import type { Part } from './definitions.ts';
import { uniqueId } from './random.ts';

const account = 'production';
const { id } = accounts.production;
const rootArn = `arn:aws:iam::${id}:root`;
const auditRole = `arn:aws:iam::${id}:role/vendor-backup-audit`;

/** Those in the logs who are no principals of the example: the root, a stranger, and AWS itself. */
export const visitors: Part = {
  visits: [
    {
      account,
      daysAgo: 61,
      caller: {
        identity: { type: 'Root', principalId: id, arn: rootArn, accountId: id, accessKeyId: '' },
        address: '203.0.113.7',
        agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
      },
      call: { source: 'signin', name: 'ConsoleLogin', response: { ConsoleLogin: 'Success' } },
      more: {
        additionalEventData: {
          LoginTo: 'https://console.aws.amazon.com/console/home',
          MobileVersion: 'No',
          MFAUsed: 'Yes',
        },
      },
    },
    {
      // An attempt to assume a role is no use of it.
      account,
      daysAgo: 30,
      caller: {
        identity: {
          type: 'AWSAccount',
          principalId: uniqueId('AIDA', `foreign/${vendors.backupAudit}`),
          accountId: vendors.backupAudit,
        },
        address: '192.0.2.77',
        agent: 'aws-cli/2.29.4 md/awscrt#0.27.6 ua/2.1 os/linux lang/python#3.13',
      },
      call: failed(
        call('sts', 'AssumeRole', { roleArn: auditRole, roleSessionName: 'audit', externalId: 'tidewater-audit-2024' }),
        'AccessDenied',
        `User: arn:aws:iam::${vendors.backupAudit}:user/auditor is not authorized to perform: sts:AssumeRole on resource: ${auditRole}`,
      ),
    },
    {
      account,
      daysAgo: 33,
      caller: {
        identity: { accountId: id, invokedBy: 'AWS Internal' },
        address: 'AWS Internal',
        agent: 'AWS Internal',
      },
      call: call('kms', 'RotateKey'),
      more: {
        eventType: 'AwsServiceEvent',
        serviceEventDetails: {
          keyOrigin: 'AWS_KMS',
          rotationType: 'AUTOMATIC',
          keyId: '0f6d2a44-5c1e-4d0f-9a55-1b7f4e2c9d10',
        },
      },
    },
  ],
};
