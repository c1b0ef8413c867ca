import type { Catalog } from '../../catalog/catalog.ts';
import { alwaysPresentKeys, booleanKeys, derivedKeys, isTagKey } from '../context-keys.ts';
import type { RequestPrincipal } from '../request.ts';
import { variablesOf } from '../template.ts';
import type { ValueSet } from '../value-set.ts';
import { type Box, type Boxes, type Constraint, templatesIn } from './constraints.ts';
import type { KeyNature } from './key-values.ts';
import { principalCasesOf, speaksOfPrincipal } from './principal-cases.ts';

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

/** The dimension of a condition key (lower case). */
export function keyDimension(key: string): string {
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
  const booleans = new Set(booleanKeys);
  const types = new Map<string, Set<ValueSet['type']>>();
  const elements = [];
  let spellings: ReadonlyMap<string, string> | undefined;
  for (const constraint of constraints.values()) {
    if (constraint.kind === 'principal') elements.push(constraint.principals);
    if (constraint.kind !== 'condition') continue;
    keys.add(constraint.test.key);
    if (constraint.test.kind !== 'values') continue;
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
    spelled(key) {
      spellings ??= spellingsOf(boxes);
      return spellings.get(key) ?? key;
    },
    natureOf: (key) => ({
      isMultivalued: multivalued.has(key) || catalog.multivaluedKeys.has(key),
      isBoolean: booleans.has(key),
      isTag: isTagKey(key),
      types: types.get(key) ?? new Set(),
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
