import { IAMClient, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import type { NeededPermission } from '../needed-permission.ts';
import type { CollectContext } from './collect-part.ts';

/** What `accountAliasOf` needs. */
export const accountAliasPermissions: readonly NeededPermission[] = [
  {
    action: 'iam:ListAccountAliases',
    without: 'the account has no name in reports, and its environment must be configured',
  },
];

/** The account's alias, which the manifest holds; `undefined` where it has none, or where it cannot be read, which is a gap. */
export async function accountAliasOf(context: CollectContext): Promise<string | undefined> {
  const answer = await context.attempt({ service: 'iam', operation: 'ListAccountAliases' }, () =>
    context.session.client(IAMClient).send(new ListAccountAliasesCommand({})),
  );
  return answer?.AccountAliases?.[0];
}
