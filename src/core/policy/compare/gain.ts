import { type ActionSet, membersOf } from '../../catalog/action-set.ts';
import type { Catalog, ResourceFit } from '../../catalog/catalog.ts';
import type { ActionClass } from './action-classes.ts';
import type { Automata } from './automata.ts';
import type { Box, Boxes } from './constraints.ts';
import type { Effort } from './effort.ts';
import { type LooseWay, looseIdsOf, looseWayOf } from './loose-way.ts';
import { type Dimensions, type Solution, searchRegion } from './region-search.ts';
import {
  dimensionsOf,
  type Point,
  partResolutionOf,
  principalDimension,
  type RequestSpace,
  type Resolution,
  resolutionOf,
  resourceDimension,
} from './request-space.ts';
import { anyResource, type ResourceSpace, spaceOfUnlisted } from './resource-space.ts';
import { unlistedWaysOf } from './unlisted-actions.ts';
import { type Assignment, variableCasesOf } from './variable-cases.ts';
import { idsOf, type Side, type Way, waysOf } from './ways.ts';

/** Everything that a comparison works on. */
export interface Comparison {
  readonly boxes: readonly Box[];
  readonly maker: Boxes;
  readonly space: RequestSpace;
  readonly catalog: Catalog;
  readonly automata: Automata;
  readonly effort: Effort;
  readonly spaceOf: (fit: ResourceFit) => ResourceSpace;
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
  const { boxes, maker, catalog, spaceOf } = comparison;
  const searches = searchesOf(waysOf(one.boxes, from, to, boxes, maker), comparison);
  if (searches === undefined) return givenUp;
  if (searches.length === 0) return { gains: [], isComplete: true };
  const gains: Gain[] = [];
  let isComplete = true;
  const kinds = actionsByFit(one.actions, catalog);
  // What no resource at all could show, none of many kinds of them can.
  const possible = kinds.size < manyKinds ? searches : searches.filter((search) => search(anything) !== 'none');
  for (const [fit, actions] of kinds) {
    const found = possible.map((search) => search(spaceOf(fit)));
    const ofKind = found.flatMap((gain) => (typeof gain === 'string' ? [] : [{ ...gain, actions }]));
    gains.push(...ofKind);
    // Where one way was given up and another found something, the actions are told, and more than that nobody asks.
    if (ofKind.length === 0 && found.includes('unknown')) isComplete = false;
  }
  return { gains, isComplete };
}

/** The same of the names that the catalog does not list. */
export function unlistedGainsOf(from: Side, to: Side, comparison: Comparison): Gains {
  const { boxes, maker, catalog } = comparison;
  const searches = searchesOf(unlistedWaysOf(from, to, boxes, maker, catalog), comparison);
  if (searches === undefined) return givenUp;
  const found = searches.map((search) => search(anything));
  const gains = found.flatMap((gain) => (typeof gain === 'string' ? [] : [{ ...gain, actions: [] }]));
  return { gains, isComplete: gains.length > 0 || !found.includes('unknown') };
}

const nothingKnown: Assignment = new Map();
const givenUp: Gains = { gains: [], isComplete: false };

/** Boxes multiply, and each way costs what it leaves out: `undefined` where there are too many. */
function searchesOf(ways: Iterable<Way>, comparison: Comparison): readonly Search[] | undefined {
  const searches: Search[] = [];
  for (const way of ways) {
    if (!comparison.effort.spend(1 + (way.excluded.length >> 3))) return undefined;
    searches.push(searchOf(way, comparison));
  }
  return searches;
}

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
  const { constraints } = comparison.space;
  const search = searchWithin(way, comparison);
  if ([...way.required, ...way.excluded.flat()].some((id) => constraints.get(id)?.kind === 'resource')) return search;
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
  if (way.boxes.required.every(hasNone) && way.boxes.excluded.every(hasNone)) {
    const only = [resolutionOf(space, new Map())];
    return (resources) => searched(way, only, true, resources, comparison);
  }
  const loose = looseWayOf(way, space, nothingKnown);
  const open = partResolutionOf(space, nothingKnown);
  let cases:
    | { readonly way: Way; readonly resolutions: readonly Resolution[]; readonly isComplete: boolean }
    | undefined;
  return (resources) => {
    const dimensions = dimensionsOf(space, resources, open, automata, effort);
    if (searchRegion<Point>(loose.required, loose.excluded, dimensions, effort, () => false) === 'none') return 'none';
    if (cases === undefined) {
      const near = overlapping(way, loose, comparison);
      const boxes = [...near.boxes.required, ...near.boxes.excluded];
      const { assignments, isComplete } = variableCasesOf(
        boxes,
        (key) => space.natureOf(key).mayBeAbsent,
        automata,
        effort,
      );
      cases = { way: near, resolutions: assignments.map((one) => resolutionOf(space, one)), isComplete };
    }
    return searched(cases.way, cases.resolutions, cases.isComplete, resources, comparison);
  };
}

function hasNone({ variables }: Box): boolean {
  return variables.size === 0;
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
    const end = searchRegion(way.required, way.excluded, dimensions, effort, (found) => {
      solution = found;
      return false;
    });
    if (solution !== undefined)
      return { way, solution: filled(solution, way, space, dimensions), assignment: resolution.assignment };
    if (end === 'unknown') isUnsure = true;
  }
  return isUnsure ? 'unknown' : 'none';
}

/** The way without the boxes that cannot meet it whatever the variables are. */
function overlapping(way: Way, loose: LooseWay, { space, automata, effort }: Comparison): Way {
  const dimensions = dimensionsOf(space, anything, partResolutionOf(space, nothingKnown), automata, effort);
  const excluded = way.boxes.excluded.filter((box) => {
    const required = [...loose.required, ...looseIdsOf(idsOf(box), space, nothingKnown)];
    return searchRegion<Point>(required, [], dimensions, effort, () => false) !== 'none';
  });
  return { ...way, excluded: excluded.map(idsOf), boxes: { required: way.boxes.required, excluded } };
}

/** With the points of all dimensions that had a say, though nothing was asked of them: the answer rests on those points too. */
function filled(
  { points, literals }: Solution<Point>,
  { required, excluded }: Way,
  { principals }: RequestSpace,
  dimensions: Dimensions<Point>,
): Solution<Point> {
  const all = new Map(points);
  const named = new Set([...required, ...excluded.flat()].map((id) => dimensions.dimensionOf(id)));
  for (const dimension of [...named, resourceDimension, ...(principals.length === 0 ? [] : [principalDimension])]) {
    if (!all.has(dimension)) all.set(dimension, dimensions.anyPoint(dimension));
  }
  return { points: all, literals };
}
