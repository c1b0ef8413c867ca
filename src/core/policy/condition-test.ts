import { type AddressRange, addressRangeOf } from './address.ts';
import { booleanOfValue, instantOfValue, numberOfValue } from './condition-values.ts';
import type { Condition } from './statement.ts';
import { type Template, templateOf } from './template.ts';
import type { PatternMode } from './text-pattern.ts';

/** The values that a condition names, as a set of texts. */
export type Operand =
  | {
      readonly type: 'text';
      readonly mode: PatternMode;
      readonly ignoresCase: boolean;
      readonly templates: readonly Template[];
    }
  | { readonly type: 'number' | 'date'; readonly relation: Relation; readonly bounds: readonly number[] }
  | { readonly type: 'address'; readonly ranges: readonly AddressRange[] }
  | { readonly type: 'boolean'; readonly values: readonly boolean[] };

/** How a number or date of the request stands to the condition's. */
export type Relation = 'equal' | 'less' | 'less-or-equal' | 'greater' | 'greater-or-equal';

/** A condition in the form that evaluation reads: what it asks of the values that the request has for one key. */
export type ConditionTest =
  | {
      readonly kind: 'values';
      /** Lower case: keys have no letter case. */
      readonly key: string;
      /** `some`: one value at least must be in the operand (outside of it, when `isNegated`); `every`: all must. */
      readonly quantifier: 'some' | 'every';
      readonly isNegated: boolean;
      readonly holdsWhenAbsent: boolean;
      /** Written with `ForAllValues` or `ForAnyValue`: the key may hold several values. */
      readonly isSetTest: boolean;
      readonly operand: Operand;
    }
  | {
      readonly kind: 'presence';
      readonly key: string;
      readonly whenPresent: boolean;
      readonly whenAbsent: boolean;
      /** Beside a set operator on the same key an empty text is no value, as for `ForAllValues`. */
      readonly ignoresEmpty: boolean;
    }
  /** An operator that AWS does not have. It never holds, and what it stands in is in error. */
  | { readonly kind: 'unknown'; readonly key: string; readonly operator: string };

interface OperatorShape {
  readonly isNegated?: true;
  operand(condition: Condition, version: '2008-10-17' | '2012-10-17'): Operand;
}

function text(mode: PatternMode, ignoresCase = false): OperatorShape['operand'] {
  return ({ values }, version) => ({
    type: 'text',
    mode,
    ignoresCase,
    templates: values.map((value) => templateOf(value, version)),
  });
}

function ordered(type: 'number' | 'date', relation: Relation): OperatorShape['operand'] {
  const read = type === 'number' ? numberOfValue : instantOfValue;
  return ({ values }) => ({ type, relation, bounds: values.flatMap((value) => read(value) ?? []) });
}

/** Base64, in which variables are not variables. */
function binary({ values }: Condition): Operand {
  return {
    type: 'text',
    mode: 'literal',
    ignoresCase: false,
    templates: values.map((value) => templateOf(value, '2008-10-17')),
  };
}

function addresses({ values }: Condition): Operand {
  return { type: 'address', ranges: values.flatMap((value) => addressRangeOf(value) ?? []) };
}

function booleans({ values }: Condition): Operand {
  return { type: 'boolean', values: values.flatMap((value) => booleanOfValue(value) ?? []) };
}

/**
 * Every operator but `Null`, in lower case, without prefix and suffix.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const operators = new Map<string, OperatorShape>([
  ['stringequals', { operand: text('literal') }],
  ['stringnotequals', { operand: text('literal'), isNegated: true }],
  ['stringequalsignorecase', { operand: text('literal', true) }],
  ['stringnotequalsignorecase', { operand: text('literal', true), isNegated: true }],
  ['stringlike', { operand: text('glob') }],
  ['stringnotlike', { operand: text('glob'), isNegated: true }],
  ['binaryequals', { operand: binary }],
  ['arnequals', { operand: text('arn') }],
  ['arnlike', { operand: text('arn') }],
  ['arnnotequals', { operand: text('arn'), isNegated: true }],
  ['arnnotlike', { operand: text('arn'), isNegated: true }],
  ['bool', { operand: booleans }],
  ['ipaddress', { operand: addresses }],
  ['notipaddress', { operand: addresses, isNegated: true }],
  ...(['number', 'date'] as const).flatMap((type): [string, OperatorShape][] => {
    const name = type === 'number' ? 'numeric' : 'date';
    return [
      [`${name}equals`, { operand: ordered(type, 'equal') }],
      [`${name}notequals`, { operand: ordered(type, 'equal'), isNegated: true }],
      [`${name}lessthan`, { operand: ordered(type, 'less') }],
      [`${name}lessthanequals`, { operand: ordered(type, 'less-or-equal') }],
      [`${name}greaterthan`, { operand: ordered(type, 'greater') }],
      [`${name}greaterthanequals`, { operand: ordered(type, 'greater-or-equal') }],
    ];
  }),
]);

/**
 * Reads what the conditions of a statement ask.
 * Source for empty texts: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function conditionTestsOf(
  conditions: readonly Condition[],
  version: '2008-10-17' | '2012-10-17',
): readonly ConditionTest[] {
  const tests = conditions.map((condition) => conditionTestOf(condition, version));
  const sets = new Set(tests.flatMap((test) => (test.kind === 'values' && test.isSetTest ? [test.key] : [])));
  return tests.map((test) => (test.kind === 'presence' && sets.has(test.key) ? { ...test, ignoresEmpty: true } : test));
}

function conditionTestOf(condition: Condition, version: '2008-10-17' | '2012-10-17'): ConditionTest {
  const key = condition.key.toLowerCase();
  const [, prefix, name = '', ifExists] =
    /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/s.exec(condition.operator.toLowerCase()) ?? [];
  if (name === 'null') {
    // A set operator makes no sense here: AWS takes it, and it holds always or never.
    // Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
    if (prefix !== undefined) {
      const isAlways = prefix === 'forallvalues';
      return { kind: 'presence', key, whenPresent: isAlways, whenAbsent: isAlways, ignoresEmpty: false };
    }
    const wanted = condition.values.map(booleanOfValue);
    return {
      kind: 'presence',
      key,
      whenPresent: wanted.includes(false),
      whenAbsent: wanted.includes(true),
      ignoresEmpty: false,
    };
  }
  const shape = operators.get(name);
  if (shape === undefined) return { kind: 'unknown', key, operator: condition.operator };
  const isNegated = shape.isNegated === true;
  const isAll = prefix === 'forallvalues';
  return {
    kind: 'values',
    key,
    // Without a set operator one value in the operand suffices, and one is enough to break a negated operator.
    quantifier: isAll || (prefix === undefined && isNegated) ? 'every' : 'some',
    isNegated,
    holdsWhenAbsent: ifExists !== undefined || isAll || (prefix === undefined && isNegated),
    isSetTest: prefix !== undefined,
    operand: shape.operand(condition, version),
  };
}
