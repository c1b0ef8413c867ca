import { type ActionSet, membersOf } from '../../catalog/action-set.ts';
import type { Catalog, ResourceFit } from '../../catalog/catalog.ts';
import type { ActionClass } from './action-classes.ts';
import type { Automata } from './automata.ts';
import type { Box, Boxes } from './constraints.ts';
import { dimensionsOf } from './dimensions.ts';
import type { Effort } from './effort.ts';
import { type LooseWay, looseIdsOf, looseWayOf } from './loose-way.ts';
import { type Dimensions, type Solution, searchRegion } from './region-search.ts';
import { type Point, principalDimension, type RequestSpace, resourceDimension } from './request-space.ts';
import type { Assignment } from './resolution.ts';
import { type Resolution, resolutionOf } from './resolution.ts';
import { anyResource, type ResourceSpace, spaceOfFit, spaceOfUnlisted } from './resource-space.ts';
import { unlistedWaysOf } from './unlisted-actions.ts';
import { variableCasesOf } from './variable-cases.ts';
import { exclusionOf, type Side, speaksOfResources, type Way, waysOf } from './ways.ts';

/** Everything that a comparison works on. */
export interface Comparison {
  readonly boxes: readonly Box[];
  readonly maker: Boxes;
  readonly space: RequestSpace;
  readonly catalog: Catalog;
  readonly automata: Automata;
  readonly effort: Effort;
  /** Without variables, and with any text in their place. */
  readonly plain: Resolution;
  readonly loose: Resolution;
}

/** Requests for some actions that the one side allows and the other does not. */
export interface Gain {
  /** Catalog actions; empty where it is of names that the catalog does not list. */
  readonly actions: readonly number[];
  readonly way: Way;
  readonly solution: Solution<Point>;
  readonly assignment: Assignment;
}

/** What is known after looking: the gains, and whether there can be more. */
export interface Gains {
  readonly gains: readonly Gain[];
  readonly isComplete: boolean;
}

/** What `to` allows of a class's actions and `from` does not. */
export function gainsOf(one: ActionClass, from: Side, to: Side, comparison: Comparison): Gains {
  const { boxes, maker, catalog, effort } = comparison;
  const kinds = [...actionsByFit(one.actions, catalog)];
  const gains: Gain[] = [];
  const open = new Set<ResourceFit>();
  const shown = new Set<ResourceFit>();
  for (const way of waysOf(one.boxes, from, to, boxes, maker)) {
    if (!effort.spend(costOf(way))) return { gains, isComplete: false };
    const search = searchOf(way, comparison);
    // What no resource at all could show, none of many kinds of them can.
    if (kinds.length >= manyKinds && search(anything) === 'none') continue;
    for (const [fit, actions] of kinds) {
      const found = search(spaceOfFit(fit));
      if (found === 'unknown') open.add(fit);
      if (typeof found === 'string') continue;
      shown.add(fit);
      gains.push({ ...found, actions });
    }
  }
  // Where one way was given up and another found something, the actions are told, and more than that nobody asks.
  return { gains, isComplete: [...open].every((fit) => shown.has(fit)) };
}

/** The same of the names that the catalog does not list. */
export function unlistedGainsOf(from: Side, to: Side, comparison: Comparison): Gains {
  const { boxes, maker, catalog, effort } = comparison;
  const gains: Gain[] = [];
  let isUnsure = false;
  for (const way of unlistedWaysOf(from, to, boxes, maker, catalog)) {
    if (!effort.spend(costOf(way))) return { gains, isComplete: false };
    const found = searchOf(way, comparison)(anything);
    if (found === 'unknown') isUnsure = true;
    else if (found !== 'none') gains.push({ ...found, actions: [] });
  }
  return { gains, isComplete: gains.length > 0 || !isUnsure };
}

/** Ways multiply, and each costs what it leaves out. */
function costOf({ excluded }: Way): number {
  return 1 + (excluded.boxes.length >> 3);
}

const nothingKnown: Assignment = new Map();
const manyKinds = 8;
const anything = spaceOfUnlisted('example');

/** The actions of a class by the resources that they can name. */
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

