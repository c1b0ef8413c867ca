import type { AccountView, JudgedPrincipal } from '../../evidence/account-evidence.ts';
import type { JsonObject } from '../../model/json-object.ts';
import type { Suggestion, Verification } from '../../model/suggestion.ts';
import { isoOf } from '../../model/time.ts';
import { isUnused } from '../needs/needs.ts';
import { rawStatements } from '../write/narrow-document.ts';

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

/** Of a plan to retire: whether it only denies and disables. */
export function retirePlanCheck({ plan, before, after }: Suggestion): Verification['checks'][number] {
  const isDenyOnly = (document: JsonObject): boolean =>
    rawStatements(document).every(({ Effect }) => Effect === 'Deny');
  const harmless = plan.steps
    .flatMap(({ changes }) => changes)
    .every((change) => {
      if (change.do === 'put-inline-policy' || change.do === 'put-trust-policy') return isDenyOnly(change.document);
      return change.do === 'deactivate-access-keys' || change.do === 'delete-principal';
    });
  const holds = harmless && before.length === 0 && after.length === 0;
  return {
    point: 'right-target',
    holds,
    text: holds ? 'the plan only denies and disables' : 'the plan does more than deny and disable',
  };
}
