import { derivedKeys } from '../context-keys.ts';
import type { RequestContext, RequestPrincipal } from '../request.ts';
import type { Comparison, Gain } from './gain.ts';
import { keyOfDimension } from './request-space.ts';

/** A request that shows a difference. */
export interface Witness {
  readonly action: string;
  readonly resource: string;
  /** Keys that are not here are absent; an empty list says so of a key that `authorize` would derive. */
  readonly context?: RequestContext;
  /** Of policies with a Principal: who asks. */
  readonly principal?: RequestPrincipal;
}

/** The request that a gain was found with. */
export function witnessOf(
  { actions, solution, assignment }: Gain,
  { catalog, space }: Pick<Comparison, 'catalog' | 'space'>,
): Witness {
  const first = actions[0];
  let action = first === undefined ? '' : (catalog.actions[first]?.name ?? '');
  const context = new Map<string, string | readonly string[]>();
  let resource = '*';
  let principal: RequestPrincipal | undefined;
  const put = (key: string, values: readonly string[] | undefined) => {
    const [only, ...others] = values ?? [];
    if (only !== undefined) context.set(space.spelled(key), others.length === 0 ? only : (values ?? []));
    else if (derivedKeys.has(key)) context.set(space.spelled(key), []);
  };
  for (const [key, value] of assignment) put(key, value === undefined ? undefined : [value]);
  for (const [dimension, point] of solution.points) {
    if (point.kind === 'resource') resource = point.text;
    else if (point.kind === 'action') action = point.text;
    else if (point.kind === 'principal') principal = point.principal;
    else if (point.kind === 'key') put(keyOfDimension(dimension), point.values);
  }
  return {
    action,
    resource,
    ...(context.size === 0 ? {} : { context: Object.fromEntries(context) }),
    ...(principal === undefined ? {} : { principal }),
  };
}
