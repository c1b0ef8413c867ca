import {
  type ActionSet,
  difference,
  emptySet,
  has,
  intersection,
  isEmpty,
  union,
  uniteInto,
} from '../../catalog/action-set.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { DoesNotFit, Edited } from './edits.ts';
import type { Release } from './narrow-document.ts';

/** Edits with what they really take away, where not all that may go can be written down. */
export interface FittingEdits {
  readonly edited: Edited | DoesNotFit | undefined;
  readonly release: Release;
  /** What may go and stays, because it fits nowhere; empty as a rule. */
  readonly noRoom: ActionSet;
}

/**
 * Writes down as much of a release as fits: all of it; where a NotAction does not fit, and it `mayRewrite`, as what stays; else whole services, which are short, and the elevated actions of the others; else whole
 * services alone. `allowed`: what the policies concerned say.
 */
export function fittingEdits(
  release: Release,
  allowed: ActionSet,
  elevated: ActionSet,
  mayRewrite: boolean,
  written: (release: Release) => Edited | DoesNotFit | undefined,
  catalog: Catalog,
): FittingEdits {
  const edited = written(release);
  const whole = { edited, release, noRoom: emptySet(catalog.size) };
  if (edited === undefined || 'edits' in edited) return whole;
  if (mayRewrite) {
    const rewriting = { ...release, rewritesNotAction: true as const };
    const rewritten = written(rewriting);
    if (rewritten !== undefined && 'edits' in rewritten) return { ...whole, edited: rewritten, release: rewriting };
  }
  const services = wholeServices(release, allowed, catalog);
  for (const removable of [union(services, intersection(release.removable, elevated)), services]) {
    if (isEmpty(removable)) continue;
    const less = { ...release, removable };
    const tried = written(less);
    if (tried !== undefined && 'edits' in tried)
      return { edited: tried, release: less, noRoom: difference(release.removable, removable) };
  }
  return whole;
}

/** Of what may go, the services of which nothing that the policies say stays. */
function wholeServices({ removable, droppable }: Release, allowed: ActionSet, catalog: Catalog): ActionSet {
  const whole = emptySet(catalog.size);
  for (const [service, { first, end }] of catalog.services) {
    let isWhole = true;
    for (let index = first; index < end && isWhole; index++)
      isWhole = !has(allowed, index) || has(removable, index) || has(droppable, index);
    if (!isWhole) continue;
    uniteInto(whole, intersection(removable, catalog.matching(`${service}:*`)));
  }
  return whole;
}
