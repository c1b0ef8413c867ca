import { describe, expect, it } from 'vitest';
import { clockSkewMs } from '../../../../src/adapters/aws/doctor/clock-skew.ts';
import { ownSession } from '../../../../src/adapters/aws/session.ts';
import { connectionTo, testNow } from '../connection.ts';
import { wireOf, xmlAnswer } from '../wire.ts';

const identity = xmlAnswer(
  'GetCallerIdentity',
  '<Arn>arn:aws:iam::111122223333:user/auditor</Arn><UserId>AIDAEXAMPLE</UserId><Account>111122223333</Account>',
);

async function skewOf(date: string | undefined): Promise<number | undefined> {
  const wire = wireOf(() => ({
    ...identity,
    headers: { ...identity.headers, ...(date === undefined ? {} : { date }) },
  }));
  const connection = connectionTo(wire);
  return clockSkewMs(await ownSession(connection), 'us-east-1', connection.now);
}

describe('clockSkewMs', () => {
  it('is small where the clocks agree', async () => {
    expect(Math.abs((await skewOf(new Date(testNow).toUTCString())) ?? Number.NaN)).toBeLessThanOrEqual(1000);
  });

  it('is positive where this machine is ahead, negative where it is behind', async () => {
    const ahead = await skewOf(new Date(testNow - 10 * 60_000).toUTCString());
    const behind = await skewOf(new Date(testNow + 10 * 60_000).toUTCString());
    expect(ahead).toBeGreaterThan(590_000);
    expect(behind).toBeLessThan(-590_000);
  });

  it('is not known where the answer has no date, or none that can be read', async () => {
    expect(await skewOf(undefined)).toBeUndefined();
    expect(await skewOf('yesterday')).toBeUndefined();
  });
});