type Found = Pick<Gain, 'way' | 'solution' | 'assignment'> | 'none' | 'unknown';

type Search = (resources: ResourceSpace) => Found;

/** Makes the search along one way. Where the way does not speak of resources, one search answers for every kind of them. */
function searchOf(way: Way, comparison: Comparison): Search {
  const search = searchWithin(way, comparison);
  if (way.excluded.speaksOfResources || way.boxes.some(speaksOfResources)) return search;
  let only: Found | undefined;
  return (resources) => {
    only ??= search(resources);
    if (typeof only === 'string') return only;
    const text = anyResource(resources);
    const points = new Map(only.solution.points).set(resourceDimension, { kind: 'resource', text });
    return { ...only, solution: { ...only.solution, points } };
  };
}

/** The search for any kind of resources. The way's policy variables are only gone into when the answer hangs on them. */
function searchWithin(way: Way, comparison: Comparison): Search {
  const { space, automata, effort } = comparison;
  if (!way.excluded.hasVariables && way.boxes.every(({ variables }) => variables.size === 0)) {
    const only = [comparison.plain];
    return (resources) => searched(way, only, true, resources, comparison);
  }
  const loose = looseWayOf({ required: way.required, excluded: way.excluded.clauses }, space, nothingKnown);
  const open = comparison.loose;
  let cases:
    | { readonly way: Way; readonly resolutions: readonly Resolution[]; readonly isComplete: boolean }
    | undefined;
  return (resources) => {
    const dimensions = dimensionsOf(space, resources, open, automata, effort);
    if (searchRegion<Point>(loose.required, loose.excluded, dimensions, effort, () => false) === 'none') return 'none';
    if (cases === undefined) {
      const near = overlapping(way, loose, comparison);
      const boxes = [...near.boxes, ...near.excluded.boxes];
      const { assignments, isComplete } = variableCasesOf(boxes, (key) => space.natureOf(key), automata, effort);
      cases = { way: near, resolutions: assignments.map((one) => resolutionOf(space, one)), isComplete };
    }
    return searched(cases.way, cases.resolutions, cases.isComplete, resources, comparison);
  };
}

function searched(
  way: Way,
  resolutions: readonly Resolution[],
  isComplete: boolean,
  resources: ResourceSpace,
  { space, automata, effort }: Comparison,
): Found {
  let isUnsure = !isComplete;
  for (const resolution of resolutions) {
    const dimensions = dimensionsOf(space, resources, resolution, automata, effort);
    let solution: Solution<Point> | undefined;
    const end = searchRegion(way.required, way.excluded.clauses, dimensions, effort, (found) => {
      solution = found;
      return false;
    });
    if (solution !== undefined)
      return {
        way,
        solution: filled(solution, space, dimensions, space.derivedDimensions),
        assignment: resolution.assignment,
      };
    if (end === 'unknown') isUnsure = true;
  }
  return isUnsure ? 'unknown' : 'none';
}

/** The way without the boxes that cannot meet it whatever the variables are. */
function overlapping(way: Way, loose: LooseWay, comparison: Comparison): Way {
  const { space, automata, effort } = comparison;
  const dimensions = dimensionsOf(space, anything, comparison.loose, automata, effort);
  const excluded = way.excluded.boxes.filter(({ ids }) => {
    const required = [...loose.required, ...looseIdsOf(ids, space, nothingKnown)];
    return searchRegion<Point>(required, [], dimensions, effort, () => false) !== 'none';
  });
  return { ...way, excluded: exclusionOf(excluded) };
}

/**
 * With the points of the dimensions that had a say though nothing was asked of them: the resource, the principal, and the keys that `authorize`
 * would derive otherwise than the answer assumed.
 */
function filled(
  { points, literals }: Solution<Point>,
  { principals }: RequestSpace,
  dimensions: Dimensions<Point>,
  keys: Iterable<string>,
): Solution<Point> {
  const all = new Map(points);
  const others = [resourceDimension, ...(principals.length === 0 ? [] : [principalDimension]), ...keys];
  for (const dimension of others) if (!all.has(dimension)) all.set(dimension, dimensions.anyPoint(dimension));
  return { points: all, literals };
}
