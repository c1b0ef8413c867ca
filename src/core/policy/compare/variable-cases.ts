import { isTagKey } from '../context-keys.ts';
import { resolved, type Template, type TemplatePart } from '../template.ts';
import type { PatternMode, TextPattern } from '../text-pattern.ts';
import { anyRun, isRun, textPatternOf } from '../text-pattern.ts';
import type { Automata, State } from './automata.ts';
import { type Box, type Constraint, templatesIn } from './constraints.ts';
import type { Effort } from './effort.ts';
import { findText, otherThan } from './find-text.ts';

/** Values for policy variables, by key; `undefined`: the key is absent. */
export type Assignment = ReadonlyMap<string, string | undefined>;

/** Assignments that stand for all others. */
export interface VariableCases {
  readonly assignments: readonly Assignment[];
  /** Whether every other assignment is like one of them. */
  readonly isComplete: boolean;
}

/** Beyond these the cases are not all looked at. */
const mostAssignments = 400;
const mostClasses = 300;
const mostEntries = 100;
const mostKeysInAllOrders = 3;

/**
 * The values of policy variables that can make a difference. Two values are alike when, wherever a pattern puts them in, they lead the
 * automata of all other patterns to the same states: swapping one for the other then changes no answer. Of each kind one value is taken,
 * with a character that no pattern names where the kind has such a value, so that it equals nothing by chance. Each key is looked at with the
 * values of the others put in, in every order, because a value may contain another.
 */
export function variableCasesOf(
  boxes: readonly Box[],
  mayBeAbsent: (key: string) => boolean,
  automata: Automata,
  effort: Effort,
): VariableCases {
  const keys = [...new Set(boxes.flatMap(({ variables }) => [...variables]))].sort();
  if (keys.length === 0) return { assignments: [new Map()], isComplete: true };
  const constraints = [...new Set(boxes.flatMap((box) => box.constraints))];
  const orders = keys.length <= mostKeysInAllOrders ? permutationsOf(keys) : keys.map((_, at) => rotated(keys, at));
  const assignments = new Map<string, Assignment>();
  let isComplete = keys.length <= mostKeysInAllOrders;

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
    const factors = keys.length === 1 ? mostFactors : fewFactors;
    const values = valuesFor(key, assigned, constraints, factors, automata, effort);
    if (!values.isComplete) isComplete = false;
    const [first, ...others] = values.texts;
    // The telling ones first, in case that there are too many.
    for (const value of [first, ...(mayBeAbsent(key) ? [undefined] : []), ...others]) {
      if (value !== undefined || mayBeAbsent(key)) assign(rest, new Map(assigned).set(key, value));
    }
  };
  for (const order of orders) assign(order, new Map());
  return { assignments: [...assignments.values()], isComplete };
}

/** Values for variables that stand for ARNs, or for their ends. */
const exampleArns = ['arn:aws:iam::111122223333:role/example', 'arn:aws:sns:us-east-1:111122223333:example'];

/** The states of the automata of some patterns, walked together. */
type Place = readonly State[];

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

interface TextUse {
  readonly template: Template;
  readonly mode: PatternMode;
  readonly ignoresCase: boolean;
}

/** The texts with the assigned variables put in, by what they are matched with. Those that have become impossible are left out. */
function textsByDimension(
  constraints: readonly Constraint[],
  assigned: Assignment,
): ReadonlyMap<string, readonly TextUse[]> {
  const result = new Map<string, TextUse[]>();
  for (const constraint of constraints) {
    const operand =
      constraint.kind === 'condition' && constraint.test.kind === 'values' ? constraint.test.operand : undefined;
    const dimension = constraint.kind === 'condition' ? `key:${constraint.test.key}` : 'resource';
    const mode = operand?.type === 'text' ? operand.mode : 'glob';
    const ignoresCase = operand?.type === 'text' && operand.ignoresCase;
    for (const template of templatesIn(constraint)) {
      const text = withAssigned(template, assigned);
      if (text === undefined) continue;
      const uses = result.get(dimension) ?? [];
      uses.push({ template: text, mode, ignoresCase });
      result.set(dimension, uses);
    }
  }
  return result;
}

function withAssigned(template: Template, assigned: Assignment): Template | undefined {
  const parts: TemplatePart[] = [];
  for (const part of template) {
    if (part.kind !== 'variable' || !assigned.has(part.key)) {
      parts.push(part);
      continue;
    }
    const done = resolved([part], (key) => assigned.get(key));
    if (done === undefined) return undefined;
    parts.push(...done);
  }
  return parts;
}

function isPlain(template: Template): boolean {
  return template.every((part) => part.kind !== 'variable');
}

