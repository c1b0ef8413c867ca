import { type ActionSet, membersOf } from '../../catalog/action-set.ts';
import type { Catalog, ResourceFit } from '../../catalog/catalog.ts';
import type { ActionClass } from './action-classes.ts';
import type { Automata } from './automata.ts';
import type { Box } from './constraints.ts';
import type { Effort } from './effort.ts';
import { type Dimensions, type Literal, type Solution, searchRegion } from './region-search.ts';
import { dimensionsOf, type Point, type RequestSpace, type Resolution, resolutionOf } from './request-space.ts';
import { type ResourceSpace, spaceOfUnlisted } from './resource-space.ts';
import type { UnlistedAction } from './unlisted-actions.ts';
import { type Assignment, variableCasesOf } from './variable-cases.ts';

/** The statements of one side. */
export interface Side {
  readonly allows: readonly number[];
  readonly denies: readonly number[];
}

/** Everything that a comparison works on. */
export interface Comparison {
  readonly boxes: readonly Box[];
  readonly space: RequestSpace;
  readonly catalog: Catalog;
  readonly automata: Automata;
  readonly effort: Effort;
  readonly spaceOf: (fit: ResourceFit) => ResourceSpace;
}

/** Requests for some actions that the one side allows and the other does not. */
export interface Gain {
  /** Catalog actions; empty for unlisted ones. */
  readonly actions: readonly number[];
  readonly unlisted?: UnlistedAction;
  /** The statement that allows it. */
  readonly by: Box;
  /** The Deny statement of the other side that no longer holds it back, where it was one. */
  readonly freedFrom?: Box;
  readonly solution: Solution<Point>;
  readonly assignment: Assignment;
}

/** What is known after looking: the gains, and whether there can be more. */
export interface Gains {
  readonly gains: readonly Gain[];
  readonly isComplete: boolean;
}

/** One way in which `to` may allow what `from` does not: a box outside of other boxes. */
interface Way {
  readonly by: Box;
  readonly freedFrom?: Box;
  readonly required: readonly number[];
  readonly excluded: readonly (readonly number[])[];
  readonly boxes: readonly Box[];
}

interface CasedWay {
  readonly way: Way;
  readonly cases: { readonly resolutions: readonly Resolution[]; readonly isComplete: boolean };
}

function resolvedCases({ boxes }: Way, { space, automata, effort }: Comparison): CasedWay['cases'] {
  const cases = variableCasesOf(boxes, (key) => space.natureOf(key).mayBeAbsent, automata, effort);
  const resolutions = cases.assignments.map((assignment) => resolutionOf(space, assignment));
  return { resolutions, isComplete: cases.isComplete };
}

/** What `to` allows of a class's actions and `from` does not. */
export function gainsOf(one: ActionClass | UnlistedAction, from: Side, to: Side, comparison: Comparison): Gains {
  const ways = waysOf(one.boxes, from, to, comparison).map((way) => ({
    way,
    cases: resolvedCases(way, comparison),
  }));
  if (ways.length === 0) return { gains: [], isComplete: true };
  const gains: Gain[] = [];
  let isComplete = true;
  for (const { resources, actions, unlisted } of kindsOf(one, comparison)) {
    const known = gains.length;
    let isUnsure = false;
    for (const one of ways) {
      const { way } = one;
      const found = tried(one, resources, comparison);
      if (found === 'unknown') isUnsure = true;
      else if (found !== 'none') {
        gains.push({
          actions,
          ...(unlisted === undefined ? {} : { unlisted }),
          by: way.by,
          ...(way.freedFrom === undefined ? {} : { freedFrom: way.freedFrom }),
          ...found,
        });
      }
    }
    // Where one way was given up and another found something, the actions are told, and more than that nobody asks.
    if (isUnsure && gains.length === known) isComplete = false;
  }
  return { gains, isComplete };
}

