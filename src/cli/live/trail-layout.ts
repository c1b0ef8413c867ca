import type { BundleWriter } from '../../core/model/bundle-writer.ts';
import { fieldOf, listOf, textOf } from './raw-answer.ts';

/**
 * Id of the organization whose trail delivers to a location, into a folder of that name; `undefined` where the trails of the bundle say that the location
 * is an account's own. Where none of them delivers there, several accounts share it, as an organization's trail does.
 */
export async function organizationOfTrail(
  location: string,
  accounts: readonly string[],
  writer: Pick<BundleWriter, 'readJson'>,
): Promise<string | undefined> {
  const id = textOf(fieldOf(fieldOf(await writer.readJson('organization/organization.json'), 'Organization'), 'Id'));
  if (id === '') return undefined;
  const bucket = location.replace(/^s3:\/\//, '').replace(/\/.*$/s, '');
  const kinds = new Set<boolean>();
  for (const account of accounts) {
    const trails = await writer.readJson(`accounts/${account}/trails.json`);
    for (const trail of listOf(fieldOf(trails, 'trailList'))) {
      if (fieldOf(trail, 'S3BucketName') === bucket) kinds.add(fieldOf(trail, 'IsOrganizationTrail') === true);
    }
  }
  const isOrganization = kinds.size === 0 ? accounts.length > 1 : kinds.has(true);
  return isOrganization ? id : undefined;
}
