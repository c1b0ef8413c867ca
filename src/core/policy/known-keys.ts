import { type Box, boxWith, type Constraint, templatesIn } from './compare/constraints.ts';
import { demandOf, meets } from './compare/key-values.ts';
import type { Assignment } from './compare/resolution.ts';
import { resolved, type Template, variablesOf } from './template.ts';

/** Judges what statements ask of keys whose values are known. Keep one an account: it remembers answers. */
export interface KnownKeys {
  /** The box without the constraints that the known keys meet; `undefined` where they break one, so that it never holds. */
  beyondKnown(box: Box, known: Assignment): Box | undefined;
}

/** Remembers nothing yet. */
export function createKnownKeys(): KnownKeys {
  const answers = new Map<string, boolean>();
  const beyond = new Map<Box, Map<string, Box>>();

  /** Whether a constraint holds; `undefined` where the known keys alone do not decide that. */
  function answerOf(constraint: Constraint, known: Assignment): boolean | undefined {
    if (constraint.kind === 'resource') return isNowhere(constraint, known) ? false : undefined;
    if (constraint.kind !== 'condition') return undefined;
    const { test } = constraint;
    const variables = templatesIn(constraint).flatMap(variablesOf);
    if (!known.has(test.key) || variables.some((key) => !known.has(key))) return undefined;
    const key = JSON.stringify([constraint.id, ...[test.key, ...variables].map((one) => known.get(one) ?? null)]);
    let answer = answers.get(key);
    if (answer === undefined) {
      const given = known.get(test.key);
      answer = meets(
        given === undefined ? undefined : [given],
        demandOf(test, true, (one) => known.get(one)),
      );
      answers.set(key, answer);
    }
    return answer;
  }

  return {
    beyondKnown(box, known) {
      const left: Constraint[] = [];
      for (const constraint of box.constraints) {
        // What an operator that we do not know asks cannot be told: a Deny with it takes nothing, and an Allow may hold.
        const isUnknown = constraint.kind === 'condition' && constraint.test.kind === 'unknown';
        const answer = isUnknown ? box.statement.effect === 'Allow' : answerOf(constraint, known);
        if (answer === false) return undefined;
        if (answer === undefined) left.push(constraint);
      }
      if (left.length === box.constraints.length) return box;
      const key = left.map(({ id }) => id).join();
      const made = beyond.get(box) ?? new Map<string, Box>();
      beyond.set(box, made);
      let rest = made.get(key);
      if (rest === undefined) {
        rest = boxWith(box.statement, left);
        made.set(key, rest);
      }
      return rest;
    },
  };
}

/** Whether every resource of a statement has a variable that is known to have no value: then it names none. */
function isNowhere(constraint: Constraint & { readonly kind: 'resource' }, known: Assignment): boolean {
  const valueFor = (key: string) => (known.has(key) ? known.get(key) : '*');
  const isNone = (template: Template) =>
    variablesOf(template).some((key) => known.has(key)) && resolved(template, valueFor) === undefined;
  return !constraint.not && constraint.templates.every(isNone);
}
