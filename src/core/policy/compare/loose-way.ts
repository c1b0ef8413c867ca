import { looseResolutionOf, type RequestSpace, type Resolution } from './request-space.ts';
import type { Way } from './ways.ts';

/**
 * A way made wider so that policy variables play no part: what it does not contain, the way does not contain whatever the variables are.
 */
export interface LooseWay {
  readonly required: readonly number[];
  readonly excluded: readonly (readonly number[])[];
  readonly resolution: Resolution;
}

/** Widens a way: in the resources that it asks for a variable may be anything; what else hangs on variables is not asked. */
export function looseWayOf({ required, excluded }: Way, space: RequestSpace): LooseWay {
  const certain = excluded.flatMap((box) => {
    // What holds in all of the way anyway need not be asked again.
    const beyond = box.filter((id) => !required.includes(id));
    return beyond.every((id) => !space.hasVariables(id)) ? [beyond] : [];
  });
  return { required: looseIdsOf(required, space), excluded: certain, resolution: looseResolutionOf(space) };
}

/** The constraints that can be asked loosely. */
export function looseIdsOf(ids: readonly number[], space: RequestSpace): readonly number[] {
  return ids.filter((id) => {
    const constraint = space.constraints.get(id);
    return !space.hasVariables(id) || (constraint?.kind === 'resource' && !constraint.not);
  });
}
