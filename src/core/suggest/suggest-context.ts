import type { AccountView } from '../evidence/account-evidence.ts';
import type { DocumentStore } from '../inventory/documents.ts';
import type { SuggestSettings } from '../model/settings.ts';

/** What suggestions need beside the account's evidence. */
export interface SuggestOptions {
  readonly settings: SuggestSettings;
  /** SHA-256 of a text's UTF-8 bytes, hex. An argument, as the core has no packages. */
  readonly sha256: (text: string) => string;
  /** Version of iam-drift, for the certificate. */
  readonly toolVersion: string;
  /** Address in Terraform by ARN. */
  readonly terraformAddresses?: ReadonlyMap<string, string>;
}

/** The same for every suggestion of one account. */
export interface SuggestContext extends SuggestOptions {
  readonly view: AccountView;
  readonly documents: DocumentStore;
}
