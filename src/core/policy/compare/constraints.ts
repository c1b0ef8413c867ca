import type { CompiledStatement } from '../compiled-policy.ts';
import type { ConditionTest } from '../condition-test.ts';
import type { PrincipalTargets } from '../statement.ts';
import { type Template, variablesOf } from '../template.ts';

/** Action patterns, lower case: those, or all but those. */
export type ActionTargets = CompiledStatement['actions'];

/** One demand that a statement makes of a request, beside its action. Equal demands of different statements are one object. */
export type Constraint = { readonly id: number } & (
  | { readonly kind: 'resource'; readonly not: boolean; readonly templates: readonly Template[] }
  | { readonly kind: 'condition'; readonly test: ConditionTest }
  /** Asked only of names that the catalog does not list; of the others it is known beforehand which statements speak. */
  | ({ readonly kind: 'action' } & ActionTargets)
  | { readonly kind: 'principal'; readonly effect: 'Allow' | 'Deny'; readonly principals: PrincipalTargets }
);

/** A statement as a box in the space of requests: it matches where its action and all its constraints do. */
export interface Box {
  readonly statement: CompiledStatement;
  readonly constraints: readonly Constraint[];
  /** Of the constraints. */
  readonly ids: readonly number[];
  /** The keys of the policy variables in it. */
  readonly variables: ReadonlySet<string>;
}

/** A demand of resources. */
export type ResourceConstraint = Constraint & { readonly kind: 'resource' };

/** Makes boxes, with equal constraints shared. Keep one a comparison. */
export interface Boxes {
  /** Every constraint made so far, by id. */
  readonly constraints: ReadonlyMap<number, Constraint>;
  boxOf(statement: CompiledStatement): Box;
  /** A box that asks for fewer resources: of one of its constraints only some patterns. */
  withResources(box: Box, resources: ResourceConstraint, templates: readonly Template[]): Box;
  /** A box that asks for the action's name too. */
  withActions(box: Box, actions: ActionTargets): Box;
}

/** A new, empty maker of boxes. */
export function createBoxes(): Boxes {
  const known = new Map<string, Constraint>();
  const constraints = new Map<number, Constraint>();

  function shared(key: string, make: (id: number) => Constraint): Constraint {
    let constraint = known.get(key);
    if (constraint === undefined) {
      constraint = make(known.size);
      known.set(key, constraint);
      constraints.set(constraint.id, constraint);
    }
    return constraint;
  }

  function resourceConstraint(not: boolean, listed: readonly Template[]): Constraint {
    const templates = [...listed].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
    return shared(`r${not}${JSON.stringify(templates)}`, (id) => ({ id, kind: 'resource', not, templates }));
  }

  function boxOf(statement: CompiledStatement): Box {
    const own: Constraint[] = [];
    const { resources, principals, tests, effect } = statement;
    if (resources !== undefined && !isEveryResource(resources)) {
      own.push(resourceConstraint(resources.not, resources.templates));
    }
    for (const test of tests) {
      const key = `c${keyOfTest(test)}`;
      own.push(shared(key, (id) => ({ id, kind: 'condition', test })));
    }
    if (principals !== undefined) {
      const key = `p${effect}${JSON.stringify(principals)}`;
      own.push(shared(key, (id) => ({ id, kind: 'principal', effect, principals })));
    }
    return boxWith(statement, [...new Set(own)]);
  }

  return {
    constraints,
    boxOf,
    withResources(box, resources, templates) {
      const narrow = box.constraints.map((one) => (one === resources ? resourceConstraint(false, templates) : one));
      return boxWith(box.statement, narrow);
    },
    withActions(box, { not, patterns }) {
      const key = `a${not}${JSON.stringify(patterns)}`;
      const actions = shared(key, (id) => ({ id, kind: 'action', not, patterns }));
      return boxWith(box.statement, [actions, ...box.constraints]);
    },
  };
}

/** A box of some constraints. */
export function boxWith(statement: CompiledStatement, constraints: readonly Constraint[]): Box {
  return { statement, constraints, ids: constraints.map(({ id }) => id), variables: variablesIn(constraints) };
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
  const texts = [...new Set(operand.templates.map((template) => JSON.stringify(template)))].sort();
  return JSON.stringify([rest, operand.mode, operand.ignoresCase, texts]);
}
