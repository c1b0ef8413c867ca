import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  type Trail,
} from '@aws-sdk/client-cloudtrail';
import type { EventSelector } from '../../../core/model/bundle.ts';
import { defaultEventSelectors, eventSelectorsOf } from '../../../core/model/event-selectors.ts';
import type { Gap } from '../../../core/model/gap.ts';
import type { Instant } from '../../../core/model/time.ts';
import { listIn } from '../collect/asking.ts';
import { isRegion } from '../collect/regions.ts';
import { isTrailArn } from '../collect/trails.ts';
import { gapOfFailure } from '../failure.ts';
import type { AwsSession } from '../session.ts';

/** A trail that records the account, and what it does. */
export interface TrailView {
  readonly arn: string;
  readonly name: string;
  readonly homeRegion: string;
  readonly isMultiRegion: boolean;
  readonly isOrganization: boolean;
  readonly includesGlobalServices: boolean;
  /** Absent: not known. */
  readonly isLogging?: boolean;
  readonly loggingSince?: Instant;
  readonly lastDelivery?: Instant;
  /** AWS's code of why the last delivery failed. */
  readonly deliveryError?: string;
  readonly bucket: string;
  readonly prefix: string;
  /** ARN of the key that the files are encrypted with. */
  readonly key?: string;
  /** Absent: not known. */
  readonly selectors?: readonly EventSelector[];
}

/** The trails that were found, and what could not be asked. */
export interface TrailsFound {
  readonly trails: readonly TrailView[];
  /** The regions that answered. */
  readonly regions: readonly string[];
  readonly gaps: readonly Gap[];
}

/** Runs a few things at a time. */
export type Limited = <T>(work: () => Promise<T>) => Promise<T>;

/** Asks for the trails that record the account in these regions, and for what each does. */
export async function trailsFound(
  session: AwsSession,
  regions: readonly string[],
  limited: Limited,
): Promise<TrailsFound> {
  const gaps: Gap[] = [];
  const attempt = async <T>(operation: string, region: string, ask: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await limited(ask);
    } catch (error) {
      gaps.push(gapOfFailure(error, { service: 'cloudtrail', operation, account: session.accountId, region }));
      return undefined;
    }
  };
  const answered: string[] = [];
  const byArn = new Map<string, Trail>();
  const lists = await Promise.all(
    regions.map(async (region) => {
      const client = session.client(CloudTrailClient, region);
      const answer = await attempt('DescribeTrails', region, async () => {
        const { trailList } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }));
        return listIn(trailList, 'trailList');
      });
      return { region, answer };
    }),
  );
  for (const { region, answer } of lists) {
    if (answer === undefined) continue;
    answered.push(region);
    for (const trail of answer) if (isTrailArn(trail.TrailARN)) byArn.set(trail.TrailARN, trail);
  }
  const trails = await Promise.all(
    [...byArn].sort(([a], [b]) => (a < b ? -1 : 1)).map(([arn, trail]) => viewOf(arn, trail, session, attempt)),
  );
  return { trails, regions: answered, gaps };
}

type Attempt = <T>(operation: string, region: string, ask: () => Promise<T>) => Promise<T | undefined>;

async function viewOf(arn: string, trail: Trail, session: AwsSession, attempt: Attempt): Promise<TrailView> {
  const homeRegion = [trail.HomeRegion, arn.split(':')[3]].find(isRegion) ?? session.homeRegion;
  const client = session.client(CloudTrailClient, homeRegion);
  const [status, answer] = await Promise.all([
    attempt('GetTrailStatus', homeRegion, () => client.send(new GetTrailStatusCommand({ Name: arn }))),
    attempt('GetEventSelectors', homeRegion, () => client.send(new GetEventSelectorsCommand({ TrailName: arn }))),
  ]);
  const selectors =
    eventSelectorsOf(answer) ?? (trail.HasCustomEventSelectors === false ? defaultEventSelectors : undefined);
  return {
    arn,
    name: trail.Name ?? arn.split('/').at(-1) ?? arn,
    homeRegion,
    isMultiRegion: trail.IsMultiRegionTrail === true,
    isOrganization: trail.IsOrganizationTrail === true,
    includesGlobalServices: trail.IncludeGlobalServiceEvents === true,
    ...optional('isLogging', status?.IsLogging),
    ...optional('loggingSince', status?.StartLoggingTime?.getTime()),
    ...optional('lastDelivery', status?.LatestDeliveryTime?.getTime()),
    ...optional('deliveryError', status?.LatestDeliveryError || undefined),
    bucket: trail.S3BucketName ?? '',
    prefix: (trail.S3KeyPrefix ?? '').replace(/\/$/, ''),
    ...optional('key', trail.KmsKeyId || undefined),
    ...optional('selectors', selectors),
  };
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value };
function optional(key: string, value: unknown): Readonly<Record<string, unknown>> {
  return value === undefined ? {} : { [key]: value };
}
