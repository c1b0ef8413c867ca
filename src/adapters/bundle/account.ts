import { z } from 'zod';
import type { AccountEntry, AccountParts, AuthorizationDetails, LastAccessedReport } from '../../core/model/bundle.ts';
import type { Gap } from '../../core/model/gap.ts';
import { dayOf } from '../../core/model/time.ts';
import { detailsPageOf, joinedDetails } from './authorization-details.ts';
import { gapOf, readText } from './bundle-files.ts';
import { credentialReportOf } from './credential-report.ts';
import { eksClustersOf } from './eks.ts';
import { joinedReports, type LastAccessedPage, lastAccessedPageOf } from './last-accessed.ts';
import {
  accountSummaryOf,
  analyzerFindingsOf,
  joinedFindings,
  objectsOf,
  policyTagsOf,
  providerArnsOf,
  regionsOf,
  roleDescriptionsOf,
} from './list-answers.ts';
import { addMissing, type Folder, folderOf, jsonFilesIn, placeOf, readFileOf, readPart } from './parts.ts';
import { optional, type Place, shapedItems } from './shape.ts';
import { trailsOf } from './trails.ts';

/** `gaps.json`: what the collector could not get. */
export const gapsSchema = z.array(
  z.object({
    service: z.string(),
    operation: z.string(),
    account: z.string().nullish(),
    region: z.string().nullish(),
    errorCode: z.string(),
    message: z.string(),
    path: z.string().nullish(),
    /** `2026-01-31`: the days that are not covered; absent: all. */
    days: z.array(z.iso.date()).nullish(),
  }),
);

/** The parts of one account. What is missing or cannot be read is a gap; nothing is kept afterwards. */
export async function readAccountParts(bundle: string, account: AccountEntry): Promise<AccountParts> {
  const folder = await folderOf(bundle, `accounts/${account.id}`, account.id);
  if (folder.files.size === 0) return nothingOf(account, folder);
  const { files } = folder;
  // In the order of the design's table, which is the order of the gaps.
  const details = await detailsIn(folder);
  const credentialReport = await credentialReportIn(folder);
  const lastAccessed = await lastAccessedIn(folder);
  const iam = { service: 'iam' };
  const summary = await readPart(folder, {
    ...iam,
    file: 'account-summary.json',
    operation: 'GetAccountSummary',
    read: accountSummaryOf,
  });
  const oidcProviders = await readPart(folder, {
    ...iam,
    file: 'oidc-providers.json',
    operation: 'ListOpenIDConnectProviders',
    read: providerArnsOf('OpenIDConnectProviderList'),
  });
  const samlProviders = await readPart(folder, {
    ...iam,
    file: 'saml-providers.json',
    operation: 'ListSAMLProviders',
    read: providerArnsOf('SAMLProviderList'),
  });
  const trails = await readPart(folder, {
    service: 'cloudtrail',
    file: 'trails.json',
    operation: 'DescribeTrails',
    read: trailsOf,
  });
  const accessAnalyzerFindings = await findingsIn(folder);
  const regions = await readPart(folder, {
    service: 'account',
    file: 'regions.json',
    operation: 'ListRegions',
    read: regionsOf,
  });
  const roleDescriptions = await readPart(folder, {
    ...iam,
    file: 'roles.json',
    operation: 'ListRoles',
    read: roleDescriptionsOf,
  });
  const policyTags = await readPart(folder, {
    ...iam,
    file: 'policy-tags.json',
    operation: 'ListPolicyTags',
    read: policyTagsOf,
  });
  const serviceSpecificCredentials = await readPart(folder, {
    ...iam,
    file: 'service-specific-credentials.json',
    operation: 'ListServiceSpecificCredentials',
    read: objectsOf('ServiceSpecificCredentials'),
  });
  const delegationRequests = await readPart(folder, {
    ...iam,
    file: 'delegation-requests.json',
    operation: 'ListDelegationRequests',
    read: objectsOf('DelegationRequests'),
  });
  const eksClusters = await eksClustersOf(folder);
  const collected = files.has('gaps.json') ? await collectedGapsIn(folder) : [];
  return {
    account,
    details,
    ...optional('credentialReport', credentialReport),
    lastAccessed,
    ...optional('summary', summary),
    ...optional('oidcProviders', oidcProviders),
    ...optional('samlProviders', samlProviders),
    ...optional('trails', trails),
    ...optional('accessAnalyzerFindings', accessAnalyzerFindings),
    ...optional('regions', regions),
    ...optional('roleDescriptions', roleDescriptions),
    ...optional('policyTags', policyTags),
    ...optional('serviceSpecificCredentials', serviceSpecificCredentials),
    ...optional('delegationRequests', delegationRequests),
    eksClusters,
    gaps: joinedGaps(folder.gaps, collected),
  };
}

/** An account that the manifest names and the bundle does not hold: one gap for all of it. */
function nothingOf(account: AccountEntry, folder: Folder): AccountParts {
  const gap = gapOf(account.id, folder.name, 'Missing', 'the account has no folder in the bundle, or an empty one');
  return {
    account,
    details: joinedDetails([]),
    lastAccessed: [],
    eksClusters: new Map(),
    gaps: [...folder.gaps, gap],
  };
}

