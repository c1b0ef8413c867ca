import {
  type ActionSet,
  addInto,
  difference,
  emptySet,
  has,
  intersection,
  intersects,
  isEmpty,
  membersOf,
  subtractInto,
  union,
  uniteInto,
} from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { createAutomata } from './compare/automata.ts';
import { type Box, type Constraint, createBoxes, templatesIn } from './compare/constraints.ts';
import { dimensionsOf } from './compare/dimensions.ts';
import { type Effort, effortOf } from './compare/effort.ts';
import { demandOf, meets } from './compare/key-values.ts';
import { looseWayOf } from './compare/loose-way.ts';
import { searchRegion } from './compare/region-search.ts';
import { type Point, requestSpaceOf } from './compare/request-space.ts';
import type { Assignment } from './compare/resolution.ts';
import { partResolutionOf } from './compare/resolution.ts';
import { spaceOfFit } from './compare/resource-space.ts';
import { speaksOfResources } from './compare/ways.ts';
import type { CompiledStatement } from './compiled-policy.ts';
import { resolved, type Template, variablesOf } from './template.ts';

/** A statement with the catalog's actions that it speaks of. */
export interface PolicyStatement {
  readonly statement: CompiledStatement;
  readonly actions: ActionSet;
}

/** What is asked of one Allow statement. */
export interface AccessQuestion {
  readonly allow: PolicyStatement;
  /** Statements of which none may hold, in groups that stay the same from question to question. */
  readonly denies: readonly (readonly PolicyStatement[])[];
  /** Boundary and levels of the organization: of each, one Allow must hold as well. */
  readonly layers: readonly (readonly PolicyStatement[])[];
  /** Condition keys whose value is known, in lower case; `undefined`: known to be absent. */
  readonly known: Assignment;
  /** Of the account: `aws`, `aws-cn` …. Its resources have ARNs of no other. */
  readonly partition: string;
}

/** Tells what statements leave of each other. Keep one an account: it remembers answers, which many principals share. */
export interface AccessReasoner {
  /**
   * The actions of the Allow statement for which some request gets through: some resource that fits the action, under some condition. Where that
   * cannot be told within the bounds the action counts as getting through.
   */
  remaining(question: AccessQuestion): ActionSet;
}

/** Work for actions of which the same statements speak, and for one question in all. Real ones take tens of steps. */
const mostSteps = 5_000;
const mostStepsInAll = 500_000;
/** Ways to choose one Allow from every layer. */
const mostChoices = 64;

