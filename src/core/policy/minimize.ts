import {
  type ActionSet,
  addInto,
  difference,
  emptySet,
  fullSet,
  isEmpty,
  membersOf,
  setOf,
  sizeOf,
  uniteInto,
} from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { matchesPattern } from '../catalog/pattern.ts';
import { ConfigError, InternalError } from '../model/errors.ts';
import { plainPattern } from './expand.ts';
import { addMatch, candidatePool } from './minimize/candidate-pool.ts';
import { type NameSpace, nameSpace } from './minimize/name-space.ts';
import { addCandidatesWithin } from './minimize/pattern-candidates.ts';
import { isWithinUnion } from './minimize/pattern-inclusion.ts';
import { type Candidate, smallestCover } from './minimize/smallest-cover.ts';
import { wordCover } from './minimize/word-cover.ts';
import { wordSpace } from './minimize/word-space.ts';

/**
 * What the wildcards of a minimized list may cut. `any`: names anywhere, for the fewest characters. `whole`: only where a word of each matched name
 * begins or ends, for people to read. `leading`: only behind whole words that the names begin with (`s3:Get*`). `none`: nothing, so that names are written
 * out; only a service of which all is given is `s3:*`.
 */
export type MinimizedWords = (typeof minimizedWords)[number];

/** From the longest and plainest to the shortest. */
export const minimizedWords = ['none', 'leading', 'whole', 'any'] as const;

/**
 * Patterns of few characters that match, over the catalog, exactly the given actions; sorted by code units.
 *
 * An action that the catalog does not list is kept as it is. An action with a wildcard stands for those that it matches. With `within` (action
 * patterns), no pattern of the answer matches any name, listed or not, that they do not match; a given action that they do not match is
 * a `ConfigError`. Letter case, order and repetition of what is given do not matter. The answer is short, not provably the shortest.
 *
 * With whole words, a wildcard stands for two listed names or more, there is no `?`, and at most two `*`; but a pattern of `within` of which
 * all is wanted may be written as it is.
 */
export function minimizeActions(
  actions: readonly string[],
  within: readonly string[] | undefined,
  catalog: Catalog,
  options: { readonly words?: MinimizedWords } = {},
): readonly string[] {
  const { listed, unlisted } = toldApart(actions, catalog);
  const bounds = within === undefined ? unbounded : boundsOf(within);
  refuseOutside(listed, unlisted, bounds, within ?? ['*'], catalog);
  const patterns = [...patternsOf(listed, bounds, catalog, options.words ?? 'any'), ...unlisted].sort();
  verify(patterns, listed, unlisted, bounds, catalog);
  return patterns;
}

/**
 * Patterns of whole words that match, over the catalog, exactly the set; sorted by code units. The same as `minimizeActions` gives for the names of the
 * set, sooner.
 */
export function actionPatternsOf(
  set: ActionSet,
  catalog: Catalog,
  words: Exclude<MinimizedWords, 'any'> = 'whole',
): readonly string[] {
  const patterns = patternsOf(set, unbounded, catalog, words).sort();
  verify(patterns, set, [], unbounded, catalog);
  return patterns;
}

/** What `within` allows. */
interface Bounds {
  readonly isAll: boolean;
  /** By lower-case prefix: patterns of the part behind the colon, as they were spelled. */
  readonly byService: ReadonlyMap<string, readonly string[]>;
}

const unbounded: Bounds = { isAll: true, byService: new Map() };

function boundsOf(within: readonly string[]): Bounds {
  const byService = new Map<string, string[]>();
  let isAll = false;
  for (const pattern of [...new Set(within.map(plainPattern))].sort()) {
    if (pattern === '*' || pattern === '*:*') isAll = true;
    const [service, name] = parted(pattern);
    const names = byService.get(service.toLowerCase());
    if (names === undefined) byService.set(service.toLowerCase(), [name]);
    else if (!names.some((known) => known.toLowerCase() === name.toLowerCase())) names.push(name);
  }
  return { isAll, byService };
}

