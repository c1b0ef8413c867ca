import { matchesPattern } from '../../catalog/pattern.ts';
import type { CompiledStatement } from '../compiled-policy.ts';
import type { ConditionTest } from '../condition-test.ts';
import { resolved } from '../template.ts';
import { matchesText, textPatternOf } from '../text-pattern.ts';
import { isInSet, valueSetOf } from '../value-set.ts';
import type { EvaluatedContext } from './request-context.ts';

/** Whether a statement speaks of an action (lower case). */
export function matchesAction({ actions }: CompiledStatement, action: string): boolean {
  return actions.patterns.some((pattern) => matchesPattern(pattern, action)) !== actions.not;
}

/** Whether a statement speaks of a resource, which is literal text. A statement without Resource speaks of the one it is attached to. */
export function matchesResource(
  { resources }: CompiledStatement,
  resource: string,
  context: EvaluatedContext,
): boolean {
  if (resources === undefined) return true;
  const isNamed = resources.templates.some((template) => {
    const text = resolved(template, context.variableValue);
    const pattern = text === undefined ? undefined : textPatternOf(text, 'glob');
    return pattern !== undefined && matchesText(pattern, resource);
  });
  return isNamed !== resources.not;
}

/** Whether all conditions of a statement hold. */
export function holds({ tests }: CompiledStatement, context: EvaluatedContext): boolean {
  return tests.every((test) => isMet(test, context));
}

/** Whether one condition holds. */
function isMet(test: ConditionTest, context: EvaluatedContext): boolean {
  if (test.kind === 'unknown') return false;
  const given = context.valuesOf(test.key);
  // For `ForAllValues` an empty text is no value at all, and so it is for `Null` beside it.
  const isEmptyNothing = test.kind === 'presence' ? test.ignoresEmpty : test.isSetTest && test.quantifier === 'every';
  const values = isEmptyNothing ? given?.filter((value) => value !== '') : given;
  if (test.kind === 'presence') return values === undefined || values.length === 0 ? test.whenAbsent : test.whenPresent;
  if (values === undefined || values.length === 0) return test.holdsWhenAbsent;
  const set = valueSetOf(test.operand, context.variableValue);
  const fits = (value: string) => isInSet(value, set) !== test.isNegated;
  return test.quantifier === 'some' ? values.some(fits) : values.every(fits);
}
