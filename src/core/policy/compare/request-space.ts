import type { Catalog } from '../../catalog/catalog.ts';
import { matchesPattern } from '../../catalog/pattern.ts';
import { alwaysPresentKeys, booleanKeys, derivedKeys, isTagKey } from '../context-keys.ts';
import type { RequestPrincipal } from '../request.ts';
import { resolved, type Template, type TemplatePart, templateText, variablesOf } from '../template.ts';
import { eitherCase, matchesText, type TextPattern, textPatternOf } from '../text-pattern.ts';
import type { ValueSet } from '../value-set.ts';
import type { Automata } from './automata.ts';
import { type Box, type Boxes, type Constraint, templatesIn } from './constraints.ts';
import type { Effort } from './effort.ts';
import { type Found, findText, none } from './find-text.ts';
import { demandOf, findValues, type KeyDemand, type KeyNature, meets } from './key-values.ts';
import { principalCasesOf, speaksOfPrincipal } from './principal-cases.ts';
import type { Dimensions, Literal } from './region-search.ts';
import { anyResource, exampleOf, type ResourceSpace, serviceSegmentOf } from './resource-space.ts';
import { findUnlisted } from './unlisted-actions.ts';
import type { Assignment } from './variable-cases.ts';

/** A point of one dimension of the space of requests. */
export type Point =
  | { readonly kind: 'resource' | 'action'; readonly text: string }
  /** `values` undefined: the key is absent. */
  | { readonly kind: 'key'; readonly values: readonly string[] | undefined }
  | { readonly kind: 'principal'; readonly principal: RequestPrincipal };

/** The names of dimensions. Those of keys begin with a colon, so that no key is taken for another dimension. */
export const resourceDimension = 'resource';
export const principalDimension = 'principal';
export const actionDimension = 'action';

function keyDimension(key: string): string {
  return `:${key}`;
}

/** The condition key (lower case) of a key's dimension. */
export function keyOfDimension(dimension: string): string {
  return dimension.slice(1);
}

/** What all requests of one comparison have in common: what its constraints say of keys and principals. */
export interface RequestSpace {
  readonly constraints: ReadonlyMap<number, Constraint>;
  natureOf(key: string): KeyNature;
  /** The keys of the policy variables in a constraint. */
  variablesIn(constraint: number): readonly string[];
  /** A key as a policy spells it. */
  spelled(key: string): string;
  readonly principals: readonly RequestPrincipal[];
  /** For each principal, whether a constraint speaks of it. */
  speaksOf(constraint: Constraint & { readonly kind: 'principal' }): readonly boolean[];
  /** The dimensions of the keys here that `authorize` derives. */
  readonly derivedDimensions: readonly string[];
  readonly catalog: Catalog;
}

/** The space that the statements of a comparison speak of. */
export function requestSpaceOf(boxes: readonly Box[], { constraints }: Boxes, catalog: Catalog): RequestSpace {
  const keys = new Set<string>();
  const multivalued = new Set<string>();
  const namingEmpty = new Set<string>();
  const booleans = new Set(booleanKeys);
  const types = new Map<string, Set<ValueSet['type']>>();
  const elements = [];
  const spellings = spellingsOf(boxes);
  for (const constraint of constraints.values()) {
    if (constraint.kind === 'principal') elements.push(constraint.principals);
    if (constraint.kind !== 'condition') continue;
    keys.add(constraint.test.key);
    if (constraint.test.kind !== 'values') continue;
    if (templatesIn(constraint).some((template) => templateText(template) === '')) namingEmpty.add(constraint.test.key);
    if (constraint.test.isSetTest) multivalued.add(constraint.test.key);
    if (constraint.test.operand.type === 'boolean' && !isTagKey(constraint.test.key)) booleans.add(constraint.test.key);
    const known = types.get(constraint.test.key) ?? new Set();
    types.set(constraint.test.key, known.add(constraint.test.operand.type));
  }
  const principals = elements.length === 0 ? [] : principalCasesOf(elements);
  const spoken = new Map<number, readonly boolean[]>();
  return {
    constraints,
    speaksOf(constraint) {
      let known = spoken.get(constraint.id);
      if (known === undefined) {
        known = principals.map((one) => speaksOfPrincipal(constraint.principals, constraint.effect, one));
        spoken.set(constraint.id, known);
      }
      return known;
    },
    derivedDimensions: [...keys].filter((key) => derivedKeys.has(key)).map(keyDimension),
    variablesIn(id) {
      const constraint = constraints.get(id);
      return constraint === undefined ? [] : templatesIn(constraint).flatMap(variablesOf);
    },
    spelled: (key) => spellings.get(key) ?? key,
    natureOf: (key) => ({
      isMultivalued: multivalued.has(key) || catalog.multivaluedKeys.has(key),
      isBoolean: booleans.has(key),
      isTag: isTagKey(key),
      types: types.get(key) ?? new Set(),
      namesEmpty: namingEmpty.has(key),
      // Services and anonymous requests, which only policies with a Principal let in, have none of the keys of a principal.
      mayBeAbsent: elements.length > 0 || !alwaysPresentKeys.has(key),
    }),
    principals,
    catalog,
  };
}

