import { namesOf, serviceOfPattern } from '../../catalog/action-names.ts';
import {
  type ActionSet,
  addInto,
  difference,
  emptySet,
  has,
  intersection,
  intersects,
  isEmpty,
  setOf,
  subtractInto,
  uniteInto,
} from '../../catalog/action-set.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { ParsedDocument } from '../../inventory/documents.ts';
import { isQuarantine } from '../../inventory/quarantine.ts';

import type { JsonObject } from '../../model/json-object.ts';
import type { ActionWriter } from '../../policy/action-writer.ts';
import type { MinimizedWords } from '../../policy/minimize.ts';
import { mayMeet } from '../../policy/pattern.ts';
import type { Statement, Targets } from '../../policy/statement.ts';
import { statementName } from '../../policy/statement.ts';
import { type ResourceScope, scopedStatements } from '../needs/scope-resources.ts';
import { distinctSids } from './distinct-sids.ts';

/** What may go from a document. */
export interface Release {
  /** Writes a NotAction as the Action list of what stays: a change of meaning, for where the other does not fit. */
  readonly rewritesNotAction?: true;
  /** Narrows resources too; absent: they stay as they are. */
  readonly scope?: ResourceScope;
  /** Proved unused, for everybody who holds the document. */
  readonly removable: ActionSet;
  /** Granted to nobody now: goes only where something else of its pattern goes. */
  readonly droppable: ActionSet;
}

/** A document written smaller. */
export interface NarrowedDocument {
  /** In the order of the document; the raw JSON of each, with no member changed but Action or NotAction. */
  readonly statements: readonly JsonObject[];
  readonly version: '2008-10-17' | '2012-10-17';
  /** Services of which names that the catalog does not list were matched and no longer are; `*`: of all. */
  readonly unlistedLost: ReadonlySet<string>;
  /** Sentences about statements whose NotAction list grew. */
  readonly remarks: readonly string[];
}

/**
 * Takes the released actions out of a document's Allow statements, and nothing else: structure, Sids, resources and conditions stay, and so does
 * every Deny. A wildcard of which everything stays is left as it is; of one that is broken up, the patterns that take its place match nothing
 * that it does not match, as plain as `words` says. A NotAction stays one: what goes is added to its list. `undefined` where nothing of the document goes.
 */
export function narrowedDocument(
  parsed: ParsedDocument,
  release: Release,
  words: MinimizedWords,
  writer: ActionWriter,
  catalog: Catalog,
): NarrowedDocument | undefined {
  const raws = rawStatements(parsed.value);
  const statements: JsonObject[] = [];
  const unlistedLost = new Set<string>();
  const remarks: string[] = [];
  let isChanged = false;
  for (const statement of parsed.document.statements) {
    const raw = raws[statement.index];
    if (raw === undefined) return undefined;
    const actions = parsed.actions[parsed.document.statements.indexOf(statement)] ?? emptySet(catalog.size);
    // A quarantine of ours ends with the removal that it was for.
    if (isQuarantine(statement)) continue;
    if (statement.effect === 'Deny' || !intersects(actions, release.removable)) {
      const pieces =
        statement.effect === 'Deny' ? [raw] : scoped(raw, statement, actions, release, words, writer, catalog);
      isChanged ||= pieces.length !== 1 || pieces[0] !== raw;
      for (const service of unlistedLostByScope(raw, pieces)) unlistedLost.add(service);
      statements.push(...pieces);
      continue;
    }
    isChanged = true;
    const isRewritten = statement.actions.not && release.rewritesNotAction === true;
    const narrowed = isRewritten
      ? rewrittenNotAction(statement.actions, actions, release, words, writer, catalog)
      : statement.actions.not
        ? narrowedNotAction(statement.actions, actions, release, words, writer)
        : narrowedAction(statement.actions, release, words, writer, catalog);
    for (const service of narrowed.unlistedLost) unlistedLost.add(service);
    if (narrowed.patterns === undefined) continue;
    if (statement.actions.not)
      remarks.push(
        isRewritten
          ? `Statement ${statementName(statement)}: its NotAction became the list of what stays, so what AWS adds later is no longer granted`
          : `Statement ${statementName(statement)} keeps its NotAction: what goes was added to the list`,
      );
    const written = withActions(raw, statement, narrowed.patterns, isRewritten);
    const left = difference(actions, release.removable);
    const pieces = scoped(written, statement, left, release, words, writer, catalog);
    for (const service of unlistedLostByScope(written, pieces)) unlistedLost.add(service);
    statements.push(...pieces);
  }
  if (!isChanged) return undefined;
  return { statements: distinctSids(statements), version: parsed.document.version, unlistedLost, remarks };
}

/** A statement in pieces by the resources seen, where that is asked for and can be told. */
function scoped(
  raw: JsonObject,
  { actions: { not, patterns } }: Statement,
  actions: ActionSet,
  { scope }: Release,
  words: MinimizedWords,
  writer: ActionWriter,
  catalog: Catalog,
): readonly JsonObject[] {
  // Of a name that the catalog does not know nobody could tell the resources.
  if (scope === undefined || not || patterns.some((pattern) => isEmpty(catalog.matching(pattern)))) return [raw];
  return scopedStatements(raw, actions, scope, (list) =>
    writer.patternsWithin(setOf(catalog.size, list), patterns, words),
  );
}

