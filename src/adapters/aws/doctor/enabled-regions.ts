import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import type { Gap } from '../../../core/model/gap.ts';
import { listIn } from '../collect/asking.ts';
import { isRegion } from '../collect/regions.ts';
import { gapOfFailure } from '../failure.ts';
import { itemsOf } from '../pages.ts';
import type { AwsSession } from '../session.ts';

/** The regions that are enabled in the account, sorted; or why they are not known. */
export async function enabledRegions(session: AwsSession): Promise<readonly string[] | Gap> {
  try {
    const client = session.client(AccountClient);
    const regions = await itemsOf(
      (NextToken) =>
        client.send(
          new ListRegionsCommand({
            MaxResults: 50,
            RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT', 'ENABLING'],
            ...(NextToken === undefined ? {} : { NextToken }),
          }),
        ),
      (page) => page.NextToken,
      (page) => listIn(page.Regions, 'Regions'),
    );
    return regions.flatMap(({ RegionName }) => (isRegion(RegionName) ? [RegionName] : [])).sort();
  } catch (error) {
    return gapOfFailure(error, { service: 'account', operation: 'ListRegions', account: session.accountId });
  }
}
