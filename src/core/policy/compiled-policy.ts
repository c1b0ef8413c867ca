import { type ConditionTest, conditionTestsOf } from './condition-test.ts';
import { parsePolicy } from './parse.ts';
import type { PolicyInput } from './request.ts';
import type { PolicyDocument, PrincipalTargets, Statement } from './statement.ts';
import { type Template, templateOf } from './template.ts';

/** A statement in the form that evaluation and comparison read. */
export interface CompiledStatement {
  /** The policy's name. */
  readonly policy: string;
  readonly statement: Statement;
  readonly effect: 'Allow' | 'Deny';
  /** Lower case. Those that AWS does not take (a wildcard in the service prefix) are left out: they match nothing. */
  readonly actions: { readonly not: boolean; readonly patterns: readonly string[] };
  /** Absent: the statement has no Resource, as in trust policies. */
  readonly resources?: { readonly not: boolean; readonly templates: readonly Template[] };
  readonly principals?: PrincipalTargets;
  readonly tests: readonly ConditionTest[];
}

/** A policy read and compiled. */
export interface CompiledPolicy {
  readonly name: string;
  readonly document: PolicyDocument;
  readonly statements: readonly CompiledStatement[];
}

/** Reads and compiles a policy. Never throws: what could not be read is in `document.unparsed`. */
export function compiledPolicy({ name, document }: PolicyInput): CompiledPolicy {
  return compiledDocument(name, parsePolicy(document));
}

/** Compiles a document that was read before. */
export function compiledDocument(name: string, document: PolicyDocument): CompiledPolicy {
  return {
    name,
    document,
    statements: document.statements.map((one) => compiledStatement(name, one, document.version)),
  };
}

/** What an action pattern must be: everything, or a service prefix without wildcards, a colon and a name. */
const validAction = /^(?:\*+(?::\*+)?|[^:*?]+:.*)$/s;

/** The canonical form of an action pattern (lower case; `*` for all); `undefined` when it can match no action. */
function actionPattern(pattern: string): string | undefined {
  const lower = pattern.toLowerCase();
  if (!validAction.test(lower)) return undefined;
  return lower.startsWith('*') ? '*' : lower.replaceAll(/\*{2,}/g, '*');
}

function compiledStatement(
  policy: string,
  statement: Statement,
  version: PolicyDocument['version'],
): CompiledStatement {
  const { effect, actions, resources, principals, conditions } = statement;
  return {
    policy,
    statement,
    effect,
    actions: { not: actions.not, patterns: [...new Set(actions.patterns.flatMap((one) => actionPattern(one) ?? []))] },
    ...(resources === undefined
      ? {}
      : {
          resources: {
            not: resources.not,
            templates: resources.patterns.map((pattern) => templateOf(pattern, version, 'resource')),
          },
        }),
    ...(principals === undefined ? {} : { principals }),
    tests: conditionTestsOf(conditions, version),
  };
}
