import type { AccountsSetting, CollectSettings } from '../../core/model/collect-settings.ts';
import { ConfigError, NothingCollectedError } from '../../core/model/errors.ts';
import { type Gap, reasonText } from '../../core/model/gap.ts';
import { accountsOfOrganization, type ChoosingWith, type ChosenAccounts } from './account-choice.ts';
import {
  isWithoutOrganization,
  OrganizationCallError,
  organizationTreePermissions,
} from './collect/organization-tree.ts';
import { callText, gapOfFailure } from './failure.ts';
import type { NeededPermission } from './needed-permission.ts';
import { type AwsConnection, type AwsSession, assumedSession } from './session.ts';

export type { AccountLeftOut, ChoosingWith, ChosenAccount, ChosenAccounts } from './account-choice.ts';

/** What finding accounts needs. */
export const accountsPermissions: readonly NeededPermission[] = [
  ...organizationTreePermissions,
  {
    action: 'organizations:ListTagsForResource',
    without: 'accounts cannot be chosen by their tags',
  },
];

/**
 * The accounts to collect: the caller's own, those listed, or those of the organization that a filter includes and none excludes. Throws `ConfigError`
 * where the organization cannot be asked, and `NothingCollectedError` where no account is left.
 */
export async function chosenAccounts(
  session: AwsSession,
  setting: AccountsSetting,
  using: ChoosingWith,
): Promise<ChosenAccounts> {
  if (setting.kind === 'own') return { accounts: [{ id: session.accountId }], leftOut: [], gaps: [] };
  if (setting.kind === 'list') {
    const ids = [...new Set(setting.ids)].sort();
    if (ids.length === 0)
      throw new NothingCollectedError('the list of accounts is empty', 'name accounts in `collect.accounts`');
    return { accounts: ids.map((id) => ({ id })), leftOut: [], gaps: [] };
  }
  try {
    return await accountsOfOrganization(session, setting, using);
  } catch (error) {
    if (error instanceof OrganizationCallError) throw organizationErrorOf(error, session);
    throw error;
  }
}

/** The ARN of the role that is assumed in an account; its name may hold a path (`security/iam-drift-auditor`). */
export function roleArnIn(partition: string, accountId: string, name: string): string {
  return `arn:${partition}:iam::${accountId}:role/${name.replace(/^\/+/, '')}`;
}

/**
 * A session in an account: the caller's own for its own account, else that of the role assumed there. An account that refuses is a gap, which names the role,
 * what AWS says, and what to look at. Throws what ends the run: an interruption, the caller's own credentials being refused.
 */
export async function accountSession(
  own: AwsSession,
  id: string,
  role: CollectSettings['role'],
  connection: AwsConnection,
): Promise<AwsSession | Gap> {
  if (id === own.accountId) return own;
  const arn = roleArnIn(own.partition, id, role.name);
  const { externalId } = role;
  try {
    return await assumedSession(own, { arn, ...(externalId === undefined ? {} : { externalId }) }, connection);
  } catch (error) {
    const region = connection.region ?? own.homeRegion;
    const gap = gapOfFailure(error, { service: 'sts', operation: 'AssumeRole', account: id, region });
    const trust =
      externalId === undefined ? 'asks for no external id' : 'asks for the external id of the configuration';
    return {
      ...gap,
      message: `${arn}: ${gap.message}; check that the role exists, that its trust policy names ${own.callerArn} and ${trust}, and that the caller may assume it`,
    };
  }
}

function organizationErrorOf(error: OrganizationCallError, session: AwsSession): Error {
  const call = {
    service: 'organizations',
    operation: error.operation,
    account: session.accountId,
    region: session.homeRegion,
  };
  // Throws what is neither the organization's nor the configuration's fault.
  const { errorCode, message } = gapOfFailure(error.cause, call);
  if (isWithoutOrganization(error))
    return new ConfigError(
      `the accounts of the organization cannot be found: ${callText(call)}: the account is in no organization`,
      'set `collect.accounts` to `own`, or list the accounts',
      { cause: error },
    );
  return new ConfigError(
    `the accounts of the organization cannot be found: ${callText(call)}: ${reasonText(errorCode, message)}`,
    `run it in the management account or a delegated administrator's, with \`organizations:${error.operation}\` allowed; or list the accounts in \`collect.accounts\``,
    { cause: error },
  );
}
