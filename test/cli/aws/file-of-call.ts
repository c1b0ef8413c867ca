import type { CallOfWorld } from './what-moto-lacks.ts';

/** The file that an operation's answer goes to, below `accounts/<id>/`. */
const accountFiles: Readonly<Record<string, string>> = {
  GetAccountAuthorizationDetails: 'authorization-details.json',
  GenerateCredentialReport: 'credential-report.csv',
  GetCredentialReport: 'credential-report.csv',
  GetAccountSummary: 'account-summary.json',
  ListAccountAliases: 'account-aliases.json',
  ListOpenIDConnectProviders: 'oidc-providers.json',
  ListSAMLProviders: 'saml-providers.json',
  ListRoles: 'roles.json',
  ListPolicyTags: 'policy-tags.json',
  ListServiceSpecificCredentials: 'service-specific-credentials.json',
  ListDelegationRequests: 'delegation-requests.json',
  GetTrailStatus: 'trails.json',
  GetEventSelectors: 'trails.json',
  'POST /listRegions': 'regions.json',
};

/** The same of the organization, below `organization/`. */
const organizationFiles: Readonly<Record<string, string>> = {
  ListRoots: 'organizational-units.json',
  ListOrganizationalUnitsForParent: 'organizational-units.json',
  ListAccountsForParent: 'organizational-units.json',
  ListAccounts: 'accounts.json',
  ListPermissionSets: 'permission-sets.json',
  DescribeOrganization: 'organization.json',
};

/**
 * The files of a bundle that a call is made for: with all of them whole, it is not to be made again. Empty: calls of which nothing is written alone
 * (who we are, what a place holds). `usage` are the roll-ups that a whole collection has.
 */
export function filesOfCall(call: CallOfWorld, usage: readonly string[]): readonly string[] {
  const { account, service, region, operation, parameters } = call;
  const folder = `accounts/${account}`;
  const own = accountFiles[operation];
  if (own !== undefined) return [`${folder}/${own}`];
  const shared = organizationFiles[operation];
  if (shared !== undefined) return [`organization/${shared}`];
  if (service === 'organizations') return policyFiles(parameters.Filter);
  if (service === 'access-analyzer') return [`${folder}/access-analyzer/findings.json`];
  if (operation === 'GenerateServiceLastAccessedDetails') return [`last-accessed of ${String(parameters.Arn)}`];
  if (operation === 'LookupEvents') return usage.filter((file) => file.startsWith(`usage/${account}/changes-only-`));
  if (service === 'eks') {
    const cluster = /^GET \/clusters\/([^/?]+)/.exec(operation)?.[1];
    return [`${folder}/eks/${region}/${cluster ?? 'clusters'}.json`];
  }
  return service === 's3' ? portionsOf(operation, usage) : [];
}

/** A policy and its targets may belong to either file. */
function policyFiles(filter: unknown): readonly string[] {
  const kinds = filter === undefined ? ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] : [String(filter)];
  return kinds.map((kind) => `organization/${kind.toLowerCase().replaceAll('_', '-').replace(/y$/, 'ies')}.json`);
}

/** A log file is read for the days of its own, and for those before: it may have been delivered late. */
function portionsOf(operation: string, usage: readonly string[]): readonly string[] {
  const found = /\/AWSLogs\/(\d{12})\/CloudTrail\/[\w-]+\/(\d{4})\/(\d\d)\/(\d\d)\/[^/]+\.json\.gz/.exec(operation);
  if (found === null) return [];
  const [, account = '', year, month, day] = found;
  const date = `${year}-${month}-${day}`;
  return usage.filter((file) => {
    const range = /^usage\/(\d{12})\/s3-.*-(\d{4}-\d\d-\d\d)-to-(\d{4}-\d\d-\d\d)\.jsonl\.gz$/.exec(file);
    const [, of = '', from = '', to = ''] = range ?? [];
    return of === account && from <= date && date <= dayAfter(to);
  });
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}
