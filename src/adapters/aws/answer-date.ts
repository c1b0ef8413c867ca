import type { Instant } from '../../core/model/time.ts';
import { type AwsClient, stackOf } from './client.ts';

/**
 * Tells, for each answer of a client, how far this machine's clock is ahead of AWS's (negative: behind), by the answer's Date, which has whole seconds; an answer
 * without one tells nothing. Gives what ends it.
 */
export function watchClock(client: AwsClient, now: () => Instant, tell: (skewMs: number) => void): () => void {
  const stack = stackOf(client);
  const name = 'iamDriftClock';
  stack.add(
    (next) => async (args) => {
      const asked = now();
      const result = await next(args);
      const date = dateOf(result.response);
      // The Date is that of some moment between asking and now, cut to its second.
      if (date !== undefined) tell(Math.round((asked + now()) / 2 - (date + 500)));
      return result;
    },
    { step: 'deserialize', priority: 'low', name, override: true },
  );
  return () => stack.remove(name);
}

function dateOf(response: unknown): Instant | undefined {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return undefined;
  const { headers } = response;
  if (typeof headers !== 'object' || headers === null) return undefined;
  const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === 'date');
  const at = Date.parse(String(entry?.[1] ?? ''));
  return Number.isNaN(at) ? undefined : at;
}
