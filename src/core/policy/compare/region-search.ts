import type { Effort } from './effort.ts';
import type { Found } from './find-text.ts';
import { unknown } from './find-text.ts';

/** A demand of the search: that a constraint holds, or that it does not. */
export interface Literal {
  readonly constraint: number;
  readonly isHolding: boolean;
}

/**
 * What the search asks of the dimensions (the resource, each condition key, the principal), which are independent of each other.
 * `V` is a point of one dimension.
 */
export interface Dimensions<V> {
  /** The dimension that a constraint speaks of. */
  dimensionOf(constraint: number): string;
  /** A point of the dimension where all literals, which speak of it, are true. */
  find(dimension: string, literals: readonly Literal[]): Found<V>;
  /** Whether a constraint holds at a point. */
  holdsAt(constraint: number, point: V): boolean;
  /** A point of a dimension of which nothing is asked. */
  anyPoint(dimension: string): V;
}

/** A point of every dimension that was spoken of, with the literals that led there. */
export interface Solution<V> {
  readonly points: ReadonlyMap<string, V>;
  readonly literals: readonly Literal[];
}

/**
 * Finds a request that meets all of `required`, and of every clause of `excluded` fails one constraint at least: a point of a box outside of other
 * boxes. Exact: the points of each dimension are found by that dimension's own means, and where a box still contains the point, the
 * search goes on along each of the box's constraints in turn. `onSolution` may ask for more by answering true.
 */
export function searchRegion<V>(
  required: readonly number[],
  excluded: readonly (readonly number[])[],
  dimensions: Dimensions<V>,
  effort: Effort,
  onSolution: (solution: Solution<V>) => boolean,
): 'found' | 'none' | 'unknown' {
  const known = new Map<string, Found<V>>();
  let wasUnknown = false;
  let hasFound = false;
  let isDone = false;

  function pointOf(dimension: string, literals: readonly Literal[]): Found<V> {
    const key = `${dimension}\n${literals
      .map(({ constraint, isHolding }) => (isHolding ? constraint : ~constraint))
      .sort((a, b) => a - b)
      .join()}`;
    let found = known.get(key);
    if (found === undefined) {
      found = effort.spend() ? dimensions.find(dimension, literals) : unknown;
      known.set(key, found);
    }
    if (found.kind === 'unknown') wasUnknown = true;
    return found;
  }

  /** `byDimension` has a point for each dimension that `literals` speak of. */
  function explore(literals: readonly Literal[], points: ReadonlyMap<string, V>): void {
    if (!effort.spend(1 + (excluded.length >> 4))) {
      wasUnknown = true;
      return;
    }
    const pointAt = (constraint: number) => {
      const dimension = dimensions.dimensionOf(constraint);
      return points.get(dimension) ?? dimensions.anyPoint(dimension);
    };
    const box = shortest(excluded.filter((clause) => clause.every((one) => dimensions.holdsAt(one, pointAt(one)))));
    if (box === undefined) {
      hasFound = true;
      isDone = !onSolution({ points, literals });
      return;
    }
    // Outside of the box means outside of it along one of its constraints; those tried before then hold, so that nothing is looked at twice.
    let assumed = literals;
    let assumedPoints = points;
    for (const constraint of box) {
      if (isDone) return;
      if (assumed.some((one) => one.constraint === constraint)) continue;
      tryWith(assumed, assumedPoints, { constraint, isHolding: false }, explore);
      let isPossible = false;
      tryWith(assumed, assumedPoints, { constraint, isHolding: true }, (next, nextPoints) => {
        assumed = next;
        assumedPoints = nextPoints;
        isPossible = true;
      });
      if (!isPossible) return;
    }
  }

  function tryWith(
    literals: readonly Literal[],
    points: ReadonlyMap<string, V>,
    literal: Literal,
    then: (literals: readonly Literal[], points: ReadonlyMap<string, V>) => void,
  ): void {
    const dimension = dimensions.dimensionOf(literal.constraint);
    const next = [...literals, literal];
    const ofDimension = next.filter(({ constraint }) => dimensions.dimensionOf(constraint) === dimension);
    const found = pointOf(dimension, ofDimension);
    if (found.kind === 'found') then(next, new Map(points).set(dimension, found.value));
  }

  // A box that asks nothing more than what is required contains all of the region.
  const clauses = new Set(required);
  if (excluded.some((clause) => clause.every((constraint) => clauses.has(constraint)))) return 'none';
  let literals: readonly Literal[] = [];
  let points: ReadonlyMap<string, V> = new Map();
  for (const constraint of required) {
    let isPossible = false;
    tryWith(literals, points, { constraint, isHolding: true }, (next, nextPoints) => {
      literals = next;
      points = nextPoints;
      isPossible = true;
    });
    if (!isPossible) return wasUnknown ? 'unknown' : 'none';
  }
  explore(literals, points);
  if (hasFound) return 'found';
  return wasUnknown ? 'unknown' : 'none';
}

function shortest(clauses: readonly (readonly number[])[]): readonly number[] | undefined {
  return clauses.reduce<readonly number[] | undefined>(
    (best, clause) => (best === undefined || clause.length < best.length ? clause : best),
    undefined,
  );
}
