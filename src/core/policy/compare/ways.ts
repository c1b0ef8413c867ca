import { isCoveredBy } from '../pattern.ts';
import { type Template, templateText } from '../template.ts';
import type { ActionTargets, Box, Boxes, Constraint } from './constraints.ts';

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

/** The ways in which `to` may allow what `from` does not, of an action of which the boxes at some places speak; one at a time, as there may be many. */
export function* waysOf(
  speaking: ReadonlySet<number>,
  from: Side,
  to: Side,
  boxes: readonly Box[],
  maker: Boxes,
): Generator<Way> {
  const of = (places: readonly number[]) =>
    places.flatMap((place) => {
      const box = boxes[place];
      return speaking.has(place) && box !== undefined ? [box] : [];
    });
  const [allows, denies, oldAllows, oldDenies] = [of(to.allows), of(to.denies), of(from.allows), of(from.denies)];
  const others = distinctBoxes([...denies, ...oldAllows]);
  const held = distinctBoxes(denies);
  const lifted = distinctBoxes(oldDenies);
  for (const by of distinctBoxes(allows)) {
    yield* wayOf(by, undefined, others, maker);
    for (const deny of lifted) yield* wayOf(by, deny, held, maker);
  }
}

/** The way through some boxes and past others; none where it is plain that there is none. */
export function wayOf(by: Box, freedFrom: Box | undefined, excluded: readonly Box[], maker: Boxes): readonly Way[] {
  const required = outside(freedFrom === undefined ? [by] : [by, freedFrom], excluded, maker);
  if (required === undefined) return [];
  return [
    {
      by,
      ...(freedFrom === undefined ? {} : { freedFrom }),
      required: [...new Set(required.flatMap(idsOf))],
      excluded: excluded.map(idsOf),
      boxes: { required, excluded },
    },
  ];
}

/**
 * The boxes whose meeting is asked for, without the resource patterns that plainly lie in an excluded box which asks for no more besides; `undefined`
 * when nothing is left. Equal texts are equal whatever the variables in them are, so this needs no search.
 */
function outside(required: readonly Box[], excluded: readonly Box[], maker: Boxes): readonly Box[] | undefined {
  const asked = new Set(required.flatMap(idsOf));
  const actions = required.flatMap(({ constraints }) => constraints.filter((one) => one.kind === 'action'));
  const isAsked = (one: Constraint) =>
    asked.has(one.id) || (one.kind === 'action' && actions.some((inner) => areNamesWithin(inner, one)));
  const wide = excluded.filter(({ constraints }) =>
    constraints.every((one) => isAsked(one) || (one.kind === 'resource' && !one.not)),
  );
  if (wide.some(({ constraints }) => constraints.every(isAsked))) return undefined;
  const covering = wide.flatMap(({ constraints }) =>
    constraints.flatMap((one) => (one.kind === 'resource' && !asked.has(one.id) ? one.templates : [])),
  );
  if (covering.length === 0) return required;
  const narrow: Box[] = [];
  for (const box of required) {
    const resources = box.constraints.find((one) => one.kind === 'resource');
    if (resources === undefined || resources.kind !== 'resource' || resources.not) {
      narrow.push(box);
      continue;
    }
    const left = resources.templates.filter((template) => !covering.some((wider) => isPlainlyWithin(template, wider)));
    if (left.length === 0) return undefined;
    narrow.push(left.length === resources.templates.length ? box : maker.withResources(box, resources, left));
  }
  return narrow;
}

function areNamesWithin(inner: ActionTargets, outer: ActionTargets): boolean {
  if (inner.not || outer.not) return false;
  const names = new Set(outer.patterns);
  return inner.patterns.every((one) => names.has(one) || outer.patterns.some((wider) => isCoveredBy(one, wider)));
}

/**
 * Whether one pattern lies in another whatever the variables in them are: a variable is taken by itself and by `*`. Where the outer one has a `?`,
 * which a value may fill or not, only equal texts will do.
 */
function isPlainlyWithin(inner: Template, outer: Template): boolean {
  if (JSON.stringify(inner) === JSON.stringify(outer)) return true;
  const isOpen = inner.some((part) => part.kind === 'variable') && templateText(outer).includes('?');
  return !isOpen && isCoveredBy(symbolText(inner), symbolText(outer));
}

/** The text with everything that is no written text as characters of their own, from a range that no policy uses. */
function symbolText(template: Template): string {
  return template
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'literal') return [...part.text].map((one) => literalSymbols.get(one) ?? one).join('');
      return symbolFor(templateText([part]));
    })
    .join('');
}

const literalSymbols = new Map([
  ['*', '\uE000'],
  ['?', '\uE001'],
]);

/** The same characters for the same variable, so that only itself or a `*` takes it. */
function symbolFor(variable: string): string {
  return [...variable].map((one) => String.fromCharCode(0xe100 + (one.charCodeAt(0) & 0xff))).join('');
}

/** The constraints of a box. */
export function idsOf({ ids }: Box): readonly number[] {
  return ids;
}

/** One box for each different set of constraints. */
export function distinctBoxes(boxes: readonly Box[]): readonly Box[] {
  return [...new Map(boxes.map((box) => [[...idsOf(box)].sort((a, b) => a - b).join(), box])).values()];
}
