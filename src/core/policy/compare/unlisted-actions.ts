import type { Catalog } from '../../catalog/catalog.ts';
import { globPattern, type TextPattern } from '../text-pattern.ts';
import type { Automata } from './automata.ts';
import type { ActionTargets, Box, Boxes } from './constraints.ts';
import type { Effort } from './effort.ts';
import { type Found, findText, unknown } from './find-text.ts';
import { exclusionOf, type Side, type Way, wayOf } from './ways.ts';

/**
 * The ways in which `to` may allow what `from` does not, of action names that the catalog does not list: those that AWS may yet give. One for each
 * pattern of an Allow statement, because each is its own question.
 */
export function* unlistedWaysOf(
  from: Side,
  to: Side,
  boxes: readonly Box[],
  maker: Boxes,
  catalog: Catalog,
): Generator<Way> {
  const of = (places: readonly number[]) => places.flatMap((place) => boxes[place] ?? []);
  const spoken = new Map(boxes.map((box) => [box, patternsByService(box, catalog)]));
  const [denies, oldAllows, oldDenies] = [of(to.denies), of(from.allows), of(from.denies)];
  const near = (others: readonly Box[], actions: ActionTargets) =>
    exclusionOf(others.flatMap((other) => nearBy(other, spoken.get(other) ?? new Map(), actions, maker)));
  const besideOf = (actions: ActionTargets) => {
    const nearDenies = near(denies, actions);
    const nearAllows = near(oldAllows, actions);
    return {
      held: nearDenies,
      others: exclusionOf([...nearDenies.boxes, ...nearAllows.boxes]),
      lifted: nearAllows.boxes.length === 0 ? [] : near(oldDenies, actions).boxes,
    };
  };
  // Many statements speak of the same actions.
  const beside = new Map<string, ReturnType<typeof besideOf>>();
  for (const by of of(to.allows)) {
    for (const actions of unlistedParts(by.statement.actions, catalog)) {
      const key = JSON.stringify(actions);
      const { held, others, lifted } = beside.get(key) ?? besideOf(actions);
      beside.set(key, { held, others, lifted });
      const own = maker.withActions(by, actions);
      yield* wayOf(own, undefined, others, maker);
      for (const deny of lifted) yield* wayOf(own, deny, held, maker);
    }
  }
}

/** The patterns that can match a name beside those listed, one by one. */
function unlistedParts({ not, patterns }: ActionTargets, catalog: Catalog): readonly ActionTargets[] {
  if (not) return [{ not, patterns: speakingPatterns(patterns, catalog) }];
  return speakingPatterns(patterns, catalog).map((pattern) => ({ not, patterns: [pattern] }));
}

/** A name that the catalog lists says nothing of names that it does not. */
function speakingPatterns(patterns: readonly string[], catalog: Catalog): readonly string[] {
  return patterns.filter((pattern) => /[*?]/.test(pattern) || !catalog.byName.has(pattern));
}

/** The speaking patterns of a box by service; those of all services under `*`. */
function patternsByService({ statement }: Box, catalog: Catalog): ReadonlyMap<string, readonly string[]> {
  const patterns = new Map<string, string[]>();
  for (const pattern of speakingPatterns(statement.actions.patterns, catalog)) {
    const service = serviceOf(pattern);
    const known = patterns.get(service);
    if (known === undefined) patterns.set(service, [pattern]);
    else known.push(pattern);
  }
  return patterns;
}

/** A box with the patterns that can match the same names as some actions; none when it has no such pattern. */
function nearBy(
  other: Box,
  spoken: ReadonlyMap<string, readonly string[]>,
  actions: ActionTargets,
  maker: Boxes,
): readonly Box[] {
  const { not } = other.statement.actions;
  const services = actions.not ? ['*'] : [...new Set(actions.patterns.map(serviceOf))];
  const near = services.includes('*')
    ? [...spoken.values()].flat()
    : [...services, '*'].flatMap((service) => spoken.get(service) ?? []);
  return not || near.length > 0 ? [maker.withActions(other, { not, patterns: near })] : [];
}

function serviceOf(pattern: string): string {
  return pattern === '*' ? '*' : pattern.slice(0, pattern.indexOf(':'));
}

/** What every action name is: a service, a colon, a name. */
const anyName: readonly TextPattern[] = [globPattern('?*:?*')];
/** Names of the catalog that a search may come upon before it finds another. */
const mostListed = 64;

/** A name of which the wanted actions speak and the unwanted do not, and which the catalog does not list. */
export function findUnlisted(
  wanted: readonly ActionTargets[],
  unwanted: readonly ActionTargets[],
  catalog: Catalog,
  automata: Automata,
  effort: Effort,
): Found<string> {
  const inside = [...wanted.filter(({ not }) => !not), ...unwanted.filter(({ not }) => not)];
  const outside = [...wanted.filter(({ not }) => not), ...unwanted.filter(({ not }) => !not)];
  const required = [anyName, ...inside.map(({ patterns }) => patterns.map(globPattern))];
  const forbidden = outside.flatMap(({ patterns }) => patterns.map(globPattern));
  for (let tries = 0; tries < mostListed; tries++) {
    const found = findText({ required, forbidden }, automata, effort);
    if (found.kind !== 'found' || !catalog.byName.has(found.value)) return found;
    forbidden.push(globPattern(found.value));
  }
  return unknown;
}
