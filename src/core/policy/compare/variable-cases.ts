import { isTagKey } from '../context-keys.ts';
import { anyRun, isRun, type TextPattern } from '../text-pattern.ts';
import type { Automata } from './automata.ts';
import type { Box, Constraint } from './constraints.ts';
import type { Effort } from './effort.ts';
import { findText, otherThan } from './find-text.ts';
import type { KeyNature } from './key-values.ts';
import type { Assignment } from './resolution.ts';
import {
  factorsBeside,
  lettersOf,
  plainPatternsOf,
  prefixesBefore,
  type TextUse,
  textsByDimension,
} from './variable-texts.ts';
import { type Place, placesAfter, wordsByClass } from './variable-walks.ts';

/** Assignments that stand for all others. */
export interface VariableCases {
  readonly assignments: readonly Assignment[];
  /** Whether every other assignment is like one of them. */
  readonly isComplete: boolean;
}

/** Beyond these the cases are not all looked at. */
const mostAssignments = 300;
const mostKeysInAllOrders = 3;
/** Most pieces of text that are tried as values where the patterns alone do not tell which matter; fewer where several variables multiply. */
const mostFactors = 60;
const fewFactors = 8;

/**
 * The values of policy variables that can make a difference. Two values are alike when, wherever a pattern puts them in, they lead the
 * automata of all other patterns to the same states: swapping one for the other then changes no answer. Of each kind one value is taken,
 * with a character that no pattern names where the kind has such a value, so that it equals nothing by chance. Each key is looked at with the
 * values of the others put in, in every order, because a value may contain another.
 */
export function variableCasesOf(
  boxes: readonly Box[],
  natureOf: (key: string) => KeyNature,
  automata: Automata,
  effort: Effort,
): VariableCases {
  const keys = [...new Set(boxes.flatMap(({ variables }) => [...variables]))].sort();
  if (keys.length === 0) return { assignments: [new Map()], isComplete: true };
  const constraints = [...new Set(boxes.flatMap((box) => box.constraints))];
  const orders = keys.length <= mostKeysInAllOrders ? permutationsOf(keys) : keys.map((_, at) => rotated(keys, at));
  const assignments = new Map<string, Assignment>();
  const mayBeAbsent = (key: string) => natureOf(key).mayBeAbsent;
  // A key with several values is no variable, but conditions see them all.
  let isComplete = keys.length <= mostKeysInAllOrders && !keys.some((key) => natureOf(key).isMultivalued);

  /** The values of a key where some others are assigned, the telling ones first. */
  const valuesOf = (key: string, assigned: Assignment): readonly (string | undefined)[] => {
    const factors = keys.length === 1 ? mostFactors : fewFactors;
    const values = valuesFor(key, assigned, constraints, factors, automata, effort);
    if (!values.isComplete) isComplete = false;
    const [first, ...others] = values.texts;
    return [...(first === undefined ? [] : [first]), ...(mayBeAbsent(key) ? [undefined] : []), ...others];
  };

  const assign = (order: readonly string[], assigned: Assignment): void => {
    const [key, ...rest] = order;
    if (assignments.size >= mostAssignments || effort.isSpent) {
      isComplete = false;
      return;
    }
    if (key === undefined) {
      assignments.set(JSON.stringify(keys.map((one) => assigned.get(one) ?? null)), assigned);
      return;
    }
    for (const value of valuesOf(key, assigned)) assign(rest, new Map(assigned).set(key, value));
  };

  for (const order of orders) assign(order, new Map());
  return { assignments: [...assignments.values()], isComplete };
}

/** Values for variables that stand for ARNs, or for their ends. */
const exampleArns = ['arn:aws:iam::111122223333:role/example', 'arn:aws:sns:us-east-1:111122223333:example'];

