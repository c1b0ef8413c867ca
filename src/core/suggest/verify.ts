import { emptySet, has, intersection, isEmpty, membersOf, uniteInto } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { createSetStore } from '../catalog/set-store.ts';
import type { AccountView, JudgedPrincipal } from '../evidence/account-evidence.ts';
import { verdictOf } from '../evidence/verdicts.ts';
import type { ChangedInput, Suggestion, Verification } from '../model/suggestion.ts';
import { isoOf } from '../model/time.ts';
import { actionPatternsOf } from '../policy/minimize.ts';
import { needsOf } from './needs/needs.ts';
import { fittingResourcesOf } from './needs/seen-calls.ts';
import { watchOf } from './plan/place-quarantine.ts';
import { canonicalJson } from './prove/canonical-json.ts';
import { inputDocuments } from './prove/certificate.ts';
import { groundsOf, type SuggestOptions } from './suggest-context.ts';
import { narrowChecks } from './verify/narrow-checks.ts';
import { rebuiltEdits } from './verify/rebuilt-edits.ts';
import { retiredCheck, retirePlanCheck } from './verify/retire-checks.ts';

/** The principals that a suggestion reaches: its own, or all who hold what it changes. */
export function reachOf({ principal, principals = [] }: Suggestion): readonly string[] {
  return principal === undefined ? principals : [principal];
}

/**
 * Checks a suggestion again against accounts as they are now: whether its documents still are those it was made from, whether its smaller policies
 * still let through everything seen since, and which of what it removes is still unused. `views`: the accounts concerned. Nothing of the certificate is
 * taken on trust but the documents themselves.
 */
export function verifySuggestion(
  suggestion: Suggestion,
  views: readonly AccountView[],
  options: SuggestOptions,
  catalog: Catalog,
): Verification {
  const found = reachOf(suggestion).map((arn) => ({ arn, ...judgedIn(arn, views) }));
  const missing = found.filter(({ judged }) => judged === undefined).map(({ arn }) => arn);
  const reached = found.flatMap(({ judged, view }) =>
    judged === undefined || view === undefined ? [] : [{ judged, view }],
  );
  const removed = emptySet(catalog.size);
  for (const pattern of suggestion.removed) uniteInto(removed, catalog.matching(pattern));
  const needs = reached.map(({ judged, view }) => {
    const ownAccounts = view.organization.accounts && new Set(view.organization.accounts.map(({ id }) => id));
    const context = {
      view,
      settings: options.settings,
      fitting: fittingResourcesOf(catalog),
      ownAccounts,
      sets: createSetStore(),
    };
    return { needs: needsOf(judged, context, catalog), view };
  });
  const isNarrow = suggestion.kind === 'narrow';
  const rebuilt = rebuiltEdits(suggestion, viewsOf(suggestion, reached, views));
  const checks = isNarrow
    ? narrowChecks(suggestion, removed, needs, rebuilt, options, catalog)
    : [retiredCheck(reached, suggestion), retirePlanCheck(suggestion, trustOf(reached), catalog)];
  const newHolders = newHoldersOf(suggestion, views);
  const otherInputs = changedInputsOf(suggestion, reached, options);
  const told = (of: string, part: string): boolean =>
    otherInputs.some((one) => one.of === of && (one.part === part || part === 'default version'));
  const changedInputs = [
    ...otherInputs,
    ...rebuilt.strangers
      .filter(({ of, part }) => !told(of, part))
      .map(({ of, part, was, is }) => ({
        of,
        part,
        was: options.sha256(canonicalJson(was)),
        ...(is === undefined ? {} : { is: options.sha256(canonicalJson(is)) }),
      })),
  ];
  const stillUnused = emptySet(catalog.size);
  for (const { needs: own } of needs) uniteInto(stillUnused, intersection(removed, own.judged.permissions.granted));
  const usedSince: { action: string; principal: string; verdict: string; reason: string; lastUsed?: string }[] = [];
  for (const { needs: own } of needs) {
    for (const action of membersOf(intersection(removed, own.judged.permissions.granted))) {
      if (has(own.removable, action) || !isNarrow) continue;
      stillUnused[action >>> 5] = (stillUnused[action >>> 5] ?? 0) & ~(1 << (action & 31));
      const { verdicts, principal } = own.judged;
      const at = verdicts.lastUseOf(action);
      usedSince.push({
        action: catalog.actions[action]?.name ?? '',
        principal: principal.arn,
        verdict: verdictOf(verdicts, action),
        reason: verdicts.reasonOf(action),
        ...(at === undefined ? {} : { lastUsed: isoOf(at) }),
      });
    }
  }
  const quarantine = watchOf(
    needs.map(({ needs: own }) => own),
    catalog,
  );
  return {
    holds:
      checks.every(({ holds }) => holds) &&
      changedInputs.length === 0 &&
      missing.length === 0 &&
      newHolders.length === 0,
    missing,
    newHolders,
    changedInputs,
    checks,
    stillUnused: isEmpty(stillUnused) ? [] : actionPatternsOf(stillUnused, catalog, 'leading'),
    noLongerUnused: usedSince,
    ...(quarantine === undefined ? {} : { quarantine }),
  };
}

