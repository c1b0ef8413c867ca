/**
 * What users of the library may import.
 *
 * @module
 */
import { loadCatalog as readCatalog } from './adapters/catalog/load-catalog.ts';
import type { Catalog } from './core/catalog/catalog.ts';
import { ConfigError } from './core/model/errors.ts';
import { type Authorizer, authorizeRequest, authorizerOf, type PolicySet } from './core/policy/authorize.ts';
import { type ComparisonResult, comparePolicies } from './core/policy/compare.ts';
import type { Decision } from './core/policy/decision.ts';
import { expandActions } from './core/policy/expand.ts';
import { checkPolicies, checkPolicySet, checkRequest, checkTexts } from './core/policy/input.ts';
import { type MinimizedWords, minimizeActions, minimizedWords } from './core/policy/minimize.ts';
import type { PolicyInput, Request } from './core/policy/request.ts';

let reading: Promise<Catalog> | undefined;
let loaded: Catalog | undefined;

/** Loads the action catalog that comes with the package, once. Everything else here is synchronous and needs it loaded. */
export async function loadCatalog(): Promise<Catalog> {
  reading ??= readCatalog();
  loaded = await reading;
  return loaded;
}

function catalog(): Catalog {
  if (loaded === undefined)
    throw new ConfigError('the action catalog is not loaded', 'call `await loadCatalog()` once, before anything else');
  return loaded;
}

/** AWS's evaluation logic for one request: the outcome, with the statements and the policy type that it rests on. */
export function authorize(request: Request, policies: PolicySet): Decision {
  const known = catalog();
  checkRequest(request);
  checkPolicySet(policies);
  return authorizeRequest(request, policies, known);
}

/** The same for many requests under one set of policies, which is read once. */
export function authorizer(policies: PolicySet): Authorizer {
  const known = catalog();
  checkPolicySet(policies);
  const decide = authorizerOf(policies, known);
  return (request) => {
    checkRequest(request);
    return decide(request);
  };
}

/** Compares by meaning what two sets of policies allow, each side the union of its policies. `undecided` where it cannot tell. */
export function compare(before: readonly PolicyInput[], after: readonly PolicyInput[]): ComparisonResult {
  const known = catalog();
  checkPolicies(before, 'before');
  checkPolicies(after, 'after');
  return comparePolicies(before, after, known);
}

/**
 * Action patterns of few characters that match exactly the given actions of the catalog; with `within`, patterns that match no name, listed or not,
 * that those patterns do not match. Throws `ConfigError` for an action that `within` does not match.
 *
 * With `words: 'whole'` wildcards cut names only where a word begins or ends (`s3:Get*Acl`), with `leading` only behind the words that names begin with
 * (`s3:Get*`), with `none` nowhere, for people to read: longer. Without, anywhere.
 */
export function minimize(
  actions: readonly string[],
  options: { readonly within?: readonly string[]; readonly words?: MinimizedWords } = {},
): readonly string[] {
  const known = catalog();
  checkTexts(actions, 'actions');
  if (options.within !== undefined) checkTexts(options.within, 'within');
  const { words = 'any' } = options;
  if (!minimizedWords.includes(words))
    throw new ConfigError(
      `\`words\` is none of ${minimizedWords.map((one) => `\`${one}\``).join(', ')}`,
      'give one of them',
    );
  return minimizeActions(actions, options.within, known, { words });
}

/** The actions of the catalog that any of the patterns matches: catalog spelling, sorted. */
export function expand(patterns: readonly string[]): readonly string[] {
  const known = catalog();
  checkTexts(patterns, 'patterns');
  return expandActions(patterns, known);
}

export {
  type AccountAudit,
  type AuditContext,
  auditAccount,
  conclude,
  type Organization,
} from './audit.ts';
export type { Catalog, CatalogAction, EventMapping, ResourceFit } from './core/catalog/catalog.ts';
export { windowOf } from './core/evidence/evidence-window.ts';
export { createUsageLedger, type UsageLedger, type UsageLedgerBuilder } from './core/evidence/usage-ledger.ts';
export type * from './core/model/bundle.ts';
export { ConfigError } from './core/model/errors.ts';
export type * from './core/model/finding.ts';
export type { Gap } from './core/model/gap.ts';
export type * from './core/model/remediation.ts';
export type * from './core/model/suggestion.ts';
export type * from './core/model/usage.ts';
export type { Confidence, Severity, Verdict } from './core/model/verdict.ts';
export type { Authorizer, PolicySet } from './core/policy/authorize.ts';
export type { DifferencePart } from './core/policy/compare/describe.ts';
export type { Witness } from './core/policy/compare/witness.ts';
export type { ComparisonResult, Difference, Relation } from './core/policy/compare.ts';
export type * from './core/policy/decision.ts';
export type * from './core/policy/request.ts';
