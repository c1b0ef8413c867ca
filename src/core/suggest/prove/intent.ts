import { isRawQuarantine } from '../../inventory/quarantine.ts';

import type { JsonObject } from '../../model/json-object.ts';
import type { SuggestedPolicy } from '../../model/suggestion.ts';
import { isCoveredBy } from '../../policy/pattern.ts';
import { rawStatements } from '../write/narrow-document.ts';
import { canonicalJson } from './canonical-json.ts';

/** One statement as the proof reads it: its element names in lower case. */
interface Elements {
  readonly byName: ReadonlyMap<string, unknown>;
  readonly isDeny: boolean;
  /** A quarantine of ours in a shared policy ends with the removal. */
  readonly isQuarantine: boolean;
  /** Everything but Sid, Action, NotAction and Resource: what a narrowing must leave alone. */
  readonly frame: string;
  readonly version: string;
}

/**
 * What of the meaning was changed beside the actions: a sentence, or nothing. Read from the documents alone. `mayRewrite`: a NotAction may have become an
 * Action, which the certificate then says.
 */
export function intentTrouble(
  before: readonly SuggestedPolicy[],
  after: readonly SuggestedPolicy[],
  mayRewrite = false,
): string | undefined {
  const old = before.flatMap(elementsOf);
  const young = after.flatMap(elementsOf);
  const oldDenies = new Set(old.filter((one) => one.isDeny && !one.isQuarantine).map(wholeOf));
  const youngDenies = new Set(young.filter(({ isDeny }) => isDeny).map(wholeOf));
  if ([...oldDenies].some((one) => !youngDenies.has(one))) return 'a Deny statement is not kept as it was';
  if ([...youngDenies].some((one) => !oldDenies.has(one))) return 'a Deny statement is new';
  for (const one of young) {
    const origins = old.filter((other) => isFrom(one, other, mayRewrite));
    if (origins.length === 0)
      return `statement ${sidOf(one)} is not one of those before with fewer actions or resources`;
    if (!origins.some((origin) => sidMatches(one, origin)))
      return `statement ${sidOf(one)} has another Sid than the statement that it is a part of`;
  }
  return undefined;
}

/** Whether every Allow statement after is a part of one before, and every Deny is kept. */
export function isNarrowedFrom(before: readonly SuggestedPolicy[], after: readonly SuggestedPolicy[]): boolean {
  if (intentTrouble(before, after) !== undefined) return false;
  const old = before.flatMap(elementsOf);
  return after
    .flatMap(elementsOf)
    .filter(({ isDeny }) => !isDeny)
    .every((one) => old.some((other) => !other.isDeny && isFramedBy(one, other) && isPartOf(one, other)));
}

function isPartOf(one: Elements, other: Elements): boolean {
  const [own, theirs] = [listOf(one.byName.get('action')), listOf(other.byName.get('action'))];
  if (one.byName.has('action'))
    return own.every((pattern) => theirs.some((wide) => isCoveredBy(pattern.toLowerCase(), wide.toLowerCase())));
  const excluded = new Set(listOf(one.byName.get('notaction')));
  return listOf(other.byName.get('notaction')).every((pattern) => excluded.has(pattern));
}

function elementsOf({ document }: SuggestedPolicy): readonly Elements[] {
  const version = document.Version === '2012-10-17' ? '2012-10-17' : '2008-10-17';
  return rawStatements(document).map((statement) => elements(statement, version));
}

function elements(statement: JsonObject, version: string): Elements {
  const byName = new Map(Object.entries(statement).map(([name, value]) => [name.toLowerCase(), value]));
  const rest = [...byName].filter(([name]) => !['sid', 'action', 'notaction', 'effect', 'resource'].includes(name));
  return {
    byName,
    isDeny: String(byName.get('effect')).toLowerCase() === 'deny',
    isQuarantine: isRawQuarantine(statement),
    frame: `${version} ${canonicalJson(Object.fromEntries(rest))}`,
    version,
  };
}

function wholeOf({ byName, version }: Elements): string {
  return `${version} ${canonicalJson(Object.fromEntries([...byName].filter(([name]) => name !== 'sid')))}`;
}

/** Whether a statement may have been made from another: a Deny the same, an Allow with less. */
function isFrom(one: Elements, other: Elements, mayRewrite: boolean): boolean {
  if (one.isDeny !== other.isDeny) return false;
  return one.isDeny ? wholeOf(one) === wholeOf(other) : isFramedBy(one, other, mayRewrite);
}

/** The same but for fewer actions, and resources within the others'. */
function isFramedBy(one: Elements, other: Elements, mayRewrite = false): boolean {
  if (one.frame !== other.frame) return false;
  if (!isSameKind(one, other) && !(mayRewrite && one.byName.has('action'))) return false;
  const [own, theirs] = [one.byName.get('resource'), other.byName.get('resource')];
  if (canonicalJson(own) === canonicalJson(theirs)) return true;
  return (
    listOf(own).length > 0 && listOf(own).every((pattern) => listOf(theirs).some((wide) => isCoveredBy(pattern, wide)))
  );
}

function isSameKind(one: Elements, other: Elements): boolean {
  return one.byName.has('notaction') === other.byName.has('notaction');
}

function sidOf({ byName }: Elements): string {
  return String(byName.get('sid') ?? 'without Sid');
}

/** The same Sid, or one that got a number because two policies were joined; none where there was none. */
function sidMatches(one: Elements, origin: Elements): boolean {
  const [sid, known] = [one.byName.get('sid'), origin.byName.get('sid')];
  if (typeof sid !== 'string' || typeof known !== 'string') return typeof sid === typeof known;
  return sid.startsWith(known) && /^\d*$/.test(sid.slice(known.length));
}

function listOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
}