function valuesFor(
  key: string,
  assigned: Assignment,
  constraints: readonly Constraint[],
  factors: number,
  automata: Automata,
  effort: Effort,
): { readonly texts: readonly string[]; readonly isComplete: boolean } {
  const texts = textsByDimension(constraints, assigned);
  let isComplete = true;
  const entries: Place[] = [];
  for (const [dimension, uses] of texts) {
    const starts = plainPatternsOf(uses).map((pattern) => automata.startOf(pattern));
    if (dimension === `key:${key}`) entries.push(starts);
    if (!areAligned(key, uses, automata, effort)) isComplete = false;
    for (const prefix of prefixesBefore(key, uses)) {
      const reached = placesAfter(automata.startOf(prefix), starts, effort);
      if (reached === undefined) isComplete = false;
      else entries.push(...reached);
    }
  }
  const fresh = otherThan(new Set([...lettersOf(texts)]));
  const words = wordsByClass(entries, fresh, effort);
  const own = [...texts.values()]
    .flat()
    .filter(({ template }) => template.some((part) => part.kind === 'variable' && part.key === key));
  // Whether a text is an ARN at all hangs on the colons in the value.
  const isInArn = own.some(({ mode }) => mode === 'arn');
  const ignoresCase = own.some((use) => use.ignoresCase) && !/[a-z]/i.test(String.fromCharCode(fresh));
  const others = constraints.some((one) => isAskedOtherwise(one, key));
  const [first, ...more] = words.texts;
  const values = new Set([
    ...(first === undefined ? [] : [first]),
    ...[...assigned.values()].flatMap((value) => value ?? []),
    ...more,
    ...(isComplete ? [] : factorsBeside(key, texts, factors)),
    ...(isTagKey(key) ? [''] : []),
    ...(isInArn ? exampleArns : []),
    // Letter case is told apart by letters only.
    ...(ignoresCase ? ['q', `q${String.fromCharCode(fresh)}`, `${String.fromCharCode(fresh)}q`] : []),
  ]);
  return { texts: [...values], isComplete: isComplete && words.isComplete && !others && !isInArn && !ignoresCase };
}

/**
 * Whether no text can match two templates with the variable at different places: else its value and the texts around it can fall together in
 * ways that the automata of the other patterns do not show.
 */
function areAligned(key: string, uses: readonly TextUse[], automata: Automata, effort: Effort): boolean {
  const templates = uses.filter(({ template }) =>
    template.some((part) => part.kind === 'variable' && part.key === key),
  );
  const prefixes = templates.map((use) => prefixesBefore(key, [use]));
  return prefixes.every((some, at) =>
    prefixes.slice(at + 1).every((others) =>
      some.every((one) =>
        others.every((other) => {
          if (one.join() === other.join() && beginsAtOnePlace(one)) return true;
          const both = [[[...one, anyRun]], [[...other, anyRun]]];
          return findText({ required: both, forbidden: [] }, automata, effort).kind === 'none';
        }),
      ),
    ),
  );
}

/**
 * Whether what follows a prefix can begin at one place of a text only: it has no run, or runs in the first five parts of an ARN alone, which
 * hold no colon in any real resource.
 */
function beginsAtOnePlace(prefix: TextPattern): boolean {
  const last = prefix.findLastIndex(isRun);
  return last < 0 || prefix.slice(0, last).filter((place) => place === 0x3a).length < 5;
}

/** Whether a variable's key is also asked for as something else than text: its values are then not told apart by patterns. */
function isAskedOtherwise(constraint: Constraint, key: string): boolean {
  if (constraint.kind !== 'condition' || constraint.test.key !== key || constraint.test.kind !== 'values') return false;
  return constraint.test.operand.type !== 'text' || constraint.test.isSetTest;
}

function permutationsOf(keys: readonly string[]): readonly (readonly string[])[] {
  if (keys.length <= 1) return [keys];
  return keys.flatMap((key, at) =>
    permutationsOf([...keys.slice(0, at), ...keys.slice(at + 1)]).map((rest) => [key, ...rest]),
  );
}

function rotated(keys: readonly string[], by: number): readonly string[] {
  return [...keys.slice(by), ...keys.slice(0, by)];
}
