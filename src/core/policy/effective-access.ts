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
import { type Box, createBoxes } from './compare/constraints.ts';
import { dimensionsOf } from './compare/dimensions.ts';
import { effortOf } from './compare/effort.ts';
import { looseWayOf } from './compare/loose-way.ts';
import { searchRegion } from './compare/region-search.ts';
import { type Point, requestSpaceOf } from './compare/request-space.ts';
import type { Assignment } from './compare/resolution.ts';
import { partResolutionOf } from './compare/resolution.ts';
import { spaceOfFit } from './compare/resource-space.ts';
import type { CompiledStatement } from './compiled-policy.ts';

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
}

/** Tells what statements leave of each other. Keep one an account: it remembers answers, which many principals share. */
export interface AccessReasoner {
  /**
   * The actions of the Allow statement for which some request gets through: some resource that fits the action, under some condition. Where that
   * cannot be told within the bounds the action counts as getting through.
   */
  remaining(question: AccessQuestion): ActionSet;
}

/** Work for one question. Real ones take tens of steps. */
const mostSteps = 20_000;
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

  function keyOf({ allow, denies, layers, known }: AccessQuestion): string {
    const own = keysOf(boxOf(allow));
    const all = [...denies, ...layers].map(listOf);
    const values = [...known].filter(([key]) => own.includes(key) || all.some(({ asks }) => asks.has(key)));
    return `${numbers.get(allow.statement)}|${all.map(({ key }) => key).join('|')}|${denies.length}|${JSON.stringify(values)}`;
  }

  /** Whether some request for one of the actions, which the same statements speak of, is in the Allow, in every layer, and in no Deny. */
  function isOpen(
    action: number,
    { allow, denies, layers, known }: AccessQuestion,
    effort: ReturnType<typeof effortOf>,
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
      const dimensions = dimensionsOf(space, spaceOfFit(catalog.fitOf(action)), resolution, automata, effort);
      return searchRegion<Point>(loose.required, loose.excluded, dimensions, effort, () => false) !== 'none';
    });
  }

  function answer(question: AccessQuestion): ActionSet {
    const { allow } = question;
    const left = allow.actions.slice();
    const denies: PolicyStatement[] = [];
    for (const deny of question.denies.flat()) {
      if (!intersects(deny.actions, left)) continue;
      if (boxOf(deny).constraints.length === 0) subtractInto(left, deny.actions);
      else denies.push(deny);
    }
    const limits = question.layers.flatMap((layer) => {
      const named = emptySet(catalog.size);
      const free = emptySet(catalog.size);
      for (const one of layer) uniteInto(boxOf(one).constraints.length === 0 ? free : named, one.actions);
      subtractInto(left, difference(left, union(named, free)));
      return isEmpty(difference(left, free)) ? [] : [{ layer, free }];
    });
    const doubtful = emptySet(catalog.size);
    for (const deny of denies) uniteInto(doubtful, intersection(left, deny.actions));
    for (const { free } of limits) uniteInto(doubtful, difference(left, free));
    if (isEmpty(doubtful)) return left;

    const effort = effortOf(mostSteps);
    const open = difference(left, doubtful);
    const classes = new Map<string, boolean>();
    for (const action of membersOf(doubtful)) {
      const speaking = (one: PolicyStatement) => has(one.actions, action);
      const near = {
        allow,
        denies: [denies.filter(speaking)],
        layers: limits.filter(({ free }) => !has(free, action)).map(({ layer }) => layer.filter(speaking)),
        known: question.known,
      };
      const key = `${keyOf(near)}${spaceOfFit(catalog.fitOf(action)).id}`;
      let isLeft = classes.get(key);
      if (isLeft === undefined) {
        // An Allow whose resources do not fit the action says little either way: that is not what a Deny or a limit takes.
        isLeft = isOpen(action, near, effort) || !isOpen(action, { ...near, denies: [], layers: [] }, effort);
        classes.set(key, isLeft);
      }
      if (isLeft) addInto(open, action);
    }
    return open;
  }

  return {
    remaining(question) {
      if (question.denies.every((list) => list.length === 0) && question.layers.length === 0)
        return question.allow.actions;
      boxOf(question.allow);
      const key = keyOf(question);
      let known = answers.get(key);
      if (known === undefined) {
        known = answer(question);
        answers.set(key, known);
      }
      return known;
    },
  };
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
