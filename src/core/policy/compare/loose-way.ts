import type { RequestSpace } from './request-space.ts';
import type { Assignment } from './resolution.ts';

/**
 * A way made wider so that policy variables play no part: what it does not contain, the way does not contain whatever the variables are. To be
 * searched with `partResolutionOf`.
 */
export interface LooseWay {
  readonly required: readonly number[];
  readonly excluded: readonly (readonly number[])[];
}

/**
 * Widens a way: in the resources that it asks for, a variable that is not `known` may be anything; what else hangs on such variables is not asked.
 */
export function looseWayOf({ required, excluded }: LooseWay, space: RequestSpace, known: Assignment): LooseWay {
  const certain = excluded.flatMap((box) => {
    // What holds in all of the way anyway need not be asked again.
    const beyond = box.filter((id) => !required.includes(id));
    return beyond.every((id) => isKnown(id, space, known)) ? [beyond] : [];
  });
  return { required: looseIdsOf(required, space, known), excluded: certain };
}

/** The constraints that can be asked loosely. */
export function looseIdsOf(ids: readonly number[], space: RequestSpace, known: Assignment): readonly number[] {
  return ids.filter((id) => {
    const constraint = space.constraints.get(id);
    return isKnown(id, space, known) || (constraint?.kind === 'resource' && !constraint.not);
  });
}

function isKnown(id: number, space: RequestSpace, known: Assignment): boolean {
  return space.variablesIn(id).every((key) => known.has(key));
}
