import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { SeededAccount } from './seed-world.ts';
import { homeRegion, regions, roleArnOf, type WorldCall, type WorldRole } from './world.ts';

/** A log file as CloudTrail delivers it. */
export interface LogFile {
  /** Below the bucket: `AWSLogs/…`. */
  readonly key: string;
  readonly body: Uint8Array;
}

const dayMs = 86_400_000;

/** A file an account, region and day, the last of today: a day without calls has one too, so that it is known to have been recorded. */
export function logFilesOf(accounts: readonly SeededAccount[], days: number, now: number): readonly LogFile[] {
  const files: LogFile[] = [];
  for (const account of accounts) {
    for (let daysAgo = days; daysAgo >= 0; daysAgo--) {
      for (const region of regions) {
        const records = recordsOf(account, region, daysAgo, now);
        if (records.length > 0) files.push(fileOf(account.id, region, daysAgo, now, records));
      }
    }
  }
  return files;
}

function fileOf(id: string, region: string, daysAgo: number, now: number, records: readonly object[]): LogFile {
  const day = new Date(now - daysAgo * dayMs).toISOString().slice(0, 10);
  const name = `${id}_CloudTrail_${region}_${day.replaceAll('-', '')}T0005Z_${idOf(id, region, day).slice(0, 16)}`;
  return {
    key: `AWSLogs/${id}/CloudTrail/${region}/${day.replaceAll('-', '/')}/${name}.json.gz`,
    body: gzipSync(JSON.stringify({ Records: records })),
  };
}

/** What the roles did on a day; in the home region AWS itself did something too. */
function recordsOf(account: SeededAccount, region: string, daysAgo: number, now: number): readonly object[] {
  const at = `${new Date(now - daysAgo * dayMs).toISOString().slice(0, 10)}T00:00:01Z`;
  const common = (key: string) => ({
    eventVersion: '1.08',
    eventTime: at,
    awsRegion: region,
    eventID: idOf(account.id, region, at, key),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account.id,
    eventCategory: 'Management',
  });
  const own =
    region === homeRegion
      ? [
          {
            ...common('kms'),
            userIdentity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' },
            eventSource: 's3.amazonaws.com',
            eventName: 'GetBucketAcl',
            sourceIPAddress: 'cloudtrail.amazonaws.com',
            userAgent: 'cloudtrail.amazonaws.com',
            requestParameters: null,
            responseElements: null,
            readOnly: true,
          },
        ]
      : [];
  const called = account.roles.flatMap((role) =>
    role.calls
      .filter((call) => call.region === region && daysAgo % call.everyDays === 0)
      .map((call) => ({ ...common(`${role.name} ${call.eventName}`), ...callOf(account, role, call) })),
  );
  const changed = region === homeRegion && daysAgo === changeDaysAgo ? changesOf(account, now) : [];
  return [...own, ...called, ...changed];
}

const changeDaysAgo = 20;

/** A change of IAM as CloudTrail records it, in a log file and in the event history alike. */
export interface ChangeRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly eventTime: string;
  readonly eventSource: string;
}

/** What was changed in an account: its second role was given its first managed policy, by its third. */
export function changesOf(account: SeededAccount, now: number): readonly ChangeRecord[] {
  const [, role, by] = account.roles;
  const [policyArn] = role?.managed ?? [];
  if (role === undefined || by === undefined || policyArn === undefined) return [];
  const eventTime = `${new Date(now - changeDaysAgo * dayMs).toISOString().slice(0, 10)}T12:00:00Z`;
  const call = { eventSource: 'iam.amazonaws.com', eventName: 'AttachRolePolicy', region: homeRegion, everyDays: 1 };
  const record = {
    eventVersion: '1.08',
    awsRegion: homeRegion,
    eventID: idOf(account.id, 'change', eventTime),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account.id,
    eventCategory: 'Management',
    ...callOf(account, by, call),
    eventSource: call.eventSource,
    eventName: call.eventName,
    eventTime,
    requestParameters: { roleName: role.name, policyArn },
    readOnly: false,
  };
  return [record];
}

function callOf(account: SeededAccount, role: WorldRole, call: WorldCall) {
  const id = account.roleIds.get(role.name)?.id ?? '';
  return {
    userIdentity: {
      type: 'AssumedRole',
      principalId: `${id}:session`,
      arn: `arn:aws:sts::${account.id}:assumed-role/${role.name}/session`,
      accountId: account.id,
      accessKeyId: 'ASIAEXAMPLEEXAMPLE00',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: id,
          arn: roleArnOf(account.id, role),
          accountId: account.id,
          userName: role.name,
        },
      },
    },
    eventSource: call.eventSource,
    eventName: call.eventName,
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-sdk-go/1.44.0',
    requestParameters: {},
    responseElements: null,
    readOnly: true,
    ...(call.errorCode === undefined ? {} : { errorCode: call.errorCode }),
  };
}

/** Looks like a UUID, and is the same for the same event. */
function idOf(...parts: readonly string[]): string {
  const hash = createHash('sha256').update(parts.join('\n')).digest('hex');
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
