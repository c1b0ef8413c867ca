import { IAMClient, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import type { BundleWriter } from '../../../core/model/bundle-writer.ts';
import type { CollectPart } from './collect-part.ts';
import { expected } from './iam-answer.ts';

const file = 'account-aliases.json';

/** The account's alias: `account-aliases.json`, from where it comes into the manifest. */
export const accountAliasPart: CollectPart = {
  id: 'account-alias',
  permissions: [
    {
      action: 'iam:ListAccountAliases',
      without: 'the account has no name in reports, and its environment must be configured',
    },
  ],
  async collect({ session, writer, folder, attempt }) {
    if (writer.collectedAt(`${folder}/${file}`) !== undefined) return;
    await attempt({ service: 'iam', operation: 'ListAccountAliases' }, async () => {
      const { AccountAliases } = await session.client(IAMClient).send(new ListAccountAliasesCommand({}));
      await writer.writeJson(`${folder}/${file}`, { AccountAliases: expected(AccountAliases, 'AccountAliases') });
    });
  },
};

/** The alias in the bundle; `undefined` where the account has none, or it is not known. */
export async function accountAliasIn(
  writer: Pick<BundleWriter, 'readJson'>,
  folder: string,
): Promise<string | undefined> {
  const answer = await writer.readJson(`${folder}/${file}`);
  if (typeof answer !== 'object' || answer === null || !('AccountAliases' in answer)) return undefined;
  const first: unknown = Array.isArray(answer.AccountAliases) ? answer.AccountAliases[0] : undefined;
  return typeof first === 'string' && first !== '' ? first : undefined;
}