/** All pages; one that cannot be read leaves the rest, and the whole incomplete. */
async function detailsIn(folder: Folder): Promise<AuthorizationDetails> {
  const names = [...folder.files.keys()].filter((name) => /^authorization-details[^/]*\.json$/.test(name));
  if (names.length === 0) addMissing(folder, 'iam', 'GetAccountAuthorizationDetails', 'authorization-details.json');
  const pages: AuthorizationDetails[] = [];
  let isComplete = true;
  for (const name of names.sort(byPageNumber)) {
    const file = folder.files.get(name);
    const page = file && (await readFileOf(folder, file, detailsPageOf));
    if (page === undefined) isComplete = false;
    else pages.push(page);
  }
  const details = joinedDetails(pages);
  if (pages.length > 0 && !details.isComplete) {
    const message = 'the last page says that more follows, and no file holds it';
    folder.gaps.push(gapOf(folder.account, `${folder.name}/${names.at(-1) ?? ''}`, 'Truncated', message));
  }
  return { ...details, isComplete: isComplete && details.isComplete };
}

/** `…-details.json`, `…-details-2.json`, `…-details-10.json`: shorter runs of digits are smaller numbers. */
function byPageNumber(a: string, b: string): number {
  const [left, right] = [a, b].map((name) =>
    name.replace(/\.json$/, '').replace(/\d+/g, (digits) => digits.padStart(12, '0')),
  );
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

async function credentialReportIn(folder: Folder): Promise<AccountParts['credentialReport']> {
  const file = folder.files.get('credential-report.csv');
  if (file === undefined) {
    addMissing(folder, 'iam', 'GetCredentialReport', 'credential-report.csv');
    return undefined;
  }
  const text = await readText(file, folder.account);
  if (typeof text === 'string') return credentialReportOf(text, placeOf(folder, file));
  folder.gaps.push(text);
  return undefined;
}

async function lastAccessedIn(folder: Folder): Promise<readonly LastAccessedReport[]> {
  const nobody = folder.files.get('last-accessed/nobody.json');
  const files = jsonFilesIn(folder, 'last-accessed').filter((file) => file !== nobody);
  if (files.length === 0 && nobody === undefined)
    addMissing(folder, 'iam', 'GetServiceLastAccessedDetails', 'last-accessed');
  const pages: LastAccessedPage[] = [];
  for (const file of files) {
    const page = await readFileOf(folder, file, lastAccessedPageOf);
    if (page !== undefined) pages.push(page);
  }
  return joinedReports(pages);
}

async function findingsIn(folder: Folder): Promise<AccountParts['accessAnalyzerFindings']> {
  const list = await readPart(folder, {
    service: 'access-analyzer',
    file: 'access-analyzer/findings.json',
    operation: 'ListFindingsV2',
    read: analyzerFindingsOf,
  });
  const single: Readonly<Record<string, unknown>>[] = [];
  for (const file of jsonFilesIn(folder, 'access-analyzer')) {
    if (file === folder.files.get('access-analyzer/findings.json')) continue;
    single.push(...((await readFileOf(folder, file, analyzerFindingsOf)) ?? []));
  }
  return list === undefined && single.length === 0 ? undefined : joinedFindings([...(list ?? []), ...single]);
}

async function collectedGapsIn(folder: Folder): Promise<readonly Gap[]> {
  const file = folder.files.get('gaps.json');
  return (file && (await readFileOf(folder, file, (value, place) => collectedGapsOf(value, place)))) ?? [];
}

/** The collector's gaps as ours. */
export function collectedGapsOf(value: unknown, place: Place): readonly Gap[] {
  return shapedItems(gapsSchema.element, value, '', place).map(({ account, region, path, days, ...gap }) => ({
    ...gap,
    account: account || place.account,
    ...optional('region', region ?? undefined),
    ...optional('path', path ?? undefined),
    ...optional(
      'days',
      days?.map((day) => dayOf(Date.parse(day))),
    ),
  }));
}

/** Where one call begins what another answers, a refusal of the first is why the answer is missing. */
const answeredBy: Readonly<Record<string, string>> = {
  GenerateServiceLastAccessedDetails: 'GetServiceLastAccessedDetails',
  GenerateCredentialReport: 'GetCredentialReport',
  ListAnalyzers: 'ListFindingsV2',
};

/** A missing part whose reason the collector wrote down is told once, with that reason. */
function joinedGaps(found: readonly Gap[], collected: readonly Gap[]): readonly Gap[] {
  const known = new Set(
    collected.map(({ service, operation, region = '' }) =>
      [service, answeredBy[operation] ?? operation, region].join('\n'),
    ),
  );
  const anywhere = new Set(
    collected.map(({ service, operation }) => `${service}\n${answeredBy[operation] ?? operation}`),
  );
  // A part of all regions is missing because of what one of them refused.
  const isTold = ({ errorCode, service, operation, region }: Gap) =>
    errorCode === 'Missing' &&
    (region === undefined
      ? anywhere.has(`${service}\n${operation}`)
      : known.has([service, operation, region].join('\n')));
  return [...found.filter((gap) => !isTold(gap)), ...collected];
}
