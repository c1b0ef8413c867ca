import { GetAccountAuthorizationDetailsCommand, IAMClient } from '@aws-sdk/client-iam';
import type { CollectSettings } from '../../../core/model/collect-settings.ts';
import { ConfigError, NothingCollectedError } from '../../../core/model/errors.ts';
import { type Gap, reasonText } from '../../../core/model/gap.ts';
import { accountSession, chosenAccounts, roleArnIn } from '../accounts.ts';
import { gapOfFailure } from '../failure.ts';
import { permissionGroupOf } from '../permissions/needed-permissions.ts';
import type { AwsConnection, AwsSession } from '../session.ts';
import type { PermissionCheck } from './permission-checks.ts';
import type { Limited } from './trail-views.ts';

/** Whether an account can be read. */
export interface AccountCheck {
  readonly id: string;
  readonly roleArn: string;
  /** Absent: the role was taken, and may read the authorization details. */
  readonly gap?: Gap;
}

/** The accounts that are configured, and those of them that were tried. */
export interface AccountChecks {
  /** Accounts beside the caller's own. */
  readonly others: number;
  readonly tried: readonly AccountCheck[];
  /** Why the accounts could not be found. */
  readonly problem?: string;
}

/** So many accounts are tried: one that refuses says as much as a hundred. */
export const triedAccounts = 5;

/** Finds the accounts that are configured, and takes the role in a few of them. */
export async function accountChecks(
  own: AwsSession,
  settings: CollectSettings,
  connection: AwsConnection,
  limited: Limited,
): Promise<AccountChecks> {
  let ids: readonly string[];
  try {
    const { accounts } = await chosenAccounts(own, settings.accounts, { limited, signal: connection.signal });
    ids = accounts.map(({ id }) => id).filter((id) => id !== own.accountId);
  } catch (error) {
    if (error instanceof ConfigError || error instanceof NothingCollectedError)
      return { others: 0, tried: [], problem: error.message };
    throw error;
  }
  const tried = await Promise.all(
    ids.slice(0, triedAccounts).map((id) => limited(() => accountCheck(own, id, settings, connection))),
  );
  return { others: ids.length, tried };
}

async function accountCheck(
  own: AwsSession,
  id: string,
  settings: CollectSettings,
  connection: AwsConnection,
): Promise<AccountCheck> {
  const roleArn = roleArnIn(own.partition, id, settings.role.name);
  const session = await accountSession(own, id, settings.role, connection);
  if (!('client' in session)) return { id, roleArn, gap: session };
  try {
    const command = new GetAccountAuthorizationDetailsCommand({ Filter: ['Group'], MaxItems: 1 });
    await session.client(IAMClient).send(command);
    return { id, roleArn };
  } catch (error) {
    const call = { service: 'iam', operation: 'GetAccountAuthorizationDetails', account: id };
    return { id, roleArn, gap: gapOfFailure(error, call) };
  }
}

/** What trying the accounts tells of the caller's own permissions; nothing where there are no other accounts. */
export function callerChecks({ tried }: AccountChecks): readonly PermissionCheck[] {
  if (tried.length === 0) return [];
  const gaps = tried.flatMap(({ gap }) => (gap?.operation === 'AssumeRole' ? [gap] : []));
  const [first] = gaps;
  // One role that is taken shows that the caller may; that another refuses is told with the accounts.
  const isRefused = first !== undefined && gaps.length === tried.length;
  return (permissionGroupOf('caller')?.permissions ?? []).map(({ action, without, isRequired = false }) => ({
    group: 'caller',
    action,
    without,
    isRequired,
    isOptional: false,
    ...(action === 'sts:AssumeRole' && isRefused
      ? { state: 'refused', reason: reasonText(first.errorCode, first.message) }
      : { state: 'allowed' }),
  }));
}
