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

/** A collection with its sums, as reports tell it. */
export interface CollectionSummary extends Collection {
  /** Calls, without the attempts that were repeated. */
  readonly total: number;
  /** Attempts that AWS refused because of their number. */
  readonly throttled: number;
  /** Attempts that were repeated. */
  readonly retried: number;
}

/** Sums the calls of a collection. */
export function collectionSummaryOf({ tool, calls }: Collection): CollectionSummary {
  const sum = (of: (count: CallCount) => number) => calls.reduce((total, count) => total + of(count), 0);
  return {
    tool,
    calls,
    total: sum((count) => count.calls),
    throttled: sum((count) => count.throttled),
    retried: sum((count) => count.retries),
  };
}
