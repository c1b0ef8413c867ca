import {
  type ActionSet,
  addInto,
  difference,
  emptySet,
  intersection,
  isEmpty,
  sizeOf,
  subtractInto,
  uniteInto,
} from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Finding } from '../model/finding.ts';
import { keptWords } from '../model/kept-words.ts';
import type { KeptWhy, Suggestion } from '../model/suggestion.ts';

/** Detectors whose findings name permissions to take out, of which the suggestion may keep some. */
const advised: ReadonlySet<string> = new Set([
  'unused-elevated-permission',
  'unused-permission',
  'all-access-service-account',
]);

/** How the sentence begins, and no other of a `fix` does. */
const beginning = 'Its suggestion ';

/** So many reasons are told; the others are counted together. */
const mostReasons = 3;

/** What to do by a finding's own account alone: without the sentence about the suggestion that it was linked to. */
export function fixWithoutAdvice({ fix, suggestion }: Finding): readonly string[] {
  return suggestion !== undefined && fix[0]?.startsWith(beginning) === true ? fix.slice(1) : fix;
}

/**
 * How many of a finding's permissions its suggestion takes away, and why the others stay: whoever goes by the finding alone would take out what the
 * suggestion protects. `undefined`: the finding names no permissions to take out, or the suggestion has nothing to do with them. `done` are the ids of
 * all suggestions there are: one that was withheld takes nothing away.
 */
export function adviceOf(
  { detector, permissions }: Finding,
  suggestion: Suggestion,
  done: ReadonlySet<string>,
  catalog: Catalog,
): string | undefined {
  if (!advised.has(detector)) return undefined;
  const named = setOfPatterns(permissions, catalog);
  const goes = intersection(named, setOfPatterns(suggestion.removed, catalog));
  const left = difference(named, goes);
  const together = suggestion.removedWith.filter((other) => done.has(other.suggestion));
  const goesWith = intersection(
    left,
    setOfPatterns(
      together.flatMap(({ removed }) => removed),
      catalog,
    ),
  );
  subtractInto(left, goesWith);
  const reasons = reasonsOf(left, suggestion, catalog);
  const staying = reasons.reduce((sum, { count }) => sum + count, 0);
  const [going, later] = [sizeOf(goes), sizeOf(goesWith)];
  const said = going + later + staying;
  if (said === 0) return undefined;
  // A pattern such as `*` names what is not granted as well, and of that nothing is to be said.
  const unsaid = detector === 'all-access-service-account' ? 0 : sizeOf(named) - said;
  const counts = { going, later, staying, unsaid, all: said + unsaid };
  return `${beginning}${awayText(counts, together.length)}${byHandText(counts, reasonsText(reasons, suggestion))}`;
}

/** Of a finding's permissions: what the suggestion takes away, what goes with others that it names, what stays, and what it does not speak of. */
interface Counts {
  readonly going: number;
  readonly later: number;
  readonly staying: number;
  readonly unsaid: number;
  readonly all: number;
}

function awayText({ going, later, all }: Counts, others: number): string {
  const these = all === 1 ? 'this permission' : `these ${all} permissions`;
  const some = (count: number): string =>
    count < all ? `${count} of ${these}` : all === 1 ? these : `all of ${these}`;
  const together = `once ${others === 1 ? 'another suggestion that it names is' : 'other suggestions that it names are'} done as well`;
  if (going === 0 && later === 0) return all === 1 ? `does not take ${these} away` : `takes none of ${these} away`;
  if (going === 0) return `takes ${some(later)} away ${together}`;
  return `takes ${some(going)} away${later === 0 ? '' : `, and ${later} more ${together}`}`;
}

function byHandText({ staying, unsaid, all }: Counts, reasons: string): string {
  if (staying === all) return `, and ${all === 1 ? 'it should not' : 'none should'} go by hand (${reasons})`;
  if (staying === 0 && unsaid === 0) return '; what follows is the way by hand';
  const stay = `${staying} ${staying === 1 ? 'stays' : 'stay'}`;
  if (unsaid === 0) return `, and by hand no more should go: ${stay} (${reasons})`;
  const rest = `of the other ${unsaid === 1 ? 'one' : unsaid} it says nothing`;
  if (staying === 0) return `; ${rest}`;
  return `; ${staying} should not go by hand either (${reasons}), and ${rest}`;
}

interface Reason {
  readonly why: KeptWhy;
  readonly count: number;
}

/** Why what is left stays, most first. What the suggestion does not speak of is not counted: it is not granted, or not by what it changes. */
function reasonsOf(left: ActionSet, { kept }: Suggestion, catalog: Catalog): readonly Reason[] {
  if (isEmpty(left)) return [];
  const patterns = new Map<KeptWhy, string[]>();
  for (const { why, action } of kept) {
    const own = patterns.get(why);
    if (own === undefined) patterns.set(why, [action]);
    else own.push(action);
  }
  return [...patterns]
    .map(([why, own]) => ({ why, count: sizeOf(intersection(left, setOfPatterns(own, catalog))) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.why < b.why ? -1 : 1));
}

function reasonsText(reasons: readonly Reason[], { principals }: Suggestion): string {
  const wordsOf = (why: KeptWhy): string =>
    why === 'used' && principals !== undefined ? 'used by others who hold it' : keptWords[why];
  const [only] = reasons;
  if (only !== undefined && reasons.length === 1) return wordsOf(only.why);
  const told = reasons.slice(0, mostReasons).map(({ why, count }) => `${wordsOf(why)}: ${count}`);
  const rest = reasons.slice(mostReasons).reduce((sum, { count }) => sum + count, 0);
  return [...told, ...(rest === 0 ? [] : [`other reasons: ${rest}`])].join('; ');
}

/** A name is looked up: of names the catalog would keep a set each. */
function setOfPatterns(patterns: readonly string[], catalog: Catalog): ActionSet {
  const set = emptySet(catalog.size);
  for (const pattern of patterns) {
    const action = catalog.byName.get(pattern.toLowerCase());
    if (action !== undefined) addInto(set, action.index);
    else uniteInto(set, catalog.matching(pattern));
  }
  return set;
}
