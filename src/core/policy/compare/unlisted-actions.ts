import type { Catalog } from '../../catalog/catalog.ts';
import { matchesPattern } from '../../catalog/pattern.ts';
import { globPattern } from '../text-pattern.ts';
import { keyOf } from './action-classes.ts';
import type { Automata, State } from './automata.ts';
import type { Box } from './constraints.ts';
import type { Effort } from './effort.ts';
import { otherThan } from './find-text.ts';

/** An action name that the catalog does not list, standing for all of which the same statements speak. */
export interface UnlistedAction {
  readonly name: string;
  readonly service: string;
  readonly boxes: ReadonlySet<number>;
}

/** What the search over unlisted names found. */
export interface UnlistedActions {
  readonly actions: readonly UnlistedAction[];
  /** Whether every unlisted name is like one of them. */
  readonly isComplete: boolean;
}

/** A service that AWS does not have, for the patterns that speak of all. */
const unheardService = 'unheard-of';
const mostPlaces = 4000;

/**
 * The names that AWS may yet give to actions, by the statements that speak of them: per service that a pattern with wildcards, or a
 * name unknown to the catalog, speaks of, and one for all other services.
 */
export function unlistedActionsOf(
  boxes: readonly Box[],
  catalog: Catalog,
  automata: Automata,
  effort: Effort,
): UnlistedActions {
  const groups = new Map<string, { readonly targets: Box['statement']['actions']; readonly places: number[] }>();
  for (const [place, { statement }] of boxes.entries()) {
    const key = keyOf(statement.actions);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { targets: statement.actions, places: [place] });
    else known.places.push(place);
  }
  const lists = [...groups.values()];
  const patterns = [...new Set(lists.flatMap(({ targets }) => targets.patterns))].filter(
    // A name that the catalog lists says nothing of names that it does not.
    (pattern) => pattern === '*' || /[*?]/.test(pattern) || !catalog.byName.has(pattern),
  );
  const speaking = (name: string): readonly number[] =>
    lists.flatMap(({ targets, places }) =>
      targets.patterns.some((pattern) => matchesPattern(pattern, name)) === targets.not ? [] : places,
    );

  const found = new Map<string, UnlistedAction>();
  let isComplete = true;
  const services = new Set(patterns.filter((pattern) => pattern !== '*').map(serviceOf));
  for (const service of [...services].sort().concat(unheardService)) {
    const ofService = patterns.filter((pattern) => pattern !== '*' && serviceOf(pattern) === service);
    const names = namesOf(ofService, automata, effort);
    if (!names.isComplete) isComplete = false;
    for (const name of names.texts) {
      const action = unlistedLike(`${service}:${name}`, speaking, catalog);
      if (action === undefined || action.boxes.length === 0) continue;
      const key = action.boxes.join();
      if (!found.has(key)) found.set(key, { name: action.name, service, boxes: new Set(action.boxes) });
    }
  }
  return { actions: [...found.values()], isComplete };
}

function serviceOf(pattern: string): string {
  return pattern.slice(0, pattern.indexOf(':'));
}

/** The name itself, or one like it that the catalog does not list: of which the same statements speak. */
function unlistedLike(name: string, speaking: (name: string) => readonly number[], catalog: Catalog) {
  const boxes = speaking(name);
  for (const tail of ['', 'x', 'xx', 'zz9', 'yetnew']) {
    const like = name + tail;
    if (catalog.byName.has(like)) continue;
    if (tail === '' || speaking(like).join() === boxes.join()) return { name: like, boxes };
  }
  return undefined;
}

/** Shortest names, one for each place where the patterns' automata can be together. */
function namesOf(
  patterns: readonly string[],
  automata: Automata,
  effort: Effort,
): { readonly texts: readonly string[]; readonly isComplete: boolean } {
  interface Place {
    readonly states: readonly State[];
    readonly text: string;
    /** Whether a character is in it that no pattern named there: such a name is hardly in the catalog. */
    readonly isFresh: boolean;
  }
  // The prefix is literal: only what follows the colon is walked.
  const states = patterns.map((pattern) => automata.startOf(globPattern(pattern.slice(pattern.indexOf(':') + 1))));
  const seen = new Set<string>();
  const queue: Place[] = [{ states, text: '', isFresh: false }];
  const texts: string[] = [];
  for (let at = 0; at < queue.length; at++) {
    const place = queue[at];
    if (place === undefined) break;
    const letters = new Set(place.states.flatMap((state) => state.letters));
    const other = otherThan(letters);
    for (const code of [...letters, other]) {
      if (!isNameCharacter(code)) continue;
      const isFresh = place.isFresh || code === other;
      const next = [...new Set(place.states.flatMap((state) => state.next(code) ?? []))];
      const ids = next.map((state) => state.id).sort((a, b) => a - b);
      const key = `${isFresh}|${ids}`;
      if (seen.has(key)) continue;
      if (seen.size >= mostPlaces || !effort.spend()) return { texts, isComplete: false };
      seen.add(key);
      const text = place.text + String.fromCharCode(code);
      texts.push(text);
      queue.push({ states: next, text, isFresh });
    }
  }
  return { texts, isComplete: true };
}

/** Patterns are lower case here. Names of actions are letters and digits; some hold a dash or an underscore. */
function isNameCharacter(code: number): boolean {
  return /[a-z0-9_-]/.test(String.fromCharCode(code));
}
