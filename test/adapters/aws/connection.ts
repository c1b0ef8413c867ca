import { newCallCounter } from '../../../src/adapters/aws/call-counter.ts';
import { type AwsConnection, type AwsSession, ownSession } from '../../../src/adapters/aws/session.ts';
import { type Wire, wireOf, xmlAnswer } from './wire.ts';

/** When tests are. */
export const testNow = Date.parse('2026-11-21T12:00:00Z');

/** A connection to a wire, with keys that no account knows. */
export function connectionTo(wire: Wire, more: Partial<AwsConnection> = {}): AwsConnection {
  process.env.AWS_ACCESS_KEY_ID = 'AKIATESTONLY';
  process.env.AWS_SECRET_ACCESS_KEY = 'test-only';
  process.env.AWS_REGION = 'us-east-1';
  delete process.env.AWS_PROFILE;
  return {
    calls: newCallCounter(),
    now: () => testNow,
    signal: new AbortController().signal,
    maxAttempts: 4,
    requestHandler: wire.handler,
    ...more,
  };
}

/** A session of account 111122223333, whose requests (but for who it is) `answer` answers. */
export async function sessionTo(
  answer: Parameters<typeof wireOf>[0],
  more: Partial<AwsConnection> = {},
): Promise<{ readonly session: AwsSession; readonly wire: Wire; readonly connection: AwsConnection }> {
  const wire = wireOf((request) =>
    request.operation === 'GetCallerIdentity'
      ? xmlAnswer(
          'GetCallerIdentity',
          '<Arn>arn:aws:iam::111122223333:user/auditor</Arn><UserId>AIDAEXAMPLE</UserId><Account>111122223333</Account>',
        )
      : answer(request),
  );
  const connection = connectionTo(wire, more);
  return { session: await ownSession(connection), wire, connection };
}
