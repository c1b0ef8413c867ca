import type { CompiledStatement } from '../compiled-policy.ts';
import type { ConditionTest } from '../condition-test.ts';
import type { PrincipalTargets } from '../statement.ts';
import { type Template, variablesOf } from '../template.ts';

/** One demand that a statement makes of a request, beside its action. Equal demands of different statements are one object. */
export type Constraint = { readonly id: number } & (
  | { readonly kind: 'resource'; readonly not: boolean; readonly templates: readonly Template[] }
  | { readonly kind: 'condition'; readonly test: ConditionTest }
  | { readonly kind: 'principal'; readonly effect: 'Allow' | 'Deny'; readonly principals: PrincipalTargets }
);

/** A statement as a box in the space of requests: it matches where its action and all its constraints do. */
export interface Box {
  readonly statement: CompiledStatement;
  readonly constraints: readonly Constraint[];
  /** The keys of the policy variables in it. */
  readonly variables: ReadonlySet<string>;
}

/** Makes boxes, with equal constraints shared. Keep one a comparison. */
export function createBoxes(): (statement: CompiledStatement) => Box {
  const known = new Map<string, Constraint>();

  function shared(key: string, make: (id: number) => Constraint): Constraint {
    let constraint = known.get(key);
    if (constraint === undefined) {
      constraint = make(known.size);
      known.set(key, constraint);
    }
    return constraint;
  }

  return (statement) => {
    const constraints: Constraint[] = [];
    const { resources, principals, tests, effect } = statement;
    if (resources !== undefined && !isEveryResource(resources)) {
      const templates = [...resources.templates].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
      const key = `r${resources.not}${templates.map(textOf).join('\n')}`;
      constraints.push(shared(key, (id) => ({ id, kind: 'resource', not: resources.not, templates })));
    }
    for (const test of tests) {
      const key = `c${keyOfTest(test)}`;
      constraints.push(shared(key, (id) => ({ id, kind: 'condition', test })));
    }
    if (principals !== undefined) {
      const key = `p${effect}${JSON.stringify(principals)}`;
      constraints.push(shared(key, (id) => ({ id, kind: 'principal', effect, principals })));
    }
    return { statement, constraints: [...new Set(constraints)], variables: variablesIn(constraints) };
  };
}

function isEveryResource({
  not,
  templates,
}: {
  readonly not: boolean;
  readonly templates: readonly Template[];
}): boolean {
  return (
    !not && templates.some((parts) => parts.length === 1 && parts[0]?.kind === 'text' && /^\*+$/.test(parts[0].text))
  );
}

function variablesIn(constraints: readonly Constraint[]): ReadonlySet<string> {
  return new Set(constraints.flatMap((constraint) => templatesIn(constraint).flatMap(variablesOf)));
}

/** The texts with variables that a constraint holds. */
export function templatesIn(constraint: Constraint): readonly Template[] {
  if (constraint.kind === 'resource') return constraint.templates;
  if (constraint.kind !== 'condition' || constraint.test.kind !== 'values') return [];
  const { operand } = constraint.test;
  return operand.type === 'text' ? operand.templates : [];
}

function textOf(template: Template): string {
  return template.length === 1 && template[0]?.kind === 'text' ? template[0].text : JSON.stringify(template);
}

function keyOfTest(test: ConditionTest): string {
  if (test.kind !== 'values' || test.operand.type !== 'text') {
    return JSON.stringify(test, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
  }
  const { operand, ...rest } = test;
  const texts = [...new Set(operand.templates.map(textOf))].sort();
  return JSON.stringify([rest, operand.mode, operand.ignoresCase, texts]);
}