/** Services of wildcards that no piece with the statement's own resources holds any more. */
function unlistedLostByScope(statement: JsonObject, pieces: readonly JsonObject[]): readonly string[] {
  if (pieces.length === 1 && pieces[0] === statement) return [];
  const element = (one: JsonObject, name: string): unknown =>
    Object.entries(one).find(([key]) => key.toLowerCase() === name)?.[1];
  const patternsOf = (one: JsonObject): readonly string[] =>
    [element(one, 'action')].flat().filter((pattern) => typeof pattern === 'string');
  const own = JSON.stringify(element(statement, 'resource'));
  const left = new Set(
    pieces.filter((piece) => JSON.stringify(element(piece, 'resource')) === own).flatMap((piece) => patternsOf(piece)),
  );
  return patternsOf(statement)
    .filter((pattern) => /[*?]/.test(pattern) && !left.has(pattern))
    .map(serviceOfPattern);
}

/** A new document of some statements. */
export function documentOf(statements: readonly JsonObject[], version: NarrowedDocument['version']): JsonObject {
  return { Version: version, Statement: statements };
}

/** A raw document with other statements, all else as it is. */
export function withStatements(value: unknown, statements: readonly JsonObject[]): JsonObject {
  return Object.fromEntries(
    Object.entries(isObject(value) ? value : {}).map(([key, own]) =>
      key.toLowerCase() === 'statement' ? [key, statements] : [key, own],
    ),
  );
}

/** The statements of a raw document as a list. */
export function rawStatements(value: unknown): readonly JsonObject[] {
  if (!isObject(value)) return [];
  const name = Object.keys(value).find((key) => key.toLowerCase() === 'statement');
  const listed = name === undefined ? [] : value[name];
  return (Array.isArray(listed) ? listed : [listed]).filter(isObject);
}

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface NarrowedTargets {
  /** `undefined`: nothing is left of the statement. */
  readonly patterns: readonly string[] | undefined;
  readonly unlistedLost: readonly string[];
}

function narrowedAction(
  { patterns }: Targets,
  { removable, droppable }: Release,
  words: MinimizedWords,
  writer: ActionWriter,
  catalog: Catalog,
): NarrowedTargets {
  const staying: string[] = [];
  const broken: string[] = [];
  const unlistedLost: string[] = [];
  const stays = emptySet(catalog.size);
  const rest = emptySet(catalog.size);
  for (const pattern of patterns) {
    const matched = catalog.matching(pattern);
    if (!intersects(matched, removable)) {
      staying.push(pattern);
      uniteInto(stays, matched);
      continue;
    }
    if (/[*?]/.test(pattern)) unlistedLost.push(serviceOfPattern(pattern));
    const left = difference(matched, removable);
    const kept = difference(left, droppableWhereBroken(matched, removable, droppable, catalog));
    if (isEmpty(kept)) continue;
    broken.push(pattern);
    uniteInto(rest, kept);
  }
  subtractInto(rest, stays);
  const written = isEmpty(rest) ? [] : writer.patternsWithin(rest, broken, words);
  const all = [...staying, ...written];
  return { patterns: all.length === 0 ? undefined : all, unlistedLost };
}

/**
 * What is granted to nobody goes with the rest of its service: where all that was matched of it goes, or is granted to nobody, and where something
 * else of it goes. Where nothing else goes, it stays, so that the service keeps its plain wildcard.
 */
function droppableWhereBroken(matched: ActionSet, goes: ActionSet, droppable: ActionSet, catalog: Catalog): ActionSet {
  const dropped = emptySet(catalog.size);
  const idle = intersection(matched, droppable);
  if (isEmpty(idle)) return dropped;
  for (const { first, end } of catalog.services.values()) {
    let isBroken = false;
    let isKept = false;
    for (let index = first; index < end; index++) {
      if (!has(matched, index)) continue;
      isBroken ||= has(goes, index);
      isKept ||= !has(goes, index) && !has(idle, index);
    }
    if (isKept && !isBroken) continue;
    for (let index = first; index < end; index++) if (has(idle, index)) addInto(dropped, index);
  }
  return dropped;
}

function narrowedNotAction(
  { patterns }: Targets,
  actions: ActionSet,
  { removable }: Release,
  words: MinimizedWords,
  writer: ActionWriter,
): NarrowedTargets {
  const goes = intersection(actions, removable);
  const added = writer.patternsOf(goes, words === 'any' ? 'whole' : words);
  const unlistedLost = added.filter((pattern) => /[*?]/.test(pattern)).map(serviceOfPattern);
  const isEverything = isEmpty(difference(actions, goes));
  return {
    patterns: isEverything ? undefined : [...patterns, ...added],
    unlistedLost: isEverything ? ['*'] : unlistedLost,
  };
}

/** What stays of a NotAction, as the list of an Action; a wildcard that might take in a name of the old list is written out. */
function rewrittenNotAction(
  { patterns: excluded }: Targets,
  actions: ActionSet,
  { removable, droppable }: Release,
  words: MinimizedWords,
  writer: ActionWriter,
  catalog: Catalog,
): NarrowedTargets {
  const left = difference(difference(actions, removable), droppable);
  if (isEmpty(left)) return { patterns: undefined, unlistedLost: ['*'] };
  const lower = excluded.map((pattern) => pattern.toLowerCase());
  const patterns = writer
    .patternsWithin(left, ['*'], words)
    .flatMap((pattern) =>
      /[*?]/.test(pattern) && lower.some((other) => mayMeet(pattern.toLowerCase(), other))
        ? namesOf(catalog.matching(pattern), catalog)
        : [pattern],
    );
  return { patterns, unlistedLost: ['*'] };
}

function withActions(
  raw: JsonObject,
  { actions }: Statement,
  patterns: readonly string[],
  isRewritten: boolean,
): JsonObject {
  const name = actions.not ? 'notaction' : 'action';
  return Object.fromEntries(
    Object.entries(raw).map(([key, value]) =>
      key.toLowerCase() === name
        ? [isRewritten ? 'Action' : key, patterns.length === 1 ? patterns[0] : patterns]
        : [key, value],
    ),
  );
}
