import { z } from 'zod';
import { decode } from '../../../src/adapters/cloudtrail/decode.ts';
import type { AccountParts } from '../../../src/core/model/bundle.ts';
import type { Gap } from '../../../src/core/model/gap.ts';
import { dayMs, type Instant, isoOf } from '../../../src/core/model/time.ts';
import type { UsageBatch } from '../../../src/core/model/usage.ts';

const wholeDays = z.number().int().nonnegative();

/** One call, or the same call on several days. What is not a key of its own goes into the record as it is. */
const eventShape = z.strictObject({
  daysAgo: z.union([wholeDays, z.array(wholeDays)]),
  /** `role/NAME` or `user/NAME` of the account; absent with a `userIdentity` in `record`. */
  principal: z.string().optional(),
  /** The unique id in place of the principal's own: of an earlier role of that name; empty: the record has none. */
  principalId: z.string().optional(),
  /** Long-lived key of a user's call. */
  accessKeyId: z.string().optional(),
  /** Default: the first account of the bundle. */
  account: z.string().optional(),
  region: z.string().optional(),
  eventSource: z.string(),
  eventName: z.string(),
  errorCode: z.string().optional(),
  errorMessage: z.string().optional(),
  requestParameters: z.unknown().optional(),
  /** Any other field of the record, in place of what is made up. */
  record: z.record(z.string(), z.unknown()).default({}),
});

/** The logs of a case: a file a day of the window in each account and region, and the calls in them. */
export const logsShape = z.strictObject({
  /** Accounts whose files were read; default: all of the bundle. */
  accounts: z.array(z.string()).optional(),
  /** Id of the organization whose trail delivered the files: it stands in their path. */
  organization: z.string().optional(),
  /** Regions with files. CloudTrail writes none where nothing happens, so one is enough. */
  regions: z.array(z.string()).default(['us-east-1']),
  /** Days, counted back from `asOf`, for which there is no file at all. */
  missingDays: z.array(wholeDays).default([]),
  /** Days whose files end too early, in one region. */
  truncated: z.array(z.strictObject({ daysAgo: wholeDays, region: z.string() })).default([]),
  events: z.array(eventShape).default([]),
});

type CaseEvent = z.infer<typeof eventShape>;

/** The log files of a case, decoded from the bytes that CloudTrail would have written. */
export function caseLogs(
  logs: z.infer<typeof logsShape>,
  asOf: Instant,
  windowDays: number,
  accounts: readonly AccountParts[],
): readonly (UsageBatch | Gap)[] {
  const own = accounts.map(({ account }) => account.id);
  const files = new Map<string, unknown[]>();
  const fileOf = (account: string, region: string, daysAgo: number): unknown[] => {
    const path = logPath(logs.organization, account, region, asOf - daysAgo * dayMs);
    const records = files.get(path) ?? [];
    files.set(path, records);
    return records;
  };
  for (const account of logs.accounts ?? own) {
    for (const region of logs.regions) {
      for (let day = 0; day <= windowDays; day++) if (!logs.missingDays.includes(day)) fileOf(account, region, day);
    }
  }
  for (const [place, event] of logs.events.entries()) {
    const account = event.account ?? own[0] ?? '';
    const region = event.region ?? (logs.regions.includes('us-east-1') ? 'us-east-1' : (logs.regions[0] ?? ''));
    const parts = accounts.find((one) => one.account.id === account);
    for (const daysAgo of [event.daysAgo].flat()) {
      const at = asOf - daysAgo * dayMs;
      const number = String(place * 1000 + daysAgo).padStart(12, '0');
      fileOf(account, region, daysAgo).push({
        eventVersion: '1.11',
        eventTime: isoOf(at),
        eventSource: event.eventSource,
        eventName: event.eventName,
        awsRegion: region,
        sourceIPAddress: '192.0.2.7',
        userAgent: 'aws-sdk-go-v2/1.30.3',
        ...(event.errorCode === undefined ? {} : { errorCode: event.errorCode }),
        ...(event.errorMessage === undefined ? {} : { errorMessage: event.errorMessage }),
        requestParameters: event.requestParameters ?? null,
        responseElements: null,
        eventID: `00000000-0000-4000-8000-${number}`,
        eventType: 'AwsApiCall',
        managementEvent: true,
        recipientAccountId: account,
        eventCategory: 'Management',
        ...(event.principal === undefined ? {} : { userIdentity: identityOf(event, event.principal, account, parts) }),
        ...event.record,
      });
    }
  }
  const window = { from: asOf - 400 * dayMs, to: asOf };
  const isTruncated = (path: string): boolean =>
    logs.truncated.some(({ daysAgo, region }) => path.includes(`_${region}_${dayName(asOf - daysAgo * dayMs)}T`));
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, records]) => {
      const text = JSON.stringify({ Records: records });
      const decoded = decode(Buffer.from(isTruncated(path) ? text.slice(0, -2) : text), path, window);
      return 'errorCode' in decoded ? [decoded] : [decoded.batch, ...(decoded.gaps ?? [])];
    });
}

function dayName(at: Instant): string {
  return isoOf(at).slice(0, 10).replaceAll('-', '');
}

function logPath(organization: string | undefined, account: string, region: string, at: Instant): string {
  const [year, month, day] = isoOf(at).slice(0, 10).split('-');
  const owner = organization === undefined ? account : `${organization}/${account}`;
  const folder = `cloudtrail/AWSLogs/${owner}/CloudTrail/${region}/${year}/${month}/${day}`;
  return `${folder}/${account}_CloudTrail_${region}_${dayName(at)}T2355Z_case.json`;
}

function identityOf(event: CaseEvent, principal: string, account: string, parts: AccountParts | undefined): unknown {
  const [kind, name] = principal.split('/');
  const known = (kind === 'role' ? parts?.details.roles : parts?.details.users)?.find((one) => one.name === name);
  if (known === undefined) throw new Error(`case.json: there is no \`${principal}\` in account ${account}`);
  const id = event.principalId ?? known.id;
  if (kind === 'user') {
    return {
      type: 'IAMUser',
      ...(id === '' ? {} : { principalId: id }),
      arn: known.arn,
      accountId: account,
      accessKeyId: event.accessKeyId ?? 'AKIAEXAMPLE0000000KE',
      userName: name,
    };
  }
  return {
    type: 'AssumedRole',
    ...(id === '' ? {} : { principalId: `${id}:session` }),
    arn: `arn:aws:sts::${account}:assumed-role/${name}/session`,
    accountId: account,
    accessKeyId: 'ASIAEXAMPLE000000000',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        ...(id === '' ? {} : { principalId: id }),
        arn: known.arn,
        accountId: account,
        userName: name,
      },
    },
  };
}
