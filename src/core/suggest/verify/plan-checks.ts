import { type ActionSet, difference, emptySet, isEmpty, uniteInto } from '../../catalog/action-set.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { isRawQuarantine } from '../../inventory/quarantine.ts';
import type { JsonObject } from '../../model/json-object.ts';
import type { Change, StepId } from '../../model/remediation.ts';
import type { Suggestion } from '../../model/suggestion.ts';
import { canonicalJson } from '../prove/canonical-json.ts';
import { rawStatements } from '../write/narrow-document.ts';

/** The steps that each kind of plan may have, in their order. */
const stepsOf: Readonly<Record<Suggestion['kind'], readonly StepId[]>> = {
  narrow: ['quarantine', 'watch', 'remove', 'delete'],
  retire: ['quarantine', 'watch', 'disable', 'delete'],
};

/**
 * What of a plan is not what a plan of ours is, beside what its `remove` step brings: other steps, a quarantine that denies more than goes or allows
 * anything, a deletion that is not marked. A sentence; `undefined`: nothing.
 */
export function planShapeTrouble(
  { kind, plan, before }: Suggestion,
  removed: ActionSet,
  catalog: Catalog,
): string | undefined {
  const allowed = stepsOf[kind];
  const places = plan.steps.map(({ id }) => allowed.indexOf(id));
  if (places.some((place, at) => place < 0 || place <= (places[at - 1] ?? -1)))
    return 'the plan has other steps than a plan of its kind';
  const known = new Set(before.flatMap(({ document }) => rawStatements(document).map(canonicalJson)));
  for (const { id, changes, irreversible, notBefore } of plan.steps) {
    if (id === 'watch' && changes.length > 0) return 'the plan changes something while it watches';
    if (id === 'delete' && (!irreversible || notBefore === undefined || !changes.every(isDeletion)))
      return 'the plan deletes something that it does not say cannot be undone';
    if (id !== 'delete' && changes.some(isDeletion)) return 'the plan deletes something before its last step';
    if (id !== 'quarantine') continue;
    const denied = emptySet(catalog.size);
    for (const statement of changes.flatMap(documentsOf).flatMap(rawStatements)) {
      if (known.has(canonicalJson(statement))) continue;
      if (!isRawQuarantine(statement)) return 'the quarantine is more than a Deny of actions';
      for (const pattern of [statement.Action].flat())
        if (typeof pattern === 'string') uniteInto(denied, catalog.matching(pattern));
    }
    if (kind === 'narrow' && !isEmpty(difference(denied, removed))) return 'the quarantine denies more than what goes';
  }
  return undefined;
}

function isDeletion(change: Change): boolean {
  return change.do === 'delete-principal' || change.do === 'delete-policy';
}

function documentsOf(change: Change): readonly JsonObject[] {
  return 'document' in change && change.do !== 'delete-policy-version' ? [change.document] : [];
}