/** A new reasoner, which remembers nothing yet. */
export function createAccessReasoner(catalog: Catalog): AccessReasoner {
  const maker = createBoxes();
  const automata = createAutomata();
  const boxes = new Map<CompiledStatement, Box>();
  const numbers = new Map<CompiledStatement, number>();
  const lists = new WeakMap<readonly PolicyStatement[], { readonly key: string; readonly asks: ReadonlySet<string> }>();
  const answers = new Map<string, ActionSet>();

  function boxOf({ statement }: PolicyStatement): Box {
    let box = boxes.get(statement);
    if (box === undefined) {
      box = maker.boxOf(statement);
      boxes.set(statement, box);
      numbers.set(statement, numbers.size);
    }
    return box;
  }

  /** What tells a list of statements from another, and the keys that they ask for. Lists are asked for again and again. */
  function listOf(list: readonly PolicyStatement[]): { readonly key: string; readonly asks: ReadonlySet<string> } {
    let known = lists.get(list);
    if (known === undefined) {
      const asks = new Set(list.flatMap((one) => keysOf(boxOf(one))));
      known = { key: list.map(({ statement }) => numbers.get(statement)).join(), asks };
      lists.set(list, known);
    }
    return known;
  }

  function keyOf({ allow, denies, layers, known, partition }: AccessQuestion): string {
    const own = keysOf(boxOf(allow));
    const all = [...denies, ...layers].map(listOf);
    const values = [...known].filter(([key]) => own.includes(key) || all.some(({ asks }) => asks.has(key)));
    return `${numbers.get(allow.statement)}|${all.map(({ key }) => key).join('|')}|${denies.length}|${partition}|${JSON.stringify(values)}`;
  }

  /** Whether some request for one of the actions, which the same statements speak of, is in the Allow, in every layer, and in no Deny. */
  function isOpen(
    action: number,
    { allow, denies, layers, known, partition }: AccessQuestion,
    effort: Effort,
  ): boolean {
    const choices = choicesOf(layers.map((layer) => layer.map(boxOf)));
    if (choices === undefined) return true;
    const excluded = denies.flat().map(boxOf);
    return choices.some((chosen) => {
      const required = [boxOf(allow), ...chosen];
      const space = requestSpaceOf([...required, ...excluded], maker, catalog);
      const way = {
        required: [...new Set(required.flatMap(({ ids }) => ids))],
        excluded: excluded.map(({ ids }) => ids),
      };
      const loose = looseWayOf(way, space, known);
      const resolution = partResolutionOf(space, known);
      const dimensions = dimensionsOf(
        space,
        spaceOfFit(catalog.fitOf(action), partition),
        resolution,
        automata,
        effort,
      );
      return searchRegion<Point>(loose.required, loose.excluded, dimensions, effort, () => false) !== 'none';
    });
  }

  function answer(question: AccessQuestion): ActionSet {
    const { allow, known } = question;
    const left = allow.actions.slice();
    const denies: PolicyStatement[] = [];
    for (const deny of question.denies.flat()) {
      const weight = intersects(deny.actions, left) ? weightOf(boxOf(deny), known) : 'void';
      if (weight === 'whole') subtractInto(left, deny.actions);
      else if (weight === 'open') denies.push(deny);
    }
    const limits = question.layers.flatMap((listed) => {
      const layer = listed.filter((one) => weightOf(boxOf(one), known) !== 'void');
      const named = emptySet(catalog.size);
      const free = emptySet(catalog.size);
      for (const one of layer) uniteInto(weightOf(boxOf(one), known) === 'whole' ? free : named, one.actions);
      subtractInto(left, difference(left, union(named, free)));
      return isEmpty(difference(left, free)) ? [] : [{ layer, free }];
    });
    const doubtful = emptySet(catalog.size);
    for (const deny of denies) uniteInto(doubtful, intersection(left, deny.actions));
    for (const { free } of limits) uniteInto(doubtful, difference(left, free));
    return isEmpty(doubtful)
      ? left
      : union(difference(left, doubtful), gettingThrough(doubtful, question, denies, limits));
  }

  /** Of the actions on which denies or limits have a say, those for which some request gets through. */
  function gettingThrough(
    doubtful: ActionSet,
    { allow, known, partition }: AccessQuestion,
    denies: readonly PolicyStatement[],
    limits: readonly { readonly layer: readonly PolicyStatement[]; readonly free: ActionSet }[],
  ): ActionSet {
    const open = emptySet(catalog.size);
    const inAll = effortOf(mostStepsInAll);
    const classes = new Map<string, AccessQuestion>();
    const answered = new Map<string, boolean>();
    for (const action of membersOf(doubtful)) {
      const bound = limits.filter(({ free }) => !has(free, action));
      const speaking = (one: PolicyStatement) => has(one.actions, action);
      const marks = [...denies, ...bound.flatMap(({ layer }) => layer)].map((one) => (speaking(one) ? 1 : 0));
      const key = `${limits.map((limit) => (bound.includes(limit) ? 1 : 0)).join('')}|${marks.join('')}`;
      let near = classes.get(key);
      if (near === undefined) {
        near = {
          allow,
          denies: [denies.filter(speaking)],
          layers: bound.map(({ layer }) => layer.filter(speaking)),
          known,
          partition,
        };
        classes.set(key, near);
      }
      // Where no statement asks for a resource, the answer is the same for all.
      const isOfResources = [allow, ...near.denies.flat(), ...near.layers.flat()].some((one) =>
        speaksOfResources(boxOf(one)),
      );
      const kind = isOfResources ? `${key}|${spaceOfFit(catalog.fitOf(action)).id}` : key;
      let isLeft = answered.get(kind);
      if (isLeft === undefined) {
        const effort = effortOf(mostSteps, inAll);
        // An Allow whose resources do not fit the action says little either way: that is not what a Deny or a limit takes.
        isLeft =
          isOpen(action, near, effort) ||
          (speaksOfResources(boxOf(allow)) && !isOpen(action, { ...near, denies: [], layers: [] }, effort));
        answered.set(kind, isLeft);
      }
      if (isLeft) addInto(open, action);
    }
    return open;
  }

  return {
    remaining(question) {
      const { allow, known } = question;
      if (weightOf(boxOf(allow), known) === 'void') return emptySet(catalog.size);
      if (question.denies.every((list) => list.length === 0) && question.layers.length === 0) return allow.actions;
      const key = keyOf(question);
      let answered = answers.get(key);
      if (answered === undefined) {
        answered = answer(question);
        answers.set(key, answered);
      }
      return answered;
    },
  };
}

/**
 * What a statement is worth where some keys are known: `void`, it never holds; `whole`, it holds whatever the rest of the request; `open`, that
 * depends.
 */
function weightOf({ constraints }: Box, known: Assignment): 'void' | 'whole' | 'open' {
  let isWhole = true;
  for (const constraint of constraints) {
    const answer = answerOf(constraint, known);
    if (answer === false) return 'void';
    if (answer === undefined) isWhole = false;
  }
  return isWhole ? 'whole' : 'open';
}

/** Whether a constraint holds, where the known keys alone decide that. */
function answerOf(constraint: Constraint, known: Assignment): boolean | undefined {
  const value = (key: string) => known.get(key);
  if (constraint.kind === 'resource') {
    // A resource with a variable that has no value is no resource.
    const isNone = (template: Template) =>
      variablesOf(template).some((key) => known.has(key)) &&
      resolved(template, (key) => value(key) ?? (known.has(key) ? undefined : '*')) === undefined;
    return !constraint.not && constraint.templates.every(isNone) ? false : undefined;
  }
  if (constraint.kind !== 'condition') return undefined;
  const { test } = constraint;
  if (test.kind === 'unknown') return false;
  if (
    !known.has(test.key) ||
    templatesIn(constraint)
      .flatMap(variablesOf)
      .some((key) => !known.has(key))
  )
    return undefined;
  const given = value(test.key);
  return meets(given === undefined ? undefined : [given], demandOf(test, true, value));
}

/** The condition keys and variables that a box asks for. */
function keysOf({ constraints, variables }: Box): readonly string[] {
  return [...variables, ...constraints.flatMap((one) => (one.kind === 'condition' ? [one.test.key] : []))];
}

/** Every way to take one box from each list; `undefined` when there are too many. */
function choicesOf(layers: readonly (readonly Box[])[]): readonly (readonly Box[])[] | undefined {
  let choices: readonly (readonly Box[])[] = [[]];
  for (const layer of layers) {
    choices = choices.flatMap((chosen) => layer.map((box) => [...chosen, box]));
    if (choices.length > mostChoices) return undefined;
  }
  return choices;
}
