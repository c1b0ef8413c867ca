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
  /** The boxes that these are of. */
  readonly boxes: readonly Box[];
  readonly excluded: Exclusion;
}

/** Boxes that must not hold. Many ways share one. */
export interface Exclusion {
  readonly boxes: readonly Box[];
  /** Of each box the constraints, which must not all hold. */
  readonly clauses: readonly (readonly number[])[];
  readonly hasVariables: boolean;
  readonly speaksOfResources: boolean;
}

/** Boxes as what must not hold, equal ones once. */
export function exclusionOf(listed: readonly Box[]): Exclusion {
  const boxes = distinctBoxes(listed);
  return {
    boxes,
    clauses: boxes.map(({ ids }) => ids),
    hasVariables: boxes.some(({ variables }) => variables.size > 0),
    speaksOfResources: boxes.some(speaksOfResources),
  };
}

/** Whether a box asks for some resources only. */
export function speaksOfResources({ constraints }: Box): boolean {
  return constraints.some(({ kind }) => kind === 'resource');
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
  const others = exclusionOf([...denies, ...oldAllows]);
  const held = exclusionOf(denies);
  // Where nothing was allowed, nothing was held back: the first way has it all.
  const lifted = oldAllows.length === 0 ? [] : distinctBoxes(oldDenies);
  for (const by of distinctBoxes(allows)) {
    yield* wayOf(by, undefined, others, maker);
    for (const deny of lifted) yield* wayOf(by, deny, held, maker);
  }
}

/** The way through some boxes and past others; none where it is plain that there is none. */
export function wayOf(by: Box, freedFrom: Box | undefined, excluded: Exclusion, maker: Boxes): readonly Way[] {
  const boxes = outside(freedFrom === undefined ? [by] : [by, freedFrom], excluded.boxes, maker);
  if (boxes === undefined) return [];
  return [
    {
      by,
      ...(freedFrom === undefined ? {} : { freedFrom }),
      required: [...new Set(boxes.flatMap(({ ids }) => ids))],
      boxes,
      excluded,
    },
  ];
}

/**
 * The boxes whose meeting is asked for, without the resource patterns that plainly lie in an excluded box which asks for no more besides; `undefined`
 * when nothing is left. Equal texts are equal whatever the variables in them are, so this needs no search.
 */
function outside(required: readonly Box[], excluded: readonly Box[], maker: Boxes): readonly Box[] | undefined {
  const asked = new Set(required.flatMap(({ ids }) => ids));
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
  const [one, other] = [shapeOf(inner), shapeOf(outer)];
  if (one.key === other.key) return true;
  if (!other.hasWildcards || (one.hasVariables && other.hasOnes) || one.hasSymbols || other.hasSymbols) return false;
  return isCoveredBy(one.symbols, other.symbols);
}

/** What is asked of a template again and again. */
interface TemplateShape {
  readonly key: string;
  /** The text with everything that is no written text as characters of their own, from a range that no policy uses. */
  readonly symbols: string;
  readonly hasVariables: boolean;
  readonly hasWildcards: boolean;
  readonly hasOnes: boolean;
  /** Whether such characters are written in it. */
  readonly hasSymbols: boolean;
}

/** A template never changes, so its shape is made once. */
const shapes = new WeakMap<Template, TemplateShape>();

function shapeOf(template: Template): TemplateShape {
  let shape = shapes.get(template);
  if (shape === undefined) {
    const written = template.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('');
    shape = {
      key: JSON.stringify(template),
      symbols: symbolText(template),
      hasVariables: template.some((part) => part.kind === 'variable'),
      hasWildcards: /[*?]/.test(written),
      hasOnes: written.includes('?'),
      hasSymbols: symbolRange.test(templateText(template)),
    };
    shapes.set(template, shape);
  }
  return shape;
}

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

/**
 * A variable as characters that nothing but itself or a `*` takes: between two marks, each of its characters in four, so that no two keys look alike.
 */
function symbolFor(variable: string): string {
  const digits = [...variable].flatMap((one) => [...one.charCodeAt(0).toString(16).padStart(4, '0')]);
  return `\uE002${digits.map((digit) => String.fromCharCode(0xe010 + Number.parseInt(digit, 16))).join('')}\uE003`;
}

/** The range that the symbols are of. A policy that writes its characters itself is only compared for equal texts. */
const symbolRange = /[\uE000-\uF8FF]/;

/** One box for each different set of constraints. */
function distinctBoxes(boxes: readonly Box[]): readonly Box[] {
  return [...new Map(boxes.map((box) => [[...box.ids].sort((a, b) => a - b).join(), box])).values()];
}
