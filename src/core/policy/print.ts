import { InternalError } from '../model/errors.ts';
import type { Condition, PolicyDocument, PrincipalTargets, Statement, Targets } from './statement.ts';

/**
 * A document as JSON text in its canonical spelling: no blanks, elements in the order of AWS's examples, statements always a list, a list of one
 * as the string it holds. `parsePolicy` gives the same document back, positions aside, and printing that gives the same text.
 *
 * Kept: version (written out when it was missing), statements and their order, Sids, effects, Not-elements, `"*"` against `{"AWS":"*"}`, and
 * conditions. Conditions under one operator are printed together where the first of them stands, and statements are numbered anew; both is as
 * `parsePolicy` has it already. A document's `Id`, which means nothing for access, is not in the parsed form.
 *
 * Throws `InternalError` for what has no text: a document with `unparsed` parts, of which printing would lose some, and documents that
 * `parsePolicy` never gives, with two conditions of the same operator and key, or principals that are anyone and not.
 */
export function printPolicy(document: PolicyDocument): string {
  const [unread] = document.unparsed;
  if (unread !== undefined) {
    throw new InternalError(`a policy with unread parts cannot be printed: ${unread.reason}`);
  }
  return objectOf([
    ['Version', JSON.stringify(document.version)],
    ['Statement', `[${document.statements.map(printedStatement).join(',')}]`],
  ]);
}

type Member = readonly [name: string, value: string];

function printedStatement(statement: Statement): string {
  const { sid, effect, principals, actions, resources, conditions } = statement;
  return objectOf([
    ...(sid === undefined ? [] : [['Sid', JSON.stringify(sid)] as const]),
    ['Effect', JSON.stringify(effect)],
    ...(principals === undefined ? [] : [printedPrincipals(principals)]),
    printedTargets('Action', actions),
    ...(resources === undefined ? [] : [printedTargets('Resource', resources)]),
    ...(conditions.length === 0 ? [] : [['Condition', printedConditions(conditions)] as const]),
  ]);
}

function printedTargets(name: string, { not, patterns }: Targets): Member {
  return [not ? `Not${name}` : name, listOf(patterns)];
}

function printedPrincipals({ not, isAnyone, aws, services, federated, canonicalUsers }: PrincipalTargets): Member {
  const name = not ? 'NotPrincipal' : 'Principal';
  const kinds: readonly (readonly [string, readonly string[]])[] = [
    ['AWS', aws],
    ['Service', services],
    ['Federated', federated],
    ['CanonicalUser', canonicalUsers],
  ];
  const named = kinds.filter(([, list]) => list.length > 0);
  if (isAnyone && named.length === 0) return [name, '"*"'];
  if (isAnyone !== aws.includes('*')) throw new InternalError('principals are anyone and not');
  return [name, objectOf(named.map(([kind, list]) => [kind, listOf(list)]))];
}

function printedConditions(conditions: readonly Condition[]): string {
  const operators = new Map<string, Map<string, Member>>();
  for (const { operator, key, values } of conditions) {
    const keys = operators.get(operator) ?? new Map<string, Member>();
    operators.set(operator, keys);
    const name = key.toLowerCase();
    // A second one would mean "and", and its place under the operator is taken.
    if (keys.has(name)) throw new InternalError(`two conditions \`${operator}\` on one key have no text`);
    keys.set(name, [key, listOf(values)]);
  }
  return objectOf([...operators].map(([operator, keys]) => [operator, objectOf([...keys.values()])]));
}

/** Written by hand: a `__proto__` would be no member of an object literal, and numbers would change their place. */
function objectOf(members: readonly Member[]): string {
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
}

function listOf(values: readonly string[]): string {
  return JSON.stringify(values.length === 1 ? values[0] : values);
}
