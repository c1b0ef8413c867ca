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
import { type Effort, effortOf } from './compare/effort.ts';
import { type LooseWay, looseWayOf } from './compare/loose-way.ts';
import { searchRegion } from './compare/region-search.ts';
import { type Point, type RequestSpace, requestSpaceOf } from './compare/request-space.ts';
import { type Assignment, partResolutionOf, type Resolution } from './compare/resolution.ts';
import { spaceOfFit } from './compare/resource-space.ts';
import { speaksOfResources } from './compare/ways.ts';
import type { CompiledStatement } from './compiled-policy.ts';
import { createKnownKeys } from './known-keys.ts';

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
  /** What gets through of the actions of the Allow statement. What cannot be told within the bounds counts as getting through. */
  remaining(question: AccessQuestion): RemainingActions;
}

/** What denies and limits leave of an Allow statement. */
export interface RemainingActions {
  /** The actions for which some request gets through: some resource that fits the action, under some condition. */
  readonly actions: ActionSet;
  /**
   * Of the others, those that the Allow by itself gives nothing of, as no resource of its fits them. What is denied or limited says nothing about
   * them.
   */
  readonly unfitting: ActionSet;
}

/** Work for actions of which the same statements speak, and for one question in all. Real ones take tens of steps. */
const mostSteps = 5_000;
const mostStepsInAll = 200_000;
/** Ways to choose one Allow from every layer. */
const mostChoices = 64;

/** A statement that may hold, with what it asks beyond the known keys. */
interface Weighed {
  readonly actions: ActionSet;
  readonly box: Box;
}

/** A question with the known keys put in. */
interface WeighedQuestion {
  readonly allow: Weighed;
  readonly denies: readonly Weighed[];
  readonly layers: readonly (readonly Weighed[])[];
  readonly known: Assignment;
  readonly partition: string;
}

/** One way to ask a question of every kind of resource. */
interface Plan {
  readonly space: RequestSpace;
  readonly way: LooseWay;
  readonly resolution: Resolution;
}

