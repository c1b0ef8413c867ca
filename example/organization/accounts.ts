import { randomOf, textOf } from './random.ts';

/** The three accounts that were read. */
export type AccountKey = 'production' | 'staging' | 'sandbox';

/** One account of the example. */
export interface Account {
  readonly key: AccountKey;
  readonly id: string;
  readonly alias: string;
  readonly unit: string;
}

/** The shop's organization. Its management account was not read. */
export const organization = {
  id: 'o-7tidewater',
  managementAccountId: '123456789012',
  rootId: 'r-tide',
  identityStoreId: 'd-90676a1b2c',
  instanceArn: 'arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6',
} as const;

/** The accounts, by what they are for. */
export const accounts: Readonly<Record<AccountKey, Account>> = {
  production: { key: 'production', id: '111122223333', alias: 'tidewater-production', unit: 'ou-tide-production' },
  staging: { key: 'staging', id: '444455556666', alias: 'tidewater-staging', unit: 'ou-tide-nonproduction' },
  sandbox: { key: 'sandbox', id: '777788889999', alias: 'tidewater-sandbox', unit: 'ou-tide-sandboxes' },
};

/** The accounts in the order in which they are written. */
export const accountList: readonly Account[] = [accounts.production, accounts.staging, accounts.sandbox];

/** Accounts of vendors, outside the organization. */
export const vendors = { monitoring: '222233334444', backupAudit: '888899990000' } as const;

/** The region where the global services' events lie. */
export const homeRegion = 'us-east-1';

/** The trail that the whole organization shares, and its bucket. */
export const trail = {
  name: 'organization-trail',
  arn: `arn:aws:cloudtrail:${homeRegion}:${accounts.production.id}:trail/organization-trail`,
  bucket: 'tidewater-cloudtrail-logs',
} as const;

/** The cluster of production and the path of its OIDC issuer. */
export const cluster = {
  name: 'shop',
  region: homeRegion,
  issuer: `oidc.eks.${homeRegion}.amazonaws.com/id/${textOf(randomOf('cluster'), 32, '0123456789ABCDEF')}`,
} as const;

/** ARN of the shop's cluster. */
export const clusterArn = `arn:aws:eks:${cluster.region}:${accounts.production.id}:cluster/${cluster.name}`;

/** Name of the SAML provider that Identity Center made in an account. */
export function ssoProviderName(account: Account): string {
  return `AWSSSO_${textOf(randomOf(`sso/${account.key}`), 16, '0123456789abcdef')}_DO_NOT_DELETE`;
}
