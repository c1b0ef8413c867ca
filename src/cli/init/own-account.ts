import { IAMClient, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import { newCallCounter } from '../../adapters/aws/call-counter.ts';
import { failureOf, isAbort } from '../../adapters/aws/failure.ts';
import { type AwsConnection, ownSession } from '../../adapters/aws/session.ts';
import { CredentialsError } from '../../core/model/errors.ts';
import type { OwnAccount } from './questions.ts';

/** Somebody waits at the terminal: one attempt, and no more than this. */
const patienceMs = 5000;

/**
 * The account that the credentials at hand belong to, or why it cannot be told. It is an offer only: without credentials, or an answer in time, all
 * else goes on.
 */
export async function ownAccount(
  { profile, now, signal }: Pick<AwsConnection, 'profile' | 'now' | 'signal'>,
  requestHandler?: AwsConnection['requestHandler'],
): Promise<OwnAccount | { readonly unknown: string }> {
  const patience = AbortSignal.timeout(patienceMs);
  try {
    const session = await ownSession({
      ...(profile === undefined ? {} : { profile }),
      ...(requestHandler === undefined ? {} : { requestHandler }),
      calls: newCallCounter(),
      now,
      signal: AbortSignal.any([signal, patience]),
      maxAttempts: 1,
    });
    const alias = await session
      .client(IAMClient)
      .send(new ListAccountAliasesCommand({}))
      .then(
        ({ AccountAliases }) => AccountAliases?.[0],
        // The alias is a nicety: without it the id is offered.
        () => undefined,
      );
    return { id: session.accountId, ...(alias === undefined ? {} : { alias }) };
  } catch (error) {
    signal.throwIfAborted();
    if (patience.aborted || isAbort(error)) return { unknown: 'AWS did not answer in time' };
    return { unknown: error instanceof CredentialsError ? error.message : failureOf(error).message };
  }
}
