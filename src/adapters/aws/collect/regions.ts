import { AccountClient, ListRegionsCommand, type Region } from '@aws-sdk/client-account';
import { pagesOf } from '../pages.ts';
import { listIn, WrongAnswerError } from './asking.ts';
import type { CollectContext, CollectPart } from './collect-part.ts';

const file = 'regions.json';

/** Which regions are enabled: `regions.json`. */
export const regionsPart: CollectPart = {
  id: 'regions',
  permissions: [
    {
      action: 'account:ListRegions',
      without: 'the regions that count are those named anywhere, and findings are `strong` at most',
    },
  ],
  async collect(context) {
    const { session, writer, folder } = context;
    if (writer.collectedAt(`${folder}/${file}`) !== undefined) return;
    await context.attempt({ service: 'account', operation: 'ListRegions' }, async () => {
      const client = session.client(AccountClient);
      const regions: Region[] = [];
      const pages = pagesOf(
        (token) => client.send(new ListRegionsCommand({ ...(token === undefined ? {} : { NextToken: token }) })),
        ({ NextToken }) => NextToken,
      );
      for await (const page of pages) regions.push(...listIn(page.Regions, 'Regions'));
      if (!regions.some(({ RegionName }) => isRegion(RegionName)))
        throw new WrongAnswerError('the answer names no region, and an account has some');
      await writer.writeJson(`${folder}/${file}`, { Regions: regions });
    });
  },
};

/**
 * The regions to ask, sorted: those configured, else those that `regions.json` of the bundle says are enabled; where it is not known, only the home
 * region and the one the session was made for.
 */
export async function regionsToAsk({
  session,
  writer,
  folder,
  settings,
}: Pick<CollectContext, 'session' | 'writer' | 'folder' | 'settings'>): Promise<readonly string[]> {
  if (settings.regions !== undefined) return [...settings.regions].sort();
  const answer = await writer.readJson(`${folder}/${file}`);
  const listed =
    typeof answer === 'object' && answer !== null && 'Regions' in answer && Array.isArray(answer.Regions)
      ? answer.Regions
      : [];
  const enabled = listed.flatMap((region: unknown) => {
    if (typeof region !== 'object' || region === null || !('RegionName' in region)) return [];
    const status = 'RegionOptStatus' in region ? region.RegionOptStatus : undefined;
    return isRegion(region.RegionName) && status !== 'DISABLED' && status !== 'DISABLING' ? [region.RegionName] : [];
  });
  return [...new Set(enabled.length === 0 ? [session.homeRegion] : enabled)].sort();
}

/** Whether a name is a region's: it becomes a part of host names, and of the names of files. */
export function isRegion(name: unknown): name is string {
  return typeof name === 'string' && /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/.test(name);
}
