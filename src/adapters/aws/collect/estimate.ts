import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import { GetAccountSummaryCommand, IAMClient } from '@aws-sdk/client-iam';
import type { CollectSettings } from '../../../core/model/collect-settings.ts';
import { gapOfFailure } from '../failure.ts';
import type { NeededPermission } from '../needed-permission.ts';
import type { AwsSession } from '../session.ts';

/** What `accountSizeOf` needs. */
export const estimatePermissions: readonly NeededPermission[] = [
  { action: 'iam:GetAccountSummary', without: 'the number of calls cannot be told before' },
  { action: 'account:ListRegions', without: 'the number of calls cannot be told before' },
];

/** How large an account is, as far as the number of calls hangs on it. */
export interface AccountSize {
  readonly users: number;
  readonly roles: number;
  readonly groups: number;
  /** Customer managed policies. */
  readonly policies: number;
  /** Names of the regions that will be asked. */
  readonly regions: readonly string[];
}

/** Asks an account how large it is, in two calls. Throws what AWS says. */
export async function accountSizeOf(session: AwsSession, settings: CollectSettings): Promise<AccountSize> {
  const { SummaryMap = {} } = await session.client(IAMClient).send(new GetAccountSummaryCommand({}));
  const regions = settings.regions ?? (await enabledRegions(session));
  return {
    users: SummaryMap.Users ?? 0,
    roles: SummaryMap.Roles ?? 0,
    groups: SummaryMap.Groups ?? 0,
    policies: SummaryMap.Policies ?? 0,
    regions,
  };
}

/** One region, the home region, where it cannot be told: then collecting asks no other either. */
async function enabledRegions(session: AwsSession): Promise<readonly string[]> {
  try {
    const { Regions = [] } = await session
      .client(AccountClient)
      .send(new ListRegionsCommand({ MaxResults: 50, RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] }));
    return Regions.flatMap(({ RegionName }) => RegionName ?? []);
  } catch (error) {
    gapOfFailure(error, { service: 'account', operation: 'ListRegions', account: session.accountId });
    return [session.homeRegion];
  }
}

/** Calls of one kind that a collection will make. */
export interface EstimatedCalls {
  readonly what: string;
  /** At most; a lower bound where `isOpen`. */
  readonly calls: number;
  /** How long they take by themselves, at the configured pace. */
  readonly seconds: number;
  /** Whether there may be more: what is to be read is not known before. */
  readonly isOpen?: boolean;
}

/** Round trips of AWS, measured by others: small answers, and a last-accessed job from its start to its last page. */
const secondsPerCall = 0.2;
const secondsPerJob = 3;
/** Entities of a page of authorization details, with their documents. */
const entitiesPerPage = 200;

/**
 * The calls that collecting one account takes, by kind, from its size alone: how many principals were never used, and so are not asked about,
 * is not known before. `changeNames` is how many event names the history of changes is asked for.
 */
export function estimatedCallsOf(
  size: AccountSize,
  { concurrency, policyTags, logs }: CollectSettings,
  changeNames: number,
  windowDays: number,
): readonly EstimatedCalls[] {
  const { users, roles, groups, policies } = size;
  const regions = Math.max(1, size.regions.length);
  const plain = (what: string, calls: number): EstimatedCalls => ({
    what,
    calls,
    seconds: (calls * secondsPerCall) / concurrency.calls,
  });
  const pages = Math.ceil((users + roles + groups + policies) / entitiesPerPage);
  const principals = users + roles;
  const rows: EstimatedCalls[] = [
    { what: 'authorization details', calls: Math.max(1, pages), seconds: Math.max(1, pages) * 2 },
    plain('account, credential report, providers', 14),
    {
      what: 'last-accessed, two for each user and role that was used',
      calls: 2 * principals,
      seconds: (principals * secondsPerJob) / concurrency.lastAccessed,
    },
    plain('trails, Access Analyzer and EKS, in each region', 3 * regions),
    ...(policyTags ? [plain('tags of customer managed policies', policies)] : []),
    { what: 'changes of IAM, from the event history', calls: changeNames, seconds: changeNames / 2 },
  ];
  if (logs.source === 's3') {
    rows.push({ ...plain('log files in S3: listings, then one a file', (windowDays + 1) * regions), isOpen: true });
  }
  return rows;
}
