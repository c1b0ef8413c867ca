import type { ChangesOnlyOptions } from '../../adapters/aws/logs/event-history/changes-only.ts';
import type { AwsSession } from '../../adapters/aws/session.ts';
import type { BundleWriter } from '../../core/model/bundle-writer.ts';
import { fieldOf, listOf, textOf } from './raw-answer.ts';

/**
 * Where the changes of an account are recorded, as far as the bundle knows: Identity Center's in its region and administering account, the
 * organization's in the management account, a trail's own in its home region.
 */
export async function changeRegionsOf(
  { accountId, partition, homeRegion }: AwsSession,
  writer: Pick<BundleWriter, 'readJson'>,
): Promise<ChangesOnlyOptions['regions']> {
  const organization = fieldOf(await writer.readJson('organization/organization.json'), 'Organization');
  const isManagement = textOf(fieldOf(organization, 'MasterAccountId')) === accountId;
  const identityCenter = identityCenterRegion(await writer.readJson('organization/permission-sets.json'), accountId);
  const trails = listOf(fieldOf(await writer.readJson(`accounts/${accountId}/trails.json`), 'trailList'));
  return {
    ...(identityCenter === undefined ? {} : { identityCenter }),
    ...(isManagement ? { organization: organizationsRegionOf(partition, homeRegion) } : {}),
    trails: [
      ...new Set(
        trails
          .filter((trail) => textOf(fieldOf(trail, 'TrailARN')).split(':')[4] === accountId)
          .map((trail) => textOf(fieldOf(trail, 'HomeRegion')))
          .filter((region) => region !== ''),
      ),
    ].sort(),
  };
}

/** The instance that the permission sets were read from, where it is this account's. */
function identityCenterRegion(permissionSets: unknown, accountId: string): string | undefined {
  const instance = fieldOf(permissionSets, 'Instance');
  const region = textOf(fieldOf(instance, 'Region'));
  return textOf(fieldOf(instance, 'OwnerAccountId')) === accountId && region !== '' ? region : undefined;
}

/** In China Organizations is signed for another region than IAM. */
function organizationsRegionOf(partition: string, homeRegion: string): string {
  return partition === 'aws-cn' ? 'cn-northwest-1' : homeRegion;
}
