import type { ActionSet } from '../catalog/action-set.ts';
import type { SetStore } from '../catalog/set-store.ts';
import type { AccountView } from '../evidence/account-evidence.ts';
import type { DocumentStore } from '../inventory/documents.ts';
import type { AccessContext } from '../inventory/permissions.ts';
import type { Principal } from '../inventory/principal.ts';
import type { Tags } from '../model/bundle.ts';
import type { SuggestSettings } from '../model/settings.ts';
import type { TimeWindow } from '../model/time.ts';
import type { ActionWriter } from '../policy/action-writer.ts';
import type { KeptRows } from './kept.ts';
import { targetTroublesOf } from './prove/target.ts';
import type { Unit } from './unit.ts';
import type { PolicyEdit } from './write/policy-edit.ts';

/** What suggestions need beside the accounts' evidence. */
export interface SuggestOptions {
  readonly settings: SuggestSettings;
  /** SHA-256 of a text's UTF-8 bytes, hex. An argument, as the core has no packages. */
  readonly sha256: (text: string) => string;
  /** Version of iam-drift, for the certificate. */
  readonly toolVersion: string;
  /** Address in Terraform by ARN. */
  readonly terraformAddresses?: ReadonlyMap<string, string>;
}

/** What the proof of a suggestion reads of the accounts concerned: one, or for a permission set all that it is provisioned to. */
export interface Grounds {
  readonly window: TimeWindow;
  /** Whether IAM's own changes in the window are known. */
  readonly coversIam: boolean;
  /** Sentences: which source covered what. */
  readonly coverage: readonly string[];
  readonly elevated: ActionSet;
  accessOf(principal: Principal): AccessContext;
  /** A role's trust policy as it came. */
  trustOf(principal: Principal): unknown;
  /** Of a role, user or policy; empty where none are known. */
  tagsOf(arn: string): Tags;
  /** What speaks against the target of edits; see `targetTroublesOf`. */
  troublesOf(unit: Unit, edits: readonly PolicyEdit[]): readonly string[];
}

/** The same for every suggestion of one account, or about one permission set. */
export interface SuggestContext extends SuggestOptions {
  readonly grounds: Grounds;
  /** A new, empty store. What is written for one principal is read for it alone, and goes with it. */
  newDocuments(): DocumentStore;
  readonly writer: ActionWriter;
  readonly keptRows: KeptRows;
  readonly sets: SetStore;
}

/** The same with the whole account, for what is decided inside it. */
export interface AccountContext extends SuggestContext {
  readonly view: AccountView;
}

/** The grounds of suggestions inside one account. */
export function groundsOf(view: AccountView): Grounds {
  const trusts = new Map(view.parts.details.roles.map((role) => [role.arn, role.trustDocument]));
  const tags = new Map(view.inventory.principals.map((principal) => [principal.arn, principal.tags]));
  return {
    window: view.window,
    coversIam: view.logs.coversIam,
    coverage: view.coverage.map(({ source, what, text }) => `${source}, ${what}: ${text}`),
    elevated: view.elevated,
    accessOf: () => view.access,
    trustOf: ({ arn }) => trusts.get(arn),
    tagsOf: (arn) => tags.get(arn) ?? view.parts.policyTags?.get(arn) ?? {},
    troublesOf: (unit, edits) => targetTroublesOf(unit, edits, view),
  };
}