function trustOf([first]: readonly { readonly judged: JudgedPrincipal; readonly view: AccountView }[]): unknown {
  return first === undefined ? undefined : groundsOf(first.view).trustOf(first.judged.principal);
}

/** Who holds the policy, or is in the group, and was not when the suggestion was made. */
function newHoldersOf(
  { policy, group, principals = [] }: Suggestion,
  views: readonly AccountView[],
): readonly string[] {
  const known = new Set(principals);
  return views
    .flatMap((view) => view.principals.map(({ principal }) => principal))
    .filter(({ arn, policies, groups }) => {
      if (known.has(arn)) return false;
      if (policy !== undefined) return policies.some(({ name }) => name === policy);
      return group !== undefined && groups.some((one) => one.arn === group);
    })
    .map(({ arn }) => arn);
}

function judgedIn(
  arn: string,
  views: readonly AccountView[],
): { readonly judged?: JudgedPrincipal; readonly view?: AccountView } {
  for (const view of views) {
    const judged = view.principals.find(({ principal }) => principal.arn === arn);
    if (judged !== undefined) return { judged, view };
  }
  return {};
}

/** The accounts concerned, that of the subject first. */
function viewsOf(
  { accountId }: Suggestion,
  reached: readonly { readonly view: AccountView }[],
  views: readonly AccountView[],
): readonly AccountView[] {
  const own = new Set([...reached.map(({ view }) => view), ...views]);
  return [...own].sort(
    (a, b) => Number(b.inventory.account.id === accountId) - Number(a.inventory.account.id === accountId),
  );
}

/** Documents that are not what the certificate was made from. */
function changedInputsOf(
  { certificate }: Suggestion,
  reached: readonly { readonly judged: JudgedPrincipal; readonly view: AccountView }[],
  { sha256 }: SuggestOptions,
): readonly ChangedInput[] {
  const now = new Map<string, { readonly of: string; readonly part: string; readonly sha256: string }>();
  for (const { judged, view } of reached) {
    const { principal } = judged;
    for (const { of, part, value } of inputDocuments(principal, groundsOf(view).trustOf(principal))) {
      now.set(`${of} ${part}`, { of, part, sha256: sha256(canonicalJson(value)) });
    }
  }
  const changed: ChangedInput[] = certificate.inputs.documents.flatMap(({ of, part, sha256: was }) => {
    const is = now.get(`${of} ${part}`);
    if (is === undefined) return [{ of, part, was }];
    return is.sha256 === was ? [] : [{ of, part, was, is: is.sha256 }];
  });
  const known = new Set(certificate.inputs.documents.map(({ of, part }) => `${of} ${part}`));
  // A quarantine of the plan is no change of what the plan is about.
  const added = [...now].flatMap(([key, { of, part, sha256: is }]) =>
    known.has(key) || /^inline IamDriftQuarantine-/.test(part) || /IamDriftQuarantine-/.test(of)
      ? []
      : [{ of, part, is }],
  );
  return [...changed, ...added];
}
