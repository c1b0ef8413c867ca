import type { JsonObject } from '../../model/json-object.ts';

/** The statements of a raw document; one that stands alone is a list of one. */
export function statementsOf(document: JsonObject): readonly unknown[] {
  const { Statement: statements } = document;
  if (Array.isArray(statements)) return statements;
  return statements === undefined ? [] : [statements];
}

/** The Sid of a raw statement. */
export function sidOf(statement: unknown): string | undefined {
  if (typeof statement !== 'object' || statement === null || !('Sid' in statement)) return undefined;
  return typeof statement.Sid === 'string' ? statement.Sid : undefined;
}

/** Whether a raw document has a statement of that Sid. */
export function hasSid(document: JsonObject, sid: string): boolean {
  return statementsOf(document).some((statement) => sidOf(statement) === sid);
}
