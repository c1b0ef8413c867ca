/** How often one operation of AWS was called. */
export interface CallCount {
  /** `iam`. */
  readonly service: string;
  /** `GetAccountAuthorizationDetails`. */
  readonly operation: string;
  /** Calls made, without the attempts that were repeated. */
  readonly calls: number;
  /** Attempts that were repeated. */
  readonly retries: number;
  /** Attempts that AWS refused because of their number. */
  readonly throttled: number;
}

/** What a collection cost, as the bundle holds it. */
export interface Collection {
  /** `iam-drift 0.1.0`: what made the bundle. */
  readonly tool: string;
  /** By service, then operation. */
  readonly calls: readonly CallCount[];
}