function plainPatternsOf(uses: readonly TextUse[]): readonly TextPattern[] {
  return uses.flatMap(({ template, mode, ignoresCase }) => {
    const pattern = isPlain(template) ? textPatternOf(template, mode, ignoresCase) : undefined;
    return pattern === undefined ? [] : [pattern];
  });
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

/** Most pieces of text that are tried as values where the patterns alone do not tell which matter. */
const mostFactors = 60;
/** The same where several variables multiply. */
const fewFactors = 8;
const longestFactor = 20;

/** Pieces of the text that stands beside a variable, short ones first: values by which two places of it can fall together. */
function factorsBeside(key: string, texts: ReadonlyMap<string, readonly TextUse[]>, most: number): readonly string[] {
  const beside = [...texts.values()].flat().flatMap(({ template }) =>
    template.flatMap((part, at) => {
      if (part.kind !== 'variable' || part.key !== key) return [];
      const [before, after] = [template[at - 1], template[at + 1]].map((one) => (one?.kind === 'text' ? one.text : ''));
      return [(before ?? '').split(/[*?]/).at(-1) ?? '', (after ?? '').split(/[*?]/)[0] ?? ''];
    }),
  );
  const factors = new Set<string>();
  for (let size = 1; size <= longestFactor; size++) {
    for (const text of beside) {
      // What differs between two prefixes stands at their ends.
      for (let from = Math.max(0, text.length - longestFactor); from + size <= text.length; from++) {
        if (factors.size < most) factors.add(text.slice(from, from + size));
      }
    }
  }
  return [...factors];
}

/** What may stand before each use of a variable. Other variables may be anything. */
function prefixesBefore(key: string, uses: readonly TextUse[]): readonly TextPattern[] {
  return uses.flatMap(({ template, mode, ignoresCase }) =>
    template.flatMap((part, at) => {
      if (part.kind !== 'variable' || part.key !== key) return [];
      const before = template
        .slice(0, at)
        .map((one): TemplatePart => (one.kind === 'variable' ? { kind: 'text', text: '*' } : one));
      const isLiteral = mode === 'literal' && before.every((one) => !(one.kind === 'text' && one.text === '*'));
      return [textPatternOf(before, isLiteral ? 'literal' : 'glob', ignoresCase) ?? []];
    }),
  );
}

/** Where the walkers can be when a text of `prefix` ends; `undefined` when there are too many places. */
function placesAfter(prefix: State, starts: Place, effort: Effort): readonly Place[] | undefined {
  const reached = new Map<string, Place>();
  const seen = new Set<string>();
  const queue: { readonly prefix: State; readonly place: Place }[] = [{ prefix, place: starts }];
  for (let at = 0; at < queue.length; at++) {
    const one = queue[at];
    if (one === undefined) break;
    if (one.prefix.isAccepting) reached.set(keyOf(one.place), one.place);
    if (reached.size > mostEntries || seen.size > 10 * mostEntries || !effort.spend(1 + one.place.length))
      return undefined;
    for (const code of [...lettersAt([[one.prefix], one.place]), otherThan(lettersAt([[one.prefix], one.place]))]) {
      const next = one.prefix.next(code);
      if (next === undefined) continue;
      const place = walked(one.place, code);
      const key = `${next.id}|${keyOf(place)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ prefix: next, place });
    }
  }
  return [...reached.values()];
}

/** One word for each way in which words move all walkers at once; with the fresh character where the way has such a word. */
function wordsByClass(
  entries: readonly Place[],
  fresh: number,
  effort: Effort,
): { readonly texts: readonly string[]; readonly isComplete: boolean } {
  interface Walk {
    readonly places: readonly Place[];
    readonly text: string;
    readonly isFresh: boolean;
  }
  const start: Walk = { places: entries, text: '', isFresh: false };
  const seen = new Set<string>();
  const words = new Map<string, Walk>();
  const queue: Walk[] = [start];
  for (let at = 0; at < queue.length; at++) {
    const walk = queue[at];
    if (walk === undefined) break;
    if (words.size > mostClasses || !effort.spend(1 + walk.places.reduce((sum, place) => sum + place.length, 0)))
      return { texts: textsOf(words), isComplete: false };
    for (const code of [...lettersAt(walk.places), fresh]) {
      const places = walk.places.map((place) => walked(place, code));
      const isFresh = walk.isFresh || code === fresh;
      const kind = places.map(keyOf).join('|');
      const key = `${isFresh}|${kind}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const next: Walk = { places, text: walk.text + String.fromCharCode(code), isFresh };
      if (isFresh || !words.has(kind)) words.set(kind, next);
      queue.push(next);
    }
  }
  return { texts: textsOf(words), isComplete: true };
}

function textsOf(words: ReadonlyMap<string, { readonly text: string }>): readonly string[] {
  return [...words.values()].map(({ text }) => text);
}

function walked(place: Place, code: number): Place {
  const next: State[] = [];
  for (const state of place) {
    const after = state.next(code);
    if (after !== undefined && !next.includes(after)) next.push(after);
  }
  return next;
}

function keyOf(place: Place): string {
  return place
    .map((state) => state.id)
    .sort((a, b) => a - b)
    .join();
}

function lettersAt(places: readonly Place[]): ReadonlySet<number> {
  const letters = new Set<number>();
  for (const place of places) for (const state of place) for (const letter of state.letters) letters.add(letter);
  return letters;
}

/** Every character of every text, in both letter cases. */
function lettersOf(texts: ReadonlyMap<string, readonly TextUse[]>): ReadonlySet<number> {
  const letters = new Set<number>();
  for (const uses of texts.values()) {
    for (const { template } of uses) {
      for (const part of template) {
        const text = part.kind === 'variable' ? (part.fallback ?? '') : part.text;
        for (const letter of text.toLowerCase() + text.toUpperCase()) letters.add(letter.charCodeAt(0));
      }
    }
  }
  return letters;
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
