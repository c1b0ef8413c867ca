import { homeRegionOf } from '../catalog/home-region.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { AccountParts } from '../model/bundle.ts';
import type { Gap } from '../model/gap.ts';
import type { EvidenceContext } from './account-evidence.ts';
import type { LogFacts } from './log-reading.ts';
import { eventKey, type UsageLedger } from './usage-ledger.ts';

/** Gathers what the coverage of one account's logs, and of its event history, is judged from. */
export function logFactsOf(
  parts: AccountParts,
  account: Inventory['account'],
  usage: UsageLedger,
  { window, settings, logGaps }: Pick<EvidenceContext, 'window' | 'settings' | 'logGaps'>,
): LogFacts {
  return {
    accountId: account.id,
    partition: account.partition,
    window,
    ...(parts.trails === undefined ? {} : { trails: parts.trails }),
    ...(isRegionList(parts.regions, account.partition) ? { regions: parts.regions } : {}),
    namedRegions: namedRegions(parts, usage, account.id),
    logs: usage.logs,
    history: usage.history,
    hasDisabledRegion: hasDisabledRegion(usage),
    changes: usage.changes,
    gaps: [...logGaps.filter((gap) => !isOfHistory(gap)), ...parts.gaps.filter(isRefusedLogReading)],
    toleratedGapDays: settings.coverage.toleratedGapDays,
    declaredDataEvents: settings.coverage.dataEvents,
  };
}

/** The home region cannot be disabled: a list without it (an empty one) is not the account's, and says of no region that nothing happened there. */
function isRegionList(regions: readonly string[] | undefined, partition: string): regions is readonly string[] {
  return regions?.includes(homeRegionOf(partition)) === true;
}

function namedRegions(parts: AccountParts, usage: UsageLedger, accountId: string): readonly string[] {
  const regions = new Set<string>();
  for (const trail of parts.trails ?? []) regions.add(trail.homeRegion);
  for (const role of parts.details.roles) if (role.lastUsed?.region !== undefined) regions.add(role.lastUsed.region);
  for (const region of parts.eksClusters.keys()) regions.add(region);
  for (const region of usage.logs.get(accountId)?.regions ?? []) regions.add(region);
  return [...regions].filter((region) => region !== '');
}

/** The management account may disable a member's region, and is the one whose event it is: so anybody's counts for all. */
function hasDisabledRegion({ principals }: UsageLedger): boolean {
  const key = eventKey('account.amazonaws.com', 'DisableRegion');
  return [...principals.values()].some(({ events }) => events.get(key)?.lastUsed !== undefined);
}

/** The event history is covered by what was read of it; what was not says nothing of the logs of trails. */
function isOfHistory({ service, operation }: Gap): boolean {
  return service === 'cloudtrail' && operation === 'LookupEvents';
}

/** The collector was refused the logs of the account (or of one of its regions). */
function isRefusedLogReading({ service, operation, errorCode }: Gap): boolean {
  if (errorCode === 'Missing') return false;
  return service === 'logs' || (service === 's3' && /^(List|Get)/.test(operation));
}
