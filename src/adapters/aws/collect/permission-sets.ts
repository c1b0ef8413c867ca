import {
  type InstanceMetadata,
  ListInstancesCommand,
  ListPermissionSetsCommand,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { z } from 'zod';
import type { Gap } from '../../../core/model/gap.ts';
import { gapOfFailure } from '../failure.ts';
import { itemsOf } from '../pages.ts';
import { gapOfRegion } from '../region-failure.ts';
import { askEachOf, listIn, WrongAnswerError } from './asking.ts';
import type { CollectContext, CollectPart } from './collect-part.ts';
import { permissionSetOf, permissionSetPermissions } from './permission-set.ts';
import { regionsPart, regionsToAsk } from './regions.ts';

const service = 'sso';

/**
 * The permission sets of IAM Identity Center, with their policies and the accounts they are provisioned to: `permission-sets.json`. Asked where the
 * instance is, which the management account and a delegated one can see. Where some set could not be read the file says so (`unread`), and the next
 * collection asks for it.
 */
export const permissionSetsPart: CollectPart = {
  id: 'permission-sets',
  permissions: [...permissionSetPermissions, ...regionsPart.permissions],
  async collect(context) {
    const { session, writer, folder } = context;
    const file = `${folder}/permission-sets.json`;
    const there = await writer.readJson(file);
    const before = written.safeParse(there).data;
    if (there !== undefined && (before === undefined || before.unread.length === 0)) return;
    if (await isWithoutOrganization(context)) {
      await writer.writeJson(file, { PermissionSets: [] });
      return;
    }
    const { regions, areAll } = await regionsOf(context);
    const found = await instanceIn(context, regions);
    if (found === undefined) return;
    if (found === 'none') {
      // A member account sees no instance although there may be one; and one may lie in a region that was not asked.
      if (areAll && (await isManagement(context))) await writer.writeJson(file, { PermissionSets: [] });
      else
        context.gap({
          service,
          operation: 'ListInstances',
          account: session.accountId,
          errorCode: 'Missing',
          message: `no instance of IAM Identity Center is to be seen in ${regions.join(', ')}: ask from the management account or a delegated administrator`,
        });
      return;
    }
    const { client, region, instanceArn, arns } = found;
    const kept = new Map((before?.PermissionSets ?? []).map((set) => [set.PermissionSetArn, set]));
    const askEach = askEachOf(context);
    let done = 0;
    const sets = await Promise.all(
      arns.map(async (arn) => {
        const set =
          kept.get(arn) ??
          (await context.limited(() => permissionSetOf(client, askEach, { region, instanceArn, arn })));
        context.progress('permission-sets', ++done, arns.length);
        return set;
      }),
    );
    const unread = arns.filter((_, index) => sets[index] === undefined);
    if (arns.length > 0 && unread.length === arns.length) return;
    await writer.writeJson(file, {
      // Changes of permission sets are recorded in its region, in the account that administers it.
      Instance: { InstanceArn: instanceArn, OwnerAccountId: found.owner, Region: region },
      PermissionSets: sets.filter((set) => set !== undefined && set !== 'gone'),
      ...(unread.length === 0 ? {} : { unread }),
    });
  },
};

const written = z.object({
  PermissionSets: z.array(z.looseObject({ PermissionSetArn: z.string() })),
  unread: z.array(z.string()).default([]),
});

interface FoundInstance {
  readonly client: SSOAdminClient;
  readonly region: string;
  readonly instanceArn: string;
  /** The account that administers it; `undefined` where the answer does not say. */
  readonly owner: string | undefined;
  /** ARNs of its permission sets, sorted. */
  readonly arns: readonly string[];
}

/**
 * The instance whose permission sets can be listed, in the first region that has one: an account may also have an instance of its own, for applications
 * alone. `none`: all regions were asked, and there is no instance; `undefined`: that is not known, and gaps say why.
 */
async function instanceIn(
  context: CollectContext,
  regions: readonly string[],
): Promise<FoundInstance | 'none' | undefined> {
  const { session } = context;
  const gaps: Gap[] = [];
  for (const region of regions) {
    const client = session.client(SSOAdminClient, region);
    let operation = 'ListInstances';
    try {
      for (const instance of await instancesOf(client)) {
        operation = 'ListPermissionSets';
        // Where an instance is replicated, its first region is the one that administers it.
        const place = instance.PrimaryRegion || region;
        const found = await permissionSetsIn(session.client(SSOAdminClient, place), place, instance, (error) =>
          gaps.push(gapOfFailure(error, { service, operation, account: session.accountId, region: place })),
        );
        if (found !== undefined) return found;
      }
    } catch (error) {
      gaps.push(gapOfRegion(error, { service, operation, account: session.accountId, region }, session.homeRegion));
    }
  }
  for (const gap of gaps.filter(
    ({ operation, errorCode }, index) =>
      index === gaps.findIndex((other) => other.operation === operation && other.errorCode === errorCode),
  ))
    context.gap(gap);
  return gaps.length === 0 ? 'none' : undefined;
}

function instancesOf(client: SSOAdminClient): Promise<readonly InstanceMetadata[]> {
  return itemsOf(
    (NextToken) => client.send(new ListInstancesCommand(NextToken === undefined ? {} : { NextToken })),
    (page) => page.NextToken,
    (page) => listIn(page.Instances, 'Instances'),
  );
}

async function permissionSetsIn(
  client: SSOAdminClient,
  region: string,
  { InstanceArn, OwnerAccountId: owner }: InstanceMetadata,
  onFailure: (error: unknown) => void,
): Promise<FoundInstance | undefined> {
  try {
    if (!InstanceArn) throw new WrongAnswerError('ListInstances names an instance without ARN');
    const arns = await itemsOf(
      (NextToken) =>
        client.send(
          new ListPermissionSetsCommand({
            InstanceArn,
            MaxResults: 100,
            ...(NextToken === undefined ? {} : { NextToken }),
          }),
        ),
      (page) => page.NextToken,
      (page) => listIn(page.PermissionSets, 'PermissionSets'),
    );
    return { client, region, instanceArn: InstanceArn, owner, arns: [...new Set(arns)].sort() };
  } catch (error) {
    onFailure(error);
    return undefined;
  }
}

/** The regions to ask, the home region first, and whether an instance could be nowhere else. */
async function regionsOf(context: CollectContext): Promise<{ readonly regions: readonly string[]; areAll: boolean }> {
  const { session, writer, folder, settings } = context;
  const own = `accounts/${session.accountId}`;
  const isOwnRead = writer.collectedAt(`${own}/regions.json`) !== undefined;
  // The account that asks need not be one that is audited.
  if (settings.regions === undefined && !isOwnRead) await regionsPart.collect(context);
  const regions = await regionsToAsk(isOwnRead ? { ...context, folder: own } : context);
  return {
    regions: [session.homeRegion, ...regions.filter((region) => region !== session.homeRegion)],
    areAll: settings.regions === undefined && (isOwnRead || writer.collectedAt(`${folder}/regions.json`) !== undefined),
  };
}

async function isManagement({ session, writer, folder }: CollectContext): Promise<boolean> {
  const file = z.object({ Organization: z.object({ MasterAccountId: z.string() }) });
  const { data } = file.safeParse(await writer.readJson(`${folder}/organization.json`));
  return data?.Organization.MasterAccountId === session.accountId;
}

/** As the organization's part has found: a list of accounts without any. Permission sets are an organization's alone. */
async function isWithoutOrganization({ writer, folder }: CollectContext): Promise<boolean> {
  const { data } = z
    .object({ Accounts: z.array(z.unknown()) })
    .safeParse(await writer.readJson(`${folder}/accounts.json`));
  return data !== undefined && data.Accounts.length === 0;
}
