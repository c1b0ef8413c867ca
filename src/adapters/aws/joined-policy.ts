import type { JsonObject } from '../../core/model/json-object.ts';

const current = '2012-10-17';

/**
 * One policy that says what several say together, for a check that takes one; or, as a text, why there is none.
 *
 * - A Sid must be its policy's only one, and decides nothing: the first statement of a Sid keeps it, the others lose theirs.
 * - Before version 2012-10-17 a variable is plain text. Policies of both versions are joined only where the older ones name none.
 * - No policies at all are one that denies everything, since AWS takes none without statements.
 */
export function joinedPolicy(documents: readonly JsonObject[]): JsonObject | string {
  const older = documents.filter(({ Version }) => Version !== current);
  const isOld = older.length === documents.length && older.length > 0;
  if (!isOld && older.some((document) => JSON.stringify(document).includes('${')))
    return 'a policy of version 2008-10-17 that names a variable cannot be joined with one of version 2012-10-17';
  const sids = new Set<string>();
  const statements: JsonObject[] = [];
  for (const { Statement } of documents) {
    for (const statement of Array.isArray(Statement) ? Statement : [Statement]) {
      if (!isObject(statement)) return 'a policy has a statement that is no object';
      const { Sid, ...rest } = statement;
      const isFirst = typeof Sid === 'string' && Sid !== '' && !sids.has(Sid);
      if (isFirst) sids.add(Sid);
      statements.push(isFirst ? statement : rest);
    }
  }
  if (statements.length === 0) statements.push({ Effect: 'Deny', Action: '*', Resource: '*' });
  return { Version: isOld ? '2008-10-17' : current, Statement: statements };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
