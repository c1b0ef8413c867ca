import { ListTagsForResourceCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import pLimit from 'p-limit';
import { matchesPattern } from '../../core/catalog/pattern.ts';
import type { BundleWriter } from '../../core/model/bundle-writer.ts';
import type { AccountFilter, AccountsSetting } from '../../core/model/collect-settings.ts';
import { NothingCollectedError } from '../../core/model/errors.ts';
import type { Gap } from '../../core/model/gap.ts';
import { listIn } from './collect/asking.ts';
import { callOrganizations, OrganizationCallError } from './collect/organization-tree.ts';
import { failureOf, gapOfFailure } from './failure.ts';
import { knownOrganization } from './organization-accounts.ts';
import { itemsOf } from './pages.ts';
import type { AwsSession } from './session.ts';

/** An account to collect. */
export interface ChosenAccount {
  readonly id: string;
  /** As the organization names it. */
  readonly name?: string;
  /** `r-abcd/ou-abcd-11111111`: from the root down to the unit it stands in. */
  readonly organizationPath?: string;
}

/** An account of the organization that is not collected, and why, in words. */
export interface AccountLeftOut {
  readonly id: string;
  readonly name: string;
  readonly why: string;
}

/** Which accounts to collect. */
export interface ChosenAccounts {
  /** By id. */
  readonly accounts: readonly ChosenAccount[];
  /** Those that cannot be read (suspended, closed) although they were asked for; what a filter leaves out is not told. */
  readonly leftOut: readonly AccountLeftOut[];
  readonly gaps: readonly Gap[];
}

/** What choosing accounts uses beside the session. */
export interface ChoosingWith {
  /** Ends when the run is to end. */
  readonly signal: AbortSignal;
  /** Runs a few calls at a time; absent: four. */
  limited?<T>(work: () => Promise<T>): Promise<T>;
  /** The bundle: what it holds of the organization already is not asked again. */
  readonly writer?: BundleWriter;
}

/**
 * The accounts of the organization that a filter includes and none excludes. Throws `OrganizationCallError` where the organization cannot be asked, and
 * `NothingCollectedError` where no account is left.
 */
export async function accountsOfOrganization(
  session: AwsSession,
  { include, exclude }: Extract<AccountsSetting, { kind: 'organization' }>,
  { signal, limited = pLimit(4), writer }: ChoosingWith,
): Promise<ChosenAccounts> {
  const needsUnits = include.units.length > 0 || exclude.units.length > 0;
  const organization = await knownOrganization(
    session,
    { ...(writer === undefined ? {} : { writer }), limited },
    needsUnits,
  );
  const gaps = [...include.units, ...exclude.units]
    .filter((unit) => !organization.units.has(unit))
    .map((unit) => notThere(session, 'ListOrganizationalUnitsForParent', `the unit \`${unit}\``));
  const ids = new Set(organization.accounts.map(({ id }) => id));
  gaps.push(
    ...include.ids.filter((id) => !ids.has(id)).map((id) => notThere(session, 'ListAccounts', `the account \`${id}\``)),
  );
  const readTags = tagReader(session, gaps);
  const tagsOf = (id: string) =>
    limited(() => {
      signal.throwIfAborted();
      return readTags(id);
    });
  const chosen = await Promise.all(
    organization.accounts.map(async (account) => {
      const units = organization.pathOf(account.id);
      return { account, units, isWanted: await isWanted(account.id, units, { include, exclude }, tagsOf) };
    }),
  );
  const wanted = chosen.filter(({ isWanted }) => isWanted);
  const accounts = wanted.flatMap(({ account: { id, name, status }, units }) =>
    isOpen(status)
      ? [{ id, ...(name === '' ? {} : { name }), ...(units.length === 0 ? {} : { organizationPath: units.join('/') }) }]
      : [],
  );
  if (accounts.length === 0)
    throw new NothingCollectedError(
      organization.accounts.length === 0
        ? 'the organization was asked for its accounts, and named none'
        : `of the ${organization.accounts.length} accounts of the organization none is to be collected`,
      organization.accounts.length === 0
        ? 'run it from the management account or a delegated administrator of the organization, or name accounts with `--account`'
        : 'look at `include` and `exclude` of `collect.accounts`',
    );
  return {
    accounts,
    leftOut: wanted.flatMap(({ account: { id, name, status } }) =>
      isOpen(status) ? [] : [{ id, name, why: `the account is ${status.toLowerCase().replaceAll('_', ' ')}` }],
    ),
    gaps,
  };
}

/** Asks for the tags only of an account for which they decide. */
async function isWanted(
  id: string,
  units: readonly string[],
  { include, exclude }: { readonly include: AccountFilter; readonly exclude: AccountFilter },
  tagsOf: (id: string) => Promise<ReadonlyMap<string, string> | undefined>,
): Promise<boolean> {
  const isNamed = (filter: AccountFilter) =>
    filter.ids.includes(id) || filter.units.some((unit) => units.includes(unit));
  if (isNamed(exclude)) return false;
  const isIncluded = isEmpty(include) || isNamed(include);
  if (!isIncluded && !hasTags(include)) return false;
  if (isIncluded && !hasTags(exclude)) return true;
  const tags = await tagsOf(id);
  // Without its tags an account that a tag was to keep out may be one of those.
  if (tags === undefined) return false;
  return (isIncluded || isTagged(tags, include)) && !isTagged(tags, exclude);
}

/** Accounts of other states refuse every role. One whose state is not told is tried. */
function isOpen(status: string): boolean {
  return status === 'ACTIVE' || status === '';
}

function isEmpty({ ids, units, tags }: AccountFilter): boolean {
  return ids.length === 0 && units.length === 0 && Object.keys(tags).length === 0;
}

function hasTags({ tags }: AccountFilter): boolean {
  return Object.keys(tags).length > 0;
}

/** Whether all the filter's tags are there, with values that fit. */
function isTagged(tags: ReadonlyMap<string, string>, filter: AccountFilter): boolean {
  return (
    hasTags(filter) &&
    Object.entries(filter.tags).every(([key, pattern]) => {
      const value = tags.get(key);
      return value !== undefined && matchesPattern(pattern, value);
    })
  );
}

/** Reads the tags of accounts. A refusal ends it, since then no account can be told by its tags; anything else is a gap of that account. */
function tagReader(session: AwsSession, gaps: Gap[]) {
  const client = session.client(OrganizationsClient);
  let refusal: OrganizationCallError | undefined;
  return async (ResourceId: string): Promise<ReadonlyMap<string, string> | undefined> => {
    if (refusal !== undefined) throw refusal;
    try {
      const tags = await callOrganizations('ListTagsForResource', () =>
        itemsOf(
          (NextToken) =>
            client.send(
              new ListTagsForResourceCommand({ ResourceId, ...(NextToken === undefined ? {} : { NextToken }) }),
            ),
          (page) => page.NextToken,
          (page) => listIn(page.Tags, 'Tags'),
        ),
      );
      return new Map(tags.flatMap(({ Key, Value }) => (Key === undefined ? [] : [[Key, Value ?? '']])));
    } catch (error) {
      if (!(error instanceof OrganizationCallError)) throw error;
      if (failureOf(error.cause).kind === 'refused') {
        refusal = error;
        throw error;
      }
      const call = { service: 'organizations', operation: error.operation, account: session.accountId };
      const gap = gapOfFailure(error.cause, call);
      gaps.push({ ...gap, message: `the account ${ResourceId} is left out, its tags are not known: ${gap.message}` });
      return undefined;
    }
  };
}

function notThere({ accountId }: AwsSession, operation: string, what: string): Gap {
  const message = `${what} of the configuration is not in the organization`;
  return { service: 'organizations', operation, account: accountId, errorCode: 'Missing', message };
}
