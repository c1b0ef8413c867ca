import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  type Trail,
} from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import { askRegions, listIn, WrongAnswerError } from './asking.ts';
import type { CollectContext, CollectPart } from './collect-part.ts';
import { isRegion, regionsToAsk } from './regions.ts';

const service = 'cloudtrail';

/**
 * The trails that record the account, with what each records and since when: `trails.json`. Beside what AWS answers it holds `regions`, those that
 * answered: a file in which a region, a status or selectors are missing is made anew by the next collection.
 */
export const trailsPart: CollectPart = {
  id: 'trails',
  permissions: [
    {
      action: 'cloudtrail:DescribeTrails',
      without: 'log files speak for management events only, and verdicts are `strong` at most',
    },
    {
      action: 'cloudtrail:GetTrailStatus',
      without: 'since when a trail records is not known, and verdicts that rest on it are `strong` at most',
    },
    {
      action: 'cloudtrail:GetEventSelectors',
      without: 'which data events a trail records is not known, and such actions stay `unobservable`',
    },
  ],
  async collect(context) {
    const { session, writer, folder } = context;
    const file = `${folder}/trails.json`;
    const regions = await regionsToAsk(context);
    if (isWhole(await writer.readJson(file), regions)) return;
    const lists = await askRegions(context, { service, operation: 'DescribeTrails' }, regions, async (region) => {
      const client = session.client(CloudTrailClient, region);
      // Shadow trails too: those of other regions, and of the organization, record here as well.
      const { trailList } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }));
      const found = listIn(trailList, 'trailList');
      if (!found.every(({ TrailARN }) => isTrailArn(TrailARN)))
        throw new WrongAnswerError('the answer names a trail without an ARN');
      return found;
    });
    if (lists.size === 0) return;
    const trails = unitedTrails(lists);
    const details = await Promise.all(
      trails.flatMap(({ TrailARN, HomeRegion }) => (TrailARN ? [detailsOf(context, TrailARN, HomeRegion)] : [])),
    );
    await writer.writeJson(file, {
      trailList: trails,
      status: Object.fromEntries(details.flatMap(({ arn, status }) => (status === undefined ? [] : [[arn, status]]))),
      eventSelectors: Object.fromEntries(
        details.flatMap(({ arn, selectors }) => (selectors === undefined ? [] : [[arn, selectors]])),
      ),
      regions: [...lists.keys()],
    });
  },
};

/** Each trail once, as its home region tells it where that was asked; by ARN. */
function unitedTrails(lists: ReadonlyMap<string, readonly Trail[]>): readonly Trail[] {
  const byArn = new Map<string, Trail>();
  for (const [region, trails] of lists) {
    for (const trail of trails) {
      const key = trail.TrailARN ?? `${region}/${trail.Name}`;
      if (!byArn.has(key) || trail.HomeRegion === region) byArn.set(key, trail);
    }
  }
  return [...byArn].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, trail]) => trail);
}

/** By ARN, in the trail's home region: the name alone would be looked for in the account itself. */
async function detailsOf(context: CollectContext, arn: string, told: string | undefined) {
  const { session } = context;
  const homeRegion = [told, arn.split(':')[3]].find(isRegion) ?? session.homeRegion;
  const client = session.client(CloudTrailClient, homeRegion);
  return context.limited(async () => ({
    arn,
    // No trail's refusal speaks for another: an organization's trail may refuse a member what its own trails do not.
    status: await context.attempt({ service, operation: 'GetTrailStatus', region: homeRegion }, async () => {
      const status = await client.send(new GetTrailStatusCommand({ Name: arn }));
      if (typeof status.IsLogging !== 'boolean') throw new WrongAnswerError('the answer does not say whether it logs');
      return status;
    }),
    selectors: await context.attempt({ service, operation: 'GetEventSelectors', region: homeRegion }, async () => {
      const selectors = await client.send(new GetEventSelectorsCommand({ TrailName: arn }));
      listIn<object>(selectors.AdvancedEventSelectors ?? selectors.EventSelectors, 'EventSelectors');
      return selectors;
    }),
  }));
}

/** Whether it is the ARN of a trail. */
export function isTrailArn(arn: unknown): arn is string {
  return typeof arn === 'string' && /^arn:[\w-]+:cloudtrail:[\w-]+:\d{12}:trail\/[\w.-]+$/.test(arn);
}

const written = z.object({
  trailList: z.array(z.object({ TrailARN: z.string() })),
  status: z.record(z.string(), z.unknown()),
  eventSelectors: z.record(z.string(), z.unknown()),
  regions: z.array(z.string()),
});

function isWhole(file: unknown, regions: readonly string[]): boolean {
  const { data } = written.safeParse(file);
  if (data === undefined) return false;
  const { trailList, status, eventSelectors } = data;
  return (
    regions.every((region) => data.regions.includes(region)) &&
    trailList.every(({ TrailARN }) => TrailARN in status && TrailARN in eventSelectors)
  );
}