/** Prefix and name; without a colon there is no name, and nothing that it could match. */
function parted(action: string): readonly [service: string, name: string] {
  const colon = action.indexOf(':');
  return colon < 0 ? [action, ''] : [action.slice(0, colon), action.slice(colon + 1)];
}

/** What the catalog lists of the actions, and what it does not, each once whatever its letter case. */
function toldApart(actions: readonly string[], catalog: Catalog): { listed: ActionSet; unlisted: readonly string[] } {
  const listed = emptySet(catalog.size);
  const unlisted = new Map<string, string>();
  for (const action of [...new Set(actions)].sort()) {
    const plain = plainPattern(action).toLowerCase();
    const known = catalog.byName.get(plain);
    if (known !== undefined) addInto(listed, known.index);
    else {
      const matched = /[*?]/.test(plain) ? catalog.matching(plain) : undefined;
      if (matched !== undefined && !isEmpty(matched)) uniteInto(listed, matched);
      else if (!unlisted.has(plain)) unlisted.set(plain, action);
    }
  }
  return { listed, unlisted: [...unlisted.values()] };
}

/** Throws for actions that the bounds do not allow. */
function refuseOutside(
  listed: ActionSet,
  unlisted: readonly string[],
  bounds: Bounds,
  within: readonly string[],
  catalog: Catalog,
): void {
  if (bounds.isAll) return;
  const allowed = emptySet(catalog.size);
  for (const pattern of within) uniteInto(allowed, catalog.matching(plainPattern(pattern)));
  const outside = [
    ...[...membersOf(difference(listed, allowed))].map((index) => catalog.actions[index]?.name ?? ''),
    ...unlisted.filter((action) => !isAllowed(action, bounds)),
  ];
  if (outside.length === 0) return;
  const [first = '', ...more] = outside;
  const others = more.length === 0 ? '' : ` and ${more.length} more ${more.length === 1 ? 'action' : 'actions'}`;
  throw new ConfigError(
    `\`${first}\`${others} cannot be written within the given patterns, which do not match ${others === '' ? 'it' : 'them'}`,
    'leave out what they do not match, or give a pattern that matches it',
  );
}

/** Whether all that an action pattern matches is allowed; false also where that takes too long to know. */
function isAllowed(pattern: string, bounds: Bounds): boolean {
  if (bounds.isAll) return true;
  const [service, name] = parted(plainPattern(pattern).toLowerCase());
  const allowed = bounds.byService.get(service) ?? [];
  const lower = allowed.map((known) => known.toLowerCase());
  return name !== '' && isWithinUnion(name, lower) === true;
}

/** The patterns for what the catalog lists, service by service. */
function patternsOf(listed: ActionSet, bounds: Bounds, catalog: Catalog, words: MinimizedWords): string[] {
  if (catalog.size > 0 && bounds.isAll && sizeOf(listed) === catalog.size) return ['*'];
  const byService = new Map<string, number[]>();
  for (const index of membersOf(listed)) {
    const service = catalog.actions[index]?.service ?? '';
    const indices = byService.get(service);
    if (indices === undefined) byService.set(service, [index]);
    else indices.push(index);
  }
  return [...byService].flatMap(([service, indices]) => {
    const range = catalog.services.get(service) ?? { first: 0, end: 0 };
    const frames = bounds.isAll ? ['*'] : (bounds.byService.get(service) ?? []);
    const size = range.end - range.first;
    // Whole services need no search, and are most of what a wide grant holds. With whole words, a wildcard that nobody gave stands for two names or more.
    const mayBeAll = frames.includes('*') && (words === 'any' || !bounds.isAll || size > 1);
    if (indices.length === size && mayBeAll) return [`${service}:*`];
    const names = catalog.actions.slice(range.first, range.end).map(({ name }) => name.slice(service.length + 1));
    const wanted = setOf(
      size,
      indices.map((index) => index - range.first),
    );
    if (words === 'none') return indices.map((index) => catalog.actions[index]?.name ?? '');
    const texts =
      words === 'any'
        ? coverOf(wanted, frames, nameSpace(names), service.length + 1).map(({ text }) => text)
        : wordCover(wanted, frames, wordSpace(names), service.length + 1, words);
    return texts.map((text) => `${service}:${text}`);
  });
}

