import { reviewerPermissions } from '../access-analyzer-reviewer.ts';
import { accountsPermissions } from '../accounts.ts';
import { accountParts, organizationParts } from '../collect/collect-account.ts';
import { athenaPermissions } from '../logs/athena/athena-logs.ts';
import { lookupPermissions } from '../logs/event-history/lookup.ts';
import { s3LogPermissions } from '../logs/s3/s3-store.ts';
import type { NeededPermission } from '../needed-permission.ts';
import { sessionPermissions } from '../session.ts';
import { ofAthena, ofLogBucket } from './log-resources.ts';
import { mergedPermissions, type PermissionGroup, type PermissionGroupId } from './permission-group.ts';

/** What the auditor needs of AWS, by who must hold it. Everything that is told of permissions is written from this list. */
export const permissionGroups: readonly PermissionGroup[] = [
  {
    id: 'account',
    title: 'Every audited account',
    holder:
      'The role `iam-drift-auditor` of every account that is audited; for the own account alone, whoever runs iam-drift',
    permissions: mergedPermissions([
      ...accountParts.flatMap(({ permissions }) => permissions),
      // Changes are read from the event history whatever the source of logs.
      ...lookupPermissions,
    ]),
  },
  {
    id: 'organization',
    title: 'The organization',
    holder:
      "The role (or whoever runs iam-drift) in the management account, or in a delegated administrator's, to find the accounts and read what bounds them",
    permissions: mergedPermissions([
      ...organizationParts.flatMap(({ permissions }) => permissions),
      ...accountsPermissions,
    ]),
  },
  {
    id: 'logs-event-history',
    title: "Logs from CloudTrail's event history",
    holder: 'The role of every account whose logs are read there (`collect.logs.source` is `event-history`)',
    permissions: mergedPermissions(lookupPermissions),
  },
  {
    id: 'logs-s3',
    title: "Logs from CloudTrail's files in S3",
    holder:
      'Whoever runs iam-drift, or the role that is configured to read them (`collect.logs.roleArn`). Where the bucket lies in another account, its own policy must allow it too',
    permissions: mergedPermissions(ofLogBucket(s3LogPermissions)),
  },
  {
    id: 'logs-athena',
    title: 'Logs by Amazon Athena',
    holder:
      'Whoever runs iam-drift, or the role that is configured to read them (`collect.logs.roleArn`). It is the one group that writes: the table over the logs, and results of queries',
    permissions: mergedPermissions(ofAthena(athenaPermissions)),
  },
  {
    id: 'second-opinion',
    title: 'A second opinion on suggested policies',
    holder:
      "Whoever runs iam-drift, for IAM Access Analyzer's view of suggestions; it judges the policies sent along, and looks at nothing else",
    permissions: mergedPermissions(reviewerPermissions),
  },
  {
    id: 'caller',
    title: 'Whoever runs iam-drift',
    holder: 'The user or role that iam-drift is started with, where it audits other accounts than its own',
    permissions: mergedPermissions(sessionPermissions),
  },
];

/** Every permission of all groups, each once. */
export function neededPermissions(): readonly NeededPermission[] {
  return mergedPermissions(permissionGroups.flatMap(({ permissions }) => permissions));
}

/** The group of that name; `undefined`: there is none. */
export function permissionGroupOf(id: string): PermissionGroup | undefined {
  return permissionGroups.find((group) => group.id === id);
}

/** The names of all groups, in the order in which they are told. */
export const permissionGroupIds: readonly PermissionGroupId[] = permissionGroups.map(({ id }) => id);
