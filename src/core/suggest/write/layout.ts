import type { JsonObject } from '../../model/json-object.ts';
import { distinctSids } from './distinct-sids.ts';
import { documentOf, type NarrowedDocument } from './narrow-document.ts';
import { sizeOfDocument } from './quotas.ts';

/** Statements of one version of the policy language, to be placed somewhere. */
export interface LooseStatements {
  readonly version: NarrowedDocument['version'];
  readonly statements: readonly JsonObject[];
}

/**
 * Packs statements into as few documents as their order allows, each within `limit` characters. A statement that is too long alone is split by
 * service. `undefined` where something fits nowhere.
 */
export function packed(loose: readonly LooseStatements[], limit: number): readonly JsonObject[] | undefined {
  const documents: JsonObject[] = [];
  // Policy variables are literal text in the old version, so the two are not mixed.
  for (const version of ['2012-10-17', '2008-10-17'] as const) {
    let current: JsonObject[] = [];
    const statements = loose.filter((one) => one.version === version).flatMap((one) => one.statements);
    for (const statement of withoutRepeats(statements)) {
      const pieces = piecesOf(statement, version, limit);
      if (pieces === undefined) return undefined;
      for (const piece of pieces) {
        if (current.length > 0 && sizeOfDocument(documentOf(distinctSids([...current, piece]), version)) > limit) {
          documents.push(documentOf(distinctSids(current), version));
          current = [];
        }
        current.push(piece);
      }
    }
    if (current.length > 0) documents.push(documentOf(distinctSids(current), version));
  }
  return documents;
}

/** Of statements that say the same word for word, the first. */
function withoutRepeats(statements: readonly JsonObject[]): readonly JsonObject[] {
  return [...new Map(statements.map((one) => [JSON.stringify(one), one])).values()];
}

/** A statement in pieces that each fit, its actions split between services first; `undefined` where that cannot be. */
export function piecesOf(
  statement: JsonObject,
  version: NarrowedDocument['version'],
  limit: number,
): readonly JsonObject[] | undefined {
  if (sizeOfDocument(documentOf([statement], version)) <= limit) return [statement];
  const key = Object.keys(statement).find((name) => name.toLowerCase() === 'action');
  const actions = key === undefined ? undefined : statement[key];
  if (key === undefined || !Array.isArray(actions)) return undefined;
  const patterns: readonly string[] = actions.filter((one) => typeof one === 'string');
  const frame = sizeOfDocument(documentOf([{ ...statement, [key]: [] }], version));
  const pieces: string[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const run of runsOfServices(patterns)) {
    const whole = run.reduce((sum, pattern) => sum + JSON.stringify(pattern).length + 1, 0);
    // A service moves on together where it fits into a piece of its own.
    const isTogether = frame + whole <= limit;
    for (const part of isTogether ? [run] : run.map((pattern) => [pattern])) {
      const added = part.reduce((sum, pattern) => sum + JSON.stringify(pattern).length + 1, 0);
      if (frame + added > limit) return undefined;
      if (size + added > limit) {
        pieces.push([]);
        size = frame;
      }
      pieces.at(-1)?.push(...part);
      size += added;
    }
  }
  return pieces.map((piece) => ({ ...statement, [key]: piece }));
}

function runsOfServices(patterns: readonly string[]): readonly (readonly string[])[] {
  const runs = new Map<string, string[]>();
  for (const pattern of patterns) {
    const service = pattern.slice(0, Math.max(0, pattern.indexOf(':'))).toLowerCase();
    const known = runs.get(service);
    if (known === undefined) runs.set(service, [pattern]);
    else known.push(pattern);
  }
  return [...runs.values()];
}