/** A new reasoner, which remembers nothing yet. */
export function createAccessReasoner(catalog: Catalog): AccessReasoner {
  const maker = createBoxes();
  const automata = createAutomata();
  const boxes = new Map<CompiledStatement, Box>();
  const setNumbers = new Map<ActionSet, number>();
  const judge = createKnownKeys();
  const answers = new Map<string, RemainingActions>();
  const none = emptySet(catalog.size);

  /** `undefined` where the statement never holds. */
  function weighed({ statement, actions }: PolicyStatement, known: Assignment): Weighed | undefined {
    let box = boxes.get(statement);
    if (box === undefined) {
      box = maker.boxOf(statement);
      boxes.set(statement, box);
    }
    const beyond = judge.beyondKnown(box, known);
    return beyond === undefined ? undefined : { actions, box: beyond };
  }

  function weighedQuestion({ allow, denies, layers, known, partition }: AccessQuestion): WeighedQuestion | undefined {
    const own = weighed(allow, known);
    if (own === undefined) return undefined;
    const all = (list: readonly PolicyStatement[]) => list.flatMap((one) => weighed(one, known) ?? []);
    return { allow: own, denies: all(denies.flat()), layers: layers.map(all), known, partition };
  }

  /** What tells a question from another: what its statements ask beyond the known keys, and the known values that they still hang on. */
  function keyOf({ allow, denies, layers, known, partition }: WeighedQuestion): string {
    const asked = new Set<string>();
    const textOf = ({ actions, box }: Weighed) => {
      let number = setNumbers.get(actions);
      if (number === undefined) {
        number = setNumbers.size;
        setNumbers.set(actions, number);
      }
      for (const key of keysOf(box)) if (known.has(key)) asked.add(key);
      return `${number}:${box.ids.join()}`;
    };
    const lists = [denies, ...layers].map((list) => list.map(textOf).join(';'));
    const own = textOf(allow);
    return `${partition}|${own}|${lists.join('|')}|${JSON.stringify([...asked].map((key) => [key, known.get(key) ?? null]))}`;
  }

  /** How to ask whether some request is in the Allow, in every layer, and in no Deny; `undefined` where there are too many ways to choose. */
  function plansOf({ allow, denies, layers, known }: WeighedQuestion): readonly Plan[] | undefined {
    const excluded = denies.map(({ box }) => box);
    return choicesOf(layers.map((layer) => layer.map(({ box }) => box)))?.map((chosen) => {
      const required = [allow.box, ...chosen];
      const space = requestSpaceOf([...required, ...excluded], maker, catalog);
      const way = {
        required: [...new Set(required.flatMap(({ ids }) => ids))],
        excluded: excluded.map(({ ids }) => ids),
      };
      return { space, way: looseWayOf(way, space, known), resolution: partResolutionOf(space, known) };
    });
  }

  /** Whether some request for an action gets through. */
  function isOpen(plans: readonly Plan[] | undefined, action: number, partition: string, effort: Effort): boolean {
    if (plans === undefined) return true;
    const resources = spaceOfFit(catalog.fitOf(action), partition);
    return plans.some(({ space, way, resolution }) => {
      const dimensions = dimensionsOf(space, resources, resolution, automata, effort);
      return searchRegion<Point>(way.required, way.excluded, dimensions, effort, () => false) !== 'none';
    });
  }

  function answer(question: WeighedQuestion): RemainingActions {
    const left = question.allow.actions.slice();
    for (const { actions, box } of question.denies) if (box.ids.length === 0) subtractInto(left, actions);
    const denies = question.denies.filter(({ actions, box }) => box.ids.length > 0 && intersects(actions, left));
    const limits = question.layers.flatMap((layer) => {
      const named = emptySet(catalog.size);
      const free = emptySet(catalog.size);
      for (const { actions, box } of layer) uniteInto(box.ids.length === 0 ? free : named, actions);
      subtractInto(left, difference(left, union(named, free)));
      return isEmpty(difference(left, free)) ? [] : [{ layer, free }];
    });
    const doubtful = emptySet(catalog.size);
    for (const deny of denies) uniteInto(doubtful, intersection(left, deny.actions));
    for (const { free } of limits) uniteInto(doubtful, difference(left, free));
    if (isEmpty(doubtful)) return { actions: left, unfitting: none };
    const { actions, unfitting } = gettingThrough(doubtful, { ...question, denies }, limits);
    return { actions: union(difference(left, doubtful), actions), unfitting };
  }

  /** Of the actions on which denies or limits have a say, those for which some request gets through. */
  function gettingThrough(
    doubtful: ActionSet,
    question: WeighedQuestion,
    limits: readonly { readonly layer: readonly Weighed[]; readonly free: ActionSet }[],
  ): RemainingActions {
    const { allow, denies, partition } = question;
    const actions = emptySet(catalog.size);
    const unfitting = emptySet(catalog.size);
    const alone = speaksOfResources(allow.box) ? plansOf({ ...question, denies: [], layers: [] }) : undefined;
    const inAll = effortOf(mostStepsInAll);
    const classes = new Map<string, { readonly plans: readonly Plan[] | undefined; readonly isOfResources: boolean }>();
    const answered = new Map<string, 'open' | 'closed' | 'unfitting'>();
    for (const action of membersOf(doubtful)) {
      const bound = limits.filter(({ free }) => !has(free, action));
      const speaking = ({ actions }: Weighed) => has(actions, action);
      const marks = [...denies, ...bound.flatMap(({ layer }) => layer)].map((one) => (speaking(one) ? 1 : 0));
      const key = `${limits.map((limit) => (bound.includes(limit) ? 1 : 0)).join('')}|${marks.join('')}`;
      let one = classes.get(key);
      if (one === undefined) {
        const near = {
          ...question,
          denies: denies.filter(speaking),
          layers: bound.map(({ layer }) => layer.filter(speaking)),
        };
        const isOfResources = [allow, ...near.denies, ...near.layers.flat()].some(({ box }) => speaksOfResources(box));
        one = { plans: plansOf(near), isOfResources };
        classes.set(key, one);
      }
      // Where no statement asks for a resource, the answer is the same for all.
      const kind = one.isOfResources ? `${key}|${spaceOfFit(catalog.fitOf(action), partition).id}` : key;
      let end = answered.get(kind);
      if (end === undefined) {
        const effort = effortOf(mostSteps, inAll);
        const isFitting = () => isOpen(alone, action, partition, effort);
        end = isOpen(one.plans, action, partition, effort) ? 'open' : isFitting() ? 'closed' : 'unfitting';
        answered.set(kind, end);
      }
      if (end === 'open') addInto(actions, action);
      else if (end === 'unfitting') addInto(unfitting, action);
    }
    return { actions, unfitting };
  }

  return {
    remaining(asked) {
      const question = weighedQuestion(asked);
      if (question === undefined) return { actions: none, unfitting: none };
      if (question.denies.length === 0 && question.layers.length === 0)
        return { actions: question.allow.actions, unfitting: none };
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
