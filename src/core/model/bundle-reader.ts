import type { AccountEntry, AccountParts, OrganizationParts } from './bundle.ts';
import type { Collection } from './calls.ts';
import type { Gap } from './gap.ts';
import type { Instant } from './time.ts';

/** A bundle, opened: accounts are read one at a time. */
export interface BundleReader {
  readonly path: string;
  /** When the raw answers were collected; `undefined` when the bundle does not say. */
  readonly collectedAt?: Instant;
  /** SHA-256 of the bundle's files (names and bytes, the logs' names and sizes), hex. */
  readonly digest: string;
  readonly accounts: readonly AccountEntry[];
  /** What collecting it cost; absent: it was not made by us. */
  readonly collection?: Collection;
  /** Gaps of the bundle as a whole. */
  readonly gaps: readonly Gap[];
  readAccount(id: string): Promise<AccountParts>;
  readOrganization(): Promise<OrganizationParts>;
}