/** Patterns that are matched against every name of a service to see what they match, in all its frames together. */
const checksInAll = 3_000;

/** The best cover of some names of one service by patterns within the frames. */
function coverOf(
  wanted: ActionSet,
  frames: readonly string[],
  space: NameSpace,
  prefixLength: number,
): readonly Candidate[] {
  const pool = candidatePool(space, wanted, prefixLength);
  for (const index of membersOf(wanted)) addMatch(pool, space.names[index] ?? '', index);
  const wild = frames.includes('*') ? ['*'] : frames.filter((frame) => /[*?]/.test(frame));
  const checks = Math.min(300, Math.ceil(checksInAll / wild.length));
  for (const frame of wild) addCandidatesWithin(pool, frame, checks);
  // Only where a frame counts characters with `?` can a pattern be within several frames together and within none alone.
  const joint = wild.some((frame) => frame.includes('?')) ? jointCandidates(wanted, frames, space, prefixLength) : [];
  const cover = smallestCover(wanted, space.names.length, [...pool.byText.values(), ...joint]);
  if (cover === undefined) throw new InternalError('names are left that no pattern covers');
  return cover;
}

/** Candidates tried against several frames together, and the steps that each may take. */
const jointLimit = 300;
const jointSteps = 5_000;

/** The cheapest patterns that are within the frames, as far as they begin like one of them. */
function jointCandidates(
  wanted: ActionSet,
  frames: readonly string[],
  space: NameSpace,
  prefixLength: number,
): readonly Candidate[] {
  const pool = candidatePool(space, wanted, prefixLength);
  const lower = frames.map((frame) => frame.toLowerCase());
  const heads = frames.map((frame) => frame.replace(/[*?].*$/, ''));
  for (const [, head] of new Map(heads.map((text) => [text.toLowerCase(), text]))) {
    addCandidatesWithin(pool, `${head}*`, 0);
  }
  return [...pool.byText.values()]
    .sort((a, b) => a.cost - b.cost || (a.text < b.text ? -1 : 1))
    .slice(0, jointLimit)
    .filter(({ text }) => isWithinUnion(text.toLowerCase(), lower, jointSteps) === true);
}

/** Expands the answer again, another way than it was found: it must match what was given, and nothing beyond the bounds. */
function verify(
  patterns: readonly string[],
  listed: ActionSet,
  unlisted: readonly string[],
  bounds: Bounds,
  catalog: Catalog,
): void {
  const kept = new Set(unlisted);
  const lowerNames = new Map<string, readonly string[]>();
  let back = emptySet(catalog.size);
  for (const pattern of patterns) {
    if (!isAllowed(pattern, bounds) && !kept.has(pattern)) {
      throw new InternalError(`the minimized pattern \`${pattern}\` is not within the given ones`);
    }
    if (pattern === '*') {
      back = fullSet(catalog.size);
      continue;
    }
    const lower = pattern.toLowerCase();
    const wildcard = lower.search(/[*?]/);
    if (wildcard < 0) {
      const named = catalog.byName.get(lower);
      if (named !== undefined) addInto(back, named.index);
      continue;
    }
    const head = lower.slice(0, wildcard);
    const [service] = parted(lower);
    const { first, end } = catalog.services.get(service) ?? { first: 0, end: 0 };
    // Not asked of the catalog, which keeps its answers: these patterns may never come again.
    const names = lowerNames.get(service) ?? catalog.actions.slice(first, end).map(({ name }) => name.toLowerCase());
    lowerNames.set(service, names);
    const tail = lower.slice(Math.max(lower.lastIndexOf('*'), lower.lastIndexOf('?')) + 1);
    // A hot path: most names are told apart by how they begin and end.
    for (let place = 0; place < names.length; place++) {
      const name = names[place] ?? '';
      if (!name.endsWith(tail) || !name.startsWith(head)) continue;
      if (matchesPattern(lower, name)) addInto(back, first + place);
    }
  }
  if (back.some((word, place) => word !== listed[place])) {
    throw new InternalError('the minimized patterns do not match the actions they were made from');
  }
}
