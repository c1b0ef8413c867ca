import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Instant } from '../../../core/model/time.ts';
import { watchClock } from '../answer-date.ts';
import { gapOfFailure } from '../failure.ts';
import type { AwsSession } from '../session.ts';

/** Beyond so much AWS refuses requests as too old or too early, unless the SDK corrects the clock; and windows are cut wrongly. */
export const tolerableSkewMs = 5 * 60_000;

/**
 * How far this machine's clock is ahead of AWS's (negative: behind), by the Date of an answer, which has whole seconds; `undefined` where the answer has none.
 */
export async function clockSkewMs(
  session: AwsSession,
  region: string,
  now: () => Instant,
): Promise<number | undefined> {
  let skew: number | undefined;
  const client = session.client(STSClient, region);
  const unwatch = watchClock(client, now, (skewMs) => {
    skew = skewMs;
  });
  try {
    await client.send(new GetCallerIdentityCommand({}));
  } catch (error) {
    gapOfFailure(error, { service: 'sts', operation: 'GetCallerIdentity', account: session.accountId, region });
  } finally {
    unwatch();
  }
  return skew;
}
