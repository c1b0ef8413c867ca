/** Which accounts to collect. */
export type AccountsSetting =
  | { readonly kind: 'own' }
  | { readonly kind: 'list'; readonly ids: readonly string[] }
  | { readonly kind: 'organization'; readonly include: AccountFilter; readonly exclude: AccountFilter };

/** Accounts of an organization; an account fits when any list names it. An empty filter includes all, and excludes none. */
export interface AccountFilter {
  /** Account ids. */
  readonly ids: readonly string[];
  /** Ids of units (`ou-…`) or roots (`r-…`); all accounts below count. */
  readonly units: readonly string[];
  /** Value pattern (`*`, `?`) by tag key; all must fit. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Where an account's logs are read. */
export type LogSetting =
  /** Only changes of IAM, Identity Center and the organization, from the event history. */
  | { readonly source: 'changes-only' }
  /** The event history: all management events of 90 days, region by region. */
  | { readonly source: 'event-history' }
  | {
      readonly source: 's3';
      /** `s3://bucket` or `s3://bucket/prefix`: what stands before `AWSLogs/`. */
      readonly location: string;
      /** Assumed to read the bucket, where it lies in another account; absent: the caller's own credentials. */
      readonly roleArn?: string;
      readonly verifyDigests: boolean;
    }
  | {
      readonly source: 'athena';
      /** As for S3. */
      readonly location: string;
      readonly region?: string;
      readonly workgroup: string;
      readonly database: string;
      /** The table to read; one that is not there is made. */
      readonly table: string;
      /** `s3://…` for the results; absent: the workgroup's own. */
      readonly output?: string;
      readonly roleArn?: string;
    };

/** What the configuration says about collecting. */
export interface CollectSettings {
  readonly accounts: AccountsSetting;
  /** The role assumed in every account but the caller's own. */
  readonly role: { readonly name: string; readonly externalId?: string };
  /** Absent: all that are enabled in the account. */
  readonly regions?: readonly string[];
  /** How many accounts, calls of an account, and last-accessed jobs of an account are under way at once. */
  readonly concurrency: { readonly accounts: number; readonly calls: number; readonly lastAccessed: number };
  /** Whether to ask for the tags of each attached customer managed policy: a call each. */
  readonly policyTags: boolean;
  readonly logs: LogSetting;
  /** By account id, where it differs. */
  readonly accountLogs: Readonly<Record<string, LogSetting>>;
  /** So many bundles of live audits are kept. */
  readonly keepBundles: number;
}