/** Condition keys have no letter case, but people read them better in that of AWS: as first written. Variables are written too. */
function spellingsOf(boxes: readonly Box[]): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>();
  for (const { statement } of boxes) {
    for (const { key, values } of statement.statement.conditions) {
      const inside = values.flatMap((value) => [...value.matchAll(/\$\{([^},]+)/g)].map((match) => match[1] ?? ''));
      for (const name of [key, ...inside])
        if (!spellings.has(name.toLowerCase())) spellings.set(name.toLowerCase(), name);
    }
    for (const pattern of statement.statement.resources?.patterns ?? []) {
      for (const [, name = ''] of pattern.matchAll(/\$\{([^},]+)/g)) {
        if (!spellings.has(name.toLowerCase())) spellings.set(name.toLowerCase(), name);
      }
    }
  }
  return spellings;
}

/** The constraints of a comparison with the variables of the policies assigned. */
export interface Resolution {
  readonly assignment: Assignment;
  constraintOf(id: number): Constraint;
  patternsOf(constraint: Constraint & { readonly kind: 'resource' }): readonly TextPattern[];
  /** The services whose resources the patterns can match; `undefined` when that is not plain to see. */
  servicesOf(constraint: Constraint & { readonly kind: 'resource' }): ReadonlySet<string> | undefined;
  demandOf(constraint: Constraint & { readonly kind: 'condition' }, isHolding: boolean): KeyDemand;
}

/** Puts one assignment into the constraints, each when it is first asked for. */
export function resolutionOf(space: RequestSpace, assignment: Assignment): Resolution {
  const variableValue = (key: string) => assignment.get(key);
  return resolutionBy(space, assignment, (template) => resolved(template, variableValue));
}

/** With any text in the place of every variable that is not assigned. */
export function partResolutionOf(space: RequestSpace, known: Assignment): Resolution {
  return resolutionBy(space, known, (template) => {
    const parts: TemplatePart[] = [];
    for (const part of template) {
      if (part.kind === 'variable' && !known.has(part.key)) {
        parts.push({ kind: 'text', text: '*' });
        continue;
      }
      const done = resolved([part], (key) => known.get(key));
      if (done === undefined) return undefined;
      parts.push(...done);
    }
    return parts;
  });
}

function resolutionBy(
  space: RequestSpace,
  assignment: Assignment,
  textOf: (template: Template) => Template | undefined,
): Resolution {
  const variableValue = (key: string) => assignment.get(key);
  const patterns = new Map<number, readonly TextPattern[]>();
  const services = new Map<number, ReadonlySet<string> | undefined>();
  const demands = new Map<number, KeyDemand>();

  const resolution: Resolution = {
    assignment,
    constraintOf(id) {
      const constraint = space.constraints.get(id);
      if (constraint === undefined) throw new RangeError(`no constraint ${id}`);
      return constraint;
    },
    patternsOf(constraint) {
      let known = patterns.get(constraint.id);
      if (known === undefined) {
        known = constraint.templates.flatMap((template) => {
          const text = textOf(template);
          const pattern = text === undefined ? undefined : textPatternOf(text, 'glob');
          return pattern === undefined ? [] : [pattern];
        });
        patterns.set(constraint.id, known);
      }
      return known;
    },
    servicesOf(constraint) {
      if (!services.has(constraint.id)) {
        const named = resolution.patternsOf(constraint).map(serviceSegmentOf);
        const known = named.flatMap((service) => service ?? []);
        services.set(constraint.id, known.length === named.length ? new Set(known) : undefined);
      }
      return services.get(constraint.id);
    },
    demandOf(constraint, isHolding) {
      const id = isHolding ? constraint.id : ~constraint.id;
      let known = demands.get(id);
      if (known === undefined) {
        known = demandOf(constraint.test, isHolding, variableValue);
        demands.set(id, known);
      }
      return known;
    },
  };
  return resolution;
}

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
