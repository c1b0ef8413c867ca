import type { JsonObject } from '../../core/model/json-object.ts';
import type { Change, StepId } from '../../core/model/remediation.ts';
import type { Suggestion } from '../../core/model/suggestion.ts';
import { subjectOf } from './folder.ts';

/** A document that may be there, or that none is. */
export type KnownState = JsonObject | 'absent';

/**
 * What may be found where a change of a step is about to write, for the step to go on: first what the suggestion was made from, then what the
 * plan leaves there up to that step (a quarantine, a part of a run that was broken off). Anything else was written by somebody since, or by a
 * later step, which has to be undone first.
 */
export function knownStates(suggestion: Suggestion, step: StepId, change: Change): readonly KnownState[] {
  const place = placeOf(change);
  if (place === undefined) return [];
  const { steps } = suggestion.plan;
  const until = steps.slice(0, steps.findIndex(({ id }) => id === step) + 1);
  const states = [
    ...statesBefore(suggestion),
    ...statesLeft(until.flatMap(({ changes, undo }) => [...changes, ...undo])),
  ];
  const seen = new Map<string, KnownState>();
  for (const [where, state] of states) if (where === place) seen.set(JSON.stringify(state), state);
  return [...seen.values()];
}

/** Where a change writes: equal for changes of the same document; `undefined` where it writes none. */
function placeOf(change: Change): string | undefined {
  switch (change.do) {
    case 'put-inline-policy':
    case 'delete-inline-policy':
      return JSON.stringify(['inline', change.holder.arn, change.name]);
    case 'put-trust-policy':
      return JSON.stringify(['trust', change.holder.arn]);
    case 'create-policy':
    case 'delete-created-policy':
    case 'create-policy-version':
    case 'return-to-version':
    case 'detach-policy':
    case 'detach-permission-set-policy':
      return JSON.stringify(['policy', change.arn]);
    case 'put-permission-set-inline-policy':
    case 'delete-permission-set-inline-policy':
      return JSON.stringify(['permission-set', change.permissionSet.arn]);
    default:
      return undefined;
  }
}

/** The documents that changes leave where another change writes. */
export function documentsLeft(changes: readonly Change[], at: Change): readonly JsonObject[] {
  const place = placeOf(at);
  return statesLeft(changes).flatMap(([where, state]) => (where === place && state !== 'absent' ? [state] : []));
}

function statesLeft(changes: readonly Change[]): readonly (readonly [place: string, state: KnownState])[] {
  return changes.flatMap((change): readonly (readonly [string, KnownState])[] => {
    const place = placeOf(change);
    if (place === undefined || change.do === 'detach-policy' || change.do === 'detach-permission-set-policy') return [];
    if ('document' in change) return [[place, change.document]];
    // Which document a former version has, `before` tells.
    return change.do === 'return-to-version' ? [] : [[place, 'absent']];
  });
}

function statesBefore(suggestion: Suggestion): readonly (readonly [place: string, state: KnownState])[] {
  const { arn } = subjectOf(suggestion);
  return suggestion.before.map(({ name, type, document }) => {
    if (type === 'inline') return [JSON.stringify(['inline', arn, name]), document];
    if (type === 'permission-set-inline') return [JSON.stringify(['permission-set', arn]), document];
    return [JSON.stringify(['policy', name]), document];
  });
}
