import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Instant } from '../../../core/model/time.ts';
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
  const name = 'iamDriftClock';
  client.middlewareStack.add(
    (next) => async (args) => {
      const asked = now();
      const result = await next(args);
      const date = dateOf(result.response);
      // The Date is that of some moment between asking and now, cut to its second.
      if (date !== undefined) skew = Math.round((asked + now()) / 2 - (date + 500));
      return result;
    },
    { step: 'deserialize', priority: 'low', name, override: true },
  );
  try {
    await client.send(new GetCallerIdentityCommand({}));
  } catch (error) {
    gapOfFailure(error, { service: 'sts', operation: 'GetCallerIdentity', account: session.accountId, region });
  } finally {
    client.middlewareStack.remove(name);
  }
  return skew;
}

function dateOf(response: unknown): Instant | undefined {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return undefined;
  const { headers } = response;
  if (typeof headers !== 'object' || headers === null) return undefined;
  const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === 'date');
  const at = Date.parse(String(entry?.[1] ?? ''));
  return Number.isNaN(at) ? undefined : at;
}
