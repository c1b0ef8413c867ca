import { DescribeOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { gapOfFailure } from '../failure.ts';
import { WrongAnswerError } from './asking.ts';
import type { CollectContext, CollectPart } from './collect-part.ts';
import {
  callOrganizations,
  isWithoutOrganization,
  OrganizationCallError,
  organizationAccounts,
  organizationTree,
  organizationTreePermissions,
} from './organization-tree.ts';

/**
 * The organization, its accounts, and where they stand: `organization.json`, `accounts.json`, `organizational-units.json`. Asked from the management
 * account or a delegated one; a member may read the first alone. An account without an organization has no accounts and no units beside it: the lists are
 * written, empty, and there is no gap.
 */
export const organizationPart: CollectPart = {
  id: 'organization',
  permissions: [
    {
      action: 'organizations:DescribeOrganization',
      without: 'the management account is not known, and counts as bound by service control policies',
    },
    ...organizationTreePermissions,
  ],
  async collect(context) {
    const { session, limited } = context;
    await writeUnlessThere(context, 'organization.json', { Organization: null }, () =>
      callOrganizations('DescribeOrganization', async () => {
        const { Organization } = await session.client(OrganizationsClient).send(new DescribeOrganizationCommand({}));
        if (!Organization?.Id) throw new WrongAnswerError('the answer names no organization');
        return { Organization };
      }),
    );
    await writeUnlessThere(context, 'accounts.json', { Accounts: [] }, async () => ({
      Accounts: await organizationAccounts(session),
    }));
    const none = { Roots: [], OrganizationalUnits: [], AccountParents: {} };
    await writeUnlessThere(context, 'organizational-units.json', none, () => organizationTree(session, limited));
  },
};

/** Asks for a file that is not there. `none` is what stands in it for an account without an organization. */
async function writeUnlessThere(
  context: CollectContext,
  name: string,
  none: object,
  ask: () => Promise<object>,
): Promise<void> {
  const { session, writer, folder } = context;
  const file = `${folder}/${name}`;
  if (writer.collectedAt(file) !== undefined) return;
  try {
    await writer.writeJson(file, await ask());
  } catch (error) {
    if (isWithoutOrganization(error)) await writer.writeJson(file, none);
    else if (error instanceof OrganizationCallError) {
      const { operation, cause } = error;
      context.gap(gapOfFailure(cause, { service: 'organizations', operation, account: session.accountId }));
    } else throw error;
  }
}
