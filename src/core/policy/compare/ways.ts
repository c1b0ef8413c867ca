import { isCoveredBy } from '../pattern.ts';
import type { Template } from '../template.ts';
import { templateText } from './condition-words.ts';
import type { Box, Boxes } from './constraints.ts';

/** The statements of one side. */
export interface Side {
  readonly allows: readonly number[];
  readonly denies: readonly number[];
}

/** One way in which `to` may allow what `from` does not: a box outside of other boxes. */
export interface Way {
  /** The statement that allows it. */
  readonly by: Box;
  /** The Deny statement of the other side that no longer holds it back, where it was one. */
  readonly freedFrom?: Box;
  /** Constraints that must hold. */
  readonly required: readonly number[];
  /** Constraints of each box that must not all hold. */
  readonly excluded: readonly (readonly number[])[];
  /** The boxes that these are. */
  readonly boxes: { readonly required: readonly Box[]; readonly excluded: readonly Box[] };
}

/** The ways in which `to` may allow what `from` does not, of an action of which the boxes at some places speak. */
export function waysOf(
  speaking: ReadonlySet<number>,
  from: Side,
  to: Side,
  boxes: readonly Box[],
  maker: Boxes,
): readonly Way[] {
  const of = (places: readonly number[]) =>
    places.flatMap((place) => {
      const box = boxes[place];
      return speaking.has(place) && box !== undefined ? [box] : [];
    });
  const [allows, denies, oldAllows, oldDenies] = [of(to.allows), of(to.denies), of(from.allows), of(from.denies)];
  const ways: Way[] = [];
  const add = (by: Box, freedFrom: Box | undefined, excluded: readonly Box[]) => {
    const narrow = outside(by, freedFrom, excluded, maker);
    if (narrow === undefined) return;
    const required = freedFrom === undefined ? [narrow] : [narrow, freedFrom];
    ways.push({
      by,
      ...(freedFrom === undefined ? {} : { freedFrom }),
      required: [...new Set(required.flatMap(idsOf))],
      excluded: distinct(excluded.map(idsOf)),
      boxes: { required, excluded },
    });
  };
  for (const by of distinctBoxes(allows)) {
    add(by, undefined, [...denies, ...oldAllows]);
    for (const deny of distinctBoxes(oldDenies)) add(by, deny, denies);
  }
  return ways;
}

/**
 * The box without the resource patterns that plainly lie in another box, which asks for no more besides; `undefined` when nothing is left. Equal
 * texts are equal whatever the variables in them are, so this needs no search.
 */
function outside(by: Box, freedFrom: Box | undefined, excluded: readonly Box[], maker: Boxes): Box | undefined {
  const asked = new Set([...idsOf(by), ...(freedFrom === undefined ? [] : idsOf(freedFrom))]);
  const wide = excluded.filter(({ constraints }) =>
    constraints.every((one) => asked.has(one.id) || (one.kind === 'resource' && !one.not)),
  );
  if (wide.some((box) => idsOf(box).every((id) => asked.has(id)))) return undefined;
  const resources = by.constraints.find((one) => one.kind === 'resource');
  if (resources === undefined || resources.kind !== 'resource' || resources.not || wide.length === 0) return by;
  const covering = wide.flatMap(({ constraints }) =>
    constraints.flatMap((one) => (one.kind === 'resource' && !asked.has(one.id) ? one.templates : [])),
  );
  const left = resources.templates.filter((template) => !covering.some((wider) => isPlainlyWithin(template, wider)));
  if (left.length === 0) return undefined;
  return left.length === resources.templates.length ? by : maker.withResources(by, resources, left);
}

function isPlainlyWithin(inner: Template, outer: Template): boolean {
  const [first, wider] = [inner[0], outer[0]];
  if (inner.length === 1 && outer.length === 1 && first?.kind === 'text' && wider?.kind === 'text') {
    return isCoveredBy(first.text, wider.text);
  }
  return templateText(inner) === templateText(outer);
}

/** The constraints of a box. */
export function idsOf({ constraints }: Box): readonly number[] {
  return constraints.map(({ id }) => id);
}

function distinctBoxes(boxes: readonly Box[]): readonly Box[] {
  return [...new Map(boxes.map((box) => [[...idsOf(box)].sort((a, b) => a - b).join(), box])).values()];
}

function distinct(lists: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return [...new Map(lists.map((list) => [[...list].sort((a, b) => a - b).join(), list])).values()];
}