function waysOf(speaking: ReadonlySet<number>, from: Side, to: Side, { boxes }: Comparison): readonly Way[] {
  const of = (places: readonly number[]) =>
    places.flatMap((place) => {
      const box = boxes[place];
      return speaking.has(place) && box !== undefined ? [box] : [];
    });
  const [allows, denies, oldAllows, oldDenies] = [of(to.allows), of(to.denies), of(from.allows), of(from.denies)];
  const ways: Way[] = [];
  const add = (by: Box, freedFrom: Box | undefined, required: readonly Box[], excluded: readonly Box[]) => {
    const ids = [...new Set(required.flatMap(idsOf))];
    // A box that asks for no more than the required ones contains them: nothing is left.
    if (excluded.some((box) => idsOf(box).every((id) => ids.includes(id)))) return;
    const way = { by, required: ids, excluded: distinct(excluded.map(idsOf)), boxes: [...required, ...excluded] };
    ways.push(freedFrom === undefined ? way : { ...way, freedFrom });
  };
  for (const by of distinctBoxes(allows)) {
    add(by, undefined, [by], [...denies, ...oldAllows]);
    for (const deny of distinctBoxes(oldDenies)) add(by, deny, [by, deny], denies);
  }
  return ways;
}

function idsOf({ constraints }: Box): readonly number[] {
  return constraints.map(({ id }) => id);
}

function distinctBoxes(boxes: readonly Box[]): readonly Box[] {
  return [...new Map(boxes.map((box) => [[...idsOf(box)].sort((a, b) => a - b).join(), box])).values()];
}

function distinct(lists: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return [...new Map(lists.map((list) => [[...list].sort((a, b) => a - b).join(), list])).values()];
}

/** The actions of a class by the resources that they can name. */
function kindsOf(
  one: ActionClass | UnlistedAction,
  { catalog, spaceOf }: Comparison,
): Iterable<{
  readonly resources: ResourceSpace;
  readonly actions: readonly number[];
  readonly unlisted?: UnlistedAction;
}> {
  if ('name' in one) return [{ resources: spaceOfUnlisted(one.service), actions: [], unlisted: one }];
  return [...actionsByFit(one.actions, catalog)].map(([fit, actions]) => ({ resources: spaceOf(fit), actions }));
}

function actionsByFit(actions: ActionSet, catalog: Catalog): ReadonlyMap<ResourceFit, readonly number[]> {
  const byFit = new Map<ResourceFit, number[]>();
  for (const action of membersOf(actions)) {
    const fit = catalog.fitOf(action);
    const known = byFit.get(fit);
    if (known === undefined) byFit.set(fit, [action]);
    else known.push(action);
  }
  return byFit;
}

function tried(
  { way, cases }: CasedWay,
  resources: ResourceSpace,
  { space, automata, effort }: Comparison,
): { readonly solution: Solution<Point>; readonly assignment: Assignment } | 'none' | 'unknown' {
  let isUnsure = !cases.isComplete;
  for (const resolution of cases.resolutions) {
    const dimensions = dimensionsOf(space, resources, resolution, automata, effort);
    let solution: Solution<Point> | undefined;
    const end = searchRegion(way.required, way.excluded, dimensions, effort, (found) => {
      solution = found;
      return false;
    });
    if (solution !== undefined)
      return { solution: filled(solution, space, dimensions), assignment: resolution.assignment };
    if (end === 'unknown') isUnsure = true;
  }
  return isUnsure ? 'unknown' : 'none';
}

/** With a resource, and a principal where there are any, though nothing was asked of them. */
function filled(
  { points, literals }: Solution<Point>,
  { principals }: RequestSpace,
  dimensions: Dimensions<Point>,
): Solution<Point> {
  const all = new Map(points);
  for (const dimension of principals.length === 0 ? [':resource'] : [':resource', ':principal']) {
    if (!all.has(dimension)) all.set(dimension, dimensions.anyPoint(dimension));
  }
  return { points: all, literals };
}

/** The literals of a solution that are not the statement's own demands: what had to be excluded. */
export function exclusionsOf({ solution, by }: Gain): readonly Literal[] {
  const own = new Set(idsOf(by));
  return solution.literals.filter(({ constraint, isHolding }) => !isHolding || !own.has(constraint));
}
