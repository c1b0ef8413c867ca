import { type AddressRange, addressRangeOf } from './address.ts';
import type { Operand, Relation } from './condition-test.ts';
import { booleanOfValue, instantOfValue, numberOfValue } from './condition-values.ts';
import { resolved, type VariableValues } from './template.ts';
import { matchesText, type TextPattern, textPatternOf } from './text-pattern.ts';

/** A condition's values with the variables of one request put in. */
export type ValueSet =
  | { readonly type: 'text'; readonly patterns: readonly TextPattern[] }
  | { readonly type: 'number' | 'date'; readonly relation: Relation; readonly bounds: readonly number[] }
  | { readonly type: 'address'; readonly ranges: readonly AddressRange[] }
  | { readonly type: 'boolean'; readonly values: readonly boolean[] };

/** Puts the variables in. A value with a variable that has no value is a value that nothing equals. */
export function valueSetOf(operand: Operand, variableValue: VariableValues): ValueSet {
  if (operand.type !== 'text') return operand;
  const patterns = operand.templates.flatMap((template) => {
    const text = resolved(template, variableValue);
    const pattern = text === undefined ? undefined : textPatternOf(text, operand.mode, operand.ignoresCase);
    return pattern === undefined ? [] : [pattern];
  });
  return { type: 'text', patterns };
}

/** Whether a value of the request is in the set. One of another type (no number, no address) is in none. */
export function isInSet(value: string, set: ValueSet): boolean {
  switch (set.type) {
    case 'text':
      return set.patterns.some((pattern) => matchesText(pattern, value));
    case 'boolean': {
      const word = booleanOfValue(value);
      return word !== undefined && set.values.includes(word);
    }
    case 'address': {
      const address = addressRangeOf(value);
      return (
        address !== undefined &&
        set.ranges.some(
          (range) => range.bits === address.bits && range.first <= address.first && address.last <= range.last,
        )
      );
    }
    default: {
      const given = set.type === 'number' ? numberOfValue(value) : instantOfValue(value);
      return given !== undefined && set.bounds.some((bound) => stands(given, set.relation, bound));
    }
  }
}

function stands(given: number, relation: Relation, bound: number): boolean {
  switch (relation) {
    case 'equal':
      return given === bound;
    case 'less':
      return given < bound;
    case 'less-or-equal':
      return given <= bound;
    case 'greater':
      return given > bound;
    case 'greater-or-equal':
      return given >= bound;
  }
}
