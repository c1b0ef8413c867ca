import { fullSet } from '../../catalog/action-set.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { AccountView, JudgedPrincipal } from '../../evidence/account-evidence.ts';
import type { JsonObject } from '../../model/json-object.ts';
import type { Change } from '../../model/remediation.ts';
import type { Suggestion, Verification } from '../../model/suggestion.ts';
import { isoOf } from '../../model/time.ts';
import { policyValueOf } from '../../policy/parse.ts';
import { isUnused } from '../needs/needs.ts';
import { canonicalJson } from '../prove/canonical-json.ts';
import { rawStatements } from '../write/narrow-document.ts';
import { planShapeTrouble } from './plan-checks.ts';

/** Of a principal that is to be retired: whether it is still not used at all. */
export function retiredCheck(
  reached: readonly { readonly judged: JudgedPrincipal; readonly view: AccountView }[],
  suggestion: Suggestion,
): Verification['checks'][number] {
  const used = reached.find(({ judged, view }) => !isUnused(judged, view));
  return {
    point: 'replay',
    holds: used === undefined,
    text:
      used === undefined
        ? `${suggestion.principal ?? 'it'} was not used at all in the window`
        : `${used.judged.principal.name} is in use: it was last used on ${used.judged.use.lastAt === undefined ? 'a day that is not known' : isoOf(used.judged.use.lastAt)}`,
  };
}

/** Of a plan to retire: whether it only denies and disables, its principal alone, and takes that back to what is there today. */
export function retirePlanCheck(
  suggestion: Suggestion,
  trust: unknown,
  catalog: Catalog,
): Verification['checks'][number] {
  const { plan, before, after, principal } = suggestion;
  const isDenyOnly = (document: JsonObject): boolean =>
    rawStatements(document).every(({ Effect }) => Effect === 'Deny');
  const isHarmless = (change: Change): boolean => {
    if ('holder' in change && change.holder.arn !== principal) return false;
    if (change.do === 'put-inline-policy' || change.do === 'put-trust-policy') return isDenyOnly(change.document);
    return change.do === 'deactivate-access-keys' || change.do === 'delete-principal';
  };
  const isWayBack = (change: Change): boolean => {
    if ('holder' in change && change.holder.arn !== principal) return false;
    if (change.do === 'put-trust-policy') return canonicalJson(change.document) === canonicalJson(policyValueOf(trust));
    return change.do === 'delete-inline-policy' || change.do === 'reactivate-access-keys';
  };
  const isHeld = plan.steps.every(({ changes, undo }) => changes.every(isHarmless) && undo.every(isWayBack));
  const shape = planShapeTrouble(suggestion, fullSet(catalog.size), catalog);
  const holds = isHeld && shape === undefined && before.length === 0 && after.length === 0;
  return {
    point: 'right-target',
    holds,
    text: holds
      ? 'the plan only denies and disables, and its undo brings back what is there'
      : (shape ?? 'the plan does more than deny, disable and take that back'),
  };
}
