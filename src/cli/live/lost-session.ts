import { type AwsSession, assertSignedIn } from '../../adapters/aws/session.ts';
import { CredentialsError } from '../../core/model/errors.ts';
import type { Gap } from '../../core/model/gap.ts';

/**
 * What it is when AWS does not know the keys of an account any more that was entered by a role: a gap of that account, while our own keys are good. The role may
 * have been deleted meanwhile, or its sessions revoked. Throws every other error, and `CredentialsError` where our own keys are refused too.
 */
export async function gapOfLostSession(error: unknown, session: AwsSession, own: AwsSession): Promise<Gap> {
  if (!(error instanceof CredentialsError) || session === own) throw error;
  await assertSignedIn(own);
  return {
    service: 'sts',
    operation: 'AssumeRole',
    account: session.accountId,
    errorCode: 'SessionLost',
    message: `the session of the role is not accepted any more, and the rest was not asked: ${error.message}`,
  };
}
