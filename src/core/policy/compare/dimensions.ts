import { matchesPattern } from '../../catalog/pattern.ts';
import { eitherCase, matchesText, type TextPattern } from '../text-pattern.ts';
import type { Automata } from './automata.ts';
import type { Effort } from './effort.ts';
import { type Found, findText, none, unknown } from './find-text.ts';
import { findValues, meets } from './key-values.ts';
import type { Dimensions, Literal } from './region-search.ts';
import {
  actionDimension,
  keyDimension,
  keyOfDimension,
  type Point,
  principalDimension,
  type RequestSpace,
  resourceDimension,
} from './request-space.ts';
import type { Resolution } from './resolution.ts';
import { anyResource, exampleOf, type ResourceSpace } from './resource-space.ts';
import { findUnlisted } from './unlisted-actions.ts';

/** The dimensions of the requests for one kind of resource. */
export function dimensionsOf(
  space: RequestSpace,
  resources: ResourceSpace,
  resolution: Resolution,
  automata: Automata,
  effort: Effort,
): Dimensions<Point> {
  const { assignment, constraintOf, patternsOf } = resolution;
  const anyPoints = new Map<string, Point>();

  function findResource(literals: readonly Literal[]): Found<Point> {
    const required: (readonly TextPattern[])[] = [resources.patterns];
    const forbidden: TextPattern[] = [];
    for (const { constraint: id, isHolding } of literals) {
      const constraint = constraintOf(id);
      if (constraint.kind !== 'resource') continue;
      if (constraint.not === isHolding) {
        forbidden.push(...patternsOf(constraint));
        continue;
      }
      const services = resolution.servicesOf(constraint);
      if (areDisjoint(services, resources.services)) return none;
      required.push(patternsOf(constraint));
    }
    const isFitting = (text: string) =>
      required.every((union) => union.some((pattern) => matchesText(pattern, text))) &&
      !forbidden.some((pattern) => matchesText(pattern, text));
    for (const text of resourceCandidates(required, resources)) {
      if (effort.spend() && isFitting(text)) return { kind: 'found', value: { kind: 'resource', text } };
    }
    if (effort.isSpent) return unknown;
    // Of literal texts all have been tried.
    if (required.some((union) => union.length <= mostCandidates && union.every(isLiteral))) return none;
    const near = forbidden.filter((pattern) => required.every((union) => union.some((one) => mayMeet(one, pattern))));
    const found = findText({ required, forbidden: near }, automata, effort);
    return found.kind === 'found' ? { kind: 'found', value: { kind: 'resource', text: found.value } } : found;
  }

  function findKey(key: string, literals: readonly Literal[]): Found<Point> {
    const asked = literals.flatMap(({ constraint: id, isHolding }) => {
      const constraint = constraintOf(id);
      return constraint.kind === 'condition' ? [resolution.demandOf(constraint, isHolding)] : [];
    });
    if (assignment.has(key)) {
      const value = assignment.get(key);
      const values = value === undefined ? undefined : [value];
      return asked.every((demand) => meets(values, demand)) ? { kind: 'found', value: { kind: 'key', values } } : none;
    }
    const found = findValues(asked, space.natureOf(key), automata, effort);
    return found.kind === 'found' ? { kind: 'found', value: { kind: 'key', values: found.value } } : found;
  }

  function findAction(literals: readonly Literal[]): Found<Point> {
    const asked = literals.flatMap(({ constraint: id, isHolding }) => {
      const constraint = constraintOf(id);
      return constraint.kind === 'action' ? [{ constraint, isHolding }] : [];
    });
    const [wanted, unwanted] = [true, false].map((one) =>
      asked.flatMap(({ constraint, isHolding }) => (isHolding === one ? [constraint] : [])),
    );
    const found = findUnlisted(wanted ?? [], unwanted ?? [], space.catalog, automata, effort);
    return found.kind === 'found' ? { kind: 'found', value: { kind: 'action', text: found.value } } : found;
  }

  function findPrincipal(literals: readonly Literal[]): Found<Point> {
    const asked = literals.flatMap(({ constraint: id, isHolding }) => {
      const constraint = constraintOf(id);
      return constraint.kind === 'principal' ? [{ speaks: space.speaksOf(constraint), isHolding }] : [];
    });
    const principal = space.principals.find((_, at) =>
      asked.every(({ speaks, isHolding }) => speaks[at] === isHolding),
    );
    return principal === undefined ? none : { kind: 'found', value: { kind: 'principal', principal } };
  }

  return {
    dimensionOf(id) {
      const constraint = constraintOf(id);
      return constraint.kind === 'condition' ? keyDimension(constraint.test.key) : constraint.kind;
    },
    find(dimension, literals) {
      if (dimension === resourceDimension) return findResource(literals);
      if (dimension === actionDimension) return findAction(literals);
      return dimension === principalDimension ? findPrincipal(literals) : findKey(keyOfDimension(dimension), literals);
    },
    holdsAt(id, point) {
      const constraint = constraintOf(id);
      if (constraint.kind === 'resource') {
        const text = point.kind === 'resource' ? point.text : '';
        return patternsOf(constraint).some((pattern) => matchesText(pattern, text)) !== constraint.not;
      }
      if (constraint.kind === 'action') {
        const text = point.kind === 'action' ? point.text : '';
        return constraint.patterns.some((pattern) => matchesPattern(pattern, text)) !== constraint.not;
      }
      if (constraint.kind === 'condition')
        return meets(point.kind === 'key' ? point.values : undefined, resolution.demandOf(constraint, true));
      return (
        point.kind === 'principal' && space.speaksOf(constraint)[space.principals.indexOf(point.principal)] === true
      );
    },
    anyPoint(dimension) {
      const known = anyPoints.get(dimension);
      if (known !== undefined) return known;
      const point = somePoint(dimension);
      anyPoints.set(dimension, point);
      return point;
    },
  };

  function somePoint(dimension: string): Point {
    if (dimension === resourceDimension) return { kind: 'resource', text: anyResource(resources) };
    if (dimension === principalDimension) {
      const principal = space.principals[0];
      if (principal !== undefined) return { kind: 'principal', principal };
    }
    const found = findKey(keyOfDimension(dimension), []);
    return found.kind === 'found' ? found.value : { kind: 'key', values: undefined };
  }
}

function areDisjoint(some: ReadonlySet<string> | undefined, others: ReadonlySet<string> | undefined): boolean {
  return some !== undefined && others !== undefined && ![...others].some((one) => some.has(one));
}

function isLiteral(pattern: TextPattern): boolean {
  return pattern.every((place) => place >= 0 && place < eitherCase);
}

/** Whether some text may match both, as far as their literal beginnings tell. */
function mayMeet(one: TextPattern, other: TextPattern): boolean {
  for (let at = 0; at < one.length && at < other.length; at++) {
    const [a = 0, b = 0] = [one[at], other[at]];
    if (a < 0 || b < 0) return true;
    if (a !== b) return false;
  }
  return true;
}

/** Longest lists of readable attempts; what they miss, the automata find. */
const mostCandidates = 12;

function* resourceCandidates(
  required: readonly (readonly TextPattern[])[],
  resources: ResourceSpace,
): Generator<string> {
  // The narrowest demands first: their examples are the likeliest to fit all others.
  for (const union of required.slice(1)) for (const pattern of union.slice(0, mostCandidates)) yield exampleOf(pattern);
  yield* resources.examples.slice(0, mostCandidates);
}
