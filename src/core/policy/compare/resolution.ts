import { resolved, type Template, type TemplatePart } from '../template.ts';
import { type TextPattern, textPatternOf } from '../text-pattern.ts';
import type { Constraint } from './constraints.ts';
import { demandOf, type KeyDemand } from './key-values.ts';
import type { RequestSpace } from './request-space.ts';
import { serviceSegmentOf } from './resource-space.ts';

/** Values for policy variables, by key; `undefined`: the key is absent. */
export type Assignment = ReadonlyMap<string, string | undefined>;

/** The constraints of a comparison with the variables of the policies assigned. */
export interface Resolution {
  readonly assignment: Assignment;
  constraintOf(id: number): Constraint;
  patternsOf(constraint: Constraint & { readonly kind: 'resource' }): readonly TextPattern[];
  /** The services whose resources the patterns can match; `undefined` when that is not plain to see. */
  servicesOf(constraint: Constraint & { readonly kind: 'resource' }): ReadonlySet<string> | undefined;
  demandOf(constraint: Constraint & { readonly kind: 'condition' }, isHolding: boolean): KeyDemand;
}

/** Puts one assignment into the constraints, each when it is first asked for. */
export function resolutionOf(space: RequestSpace, assignment: Assignment): Resolution {
  const variableValue = (key: string) => assignment.get(key);
  return resolutionBy(space, assignment, (template) => resolved(template, variableValue));
}

/** With any text in the place of every variable that is not assigned. */
export function partResolutionOf(space: RequestSpace, known: Assignment): Resolution {
  return resolutionBy(space, known, (template) => {
    const parts: TemplatePart[] = [];
    for (const part of template) {
      if (part.kind === 'variable' && !known.has(part.key)) {
        parts.push({ kind: 'text', text: '*' });
        continue;
      }
      const done = resolved([part], (key) => known.get(key));
      if (done === undefined) return undefined;
      parts.push(...done);
    }
    return parts;
  });
}

function resolutionBy(
  space: RequestSpace,
  assignment: Assignment,
  textOf: (template: Template) => Template | undefined,
): Resolution {
  const variableValue = (key: string) => assignment.get(key);
  const patterns = new Map<number, readonly TextPattern[]>();
  const services = new Map<number, ReadonlySet<string> | undefined>();
  const demands = new Map<number, KeyDemand>();

  const resolution: Resolution = {
    assignment,
    constraintOf(id) {
      const constraint = space.constraints.get(id);
      if (constraint === undefined) throw new RangeError(`no constraint ${id}`);
      return constraint;
    },
    patternsOf(constraint) {
      let known = patterns.get(constraint.id);
      if (known === undefined) {
        known = constraint.templates.flatMap((template) => {
          const text = textOf(template);
          const pattern = text === undefined ? undefined : textPatternOf(text, 'glob');
          return pattern === undefined ? [] : [pattern];
        });
        patterns.set(constraint.id, known);
      }
      return known;
    },
    servicesOf(constraint) {
      if (!services.has(constraint.id)) {
        const named = resolution.patternsOf(constraint).map(serviceSegmentOf);
        const known = named.flatMap((service) => service ?? []);
        services.set(constraint.id, known.length === named.length ? new Set(known) : undefined);
      }
      return services.get(constraint.id);
    },
    demandOf(constraint, isHolding) {
      const id = isHolding ? constraint.id : ~constraint.id;
      let known = demands.get(id);
      if (known === undefined) {
        known = demandOf(constraint.test, isHolding, variableValue);
        demands.set(id, known);
      }
      return known;
    },
  };
  return resolution;
}
