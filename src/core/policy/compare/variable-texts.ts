import { resolved, type Template, type TemplatePart } from '../template.ts';
import { type PatternMode, type TextPattern, textPatternOf } from '../text-pattern.ts';
import { type Constraint, templatesIn } from './constraints.ts';
import type { Assignment } from './resolution.ts';

/** One text of a policy, as it is matched. */
export interface TextUse {
  readonly template: Template;
  readonly mode: PatternMode;
  readonly ignoresCase: boolean;
}

/** The texts with the assigned variables put in, by what they are matched with. Those that have become impossible are left out. */
export function textsByDimension(
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

/** The patterns of the texts in which no variable is left. */
export function plainPatternsOf(uses: readonly TextUse[]): readonly TextPattern[] {
  return uses.flatMap(({ template, mode, ignoresCase }) => {
    const pattern = isPlain(template) ? textPatternOf(template, mode, ignoresCase) : undefined;
    return pattern === undefined ? [] : [pattern];
  });
}

const longestFactor = 20;

/** Pieces of the text that stands beside a variable, short ones first: values by which two places of it can fall together. */
export function factorsBeside(
  key: string,
  texts: ReadonlyMap<string, readonly TextUse[]>,
  most: number,
): readonly string[] {
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
export function prefixesBefore(key: string, uses: readonly TextUse[]): readonly TextPattern[] {
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

/** Every character of every text, in both letter cases. */
export function lettersOf(texts: ReadonlyMap<string, readonly TextUse[]>): ReadonlySet<number> {
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
