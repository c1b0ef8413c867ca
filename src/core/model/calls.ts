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

/** A place whose logs were read. */
export interface LogsRead {
  readonly source: 'changes-only' | 'event-history' | 's3' | 'athena';
  /** `s3://bucket/prefix`; absent: the event history. */
  readonly location?: string;
  /** How many accounts' logs were to be read there. */
  readonly accounts: number;
}

/** Who collected a bundle, from where, and at what cost, as the bundle holds it. */
export interface Collection {
  /** `iam-drift 0.1.0`: what made the bundle. */
  readonly tool: string;
  /** ARN of the user or role session that asked. */
  readonly calledBy?: string;
  /** Name of the role by which other accounts were entered; absent: none was. */
  readonly role?: string;
  /** By source, then location; absent where it is not known. */
  readonly logs?: readonly LogsRead[];
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
export function collectionSummaryOf(collection: Collection): CollectionSummary {
  const { calls } = collection;
  const sum = (of: (count: CallCount) => number) => calls.reduce((total, count) => total + of(count), 0);
  return {
    ...collection,
    total: sum((count) => count.calls),
    throttled: sum((count) => count.throttled),
    retried: sum((count) => count.retries),
  };
}
